import { inRows, isExponent, isNoteMark, type Page, type PageTable, type Run, unspaced } from './lines.js';
import type { Cell, Grid } from './table.text.js';
import { clean } from './tidy.js';

/** A drawn line along one axis: where it lies on the other, and from where to where it runs; in the page's own unit, from the upper left corner. */
export interface Ruling {
  axis: 'x' | 'y';
  at: number;
  from: number;
  to: number;
}

/** From the left and from the top. */
export type Point = [number, number];

/** Thinner than this, a filled stretch is a line. */
const THIN = 3;
/** Shorter than this, it is none; shorter than that, it divides nothing. */
const SHORTEST = 3;
const SHORTEST_EDGE = 6;

/** The straight lines along the axes in a path of a page. @param isStroked drawn along its corners; else filled, which only a thin stretch makes a line */
export function rulingsOf(points: readonly Point[], isStroked: boolean): Ruling[] {
  return isStroked ? points.slice(1).flatMap((to, n) => ruling([points[n]!, to])) : ruling(points);
}

/** The line that points make that lie along an axis. */
function ruling(points: readonly Point[]): Ruling[] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (bottom - top < THIN && right - left >= SHORTEST) return [{ axis: 'y', at: (top + bottom) / 2, from: left, to: right }];
  return right - left < THIN && bottom - top >= SHORTEST ? [{ axis: 'x', at: (left + right) / 2, from: top, to: bottom }] : [];
}

/** The page with the tables that lines drawn on it make; what stands in them is no longer among its words. */
export function withTables(page: Page, rulings: readonly Ruling[]): Page {
  const tables = ruledTables(rulings, page.runs);
  return { ...page, tables, runs: page.runs.filter(run => !tables.some(table => isInside(run, table))) };
}

const isInside = (run: Run, table: PageTable) =>
  run.x >= table.left - 1 && run.x + run.width <= table.right + 1 && run.y > table.top && run.y <= table.bottom + 1;

/** Lines this close are one, and meet. */
export const NEAR = 3;
/** A line that leaves less than this free before its cell's edge, in characters, is full: padding, and one more would not fit. */
const EDGE = 1.9;
/** Uprights that go on for less than this leave no row open. */
const OPEN = 8;
/** A gap in a line of more than so many characters parts cells. */
const CELL_GAP = 1.8;
const FEWEST_ROWS = 2;
const FEWEST_COLUMNS = 2;
/** More lines than any table has are a drawing. */
const MOST_RULINGS = 4000;
const MOST_CELLS = 20_000;

/** The tables that the lines on a page make, with the words in their cells, from top to bottom. */
export function ruledTables(rulings: readonly Ruling[], runs: readonly Run[]): PageTable[] {
  const edges = rulings.filter(({ from, to }) => to - from >= SHORTEST_EDGE);
  if (edges.length > MOST_RULINGS) return [];
  return groups(edges)
    .flatMap(group => tableOf(group, runs) ?? [])
    .sort((a, b) => a.top - b.top);
}

/** Lines that touch one another, directly or through others. */
function groups(rulings: readonly Ruling[]): Ruling[][] {
  const left = new Set(rulings);
  const found: Ruling[][] = [];
  for (const first of left) {
    left.delete(first);
    const group = [first];
    for (const one of group)
      for (const other of left)
        if (touch(one, other)) {
          left.delete(other);
          group.push(other);
        }
    found.push(group);
  }
  return found;
}

function touch(a: Ruling, b: Ruling): boolean {
  const within = (at: number, { from, to }: Ruling) => at >= from - NEAR && at <= to + NEAR;
  if (a.axis !== b.axis) return within(a.at, b) && within(b.at, a);
  return Math.abs(a.at - b.at) <= NEAR && a.from <= b.to + NEAR && b.from <= a.to + NEAR;
}

