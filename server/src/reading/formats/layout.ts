import { type AlignedTable, alignedTables, isHeadLine } from './aligned.js';
import { columns } from './columns.js';
import type { PageTable } from './lines.js';
import { type Line, linesOf, type Page } from './lines.js';
import { continued } from './rulings.js';
import { writeTable } from './table.js';
import { isLed } from './tidy.js';

/** Puts the pages of a fixed layout back into paragraphs: columns one after the other, page heads, feet and numbers removed, lines joined, footnotes last. */
export function paragraphsOf(pages: Page[]): string[] {
  const bare = withoutFurniture(
    pages.map((page, n) => linesOf(page, n)),
    pages,
  );
  const body = new Paragraphs();
  const notes = new Paragraphs();
  let open: AlignedTable | undefined;
  bare.forEach((lines, n) => {
    const first = lines.findIndex(line => line.isNote && line.y > pages[n]!.height / 2);
    const end = first < 0 ? lines.length : first;
    let rest = lines.slice(0, end);
    const aligned = alignedTables(rest, open);
    for (const table of [...(pages[n]!.tables ?? []), ...aligned].sort((a, b) => a.top - b.top)) {
      body.addBlocks(columns(rest.filter(line => line.y < table.top)), pages[n]!);
      rest = rest.filter(line => line.y >= table.top && !(aligned.includes(table as AlignedTable) && line.y <= table.bottom));
      body.addTable(table);
    }
    open = rest.length === 0 ? aligned.at(-1) : undefined;
    body.addBlocks(columns(rest), pages[n]!);
    notes.add(lines.slice(end).map(line => (line.isNote ? { ...line, text: `注：${line.text}` } : line)));
  });
  body.close();
  return [...body.texts, ...notes.texts];
}

/** How much of a page's height its head and its foot may take. */
const MARGIN = 0.12;
/** What a browser prints over and under a page: when, and from where. */
const BROWSER =
  /^\d{1,4}\/\d{1,2}\/\d{1,4}[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d\d(?:\s*[AP]M)?(?:\s|$)|^(?:https?|file):\/\/\S+(?:\s+\d+\/\d+)?$/;
const PAGE_NUMBER = /^[-—–－·\s]*\d{1,4}[-—–－·\s]*$|^第?\s*\d{1,4}\s*(?:页|\/)[\s,，/]*(?:共?\s*\d{1,4}\s*页?)?$|^[ivxIVX]{1,6}$/;

function withoutFurniture(pages: Line[][], sizes: Page[]): Line[][] {
  const edge = (line: Line, n: number) => line.y < sizes[n]!.height * MARGIN || line.y > sizes[n]!.height * (1 - MARGIN);
  const key = (line: Line) => `${Math.round(line.y / 6)} ${line.text.replace(/\d+/g, '#').replace(/\s/g, '')}`;
  const counts = new Map<string, number>();
  pages.forEach((lines, n) => {
    for (const k of new Set(lines.filter(l => edge(l, n)).map(key))) counts.set(k, (counts.get(k) ?? 0) + 1);
  });
  const often = Math.max(2, pages.length * 0.3);
  return pages.map((lines, n) => {
    const isOften = (line: Line) => edge(line, n) && !isHeadLine(line) && (counts.get(key(line)) ?? 0) >= often;
    const isPrinted = (line: Line) => isOften(line) || (edge(line, n) && (PAGE_NUMBER.test(line.text) || BROWSER.test(line.text)));
    // A number further in is a row's.
    const [first, last] = [lines.findIndex(line => !isPrinted(line)), lines.findLastIndex(line => !isPrinted(line))];
    return lines.slice(first < 0 ? lines.length : first, last + 1).filter(line => !isOften(line));
  });
}

/** Left and right. */
type Edges = [number, number];

/** Joins lines to paragraphs by their place: a full line goes on in the next unless that one is indented. */
class Paragraphs {
  readonly texts: string[] = [];
  /** with the first line of its paragraph */
  private last: { line: Line; margin: Edges; first: Line } | null = null;
  /** the edges of the last block on pages of a width; 0: of one beside others */
  private readonly edges = new Map<number, Edges>();
  private table: PageTable | null = null;

  /** A table follows; one that goes on from the page before is taken together with it. */
  addTable(table: PageTable): void {
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

  /** The blocks of a page; one alone is as wide as the page lets it be, and as those of such pages before. */
  addBlocks(blocks: Line[][], { width }: Page): void {
    for (const block of blocks) this.add(block, blocks.length === 1 ? width : 0);
  }

  add(lines: Line[], width = 0): void {
    if (lines.length === 0) return;
    this.close();
    const margin = margins(lines, width, this.edges.get(width));
    this.edges.set(width, margin);
    const pitch = pitchOf(lines);
    for (const line of lines) {
      const { last } = this;
      const wentOn = last !== null && !isApart(last.line, line, pitch) && goesOn(last.line, line, last.margin, margin, last.first);
      this.texts.push(wentOn ? joined(this.texts.pop()!, line.text) : line.text);
      this.last = { line, margin, first: wentOn ? last.first : line };
    }
  }
}

/** Fewer lines tell nothing of the edges. */
const FEWEST_LINES = 4;
/** In characters: how much further in the lines of a block may all begin or end than the text's edges are; the least of its width that a block fills. */
const NARROWER = 4;
const LEAST_FILLED = 0.6;

/**
 * Left and right edge of the text; a block that keeps within those of the block before it has these. Where no two lines end together, none
 * shows the right edge: it is as far from the page's as the left one.
 * @param width of the page; 0: it is set in columns
 */
function margins(lines: Line[], width: number, before?: Edges): Edges {
  const starts = lines.map(l => l.x).sort((a, b) => a - b);
  const ends = lines.map(l => l.end).sort((a, b) => a - b);
  const [left, right] = [starts[Math.floor(starts.length * 0.1)]!, ends[Math.ceil(ends.length * 0.9) - 1]!];
  const { size } = lines[0]!;
  const isShown = ends.filter(end => Math.abs(end - right) < size / 2).length > 1;
  const own: Edges = [left, isShown ? right : Math.max(right, width - left)];
  if (!before || Math.abs(before[0] - left) > NARROWER * size) return own;
  const isWithin = own[1] < before[1] + size && own[1] - own[0] > (before[1] - before[0]) * LEAST_FILLED;
  return isWithin || lines.length < FEWEST_LINES ? [Math.min(own[0], before[0]), Math.max(own[1], before[1])] : own;
}

/** A step of more usual ones stands between paragraphs, where a sentence ends above it and where none does. */
const [APART, FAR_APART] = [1.25, 1.4];
const ENDED = /[。；;！？!?：:”）)]$/;

/** The usual step from a line of a block to the next. */
function pitchOf(lines: Line[]): number {
  const steps = lines.slice(1).map((line, n) => line.y - lines[n]!.y);
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 4)] ?? 0;
}

