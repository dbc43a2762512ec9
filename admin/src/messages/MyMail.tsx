import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import { useText } from '../i18n/index.js';
import { SendDialog } from '../parts/index.js';

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
  const address = typed ?? data?.address ?? '';
  const send = async () => {
    await client.setMyMail(address);
    notify(t('channels.saved'), { type: 'success' });
    onClose();
    await queries.invalidateQueries({ queryKey: ['my-mail'] });
  };
  return (
    <SendDialog
      title={t('channels.myMail')}
      note={t('channels.myMailNote')}
      submitLabel={t('channels.save')}
      ready={Boolean(data)}
      width="xs"
      send={send}
      onClose={onClose}
    >
      <TextField label={t('channels.address')} type="email" value={address} onChange={event => setTyped(event.target.value)} autoFocus />
    </SendDialog>
  );
}
