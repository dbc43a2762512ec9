import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { DataTable } from 'react-admin';
import { Link } from 'react-router-dom';
import { useMay } from '../api/session.js';
import type { Plan } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { DateText, dayOf, EmptyState, KeyTable, ListPage, SearchFilter, SelectFilter, StateMark } from '../parts/index.js';
import { Progress } from './Progress.js';

/** Every plan in reach with how far it has come. */
export default function PlanList() {
  const t = useText();
  const states = (['intake', 'confirmed'] as const).map(id => ({ id, name: t(`plans.states.${id}`) }));
  return (
    <ListPage
      title={t('plans.title')}
      note={t('plans.note')}
      filters={
        <>
          <SearchFilter label={t('plans.search')} />
          <SelectFilter source="state" label={t('plans.state')} choices={states} />
        </>
      }
      empty={<NoPlan />}
    >
      <KeyTable<Plan> rowClick={id => `/plans/${id}`}>
        <DataTable.Col source="title" render={(plan: Plan) => <TitleCell plan={plan} />} />
        <DataTable.Col source="kind" disableSort render={(plan: Plan) => plan.kindLabel} />
        <DataTable.Col source="ownerUnitName" disableSort />
        <DataTable.Col source="startYear" render={(plan: Plan) => <Years plan={plan} />} />
        <DataTable.Col source="state" render={(plan: Plan) => <StateMark state={plan.state} label={plan.stateLabel} />} />
        <DataTable.Col source="progress" disableSort render={(plan: Plan) => <Progress {...plan.counts} />} />
        <DataTable.Col source="confirmedAt" render={(plan: Plan) => <DateText value={plan.confirmedAt && dayOf(plan.confirmedAt)} />} />
        <DataTable.Col source="next" disableSort render={(plan: Plan) => <NextStep plan={plan} />} />
      </KeyTable>
    </ListPage>
  );
}

function TitleCell({ plan }: { plan: Plan }) {
  return (
    <Box sx={{ minWidth: 240 }}>
      {plan.title}
      {plan.docNumber && <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{plan.docNumber}</Box>}
    </Box>
  );
}

/** The years of a plan: 2024—2026 年. */
export function Years({ plan: { startYear, endYear } }: { plan: Plan }) {
  const t = useText();
  if (!startYear || !endYear) return null;
  const years = startYear === endYear ? t('plans.year', { from: startYear }) : t('plans.years', { from: startYear, to: endYear });
  return <span style={{ whiteSpace: 'nowrap' }}>{years}</span>;
}

function NextStep({ plan }: { plan: Plan }) {
  const t = useText();
  const { confirm, breakDown } = plan.permissions;
  const to = confirm && plan.documentId ? `/documents/${plan.documentId}` : breakDown ? `/plans/${plan.id}/breakdown` : null;
  if (!to) return null;
  return (
    <Button component={Link} to={to} variant="outlined" onClick={event => event.stopPropagation()} sx={{ whiteSpace: 'nowrap' }}>
      {t(confirm ? 'plans.desk' : 'plans.breakdown')}
    </Button>
  );
}

function NoPlan() {
  const t = useText();
  const uploads = useMay('plan.upload');
  return (
    <EmptyState
      title={t('plans.empty')}
      action={
        uploads && (
          <Button variant="contained" component={Link} to="/documents">
            {t('plans.toDocuments')}
          </Button>
        )
      }
    >
      {t(uploads ? 'plans.emptyNext' : 'plans.emptyRead')}
    </EmptyState>
  );
}
