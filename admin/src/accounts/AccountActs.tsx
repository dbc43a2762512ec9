import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client.js';
import type { Permission } from '../api/rules.js';
import { useSession } from '../api/session.js';
import type { AccountRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { SendDialog } from '../parts/index.js';
import { InitialPassword } from './InitialPassword.js';

type Noun = 'disabling' | 'enabling' | 'password-reset' | 'unlocking';

/** Which act is offered in which state, and to whom; the server decides again. */
const ACTS: { noun: Noun; states: AccountRow['state'][]; permissions: Permission[] }[] = [
  { noun: 'unlocking', states: ['locked'], permissions: ['account.manage', 'account.unlock'] },
  { noun: 'enabling', states: ['disabled'], permissions: ['account.manage'] },
  { noun: 'password-reset', states: ['active', 'locked'], permissions: ['account.manage'] },
  { noun: 'disabling', states: ['active', 'locked'], permissions: ['account.manage', 'account.unlock'] },
];

/** What can be done with an account, each after a word on what it means. */
export function AccountActs({ account }: { account: AccountRow }) {
  const t = useText();
  const { permissions } = useSession();
  const [chosen, setChosen] = useState<Noun | null>(null);
  const [fresh, setFresh] = useState<AccountRow | null>(null);
  const open = ACTS.filter(
    act => act.states.includes(account.state) && act.permissions.some(permission => permissions.includes(permission)),
  );
  return (
    <Box sx={{ display: 'flex', gap: 0.5 }} onClick={event => event.stopPropagation()}>
      {open.map(({ noun }) => (
        <Button
          key={noun}
          variant="outlined"
          color={noun === 'disabling' ? 'error' : 'primary'}
          sx={{ py: '1px' }}
          onClick={() => setChosen(noun)}
        >
          {t(`accounts.acts.${noun}`)}
        </Button>
      ))}
      {chosen && <Confirm account={account} noun={chosen} onClose={() => setChosen(null)} onDone={setFresh} />}
      {fresh?.initialPassword && <InitialPassword account={fresh} onClose={() => setFresh(null)} />}
    </Box>
  );
}

interface ConfirmProps {
  account: AccountRow;
  noun: Noun;
  onClose: () => void;
  onDone: (account: AccountRow) => void;
}

function Confirm({ account, noun, onClose, onDone }: ConfirmProps) {
  const t = useText();
  const queries = useQueryClient();
  const act = t(`accounts.acts.${noun}`);
  const send = async () => {
    onDone(await client.accountAct(account.id, noun));
    await queries.invalidateQueries({ queryKey: ['accounts'] });
    onClose();
  };
  return (
    <SendDialog
      title={t('accounts.confirm', { name: account.name, act })}
      note={t(`accounts.effect.${noun}`)}
      submitLabel={act}
      danger={noun === 'disabling'}
      width="xs"
      send={send}
      onClose={onClose}
    />
  );
}
