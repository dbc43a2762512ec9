import type { Share } from '../duties/duties.js';
import type { Role } from '../formats/table.js';
import { type Enumerator, LEAD, type Placed } from '../outline/placed.js';
import { pattern } from '../words/pattern.js';
import { beside, words } from '../words/text.js';
import type { FlatCell, FlatRow } from './flatRows.js';

/** What the columns of units say of those in them. */
export const SHARES: Partial<Record<Role, Share>> = { lead: 'lead', owner: 'own', support: 'help' };

/** A task and its goal, each a line, are together no longer than this. */
const LONGEST_ROW = 400;
/** So long is a cell under a head that tells nothing, where it is more than a note. */
const TOLD = pattern(/。$|^.{24}/);
/** Where it tells how far things are: more than a share or a word. */
const REPORTED = pattern(/^(?!\d[\d.]*%)(?:.*。$|.{8})/);
const CLOSED = pattern(/[。;]$/);

/** From here on it is not told any more how far things are, but what comes next. */
const NEXT = pattern(/^(?:[^,]{0,8},)?(?:下一?步|下一?阶段|接下来|将|拟|力争|预计|计划)/);

/** What the cells of a row are to its tasks. */
const isTask = (role: Role | null): boolean => role === 'task' || role === 'item' || role === 'goal' || role === 'year';
const isDuty = (role: Role | null): boolean => SHARES[role!] !== undefined || role === 'due';

/** Whether a cell tells what is to be done or reached, not how far it is. */
export const tellsTask = ({ column: { role, isTold } }: FlatCell): boolean => !isTold && isTask(role);

/** Whether a row says what is to be done, not only how far or by when. */
export const holdsTask = ({ cells, isPlan }: FlatRow): boolean =>
  isPlan && cells.some(({ column: { role, isTold } }) => !isTold && (role === 'task' || role === 'item'));

/** The level of a clause in a row: a topic over tasks heads them where it stands on a line of its own, a heading over rows has the level of its number, all else is body. */
export function rowLevel(row: FlatRow, place: number, mark: Enumerator | null, folded: string): number | null {
  if (row.isHeading) return mark?.level ?? LEAD;
  const at = row.cells.findIndex(c => c.from === place);
  const cell = row.cells[at];
  if (row.isLine || !cell || CLOSED.test(folded.slice(cell.from, cell.to))) return null;
  const isTopic = cell.column.role === 'section' || (cell.column.role === 'task' && row.cells.slice(at + 1).some(c => isItem(c, folded)));
  return isTopic ? LEAD : null;
}

const isItem = ({ column: { role, isTold }, from, to }: FlatCell, folded: string): boolean =>
  !isTold && (role === 'task' || role === 'item' || (role === null && TOLD.test(folded.slice(from, to))));

/** The tasks of a row with who owes them and by when: what stands before them goes to the first, what stands behind to the last. `before`: the unit above it, which a row without a task goes on with. */
export function rowUnits(row: FlatRow, placed: Placed[], text: string, folded: string, before: Placed | undefined): Placed[] {
  if (row.isHeading) return placed;
  const cellOf = (p: Placed): FlatCell | undefined => row.cells.findLast(c => c.from <= p.clause.start);
  const units = row.isLine ? placed : lineUnits(placed.map(p => [p, cellOf(p)]));
  const tasks = units.filter(p => p.level === null && p.role !== 'review');
  const undated = tasks.filter(p => row.isLine || cellOf(p)?.column.role !== 'year');
  const owed = [undated, tasks, units.filter(p => p.level === null)].find(some => some.length > 0) ?? [];
  const firstTask = row.cells.findIndex(c => isTask(c.column.role));
  row.cells.forEach(({ column, from, to }, n) => {
    if (!isDuty(column.role)) return;
    const own = firstTask < 0 ? before : n < firstTask ? owed[0] : owed.at(-1);
    own?.cells.push({ words: words(text, folded, from, to), share: SHARES[column.role!] ?? 'due' });
  });
  for (const p of tasks) p.stands = row.isPlan && (row.isLine || cellOf(p)?.column.role) ? 'owed' : null;
  return firstTask < 0 ? [] : units;
}

/** The units of a row whose cells stand on lines of their own. Where a column tells how far things are, the others do not, whatever is announced above. */
function lineUnits(placed: [Placed, FlatCell | undefined][]): Placed[] {
  const units: Placed[] = [];
  const tells = placed.some(([, cell]) => cell?.column.isTold);
  let goalOf: FlatCell | null = null;
  let planned: FlatCell | null = null;
  for (const [p, cell] of placed) {
    if (!cell) continue;
    const { role, isTold, head } = cell.column;
    const last = units.at(-1);
    if (isDuty(role) || role === 'seq' || role === 'leader' || role === 'note' || role === 'other') continue;
    if (role === 'section' && p.level === null) continue;
    if (role === 'goal' && last?.level === null && p.clause.end - last.clause.start <= LONGEST_ROW) {
      reach(last, p, cell === goalOf ? '' : '\t');
      goalOf = cell;
      continue;
    }
    if (role === null && !(isTold ? REPORTED : TOLD).test(p.words.folded)) continue;
    if (!isTold && p.role === 'review' && tells) p.role = null;
    if (isTold) {
      if (NEXT.test(p.words.folded)) planned = cell;
      p.role = 'review';
      p.stands = cell === planned ? null : 'told';
    }
    if (role === 'year') p.phases = [Number.parseInt(head, 10)];
    units.push(p);
  }
  return units;
}

/** Takes what the task is to reach into its unit. */
function reach(unit: Placed, goal: Placed, mark: '\t' | ''): void {
  unit.clause = { start: unit.clause.start, end: goal.clause.end };
  unit.words = beside(unit.words, goal.words, mark);
}
