import Box from '@mui/material/Box';
import { DataTable, useGetList, useListContext } from 'react-admin';
import { OBJECT_KINDS, PROCESSES } from '../api/rules.js';
import { useMay } from '../api/session.js';
import type { ObjectRow, Plan } from '../api/types.js';
import { useText } from '../i18n/index.js';
import {
  DateText,
  EmptyState,
  FlagFilter,
  KeyTable,
  ListPage,
  SearchFilter,
  SelectFilter,
  StateMark,
  UnitPicker,
  useFilter,
} from '../parts/index.js';
import { COLOURS } from '../theme.js';
import { ObjectActions } from './ObjectActions.js';
import { ObjectCounts } from './ObjectCounts.js';

const KINDS = Object.entries(OBJECT_KINDS).map(([id, { label }]) => ({ id, name: label }));
const STATES = Object.entries(PROCESSES.object_item.states).map(([id, name]) => ({ id, name }));

/** The register of institutions that a plan builds up, with its counts against the plan's own figures. */
export default function ObjectList() {
  const t = useText();
  const manages = useMay('object.manage');
  const { data: plans = [] } = useGetList<Plan>('plans', { filter: { state: 'confirmed' }, pagination: { page: 1, perPage: 200 } });
  return (
    <ListPage
      title={t('objects.title')}
      note={t('objects.note')}
      actions={
        <OfPlan plans={plans} none={<Box sx={{ fontSize: 13, color: 'text.secondary' }}>{t('objects.whichPlan')}</Box>}>
          {plan => <ObjectActions plan={plan} />}
        </OfPlan>
      }
      filters={
        <>
          <SearchFilter label={t('objects.search')} />
          <SelectFilter
            source="planId"
            label={t('objects.plan')}
            width={230}
            choices={plans.map(({ id, title }) => ({ id, name: title }))}
          />
          <SelectFilter source="kind" label={t('objects.kind')} width={180} choices={KINDS} />
          <CountyFilter />
          <SelectFilter source="state" label={t('objects.state')} choices={STATES} />
          <FlagFilter source="late" label={t('objects.late')} />
        </>
      }
      tabs={<OfPlan plans={plans}>{plan => <ObjectCounts planId={plan.id} />}</OfPlan>}
      empty={<EmptyState title={t('objects.empty')}>{t(manages ? 'objects.emptyNext' : 'objects.emptyRead')}</EmptyState>}
    >
      <KeyTable<ObjectRow> rowClick={id => `/objects/${id}/show`}>
        <DataTable.Col source="countyName" />
        <DataTable.Col source="institution" />
        <DataTable.Col source="kindLabel" />
        <DataTable.Col source="specialty" disableSort />
        <DataTable.Col source="buildYear" disableSort />
        <DataTable.Col source="plannedReview" render={(row: ObjectRow) => <Planned row={row} />} />
        <DataTable.Col source="state" render={(row: ObjectRow) => <StateMark state={row.state} label={row.stateLabel} />} />
        <DataTable.Col source="docNumber" disableSort />
      </KeyTable>
    </ListPage>
  );
}

/** What belongs to one plan: the one filtered for, or the only one there is. Of several none is guessed: one would register into the wrong plan. */
function OfPlan({ plans, none = null, children }: { plans: Plan[]; none?: React.ReactNode; children: (plan: Plan) => React.ReactNode }) {
  const { filterValues } = useListContext();
  const plan = plans.length === 1 ? plans[0] : plans.find(({ id }) => id === filterValues.planId);
  if (plan) return children(plan);
  return plans.length > 1 && none;
}

function CountyFilter() {
  const t = useText();
  const [value, setValue] = useFilter<number>('countyUnitId');
  return (
    <Box sx={{ width: 190 }}>
      <UnitPicker label={t('objects.county')} value={value ?? null} onChange={setValue} among={unit => unit.kind === 'county_bureau'} />
    </Box>
  );
}

function Planned({ row }: { row: ObjectRow }) {
  const t = useText();
  return (
    <>
      <DateText value={row.plannedReview} />
      {row.late && <Box sx={{ fontSize: 12, color: COLOURS.danger }}>{t('objects.lateMark')}</Box>}
    </>
  );
}
