import { AutocompleteArrayInput, ReferenceArrayInput, required, TextInput } from 'react-admin';
import type { Post } from '../api/types.js';
import { useText } from '../i18n/index.js';

const postName = (post: Post) => `${post.unitName} · ${post.name}（${post.roleLabel}）`;

/** The fields of an account; the login cannot be changed later. */
export function AccountForm({ isNew }: { isNew?: boolean }) {
  const t = useText();
  return (
    <>
      <TextInput
        source="login"
        validate={required()}
        readOnly={!isNew}
        autoFocus={isNew}
        helperText={isNew ? t('accounts.loginHint') : false}
        autoComplete="off"
      />
      <TextInput source="name" validate={required()} />
      <ReferenceArrayInput source="postIds" reference="posts" perPage={100} sort={{ field: 'unitName', order: 'ASC' }}>
        <AutocompleteArrayInput optionText={postName} filterToQuery={q => ({ q })} helperText={t('accounts.postsHint')} />
      </ReferenceArrayInput>
    </>
  );
}
