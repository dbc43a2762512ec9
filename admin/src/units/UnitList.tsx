import Box from '@mui/material/Box';
import { DataTable } from 'react-admin';
import { useMay } from '../api/session.js';
import type { Unit } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { CreateButton, EmptyState, KeyTable, ListPage, SearchFilter, SelectFilter, StateMark, UnitFilter } from '../parts/index.js';
import { useUnitKinds } from './kinds.js';
import { UnitRequests } from './UnitRequests.js';

/** The register of units. */
export default function UnitList() {
  const t = useText();
  const manages = useMay('unit.manage');
  const create = manages && <CreateButton to="/units/create" label={t('units.create')} />;
  return (
    <ListPage
      title={t('units.title')}
      perPage={50}
      sort={{ field: 'sort', order: 'ASC' }}
      actions={create}
      filters={<Filters />}
      tabs={manages && <UnitRequests />}
      empty={
        <EmptyState title={t('units.empty')} action={create}>
          {t('units.emptyNext')}
        </EmptyState>
      }
    >
      <KeyTable<Unit> rowClick={manages ? 'edit' : false}>
        <DataTable.Col source="name" render={(unit: Unit) => <Name unit={unit} />} />
        <DataTable.Col source="shortName" disableSort />
        <DataTable.Col source="kind" render={(unit: Unit) => unit.kindLabel} />
        <DataTable.Col source="parentName" />
        <DataTable.Col source="aliases" disableSort render={(unit: Unit) => unit.aliases.join('、')} />
      </KeyTable>
    </ListPage>
  );
}

function Filters() {
  const t = useText();
  return (
    <>
      <SearchFilter label={t('units.search')} />
      <SelectFilter source="kind" label={t('units.kind')} choices={useUnitKinds()} width={200} />
      <UnitFilter source="parentId" label={t('units.parent')} />
    </>
  );
}

function Name({ unit }: { unit: Unit }) {
  const t = useText();
  return (
    <Box sx={{ whiteSpace: 'nowrap' }}>
      {unit.name} {!unit.active && <StateMark state="disabled" label={t('units.inactive')} />}
    </Box>
  );
}
