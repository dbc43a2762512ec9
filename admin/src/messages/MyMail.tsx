import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import { useText } from '../i18n/index.js';
import { ProblemNote } from '../parts/index.js';

/** Where I want my daily digest. */
export function MyMail() {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('channels.myMail')}</Button>
      {open && <AddressDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function AddressDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['my-mail'], queryFn: client.myMail });
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    client.setMyMail(typed ?? data?.address ?? '').then(() => {
      notify(t('channels.saved'), { type: 'success' });
      onClose();
      return queries.invalidateQueries({ queryKey: ['my-mail'] });
    }, setProblem);
  };
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth>
      <form onSubmit={submit} noValidate>
        <DialogTitle>{t('channels.myMail')}</DialogTitle>
        <DialogContent>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
            {t('channels.myMailNote')}
          </Typography>
          <ProblemNote problem={problem} />
          <TextField
            label={t('channels.address')}
            type="email"
            value={typed ?? data?.address ?? ''}
            onChange={event => setTyped(event.target.value)}
            autoFocus
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} color="inherit">
            {t('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={!data}>
            {t('channels.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
