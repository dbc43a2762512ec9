import { continued, type RuledTable } from './rulings.js';
import { writeTable } from './table.js';
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
  /** what does not stand in a table */
  runs: Run[];
  /** from top to bottom; absent where nobody has looked for any */
  tables?: RuledTable[];
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
  /** opens with the raised figure of a footnote */
  isNote: boolean;
}

/** Gaps in characters: between words; between cells or columns. */
const WORD_GAP = 0.25;
const CELL_GAP = 1.8;
/** A number that a list sets apart from its words by a gap. */
const ENUMERATOR = /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|第[一二三四五六七八九十]{1,3}[章节条])$/;

/** Puts the pages of a fixed layout back into paragraphs: columns one after the other, page heads, feet and numbers removed, lines joined, footnotes last. */
export function paragraphsOf(pages: Page[]): string[] {
  const bare = withoutFurniture(
    pages.map((page, n) => linesOf(page, n)),
    pages,
  );
  const body = new Paragraphs();
  const notes = new Paragraphs();
  bare.forEach((lines, n) => {
    const first = lines.findIndex(line => line.isNote && line.y > pages[n]!.height / 2);
    const end = first < 0 ? lines.length : first;
    let rest = lines.slice(0, end);
    for (const table of pages[n]!.tables ?? []) {
      for (const block of columns(
        rest.filter(line => line.y < table.top),
        pages[n]!,
        0,
      ))
        body.add(block);
      rest = rest.filter(line => line.y >= table.top);
      body.addTable(table);
    }
    for (const block of columns(rest, pages[n]!, 0)) body.add(block);
    notes.add(lines.slice(end).map(line => (line.isNote ? { ...line, text: `注：${line.text}` } : line)));
  });
  body.close();
  return [...body.texts, ...notes.texts];
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
    if ((last && isSameAgain(last, run)) || isNoteMark(run, size)) continue;
    const gap = run.x - end;
    if (text && gap > size * CELL_GAP && !ENUMERATOR.test(text)) {
      gaps.push([end, run.x]);
      text += '\t';
    } else if (text && gap > run.size * WORD_GAP && isLatin(text.at(-1)) && isLatin(run.text[0])) text += ' ';
    text += run.text;
    end = Math.max(end, run.x + run.width);
    last = run;
  }
  return { x: runs[0]!.x, end, y: runs[0]!.y, size, text: unspaced(clean(text).trim()), gaps, page, isNote: isNoteMark(runs[0]!, size) };
}

/** Typesetting puts a narrow blank between Chinese and Latin or figures; it is not part of the words. */
function unspaced(text: string): string {
  return text.replace(/(?<=[\u4e00-\u9fff]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%.]) (?=[\u4e00-\u9fff])/g, '');
}

