import { isNameCell } from '../duties/organisations.js';
import { breaksDownWork, headRole, nameTasksOfYear, type Role } from '../formats/table.js';
import { areNames, GOES_ON, type Piece, ROOM_HEAD } from './flatCells.js';
import type { Column } from './flatRows.js';
import { gluedRows, gluedTaskHeads } from './gluedRows.js';
import { goalHead } from './goals.js';

/** How the cells of a table were divided when it came as text: where they lie in a line (null: they stand on lines of their own), and whether words of a cell may be divided likewise. */
export interface Form {
  parts: ((line: string) => [number, number][]) | null;
  isLoose: boolean;
  /** nothing divides the cells of a line */
  isGlued?: boolean;
  /** a mark of its own closes each cell, which stands on lines of its own */
  isMarked?: boolean;
}

/** What stands between the cells of a head tells how the table was flattened. */
const FORMS: readonly Form[] = [
  { parts: line => split(line, / *\t *| {2,}/g), isLoose: false },
  { parts: line => split(line, / *, */g), isLoose: true },
  { parts: line => split(line, / +/g), isLoose: true },
];
/** So many lines below a head tell which bodies a table names. */
const SHOWN = 200;
export const LINES: Form = { parts: null, isLoose: true };
const MARKED_LINES: Form = { ...LINES, isMarked: true };

export interface FlatHead {
  columns: Column[];
  form: Form;
  /** the first and the last but one of its lines */
  from: number;
  to: number;
  /** empty cells before the first head: marks that only draw the table's frame */
  frame: number;
}

export interface Line {
  from: number;
  to: number;
  text: string;
  /** a mark that closes a cell stands at its end or below it, or a wide gap */
  closes: boolean;
}

/** So long are the heads in a line at most. */
export const LONGEST_HEADS = 120;
const LONGEST_HEAD = 14;
const LONGEST_LINE_HEAD = 12;
export const FEWEST_COLUMNS = 3;
/** A head over lines has no more lines. */
const MOST_COLUMNS = 14;
/** A head under which stands how far things are. */
const PROGRESS = /进展|情况|成效|[已实]际?完成|实际|进度|完成率/;
export const TELLS_DUTY = /单位|部门|科室|处室|股室|牵头|主办|责任|时限|期限|时间/;

/** An empty line, or one drawn under the heads. */
const RULE = /^[-:\t +]*$/;

const MARKED = /\t *$/;
/** So many empty lines lie between rows, not inside a cell. */
const WIDE_GAP = 3;

export function linesOf(text: string): Line[] {
  const found: Line[] = [];
  let gap = 0;
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    const line = text.slice(from, to);
    const isRule = RULE.test(line);
    gap = isRule ? gap + 1 : 0;
    if (!isRule) found.push({ from, to, text: line, closes: ' \t'.includes(line.at(-1)!) && MARKED.test(line) });
    else if (found.length > 0 && (gap >= WIDE_GAP || line.includes('\t'))) found.at(-1)!.closes = true;
    from = to + 1;
  }
  return found;
}

/** What numbers a row. */
const NUMBER = /^(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、]?$/;

const bare = (words: string): string => words.replace(/[ \t]/g, '').replace(/^(.+)\([^()]*\)$/, '$1');

/** The head that begins in this line: its columns side by side, or one a line. */
export function headAt(lines: Line[], at: number): FlatHead | null {
  const { text } = lines[at]!;
  if (text.length > LONGEST_HEADS || text.includes('。')) return null;
  const single = TELLS_DUTY.test(text) && !text.includes(':') ? lineHead(lines, at) : null;
  return single ?? (bare(text).length <= LONGEST_LINE_HEAD ? linesHead(lines, at) : null);
}

/** What a table without heads is taken to have: the first who is named owns it, the others help. */
const USUAL: readonly Column[] = (
  ['seq', 'section', 'task', 'goal', 'due', 'leader', 'owner', 'support', 'due', 'support', 'due'] as const
).map(role => ({ role, head: '', isTold: false }));

/** The head that a row between tabs with a task and units lacks. */
export function lostHead(lines: Line[], at: number): FlatHead | null {
  const { text } = lines[at]!;
  if (!text.includes('\t')) return null;
  const cells = text.split('\t').filter(cell => cell.trim());
  const isRow =
    cells.length >= FEWEST_COLUMNS && cells.slice(1).some(isNameCell) && cells.some(cell => cell.trim().length > 6 && !isNameCell(cell));
  return isRow ? { columns: [...USUAL], form: FORMS[0]!, from: at, to: at, frame: 0 } : null;
}

const cellsIn = (form: Form, text: string): string[] => form.parts!(text.trimEnd()).map(([a, b]) => bare(text.slice(a, b)));

