import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import { SIGNERS } from '../api/rules.js';
import { useMay } from '../api/session.js';
import type { Ladder } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { Panel, ProblemNote, useAttempt } from '../parts/index.js';

type Rung = Ladder['rungs'][number];
const COLUMNS = ['name', 'when', 'signer', 'copyTo', 'replyDays', 'demand', 'automatic', 'active'] as const;
const COPIES = ['supervision_head', 'leader'] as const;

/** Every rung of the ladder in one table; only the head of supervision may change it. */
export function Settings({ ladder, planId }: { ladder: Ladder; planId: number | null }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const manages = useMay('ladder.manage');
  const [rungs, setRungs] = useState(ladder.rungs);
  const { attempt, problem, busy } = useAttempt();
  const change = (code: string, part: Partial<Rung>) =>
    setRungs(now => now.map(rung => (rung.code === code ? { ...rung, ...part } : rung)));
  const save = () =>
    attempt(async () => {
      const change = rungs.map(({ kind: _kind, kindLabel: _label, mayBeAutomatic: _may, ...rung }) => rung);
      await client.changeLadder(planId, { rungs: change, version: ladder.version });
      notify(t('ladder.saved'), { type: 'success' });
      await queries.invalidateQueries({ queryKey: ['ladder'] });
    });
  return (
    <Box component="fieldset" disabled={!manages} sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <ProblemNote problem={problem} />
      <Panel flush>
        <Table size="small">
          <TableHead>
            <TableRow>
              {COLUMNS.map(column => (
                <TableCell key={column}>{t(`ladder.${column}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rungs.map(rung => (
              <Row key={rung.code} rung={rung} onChange={part => change(rung.code, part)} locked={!manages} />
            ))}
          </TableBody>
        </Table>
      </Panel>
      {manages && (
        <Button variant="contained" onClick={save} loading={busy}>
          {t(planId === null || ladder.own ? 'ladder.save' : 'ladder.saveOwn')}
        </Button>
      )}
    </Box>
  );
}

interface CellProps {
  rung: Rung;
  onChange: (part: Partial<Rung>) => void;
}

function Row({ rung, onChange, locked }: CellProps & { locked: boolean }) {
  const t = useText();
  const label = (column: (typeof COLUMNS)[number]) => ({ htmlInput: { 'aria-label': `${rung.name} ${t(`ladder.${column}`)}` } });
  const step = rung.kind !== 'reminder';
  const notice = step && rung.kind !== 'urging';
  return (
    <TableRow sx={{ opacity: rung.active ? 1 : 0.5, verticalAlign: 'top' }}>
      <TableCell sx={{ minWidth: 150 }}>
        <TextField value={rung.name} onChange={event => onChange({ name: event.target.value })} slotProps={label('name')} />
        <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{rung.kindLabel}</Box>
      </TableCell>
      <TableCell sx={{ minWidth: 210 }}>
        <When rung={rung} onChange={onChange} />
      </TableCell>
      <TableCell sx={{ minWidth: 118 }}>
        {step && (
          <TextField
            select
            value={rung.signer}
            onChange={event => onChange({ signer: event.target.value as Rung['signer'] })}
            slotProps={label('signer')}
          >
            {SIGNERS.map(signer => (
              <MenuItem key={signer} value={signer}>
                {t(`ladder.signerOf.${signer}`)}
              </MenuItem>
            ))}
          </TextField>
        )}
      </TableCell>
      <TableCell>{notice && <Copies rung={rung} onChange={onChange} />}</TableCell>
      <TableCell sx={{ width: 84 }}>
        {notice && (
          <TextField
            type="number"
            value={rung.replyDays ?? ''}
            onChange={event => onChange({ replyDays: event.target.value === '' ? null : Number(event.target.value) })}
            slotProps={label('replyDays')}
          />
        )}
      </TableCell>
      <TableCell sx={{ minWidth: 220 }}>
        {step && (
          <TextField
            multiline
            value={rung.demand}
            onChange={event => onChange({ demand: event.target.value })}
            slotProps={label('demand')}
          />
        )}
      </TableCell>
      <TableCell>
        <Checkbox
          size="small"
          checked={rung.automatic}
          disabled={locked || rung.kind !== 'urging'}
          onChange={(_event, automatic) => onChange({ automatic })}
          slotProps={{ input: { 'aria-label': `${rung.name} ${t('ladder.automatic')}` } }}
        />
      </TableCell>
      <TableCell>
        <Checkbox
          size="small"
          checked={rung.active}
          onChange={(_event, active) => onChange({ active })}
          slotProps={{ input: { 'aria-label': `${rung.name} ${t('ladder.active')}` } }}
        />
      </TableCell>
    </TableRow>
  );
}

/** 到期前 7 自然日, 逾期后 3 工作日. */
function When({ rung, onChange }: CellProps) {
  const t = useText();
  const sign = rung.offsetDays < 0 ? -1 : 1;
  return (
    <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'center', whiteSpace: 'nowrap' }}>
      {t(sign < 0 ? 'ladder.before' : 'ladder.after')}
      <TextField
        type="number"
        value={Math.abs(rung.offsetDays)}
        onChange={event => onChange({ offsetDays: sign * Math.abs(Number(event.target.value)) })}
        sx={{ width: 68 }}
        slotProps={{ htmlInput: { min: 0, 'aria-label': `${rung.name} ${t('ladder.days')}` } }}
      />
      <TextField
        select
        value={rung.unit}
        onChange={event => onChange({ unit: event.target.value as Rung['unit'] })}
        sx={{ width: 92 }}
        slotProps={{ htmlInput: { 'aria-label': `${rung.name} ${t('ladder.unit')}` } }}
      >
        {(['working', 'calendar'] as const).map(unit => (
          <MenuItem key={unit} value={unit}>
            {t(`ladder.unitOf.${unit}`)}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}

/** Who gets a copy of the notice. */
function Copies({ rung: { copyTo }, onChange }: CellProps) {
  const t = useText();
  return COPIES.map(role => (
    <FormControlLabel
      key={role}
      label={t(`ladder.signerOf.${role}`)}
      slotProps={{ typography: { variant: 'caption', noWrap: true } }}
      sx={{ m: 0, display: 'flex' }}
      control={
        <Checkbox
          size="small"
          sx={{ p: 0.25 }}
          checked={copyTo.includes(role)}
          onChange={(_event, on) => onChange({ copyTo: COPIES.filter(each => (each === role ? on : copyTo.includes(each))) })}
        />
      }
    />
  ));
}
