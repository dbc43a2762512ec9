import { CADENCES, type Cadence } from '../api/rules.js';
import type { BreakdownRow, DraftRow, PlanPhase, UnitGroup } from '../api/types.js';
import { formatDate } from '../parts/format.js';

/** What a cell holds: words, a day 'YYYY-MM-DD', a cadence, the id of a unit or of several. */
export type Value = string | number | number[] | null;

export interface Column {
  /** A field of the row, or `due.<phase>` and `target.<phase>`. */
  key: string;
  kind: 'text' | 'date' | 'cadence' | 'unit' | 'units';
  width: number;
  /** The phase that the column is for. */
  phase?: PlanPhase;
  /** May be filled down to the rows below. */
  fill?: boolean;
}

/** A row under a key that stays the same when its task is drawn up. */
export interface Row {
  key: string;
  data: BreakdownRow;
}

/** A cell of the table, by the keys of its row and column. */
export interface Place {
  row: string;
  column: string;
}

/** What was changed and not yet saved: by row, then by column. */
export type Edits = Record<string, Record<string, Value>>;

const FIELDS: Column[] = [
  { key: 'title', kind: 'text', width: 170 },
  { key: 'leadUnitId', kind: 'unit', width: 140 },
  { key: 'coLeadUnitIds', kind: 'units', width: 150 },
  { key: 'supportUnitIds', kind: 'units', width: 170 },
  { key: 'doneCriterion', kind: 'text', width: 200 },
  { key: 'evidenceRequired', kind: 'text', width: 180, fill: true },
  { key: 'startDate', kind: 'date', width: 124, fill: true },
  { key: 'deadline', kind: 'date', width: 124, fill: true },
  { key: 'cadence', kind: 'cadence', width: 92, fill: true },
];

/** The columns of a plan's grid: the task's own fields, then due day and target of each phase. */
export function columnsOf(phases: readonly PlanPhase[]): Column[] {
  return [
    ...FIELDS,
    ...phases.flatMap((phase): Column[] => [
      { key: `due.${phase.id}`, kind: 'date', width: 124, phase, fill: true },
      { key: `target.${phase.id}`, kind: 'text', width: 180, phase },
    ]),
  ];
}

/** Gives the rows their keys: the measure, and the how-manieth task of it. */
export function rowsOf(rows: readonly BreakdownRow[]): Row[] {
  const seen = new Map<number, number>();
  return rows.map(data => {
    const nth = (seen.get(data.measureId) ?? 0) + 1;
    seen.set(data.measureId, nth);
    return { key: `${data.measureId}.${nth}`, data };
  });
}

/** Issued rows are for reading only. */
export const isOpen = ({ data }: Row) => data.taskState === null || data.taskState === 'draft';

/** What a cell shows: what was typed, else what is kept or proposed. */
export function cellValue({ key, data }: Row, column: Column, edits: Edits): Value {
  const typed = edits[key]?.[column.key];
  if (typed !== undefined) return typed;
  const [field, phaseId] = column.key.split('.');
  if (field === 'leadUnitId' && data.eachUnitIds.length > 0) return data.eachUnitIds;
  if (phaseId === undefined) return data[field as keyof BreakdownRow] as Value;
  const phase = data.phases.find(one => one.phaseId === Number(phaseId));
  return (field === 'due' ? phase?.dueDate : phase?.target) ?? null;
}

/** True where the cell shows a proposal from the text that nobody has confirmed. */
export function isProposed({ key, data }: Row, column: Column, edits: Edits): boolean {
  const fields = column.phase ? ['phases'] : column.key === 'leadUnitId' ? ['leadUnitId', 'eachUnitIds'] : [column.key];
  return fields.some(field => data.proposed.includes(field)) && edits[key]?.[column.key] === undefined;
}

