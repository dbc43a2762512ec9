import { NONE } from '../types.js';

/** Characters that mean the same in this genre, mapped one to one so that offsets stay valid. */
const ALIKE: Record<string, string> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '\ufeff': ' ',
  '|': '\t',
  '｜': '\t',
  '│': '\t',
  '┃': '\t',
  '║': '\t',
  '\r': ' ',
  '\f': '\n',
  '〔': '[',
  '【': '[',
  '〕': ']',
  '】': ']',
  '—': '-',
  '–': '-',
  '―': '-',
  '~': '-',
  '～': '-',
  '﹪': '%',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '﹐': ',',
  '︰': ':',
  '∶': ':',
  '≧': '≥',
  '≦': '≤',
};

/** For each UTF-16 unit the one that stands for it: full-width forms without their width, what draws a table's frame as a space. */
const FOLDED = Uint16Array.from({ length: 0x10000 }, (_, unit) => {
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0;
  return unit >= 0x2500 && unit <= 0x257f ? 0x20 : unit;
});
for (const [from, to] of Object.entries(ALIKE)) FOLDED[from.charCodeAt(0)] = to.charCodeAt(0);
/** Spaces of every width, as web pages and typesetters use them. */
for (const space of '\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f') FOLDED[space.charCodeAt(0)] = 0x20;

/** "1。新建…": a full stop typed for the point of a number. */
const LISTED = /^([ ]*\d{1,3})。(?= ?[一-龥])/gm;

/** "- 3 -", "第3页 共12页": what a printed page says of itself. */
const PAGE_NUMBER = /^[ ]*(?:-+ *\d{1,4} *-+|第 *\d{1,4} *页(?: *[,/]? *共 *\d{1,4} *页)?)[ ]*$/gm;

/** A line of four columns or more that only spaces divide. */
const TABLE_LINE = /^(?=(?:[^\n]*?[^ \n] {2,}[^ \n]){3})[^\n]*$/gm;
const GAP = /(?<=[^ \t]) {2,}(?=[^ \t])/g;