/** The heads of the next line, where a line of nothing else goes on with them: "任务完成率\t备注". */
function headsGoingOn(next: Line | undefined): string[] {
  const heads = next?.text.includes('\t') ? cellsIn(FORMS[0]!, next.text).filter(Boolean) : [];
  return heads.length > 1 && heads.every(isHead) ? heads : [];
}

function lineHead(lines: Line[], at: number): FlatHead | null {
  const { text } = lines[at]!;
  for (const form of FORMS) {
    const cells = cellsIn(form, text);
    const frame = cells.findIndex(Boolean);
    const heads = cells.slice(frame).filter((c, n, all) => c || n < all.length - 1);
    const more = form === FORMS[0] ? headsGoingOn(lines[at + 1]) : [];
    const columns = columnsOf([...heads, ...more], form === FORMS[0] ? 2 : 0);
    if (columns) return { columns, form, from: at, to: at + (more.length > 0 ? 2 : 1), frame: text.startsWith('\t') ? frame : 0 };
  }
  const heads = text.includes('\t') ? null : gluedTaskHeads(bare(text));
  const columns = heads && columnsOf(heads, 0);
  const parts = columns && gluedRows(lines.slice(at + 1, at + SHOWN).map(line => line.text));
  return parts && { columns, form: { parts, isLoose: true, isGlued: true }, from: at, to: at + 1, frame: 0 };
}

/** What looks like a head of tasks or of a year and is longer is the title over the heads. */
const TITLES: Partial<Record<Role, number>> = { task: 6, year: 8 };

/** A head a line: known ones side by side; behind 序号 any, up to the first row's number. */
function linesHead(lines: Line[], at: number): FlatHead | null {
  const first = headRole(bare(lines[at]!.text));
  if (!first && !opensHeads(lines, at)) return null;
  const heads: string[] = [];
  let to = at;
  const isOpen = first === 'seq' && lines.slice(at, at + MOST_COLUMNS * 2).some(line => NUMBER.test(bare(line.text)));
  while (to < lines.length && heads.length <= MOST_COLUMNS) {
    const size = to === at && !first ? 1 : headSize(lines, to);
    if (!size && !(isOpen && mayBeHead(bare(lines[to]!.text))) && !isBetweenHeads(lines, to)) break;
    heads.push(joined(lines, to, size || 1));
    to += size || 1;
    if (to < lines.length && /^\([^()]{1,8}\)$/.test(lines[to]!.text.trim())) to++;
  }
  const isTitled =
    first !== null && heads.length > 1 && TITLES[first]! < heads[0]!.length && heads.slice(1).some(h => headRole(h) === 'task');
  const columns = columnsOf(isTitled ? heads.slice(1) : heads, isOpen ? MOST_COLUMNS : 2);
  const isMarked = lines.slice(at, to - 1).every(line => line.closes);
  return columns && { columns, form: isMarked ? MARKED_LINES : LINES, from: at, to, frame: 0 };
}

const joined = (lines: Line[], at: number, size: number): string =>
  lines
    .slice(at, at + size)
    .map(line => bare(line.text))
    .join('');

/** A short line that tells nothing, and behind it heads of which none names the tasks; topics stand before tasks, so what they follow is no head of these. */
function opensHeads(lines: Line[], at: number): boolean {
  if (!mayBeHead(bare(lines[at]!.text))) return false;
  const roles = lines.slice(at + 1, at + MOST_COLUMNS).map(line => (isHead(bare(line.text)) ? headRole(bare(line.text)) : null));
  const end = roles.indexOf(null);
  const next = end < 0 ? roles : roles.slice(0, end);
  return next.length > 1 && !next.includes('task') && next[0] !== 'section' && next.some(owes);
}

/** A short line that tells nothing, and a head behind it. */
function isBetweenHeads(lines: Line[], at: number): boolean {
  return bare(lines[at]!.text).length <= 6 && headSize(lines, at + 1) > 0 && !/\d/.test(lines[at]!.text);
}

/** Over how many lines the head goes that begins here; 0 where none does. */
function headSize(lines: Line[], at: number): number {
  const isOne = (from: number, size: number): boolean => isHead(joined(lines, from, size));
  if (isOne(at, 1)) return 1;
  if (isOne(at, 2) && !isOne(at + 1, 1)) return 2;
  return isOne(at, 3) && ![1, 2].some(n => isOne(at + n, 1) || isOne(at + 1, n)) ? 3 : 0;
}

export function isHead(words: string): boolean {
  return mayBeHead(words) && !/^附|[表单账案]$/.test(words) && (headRole(words) !== null || PROGRESS.test(words));
}

/** Short, no sentence and no number. */
const mayBeHead = (words: string): boolean => words.length <= LONGEST_LINE_HEAD && !/[。;,:、]/.test(words) && !NUMBER.test(words);

