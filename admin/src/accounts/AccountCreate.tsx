import { useState } from 'react';
import { useRedirect } from 'react-admin';
import type { AccountRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { CreatePage } from '../parts/index.js';
import { AccountForm } from './AccountForm.js';
import { InitialPassword } from './InitialPassword.js';

/** A new account; its initial password is shown before the list comes back. */
export default function AccountCreate() {
  const t = useText();
  const redirect = useRedirect();
  const [made, setMade] = useState<AccountRow | null>(null);
  return (
    <>
      <CreatePage title={t('accounts.create')} onCreated={record => setMade(record as AccountRow)}>
        <AccountForm isNew />
      </CreatePage>
      {made && <InitialPassword account={made} onClose={() => redirect('list', 'accounts')} />}
    </>
  );
}
