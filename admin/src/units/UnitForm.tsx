import { BooleanInput, NumberInput, required, SelectInput, TextInput } from 'react-admin';
import { useText } from '../i18n/index.js';
import { UnitInput } from '../parts/index.js';
import { useUnitKinds } from './kinds.js';

const lines = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter((line, index, all) => line !== '' || index === all.length - 1);

/** The fields of a unit. Aliases are typed one per line. */
export function UnitForm({ isNew }: { isNew?: boolean }) {
  const t = useText();
  return (
    <>
      <TextInput source="name" validate={required()} autoFocus={isNew} />
      <TextInput source="shortName" />
      <SelectInput source="kind" choices={useUnitKinds()} validate={required()} />
      <UnitInput source="parentId" />
      <TextInput
        source="aliases"
        multiline
        minRows={3}
        defaultValue={[]}
        format={(aliases: string[]) => (aliases ?? []).join('\n')}
        parse={lines}
        helperText={t('units.aliasHint')}
      />
      <NumberInput source="sort" defaultValue={0} min={0} max={10000} helperText={t('units.sortHint')} />
      {!isNew && <BooleanInput source="active" helperText={t('units.activeHint')} />}
    </>
  );
}

/** What is sent: aliases without empty lines. */
export const cleaned = (unit: Record<string, unknown>) => ({
  ...unit,
  aliases: ((unit.aliases as string[] | undefined) ?? []).filter(Boolean),
});
