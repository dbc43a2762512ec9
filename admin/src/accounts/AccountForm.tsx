import { required, TextInput } from 'react-admin';
import type { Post } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { RecordInput } from '../parts/index.js';

const postName = (post: Post) => `${post.unitName} · ${post.name}（${post.roleLabel}）`;

/** The fields of an account; the login cannot be changed later. */
export function AccountForm({ isNew }: { isNew?: boolean }) {
  const t = useText();
  return (
    <>
      <TextInput
        source="login"
        validate={required()}
        slotProps={{ htmlInput: { readOnly: !isNew } }}
        autoFocus={isNew}
        helperText={isNew ? t('accounts.loginHint') : false}
        autoComplete="off"
      />
      <TextInput source="name" validate={required()} />
      <RecordInput source="postIds" reference="posts" multiple name={postName} helperText={t('accounts.postsHint')} />
    </>
  );
}
