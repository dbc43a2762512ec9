import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import type { Breakdown, BulkIssueResult } from '../api/types.js';
import { dropDraft, keepDraft, readDraft } from '../parts/drafts.js';
import { useUnits } from '../parts/index.js';
import {
  type Column,
  cellValue,
  columnsOf,
  draftOf,
  type Edits,
  faultsOf,
  isOpen,
  type Parsed,
  parseCell,
  parseTable,
  type Row,
  rowsOf,
  type Value,
  withEdit,
} from './grid.js';

/** Why pasted or typed words were not taken into a cell. */
export type Fault = Extract<Parsed, { fault: string }> | string;

const STEPS_KEPT = 50;

/** The state of the breakdown grid: what was typed over what is kept, what is chosen, what is wrong, and the ways to save and to issue. */
export function useGrid({ plan, rows: kept }: Breakdown) {
  const queries = useQueryClient();
  const units = useUnits();
  const draft = `plan.${plan.id}.breakdown`;
  const columns = useMemo(() => columnsOf(plan.phases), [plan.phases]);
  const rows = useMemo(() => rowsOf(kept), [kept]);
  const [edits, setEdits] = useState<Edits>(() => readDraft<Edits>(draft) ?? {});
  const [restored, setRestored] = useState(() => Object.keys(edits).length > 0);
  const [steps, setSteps] = useState<Edits[]>([]);
  const [faults, setFaults] = useState<Record<string, Fault>>({});
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const names = useMemo(() => new Map(units.map(unit => [unit.id, unit.shortName ?? unit.name])), [units]);
  const ids = useMemo(
    () =>
      new Map(
        units
          .filter(({ active }) => active)
          .flatMap(unit => [unit.name, unit.shortName ?? '', ...unit.aliases].filter(Boolean).map(name => [name, unit.id] as const)),
      ),
    [units],
  );
  const toSave = rows.filter(
    row => isOpen(row) && (edits[row.key] || (selected.has(row.key) && (row.data.taskId === null || row.data.sourceChange === 'changed'))),
  );
  const toIssue = rows.filter(row => isOpen(row) && selected.has(row.key));

  const keep = (next: Edits) => {
    setEdits(next);
    if (Object.keys(next).length > 0) keepDraft(draft, next);
    else dropDraft(draft);
  };
  const step = (next: Edits) => {
    if (next === edits) return;
    setSteps(all => [...all, edits].slice(-STEPS_KEPT));
    keep(next);
  };
  const settle = (cells: [Row, Column, Fault | null][]) =>
    setFaults(all => {
      const next = { ...all };
      for (const [row, column, fault] of cells) {
        delete next[`${row.key} ${column.key}`];
        if (fault) next[`${row.key} ${column.key}`] = fault;
      }
      return next;
    });

  const set = (row: Row, column: Column, value: Value) => {
    step(withEdit(edits, row, column, value));
    settle([[row, column, null]]);
  };

  /** Takes typed words into a cell; gives back whether they were understood. */
  const type = (row: Row, column: Column, words: string): boolean => {
    const parsed = parseCell(column, words, ids);
    if ('value' in parsed) set(row, column, parsed.value);
    else settle([[row, column, parsed]]);
    return 'value' in parsed;
  };

  /** Lays a block of cells over the grid, its upper left corner at the cell given; gives how many cells were taken and how many not. */
  const paste = (shown: readonly Row[], row: Row, column: Column, text: string): { taken: number; faults: number } => {
    let next = edits;
    const cells: [Row, Column, Fault | null][] = [];
    const below = shown.slice(shown.indexOf(row)).filter(isOpen);
    const right = columns.slice(columns.indexOf(column));
    for (const [at, words] of parseTable(text).entries())
      for (const [across, word] of words.entries()) {
        const [target, under] = [below[at], right[across]];
        if (!target || !under) continue;
        const parsed = parseCell(under, word, ids);
        if ('value' in parsed) next = withEdit(next, target, under, parsed.value);
        cells.push([target, under, 'value' in parsed ? null : parsed]);
      }
    step(next);
    settle(cells);
    const wrong = cells.filter(([, , fault]) => fault).length;
    return { taken: cells.length - wrong, faults: wrong };
  };

  /** Gives a cell's value to the chosen rows, or where none is chosen to all below; gives how many were filled. */
  const fillDown = (shown: readonly Row[], row: Row, column: Column): number => {
    const others = selected.size > 0 ? shown.filter(({ key }) => selected.has(key)) : shown.slice(shown.indexOf(row) + 1);
    const targets = others.filter(other => other !== row && isOpen(other));
    step(targets.reduce((all, target) => withEdit(all, target, column, cellValue(row, column, edits)), edits));
    settle(targets.map(target => [target, column, null]));
    return targets.length;
  };

  const undo = () => {
    const last = steps.at(-1);
    if (!last) return;
    setSteps(all => all.slice(0, -1));
    keep(last);
  };

  const discard = () => {
    step({});
    setFaults({});
    setRestored(false);
  };

  /** Keeps everything changed and every chosen proposal, all or nothing; throws what the server says, with what was typed still there. */
  const sendRows = async (): Promise<Row[]> => {
    const drafts = toSave.map(row => draftOf(row, columns, edits));
    if (drafts.length === 0) return rows;
    try {
      const { rows: fresh } = await client.saveBreakdown(plan.id, drafts);
      queries.setQueryData<Breakdown>(['breakdown', plan.id], known => known && { ...known, rows: fresh });
      const sent = new Set(toSave.map(({ key }) => key));
      keep(Object.fromEntries(Object.entries(edits).filter(([key]) => !sent.has(key))));
      setSteps([]);
      setFaults(notUnderstood);
      setRestored(false);
      void queries.invalidateQueries({ queryKey: ['plans'] });
      return rowsOf(fresh);
    } catch (error) {
      if (error instanceof ApiError) setFaults(all => ({ ...notUnderstood(all), ...faultsOf(error.body.errors ?? {}, toSave, drafts) }));
      throw error;
    }
  };

  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return await work();
    } catch (error) {
      setProblem(error);
      return null;
    } finally {
      setBusy(false);
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
      const result = await client.bulkIssue(fresh.filter(({ key }) => selected.has(key)).flatMap(({ data }) => data.taskId ?? []));
      setSelected(new Set());
      for (const key of ['breakdown', 'tasks', 'plans', 'dashboard']) void queries.invalidateQueries({ queryKey: [key] });
      return result;
    });

  const reload = async () => {
    await queries.invalidateQueries({ queryKey: ['breakdown', plan.id] });
    setProblem(null);
  };

  return {
    columns,
    rows,
    edits,
    faults,
    names,
    selected,
    setSelected,
    toSave,
    toIssue,
    restored,
    steps,
    problem,
    busy,
    set,
    type,
    paste,
    fillDown,
    undo,
    discard,
    save,
    issue,
    reload,
  };
}

/** The cells whose words were never taken: saving does not settle them. */
function notUnderstood(faults: Record<string, Fault>): Record<string, Fault> {
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => typeof fault !== 'string'));
}

export type Grid = ReturnType<typeof useGrid>;