/** Edits with one cell more; a cell set back to what is kept counts as untouched. */
export function withEdit(edits: Edits, row: Row, column: Column, value: Value): Edits {
  const { [column.key]: _old, ...others } = edits[row.key] ?? {};
  const kept = cellValue(row, column, {});
  const same = JSON.stringify(value ?? null) === JSON.stringify(kept ?? null) && !isProposed(row, column, {});
  const cells = same ? others : { ...others, [column.key]: value };
  const { [row.key]: _row, ...rest } = edits;
  return Object.keys(cells).length > 0 ? { ...rest, [row.key]: cells } : rest;
}

/** A row as the server takes it. A phase belongs to the task when it has a due day or a target. */
export function draftOf(row: Row, columns: readonly Column[], edits: Edits): Partial<DraftRow> {
  const at = (key: string) => cellValue(row, columns.find(column => column.key === key)!, edits);
  const phases = columns.flatMap(({ phase }) => phase ?? []).filter((phase, index, all) => all.indexOf(phase) === index);
  return {
    measureId: row.data.measureId,
    taskId: row.data.taskId,
    version: row.data.version,
    ...Object.fromEntries(FIELDS.map(({ key }) => [key, at(key)])),
    ...leadOf(at('leadUnitId')),
    phases: phases
      .map(({ id, year, name }) => ({
        phaseId: id,
        year,
        name,
        dueDate: at(`due.${id}`) as string | null,
        target: (at(`target.${id}`) as string) || null,
      }))
      .filter(({ dueDate, target }) => dueDate || target),
  };
}

/** One unit leads, or each of several a task of its own. */
function leadOf(value: Value): Pick<DraftRow, 'leadUnitId' | 'eachUnitIds'> {
  return Array.isArray(value) ? { leadUnitId: null, eachUnitIds: value } : { leadUnitId: value as number | null, eachUnitIds: [] };
}

/** How many tasks a row stands for. */
export function tasksIn(row: Row, columns: readonly Column[], edits: Edits): number {
  const lead = cellValue(row, columns.find(({ kind }) => kind === 'unit')!, edits);
  return Array.isArray(lead) ? lead.length : 1;
}

/** The server's errors (`rows.3.deadline`, `rows.3.phases.1.dueDate`) by cell, under `rowKey columnKey`. */
export function faultsOf(
  errors: Record<string, unknown>,
  sent: readonly Row[],
  drafts: readonly Partial<DraftRow>[],
): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [path, text] of Object.entries(errors)) {
    const [, index, field, nth, part] = path.split('.');
    const row = sent[Number(index)];
    if (!row || typeof text !== 'string') continue;
    const phases = drafts[Number(index)]?.phases ?? [];
    const meant = nth === undefined ? phases : phases.slice(Number(nth), Number(nth) + 1);
    const keys = field === 'phases' ? meant.map(({ phaseId }) => `${part === 'target' ? 'target' : 'due'}.${phaseId}`) : [field];
    for (const key of keys) faults[`${row.key} ${key}`] = text;
  }
  return faults;
}

/** Cells copied from a spreadsheet: tabs between cells, quotes around cells with line breaks. */
export function parseTable(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/gy;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    rows.at(-1)!.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
    if (match[3] === '') break;
    if (match[3] !== '\t') rows.push([]);
  }
  const last = rows.at(-1)!;
  return rows.length > 1 && last.every(words => words === '') ? rows.slice(0, -1) : rows;
}

