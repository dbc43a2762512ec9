import type { Grid } from './table.text.js';
import { clean } from './tidy.js';

/** A piece of text on a page: its start and baseline from the upper left corner, all in the page's own unit. */
export interface Run {
  x: number;
  y: number;
  width: number;
  size: number;
  text: string;
}

/** A table of a page. */
export interface PageTable {
  left: number;
  right: number;
  top: number;
  bottom: number;
  grid: Grid;
  /** where its columns are divided, the outer edges included */
  columns: number[];
}

export interface Page {
  width: number;
  height: number;
  /** what does not stand in a table */
  runs: Run[];
  /** from top to bottom; absent where nobody has looked for any */
  tables?: PageTable[];
}

/** Words that stand on one line. */
export interface Line {
  x: number;
  end: number;
  y: number;
  size: number;
  text: string;
  /** where words stand apart by about a character or more: the gutter of columns may be no wider */
  gaps: [number, number][];
  /** its words, from the left */
  runs: Run[];
  page: number;
  /** opens with the raised figure of a footnote */
  isNote: boolean;
}

/** Gaps in characters: between words; between columns; between cells. */
const WORD_GAP = 0.25;
const COLUMN_GAP = 0.9;
const CELL_GAP = 1.8;
/** A number that a list sets apart from its words by a gap. */
const ENUMERATOR = /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|第[一二三四五六七八九十]{1,3}[章节条])$/;

/** The lines of a page, from top to bottom. @param n the page's own number */
export function linesOf(page: Page, n: number): Line[] {
  return inRows(page.runs)
    .map(row => lineOf(row, n))
    .filter(({ text }) => text);
}

/** How far apart the baselines of a line's words lie at most, in characters; a raised figure stands higher. */
const LEVEL = 0.4;
const RAISED = 0.6;
/** In the size of the words beside it, a raised figure is smaller than this. */
const SMALL = 0.75;

/** Words by the lines that they stand on, from top to bottom. */
export function inRows(runs: readonly Run[]): Run[][] {
  const rows: Run[][] = [];
  const isBeside = (a: Run, b: Run) => {
    const [small, large] = [Math.min(a.size, b.size), Math.max(a.size, b.size)];
    return Math.abs(a.y - b.y) <= large * (small < large * SMALL ? RAISED : LEVEL);
  };
  for (const run of runs.filter(r => r.text.trim() && r.size > 0).sort((a, b) => a.y - b.y)) {
    const row = rows.findLast(r => isBeside(r[0]!, run));
    if (row) row.push(run);
    else rows.push([run]);
  }
  return rows;
}

/** Words of one line in order, what is printed twice once, raised figures of footnotes left out. */
export function lineOf(row: Run[], page: number): Line {
  const runs = row.sort((a, b) => a.x - b.x);
  const size = Math.max(...runs.map(r => r.size));
  let text = '';
  let end = runs[0]!.x;
  const gaps: [number, number][] = [];
  let last: Run | undefined;
  for (const run of runs) {
    if ((last && isSameAgain(last, run)) || (isNoteMark(run, size) && !isExponent(text))) continue;
    const gap = run.x - end;
    if (text && gap > size * COLUMN_GAP && !ENUMERATOR.test(text)) gaps.push([end, run.x]);
    if (text && gap > size * CELL_GAP && !ENUMERATOR.test(text)) text += '\t';
    else if (text && gap > run.size * WORD_GAP && isLatin(text.at(-1)) && isLatin(run.text[0])) text += ' ';
    text += run.text;
    end = Math.max(end, run.x + run.width);
    last = run;
  }
  return {
    x: runs[0]!.x,
    end,
    y: runs[0]!.y,
    size,
    text: unspaced(clean(text).trim()),
    gaps,
    runs,
    page,
    isNote: isNoteMark(runs[0]!, size),
  };
}

/** Every character stands apart from the next. */
const LETTERS = /^\S(?: \S)+$/;
/** In characters: type that is set wider leaves less than this between its letters, a blank more. */
const BLANK = 0.2;
const wideness = (text: string) => Array.from(text).reduce((sum, c) => sum + (c < '\u2e80' ? 0.5 : 1), 0);

/** The text of a piece that is set wider, without the blanks that a program takes the room between its letters for. */
export function lettersOf(text: string, width: number, size: number): string {
  const letters = text.trim();
  if (!LETTERS.test(letters)) return text;
  const close = letters.replaceAll(' ', '');
  return (width - wideness(close) * size) / (close.length - 1) < size * BLANK ? close : text;
}

/** Blanks that typesetting puts between Chinese and Latin or figures, and around marks. */
const NARROW =
  /(?<=[\u4e00-\u9fff]) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%.]) +(?=[\u4e00-\u9fff])| +(?=[，。；：、！？》）”])|(?<=[，。；：、！？《（“]) +/g;
/** Characters that stand apart one by one: a line that is spread to its edge. */
const SPREAD = /[\u4e00-\u9fff](?: [\u4e00-\u9fff]){2}/;
const BETWEEN = /(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g;

/** A line without the blanks that are not part of its words. */
export function unspaced(text: string): string {
  const words = text.replace(NARROW, '');
  return SPREAD.test(words) ? words.replace(BETWEEN, '') : words;
}

/** A raised figure that points to a footnote. */
export function isNoteMark(run: Run, size: number): boolean {
  return run.size < size * SMALL && /^(?:\[?\d{1,2}\]?|[①-⑳])$/.test(run.text.trim());
}

/** A raised figure behind a letter tells of squares and cubes. @param before what stands before it */
export const isExponent = (before: string) => /[A-Za-z]$/.test(before);

/** Some programs print bold type by printing it twice. */
function isSameAgain(a: Run, b: Run): boolean {
  return a.text === b.text && Math.abs(a.x - b.x) < a.size * 0.3 && Math.abs(a.y - b.y) < a.size * 0.3;
}

function isLatin(c: string | undefined): boolean {
  return c !== undefined && /[A-Za-z0-9.,;:)%]/.test(c);
}
