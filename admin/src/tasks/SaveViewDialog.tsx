import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useListContext, useNotify, useStore } from 'react-admin';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import { useSession } from '../api/session.js';
import type { SaveLedgerView } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ProblemNote } from '../parts/index.js';
import { useLedgerColumns } from './useLedgerColumns.js';

/** Names what is set now and keeps it, for oneself or with the unit. */
export function SaveViewDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const { posts } = useSession();
  const { filterValues, sort } = useListContext();
  const { shown } = useLedgerColumns();
  const [, setKey] = useStore<string | null>('tasks.view', null);
  const [name, setName] = useState('');
  const [unitId, setUnitId] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const units = [...new Map(posts.map(post => [post.unitId, post.unitName]))];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const view = { name, unitId, filter: filterValues, sort, columns: shown } as SaveLedgerView;
    await client.saveLedgerView(view).then(async saved => {
      setKey(saved.key);
      await queries.invalidateQueries({ queryKey: ['ledger-views'] });
      notify(t('views.saved.savedDone'), { type: 'success' });
      onClose();
    }, setProblem);
  };
  const fault = problem instanceof ApiError ? problem.body.errors?.name : undefined;
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth>
      <form onSubmit={submit} noValidate>
        <DialogTitle>{t('views.saved.title')}</DialogTitle>
        <DialogContent>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
            {t('views.saved.note')}
          </Typography>
          <ProblemNote problem={problem} />
          <Stack spacing={1.75} sx={{ pt: 0.75 }}>
            <TextField
              label={t('views.saved.name')}
              required
              autoFocus
              value={name}
              error={Boolean(fault)}
              helperText={fault}
              onChange={event => setName(event.target.value)}
            />
            <TextField
              select
              label={t('views.saved.share')}
              value={unitId ?? ''}
              onChange={event => setUnitId(Number(event.target.value) || null)}
              slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
            >
              <MenuItem value="">{t('views.saved.alone')}</MenuItem>
              {units.map(([id, unit]) => (
                <MenuItem key={id} value={id}>
                  {t('views.saved.withUnit', { unit })}
                </MenuItem>
              ))}
            </TextField>
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            {t('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={name.trim() === ''}>
            {t('ra.action.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