/** A day as people type it: 2026-3-5, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305; null for anything that is no day. */
export function parseDay(typed: string): string | null {
  const match = /^(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?$/.exec(typed.trim());
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

export type Parsed = { value: Value } | { fault: 'date' | 'unit' | 'cadence'; word: string };

/** What typed or pasted words mean in a column. `units`: those behind each name, short name, alias and name of a group. */
export function parseCell(column: Column, words: string, units: UnitsByName): Parsed {
  const typed = words.trim();
  switch (column.kind) {
    case 'text':
      return { value: typed || (column.key === 'title' ? '' : null) };
    case 'date': {
      const day = parseDay(typed);
      return typed === '' || day ? { value: day } : { fault: 'date', word: typed };
    }
    case 'cadence': {
      const found = Object.entries(CADENCES).find(([, label]) => label === typed);
      return typed === '' || found ? { value: found?.[0] ?? null } : { fault: 'cadence', word: typed };
    }
    case 'unit': {
      const ids = units.get(typed);
      return typed === '' || ids ? { value: oneOrAll(ids ?? []) } : { fault: 'unit', word: typed };
    }
    case 'units': {
      const names = typed
        .split(/[、，,；;\n]+(?![^（(]*[)）])/)
        .map(name => name.trim())
        .filter(Boolean);
      const unknown = names.find(name => !units.has(name));
      return unknown === undefined
        ? { value: [...new Set(names.flatMap(name => units.get(name) ?? []))] }
        : { fault: 'unit', word: unknown };
    }
  }
}

export type UnitsByName = ReadonlyMap<string, readonly number[]>;

/** What a lead's cell holds: one unit, or several that lead a task each. */
export const oneOrAll = (ids: readonly number[]): Value => (ids.length > 1 ? [...ids] : (ids[0] ?? null));

/** What units are called: each by itself, and several at once. */
export interface UnitWords {
  names: ReadonlyMap<number, string>;
  groups: readonly UnitGroup[];
}

/** Units in words; where all of a group are there its name stands for them, the larger group's first. */
export function unitsText(ids: readonly number[], { names, groups }: UnitWords): string {
  const [whole] = groups.filter(({ unitIds }) => unitIds.every(id => ids.includes(id))).sort((a, b) => b.unitIds.length - a.unitIds.length);
  if (!whole) return ids.flatMap(id => names.get(id) ?? []).join('、');
  const at = ids.findIndex(id => whole.unitIds.includes(id));
  const rest = (part: readonly number[]) =>
    unitsText(
      part.filter(id => !whole.unitIds.includes(id)),
      { names, groups },
    );
  return [rest(ids.slice(0, at)), whole.name, rest(ids.slice(at))].filter(Boolean).join('、');
}

/** A cell's value in words. */
export function cellText(column: Column, value: Value, words: UnitWords): string {
  if (value === null || value === undefined) return '';
  switch (column.kind) {
    case 'date':
      return formatDate(value as string);
    case 'cadence':
      return CADENCES[value as Cadence] ?? '';
    case 'unit':
    case 'units':
      return unitsText([value as number | number[]].flat(), words);
    case 'text':
      return String(value);
  }
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * Where a key leads out of a cell. Arrows leave while all of the words are still marked (as on arrival) or when the caret stands at that end;
 * otherwise they belong to the words.
 */
export function leaving(key: string, shift: boolean, caret: { start: number; end: number; length: number } | null): Direction | null {
  if (key === 'Tab') return shift ? 'left' : 'right';
  if (key === 'Enter') return shift ? 'up' : 'down';
  if (shift || !caret) return null;
  const whole = caret.start === 0 && caret.end === caret.length;
  if (key === 'ArrowUp' || key === 'ArrowLeft') return whole || caret.end === 0 ? (key === 'ArrowUp' ? 'up' : 'left') : null;
  if (key === 'ArrowDown' || key === 'ArrowRight')
    return whole || caret.start === caret.length ? (key === 'ArrowDown' ? 'down' : 'right') : null;
  return null;
}

/** The cell in a direction; left and right go on in the row above or below. Null beyond the table. */
export function beside({ row, column }: Place, direction: Direction, rows: readonly Row[], columns: readonly Column[]): Place | null {
  const width = columns.length;
  const from = rows.findIndex(({ key }) => key === row) * width + columns.findIndex(({ key }) => key === column);
  const at = from + { left: -1, right: 1, up: -width, down: width }[direction];
  const [next, under] = [rows[Math.floor(at / width)], columns[at % width]];
  return next && under ? { row: next.key, column: under.key } : null;
}
