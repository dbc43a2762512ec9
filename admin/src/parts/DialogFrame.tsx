import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useText } from '../i18n/index.js';
import { ProblemNote } from './ProblemNote.js';

export interface FrameProps {
  title: string;
  /** What it is about, above the form. */
  note?: ReactNode;
  submitLabel: string;
  danger?: boolean;
  /** False while something is missing without which it cannot be sent. */
  ready?: boolean;
  /** There is nothing to fill in: Enter sends. */
  plain?: boolean;
  width?: 'xs' | 'sm' | 'md';
  /** A word beside the buttons. */
  hint?: ReactNode;
  problem: unknown;
  busy: boolean;
  onSubmit: () => void;
  /** Fetches what is changed here anew, after somebody else was faster. */
  onReload?: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** What every dialog that sends something looks like. It is given up by its button or Escape, and not by a click beside it; Ctrl+Enter sends, too. */
export function DialogFrame({
  title,
  note,
  submitLabel,
  danger,
  ready = true,
  plain,
  width = 'sm',
  hint,
  children,
  ...sending
}: FrameProps) {
  const { problem, busy, onSubmit, onReload, onClose } = sending;
  const t = useText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onSubmit();
  };
  return (
    <Dialog open onClose={(_event, reason) => reason === 'escapeKeyDown' && !busy && onClose()} maxWidth={width} fullWidth>
      <form onSubmit={submit} onKeyDown={sendOnCtrlEnter} noValidate>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent>
          {note && (
            <Typography variant="body2" component="div" color="textSecondary" sx={{ mb: 1.5 }}>
              {note}
            </Typography>
          )}
          <ProblemNote problem={problem} onReload={onReload} />
          <Stack spacing={1.75} sx={{ pt: 0.75 }}>
            {children}
          </Stack>
        </DialogContent>
        <DialogActions>
          {hint && (
            <Typography variant="caption" color="textSecondary" sx={{ mr: 'auto' }}>
              {hint}
            </Typography>
          )}
          <Button color="inherit" onClick={onClose} disabled={busy}>
            {t('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} loading={busy} disabled={!ready} autoFocus={plain}>
            {submitLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Enter makes a new line in a text; Ctrl+Enter sends from wherever one types. */
function sendOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !event.ctrlKey) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
