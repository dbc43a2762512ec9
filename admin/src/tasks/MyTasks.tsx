import Button from '@mui/material/Button';
import { DataTable, ResourceContextProvider } from 'react-admin';
import { Link } from 'react-router-dom';
import type { TaskRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ActBar, EmptyState, KeyTable, ListPage, SearchFilter, SelectFilter, StateMark, TaskLight } from '../parts/index.js';
import { BulkBar } from './BulkBar.js';
import { DueCell, ProgressCell, TitleCell } from './columns.js';
import { FilterChips } from './FilterChips.js';
import { LightTabs, OPEN_LIGHTS } from './LightTabs.js';
import { useAsLastList } from './lastList.js';
import { STATE_CHOICES } from './states.js';

const MINE = { mine: true };
const OPEN = { light: OPEN_LIGHTS };

/** 我的任务: the tasks in which the person's own units have a share, what is due first on top, with the next step at hand. */
export default function MyTasks() {
  const t = useText();
  useAsLastList('/mine');
  return (
    <ResourceContextProvider value="tasks">
      <ListPage
        title={t('tasks.mine')}
        note={t('tasks.mineNote')}
        resource="tasks"
        storeKey="mine.listParams"
        filter={MINE}
        sort={{ field: 'nextDue', order: 'ASC' }}
        filterDefaultValues={OPEN}
        tabs={<LightTabs always={MINE} withOpen />}
        filters={
          <>
            <SearchFilter label={t('tasks.filter.search')} />
            <SelectFilter source="state" label={t('tasks.filter.state')} choices={STATE_CHOICES} />
            <FilterChips />
          </>
        }
        empty={<NoTask />}
      >
        <KeyTable<TaskRow> rowClick="show" storeKey="mine.datatable" bulkActionButtons={<BulkBar />}>
          <DataTable.Col source="light" disableSort render={(task: TaskRow) => <TaskLight task={task} />} />
          <DataTable.Col source="nextDue" render={(task: TaskRow) => <DueCell task={task} />} />
          <DataTable.Col source="title" render={(task: TaskRow) => <TitleCell task={task} />} />
          <DataTable.Col source="role" disableSort render={(task: TaskRow) => <Role task={task} />} />
          <DataTable.Col source="state" render={(task: TaskRow) => <StateMark state={task.state} label={task.stateLabel} />} />
          <DataTable.Col source="percent" render={(task: TaskRow) => <ProgressCell task={task} />} />
          <DataTable.Col source="acts" disableSort render={(task: TaskRow) => <QuickActs task={task} />} />
        </KeyTable>
      </ListPage>
    </ResourceContextProvider>
  );
}

function Role({ task }: { task: TaskRow }) {
  const t = useText();
  return <>{task.myAssignment && t(`tasks.role.${task.myAssignment.role}`)}</>;
}

const QUICK = ['receive', 'report'];

/** The next step of the unit's own share. */
function QuickActs({ task }: { task: TaskRow }) {
  return task.myAssignment && <ActBar process="assignment" record={task.myAssignment} about={task.title} only={QUICK} />;
}

function NoTask() {
  const t = useText();
  return (
    <EmptyState
      title={t('tasks.emptyMine')}
      action={
        <Button variant="outlined" component={Link} to="/tasks">
          {t('tasks.toLedger')}
        </Button>
      }
    >
      {t('tasks.emptyMineNext')}
    </EmptyState>
  );
}
