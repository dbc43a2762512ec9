import { useText } from '../i18n/index.js';
import { EmptyState, PageHead } from '../parts/index.js';

export default function PlanList() {
  const t = useText();
  return (
    <>
      <PageHead title={t('app.menu.planList')} />
      <EmptyState title={t('app.unfinished')} />
    </>
  );
}
