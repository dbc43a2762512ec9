import Button from '@mui/material/Button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm, useNotify } from 'react-admin';
import { client } from '../api/client.js';
import type { FailedJob } from '../api/types.js';
import { useText } from '../i18n/index.js';

/** Sends again, says how many went, and has the page look anew. */
function useResend() {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const resend = async (ids: number[] | 'all') => {
    setBusy(true);
    try {
      const { resent } = await client.resendJobs(ids);
      notify(t('queue.resent', { resent }), { type: 'success' });
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    } finally {
      setBusy(false);
      for (const key of ['queue', 'failed-jobs']) void queries.invalidateQueries({ queryKey: [key] });
    }
  };
  return { busy, resend };
}

export function ResendButton({ job }: { job: FailedJob }) {
  const t = useText();
  const { busy, resend } = useResend();
  return (
    <Button variant="outlined" sx={{ py: '1px' }} loading={busy} onClick={() => resend([job.id])}>
      {t('queue.resend')}
    </Button>
  );
}

/** Everything that was given up, after a question; not shown while there is nothing. */
export function ResendAllButton() {
  const t = useText();
  const { busy, resend } = useResend();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({ queryKey: ['queue'], queryFn: client.queue });
  const dead = data?.jobs.reduce((sum, job) => sum + job.dead, 0) ?? 0;
  if (dead === 0) return null;
  return (
    <>
      <Button variant="contained" loading={busy} onClick={() => setAsking(true)}>
        {t('queue.resendAll')}
      </Button>
      <Confirm
        isOpen={asking}
        loading={busy}
        title={t('queue.resendAll')}
        content={t('queue.resendAllText', { dead })}
        onConfirm={() => resend('all').then(() => setAsking(false))}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