function tableOf(group: readonly Ruling[], runs: readonly Run[]): PageTable | null {
  const uprights = group.filter(({ axis }) => axis === 'x');
  const levels = group.filter(({ axis }) => axis === 'y');
  const columns = places(uprights);
  const rows = withOpenRows(places(levels), uprights, columns);
  const [wide, high] = [columns.length - 1, rows.length - 1];
  if (wide < FEWEST_COLUMNS || high < FEWEST_ROWS || wide * high > MOST_CELLS) return null;
  const cells = Array.from({ length: high }, () => new Array<Place | null>(wide).fill(null));
  for (let row = 0; row < high; row++)
    for (let column = 0; column < wide; column++) {
      const beside = column > 0 && !divides(uprights, columns[column]!, rows[row]!, rows[row + 1]!) ? cells[row]![column - 1]! : null;
      const above = row > 0 && !divides(levels, rows[row]!, columns[column]!, columns[column + 1]!) ? cells[row - 1]![column]! : null;
      const place = beside ?? above ?? { cell: { text: '' }, runs: [], right: 0 };
      place.right = Math.max(place.right, columns[column + 1]!);
      cells[row]![column] = place;
    }
  const [left, right, top, bottom] = [columns[0]!, columns.at(-1)!, rows[0]!, rows.at(-1)!];
  const placeAt = (x: number, { y, size }: Run) => cells[indexIn(rows, y - size / 3)]?.[indexIn(columns, x)];
  for (const run of runs) {
    const isInOne = placeAt(run.x + run.size / 2, run) === placeAt(run.x + run.width - run.size / 2, run);
    for (const word of isInOne ? [run] : wordsOf(run)) placeAt(word.x + word.width / 2, word)?.runs.push(word);
  }
  const filled = new Set(cells.flat().filter(place => place!.runs.length > 0));
  if (filled.size < FEWEST_ROWS * FEWEST_COLUMNS || [...filled].some(place => isApart(place!))) return null;
  for (const place of filled) place!.cell.text = cellText(place!.runs, place!.right);
  return { left, right, top, bottom, columns, grid: cells.map(row => row.map(place => place!.cell)) };
}

/**
 * The places of the level lines, and where the outer uprights go on beyond them: a row that the page's end breaks is often left open there.
 */
function withOpenRows(levels: number[], uprights: readonly Ruling[], columns: number[]): number[] {
  const outer = [columns[0], columns.at(-1)].map(column => uprights.filter(({ at }) => Math.abs(at - column!) <= NEAR));
  const [first, last] = [levels[0]!, levels.at(-1)!];
  const above = Math.max(...outer.map(lines => Math.min(...lines.map(({ from }) => from))));
  const below = Math.min(...outer.map(lines => Math.max(...lines.map(({ to }) => to))));
  return [...(above < first - OPEN ? [above] : []), ...levels, ...(below > last + OPEN ? [below] : [])];
}

/** The words of a run that a program prints over several cells at once, what is left of its width shared out between them. */
function wordsOf(run: Run): Run[] {
  const words = run.text.split(/\s+/).filter(Boolean);
  const widths = words.map(word => Array.from(word).reduce((sum, char) => sum + (char > '\u2e7f' ? run.size : run.size / 2), 0));
  const gap = Math.max(0, run.width - widths.reduce((a, b) => a + b, 0)) / Math.max(1, words.length - 1);
  let x = run.x;
  return words.map((text, n) => {
    const word = { ...run, text, x, width: widths[n]! };
    x += widths[n]! + gap;
    return word;
  });
}

interface Place {
  cell: Cell;
  runs: Run[];
  right: number;
}

/** Where lines lie, those that are one taken together, ascending. */
function places(rulings: readonly Ruling[]): number[] {
  const found: number[] = [];
  for (const { at } of [...rulings].sort((a, b) => a.at - b.at)) if (found.length === 0 || at - found.at(-1)! > NEAR) found.push(at);
  return found;
}

/** A line stands at this place all along the stretch's middle. */
function divides(rulings: readonly Ruling[], at: number, from: number, to: number): boolean {
  const middle = (from + to) / 2;
  return rulings.some(ruling => Math.abs(ruling.at - at) <= NEAR && ruling.from <= middle && middle <= ruling.to);
}

