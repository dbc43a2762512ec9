import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { DataTable } from 'react-admin';
import { ROLES } from '../api/rules.js';
import { useMay } from '../api/session.js';
import type { Post } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { CreateButton, EmptyState, KeyTable, ListPage, SearchFilter, SelectFilter, UnitFilter, useFilter } from '../parts/index.js';

/** The posts: duty is bound to them, people come and go. */
export default function PostList() {
  const t = useText();
  const manages = useMay('account.manage');
  const create = manages && <CreateButton to="/posts/create" label={t('posts.create')} />;
  return (
    <ListPage
      title={t('posts.title')}
      note={t('posts.handOver')}
      sort={{ field: 'unitName', order: 'ASC' }}
      perPage={50}
      actions={create}
      filters={<Filters />}
      empty={
        <EmptyState title={t('posts.empty')} action={create}>
          {t('posts.emptyNext')}
        </EmptyState>
      }
    >
      <KeyTable<Post> rowClick={manages ? 'edit' : false}>
        <DataTable.Col source="unitName" />
        <DataTable.Col source="name" />
        <DataTable.Col source="role" render={(post: Post) => post.roleLabel} />
        <DataTable.Col source="holderName" disableSort render={(post: Post) => post.holderName ?? <Vacant />} />
        <DataTable.Col source="deputyName" disableSort />
      </KeyTable>
    </ListPage>
  );
}

function Vacant() {
  return (
    <Box component="span" sx={{ color: 'warning.main' }}>
      {useText()('posts.vacant')}
    </Box>
  );
}

function Filters() {
  const t = useText();
  const [vacant, setVacant] = useFilter<boolean>('vacant');
  return (
    <>
      <SearchFilter label={t('posts.search')} />
      <UnitFilter label={t('posts.unit')} />
      <SelectFilter source="role" label={t('posts.role')} choices={Object.entries(ROLES).map(([id, name]) => ({ id, name }))} />
      <FormControlLabel
        control={<Switch size="small" checked={vacant === true} onChange={(_event, on) => setVacant(on || null)} />}
        label={t('posts.vacantOnly')}
        slotProps={{ typography: { variant: 'body2' } }}
      />
    </>
  );
}
