import { useStore } from 'react-admin';
import type { LedgerColumn } from '../api/types.js';
import { keptColumns, shownColumns } from './columnChoice.js';
import { COLUMN_NAMES, HIDDEN, USUAL } from './ledgerColumns.js';

/** The ledger's columns as this person has them now, and how to set them; where the table of the list keeps them. */
export function useLedgerColumns(): { shown: LedgerColumn[]; show: (columns: readonly string[]) => void; reset: () => void } {
  const [hidden, setHidden] = useStore<string[]>('tasks.datatable', HIDDEN);
  const [ranks, setRanks] = useStore<number[] | undefined>('tasks.datatable_columnRanks');
  const show = (columns: readonly string[]) => {
    const kept = keptColumns(COLUMN_NAMES, columns);
    setHidden(kept.hidden);
    setRanks(kept.ranks);
  };
  return { shown: shownColumns(COLUMN_NAMES, { hidden, ranks }), show, reset: () => show(USUAL) };
}
