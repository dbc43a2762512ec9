import type { Share } from './duties.js';
import { headRole } from './formats/table.js';
import { cellsOf, type GoalHead, goalHead, isGoalRow } from './goals.js';
import { isNameCell } from './organisations.js';
import { pattern, sought } from './pattern.js';
import type { Head, Placed } from './placed.js';
import { splitTop } from './scan.js';

/** What the columns of units say of those in them. */
export const SHARES: Partial<Record<string, Share>> = { lead: 'lead', owner: 'own', support: 'help' };
const LONGEST_HEAD = 14;
const FEWEST_COLUMNS = 3;
/** Where tabs divide a head it may have so many columns that no table knows. */
const UNKNOWN = 2;

/** The head that these cells make, or null: a task, and who owes it or by when. A title above them that sounds like a task is no column. */
export function headOf(cells: string[]): Head | null {
  if (cells.some((c, at) => at > 0 && c.length > LONGEST_HEAD)) return null;
  const [first, ...rest] = cells.map(c => headRole(c));
  return columnsOf(first === 'task' && rest.includes('task') ? cells.slice(1) : cells);
}

function columnsOf(cells: string[], unknown = 0): Head | null {
  if (cells.length < FEWEST_COLUMNS) return null;
  const roles = cells.map(c => (c.length <= LONGEST_HEAD ? headRole(c) : null));
  if (cells.some(c => c.length > LONGEST_HEAD) || roles.filter(r => r === null).length > unknown) return null;
  const task = roles.findIndex(r => r === 'task' || r === 'item' || r === 'goal');
  if (task < 0 && unknown > 0) return null;
  const shares = roles.flatMap(r => SHARES[r!] ?? []);
  if (shares.length === 0) return null;
  const isCell = (r: string | null): boolean => SHARES[r!] !== undefined || r === 'due';
  return {
    shares,
    behind: roles.slice(task + 1).filter(isCell).length,
    isOwnerFirst: roles.findIndex(r => SHARES[r!] !== undefined) < task,
    isGoalApart: roles[task] !== 'goal' && roles[task + 1] === 'goal',
    isNumbered: roles[0] === 'seq',
    cells: roles.map(isCell),
    isPlan: isPlan(cells),
  };
}

const PROGRESS = /进展|情况|成效|[已实]际?完成|实际|进度/;

/** Whether these heads speak of what is to be done, and none of what was. */
export function isPlan(heads: string[]): boolean {
  return !heads.some(head => PROGRESS.test(head));
}

const HEAD = sought(/单位|部门|科室|处室|牵头|主办|责任/);

/** The head that a single line makes. */
export function headLine(line: string): Head | null {
  if (line.length > 80 || !HEAD.test(line) || line.includes(':')) return null;
  if (line.includes('\t'))
    return columnsOf(
      splitTop(line, '\t')
        .map(([a, b]) => line.slice(a, b).replace(/ /g, ''))
        .filter(Boolean),
      UNKNOWN,
    );
  return line.includes(' ') ? headOf(line.trim().split(/ +/)) : null;
}

/** How a line of a table ends: with a time or with somebody. */
const ROW_END = pattern(/(?:[月年底前季度末日期]|半年|全年|[局委办厅院会校心部科室处所镇乡街道府])[ ]*$/);

/** Under a head in one line, lines whose cells only single spaces or commas divide get tabs there, and those whose task has spaces of its own before the units at their end; the length stays. */
export function markRows(folded: string): string {
  if (!/(?:单位|部门|科室|处室|主办|指标(?:名称|内容)?)[ \t,]/.test(folded)) return folded;
  let columns = 0;
  let behind = 0;
  let fields = 0;
  let goals: GoalHead | null = null;
  return folded
    .split('\n')
    .map(line => {
      const bare = line.trim();
      const cells = bare.includes(' ') ? bare.split(/ +/) : [bare];
      goals = line.endsWith('。') ? null : (goalHead(line.includes('\t') ? cellsOf(line) : cells) ?? goals);
      if (goals && !line.includes('\t') && cells.length >= FEWEST_COLUMNS && isGoalRow(cells, goals)) return tabbed(line);
      const parts = fields > 0 || endsShort(line) ? line.split(',') : [];
      const head = headLine(line);
      if (head) [columns, behind, fields] = [cells.length, head.behind, 0];
      else if (parts.length >= FEWEST_COLUMNS && headOf(parts)) fields = parts.length;
      if (fields > 0 && parts.length === fields) return parts.join('\t');
      if (columns > 0 && !line.includes('\t') && cells.length >= FEWEST_COLUMNS && cells.length <= columns && ROW_END.test(line))
        return tabbed(line);
      if (behind > 0 && !head && !line.includes('\t') && cells.length > behind && cells.slice(-behind).every(isNameCell))
        return tabbed(line, behind);
      return line;
    })
    .join('\n');
}

/** Whether the last of a line's comma parts is as short as a column's head. */
function endsShort(line: string): boolean {
  const comma = line.lastIndexOf(',');
  return comma >= 0 && line.length - comma - 1 <= LONGEST_HEAD;
}

/** The line with a tab at each gap, or only at its last `most`. */
function tabbed(line: string, most = Infinity): string {
  const gaps = [...line.matchAll(/(?<=[^ ]) +(?=[^ ])/g)].slice(-most);
  return gaps.reduce((text, { index }) => `${text.slice(0, index)}\t${text.slice(index + 1)}`, line);
}

/** The cells of a row that tabs divide: those under heads of units and times where the row is as long as its head, else all but the first; none where it is no row. */
export function rowCells(folded: string, head: Head | null): [number, number][] {
  if (!folded.includes('\t')) return [];
  const cells = splitTop(folded, '\t');
  if (cells.length === head?.cells.length) return cells.filter((_, at) => head.cells[at]);
  return cells.length < FEWEST_COLUMNS ? edgeCells(cells, head) : cells.slice(1);
}

/** Whether the clause stands in a row of a table that shares tasks out. */
export function isTaskRow({ head, cells, words }: Pick<Placed, 'head' | 'cells' | 'words'>): boolean {
  return head?.isPlan === true && (cells.length > 0 || rowCells(words.folded, head).length > 0);
}

/** A row whose task has several sentences is cut between them: the first sentence stands beside the first column, the last beside the last. */
function edgeCells(cells: [number, number][], head: Head | null): [number, number][] {
  if (!head) return [];
  return [...(head.cells[0] ? cells.slice(0, 1) : []), ...(head.cells.at(-1) ? cells.slice(-1) : [])];
}
