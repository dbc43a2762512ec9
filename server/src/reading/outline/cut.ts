import { parties } from '../duties/duties.js';
import { DUTY_LABEL, LABEL_REACH } from '../duties/dutyLabels.js';
import { isNameList } from '../duties/organisations.js';
import type { FlatRows } from '../tables/flatRows.js';
import { letterOf, tableOf, unitsOf } from '../words/letters.js';
import { pattern } from '../words/pattern.js';
import { isSpace } from '../words/text.js';

/** A clause-sentence: [start, end) in UTF-16 positions of the text, trimmed, closing mark included. */
export interface Clause {
  start: number;
  end: number;
}

/** A paragraph: lines that belong together (newspaper lines joined), cut into clauses. */
export interface Paragraph {
  start: number;
  end: number;
  clauses: Clause[];
}

const TERMINAL = '。;!?';
const CLOSER = '”’)]》"';
const LINE_END = `${TERMINAL}:…”"`;
const OPEN = '([《';
const CLOSE = ')]》';
/** What each character is to a sentence. */
const MARKS = tableOf(unitsOf(OPEN), unitsOf(CLOSE), unitsOf(TERMINAL));
const QUOTED = tableOf(unitsOf(`${OPEN}“`), unitsOf(`${CLOSE}”`));
const OPENS = 1;
const CLOSES = 2;
const ENDS = 4;
/** Longest bracket that is looked through for its closing; beyond it the bracket counts as never closed. */
const BRACKET_REACH = 400;
/** Nothing longer is a sentence; beyond it the text is cut wherever it is, so that no later step meets an endless clause. */
const LONGEST_CLAUSE = 800;
const NUMBERED = pattern(
  /^\s*(?:[一二三四五六七八九十]{1,3} ?[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.、](?!\d)|第[一二三四五六七八九十]+[章节条部]|附件|附表|专栏)/,
);
const ANNOTATION = pattern(
  /(?:责任|牵头|配合|主办|主责|协办|协助|协同|承办|实施|参与|参加|落实)(?:单位|部门|处室|科室|股室|主体|领导|人|:)|(?:牵头|负责|配合|参加|参与|协助|落实|分工)[)\]。;,]?|时限|^[([](?:满分|分值:?|计)?\d{1,3}(?:\.\d{1,2})?分[)\]]$/,
);

/**
 * Cuts folded text into paragraphs and clause-sentences: at 。;!? and at line ends, never inside brackets,
 * not at a line end inside a sentence (newspaper columns, wrapped PDF text). A bracketed annotation of
 * responsibility right behind the closing mark stays with its clause.
 */
export function cut(folded: string, rows?: FlatRows): Paragraph[] {
  return join(apart(lines(folded), rows), folded, rows).map(({ start, end }) => ({ start, end, clauses: clauses(folded, start, end) }));
}

interface Line {
  start: number;
  end: number;
  /** white space of at least two columns stands before it */
  isIndented: boolean;
  /** an empty line stands before it */
  isApart: boolean;
}

/** How the lines of a text show that they go on. */
interface Wrap {
  /** by how much a line falls short of the margin; null: the text is not hard-wrapped */
  shortfall: ((line: Line) => number) | null;
  /** only the first line of a paragraph is indented */
  byIndent: boolean;
}

function lines(folded: string): Line[] {
  const found: Line[] = [];
  let isApart = false;
  for (let from = 0; from <= folded.length; ) {
    const next = folded.indexOf('\n', from);
    const to = next < 0 ? folded.length : next;
    const line = trim(folded, from, to);
    if (line.end > line.start) {
      found.push({ start: line.start, end: line.end, isIndented: line.start - from >= 2, isApart });
      isApart = false;
    } else isApart = true;
    from = to + 1;
  }
  return found;
}

