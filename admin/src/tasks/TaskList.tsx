import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { ColumnsButton, DataTable, useGetList } from 'react-admin';
import { Link } from 'react-router-dom';
import { useMay, useSession } from '../api/session.js';
import type { Plan, TaskRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import {
  DateText,
  dayOf,
  EmptyState,
  KeyTable,
  ListPage,
  SearchFilter,
  SelectFilter,
  StateMark,
  TaskLight,
  UnitFilter,
} from '../parts/index.js';
import { DueCell, ProgressCell, TitleCell } from './columns.js';
import { LightTabs } from './LightTabs.js';
import { STATE_CHOICES } from './states.js';

const HIDDEN = [
  'planTitle',
  'supportUnitNames',
  'supervisingUnitName',
  'deadline',
  'doneCriterion',
  'evidenceRequired',
  'issuedAt',
  'completedAt',
];

/** The ledger (台账): every task in the person's reach, as an office lists them. */
export default function TaskList() {
  const t = useText();
  return (
    <ListPage
      title={t('tasks.ledger')}
      sort={{ field: 'nextDue', order: 'ASC' }}
      filters={<Filters />}
      tabs={<LightTabs />}
      empty={<NoTask />}
      actions={
        <>
          <ColumnsButton />
          <Button variant="outlined" onClick={() => window.print()}>
            {t('tasks.printed')}
          </Button>
        </>
      }
    >
      <KeyTable<TaskRow> rowClick="show" hiddenColumns={HIDDEN}>
        <DataTable.Col source="light" disableSort render={(task: TaskRow) => <TaskLight task={task} />} />
        <DataTable.Col source="no" render={(task: TaskRow) => <span style={{ whiteSpace: 'nowrap' }}>{task.no}</span>} />
        <DataTable.Col source="title" render={(task: TaskRow) => <TitleCell task={task} />} />
        <DataTable.Col source="planTitle" disableSort />
        <DataTable.Col source="leadUnitName" />
        <DataTable.Col source="supportUnitNames" disableSort render={(task: TaskRow) => task.supportUnitNames.join('、')} />
        <DataTable.Col source="supervisingUnitName" disableSort />
        <DataTable.Col source="phaseName" disableSort render={(task: TaskRow) => <Phase task={task} />} />
        <DataTable.Col source="nextDue" render={(task: TaskRow) => <DueCell task={task} />} />
        <DataTable.Col source="deadline" render={(task: TaskRow) => <DateText value={task.deadline} none={t('tasks.noDate')} short />} />
        <DataTable.Col source="state" render={(task: TaskRow) => <StateMark state={task.state} label={task.stateLabel} />} />
        <DataTable.Col source="percent" render={(task: TaskRow) => <ProgressCell task={task} />} />
        <DataTable.NumberCol source="evidenceCount" disableSort />
        <DataTable.Col source="openEscalations" disableSort align="right" render={(task: TaskRow) => task.openEscalations || ''} />
        <DataTable.Col source="doneCriterion" disableSort />
        <DataTable.Col source="evidenceRequired" disableSort />
        <DataTable.Col
          source="issuedAt"
          disableSort
          render={(task: TaskRow) => <DateText value={task.issuedAt && dayOf(task.issuedAt)} short />}
        />
        <DataTable.Col
          source="completedAt"
          disableSort
          render={(task: TaskRow) => <DateText value={task.completedAt && dayOf(task.completedAt)} short />}
        />
      </KeyTable>
    </ListPage>
  );
}

function Phase({ task }: { task: TaskRow }) {
  return (
    <Box sx={{ whiteSpace: 'nowrap' }}>
      {task.phaseYear}
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{task.phaseName}</Box>
    </Box>
  );
}

function Filters() {
  const t = useText();
  const { today } = useSession();
  const { data: plans = [] } = useGetList<Plan>('plans', { pagination: { page: 1, perPage: 200 } });
  const phases = plans.flatMap(plan => plan.phases.map(phase => phase.year));
  const years = [...new Set([...phases, Number(today.slice(0, 4))])].sort();
  return (
    <>
      <SearchFilter label={t('tasks.filter.search')} />
      <SelectFilter
        source="planId"
        label={t('tasks.filter.plan')}
        width={210}
        choices={plans.map(plan => ({ id: plan.id, name: plan.title }))}
      />
      <SelectFilter
        source="phaseYear"
        label={t('tasks.filter.phase')}
        width={110}
        choices={years.map(year => ({ id: year, name: t('tasks.year', { year }) }))}
      />
      <UnitFilter label={t('tasks.filter.unit')} />
      <SelectFilter source="state" label={t('tasks.filter.state')} choices={STATE_CHOICES} />
    </>
  );
}

function NoTask() {
  const t = useText();
  const plans = useMay('plan.break_down');
  return (
    <EmptyState
      title={t('tasks.emptyLedger')}
      action={
        plans && (
          <Button variant="contained" component={Link} to="/plans">
            {t('tasks.toPlans')}
          </Button>
        )
      }
    >
      {t(plans ? 'tasks.emptyLedgerNext' : 'tasks.emptyLedgerRead')}
    </EmptyState>
  );
}
