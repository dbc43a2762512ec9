import { bareRows, MAY_BE_BARE } from './bareRows.js';
import { BROKEN, brokenRows, MAY_BE_BROKEN, opensBroken } from './brokenGoals.js';
import { eachNames, GOES_ON, HEADING, look, type Piece } from './flatCells.js';
import {
  FEWEST_COLUMNS,
  type FlatHead,
  headAt,
  LINES,
  type Line,
  LONGEST_HEADS,
  linesOf,
  lostHead,
  piecesUnder,
  TELLS_DUTY,
  tellsProgress,
} from './flatHeads.js';
import type { Column, FlatRow } from './flatRows.js';
import { type Placing, Ways } from './flatWays.js';
import { MAY_BE_GLUED } from './gluedGoals.js';
import {
  cellsOf,
  type GoalHead,
  goalHead,
  goalHeadBroken,
  goalHeadOf,
  goalHeadOfLines,
  isGluedRow,
  isGoalRow,
  MOST_COLUMNS,
} from './goals.js';
import { wholeLabels } from './labels.js';
import { SHARES } from './rows.js';

const INDICATOR: Column = { role: 'goal', head: '指标', isTold: false };

/** Longer lines are no rows of a table of indicators. */
const LONGEST_ROW = 120;

/** What is put where in the text. */
type Mark = [at: number, mark: string];

/** What a text holds that has tables, beside tabs. */
const MAY_HOLD = [TELLS_DUTY, MAY_BE_GLUED, MAY_BE_BROKEN, MAY_BE_BARE];

/** The tables of a text that lost their cells, and the text with a tab between the cells of a line and nothing inside a cell that lines broke; its length stays. */
export function flatTables(folded: string): { folded: string; rows: FlatRow[] } {
  const marked = markGoals(wholeLabels(wholeCells(folded)));
  if (!marked.includes('\t') && !MAY_HOLD.some(words => words.test(marked))) return { folded: marked, rows: [] };
  const lines = linesOf(marked);
  const rows: FlatRow[] = [];
  const marks: Mark[] = [];
  for (let at = 0; at < lines.length; at++) {
    const goals = goalLines(lines, at, rows, marks);
    if (goals > 0) {
      at += goals - 1;
      continue;
    }
    const head = headAt(lines, at) ?? lostHead(lines, at);
    const found = head ? rowsUnder(head, lines, marks) : bareRows(lines, at);
    if (found.length === 0) continue;
    if (head && head.to > at)
      rows.push({ from: lines[at]!.from, to: lines[head.to - 1]!.to, cells: [], isLine: true, isHeading: false, isPlan: true });
    rows.push(...found);
    while (at + 1 < lines.length && lines[at + 1]!.from < found.at(-1)!.to) at++;
  }
  return { folded: put(marked, marks), rows };
}

/** How many lines a table of indicators takes that begins here, its rows with it where they stand in lines; they are read elsewhere. Lines that nothing divides are told to be `rows`. */
function goalLines(lines: Line[], at: number, rows: FlatRow[], marks: Mark[]): number {
  const broken = brokenLines(lines, at, rows, marks);
  if (broken > 0) return broken;
  if (!/指 *标/.test(lines[at]!.text) || lines[at]!.text.length > LONGEST_HEADS) return 0;
  const head = goalHeadOf(lines[at]!.text);
  if (head?.isGlued) return gluedLines(head, lines, at, rows);
  if (!head) return goalHeadOfLines(lines.slice(at, at + MOST_COLUMNS).map(line => line.text))?.lines ?? 0;
  let size = 1;
  while (at + size < lines.length && isGoalRow(cellsOf(lines[at + size]!.text), head)) size++;
  return size;
}

/** How many lines a table takes whose heads or rows are broken over lines, which become one each. */
function brokenLines(lines: Line[], at: number, rows: FlatRow[], marks: Mark[]): number {
  if (!opensBroken(lines[at]!.text)) return 0;
  const below = lines.slice(at, at + MOST_BROKEN);
  const found = goalHeadBroken(below.map(line => line.text));
  const own =
    found &&
    brokenRows(
      below.slice(found.lines).map(line => line.text),
      found.head,
    );
  if (!own || own.length < 2 || (found.lines === 1 && own.every(row => row.from === row.to))) return 0;
  const spans = [[0, found.lines - 1], ...own.map(row => [row.from + found.lines, row.to + found.lines])];
  for (const [first, last] of spans) {
    const [from, to] = [below[first!]!.from, below[last!]!.to];
    rows.push({ from, to, cells: [{ column: INDICATOR, from, to }], isLine: true, isHeading: false, isPlan: false });
    for (const line of below.slice(first!, last! + 1)) {
      for (const { index } of line.text.matchAll(/(?<=[^ \t])[ \t](?=[ \t]*[^ \t])/g)) marks.push([line.from + index, '\t']);
      if (line.to < to) marks.push([line.to, BROKEN]);
    }
  }
  return spans.at(-1)![1]! + 1;
}
/** So many lines has a table that is broken over lines at most. */
const MOST_BROKEN = 400;

