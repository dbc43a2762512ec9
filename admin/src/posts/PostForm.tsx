import { BooleanInput, required, SelectInput, TextInput } from 'react-admin';
import { ROLES } from '../api/rules.js';
import type { AccountRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { RecordInput, UnitInput } from '../parts/index.js';

const ROLE_CHOICES = Object.entries(ROLES).map(([id, name]) => ({ id, name }));
const personName = (account: AccountRow) => `${account.name}（${account.login}）`;

/** The fields of a post: role and unit give the duty, holder and deputy the people. */
export function PostForm({ isNew }: { isNew?: boolean }) {
  return (
    <>
      <UnitInput source="unitId" validate={required()} />
      <TextInput source="name" validate={required()} />
      <SelectInput source="role" choices={ROLE_CHOICES} validate={required()} />
      <Person source="holderId" />
      <Person source="deputyId" />
      {!isNew && <BooleanInput source="active" />}
    </>
  );
}

function Person({ source }: { source: string }) {
  const t = useText();
  return (
    <RecordInput source={source} reference="accounts" name={personName} helperText={t('posts.personHint')} none={t('posts.noPerson')} />
  );
}
