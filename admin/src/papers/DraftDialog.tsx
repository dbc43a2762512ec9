import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client.js';
import { request } from '../api/http.js';
import { PAPER_KINDS } from '../api/rules.js';
import type { DraftPaper, Plan } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { SendDialog } from '../parts/index.js';

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
  return (
    <SendDialog
      title={t('papers.draft')}
      note={t('papers.draftNote')}
      submitLabel={t('papers.drawUp')}
      ready={planId !== null}
      send={() => client.draftPaper({ kind, planId: planId as number }).then(({ id }) => onDrafted(id))}
      onClose={onClose}
    >
      <TextField select label={t('papers.kind')} value={kind} onChange={event => setKind(event.target.value as DraftPaper['kind'])}>
        {KINDS.map(each => (
          <MenuItem key={each} value={each}>
            {PAPER_KINDS[each]}
          </MenuItem>
        ))}
      </TextField>
      <TextField select label={t('papers.plan')} value={planId ?? ''} onChange={event => setPlanId(Number(event.target.value))} required>
        {(plans.data?.data ?? []).map(plan => (
          <MenuItem key={plan.id} value={plan.id}>
            {plan.title}
          </MenuItem>
        ))}
      </TextField>
    </SendDialog>
  );
}