/** A raised figure that points to a footnote. */
function isNoteMark(run: Run, size: number): boolean {
  return run.size < size * 0.75 && /^(?:\[?\d{1,2}\]?|[①-⑳])$/.test(run.text.trim());
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

/** Fewest lines that show that a part of a page is set in columns; deepest division. */
const COLUMN_LINES = 5;
const DEEPEST = 2;
/** Not every candidate for a gutter need be tried. */
const CANDIDATES = 8;

/** The blocks of a page in reading order: where successive lines break at the same place and both sides are filled, the left side comes before the right. */
function columns(lines: Line[], page: Page, depth: number): Line[][] {
  const gutter = depth < DEEPEST ? findGutter(lines) : null;
  if (gutter === null) return [lines];
  const blocks: Line[][] = [];
  let across: Line[] = [];
  const flush = () => {
    if (across.length > 0) blocks.push(across);
    across = [];
  };
  for (const band of bands(lines, gutter)) {
    if (!isSetInColumns(band, gutter)) across.push(...band);
    else {
      flush();
      for (const half of halves(band, gutter, page)) if (half.length > 0) blocks.push(...columns(half, page, depth + 1));
    }
  }
  flush();
  return blocks;
}

/** The place where most lines of columns break, or null. */
function findGutter(lines: Line[]): number | null {
  const centres = lines.flatMap(l => l.gaps.map(([a, b]) => (a + b) / 2));
  const near = (c: number) => centres.filter(o => Math.abs(o - c) < 6).length;
  const ranked = centres
    .map(centre => ({ centre, near: near(centre) }))
    .filter(c => c.near >= COLUMN_LINES)
    .sort((a, b) => b.near - a.near);
  return ranked.slice(0, CANDIDATES).find(({ centre }) => bands(lines, centre).some(band => isSetInColumns(band, centre)))?.centre ?? null;
}

/** Successive lines that all leave the gutter free, and those between them. */
function bands(lines: Line[], gutter: number): Line[][] {
  const found: Line[][] = [];
  let wasFree: boolean | null = null;
  for (const line of lines) {
    const isFree = !crosses(line, gutter);
    if (isFree === wasFree) found.at(-1)!.push(line);
    else found.push([line]);
    wasFree = isFree;
  }
  return found;
}

/** Prose fills its column to the edge; the cells of a table do not. */
function isSetInColumns(band: Line[], gutter: number): boolean {
  const split = band.filter(l => l.gaps.some(([a, b]) => a <= gutter && gutter <= b));
  if (split.length < COLUMN_LINES || split.length * 2 < band.length) return false;
  const [left, right] = [Math.min(...split.map(l => l.x)), Math.max(...split.map(l => l.end))];
  const filled = split.filter(l => {
    const [from, to] = l.gaps.find(([a, b]) => a <= gutter && gutter <= b)!;
    return from - l.x > (gutter - left) * 0.7 && l.end - to > (right - gutter) * 0.7;
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
      const own = runs.filter(
        r => Math.abs(r.y - line.y) <= line.size * 0.4 && r.x >= line.x - 1 && r.x <= line.end && r.x < gutter === isLeft,
      );
      return own.length > 0 ? [lineOf(own, line.page)] : [];
    });
  return [side(true), side(false)];
}

/** Left and right. */
type Edges = [number, number];

/** Joins lines to paragraphs by their place: a full line goes on in the next unless that one is indented. */
class Paragraphs {
  readonly texts: string[] = [];
  private last: { line: Line; margin: Edges; wentOn: boolean } | null = null;
  private table: RuledTable | null = null;

  /** A table follows; one that goes on from the page before is taken together with it. */
  addTable(table: RuledTable): void {
    const whole = this.table && continued(this.table, table);
    if (!whole) this.close();
    this.table = whole ?? table;
  }

  /** Writes the table that is open: nothing more of it comes. */
  close(): void {
    if (!this.table) return;
    this.texts.push(...writeTable(this.table.grid));
    [this.table, this.last] = [null, null];
  }

  add(lines: Line[]): void {
    if (lines.length === 0) return;
    this.close();
    const margin = margins(lines, this.last?.margin);
    for (const line of lines) {
      const { last } = this;
      const wentOn = last !== null && goesOn(last.line, line, last.margin, margin, last.wentOn);
      this.texts.push(wentOn ? joined(this.texts.pop()!, line.text) : line.text);
      this.last = { line, margin, wentOn };
    }
  }
}

/** Left and right edge of the text; a block of few lines has those of the block before it. */
function margins(lines: Line[], before?: Edges): Edges {
  const starts = lines.map(l => l.x).sort((a, b) => a - b);
  const ends = lines.map(l => l.end).sort((a, b) => a - b);
  const own: Edges = [starts[Math.floor(starts.length * 0.1)]!, ends[Math.ceil(ends.length * 0.9) - 1]!];
  const isShort = lines.length < 4 && before !== undefined && Math.abs(before[0] - own[0]) < 4 * lines[0]!.size;
  return isShort ? [Math.min(own[0], before[0]), Math.max(own[1], before[1])] : own;
}

const CLOSED = /[。；;！？!?：:”]$/;
const NUMBERED = /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条])/;

/**
 * Whether a paragraph's line `a` goes on in `b`: it reaches the right edge, and `b` starts at the left edge, or where the paragraph's other lines do.
 * @param wentOn `a` itself is not its paragraph's first line
 */
function goesOn(a: Line, b: Line, [, right]: Edges, [left]: Edges, wentOn: boolean): boolean {
  if (Math.max(a.size, b.size) > Math.min(a.size, b.size) * 1.25) return false;
  const isNext = b.page !== a.page || b.y < a.y || b.y - a.y < a.size * 3.2;
  if (!isNext || a.text.includes('\t')) return false;
  if (areTitle(a, b, left, right)) return true;
  if (a.end < right - a.size * 2.3 || (CLOSED.test(a.text) && NUMBERED.test(b.text))) return false;
  if (b.x <= left + b.size * 0.7) return true;
  const isAligned = Math.abs(b.x - a.x) < b.size * 0.3;
  const isHanging = b.x > a.x && NUMBERED.test(a.text) && !CLOSED.test(a.text);
  return isHanging || b.x < a.x - b.size * 0.7 || (isAligned && wentOn);
}

/** Two centred lines of the same size that do not reach the edges are one title. */
function areTitle(a: Line, b: Line, left: number, right: number): boolean {
  const centre = (left + right) / 2;
  const isCentred = (l: Line) => Math.abs((l.x + l.end) / 2 - centre) < l.size && l.x > left + l.size * 1.5 && l.end < right - l.size * 1.5;
  return (
    isCentred(a) &&
    isCentred(b) &&
    Math.abs(a.size - b.size) < 0.5 &&
    a.size > 14 &&
    !CLOSED.test(a.text) &&
    !NUMBERED.test(b.text) &&
    !/[)）]$/.test(a.text)
  );
}

function joined(a: string, b: string): string {
  if (/[A-Za-z]-$/.test(a) && /^[a-z]/.test(b)) return a.slice(0, -1) + b;
  return /[A-Za-z,;.]$/.test(a) && /^[A-Za-z]/.test(b) ? `${a} ${b}` : a + b;
}
