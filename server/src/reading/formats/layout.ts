import { clean } from './tidy.js';

/** A piece of text on a page: its start and baseline from the upper left corner, all in the page's own unit. */
export interface Run {
  x: number;
  y: number;
  width: number;
  size: number;
  text: string;
}

export interface Page {
  width: number;
  height: number;
  runs: Run[];
}

interface Line {
  x: number;
  end: number;
  y: number;
  size: number;
  text: string;
  /** where gaps of several characters lie in the line */
  gaps: [number, number][];
  page: number;
}

/** Gaps in characters: between words; between cells or columns. */
const WORD_GAP = 0.25;
const CELL_GAP = 1.8;

/** Puts the pages of a fixed layout back into paragraphs: columns one after the other, page heads, feet and numbers removed, lines joined. */
export function paragraphsOf(pages: Page[]): string[] {
  const lines = pages.map((page, n) => linesOf(page, n));
  const bare = withoutFurniture(lines, pages);
  return bare.flatMap((page, n) => columns(page, pages[n]!, 0)).reduce(collect, new Paragraphs()).texts;
}

function collect(all: Paragraphs, block: Line[]): Paragraphs {
  all.add(block);
  return all;
}

function linesOf(page: Page, n: number): Line[] {
  const rows: Run[][] = [];
  for (const run of [...page.runs].filter(r => r.text.trim() && r.size > 0).sort((a, b) => a.y - b.y)) {
    const row = rows.findLast(r => Math.abs(r[0]!.y - run.y) <= Math.max(r[0]!.size, run.size) * 0.4);
    if (row) row.push(run);
    else rows.push([run]);
  }
  return rows.map(row => lineOf(row, n));
}

function lineOf(row: Run[], page: number): Line {
  const runs = row.sort((a, b) => a.x - b.x);
  const size = Math.max(...runs.map(r => r.size));
  let text = '';
  let end = runs[0]!.x;
  const gaps: [number, number][] = [];
  let last: Run | undefined;
  for (const run of runs) {
    if (last && isSameAgain(last, run)) continue;
    const gap = run.x - end;
    if (text && gap > size * CELL_GAP) {
      gaps.push([end, run.x]);
      text += '\t';
    } else if (text && gap > run.size * WORD_GAP && isLatin(text.at(-1)) && isLatin(run.text[0])) text += ' ';
    text += run.text;
    end = Math.max(end, run.x + run.width);
    last = run;
  }
  return { x: runs[0]!.x, end, y: runs[0]!.y, size, text: clean(text).trim(), gaps, page };
}

/** Some programs print bold type by printing it twice. */
function isSameAgain(a: Run, b: Run): boolean {
  return a.text === b.text && Math.abs(a.x - b.x) < a.size * 0.3 && Math.abs(a.y - b.y) < a.size * 0.3;
}

function isLatin(c: string | undefined): boolean {
  return c !== undefined && /[A-Za-z0-9.,;:)%]/.test(c);
}

/** How much of a page's height its head and its foot may take. */
const MARGIN = 0.12;
const PAGE_NUMBER = /^[-—–－·\s]*\d{1,4}[-—–－·\s]*$|^第?\s*\d{1,4}\s*(?:页|\/)[\s,，/]*(?:共?\s*\d{1,4}\s*页?)?$|^[ivxIVX]{1,6}$/;

function withoutFurniture(pages: Line[][], sizes: Page[]): Line[][] {
  const edge = (line: Line, n: number) => line.y < sizes[n]!.height * MARGIN || line.y > sizes[n]!.height * (1 - MARGIN);
  const key = (line: Line) => `${Math.round(line.y / 6)} ${line.text.replace(/\d+/g, '#').replace(/\s/g, '')}`;
  const counts = new Map<string, number>();
  pages.forEach((lines, n) => {
    for (const k of new Set(lines.filter(l => edge(l, n)).map(key))) counts.set(k, (counts.get(k) ?? 0) + 1);
  });
  const often = Math.max(2, pages.length * 0.3);
  return pages.map((lines, n) =>
    lines.filter(line => !edge(line, n) || !(PAGE_NUMBER.test(line.text) || (pages.length > 2 && (counts.get(key(line)) ?? 0) >= often))),
  );
}

/** Fewest lines that show that a page is set in columns; deepest division. */
const COLUMN_LINES = 6;
const DEEPEST = 2;

/** The blocks of a page in reading order: where most lines break at the same place and both sides are filled, the left side comes before the right. */
function columns(lines: Line[], page: Page, depth: number): Line[][] {
  const gutter = depth < DEEPEST ? findGutter(lines) : null;
  if (gutter === null) return [lines];
  const blocks: Line[][] = [];
  let band: Line[] = [];
  const flush = () => {
    const [left, right] = halves(band, gutter, page);
    if (left.length > 0) blocks.push(...columns(left, page, depth + 1));
    if (right.length > 0) blocks.push(...columns(right, page, depth + 1));
    band = [];
  };
  for (const line of lines) {
    if (crosses(line, gutter)) {
      flush();
      blocks.push([line]);
    } else band.push(line);
  }
  flush();
  return blocks;
}