/** The cells of a row that stand in a line with nothing between them are a line each. */
function apart(all: Line[], rows: FlatRows | undefined): Line[] {
  return all.flatMap(line => {
    const row = rows?.at(line.start);
    const starts = row && !row.isLine ? row.cells.map(c => c.from).filter(at => at > line.start && at < line.end) : [];
    if (starts.length === 0) return line;
    return [line.start, ...starts].map((start, n) => ({
      ...line,
      start,
      end: starts[n] ?? line.end,
      isIndented: line.isIndented && n === 0,
    }));
  });
}

function join(all: Line[], folded: string, rows: FlatRows | undefined): Line[] {
  const wrap = { shortfall: margin(all, folded), byIndent: isIndentedText(all, folded) };
  const joined: Line[] = [];
  let last: Line | undefined;
  let isProse = false;
  for (const line of all) {
    const current = joined.at(-1);
    const isRow = (at: Line | undefined): boolean => at !== undefined && rows?.at(at.start) !== undefined;
    const goesOn: boolean = last !== undefined && !isRow(last) && !isRow(line) && runsOn(folded, last, line, wrap, isProse);
    if (current && goesOn) current.end = line.end;
    else joined.push({ ...line });
    isProse = (goesOn && isProse) || readsAsProse(folded.slice(line.start, line.end));
    last = line;
  }
  return joined;
}

/** Whether the sentence that `line` ends in goes on in `next`; `isProse`: its paragraph already holds a closed sentence. */
function runsOn(folded: string, line: Line, next: Line, wrap: Wrap, isProse: boolean): boolean {
  const final = folded[line.end - 1]!;
  if (isByline(folded, line)) return false;
  const words = folded.slice(line.start, line.end);
  if ((LINE_END.includes(final) || STRAY_END.test(words)) && !fillsParagraph(folded, line, next, wrap)) return false;
  const lastClause = line.start + Math.max(words.lastIndexOf('。'), words.lastIndexOf(';')) + 1;
  if ([lastClause, line.start, next.start].some(at => isLabel(folded, at))) return false;
  if (NUMBERED.test(folded.slice(next.start, next.start + 12))) return false;
  const following = folded.slice(next.start, next.end);
  if (words.includes('\t') || following.includes('\t')) return false;
  if (isCellLine(words, following)) return true;
  if (wrap.byIndent) return !next.isIndented;
  if (final === ',' || final === '、' || isOpenAt(folded, line)) return true;
  return isProse || (wrap.shortfall?.(line) ?? MANY) <= INDENT;
}

/** A mark too many behind a closed sentence: "…完成评估。.". */
const STRAY_END = pattern(/[。;][.,、]$/);

/** A numbered task that a cell of a table broke over two lines: longer than a heading, open, and what follows closes it within a line. */
function isCellLine(words: string, next: string): boolean {
  return words.length >= CELL_LINE && next.length <= words.length && words.includes(',') && ITEM.test(words) && CLOSES_ITEM.test(next);
}

const CELL_LINE = 30;
const ITEM = pattern(/^(?:\d{1,3}[.、](?!\d)|\(\d{1,3}\))/);
const CLOSES_ITEM = pattern(/^[^。;:]+[。;]$/);

/** Whether a line that ends with a closing mark ended only at the margin: no new paragraph begins behind it. */
function fillsParagraph(folded: string, line: Line, next: Line, wrap: Wrap): boolean {
  if (folded[line.end - 1] === ':' || folded[line.end - 1] === '…') return false;
  if (wrap.byIndent) return !next.isIndented;
  return !next.isApart && (wrap.shortfall?.(line) ?? MANY) <= 0;
}

/** A closed sentence, or so many commas that it can only be the first half of one. */
function readsAsProse(line: string): boolean {
  return /[。;]/.test(line) || (line.length >= 50 && line.split(',').length > 3);
}

/** "…更大贡献。(某某某)": the writer's name ends a text. */
function isByline(folded: string, line: Line): boolean {
  if (folded[line.end - 1] !== ')') return false;
  const words = folded.slice(line.start, line.end);
  const open = words.lastIndexOf('(');
  return open <= 0 || TERMINAL.includes(words[open - 1]!);
}

