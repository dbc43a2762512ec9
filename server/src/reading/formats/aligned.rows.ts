import type { Run } from './lines.js';
import { cellText } from './rulings.js';
import type { Role } from './table.js';
import type { Cell, Grid } from './table.text.js';

/** Words of a line that stand together. */
export interface Unit {
  x: number;
  end: number;
  y: number;
  size: number;
  text: string;
  runs: Run[];
}

/** A column under its head; the head tells where it is. */
export interface Head {
  from: number;
  to: number;
  text: string;
  role: Role | null;
  /** its last line is a head by itself, or the end of a short one that is broken over lines */
  isWhole: boolean;
}

/** A line of a table's body; where it is one heading over all columns, it is a section. */
export interface BodyLine {
  y: number;
  units: Unit[];
  isSection: boolean;
}

/** A line with its words by column; words over several columns stand in each of them. */
interface Placed extends BodyLine {
  cells: (Unit[] | null)[];
}

/** A wider step from line to line than this many of the usual ones parts rows. */
const ROW_GAP = 1.15;
/** In characters: how exactly a number stands in the middle; how much a line leaves free that ends a text. */
const ABOUT = 0.5;
const SHORT = 2.5;
const NUMBER = /^[（(]?(?:\d{1,3}(?:[.-]\d{1,3})*|[一二三四五六七八九十]{1,3})[)）.、]?$/;

/**
 * The rows of a table whose columns are known, its heads as the first; null where nothing tells one row from the next.
 * @param edges where neighbouring columns part
 */
export function rowsOf(body: readonly BodyLine[], heads: readonly Head[], edges: readonly number[]): Grid | null {
  const lines = body.map(line => placed(line, edges));
  const rights = heads.map((_, n) =>
    Math.max(...lines.flatMap(({ cells, isSection }) => (isSection ? [] : (cells[n] ?? []).map(u => u.end)))),
  );
  const groups = grouped(lines, heads, rights);
  if (!groups) return null;
  const isTop = groups.every(group => beginsAll(group, heads));
  const rows: Place[][] = [];
  groups.forEach((group, n) => {
    const above = isTop && !groups[n - 1]?.[0]?.isSection ? rows.at(-1) : undefined;
    rows.push(rowOf(group, heads, above));
  });
  for (const row of rows)
    row.forEach(({ units, cell }, n) => {
      cell.text = cellText(
        units.flatMap(unit => unit.runs),
        rights[n]!,
      );
    });
  return [heads.map(({ text }) => ({ text })), ...rows.map(row => row.map(({ cell }) => cell))];
}

function placed(line: BodyLine, edges: readonly number[]): Placed {
  const cells = new Array<Unit[] | null>(edges.length + 1).fill(null);
  if (line.isSection) return { ...line, cells: cells.fill(line.units) };
  const column = (x: number) => edges.filter(edge => edge < x).length;
  for (const unit of line.units) {
    const [from, to] = [column(unit.x + 1), column(unit.end - 1)];
    const own = [...new Set(cells.slice(from, to + 1).flatMap(cell => cell ?? [])), unit];
    for (let n = from; n <= to; n++) cells[n] = own;
  }
  return { ...line, cells };
}

/** The lines of each row: by what is free above it, else by the numbers of the rows, else by their texts. */
function grouped(lines: Placed[], heads: readonly Head[], rights: readonly number[]): Placed[][] | null {
  const seq = heads.findIndex(({ role }) => role === 'seq');
  const isNumber = ({ cells, isSection }: Placed) => seq >= 0 && !isSection && NUMBER.test(cells[seq]?.[0]?.text.trim() ?? '');
  const isRow = (group: Placed[]) => group[0]!.isSection || (group.filter(isNumber).length <= 1 && filled(group) > 1);
  const apart = cutAt(lines, starts(lines, pitchOf(lines)));
  if (apart.length > 1 && apart.every(isRow)) return apart;
  if (lines.some(isNumber)) {
    const centred = mirrored(lines, isNumber);
    return centred.every(group => group[0]!.isSection || isCentred(group, isNumber)) ? centred : cutBefore(lines, isNumber);
  }
  if (lines.every(line => line.isSection || line.cells.every(Boolean))) return lines.map(line => [line]);
  const closed = byTexts(lines, heads, rights);
  return closed.every(group => isRow(group) && beginsAll(group, heads)) ? closed : null;
}