function findGutter(lines: Line[]): number | null {
  const [left, right] = [Math.min(...lines.map(l => l.x)), Math.max(...lines.map(l => l.end))];
  const centres = lines.flatMap(l => l.gaps.map(([a, b]) => (a + b) / 2)).filter(c => c > left + (right - left) * 0.2 && c < right - (right - left) * 0.2);
  for (const centre of [...centres].sort((a, b) => near(b) - near(a)).slice(0, 8)) {
    const split = lines.filter(l => l.gaps.some(([a, b]) => a <= centre && centre <= b));
    const crossing = lines.filter(l => crosses(l, centre)).length;
    if (split.length >= COLUMN_LINES && split.length * 2 >= lines.length - crossing && crossing * 5 <= lines.length && areFilled(split, centre, left, right))
      return centre;
  }
  return null;

  function near(c: number): number {
    return centres.filter(o => Math.abs(o - c) < 6).length;
  }
}

/** Prose fills its column to the edge; the cells of a table do not. */
function areFilled(split: Line[], centre: number, left: number, right: number): boolean {
  const filled = split.filter(l => {
    const [from, to] = l.gaps.find(([a, b]) => a <= centre && centre <= b)!;
    return l.gaps.length <= 2 && from - l.x > (centre - left) * 0.75 && l.end - to > (right - centre) * 0.75;
  });
  return filled.length * 2 >= split.length;
}

function crosses(line: Line, at: number): boolean {
  return line.x < at && line.end > at && !line.gaps.some(([a, b]) => a <= at && at <= b);
}

/** Lines cut in two at the gutter. */
function halves(lines: Line[], gutter: number, page: Page): [Line[], Line[]] {
  const runs = page.runs.filter(r => r.text.trim());
  const side = (isLeft: boolean) =>
    lines.flatMap(line => {
      const own = runs.filter(r => Math.abs(r.y - line.y) <= line.size * 0.4 && r.x >= line.x - 1 && r.x <= line.end && r.x < gutter === isLeft);
      return own.length > 0 ? [lineOf(own, line.page)] : [];
    });
  return [side(true), side(false)];
}

/** Joins lines to paragraphs by their place: a full line goes on in the next unless that one is indented. */
class Paragraphs {
  readonly texts: string[] = [];
  private last: { line: Line; margin: [number, number] } | null = null;

  add(lines: Line[]): void {
    if (lines.length === 0) return;
    const margin = margins(lines, this.last?.margin);
    for (const line of lines) {
      if (this.last && goesOn(this.last.line, line, this.last.margin, margin)) this.texts.push(joined(this.texts.pop()!, line.text));
      else this.texts.push(line.text);
      this.last = { line, margin };
    }
  }
}

/** Left and right edge of the text; a block of few lines has those of the block before it. */
function margins(lines: Line[], before?: [number, number]): [number, number] {
  const starts = lines.map(l => l.x).sort((a, b) => a - b);
  const ends = lines.map(l => l.end).sort((a, b) => a - b);
  const own: [number, number] = [starts[Math.floor(starts.length * 0.1)]!, ends[Math.ceil(ends.length * 0.9) - 1]!];
  const isShort = lines.length < 4 && before !== undefined && Math.abs(before[0] - own[0]) < 4 * lines[0]!.size;
  return isShort ? [Math.min(own[0], before[0]), Math.max(own[1], before[1])] : own;
}

const CLOSED = /[。；;！？!?：:”]$/;
const NUMBERED = /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条])/;

function goesOn(a: Line, b: Line, [, right]: [number, number], [left]: [number, number]): boolean {
  if (Math.max(a.size, b.size) > Math.min(a.size, b.size) * 1.25) return false;
  const isNext = b.page !== a.page || b.y < a.y || b.y - a.y < a.size * 3.2;
  if (!isNext || a.text.includes('\t')) return false;
  if (areTitle(a, b, left, right)) return true;
  const isFull = a.end >= right - a.size * 2.3;
  const isIndented = b.x > left + b.size * 0.7 && b.x > a.x + b.size * 0.7;
  const opensIndented = b.x > left + b.size * 1.4;
  if (!isFull || isIndented || (opensIndented && CLOSED.test(a.text))) return false;
  return !(CLOSED.test(a.text) && NUMBERED.test(b.text));
}

/** Two centred lines of the same size that do not reach the edges are one title. */
function areTitle(a: Line, b: Line, left: number, right: number): boolean {
  const centre = (left + right) / 2;
  const isCentred = (l: Line) => Math.abs((l.x + l.end) / 2 - centre) < l.size && l.x > left + l.size * 1.5;
  return isCentred(a) && isCentred(b) && Math.abs(a.size - b.size) < 0.5 && a.size > 14 && !CLOSED.test(a.text) && !NUMBERED.test(b.text) && !/[)）]$/.test(a.text);
}

function joined(a: string, b: string): string {
  if (/[A-Za-z]-$/.test(a) && /^[a-z]/.test(b)) return a.slice(0, -1) + b;
  return /[A-Za-z,;.]$/.test(a) && /^[A-Za-z]/.test(b) ? `${a} ${b}` : a + b;
}