function isOpenAt(folded: string, line: Line): boolean {
  let depth = 0;
  for (let i = line.start; i < line.end; i++) {
    const mark = QUOTED[letterOf(folded.charCodeAt(i))]!;
    if (mark === OPENS) depth++;
    else if (mark === CLOSES && depth > 0) depth--;
  }
  return depth > 0;
}

/** A newspaper's or typist's text: paragraphs indented, their other lines not, and these begin inside a sentence. */
function isIndentedText(all: Line[], folded: string): boolean {
  const flush = all.flatMap((l, i) => (i > 0 && !l.isIndented ? [all[i - 1]!] : []));
  const broken = flush.filter(before => !LINE_END.includes(folded[before.end - 1]!));
  return (
    all.every(l => l.end - l.start <= 80) &&
    all.length >= 8 &&
    flush.length >= 4 &&
    flush.length < all.length - 2 &&
    broken.length * 10 >= flush.length * 7
  );
}

const MANY = 1000;
/** A paragraph's first line is shorter by its indent, which may be lost. */
const INDENT = 4;

/** Fewest full lines that show that a text is hard-wrapped. */
const WRAPPED_LINES = 4;

/** How the lines of hard-wrapped text are measured. */
interface Margin {
  /** of a line that is longer than any margin as much as tells that */
  length(folded: string, line: Line): number;
  /** between these lies a margin; from `wide` on few full lines are enough where they are equally long */
  least: number;
  wide: number;
  most: number;
  /** how much a full line may fall short of it: marks that may not open a line, Latin words, figures; how much equally long ones differ */
  slack: number;
  even: number;
}

const MARGINS: readonly Margin[] = [
  { length: printedWidth, least: 30, wide: 50, most: 120, slack: 6, even: 3 },
  { length: characters, least: 15, wide: 25, most: 60, slack: 4, even: 2 },
];

/** How much a line of hard-wrapped text is too short for a full one, 0 or less where it is one: its full lines are many lines of nearly the same greatest length that end inside a sentence. Null in any other text. */
function margin(all: Line[], folded: string): ((line: Line) => number) | null {
  for (const { length, least, wide, most, slack, even } of MARGINS) {
    const lengths = all.map(l => length(folded, l));
    const sorted = [...lengths].sort((a, b) => a - b);
    const isBroken = (within: number, longest: number): number => {
      const full = all.filter((_, i) => Math.abs(lengths[i]! - longest) <= within);
      const broken = full.filter(l => !LINE_END.includes(folded[l.end - 1]!)).length;
      return broken >= WRAPPED_LINES && broken * 2 > full.length ? broken / all.length : 0;
    };
    const longest = sorted[Math.floor(all.length * 0.97)] ?? 0;
    const greatest = sorted.at(-1) ?? 0;
    if (longest >= least && longest <= most && isBroken(slack, longest) >= 0.25) return line => longest - slack - length(folded, line);
    if (greatest >= wide && greatest <= most && isBroken(even, greatest) >= 0.1) return line => greatest - slack - length(folded, line);
  }
  return null;
}

const SPACE = 32;
/** So many characters are more than a line of hard-wrapped text has. */
const LONGER = 100;
/** Marks that are folded from full-width ones. */
const WIDE = tableOf(unitsOf(',;:()!?%'));

/** How many characters a line has; spaces may only be there to fill it. */
function characters(folded: string, line: Line): number {
  let count = 0;
  for (let i = line.start; i < line.end && count < LONGER; i++) if (folded.charCodeAt(i) !== SPACE) count++;
  return count;
}

/** Chinese characters and full-width marks print two columns wide, others one; spaces may only be there to fill the line. */
function printedWidth(folded: string, line: Line): number {
  if (line.end - line.start > 120) return 1000;
  let width = 0;
  for (let i = line.start; i < line.end; i++) {
    const unit = folded.charCodeAt(i);
    if (unit !== SPACE) width += unit > 0x2e80 || WIDE[letterOf(unit)] !== 0 ? 2 : 1;
  }
  return width;
}

