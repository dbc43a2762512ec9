import { useText } from '../i18n/index.js';
import { EmptyState, PageHead } from '../parts/index.js';

export default function DocumentList() {
  const t = useText();
  return (
    <>
      <PageHead title={t('app.menu.documents')} />
      <EmptyState title={t('app.unfinished')} />
    </>
  );
}
