import { useState } from 'react';
import {
  type Column,
  cellValue,
  type Edits,
  isOpen,
  type Parsed,
  parseCell,
  parseTable,
  type Row,
  type UnitsByName,
  type Value,
  withEdit,
} from './grid.js';
import type { useEdits } from './useEdits.js';

/** Why pasted or typed words were not taken into a cell. */
export type Fault = Extract<Parsed, { fault: string }> | string;

/**
 * The ways to fill cells, and what is wrong with which.
 * @param ids the units behind each name that may be typed
 */
export function useCells(columns: readonly Column[], ids: UnitsByName, { edits, step }: ReturnType<typeof useEdits>) {
  const [faults, setFaults] = useState<Record<string, Fault>>({});
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
    let next: Edits = edits;
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

  /** Gives a cell's value to other rows; gives how many were filled. */
  const fill = (others: readonly Row[], row: Row, column: Column): number => {
    const targets = others.filter(other => other !== row && isOpen(other));
    step(targets.reduce((all, target) => withEdit(all, target, column, cellValue(row, column, edits)), edits));
    settle(targets.map(target => [target, column, null]));
    return targets.length;
  };

  return {
    faults,
    set,
    type,
    paste,
    fill,
    forget: () => setFaults({}),
    /** What the server said of cells, if anything; words that were never taken stay wrong: saving does not settle them. */
    answered: (told: Record<string, Fault>) =>
      setFaults(all => ({ ...Object.fromEntries(Object.entries(all).filter(([, fault]) => typeof fault !== 'string')), ...told })),
  };
}