/** How many lines a table takes between whose cells nothing is left: up to its last row. Its head and its rows stand alone. */
function gluedLines(head: GoalHead, lines: Line[], at: number, rows: FlatRow[]): number {
  const found = [lines[at]!];
  let last = at;
  for (let to = at + 1; to < lines.length && lines[to]!.text.length <= LONGEST_ROW && !lines[to]!.text.endsWith('。'); to++) {
    if (!isGluedRow(lines[to]!.text, found.length, head)) continue;
    found.push(lines[to]!);
    last = to;
  }
  for (const { from, to } of found)
    rows.push({ from, to, cells: [{ column: INDICATOR, from, to }], isLine: true, isHeading: false, isPlan: false });
  return last - at + 1;
}

function put(text: string, marks: [number, string][]): string {
  if (marks.length === 0) return text;
  const units = text.split('');
  for (const [at, mark] of marks) units[at] = mark;
  return units.join('');
}

/** The rows under a head. Under heads in one line the cells may still stand on lines of their own. */
function rowsUnder(head: FlatHead, lines: Line[], marks: Mark[]): FlatRow[] {
  const { parts } = head.form;
  const own = new Ways(head, piecesUnder(head, lines));
  const isDivided = parts === null || parts(lines[head.to]?.text.trim() ?? '').length > 1;
  const apart: FlatHead = { ...head, form: LINES, frame: 0 };
  const others = isDivided ? own : new Ways(apart, piecesUnder(apart, lines));
  return others.score > own.score ? written(apart, others.cells(), marks) : written(head, own.cells(), marks);
}

/** The rows that these cells make, and behind `marks` what stands between cells and inside them. */
function written({ columns, form }: FlatHead, cells: Placing[], marks: Mark[]): FlatRow[] {
  const isLine = form.parts !== null && !form.isGlued;
  const told = columns.findIndex(c => c.isTold);
  const isKnown = (c: Column, n: number): boolean => c.role !== null || c.isTold || (told >= 0 && n > told);
  const isPlan = columns.every((c, n) => isKnown(c, n) && !(isLine && tellsProgress(c.head))) && holdsTasks(cells);
  const rows: FlatRow[] = [];
  for (const { column, pieces, opens } of cells) {
    const [from, to] = [pieces[0]!.from, pieces.at(-1)!.to];
    if (opens) rows.push({ from, to, cells: [], isLine, isHeading: column === HEADING, isPlan });
    const row = rows.at(-1)!;
    if (isLine && from > row.to) marks.push([row.to, '\t']);
    row.to = to;
    if (to > from) row.cells.push({ column, from, to });
    marks.push(...breaksIn(pieces, form.isMarked === true && SHARES[column.role!] !== undefined));
  }
  return rows.filter(row => row.cells.length > 0);
}

/** Whether what stands in a column whose head does not say that it holds the tasks mostly begins with what is to be done. */
function holdsTasks(cells: Placing[]): boolean {
  const guessed = cells.filter(c => c.column.isGuessed).map(c => look(c.pieces));
  return guessed.filter(c => c.isTask || c.isClosed).length * 2 >= guessed.length;
}

/** What stands for the line ends inside a cell: between units a mark, else nothing. */
function breaksIn(pieces: Piece[], areUnits: boolean): Mark[] {
  const mark = pieces.length > 1 && (areUnits || eachNames(pieces)) ? '、' : '\r';
  const between = (before: Piece): string => (GOES_ON.test(before.text) ? '\r' : mark);
  return pieces.slice(1).flatMap((piece, n): Mark[] => (piece.isFirst ? [[pieces[n]!.to, between(pieces[n]!)]] : []));
}

/** A cell in quotes, as spreadsheets copy one that holds line ends or commas; a line end that a page or Markdown writes. */
const QUOTED = /(?<=^|[\t,])"([^"\t]{1,400})"(?=[\t,\n]|$)/gm;
const WRITTEN_BREAK = /<br *\/?>/gi;

/** The text with nothing inside a cell that divides cells or lines. */
function wholeCells(folded: string): string {
  const closed = (before: string | undefined): string => (/[。;,:、]/.test(before ?? '') ? '\r' : '、');
  const quoted = folded.includes('"')
    ? folded.replace(QUOTED, (_, cell: string) => ` ${cell.replace(/[,\n]/g, (_, at: number) => closed(cell[at - 1]))} `)
    : folded;
  if (!quoted.includes('<')) return quoted;
  return quoted.replace(WRITTEN_BREAK, (mark, at: number) => closed(quoted[at - 1]).padEnd(mark.length, '\r'));
}

/** Under the head of a table of indicators, lines whose cells only single spaces divide get tabs there. */
function markGoals(folded: string): string {
  if (!/指标(?:名称|内容)?[ \t,]/.test(folded)) return folded;
  let goals: GoalHead | null = null;
  return folded
    .split('\n')
    .map(line => {
      const cells = line.trim().split(/ +/);
      goals = line.endsWith('。') ? null : (goalHead(line.includes('\t') ? cellsOf(line) : cells) ?? goals);
      const isRow = goals && !line.includes('\t') && cells.length >= FEWEST_COLUMNS && isGoalRow(cells, goals);
      return isRow ? line.replace(/(?<=[^ ]) +(?=[^ ])/g, gap => `\t${gap.slice(1)}`) : line;
    })
    .join('\n');
}
