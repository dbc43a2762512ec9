import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '../api/client.js';
import { request } from '../api/http.js';
import { PAPER_KINDS } from '../api/rules.js';
import type { DraftPaper, Plan } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ProblemNote } from '../parts/index.js';

const KINDS: DraftPaper['kind'][] = ['bulletin', 'special_report'];

/** Draws a bulletin up from the ledger of one plan. */
export function DraftDialog({ onClose, onDrafted }: { onClose: () => void; onDrafted: (id: number) => void }) {
  const t = useText();
  const plans = useQuery({
    queryKey: ['plans', 'choice'],
    queryFn: () => request<{ data: Plan[] }>('GET', '/plans', { query: { range: [0, 499] } }),
  });
  const [kind, setKind] = useState<DraftPaper['kind']>('bulletin');
  const [planId, setPlanId] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (planId) client.draftPaper({ kind, planId }).then(({ id }) => onDrafted(id), setProblem);
  };
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <form onSubmit={submit} noValidate>
        <DialogTitle>{t('papers.draft')}</DialogTitle>
        <DialogContent>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
            {t('papers.draftNote')}
          </Typography>
          <ProblemNote problem={problem} />
          <Stack spacing={1.75} sx={{ pt: 0.75 }}>
            <TextField select label={t('papers.kind')} value={kind} onChange={event => setKind(event.target.value as DraftPaper['kind'])}>
              {KINDS.map(each => (
                <MenuItem key={each} value={each}>
                  {PAPER_KINDS[each]}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              select
              label={t('papers.plan')}
              value={planId ?? ''}
              onChange={event => setPlanId(Number(event.target.value))}
              required
            >
              {(plans.data?.data ?? []).map(plan => (
                <MenuItem key={plan.id} value={plan.id}>
                  {plan.title}
                </MenuItem>
              ))}
            </TextField>
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} color="inherit">
            {t('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={!planId}>
            {t('papers.drawUp')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
