import { isShareOut, parties } from './duties.js';
import { WHEN_LABEL, WHO_LABEL } from './dutyLabels.js';
import { headRole } from './formats/table.js';
import { COLUMN_HEAD } from './headings.js';
import { isNameCell } from './organisations.js';
import { pattern } from './pattern.js';
import type { Head, Placed } from './placed.js';
import { readRows } from './rows.js';
import { headLine, headOf } from './tables.js';
import { beside, type Words, words } from './text.js';

const BRACKETED = pattern(
  /^[([](?!(?:责任|任务|工作|措施|组织|要求|贯彻)落实)(?:[^()[\]]|\([^()]*\))*(?:牵头|负责|配合|协助|协同|参与|参加|落实)(?:落实)?[)\]][。;]?$/,
);
/** A unit with its annotation is no longer than this. */
const LONGEST_UNIT = 1500;
/** A list of many units is still a cell. */
const LONGEST_CELL = 160;
/** A task and its goal, each a line, are together no longer than this. */
const LONGEST_ROW = 400;
const DATE_CELL = pattern(
  /^(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上中下]旬|上半年|下半年|第?[一二三四]季度[末底]?|[春秋]季(?:学期)?(?:开学)?|主?汛期?|年?底|年?末|年内|全年)?(?:之?前)?$|^20\d\d([-./])\d{1,2}\1\d{1,2}$|^(?:长期(?:坚持|任务)?|持续(?:推进|实施)?|常年|立行立改)$/,
);

/** Puts annotations on a line of their own to the unit before them, and the cells of a table that was flattened to lines to the row's task. */
export function mergeAnnotations(text: string, folded: string, placed: Placed[]): Placed[] {
  const units: Placed[] = [];
  const absorbed = new Set<string>();
  let head: Head | null = null;
  let waiting: Words[] = [];
  let left = 0;
  let row = 'inside' as RowState;
  let goal = -1;
  for (let i = 0; i < placed.length; i++) {
    const p = placed[i]!;
    const last = units.at(-1);
    const heads = headLines(placed, i);
    if (heads) {
      head = heads.head;
      left = 0;
      row = head.isNumbered ? 'inside' : 'before';
      i += heads.lines - 1;
      continue;
    }
    const rows = readRows(placed, i);
    if (rows) {
      units.push(...rows.units);
      i += rows.taken - 1;
      continue;
    }
    const isLine = head !== null && p.first && p.last;
    const opens: boolean = isLine && head!.isGoalApart && row === 'before' && !isCell(p.words.folded);
    if (isLine && ROW_NUMBER.test(p.words.folded)) row = 'before';
    if (last && last.level === null && isAnnotationLine(p.words.folded) && p.clause.end - last.clause.start <= LONGEST_UNIT)
      extend(text, folded, last, p);
    else if (last && last.level === null && WHEN_LABEL.test(p.words.folded)) last.cells = [...last.cells, p.words];
    else if (isLine && !opens && isAside(p)) continue;
    else if (isLine && isCell(p.words.folded)) {
      if (last && left-- > 0) last.cells = [...last.cells, p.words];
      else if (head!.isOwnerFirst) waiting.push(p.words);
      if (last && row === 'task') becomeTask(last, absorbed);
      row = !head!.isNumbered && (head!.isOwnerFirst ? left <= 0 : last?.cells.length === head!.behind) ? 'before' : 'inside';
    } else if (p.first && row === 'task' && isShort(last!, p)) {
      becomeTask(last!, absorbed);
      reach(last!, p, '\t');
      [row, goal] = ['inside', p.paragraph];
    } else if (p.paragraph === goal && isShort(last!, p)) {
      reach(last!, p, '');
    } else {
      p.head = head;
      if (waiting.length > 0) [p.cells, waiting] = [waiting, []];
      left = head?.isOwnerFirst ? head.behind : MANY;
      if (absorbed.size > 0) p.section = p.section.filter(heading => !absorbed.has(heading));
      units.push(p);
      row = opens ? 'task' : 'inside';
    }
  }
  return units;
}

/** Where in a row of a table whose tasks and goals stand in columns of their own: before its task, right behind it, or further on. */
type RowState = 'before' | 'task' | 'inside';

/** Takes what the task is to reach into its unit. */
function reach(unit: Placed, goal: Placed, mark: '\t' | ''): void {
  unit.clause = { start: unit.clause.start, end: goal.clause.end };
  unit.words = beside(unit.words, goal.words, mark);
}

const isShort = (unit: Placed, by: Placed) => by.clause.end - unit.clause.start <= LONGEST_ROW;

const ROW_NUMBER = pattern(/^\d{1,3}[.、]?$/);

/** The line of a row's task looks like a heading where what it is to reach stands on the next line: it is none, and nothing stands under it. */
function becomeTask(unit: Placed, absorbed: Set<string>): void {
  if (unit.level !== null) absorbed.add(unit.words.written.trim().replace(/[。;:；：]$/, ''));
  unit.level = null;
}

const MANY = 9;

/** The head of a table that begins at `at`, in one line or a line for each column. */
function headLines(placed: Placed[], at: number): { head: Head; lines: number } | null {
  const single = headLine(placed[at]!.words.folded);
  if (single) return { head: single, lines: 1 };
  let to = at;
  while (to < placed.length && isHeadLine(placed[to]!)) to++;
  const head = to === at ? null : headOf(placed.slice(at, to).map(p => p.words.folded.replace(/ /g, '')));
  return head && { head, lines: to - at };
}

function isHeadLine({ first, last, words: { folded } }: Placed): boolean {
  if (!first || !last) return false;
  const bare = folded.replace(/ /g, '');
  return bare.length <= 12 && !/[。;,:、]|^附|[表单账案]$/.test(bare) && headRole(bare) !== null;
}

const WHOLE_BRACKET = pattern(/^[([](.*)[)\]][。;]?$/);

/** A label with names, or nothing but names in brackets. */
function isAnnotationLine(folded: string): boolean {
  if (WHO_LABEL.test(folded) || BRACKETED.test(folded) || isShareOut(folded)) return true;
  const bracketed = WHOLE_BRACKET.exec(folded);
  return bracketed !== null && parties(bracketed[1]!) !== null;
}

function extend(text: string, folded: string, unit: Placed, by: Placed): void {
  unit.clause = { start: unit.clause.start, end: by.clause.end };
  unit.words = words(text, folded, unit.clause.start, unit.clause.end);
}

/** A column's head, a row's number, a person's name: neither task nor unit nor date. */
function isAside({ words, level }: Placed): boolean {
  if (COLUMN_HEAD.test(words.folded)) return true;
  return (
    level === null && words.folded.length <= 7 && !DATE_CELL.test(words.folded) && !isNameCell(words.folded) && !/[。;]$/.test(words.folded)
  );
}

function isCell(folded: string): boolean {
  return folded.length <= LONGEST_CELL && ((folded.length > 2 && DATE_CELL.test(folded)) || isNameCell(folded));
}