/** What a line begins with of which more than its characters is folded; most texts have none. */
const ODD_LINE = /^ *(?:#{1,6} |-+ *\d|第 *\d|\d{1,3}(?:。| *$))/m;

/** Folds full-width forms and look-alikes to one form each; the result has the same length, position by position. */
export function fold(text: string): string {
  const folded = alike(text);
  const plain = ODD_LINE.test(folded) ? withoutPages(withoutMarks(folded)) : folded;
  return plain.includes('  ') ? plain.replace(TABLE_LINE, line => line.replace(GAP, gap => `\t${gap.slice(1)}`)) : plain;
}

/** Longer strings are not made at once: they would lie outside the heap, where each character takes longer to get at. */
const PIECE = 1 << 18;

function alike(text: string): string {
  const units = Buffer.allocUnsafeSlow(Math.min(text.length, PIECE) * 2);
  const codes = new Uint16Array(units.buffer);
  let folded = '';
  for (let from = 0; from < text.length; from += PIECE) {
    const count = Math.min(text.length - from, PIECE);
    for (let i = 0; i < count; i++) codes[i] = FOLDED[text.charCodeAt(from + i)]!;
    folded += units.toString('utf16le', 0, count * 2);
  }
  return folded;
}

function withoutMarks(folded: string): string {
  return folded
    .replace(/^#{1,6}(?= )/gm, mark => ' '.repeat(mark.length))
    .replace(PAGE_NUMBER, line => ' '.repeat(line.length))
    .replace(LISTED, (_, number: string) => `${number}.`);
}

const BARE_NUMBER = /^[ ]*(\d{1,3})[ ]*$/gm;
/** A page has no fewer lines; a row of a table whose number stands on a line of its own has. */
const SHORTEST_PAGE = 15;

/** The head of a column of numbers that stands on a line of its own: those below it count rows. */
const ROW_NUMBERS = /^ *序 *号 *$/m;

/** Numbers on lines of their own that count up from page to page are blanked. */
function withoutPages(folded: string): string {
  const rows = ROW_NUMBERS.exec(folded)?.index ?? folded.length;
  const all = [...folded.matchAll(BARE_NUMBER)].filter(m => m.index < rows);
  const follows = (at: number): boolean => {
    const [a, b] = [all[at], all[at + 1]];
    return a !== undefined && b !== undefined && Number(b[1]) === Number(a[1]) + 1 && linesIn(folded, a.index, b.index) >= SHORTEST_PAGE;
  };
  const pages = all.filter((_, at) => follows(at) || follows(at - 1));
  if (pages.length === 0) return folded;
  let text = '';
  for (const { index, 0: line } of pages) text += folded.slice(text.length, index) + ' '.repeat(line.length);
  return text + folded.slice(text.length);
}

const WRITTEN_LINE = /[^ \t\n]\n/g;

/** How many lines end in between that have something in them. */
function linesIn(text: string, from: number, to: number): number {
  return text.slice(from, to).match(WRITTEN_LINE)?.length ?? 0;
}

/** Turns UTF-16 positions of `text`, asked for in ascending order per call site, into code point positions. */
export class CodePoints {
  private readonly astral: number[] = [];

  constructor(text: string) {
    if (!/[\ud800-\udbff]/.test(text)) return;
    for (let i = 0; i < text.length - 1; i++) {
      const c = text.charCodeAt(i);
      if (c >= 0xd800 && c < 0xdc00 && text.charCodeAt(i + 1) >= 0xdc00 && text.charCodeAt(i + 1) < 0xe000) this.astral.push(i);
    }
  }

  /** The number of code points before UTF-16 position `at`. */
  of(at: number): number {
    let low = 0;
    let high = this.astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.astral[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return at - low;
  }
}

/** A unit's words without line breaks and padding: `folded` to match on, `written` to quote from, position by position alike. */
export interface Words {
  folded: string;
  written: string;
  /** UTF-16 position in the text as given where they begin */
  from: number;
  /** from character `at` on, `skipped` units of the text are left out */
  gaps: { at: number; skipped: number }[];
}

const SPACES = /[ \n\t\r]+/g;

/** Takes the words of text[start, end); white space inside a line survives as one space (or tab between cells) only between words. */
export function words(text: string, folded: string, start: number, end: number): Words {
  const slice = folded.slice(start, end);
  if (slice.search(SPACES) < 0) return { folded: slice, written: text.slice(start, end), from: start, gaps: NONE };
  let f = '';
  let w = '';
  let at = 0;
  const gaps: Words['gaps'] = [];
  for (const { index, 0: run } of slice.matchAll(SPACES)) {
    f += slice.slice(at, index);
    w += text.slice(start + at, start + index);
    at = index + run.length;
    const mark = f && gap(folded, start + index, start + at);
    f += mark;
    w += mark;
    gaps.push({ at: f.length, skipped: at - f.length });
  }
  return { folded: f + slice.slice(at), written: w + text.slice(start + at, end), from: start, gaps };
}

/** The UTF-16 position in the text as given of a character of the words. */
export function positionOf({ from, gaps }: Words, at: number): number {
  return from + at + (gaps.length === 0 ? 0 : (gaps.findLast(g => g.at <= at)?.skipped ?? 0));
}

/** Narrows words to [from, to). */
export function sub(all: Words, from: number, to: number = all.folded.length): Words {
  if (all.gaps.length === 0)
    return { folded: all.folded.slice(from, to), written: all.written.slice(from, to), from: all.from + from, gaps: NONE };
  const before = positionOf(all, from) - from;
  const gaps = all.gaps.filter(g => g.at > from && g.at < to).map(g => ({ at: g.at - from, skipped: g.skipped + all.from - before }));
  return { folded: all.folded.slice(from, to), written: all.written.slice(from, to), from: before + from, gaps };
}

/** Words with those of a later stretch behind them, `mark` (a tab between cells, or nothing) between them. */
export function beside(left: Words, right: Words, mark: '\t' | ''): Words {
  const at = left.folded.length + mark.length;
  const skipped = right.from - left.from - at;
  const behind = right.gaps.map(g => ({ at: at + g.at, skipped: skipped + g.skipped }));
  return {
    folded: left.folded + mark + right.folded,
    written: left.written + mark + right.written,
    from: left.from,
    gaps: [...left.gaps, { at, skipped }, ...behind],
  };
}

function gap(folded: string, start: number, end: number): string {
  const run = folded.slice(start, end);
  if (/[\n\r]/.test(run)) return '';
  if (run.includes('\t')) return '\t';
  if (!isHan(folded[start - 1]) || !isHan(folded[end])) return '';
  return isApart(folded[start - 2]) || isApart(folded[end + 1]) ? '' : ' ';
}

/** Whether a character next to this one stands alone, as in "同 期 增 长": spaces beside it divide nothing. */
function isApart(c: string | undefined): boolean {
  return c === undefined || !/[\p{L}\p{N}]/u.test(c);
}

export function isSpace(c: string): boolean {
  return c === ' ' || c === '\n' || c === '\t' || c === '\r';
}

function isHan(c: string | undefined): boolean {
  return c !== undefined && c >= '\u3400' && c <= '\u9fff';
}
