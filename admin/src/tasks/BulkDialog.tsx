import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../api/client.js';
import { type ActField, actOf, BULK_ACTS, BULK_MOST } from '../api/rules.js';
import type { ActInput, BulkAct, BulkOutcome } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ActFieldInput, inputFault } from '../parts/ActFieldInput.js';
import { ProblemNote, useAttempt } from '../parts/index.js';

interface Props {
  act: BulkAct;
  ids: number[];
  /** A share of the person's own unit, for the choice of its people; absent where the act chooses nobody. */
  shareId?: number;
  onClose: () => void;
  onDone: () => void;
}

/** One act on many tasks: fill in once, see what will be refused and why, then do the rest one by one. */
export function BulkDialog({ act, ids, shareId = 0, onClose, onDone }: Props) {
  const t = useText();
  const queries = useQueryClient();
  const { label, carries, input, setInput, faultOf, check, perform, preview, back, done, problem, busy } = useBulk(act, ids);
  // What was done may leave the list under the dialog empty, and the dialog with it: it is fetched anew when its outcome has been read.
  const close = () => {
    if (done) {
      void queries.invalidateQueries();
      onDone();
    }
    onClose();
  };
  return (
    <Dialog open onClose={(_event, reason) => reason === 'escapeKeyDown' && !busy && close()} maxWidth="sm" fullWidth>
      <DialogTitle>
        {t('views.bulk.act', { act: label })} · {t('views.bulk.chosen', { count: ids.length })}
      </DialogTitle>
      <DialogContent>
        <ProblemNote problem={problem} />
        {ids.length > BULK_MOST && <Alert severity="warning">{t('views.bulk.most')}</Alert>}
        {!preview && (
          <Stack spacing={1.75} sx={{ pt: 0.75 }}>
            {carries.map((field, index) => (
              <ActFieldInput
                key={field.name}
                field={field}
                value={input[field.name] ?? null}
                error={faultOf(field)}
                onChange={value => setInput({ ...input, [field.name]: value })}
                recordId={shareId}
                autoFocus={index === 0}
              />
            ))}
          </Stack>
        )}
        {preview && <Outcome outcome={done ?? preview} over={done !== null} />}
      </DialogContent>
      <DialogActions>
        {preview && !done && carries.length > 0 && (
          <Button color="inherit" disabled={busy} onClick={back} sx={{ mr: 'auto' }}>
            {t('views.bulk.back')}
          </Button>
        )}
        <Button key={done ? 'close' : 'cancel'} color="inherit" disabled={busy} onClick={close} autoFocus={done !== null}>
          {t(done ? 'views.bulk.close' : 'ra.action.cancel')}
        </Button>
        {!preview && (
          <Button variant="contained" loading={busy} disabled={ids.length > BULK_MOST} onClick={check} autoFocus={carries.length === 0}>
            {t('views.bulk.check')}
          </Button>
        )}
        {preview && !done && preview.open.length > 0 && (
          <Button variant="contained" loading={busy} onClick={() => void perform(preview)} autoFocus>
            {t('views.bulk.perform', { count: preview.open.length })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

/** What is filled in, what would come of it, and what came of it. */
function useBulk(act: BulkAct, ids: number[]) {
  const { label, carries: all } = actOf(BULK_ACTS[act], act)!;
  // Each report answers the period that is open for its own task.
  const carries = all.filter(({ kind }) => kind !== 'period');
  const [input, setInput] = useState<ActInput>({});
  const [tried, setTried] = useState(false);
  const { attempt, problem, busy, faults } = useAttempt();
  const [preview, setPreview] = useState<BulkOutcome | null>(null);
  const [done, setDone] = useState<BulkOutcome | null>(null);
  const missing = (field: ActField) => inputFault(field, input[field.name] ?? null);
  const check = () => {
    setTried(true);
    if (!carries.some(missing)) void attempt(() => client.tryBulk(act, ids, input).then(setPreview));
  };
  // With nothing to fill in there is nothing to wait for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => {
    if (carries.length === 0 && ids.length <= BULK_MOST) check();
  }, []);
  const perform = ({ open }: BulkOutcome) => {
    const items = open.map(({ id, version }) => ({ id, version }));
    return attempt(() => client.doBulk(act, items, input).then(setDone));
  };
  const faultOf = (field: ActField) => faults[field.name] ?? (tried ? missing(field) : undefined);
  return { label, carries, input, setInput, faultOf, check, perform, preview, back: () => setPreview(null), done, problem, busy };
}

/** What will be, or has been, done and refused, the refusals with their reasons. */
function Outcome({ outcome: { open, refused }, over }: { outcome: BulkOutcome; over: boolean }) {
  const t = useText();
  return (
    <>
      {open.length === 0 && !over && <Alert severity="warning">{t('views.bulk.nothing')}</Alert>}
      {open.length > 0 && (
        <Box sx={{ mb: 1.5 }}>
          <b>{t(over ? 'views.bulk.done' : 'views.bulk.open', { count: open.length })}</b>
          <Lines lines={open} />
        </Box>
      )}
      {refused.length > 0 && (
        <Box>
          <b>{t(over ? 'views.bulk.doneRefused' : 'views.bulk.refused', { count: refused.length })}</b>
          <Lines lines={refused} />
        </Box>
      )}
    </>
  );
}

const SHOWN = 50;

type Line = BulkOutcome['open'][number] | BulkOutcome['refused'][number];

function Lines({ lines }: { lines: Line[] }) {
  const t = useText();
  return (
    <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5, maxHeight: 240, overflow: 'auto', fontSize: 13 }}>
      {lines.slice(0, SHOWN).map(line => (
        <li key={line.id}>
          {line.no} {line.title}
          {'reasons' in line ? (
            <Box sx={{ color: 'error.main' }}>{line.reasons.join(' ')}</Box>
          ) : (
            <Box sx={{ color: 'text.secondary' }}>{line.report}</Box>
          )}
        </li>
      ))}
      {lines.length > SHOWN && <li>{t('views.bulk.more', { count: lines.length - SHOWN })}</li>}
    </Box>
  );
}
