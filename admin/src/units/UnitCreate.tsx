import { useText } from '../i18n/index.js';
import { CreatePage } from '../parts/index.js';
import { cleaned, UnitForm } from './UnitForm.js';

export default function UnitCreate() {
  const t = useText();
  return (
    <CreatePage title={t('units.create')} transform={cleaned}>
      <UnitForm isNew />
    </CreatePage>
  );
}
