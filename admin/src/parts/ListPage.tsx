import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { type ReactNode, useEffect } from 'react';
import { ListBase, Pagination, type RaRecord, type SortPayload, useListContext, useStore } from 'react-admin';
import { useText } from '../i18n/index.js';
import { EmptyState } from './EmptyState.js';
import { PageHead } from './Page.js';
import { ProblemNote } from './ProblemNote.js';

interface Props {
  title: string;
  note?: ReactNode;
  resource?: string;
  actions?: ReactNode;
  /** The row of filters above the table. */
  filters?: ReactNode;
  /** Tabs between the filters and the table. */
  tabs?: ReactNode;
  /** Shown when there is nothing at all, no filter being set. */
  empty: ReactNode;
  /** Always sent and not shown as a filter. */
  filter?: Record<string, unknown>;
  /** Set when the page is first opened; it can be taken away. */
  filterDefaultValues?: Record<string, unknown>;
  sort?: SortPayload;
  perPage?: number;
  /** Where the list's own filters and order are remembered, as `mine.listParams`; not the table's key, which holds its columns. */
  storeKey?: string;
  /** The table. */
  children: ReactNode;
}

/** A page with a list: head, filters, table and pages; its filters stand in the address, so that a link or the back key restores them. */
export function ListPage({ title, note, actions, filters, tabs, empty, children, perPage = 25, ...list }: Props) {
  return (
    <ListBase {...list} perPage={perPage} disableSyncWithLocation={false}>
      <PageHead title={title} note={note} actions={actions} />
      {filters && (
        <Box className="no-print" sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', mb: 1 }}>
          {filters}
        </Box>
      )}
      {tabs}
      <Paper variant="outlined">
        <ListBody empty={empty} usual={list.filterDefaultValues}>
          {children}
        </ListBody>
      </Paper>
    </ListBase>
  );
}

/** What was chosen under one filter is no choice under another: rows that nobody sees any more are never acted on. Pages and order keep it. */
function useChoiceUnderFilter(): void {
  const { resource, filterValues, onUnselectItems } = useListContext<RaRecord>();
  const filter = JSON.stringify(filterValues);
  const [under, setUnder] = useStore(`${resource}.chosenUnder`, '');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions are new at each rendering
  useEffect(() => {
    if (under === filter) return;
    setUnder(filter);
    onUnselectItems();
  }, [filter, under]);
}

function ListBody({ empty, usual = {}, children }: { empty: ReactNode; usual?: object; children: ReactNode }) {
  const t = useText();
  const { error, refetch, total, isPending, filterValues, setFilters } = useListContext<RaRecord>();
  useChoiceUnderFilter();
  const clear = (
    <Button variant="outlined" onClick={() => setFilters({}, [])}>
      {t('app.empty.clear')}
    </Button>
  );
  if (error)
    return (
      <Box sx={{ p: 2 }}>
        <ProblemNote problem={error} onRetry={() => refetch()} />
        {/* A filter that an old link or this browser remembers may be one that is not known any more. */}
        {Object.keys(filterValues).length > 0 && clear}
      </Box>
    );
  if (!isPending && total === 0) {
    if ([{}, usual].some(filter => JSON.stringify(filter) === JSON.stringify(filterValues))) return empty;
    return <EmptyState title={t('waiting' in filterValues ? 'app.empty.nothingWaits' : 'app.empty.filtered')} action={clear} />;
  }
  return (
    <>
      {children}
      <Pagination rowsPerPageOptions={[25, 50, 100]} className="no-print" />
    </>
  );
}
