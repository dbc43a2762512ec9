import Box from '@mui/material/Box';
import { DataTable } from 'react-admin';
import { useMay } from '../api/session.js';
import type { AccountRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import {
  CreateButton,
  EmptyState,
  InstantText,
  KeyTable,
  ListPage,
  SearchFilter,
  SelectFilter,
  StateMark,
  UnitFilter,
} from '../parts/index.js';
import { AccountActs } from './AccountActs.js';

/** Accounts: kept by the system administrator, unlocked and disabled by the security administrator. */
export default function AccountList() {
  const t = useText();
  const manages = useMay('account.manage');
  const create = manages && <CreateButton to="/accounts/create" label={t('accounts.create')} />;
  return (
    <ListPage
      title={t('accounts.title')}
      sort={{ field: 'login', order: 'ASC' }}
      actions={create}
      filters={<Filters />}
      empty={
        <EmptyState title={t('accounts.empty')} action={create}>
          {t('accounts.emptyNext')}
        </EmptyState>
      }
    >
      <KeyTable<AccountRow> rowClick={manages ? 'edit' : false}>
        <DataTable.Col source="login" />
        <DataTable.Col source="name" />
        <DataTable.Col
          source="state"
          disableSort
          render={(account: AccountRow) => <StateMark state={account.state} label={account.stateLabel} />}
        />
        <DataTable.Col source="posts" disableSort render={(account: AccountRow) => <Posts account={account} />} />
        <DataTable.Col
          source="lastLoginAt"
          render={(account: AccountRow) => <InstantText value={account.lastLoginAt} none={t('accounts.never')} />}
        />
        <DataTable.Col source="acts" disableSort render={(account: AccountRow) => <AccountActs account={account} />} />
      </KeyTable>
    </ListPage>
  );
}

const STATES = ['active', 'disabled', 'locked'] as const;

function Filters() {
  const t = useText();
  return (
    <>
      <SearchFilter label={t('accounts.search')} />
      <SelectFilter source="state" label={t('accounts.state')} choices={STATES.map(id => ({ id, name: t(`accounts.states.${id}`) }))} />
      <UnitFilter label={t('posts.unit')} />
    </>
  );
}

function Posts({ account }: { account: AccountRow }) {
  const t = useText();
  if (account.posts.length === 0) return <Box sx={{ color: 'text.secondary' }}>{t('accounts.noPost')}</Box>;
  return account.posts.map(post => (
    <Box key={`${post.postId}-${post.capacity}`}>
      {post.unitName} · {post.name}（{post.roleLabel}
      {post.capacity === 'deputy' && `，${t('accounts.deputy')}`}）
    </Box>
  ));
}
