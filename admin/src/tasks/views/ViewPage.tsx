import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ListContextProvider, ResourceContextProvider, useListParams } from 'react-admin';
import { useText } from '../../i18n/index.js';
import { EmptyState, PageHead, ProblemNote } from '../../parts/index.js';
import { FilterBar } from '../FilterBar.js';
import { ViewSwitch } from '../ViewSwitch.js';

interface Props<T> {
  title: string;
  actions?: ReactNode;
  /** What the server is asked beside the filter; part of the key under which the answer is kept. */
  asked?: (string | number)[];
  fetch: (filter: Record<string, unknown>) => Promise<T>;
  isEmpty: (answer: T) => boolean;
  children: (answer: T, filter: Record<string, unknown>) => ReactNode;
}

/** A look at the ledger beside its table: the same filters, kept in the address and under the ledger's own key. */
export function ViewPage<T>({ title, actions, asked = [], fetch, isEmpty, children }: Props<T>) {
  const t = useText();
  const [params, { setFilters }] = useListParams({ resource: 'tasks', sort: { field: 'urgency', order: 'ASC' } });
  const { sort } = params;
  const filterValues = params.filterValues as Record<string, unknown>;
  const { data, error, refetch } = useQuery({
    queryKey: ['tasks', title, filterValues, ...asked],
    queryFn: () => fetch(filterValues),
    placeholderData: keepPreviousData,
  });
  const filtering = { filterValues, setFilters, sort, resource: 'tasks' };
  return (
    <ResourceContextProvider value="tasks">
      {/* biome-ignore lint/suspicious/noExplicitAny: the filters use no more of a list than this */}
      <ListContextProvider value={filtering as any}>
        <PageHead title={title} note={<ViewSwitch />} actions={actions} />
        <Box className="no-print" sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', mb: 1 }}>
          <FilterBar />
        </Box>
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {data && isEmpty(data) && (
          <EmptyState
            title={t('views.empty')}
            action={
              Object.keys(filterValues).length > 0 && (
                <Button variant="outlined" onClick={() => setFilters({}, [])}>
                  {t('views.clear')}
                </Button>
              )
            }
          >
            {t('views.emptyNext')}
          </EmptyState>
        )}
        {data && !isEmpty(data) && children(data, filterValues)}
      </ListContextProvider>
    </ResourceContextProvider>
  );
}

/** The address of the ledger under a filter. */
export const ledgerWith = (filter: Record<string, unknown>) =>
  `/tasks?${new URLSearchParams({ filter: JSON.stringify(filter), page: '1' })}`;