const owes = (role: Role | null): boolean => role === 'lead' || role === 'owner' || role === 'support';

/** The columns under these heads where they share work out; null where they do not, or where more than `unknown` tell nothing. */
function columnsOf(heads: string[], unknown: number): Column[] | null {
  if (heads.length < FEWEST_COLUMNS || heads.some(h => h.length > LONGEST_HEAD) || goalHead(heads)) return null;
  const columns = underGroups(heads.map(column));
  if (columns.filter(c => c.role === null).length > unknown) return null;
  const task = columns.findIndex(c => c.role === 'task' || c.role === 'item');
  for (const column of columns.slice(0, Math.max(0, task))) column.role ??= 'section';
  nameTasksOfYear(columns);
  passRooms(columns);
  nameTask(columns);
  nameItem(columns);
  const roles = columns.flatMap(c => c.role ?? []);
  if (!roles.some(owes)) return null;
  return breaksDownWork(roles) ? columns : null;
}

/** Heads of a second line behind those of the first: who leads and who helps under a common head, which they replace. */
function underGroups(columns: Column[]): Column[] {
  const group = columns.findIndex(c => c.role === null && COMMON.test(c.head));
  const under = columns.findLastIndex(c => !owes(c.role)) + 1;
  if (group < 0 || group === under - 1 || under === columns.length) return columns;
  return [...columns.slice(0, group), ...columns.slice(under), ...columns.slice(group + 1, under)];
}

/** A head over several columns of units. */
const COMMON = /分工$|责任(?:主体|落实|体系)$/;

/** Whether a head says that how far things are stands under it, not how far they are to be. */
export const tellsProgress = (head: string): boolean => PROGRESS.test(head) && !/要求|计划|安排|节点|预期|序时/.test(head);

function column(head: string): Column {
  const role = headRole(head);
  const isTold = tellsProgress(head);
  return { role: isTold && role !== 'due' ? null : role, head, isTold };
}

/** Beside who leads and helps, the rooms inside the office that issues the table are not told: 委内牵头处室. */
function passRooms(columns: Column[]): void {
  if (columns.some(c => owes(c.role) && !ROOM_HEAD.test(c.head)))
    for (const column of columns.filter(c => owes(c.role) && ROOM_HEAD.test(c.head))) column.role = 'other';
}

/** Where no head names the tasks, one that tells nothing before those who owe them does, else what is to be reached, or the last column of topics. */
function nameTask(columns: Column[]): void {
  if (columns.some(c => c.role === 'task' || c.role === 'item')) return;
  const unknown = columns
    .slice(
      0,
      columns.findIndex(c => owes(c.role)),
    )
    .findLast(c => c.role === null && !c.isTold);
  if (unknown) unknown.isGuessed = true;
  const hasYears = columns.some(c => c.role === 'year');
  const task = unknown ?? columns.find(c => c.role === 'goal') ?? (hasYears ? null : columns.findLast(c => c.role === 'section'));
  if (task) task.role = 'task';
}

/** Of two columns of tasks side by side the first holds the topics over the items of the second: "工作事项", "主要内容". */
function nameItem(columns: Column[]): void {
  const last = columns.findLastIndex(c => c.role === 'task');
  if (columns[last - 1]?.role === 'task' && !columns.some(c => c.role === 'item')) columns[last]!.role = 'item';
}

/** What lies between the head and the next, as pieces that may be cells. */
export function* piecesUnder({ form, from, to, frame }: FlatHead, lines: Line[]): Generator<Piece> {
  for (let at = to; at < lines.length; at++) {
    const line = lines[at]!;
    if (headAt(lines, at)) break;
    const parts: [number, number][] = form.parts?.(line.text) ?? [[0, line.text.length]];
    if (from === to && parts.length < 2) break;
    const own = parts.slice(line.text.startsWith('\t') ? frame : 0).map(([a, b]) => trimmed(line.from + a, line.text.slice(a, b)));
    while (own.length > 0 && own.at(-1)!.text === '') own.pop();
    yield* own.map((piece, n) => ({ ...piece, isFirst: n === 0, isNames: areNames(piece.text.replace(GOES_ON, '')), closes: line.closes }));
  }
}

function split(text: string, divider: RegExp): [number, number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (const m of text.matchAll(divider)) {
    found.push([from, m.index]);
    from = m.index + m[0].length;
  }
  found.push([from, text.length]);
  return found;
}

function trimmed(from: number, words: string): { from: number; to: number; text: string } {
  const lead = words.length - words.trimStart().length;
  const text = words.trim();
  return { from: from + lead, to: from + lead + text.length, text: text.replaceAll('\r', '') };
}
