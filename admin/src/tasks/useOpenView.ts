import { useStore } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { LedgerView } from '../api/types.js';
import { useLedgerColumns } from './useLedgerColumns.js';

/** Gives the functions that set the ledger as a saved view says, or as it usually is. */
export function useOpenView(): { open: (view: LedgerView) => void; reset: () => void } {
  const navigate = useNavigate();
  const columns = useLedgerColumns();
  const [, setKey] = useStore<string | null>('tasks.view', null);
  const go = (filter: object, sort: LedgerView['sort']) => {
    const { field, order } = sort ?? { field: 'urgency', order: 'ASC' };
    const query = new URLSearchParams({ filter: JSON.stringify(filter), sort: field, order, page: '1', displayedFilters: '{}' });
    navigate({ pathname: '/tasks', search: query.toString() }, { replace: true });
  };
  return {
    open: view => {
      columns.show(view.columns);
      setKey(view.key);
      go(view.filter, view.sort);
    },
    reset: () => {
      columns.reset();
      setKey(null);
      go({}, null);
    },
  };
}
