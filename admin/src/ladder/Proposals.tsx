import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { Link as To } from 'react-router-dom';
import type { LadderProposal } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, formatDate, Panel, StateMark } from '../parts/index.js';
import { DecisionDialog } from './DecisionDialog.js';

/** The steps that wait: chosen in bulk, and let out or skipped. `total` counts those too that no longer fit on the page. */
export function Proposals({ rows, total }: { rows: LadderProposal[]; total: number }) {
  const t = useText();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asked, ask] = useState<'confirm' | 'skip' | null>(null);
  const [step, setStep] = useState<string | null>(null);
  const shown = rows.filter(row => step === null || row.name === step);
  const picked = shown.filter(row => row.maySign && chosen.has(row.id));
  const signable = shown.filter(row => row.maySign);
  const toggle = (id: number) => setChosen(now => new Set(now.has(id) ? [...now].filter(each => each !== id) : [...now, id]));
  if (rows.length === 0)
    return (
      <Panel>
        <EmptyState title={t('ladder.empty')}>{t('ladder.emptyNext')}</EmptyState>
      </Panel>
    );
  return (
    <>
      <Box sx={BAR}>
        <Button variant="contained" disabled={picked.length === 0} onClick={() => ask('confirm')}>
          {t('ladder.confirm', { count: picked.length })}
        </Button>
        <Button variant="outlined" disabled={picked.length === 0} onClick={() => ask('skip')}>
          {t('ladder.skip', { count: picked.length })}
        </Button>
        <Steps rows={rows} step={step} onStep={setStep} />
      </Box>
      <Panel flush>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell padding="checkbox">
                <Checkbox
                  size="small"
                  checked={signable.length > 0 && picked.length === signable.length}
                  indeterminate={picked.length > 0 && picked.length < signable.length}
                  disabled={signable.length === 0}
                  onChange={(_event, on) => setChosen(new Set(on ? signable.map(({ id }) => id) : []))}
                  slotProps={{ input: { 'aria-label': t('ladder.all') } }}
                />
              </TableCell>
              {(['step', 'task', 'text', 'replyBy', 'signer'] as const).map(column => (
                <TableCell key={column}>{t(`ladder.${column}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map(row => (
              <Row key={row.id} row={row} chosen={chosen.has(row.id)} onToggle={() => toggle(row.id)} />
            ))}
          </TableBody>
        </Table>
      </Panel>
      {total > rows.length && <Box sx={{ p: 1, color: 'text.secondary' }}>{t('ladder.more', { total, shown: rows.length })}</Box>}
      {asked && <DecisionDialog decision={asked} rows={picked} onClose={() => ask(null)} onDone={() => setChosen(new Set())} />}
    </>
  );
}

/** Stays in sight while forty rows are gone through; below the head of the page. */
const BAR = { display: 'flex', gap: 1, py: 1, position: 'sticky', top: 48, zIndex: 2, bgcolor: 'background.default' } as const;

/** Which step is shown, where more than one waits. */
function Steps({ rows, step, onStep }: { rows: LadderProposal[]; step: string | null; onStep: (step: string | null) => void }) {
  const t = useText();
  const names = [...new Set(rows.map(({ name }) => name))];
  if (names.length < 2) return null;
  return (
    <ToggleButtonGroup value={step} exclusive size="small" aria-label={t('ladder.step')} onChange={(_event, value) => onStep(value)}>
      {names.map(name => (
        <ToggleButton key={name} value={name} sx={{ py: 0.25, px: 1 }}>
          {t('ladder.only', { name, count: rows.filter(row => row.name === name).length })}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function Row({ row, chosen, onToggle }: { row: LadderProposal; chosen: boolean; onToggle: () => void }) {
  const t = useText();
  return (
    <TableRow hover>
      <TableCell padding="checkbox" title={row.maySign ? undefined : t('ladder.notMine', { signer: row.signerLabel })}>
        <Checkbox
          size="small"
          checked={row.maySign && chosen}
          disabled={!row.maySign}
          onChange={onToggle}
          slotProps={{ input: { 'aria-label': t('ladder.choose', { title: row.title }) } }}
        />
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <StateMark state={row.kind} label={row.name} />
      </TableCell>
      <TableCell sx={{ minWidth: 200 }}>
        <Link component={To} to={`/tasks/${row.taskId}/show`}>
          {row.title}
        </Link>
        <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{[row.no, row.leadUnitName].filter(Boolean).join(' · ')}</Box>
      </TableCell>
      <TableCell>{row.text}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }} title={row.replyNote ?? undefined}>
        {row.replyBy ? formatDate(row.replyBy) : '—'}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{row.signerLabel}</TableCell>
    </TableRow>
  );
}
