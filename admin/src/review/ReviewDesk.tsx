import { useText } from '../i18n/index.js';
import { EmptyState, PageHead } from '../parts/index.js';

export default function ReviewDesk() {
  const t = useText();
  return (
    <>
      <PageHead title={t('app.menu.review')} />
      <EmptyState title={t('app.unfinished')} />
    </>
  );
}