const filled = (group: Placed[]) => group[0]!.cells.filter((_, n) => group.some(({ cells }) => cells[n])).length;

/** The usual step from a line of a cell to the next. */
function pitchOf(lines: Placed[]): number {
  const steps = lines[0]!.cells.flatMap((_, n) => {
    const own = lines.filter(({ cells }) => cells[n]);
    return own.slice(1).map(({ y }, i) => y - own[i]!.y);
  });
  return Math.min(...steps, Number.POSITIVE_INFINITY);
}

function starts(lines: Placed[], pitch: number): number[] {
  return lines.flatMap((line, n) => {
    const above = lines[n - 1];
    return above && (line.isSection || above.isSection || line.y - above.y > pitch * ROW_GAP) ? n : [];
  });
}

/** Rows that begin at the lines told, and at sections. */
function cutBefore(lines: Placed[], begins: (line: Placed, n: number) => boolean): Placed[][] {
  return cutAt(
    lines,
    lines.flatMap((line, n) => (line.isSection || lines[n - 1]?.isSection || begins(line, n) ? n : [])),
  );
}

/** Where numbers stand in the middle of their rows: a row goes as far below its number as above it. */
function mirrored(lines: Placed[], isNumber: (line: Placed) => boolean): Placed[][] {
  let end = Number.NEGATIVE_INFINITY;
  return cutBefore(lines, (line, n) => {
    if (line.y <= end) return false;
    const number = lines.slice(n).find(isNumber);
    end = number ? 2 * number.y - line.y + line.units[0]!.size * ABOUT : Number.POSITIVE_INFINITY;
    return true;
  });
}

/** Whether a row's only number stands in its middle. */
function isCentred(group: Placed[], isNumber: (line: Placed) => boolean): boolean {
  const [number, ...more] = group.filter(isNumber);
  const middle = (group[0]!.y + group.at(-1)!.y) / 2;
  return number !== undefined && more.length === 0 && Math.abs(number.y - middle) < number.units[0]!.size * ABOUT;
}

/** Where neither numbers nor what is free tells: a row ends where its longest text does, and the next names who owes it. */
function byTexts(lines: Placed[], heads: readonly Head[], rights: readonly number[]): Placed[][] {
  const size = (n: number) => lines.reduce((sum, { cells }) => sum + (cells[n]?.[0]?.text.length ?? 0), 0);
  const text = heads.map((_, n) => n).reduce((a, b) => (size(b) > size(a) ? b : a));
  return cutBefore(lines, ({ cells }, n) => {
    const last = lines
      .slice(0, n)
      .findLast(line => line.cells[text])
      ?.cells[text]?.at(-1);
    const isOver = !last || /[。；;]$/.test(last.text) || rights[text]! - last.end > last.size * SHORT;
    return isOver && cells[text] !== null && cells.filter(Boolean).length * 2 > heads.length;
  });
}

function cutAt(lines: Placed[], places: readonly number[]): Placed[][] {
  const cuts = [...new Set([0, ...places, lines.length])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, n) => lines.slice(cuts[n], to));
}

/** Whether a row's cells all begin at its first line; a task that goes on from the row above does not count. */
function beginsAll([first, ...rest]: Placed[], heads: readonly Head[]): boolean {
  return heads.every(
    ({ role }, n) => role === 'task' || role === 'section' || first!.cells[n] !== null || rest.every(({ cells }) => cells[n] === null),
  );
}

/** What a row has in a column; one that spans columns or rows is the same in each. */
interface Place {
  units: Unit[];
  cell: Cell;
}

/** @param above the row above, where a task that is not named again goes on from there */
function rowOf(group: Placed[], heads: readonly Head[], above?: Place[]): Place[] {
  const [first] = group;
  const goesOn = above && heads.some(({ role }) => role === 'item');
  const row: Place[] = [];
  heads.forEach(({ role }, n) => {
    const units = group.flatMap(({ cells }) => cells[n] ?? []);
    const isSpanned = n > 0 && group.some(({ cells }) => cells[n] !== null && cells[n] === cells[n - 1]);
    if (isSpanned) row.push(row[n - 1]!);
    else if (goesOn && (role === 'task' || role === 'section') && first!.cells[n] === null) {
      above[n]!.units.push(...units);
      row.push(above[n]!);
    } else row.push({ units, cell: { text: '' } });
  });
  return row;
}