/** Words stand apart in a line: where several columns lie between two drawn lines, the lines do not tell the cells. */
function isApart({ runs }: Place): boolean {
  const inLine = (a: Run, b: Run) => Math.abs(a.y - b.y) <= a.size * 0.4;
  return runs.some(run => {
    const next = runs.filter(other => other.x > run.x && inLine(run, other)).sort((a, b) => a.x - b.x)[0];
    return next !== undefined && next.x - run.x - run.width > run.size * CELL_GAP;
  });
}

/** Between which two places a point lies; -1 outside all. */
const indexIn = (all: readonly number[], point: number) => (point > all.at(-1)! ? -1 : all.findLastIndex(place => place <= point));

/** A unit's name ends a line, another begins the next: the cell may be just as wide as the name. */
const UNIT_END = /[局委办厅院会部处科室心社]$/;
const UNIT_START = /^[省市县区州各国]/;

/** A piece of a list begins a line of its own. */
const CLOSED = /[。；;：:]$/;
const NUMBERED = /^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．](?!\d)|[①-⑳])/;

/** Whether words begin a line of their own below a text: a piece of a list, another unit. */
const isNext = (text: string, words: string) =>
  (CLOSED.test(text) && NUMBERED.test(words)) || (UNIT_END.test(text) && UNIT_START.test(words));

/** The words of a line without the raised figures that point to notes. */
function wordsIn(line: readonly Run[]): string {
  const size = Math.max(...line.map(run => run.size));
  return line.reduce((words, run) => (isNoteMark(run, size) && !isExponent(words) ? words : words + run.text), '');
}

/** What stands together at the start of a line: a number or one character, with the marks that may not begin a line. */
const FIRST = /^(?:[\dA-Za-z.]+%?|.)?[，。；：、！？）》”’]*/;
const widthOf = (text: string) => Array.from(text).reduce((sum, c) => sum + (c < '\u2e80' ? 0.5 : 1), 0);

/** The words of a cell: a line that reaches the cell's edge goes on in the next. @param right the edge */
export function cellText(runs: readonly Run[], right: number): string {
  let text = '';
  let free = 0;
  for (const row of inRows(runs)) {
    const line = row.toSorted((a, b) => a.x - b.x);
    const words = clean(wordsIn(line)).trim();
    const goesOn = !isNext(text, words) && free < line[0]!.size * (EDGE + widthOf(FIRST.exec(words)![0]) - 1);
    text += (goesOn || !text ? '' : '\n') + words;
    const last = line.at(-1)!;
    free = right - (last.x + last.width);
  }
  return unspaced(text);
}

/** A table that goes on over the page's end, its parts as one; heads that the next page repeats are left out, a row that the page's end broke is one again. */
export function continued(above: PageTable, below: PageTable): PageTable | null {
  const same = above.columns.length === below.columns.length && above.columns.every((at, n) => Math.abs(at - below.columns[n]!) <= NEAR);
  if (!same) return null;
  const key = (row: Grid[number]) => row.map(cell => cell?.text ?? '').join('\t');
  const repeated = below.grid.findIndex((row, n) => key(row) !== key(above.grid[n] ?? []));
  const [first, ...rest] = below.grid.slice(Math.max(repeated, 0));
  const last = above.grid.at(-1)!;
  if (!first || !isRest(first, last)) return { ...above, grid: [...above.grid, ...(first ? [first, ...rest] : [])] };
  for (const [n, cell] of first.entries())
    if (cell && cell !== first[n - 1] && last[n]) last[n].text += (isNext(last[n].text, cell.text) ? '\n' : '') + cell.text;
  return { ...above, grid: [...above.grid, ...rest] };
}

/** Whether a row is the rest of the one above: it has no number, and goes on where a sentence broke off, only in cells that are filled above. */
function isRest(row: Grid[number], above: Grid[number]): boolean {
  const filled = row.flatMap((cell, n) => (cell?.text.trim() ? n : []));
  const longest = filled.reduce((a, b) => (row[b]!.text.length > (row[a]?.text.length ?? 0) ? b : a), filled[0] ?? -1);
  return (
    longest >= 0 &&
    !filled.includes(0) &&
    !!above[0]?.text.trim() &&
    filled.every(n => above[n]?.text.trim()) &&
    !/[。；;]$/.test(above[longest]!.text.trim())
  );
}
