import { createHash } from 'node:crypto';
import { Problem, refused } from '../../platform/problems.js';
import type { SheetCell } from '../../reading/index.js';
import type { TableTrial } from './dto.js';
import { letterOf, type Sheet } from './reader.js';

/** The heading of the hidden column by which rows are told again. */
export const TOKEN_HEADING = '系统标识（请勿修改）';

/** How far down a sheet its head is looked for. */
const HEAD_WITHIN = 12;

export interface FoundTable<Name extends string> {
  sheet: string;
  /** Where each column stands, from 1. */
  at: Map<Name, number>;
  token: number | null;
  rows: { row: number; cells: (SheetCell | undefined)[] }[];
  /** Headings that no column bears. */
  unknown: string[];
}

const plain = (text: string) => text.normalize('NFKC').replace(/[\s*()]/g, '');

/** By its name, under which headings a column is understood. */
export function headingsOf<Name extends string>(
  names: readonly Name[],
  of: (name: Name) => readonly string[],
): Record<Name, readonly string[]> {
  return Object.fromEntries(names.map(name => [name, of(name)])) as Record<Name, readonly string[]>;
}

/**
 * Finds the table in a workbook by its headings: the sheet and row that bear most of them. Throws `table.headless` where the columns that must
 * be there are not.
 * @param headings every heading that a column may bear, by the column's name
 */
export function findByHeadings<Name extends string>(
  sheets: Sheet[],
  headings: Record<Name, readonly string[]>,
  needed: readonly Name[],
): FoundTable<Name> {
  const nameOf = new Map<string, Name>();
  for (const [name, labels] of Object.entries(headings) as [Name, readonly string[]][])
    for (const label of labels) nameOf.set(plain(label), name);
  const heads = sheets.flatMap(sheet => sheet.rows.slice(0, HEAD_WITHIN).map(head => ({ sheet, head, at: columnsOf(head.cells, nameOf) })));
  const best = heads.sort((a, b) => b.at.size - a.at.size)[0];
  const missing = needed.filter(name => !best?.at.has(name));
  if (!best || missing.length > 0) throw headless(missing.map(name => headings[name][0] as string));
  const words = best.head.cells.map(cell => cell?.text ?? '');
  const token = words.indexOf(TOKEN_HEADING);
  return {
    sheet: best.sheet.name,
    at: best.at,
    token: token < 0 ? null : token,
    rows: best.sheet.rows.filter(({ row }) => row > best.head.row),
    unknown: words.filter(word => word && word !== TOKEN_HEADING && plain(word) !== '序号' && !nameOf.has(plain(word))),
  };
}

function columnsOf<Name extends string>(cells: (SheetCell | undefined)[], nameOf: Map<string, Name>): Map<Name, number> {
  const at = new Map<Name, number>();
  for (const [column, cell] of cells.entries()) {
    const name = cell && nameOf.get(plain(cell.text));
    if (name !== undefined && !at.has(name)) at.set(name, column);
  }
  return at;
}

function headless(missing: string[]): Problem {
  const words = missing.length > 0 ? `表头缺少“${missing.join('”“')}”` : '没有找到表头';
  return new Problem(422, 'table.headless', '表格不能导入', `${words}。请用“导出”得到的表格修改后再导入，不要改动表头。`);
}

/** Where in a table something was found: in a row (null: in the table as a whole), in its cell `name` under `heading`, in the row about that. */
export interface Place {
  row: number | null;
  name?: string;
  heading?: string;
  /** What the row is about, as the screen names it. */
  about?: string | null;
}

type Cell = Place & { row: number; name: string; heading: string; about: string };

/** What comes of a table, gathered row by row. */
export class Gathering {
  readonly changes: TableTrial['changes'] = [];
  readonly faults: TableTrial['faults'] = [];
  readonly notices: string[] = [];
  unchanged = 0;

  constructor(private readonly at: ReadonlyMap<string, number>) {}

  /** A cell that says something else than is kept; `old` null: its row is new. */
  change({ row, name, heading, about }: Cell, old: string | null, fresh: string): void {
    const column = this.letter(name) ?? '';
    this.changes.push({ row, column, heading, measureNo: about, title: '', isNew: old === null, old: old ?? '', new: fresh });
  }

  /** Something that stands in the way. */
  fault(place: Place, message: string): void {
    this.hold(place, message, false);
  }

  /** A row that was changed here after it had been exported. */
  conflict(place: Place, message: string): void {
    this.hold(place, message, true);
  }

  private hold({ row, name, heading, about }: Place, message: string, conflict: boolean): void {
    const column = name === undefined ? null : this.letter(name);
    this.faults.push({ row, column, heading: heading ?? null, measureNo: about ?? null, message, conflict });
  }

  /** Whether anything stands in the way of a row. */
  hasFault(row: number): boolean {
    return this.faults.some(fault => fault.row === row);
  }

  outcome(fileName: string, sheet: string, rowsRead: number): TableTrial {
    const changes = this.changes.filter(({ row }) => !this.hasFault(row));
    const { faults, notices, unchanged } = this;
    return trialOf(fileName, sheet, rowsRead, { changes, faults, notices, unchanged, unknownUnits: [] });
  }

  private letter(name: string): string | null {
    const column = this.at.get(name);
    return column === undefined ? null : letterOf(column);
  }
}

type Gathered = Pick<TableTrial, 'changes' | 'faults' | 'notices' | 'unchanged' | 'unknownUnits'>;

/** What came of a table, for the person: rows by what becomes of them, and a digest by which the same changes are known again. */
export function trialOf(fileName: string, sheet: string, rowsRead: number, gathered: Gathered): TableTrial {
  const { changes, faults, unknownUnits, notices, unchanged } = gathered;
  const rows = (isNew: boolean) => new Set(changes.filter(change => change.isNew === isNew).map(({ row }) => row)).size;
  return {
    fileName,
    sheet,
    rowsRead,
    created: rows(true),
    changed: rows(false),
    unchanged,
    changes,
    unknownUnits,
    notices,
    faults: faults.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    digest: createHash('sha256').update(JSON.stringify(changes)).digest('hex'),
  };
}

const SHOWN = 5;

/** The refusal of a table with faults: the first of them by row and column. */
export function faulty(what: string, { faults }: TableTrial): Problem {
  const told = faults
    .slice(0, SHOWN)
    .map(
      ({ row, column, message }) =>
        `${row === null ? '' : `第 ${row} 行${column ? ` ${column} 列` : ''}：`}${message.replace(/。?$/, '。')}`,
    );
  return refused(what, faults.length > SHOWN ? [...told, `另有 ${faults.length - SHOWN} 处，请先核对。`] : told);
}
