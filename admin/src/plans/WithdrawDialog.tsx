import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useText } from '../i18n/index.js';
import { ProblemNote, useAttempt } from '../parts/index.js';

/** Asks for the reason before an upload by mistake is taken back. */
export function WithdrawDialog({
  title,
  label,
  note,
  onWithdraw,
  onClose,
}: {
  title: string;
  /** What the button says. */
  label: string;
  note?: string;
  onWithdraw: (reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const t = useText();
  const [reason, setReason] = useState('');
  const { attempt, problem, busy } = useAttempt();
  const submit = () => attempt(() => onWithdraw(reason));
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent>
        <ProblemNote problem={problem} />
        {note && <DialogContentText sx={{ mb: 1.5 }}>{note}</DialogContentText>}
        <TextField
          label={t('plans.versions.reason')}
          value={reason}
          onChange={event => setReason(event.target.value)}
          multiline
          minRows={2}
          fullWidth
          autoFocus
        />
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose} disabled={busy}>
          {t('ra.action.cancel')}
        </Button>
        <Button variant="contained" color="error" onClick={submit} loading={busy} disabled={!reason.trim()}>
          {label}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