/** Whether more is left free below a line than between the lines of a paragraph. */
const isApart = (a: Line, b: Line, pitch: number) =>
  b.page === a.page && pitch > 0 && b.y - a.y > pitch * (ENDED.test(a.text) ? APART : FAR_APART);

const CLOSED = /[。；;！？!?：:”]$/;
const NUMBERED =
  /^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|[①-⑳]|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条])/;
/** A line that begins further in, in characters, is set at the right: a signature, a date. */
const FAR_IN = 8;
/** In characters: from where on a first line is indented; how much a full line leaves free, and one whose next word is long. */
const INDENT = 1.5;
const LEFT_FREE = { usually: 2.3, byWord: 5 };

/** The number of a heading; one that stands in a list of numbers (（一）、（二）) is none. */
const HEADING = /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}(?:[章节篇]|部分))/;
const areHeadings = (a: string, b: string) => HEADING.test(a) && HEADING.test(b) && !/[、，,和及或与至第]$/.test(a);

/**
 * Whether a paragraph's line `a` goes on in `b`: it reaches the right edge, and `b` starts at the left edge, or where the paragraph's other lines do.
 * @param first the paragraph's first line: where that is indented and `b` is not, a long word or number may have left `a` short
 */
function goesOn(a: Line, b: Line, [, right]: Edges, [left]: Edges, first: Line): boolean {
  const wentOn = first !== a;
  const isBack = b.x <= left + b.size * 0.7;
  if (Math.max(a.size, b.size) > Math.min(a.size, b.size) * 1.25) return false;
  const isNext = b.page !== a.page || b.y < a.y || b.y - a.y < a.size * 3.2;
  if (!isNext || a.text.includes('\t') || isLed(a.text) || isLed(b.text)) return false;
  if (areTitle(a, b, left, right)) return true;
  if (!wentOn && a.x > left + a.size * FAR_IN) return false;
  const isIndented = isBack && first.x > left + a.size * INDENT && !ENDED.test(a.text);
  if (a.end < right - a.size * (isIndented ? LEFT_FREE.byWord : LEFT_FREE.usually) || (CLOSED.test(a.text) && NUMBERED.test(b.text)))
    return false;
  if (!wentOn && areHeadings(a.text, b.text)) return false;
  if (isBack) return true;
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
    Math.abs(a.x + a.end - b.x - b.end) < a.size &&
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
