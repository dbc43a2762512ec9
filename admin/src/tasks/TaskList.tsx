import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ColumnsButton } from 'react-admin';
import { Link, useSearchParams } from 'react-router-dom';
import { client } from '../api/client.js';
import { useMay } from '../api/session.js';
import type { TaskRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, KeyTable, ListPage, ProblemNote } from '../parts/index.js';
import { BulkBar } from './BulkBar.js';
import { ExportButton } from './ExportButton.js';
import { FilterBar } from './FilterBar.js';
import { ImportButton } from './ImportButton.js';
import { LightTabs } from './LightTabs.js';
import { useAsLastList } from './lastList.js';
import { COLUMNS, HIDDEN } from './ledgerColumns.js';
import { SavedViews } from './SavedViews.js';
import { useOpenView } from './useOpenView.js';
import { ViewSwitch } from './ViewSwitch.js';

/** The ledger (台账): every task in the person's reach, as an office lists them. */
export default function TaskList() {
  const t = useText();
  const [search] = useSearchParams();
  useAsLastList('/tasks');
  const key = search.get('view');
  if (key) return <OpenView viewKey={key} />;
  return (
    <ListPage
      title={t('tasks.ledger')}
      note={<ViewSwitch />}
      sort={{ field: 'urgency', order: 'ASC' }}
      filters={<FilterBar />}
      tabs={<LightTabs />}
      empty={<NoTask />}
      actions={
        <>
          <SavedViews />
          <ColumnsButton />
          <ExportButton />
          <ImportButton />
          <Button variant="outlined" onClick={() => window.print()}>
            {t('tasks.printed')}
          </Button>
        </>
      }
    >
      <KeyTable<TaskRow> rowClick="show" hiddenColumns={HIDDEN} bulkActionButtons={<BulkBar />}>
        {Object.values(COLUMNS)}
      </KeyTable>
    </ListPage>
  );
}

/** Follows the link of a saved view. */
function OpenView({ viewKey }: { viewKey: string }) {
  const { open } = useOpenView();
  const { data, error } = useQuery({ queryKey: ['ledger-views', viewKey], queryFn: () => client.ledgerView(viewKey) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the view is there
  useEffect(() => {
    if (data) open(data);
  }, [data]);
  return error && <ProblemNote problem={error} />;
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
