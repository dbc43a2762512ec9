import { useText } from '../i18n/index.js';
import { EditPage } from '../parts/index.js';
import { PostForm } from './PostForm.js';

export default function PostEdit() {
  const t = useText();
  return (
    <EditPage title={t('posts.edit')} note={t('posts.handOver')}>
      <PostForm />
    </EditPage>
  );
}
