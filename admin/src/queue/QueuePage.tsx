import { DataTable } from 'react-admin';
import type { FailedJob } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, InstantText, KeyTable, ListPage, StateMark } from '../parts/index.js';
import { oneLine } from '../tasks/columns.js';
import { QueueState } from './QueueState.js';
import { ResendAllButton, ResendButton } from './ResendButton.js';

/** What is done in the background: how it stands, and what has failed. */
export default function QueuePage() {
  const t = useText();
  return (
    <ListPage
      title={t('queue.title')}
      note={t('queue.note')}
      actions={<ResendAllButton />}
      tabs={<QueueState />}
      sort={{ field: 'addedAt', order: 'DESC' }}
      empty={<EmptyState title={t('queue.empty')}>{t('queue.emptyNext')}</EmptyState>}
    >
      <KeyTable<FailedJob> rowClick={false}>
        <DataTable.NumberCol source="id" disableSort />
        <DataTable.Col source="label" disableSort />
        <DataTable.Col source="references" disableSort />
        <DataTable.Col source="addedAt" render={(job: FailedJob) => <InstantText value={job.addedAt} />} />
        <DataTable.NumberCol source="attempts" />
        <DataTable.Col source="nextAt" disableSort render={(job: FailedJob) => <Next job={job} />} />
        <DataTable.Col
          source="error"
          disableSort
          render={(job: FailedJob) => (
            <code style={{ ...oneLine, display: 'block', maxWidth: 320 }} title={job.error ?? ''}>
              {job.error}
            </code>
          )}
        />
        <DataTable.Col source="acts" disableSort render={(job: FailedJob) => job.nextAt === null && <ResendButton job={job} />} />
      </KeyTable>
    </ListPage>
  );
}

function Next({ job }: { job: FailedJob }) {
  const t = useText();
  return job.nextAt ? <InstantText value={job.nextAt} /> : <StateMark state="locked" label={t('queue.dead')} />;
}
