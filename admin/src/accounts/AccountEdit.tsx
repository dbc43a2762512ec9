import type { AccountRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EditPage } from '../parts/index.js';
import { AccountForm } from './AccountForm.js';

/** The form takes the posts as ids. */
const withPostIds = (account: AccountRow) => ({ ...account, postIds: account.posts.map(post => post.postId) });

export default function AccountEdit() {
  const t = useText();
  return (
    <EditPage title={t('accounts.edit')} prepare={withPostIds}>
      <AccountForm />
    </EditPage>
  );
}
