import { useText } from '../i18n/index.js';
import { EmptyState, PageHead } from '../parts/index.js';

export default function TaskShow() {
  const t = useText();
  return (
    <>
      <PageHead title={t('app.menu.ledger')} />
      <EmptyState title={t('app.unfinished')} />
    </>
  );
}
