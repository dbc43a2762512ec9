import { useText } from '../i18n/index.js';
import { EditPage } from '../parts/index.js';
import { cleaned, UnitForm } from './UnitForm.js';

export default function UnitEdit() {
  const t = useText();
  return (
    <EditPage title={t('units.edit')} transform={cleaned}>
      <UnitForm />
    </EditPage>
  );
}
