import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Sending } from '../api/client.js';
import type { TableTrial } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { FileDrop } from './FileDrop.js';
import { ProblemNote } from './ProblemNote.js';
import { ChangeTable, FaultTable } from './TrialTables.js';
import { UnitsPicker } from './UnitPicker.js';
import { useAttempt } from './useAttempt.js';

const LIMIT = 5 * 1024 * 1024;

interface Props {
  title: string;
  hint: string;
  /** What a row of the table is about: 任务, 机构. */
  about: string;
  trial: (file: File, aliases: Record<string, number[]>, sending?: Sending) => Promise<TableTrial>;
  take: (file: File, aliases: Record<string, number[]>, digest: string) => Promise<TableTrial>;
  onTaken: () => void;
  onClose: () => void;
}

/** An edited table is tried first: every change and every fault in sight; then all of it is taken over, or nothing. */
export function TableImport({ title, hint, about, trial: tryIt, take: takeIt, onTaken, onClose }: Props) {
  const t = useText();
  const notify = useNotify();
  const [file, setFile] = useState<File | null>(null);
  const [trial, setTrial] = useState<TableTrial | null>(null);
  const [aliases, setAliases] = useState<Record<string, number[]>>({});
  const { attempt, problem, setProblem, busy } = useAttempt();
  const tryAgain = () =>
    attempt(async () => {
      if (file) setTrial(await tryIt(file, aliases));
    });
  const take = () =>
    attempt(async () => {
      if (!file || !trial) return;
      const { created, changed } = await takeIt(file, aliases, trial.digest);
      notify(t('plans.table.taken', { created, changed }), { type: 'success' });
      onTaken();
      onClose();
    });
  const restart = () => {
    setFile(null);
    setTrial(null);
    setAliases({});
    setProblem(null);
  };
  const mapped = trial?.unknownUnits.some(({ name }) => aliases[name]) ?? false;

  return (
    <Dialog open onClose={(_event, reason) => reason === 'escapeKeyDown' && !busy && onClose()} maxWidth="lg" fullWidth>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent>
        <ProblemNote problem={problem} onReload={tryAgain} />
        {trial ? (
          <Trial trial={trial} about={about} aliases={aliases} onAlias={(name, ids) => setAliases(all => withAlias(all, name, ids))} />
        ) : (
          <FileDrop
            send={async (chosen, sending) => {
              const result = await tryIt(chosen, {}, sending);
              setFile(chosen);
              setTrial(result);
            }}
            limit={LIMIT}
            accept=".xlsx"
            single
            hint={hint}
          />
        )}
      </DialogContent>
      <DialogActions>
        {trial && (
          <Button onClick={restart} disabled={busy} sx={{ mr: 'auto' }}>
            {t('plans.table.otherFile')}
          </Button>
        )}
        <Button color="inherit" onClick={onClose} disabled={busy}>
          {t('ra.action.cancel')}
        </Button>
        {mapped && (
          <Button variant="contained" onClick={tryAgain} loading={busy}>
            {t('plans.table.again')}
          </Button>
        )}
        {trial && !mapped && (
          <Button variant="contained" onClick={take} loading={busy} disabled={trial.faults.length > 0 || trial.changes.length === 0}>
            {t('plans.table.take', { count: trial.created + trial.changed })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function withAlias(all: Record<string, number[]>, name: string, ids: number[]): Record<string, number[]> {
  const { [name]: _old, ...others } = all;
  return ids.length === 0 ? others : { ...others, [name]: ids };
}

function Trial({
  trial,
  about,
  aliases,
  onAlias,
}: {
  trial: TableTrial;
  about: string;
  aliases: Record<string, number[]>;
  onAlias: (name: string, ids: number[]) => void;
}) {
  const t = useText();
  const { fileName, rowsRead, created, changed, unchanged, changes, faults, unknownUnits, notices } = trial;
  return (
    <>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('plans.table.summary', { fileName, rowsRead, created, changed, unchanged })}
      </Typography>
      {faults.length > 0 ? (
        <Alert severity="error">{t('plans.table.faulty', { count: faults.length })}</Alert>
      ) : (
        <Alert severity={changes.length > 0 ? 'success' : 'info'}>{t(changes.length > 0 ? 'plans.table.clean' : 'plans.table.same')}</Alert>
      )}
      {notices.map(notice => (
        <Alert key={notice} severity="info" sx={{ mt: 0.75 }}>
          {notice}
        </Alert>
      ))}
      {unknownUnits.length > 0 && (
        <Box component="section" sx={{ mt: 1.5 }}>
          <Typography variant="h3">{t('plans.table.unknownUnits')}</Typography>
          {unknownUnits.map(({ name, rows, suggestions }) => (
            <Box key={name} sx={{ display: 'grid', gridTemplateColumns: '1fr 320px', gap: 2, alignItems: 'center', py: 0.5 }}>
              <span>
                {t('plans.table.unknownUnit', { name, rows: rows.join('、') })}
                {!aliases[name] &&
                  suggestions.map(({ unitIds, unitName }) => (
                    <Button key={unitIds.join()} variant="outlined" onClick={() => onAlias(name, unitIds)} sx={{ ml: 0.75, py: 0 }}>
                      {t('plans.table.is', { unit: unitName })}
                    </Button>
                  ))}
              </span>
              <UnitsPicker label={t('plans.table.means')} value={aliases[name] ?? []} onChange={ids => onAlias(name, ids)} />
            </Box>
          ))}
        </Box>
      )}
      {faults.length > 0 && <FaultTable faults={faults} about={about} />}
      {changes.length > 0 && <ChangeTable changes={changes} about={about} />}
    </>
  );
}
