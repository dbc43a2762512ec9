import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import { BULK_MOST } from '../api/rules.js';
import type { Breakdown, BulkIssueResult, UnitGroup } from '../api/types.js';
import { useAttempt, useUnits } from '../parts/index.js';
import { type Column, columnsOf, draftOf, faultsOf, isOpen, type Row, rowsOf, tasksIn, type UnitsByName, type UnitWords } from './grid.js';
import { useCells } from './useCells.js';
import { useEdits } from './useEdits.js';

/** The state of the breakdown grid: what was typed over what is kept, what is chosen, what is wrong, and the ways to save and to issue. */
export function useGrid({ plan, rows: kept, groups }: Breakdown) {
  const queries = useQueryClient();
  const { words, ids } = useNames(groups);
  const columns = useMemo(() => columnsOf(plan.phases), [plan.phases]);
  const rows = useMemo(() => rowsOf(kept), [kept]);
  const typed = useEdits(`plan.${plan.id}.breakdown`);
  const { edits, steps, restored, undo } = typed;
  const { faults, set, type, paste, fill, forget, answered } = useCells(columns, ids, typed);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { attempt, problem, setProblem, busy } = useAttempt();

  const toSave = rows.filter(
    row => isOpen(row) && (edits[row.key] || (selected.has(row.key) && (row.data.taskId === null || row.data.sourceChange === 'changed'))),
  );
  const toIssue = rows.filter(row => isOpen(row) && selected.has(row.key));
  const tasksToIssue = toIssue.reduce((sum, row) => sum + tasksIn(row, columns, edits), 0);

  /** Of the chosen rows those that lack something as they are kept; what was typed since nobody has judged yet. */
  const lacking = toIssue.filter(({ key, data }) => data.incomplete && !edits[key]).length;

  /** Gives a cell's value to the chosen rows, or where none is chosen to all below; gives how many were filled. */
  const fillDown = (shown: readonly Row[], row: Row, column: Column): number =>
    fill(selected.size > 0 ? shown.filter(({ key }) => selected.has(key)) : shown.slice(shown.indexOf(row) + 1), row, column);

  const discard = () => {
    typed.discard();
    forget();
  };

  /** Keeps everything changed and every chosen proposal, all or nothing; throws what the server says, with what was typed still there. */
  const sendRows = async (): Promise<Row[]> => {
    const drafts = toSave.map(row => draftOf(row, columns, edits));
    if (drafts.length === 0) return rows;
    try {
      const { rows: fresh } = await client.saveBreakdown(plan.id, drafts);
      queries.setQueryData<Breakdown>(['breakdown', plan.id], known => known && { ...known, rows: fresh });
      typed.saved(new Set(toSave.map(({ key }) => key)));
      answered({});
      void queries.invalidateQueries({ queryKey: ['plans'] });
      return rowsOf(fresh);
    } catch (error) {
      if (error instanceof ApiError) answered(faultsOf(error.body.errors ?? {}, toSave, drafts));
      throw error;
    }
  };

  /** Gives how many rows were kept, or null when the server refused. */
  const save = () =>
    attempt(async () => {
      await sendRows();
      return toSave.length;
    });

  /** Saves what is open, then issues the chosen rows, each on its own. */
  const issue = () =>
    attempt(async (): Promise<BulkIssueResult> => {
      const fresh = await sendRows();
      // A row that several units lead has become a task for each of them.
      const several = new Set(toIssue.filter(row => tasksIn(row, columns, edits) > 1).map(({ data }) => data.measureId));
      const wanted = fresh.filter(({ key, data }) => selected.has(key) || several.has(data.measureId));
      const result = await issueAll(wanted.flatMap(({ data }) => data.taskId ?? []));
      setSelected(new Set());
      for (const key of ['breakdown', 'tasks', 'plans', 'dashboard']) void queries.invalidateQueries({ queryKey: [key] });
      return result;
    });

  const reload = async () => {
    await queries.invalidateQueries({ queryKey: ['breakdown', plan.id] });
    setProblem(null);
  };

  const state = { columns, rows, edits, faults, words, selected, toSave, tasksToIssue, lacking, restored, steps, problem, busy };
  return { ...state, setSelected, set, type, paste, fillDown, undo, discard, save, issue, reload };
}

/** As many at once as the server takes, until all are issued. */
async function issueAll(ids: number[]): Promise<BulkIssueResult> {
  const all: BulkIssueResult = { done: [], refused: [] };
  for (let from = 0; from < ids.length; from += BULK_MOST) {
    const { done, refused } = await client.bulkIssue(ids.slice(from, from + BULK_MOST));
    all.done.push(...done);
    all.refused.push(...refused);
  }
  return all;
}

/** What units are called on the screen, and the units behind each name that may be typed. */
function useNames(groups: readonly UnitGroup[]) {
  const units = useUnits();
  const words = useMemo(
    (): UnitWords => ({ names: new Map(units.map(unit => [unit.id, unit.shortName ?? unit.name])), groups }),
    [units, groups],
  );
  const ids = useMemo((): UnitsByName => {
    const active = units.filter(unit => unit.active);
    const named = active.flatMap(({ id, name, shortName, aliases }) =>
      [name, shortName ?? '', ...aliases].filter(Boolean).map(word => ({ name: word, unitIds: [id] })),
    );
    return new Map([...groups, ...named].map(({ name, unitIds }) => [name, unitIds]));
  }, [units, groups]);
  return { words, ids };
}

export type Grid = ReturnType<typeof useGrid>;
