import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { FormEvent, ReactNode } from 'react';
import { useText } from '../i18n/index.js';
import { ProblemNote } from './ProblemNote.js';
import { useAttempt } from './useAttempt.js';

interface Props {
  title: string;
  /** What it is about, above the form. */
  note?: ReactNode;
  submitLabel: string;
  danger?: boolean;
  /** False while something is missing without which it cannot be sent. */
  ready?: boolean;
  width?: 'xs' | 'sm';
  /** Sends what was filled in, and sees to what follows; where it throws, the dialog stays and says why. */
  send: () => Promise<unknown>;
  /** Fetches what is changed here anew, after somebody else was faster. */
  onReload?: () => void;
  onClose: () => void;
  /** The form; as a function it is given what was said against each field. Without one Enter sends. */
  children?: ReactNode | ((faults: Record<string, string>) => ReactNode);
}

/** A dialog that sends something once: nothing goes twice, and what was typed stays until it was accepted or given up with Escape. */
export function SendDialog({ title, note, submitLabel, danger, ready = true, width = 'sm', send, onReload, onClose, children }: Props) {
  const t = useText();
  const { attempt, problem, busy, faults } = useAttempt();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) void attempt(send);
  };
  return (
    <Dialog open onClose={(_event, reason) => reason === 'escapeKeyDown' && !busy && onClose()} maxWidth={width} fullWidth>
      <form onSubmit={submit} noValidate>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent>
          {note && (
            <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
              {note}
            </Typography>
          )}
          <ProblemNote problem={problem} onReload={onReload} />
          {children && (
            <Stack spacing={1.75} sx={{ pt: 0.75 }}>
              {typeof children === 'function' ? children(faults) : children}
            </Stack>
          )}
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose} disabled={busy}>
            {t('ra.action.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={danger ? 'error' : 'primary'}
            loading={busy}
            disabled={!ready}
            autoFocus={!children}
          >
            {submitLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
