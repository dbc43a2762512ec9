import { type BodyLine, type Head, rowsOf, type Unit } from './aligned.rows.js';
import type { Line, PageTable } from './lines.js';
import { breaksDownWork, headRole, isHead, writeTable } from './table.js';
import type { Grid } from './table.text.js';

/** A table that nothing but the place of its words shows. */
export interface AlignedTable extends PageTable {
  heads: Head[];
}

/** What is free between two neighbouring columns, all lines so far. */
type Free = [number, number][];

/** In characters: what parts words that stand together; what must stay free between two columns; how far below the last a line may stand. */
const UNIT_GAP = 0.4;
const COLUMN_GAP = 0.3;
const FARTHEST = 5;
/** Heads stand on so many lines at most, this close, in type of nearly one size. */
const HEAD_LINES = 4;
const HEAD_PITCH = 2.6;
const RAISED = 1.2;
/** Two lines this short are one head, "完成" over "时限". */
const LONGEST_BROKEN = 6;
const ONE_SIZE = 1.15;
/** A longer line over all columns is no heading within a table. */
const LONGEST_SECTION = 30;

/**
 * The breakdown tables among a page's lines that no drawn lines show: heads that tell tasks and who owes them stand in a line, and what stands below leaves the same places free between them.
 * @param above the table that the page before ended with: it may go on here without its heads
 */
export function alignedTables(lines: readonly Line[], above?: AlignedTable): AlignedTable[] {
  const rows = lines.map(unitsOf);
  const found: AlignedTable[] = [];
  for (let at = 0; at < rows.length; ) {
    const head = headsAt(rows, at) ?? (at === 0 && above ? { heads: above.heads, from: 0, to: 0 } : null);
    const table = head && tableUnder(rows, head, lines);
    if (table) found.push(table.table);
    at = table ? table.to : at + 1;
  }
  return found;
}

function unitsOf(line: Line): Unit[] {
  const units: Unit[] = [];
  for (const run of line.runs) {
    const last = units.at(-1);
    if (last && run.x - last.end <= run.size * UNIT_GAP) {
      last.text += run.text;
      last.end = Math.max(last.end, run.x + run.width);
      last.runs.push(run);
    } else units.push({ x: run.x, end: run.x + run.width, y: run.y, size: run.size, text: run.text, runs: [run] });
  }
  return units;
}

interface HeadBand {
  heads: Head[];
  from: number;
  to: number;
}

/** The heads that begin at a line: as many lines as they need, and those below that only tell more of them. */
function headsAt(rows: Unit[][], at: number): HeadBand | null {
  if (!mayBegin(rows, at)) return null;
  let found: HeadBand | null = null;
  for (let to = at + 1; to <= Math.min(rows.length, at + HEAD_LINES) && isNext(rows, at, to - 1); to++) {
    const heads = headsOf(rows.slice(at, to).flat());
    if (heads && (!found || isMore(found.heads, heads))) found = { heads, from: at, to };
    else if (found) break;
  }
  return found;
}

/** Heads stand side by side; one alone is raised by half a line over those beside it, a title stands higher. */
function mayBegin(rows: Unit[][], at: number): boolean {
  const [[first, ...more], below] = [rows[at]!, rows[at + 1]?.[0]];
  return more.length > 0 || (below !== undefined && below.y - first!.y < first!.size * RAISED);
}

function isNext(rows: Unit[][], first: number, n: number): boolean {
  const [above, own] = [rows[n - 1]?.[0], rows[n]![0]!];
  return n === first || (own.y - above!.y < own.size * HEAD_PITCH && sameSize(rows[first]![0]!, own));
}

const sameSize = (a: Unit, b: Unit) => Math.max(a.size, b.size) <= Math.min(a.size, b.size) * ONE_SIZE;
const overlap = (a: { x: number; end: number }, from: number, to: number) => a.x < to && a.end > from;

/** Whether a line is such heads by itself. */
export const isHeadLine = (line: Line) => headsOf(unitsOf(line)) !== null;

/** The columns that words of heads make; null where they are no heads of a breakdown table. */
function headsOf(units: Unit[]): Head[] | null {
  if (units.some(unit => !isHead(unit.text) || /^[\d.\s]+$|[：:]/.test(unit.text))) return null;
  const leaves = units.filter(unit => !isOverSeveral(unit, units));
  const heads: (Head & { words: string[] })[] = [];
  for (const unit of leaves.sort((a, b) => a.y - b.y)) {
    const head = heads.find(({ from, to }) => overlap(unit, from, to));
    if (head) {
      head.from = Math.min(head.from, unit.x);
      head.to = Math.max(head.to, unit.end);
      head.words.push(unit.text.trim());
    } else heads.push({ from: unit.x, to: unit.end, words: [unit.text.trim()], text: '', role: null, isWhole: false });
  }
  heads.sort((a, b) => a.from - b.from);
  for (const head of heads) {
    const [own, whole] = [head.words.at(-1)!, head.words.join('')];
    const isBroken = whole.length <= LONGEST_BROKEN && headRole(whole) === headRole(own);
    head.text = headRole(own) && !isBroken ? own : whole;
    head.role = headRole(head.text);
    head.isWhole = headRole(own) !== null || (head.role !== null && whole.length <= LONGEST_BROKEN);
  }
  const roles = heads.flatMap(({ role }) => role ?? []);
  return roles.length * 2 > heads.length && breaksDownWork(roles) ? heads : null;
}

