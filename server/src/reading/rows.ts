import { headRole, type Role } from './formats/table.js';
import { pattern } from './pattern.js';
import { type Head, LEAD, type Placed } from './placed.js';
import { isPlan, SHARES } from './tables.js';

/** The units of the paragraphs [from, to): one cell of a row, or a column's head. */
type Lines = Placed[][];

/** What became of the rows of a table whose cells stand one a line. */
export interface Rows {
  units: Placed[];
  /** how many of the units as given they and the head took up */
  taken: number;
}

const FEWEST = 4;
const MOST = 12;
/** How the head of the numbers begins: 序号, 编号, 项次, No. */
const OPENS_TABLE = pattern(/^[序编项Nn]/);
const ROW_NUMBER = pattern(/^\d{1,3}[.、]?$/);
/** So long is a cell under a head that tells nothing, where it is more than a note. */
const TOLD = pattern(/。$|^.{24}/);
const CLOSED = pattern(/[。;]$/);

/**
 * Reads a table that was flattened to lines under heads of which some tell nothing (建设地点, 投资): the first is 序号, so what each line
 * of a row is follows from its place. Null where no such table begins at `at`, or where its rows do not count up one by one.
 */
export function readRows(placed: Placed[], at: number): Rows | null {
  if (!OPENS_TABLE.test(placed[at]!.words.folded) || headRole(bare(placed[at]!)) !== 'seq') return null;
  const lines = paragraphs(placed, at);
  const width = lines.findIndex(cell => cell[0]!.words.folded === '1');
  if (width < FEWEST || width > MOST) return null;
  const roles = lines.slice(0, width).map(cell => (cell.length === 1 ? headRole(bare(cell[0]!)) : null));
  if (!roles.includes(null) || !roles.some(r => SHARES[r!] !== undefined) || !roles.some(isTask)) return null;
  const reports = lines.slice(0, width).map(cell => !isPlan([text(cell)]));
  const units: Placed[] = [];
  let row = 0;
  while (isRow(lines, width * (row + 1), width, row + 1))
    units.push(...readRow(lines.slice(width * ++row, width * (row + 1)), roles, reports));
  return row === 0 ? null : { units, taken: lines.slice(0, width * (row + 1)).flat().length };
}

const bare = ({ words: { folded } }: Placed): string => folded.replace(/ /g, '').replace(/\([^()]*\)$/, '');

const isTask = (role: Role | null): boolean => role === 'task' || role === 'item' || role === 'goal' || role === 'year';

/** No table of lines is longer. */
const REACH = 3000;

/** The units from `at` on, paragraph by paragraph. */
function paragraphs(placed: Placed[], at: number): Lines {
  const found: Lines = [];
  for (const p of placed.slice(at, at + REACH)) {
    if (found.length > 0 && found.at(-1)![0]!.paragraph === p.paragraph) found.at(-1)!.push(p);
    else found.push([p]);
  }
  return found;
}

/** Whether the row with this number begins at `from`: behind as many lines as there are columns stands the next number or no number. */
function isRow(lines: Lines, from: number, width: number, number: number): boolean {
  if (!ROW_NUMBER.test(text(lines[from])) || Number.parseInt(text(lines[from]), 10) !== number) return false;
  const inside = lines.slice(from + 1, from + width);
  return inside.length === width - 1 && !inside.some(cell => text(cell) === String(number + 1));
}

const text = (cell: Placed[] | undefined): string => (cell?.length === 1 ? cell[0]!.words.folded : '');

/** The tasks of a row, the last with the cells that say who owes it and by when, and behind them what is told of their progress. */
function readRow(row: Lines, roles: (Role | null)[], reports: boolean[]): Placed[] {
  const owed = row.flatMap((cell, i) => (SHARES[roles[i]!] !== undefined || roles[i] === 'due' ? [cell[0]!.words] : []));
  const head: Head = {
    shares: roles.flatMap(r => SHARES[r!] ?? []),
    behind: owed.length,
    isOwnerFirst: false,
    isGoalApart: false,
    isNumbered: true,
    cells: [],
    isPlan: true,
  };
  const isTold = (cell: Placed[], i: number): boolean => roles[i] === null && TOLD.test(cell.at(-1)!.words.folded);
  const told = row.filter((cell, i) => reports[i] && isTold(cell, i));
  const tasks = row.filter((cell, i) => !told.includes(cell) && (isTask(roles[i]!) || isTold(cell, i)));
  for (const [name] of tasks.slice(0, -1)) if (!CLOSED.test(name!.words.folded)) name!.level ??= LEAD;
  const last = tasks.at(-1)?.at(-1);
  if (last) Object.assign(last, { cells: owed, head, level: null });
  for (const p of told.flat()) p.role = 'review';
  return [...tasks, ...told].flat();
}
