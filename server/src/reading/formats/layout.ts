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
      for (const block of columns(rest.filter(line => line.y < table.top))) body.add(block);
      rest = rest.filter(line => line.y >= table.top && !(aligned.includes(table as AlignedTable) && line.y <= table.bottom));
      body.addTable(table);
    }
    open = rest.length === 0 ? aligned.at(-1) : undefined;
    for (const block of columns(rest)) body.add(block);
    notes.add(lines.slice(end).map(line => (line.isNote ? { ...line, text: `注：${line.text}` } : line)));
  });
  body.close();
  return [...body.texts, ...notes.texts];
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
    lines.filter(line => !edge(line, n) || isHeadLine(line) || !(PAGE_NUMBER.test(line.text) || (counts.get(key(line)) ?? 0) >= often)),
  );
}

/** Left and right. */
type Edges = [number, number];

/** Joins lines to paragraphs by their place: a full line goes on in the next unless that one is indented. */
class Paragraphs {
  readonly texts: string[] = [];
  private last: { line: Line; margin: Edges; wentOn: boolean } | null = null;
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

/** The number of a heading; one that stands in a list of numbers (（一）、（二）) is none. */
const HEADING = /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}(?:[章节篇]|部分))/;
const areHeadings = (a: string, b: string) => HEADING.test(a) && HEADING.test(b) && !/[、，,和及或与至第]$/.test(a);

/**
 * Whether a paragraph's line `a` goes on in `b`: it reaches the right edge, and `b` starts at the left edge, or where the paragraph's other lines do.
 * @param wentOn `a` itself is not its paragraph's first line
 */
function goesOn(a: Line, b: Line, [, right]: Edges, [left]: Edges, wentOn: boolean): boolean {
  if (Math.max(a.size, b.size) > Math.min(a.size, b.size) * 1.25) return false;
  const isNext = b.page !== a.page || b.y < a.y || b.y - a.y < a.size * 3.2;
  if (!isNext || a.text.includes('\t') || isLed(a.text) || isLed(b.text)) return false;
  if (areTitle(a, b, left, right)) return true;
  if (a.end < right - a.size * 2.3 || (CLOSED.test(a.text) && NUMBERED.test(b.text))) return false;
  if (!wentOn && areHeadings(a.text, b.text)) return false;
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