/** A head over several columns: it covers them in part, or stands over the middle of two that have no other head above. */
function isOverSeveral(unit: Unit, units: Unit[]): boolean {
  const below = units.filter(other => other.y > unit.y);
  const covered = below.filter(other => overlap(other, unit.x, unit.end)).length;
  if (covered > 0) return covered > 1;
  const left = below.filter(other => other.end <= unit.x).sort((a, b) => b.end - a.end)[0];
  const right = below.filter(other => other.x >= unit.end).sort((a, b) => a.x - b.x)[0];
  const isTopped = ({ x, end, y }: Unit) => units.some(other => other.y < y && overlap(other, x, end));
  return left !== undefined && right !== undefined && Math.abs(left.y - right.y) < unit.size / 2 && !isTopped(left) && !isTopped(right);
}

/** Whether one line more only splits heads, or tells of one what it holds. */
function isMore(before: Head[], after: Head[]): boolean {
  const isKnown = (head: Head) => before.some(({ from, to, text }) => from === head.from && to === head.to && text === head.text);
  const changed = after.filter(head => !isKnown(head));
  return changed.length > 0 && changed.every(({ isWhole }) => isWhole);
}

function tableUnder(rows: Unit[][], { heads, from, to }: HeadBand, lines: readonly Line[]): { table: AlignedTable; to: number } | null {
  const { body, free } = bodyUnder(rows, heads, to);
  const edges = free.map(places => places.reduce((a, b) => (b[1] - b[0] > a[1] - a[0] ? b : a))).map(([a, b]) => (a + b) / 2);
  if (body.length === 0) return null;
  const read = rowsOf(body, heads, edges);
  const printed = [...rows.slice(from, to), ...body.map(line => line.units)];
  const grid = read && keepsAll(read, body) ? read : printed.map(units => [{ text: units.map(u => u.text).join(' ') }]);
  const units = [...rows.slice(from, to).flat(), ...body.flatMap(line => line.units)];
  const [top, bottom] = [lines[from]!.y, lines[to + body.length - 1]!.y];
  const [left, right] = [Math.min(...units.map(u => u.x)), Math.max(...units.map(u => u.end))];
  return { table: { left, right, top, bottom, columns: heads.map(head => head.from), grid, heads }, to: to + body.length };
}

/** Whether every word of the body is in what the table is written as: a table taken wrongly must not swallow any. */
function keepsAll(grid: Grid, body: readonly BodyLine[]): boolean {
  const written = writeTable(grid).join('').replace(/\s/g, '');
  const words = body.flatMap(line => line.units.flatMap(unit => unit.text.match(/[\u4e00-\u9fff]{2,}/g) ?? []));
  return words.every(word => written.includes(word));
}

/** The lines below the heads that keep to their columns, and what stays free between these. */
function bodyUnder(rows: Unit[][], heads: Head[], start: number): { body: BodyLine[]; free: Free[] } {
  let free: Free[] = heads.slice(1).map((head, n) => [[heads[n]!.to, head.from]]);
  const body: BodyLine[] = [];
  for (const units of rows.slice(start)) {
    const [{ size }, last] = [units[0]!, body.at(-1)];
    const y = Math.max(...units.map(unit => unit.y));
    if (last && (y - last.y > size * FARTHEST || !sameSize(units[0]!, last.units[0]!))) break;
    const narrowed = narrow(free, units);
    const isSection = narrowed === null && units.length === 1 && isHeading(units[0]!.text);
    if (narrowed) free = narrowed;
    else if (!isSection) break;
    body.push({ y, units, isSection });
  }
  while (body.length > 0 && (body.at(-1)!.isSection || isLoose(body.at(-1)!, heads, free))) body.pop();
  return { body, free };
}

const isHeading = (text: string) => text.length <= LONGEST_SECTION && !/[。；;：:]/.test(text) && !/^(?:附件|注)/.test(text);

/** Words under the head of the numbers that are no number stand below the table. */
function isLoose({ units }: BodyLine, heads: Head[], free: Free[]): boolean {
  return (
    units.length === 1 &&
    heads[0]!.role === 'seq' &&
    units[0]!.x < (free[0]?.[0]?.[0] ?? 0) &&
    !/\d|[一二三四五六七八九十]/.test(units[0]!.text)
  );
}

/** What stays free beside one more line; null where it keeps to no columns. Words over two columns, in a line where others keep to theirs, are one cell. */
function narrow(free: Free[], units: Unit[]): Free[] | null {
  let spanning = 0;
  let left = free;
  for (const unit of units) {
    const next = left.map(places => places.flatMap(place => without(place, unit)));
    if (next.every(places => places.length > 0)) left = next;
    else spanning++;
  }
  return spanning < units.length && spanning <= 1 ? left : null;
}

function without([from, to]: [number, number], { x, end, size }: Unit): [number, number][] {
  if (x >= to || end <= from) return [[from, to]];
  const parts: [number, number][] = [
    [from, x],
    [end, to],
  ];
  return parts.filter(([a, b]) => b - a >= size * COLUMN_GAP);
}
