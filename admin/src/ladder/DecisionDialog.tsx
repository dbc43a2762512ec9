import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import type { BulkIssueResult, LadderProposal } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { DateField, ReasonField, SendDialog } from '../parts/index.js';
import { ByUnit } from './ByUnit.js';

interface Props {
  decision: 'confirm' | 'skip';
  rows: LadderProposal[];
  onClose: () => void;
  onDone: () => void;
}

/** Asks once more before steps go out in one's name; skipping asks for the reason. What was refused stays open with its reasons. */
export function DecisionDialog({ decision, rows: asked, onClose, onDone }: Props) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [rows] = useState(asked);
  const [reason, setReason] = useState('');
  const [replyBy, setReplyBy] = useState<string | null>(null);
  const [refused, setRefused] = useState<BulkIssueResult['refused']>([]);
  const undated = rows.find(row => row.kind !== 'urging' && !row.replyBy);
  const settle = async (result: BulkIssueResult) => {
    onDone();
    for (const key of ['ladder', 'tasks', 'dashboard']) await queries.invalidateQueries({ queryKey: [key] });
    if (result.done.length > 0) notify(t('ladder.done', { count: result.done.length }), { type: 'success' });
    if (result.refused.length === 0) onClose();
    setRefused(result.refused);
  };
  const send = () => {
    const ids = rows.map(({ id }) => id);
    const body = decision === 'confirm' ? { decision, ids, replyBy: undated ? replyBy : null } : { decision, ids, reason };
    return client.decideProposals(body).then(settle);
  };
  return (
    <SendDialog
      title={t(`ladder.${decision}Ask`, { count: rows.length })}
      note={t(`ladder.${decision}Text`)}
      submitLabel={t(`ladder.${decision}`, { count: rows.length })}
      ready={decision === 'confirm' || reason.trim() !== ''}
      send={send}
      onClose={onClose}
    >
      {refused.length > 0 ? <Refusals refused={refused} /> : <ByUnit rows={rows} />}
      {decision === 'skip' && <ReasonField label={t('ladder.reason')} value={reason} onChange={setReason} />}
      {decision === 'confirm' && undated && (
        <Box>
          <Typography variant="body2" sx={{ mb: 1 }}>
            {t('ladder.noReply', { note: undated.replyNote ?? '' })}
          </Typography>
          <DateField label={t('ladder.replyBy')} value={replyBy} onChange={setReplyBy} required />
        </Box>
      )}
    </SendDialog>
  );
}

function Refusals({ refused }: { refused: BulkIssueResult['refused'] }) {
  const t = useText();
  return (
    <Alert severity="warning">
      {t('ladder.refused', { count: refused.length })}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {refused.map(({ id, title, reasons }) => (
          <li key={id}>{[title, reasons.join('')].filter(Boolean).join('：')}</li>
        ))}
      </Box>
    </Alert>
  );
}