function clauses(folded: string, start: number, end: number): Clause[] {
  const found: Clause[] = [];
  let from = start;
  for (let i = start; i < end; i++) {
    if (i - from >= LONGEST_CLAUSE) {
      push(found, folded, from, i);
      from = i;
    }
    const mark = MARKS[letterOf(folded.charCodeAt(i))]!;
    if (mark === OPENS) i = closing(folded, i, end) ?? i;
    else if (mark === ENDS) {
      i = afterAnnotation(folded, afterClosers(folded, i, end), end);
      push(found, folded, from, i + 1);
      from = i + 1;
    }
  }
  push(found, folded, from, end);
  return found;
}

function push(found: Clause[], folded: string, from: number, to: number): void {
  const clause = trim(folded, from, to);
  if (clause.end > clause.start) found.push(clause);
}

/** Where the bracket that opens at `at` closes; undefined where it does not within reach. */
function closing(folded: string, at: number, end: number): number | undefined {
  const open = folded.charCodeAt(at);
  const close = CLOSE.charCodeAt(OPEN.indexOf(folded[at]!));
  let depth = 0;
  for (let i = at; i < Math.min(end, at + BRACKET_REACH + 1); i++) {
    const c = folded.charCodeAt(i);
    if (c === open) depth++;
    else if (c === close && --depth === 0) return i;
  }
  return undefined;
}

function afterClosers(folded: string, at: number, end: number): number {
  let i = at;
  while (i + 1 < end && (CLOSER.includes(folded[i + 1]!) || TERMINAL.includes(folded[i + 1]!))) i++;
  return i + 2 === end && folded[i + 1] === '.' ? i + 1 : i;
}

/** Where what is annotated behind the sentence that closes at `at` ends: one bracket after the other, a label, a row's cells. */
function afterAnnotation(folded: string, at: number, end: number): number {
  if (folded[at + 1] === '\t') return rowEnd(folded, at, end);
  let i = at + 1;
  while (i < end && isSpace(folded[i]!)) i++;
  if (isLabel(folded, i)) return labelEnd(folded, i, end);
  const dash = folded[i] === '-' && /^-{2,}([^。;\n]{2,60})(?=\n|$)/.exec(folded.slice(i, Math.min(end, i + 64)));
  if (dash && isNameList(dash[1]!.trim())) return i + dash[0].length - 1;
  const close = '(['.includes(folded[i] ?? '-') ? closing(folded, i, end) : undefined;
  if (close === undefined || !isAnnotation(folded.slice(i, close + 1))) return at;
  return afterAnnotation(folded, close + 1 < end && TERMINAL.includes(folded[close + 1]!) ? close + 1 : close, end);
}

/** The end of the row whose task closes at `at`, where the cells behind it hold no sentence; else `at`. */
function rowEnd(folded: string, at: number, end: number): number {
  const cells = folded.slice(at + 1, end);
  return cells.length <= BRACKET_REACH && !SENTENCE.test(cells) ? end - 1 : at;
}

const SENTENCE = pattern(new RegExp(`[${TERMINAL}\\n]`));

function isLabel(folded: string, at: number): boolean {
  return DUTY_LABEL.test(folded.slice(at, at + LABEL_REACH));
}

/** The end of "责任单位:A、B;配合单位:C" that stands without brackets behind a sentence. */
function labelEnd(folded: string, from: number, end: number): number {
  const stop = folded.slice(from, end).indexOf('。');
  const last = stop < 0 ? end - 1 : from + stop;
  return last - from <= BRACKET_REACH ? last : from - 1;
}

/** Whether bracketed words name who is responsible or by when, e.g. (责任单位:市卫生健康委;完成时限:2025年6月). */
function isAnnotation(bracketed: string): boolean {
  return /^[([]/.test(bracketed) && (ANNOTATION.test(bracketed) || parties(bracketed.slice(1, -1)) !== null);
}

function trim(folded: string, start: number, end: number): Clause {
  let from = start;
  let to = end;
  while (from < to && isSpace(folded[from]!)) from++;
  while (to > from && isSpace(folded[to - 1]!)) to--;
  return { start: from, end: to };
}
