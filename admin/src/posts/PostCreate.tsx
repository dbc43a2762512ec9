import { useText } from '../i18n/index.js';
import { CreatePage } from '../parts/index.js';
import { PostForm } from './PostForm.js';

export default function PostCreate() {
  const t = useText();
  return (
    <CreatePage title={t('posts.create')} note={t('posts.handOver')}>
      <PostForm isNew />
    </CreatePage>
  );
}
