import { Candidates } from '../words/candidates.js';
import { type Pattern, pattern } from '../words/pattern.js';
import { asRow } from './row.marks.js';
import { annotated, type Cell, due, type Grid, isTopic, lines, names } from './table.text.js';
import { oneLine } from './tidy.js';

export type Role =
  | 'seq'
  | 'section'
  | 'task'
  | 'item'
  | 'goal'
  | 'lead'
  | 'owner'
  | 'support'
  | 'due'
  | 'leader'
  | 'year'
  | 'note'
  | 'other';

const BODY = '(?:单位|部门|处室|科室|股室|机构|主体|司局)';
/** What a column holds, by its head; the first that fits. */
const ROLES: readonly [Role, Pattern][] = [
  ['seq', pattern(/^(?:序号?|编号|项次|no\.?)$/i)],
  ['year', pattern(/^20\d\d年(?!.*(?:时限|单位|部门|(?:建设|实施)内容$))/)],
  ['leader', pattern(/领导|责任人|负责人|联系人|联络员|经办人|电话/)],
  ['support', pattern(new RegExp(`(?:配合|协办|协作|协助|参与|参加|协同|支持).{0,2}${BODY}|^(?:配合|协办|协助|参与)$`))],
  ['lead', pattern(new RegExp(`(?:牵头|主办|主责|第一责任).{0,3}${BODY}|^(?:牵头|主办)$`))],
  ['owner', pattern(new RegExp(`(?:责任|承办|办理|落实|实施|执行|负责|指导)${BODY}|^(?:分工|责任)$`))],
  [
    'due',
    pattern(
      /时限|期限|进度(?:安排|要求|计划|节点)|(?:时间|工作|推进|实施|序时)进度|(?:完成|办结|整改|截止|竣工|交付)(?:时间|日期)|时间(?:节点|安排|要求)|^时间$/,
    ),
  ],
  ['note', pattern(/^备注|^说明$/)],
  [
    'other',
    pattern(
      /(?:地点|位置|地址|投资额?|资金|金额|经费|来源|依据|出处|属性|性质|批次|年限|周期|(?:建设|起止|开工)时间)$|^(?:总|年度|计划)+投资/,
    ),
  ],
  ['section', pattern(/问题|章节|板块|领域|类别|分类|^方面$|^工作方面$/)],
  ['goal', pattern(/目标|标准|成效|成果/)],
  ['item', pattern(/细化|分解|子任务|具体|(?:措施|举措|做法)$/)],
  ['task', pattern(/任务|事项|(?:工作|建设|实施|项目|规模|主要|实事)[及和与、]?(?:主要)?内容|重点工作|^主要工作$|项目|实事|^内容$|要点/)],
];
const CANDIDATES = new Candidates(ROLES.map(([, pattern]) => pattern));

/** What a column with this head holds; null where the head tells nothing. */
export function headRole(head: string): Role | null {
  const candidates = CANDIDATES.in(head);
  return ROLES.find(([, pattern], n) => candidates & (1 << n) && pattern.test(head))?.[0] ?? null;
}

const DUTIES: readonly [Role, string][] = [
  ['lead', '牵头单位'],
  ['owner', '责任单位'],
  ['support', '配合单位'],
  ['due', '完成时限'],
  ['leader', '责任领导'],
];
/** A head is no longer than this; the heads stand among the first rows. */
const LONGEST_HEAD = 20;
const HEAD_ROWS = 15;
/** Heads further down are at least so many. */
const FEWEST_HEADS = 3;

interface Column {
  role: Role;
  head: string;
}

/**
 * Writes a table as paragraphs. Where its heads tell that it breaks work down (a task, who owes it, by when), each row becomes a paragraph that ends
 * with its responsibility, "（牵头单位：…；配合单位：…；完成时限：…）", behind each of its sentences; a task over several rows becomes a line above them.
 * Each such row is marked as one. Any other table is written row by row, cells apart by tabs.
 */
export function writeTable(grid: Grid): string[] {
  return tablesIn(grid).flatMap(writeOne);
}

/** A sheet, or a table that was pasted together, may hold several: one that is numbered as an annex, or has other heads. */
function tablesIn(grid: Grid): Grid[] {
  const found: Grid[] = [];
  let heads = new Set<string>();
  grid.forEach((row, n) => {
    const above = grid[n - 1];
    const isHeads = tellsEachHead(row);
    const isOther = isHeads && heads.size > 0 && !heads.has(wordsOf(row)) && !goesOn(above!, row);
    if (!above || isOther || isAnnex(row)) {
      found.push([]);
      heads = new Set();
    }
    if (isHeads) heads.add(wordsOf(row));
    found.at(-1)!.push(row);
  });
  return found;
}

const ANNEX = /^附(?:表|件)\s*[\d一二三四五六七八九十]/;
const isAnnex = (row: (Cell | null)[]) => filled(row).length === 1 && ANNEX.test(filled(row)[0]!.text.trim());

/** A row's words, to be compared with another's. */
const wordsOf = (row: (Cell | null)[]) =>
  row
    .map(cell => squeeze(cell?.text ?? ''))
    .join('\t')
    .trim();

/** Whether a row further down is heads again: all its cells but one say what they hold. */
function tellsEachHead(row: (Cell | null)[]): boolean {
  if (!areHeads(row)) return false;
  const roles = filled(row).map(cell => roleOf(squeeze(cell.text)));
  const known = roles.filter(role => role !== 'other');
  return known.length >= FEWEST_HEADS && known.length >= roles.length - 1 && breaksDownWork(known);
}

/** Whether a table breaks work down. */
export const hasHeads = (grid: Grid): boolean => findHead(grid) !== null;

function writeOne(grid: Grid): string[] {
  const head = findHead(grid);
  if (!head) return grid.flatMap(plainRow);
  const { columns, from, to } = head;
  const titles = grid.slice(0, from).flatMap(plainRow);
  const rows = new Rows(columns, grid, from, to);
  return [...titles, ...rows.write()];
}

function plainRow(row: (Cell | null)[]): string[] {
  const cells = filled(row);
  if (cells.length === 1) return cells[0]!.text.split('\n').map(oneLine).filter(Boolean);
  return cells.length === 0 ? [] : [cells.map(c => oneLine(c.text)).join('\t')];
}

const filled = (row: (Cell | null)[]) => distinct(row).filter(c => c.text.trim());

function distinct(row: (Cell | null)[]): Cell[] {
  return [...new Set(row.filter((c): c is Cell => c !== null))];
}

function findHead(grid: Grid): { columns: Column[]; from: number; to: number } | null {
  for (let from = 0; from < Math.min(grid.length, HEAD_ROWS); from++) {
    if (!areHeads(grid[from]!)) continue;
    let to = from + 1;
    while (to < grid.length && to - from < 3 && goesOn(grid[to - 1]!, grid[to]!)) to++;
    if (to === from + 1 && !isHeadRow(grid[from]!)) continue;
    const columns = grid[from]!.map((_, c) => {
      const [heads, cells] = [grid.slice(from, to), grid.slice(to)].map(rows => rows.map(row => row[c] ?? null));
      const own = column(heads!);
      return !own.head && areNumbers(cells!) ? { ...own, role: 'seq' as const } : own;
    });
    nameTasksOfYear(columns);
    if (breaksDownWork(columns.map(c => c.role))) return { columns, from, to };
  }
  return null;
}

const YEARS_TASKS = /任务|工作|事项|举措|措施/;

/** "2026年重点工作任务": the only column of a year names the tasks where none else does. */
export function nameTasksOfYear(columns: { role: Role | null; head: string }[]): void {
  const years = columns.filter(({ role }) => role === 'year');
  const isAlone = new Set(years.map(({ head }) => head)).size === 1 && !columns.some(({ role }) => role === 'task' || role === 'item');
  if (isAlone && YEARS_TASKS.test(years[0]!.head)) for (const column of years) column.role = 'task';
}

/** A column of numbers needs no head to be told. */
function areNumbers(cells: (Cell | null)[]): boolean {
  const texts = cells.flatMap(cell => (cell?.text.trim() ? squeeze(cell.text) : []));
  return texts.length > 0 && texts.every(text => /^\d{1,3}$/.test(text));
}

const NAMES_WORK: readonly Role[] = ['task', 'item', 'goal', 'year'];
const OWES_WORK: readonly Role[] = ['lead', 'owner', 'support', 'due'];

/** Whether columns tell both tasks and who owes them or by when. */
export function breaksDownWork(roles: readonly Role[]): boolean {
  return roles.some(role => NAMES_WORK.includes(role)) && roles.some(role => OWES_WORK.includes(role));
}

/** Whether a row's cells may be heads; one that the next row splits need not say itself what it holds. */
function areHeads(row: (Cell | null)[]): boolean {
  const cells = filled(row);
  return cells.length >= 2 && cells.every(c => isHead(c.text));
}

const isHeadRow = (row: (Cell | null)[]) => areHeads(row) && filled(row).filter(c => roleOf(squeeze(c.text)) !== 'other').length >= 2;

/** Short and no sentence: may be the head of a column. */
export function isHead(text: string): boolean {
  return squeeze(text).length <= LONGEST_HEAD && !/[。；;]/.test(text);
}

/** Whether a row is the second line of the head: it splits a head above that spans several columns, the rest hangs down from above or is empty. */
function goesOn(above: (Cell | null)[], row: (Cell | null)[]): boolean {
  const splits = row.some((cell, c) => cell?.text.trim() && isSpanned(above, c) && cell !== above[c] && isHead(cell.text));
  return splits && row.every((cell, c) => !cell?.text.trim() || cell === above[c] || (isSpanned(above, c) && isHead(cell.text)));
}

function isSpanned(row: (Cell | null)[], c: number): boolean {
  return row[c] != null && (row[c] === row[c - 1] || row[c] === row[c + 1]);
}

function column(cells: (Cell | null)[]): Column {
  const heads = [...new Set(cells)].flatMap(c => (c?.text.trim() ? [squeeze(c.text)] : []));
  const own = heads.at(-1) ?? '';
  const whole = heads.join('');
  const known = roleOf(own);
  const role = known === 'other' ? roleOf(whole) : known;
  return { role, head: known === 'year' || known === 'other' ? whole : own };
}

function roleOf(head: string): Role {
  return ROLES.find(([, pattern]) => pattern.test(head))?.[0] ?? 'other';
}

function squeeze(text: string): string {
  return text.replace(/[\s\u3000]+/g, '').replace(/[（(].*?[）)]$/, '');
}

/** Who filled a table in, and when, stands in a row of its own below it: "填表人：…　联系电话：…". */
const SIGNED = /^(?:填[表报写]|制表|审[核批签定]|复核|联系|经办|负责|单位负责|主管|电话|手机|日期|报送)[^：:]{0,6}[：:]/;

/** A figure with its unit and nothing else. */
const FIGURE =
  /^(?:[≥≤＞＜><]|不[少低高多]于|不超过|达到?)?\s*\d[\d.,，]*\s*(?:[%％‰]|\/10万|[\u4e00-\u9fff]{1,3})(?:以上|以下|以内|左右)?$/;

/** Writes the rows under a head one after the other; what spans several rows is written once. */
class Rows {
  private readonly written = new Set<Cell>();
  /** numbers that stand before a line already */
  private readonly numbered = new Set<Cell>();
  /** where each cell stands: one that spans rows in each of them */
  private readonly rows = new Map<Cell, (Cell | null)[][]>();
  /** the words of each line of the head */
  private readonly heads: ReadonlySet<string>;
  /** the numbers count the items, not the tasks above them: somewhere a task spans several */
  private readonly numbersItems: boolean;

  constructor(
    private readonly columns: Column[],
    private readonly grid: Grid,
    head: number,
    private readonly first: number,
  ) {
    this.heads = new Set(grid.slice(head, first).map(wordsOf));
    for (const row of grid.slice(first))
      for (const cell of distinct(row)) {
        if (!this.rows.has(cell)) this.rows.set(cell, []);
        this.rows.get(cell)!.push(row);
      }
    this.numbersItems = grid.some(
      (row, index) => index >= first && this.cells(row, 'task').some(c => this.spans(c, index)) && !this.spansNumber(row, index),
    );
  }

  /** The rows one after the other, each with work marked as one; lines that are one task together. */
  write(): string[] {
    const written: string[] = [];
    let row: string[] = [];
    for (let index = this.first; index < this.grid.length; index++) {
      const { above, own } = this.lines(index);
      if (above.length > 0 || !this.isOneTask(this.grid[index - 1]!, this.grid[index]!)) {
        written.push(...asRow(row), ...above);
        row = [];
      }
      row.push(...own);
    }
    return [...written, ...asRow(row)];
  }

  /** What a line of the table comes to: what stands over its work or is none, and its work. */
  private lines(index: number): { above: string[]; own: string[] } {
    const row = this.grid[index]!;
    const cells = filled(row);
    const noWork = (above: string[]) => ({ above, own: [] });
    if (cells.length === 0 || this.repeatsHead(row)) return noWork([]);
    if (cells.every(cell => SIGNED.test(cell.text.trim()))) return noWork(plainRow(row));
    if (cells.length === 1 && !this.isTask(row, cells[0]!))
      return noWork(this.once(cells[0]!, c => c.text.split('\n').map(oneLine).filter(Boolean)));
    if (cells.every(cell => OWES_WORK.includes(this.columns[row.indexOf(cell)]!.role))) return noWork(plainRow(row));
    const work = this.work(row);
    const above = [...this.sections(row), ...work.above];
    const own = [...work.own, ...this.remarks(row)];
    const isTask = this.cells(row, 'task').length + this.cells(row, 'item').length > 0;
    return isTask ? { above, own } : noWork([...above, ...own]);
  }

  /** Lines of a table that are one task: under one number, owed by the same units by the same day. */
  private isOneTask(a: (Cell | null)[], b: (Cell | null)[]): boolean {
    const shared = (role: Role) =>
      this.cells(a, role).every(cell => b.includes(cell)) && this.cells(b, role).every(cell => a.includes(cell));
    return this.cells(a, 'seq').length > 0 && ['seq' as const, ...OWES_WORK].every(shared);
  }

  /** A lone cell is a heading over what follows, unless it stands under the heads of the work alone. */
  private isTask(row: (Cell | null)[], cell: Cell): boolean {
    const roles = this.columns.filter((_, c) => row[c] === cell).map(c => c.role);
    return roles.length === 1 && NAMES_WORK.includes(roles[0]!);
  }

  private repeatsHead(row: (Cell | null)[]): boolean {
    if (this.heads.has(wordsOf(row))) return true;
    return row.every((cell, c) => !cell?.text.trim() || squeeze(cell.text) === this.columns[c]?.head) && isHeadRow(row);
  }

  private sections(row: (Cell | null)[]): string[] {
    return this.cells(row, 'section').flatMap(cell => this.once(cell, c => [oneLine(c.text)]));
  }

  private work(row: (Cell | null)[]): { above: string[]; own: string[] } {
    const tasks = this.cells(row, 'task');
    const items = this.cells(row, 'item');
    const number = this.number(row);
    const measured = this.measured(row, items.at(-1) ?? tasks.at(-1));
    const told = (role: Role, dated: boolean) =>
      this.cells(row, role).flatMap(c => this.once(c, () => annotated(`${this.headOf(row, c)}：${oneLine(c.text)}`, this.duty(c, dated))));
    const goals = told('goal', true);
    const years = told('year', false);
    const written = (c: Cell, own: string, isOwed = true) =>
      this.once(c, () => lines(c === measured?.cell ? measured : c, own, isOwed ? this.duty(c, true) : ''));
    if (items.length === 0) return { above: [], own: [...tasks.flatMap((c, i) => written(c, i === 0 ? number : '')), ...goals, ...years] };
    const belongsToItem = this.numbersItems;
    const over = tasks.flatMap((c, i) => written(c, i === 0 && !belongsToItem ? number : '', !isTopic(c)));
    const below = items.flatMap((c, i) => written(c, i === 0 && (belongsToItem || tasks.length === 0) ? number : ''));
    const isOwn = tasks.every(c => !isTopic(c) && this.rows.get(c)!.every(other => other === row || this.isOneTask(row, other)));
    const [above, own] = isOwn ? [[], over] : [over, []];
    return { above, own: [...own, ...below, ...goals, ...years] };
  }

  /** The row's task with what the column of goals says of it, where that is nothing but a figure: "电子病历覆盖率" and "95%以上" are one sentence. */
  private measured(row: (Cell | null)[], task: Cell | undefined): (Cell & { cell: Cell }) | null {
    const [goal, ...more] = this.cells(row, 'goal');
    const figure = goal && oneLine(goal.text);
    if (!task || !figure || more.length > 0 || !FIGURE.test(figure)) return null;
    if ([task, goal].some(c => this.written.has(c) || this.rows.get(c)!.length > 1)) return null;
    const isSaid = task.text.includes(figure);
    if (!isSaid && /[。；;]/.test(task.text)) return null;
    this.written.add(goal);
    return { ...task, text: isSaid ? task.text : `${task.text.trimEnd().replace(/(?<![到达为至])$/, '：')}${figure}`, cell: task };
  }

  private remarks(row: (Cell | null)[]): string[] {
    return [...this.cells(row, 'other'), ...this.cells(row, 'note')].flatMap(c =>
      this.once(c, () => [`${this.headOf(row, c)}：${oneLine(c.text)}。`.replace(/^：/, '').replace(/。。$/, '。')]),
    );
  }

  private number(row: (Cell | null)[]): string {
    const [cell] = this.cells(row, 'seq');
    const seq = cell && !this.numbered.has(cell) ? oneLine(cell.text) : '';
    if (cell) this.numbered.add(cell);
    return /^\d+$/.test(seq) ? `${seq}. ` : /^[一二三四五六七八九十]+$/.test(seq) ? `${seq}、` : seq && `${seq} `;
  }

  /** Whether a cell goes on in the row above or below. */
  private spans(cell: Cell, index: number): boolean {
    return [index - 1, index + 1].some(i => i >= this.first && (this.grid[i]?.includes(cell) ?? false));
  }

  private spansNumber(row: (Cell | null)[], index: number): boolean {
    return this.cells(row, 'seq').some(c => this.spans(c, index));
  }

  /** Who owes what a cell says, and by when: from all rows that it spans. */
  private duty(cell: Cell, dated: boolean): string {
    const said = new Map<string, Set<string>>();
    for (const [role, usual] of DUTIES.filter(([role]) => dated || role !== 'due'))
      for (const row of this.rows.get(cell) ?? [])
        for (const own of this.cells(row, role)) {
          const label = this.label(row, own, usual);
          said.set(label, (said.get(label) ?? new Set()).add(role === 'due' ? due(own.text) : names(own.text)));
        }
    return said.size > 0 ? `（${[...said].map(([label, words]) => `${label}：${[...words].join('、')}`).join('；')}）` : '';
  }

  /** The office's own word for the column where it tells enough, else the usual one. */
  private label(row: (Cell | null)[], cell: Cell, usual: string): string {
    const head = this.headOf(row, cell);
    return /(?:单位|部门|处室|科室|股室|机构|时限|时间|期限|领导|人|电话)$/.test(head) ? head : usual;
  }

  private headOf(row: (Cell | null)[], cell: Cell): string {
    return this.columns[row.indexOf(cell)]?.head ?? '';
  }

  private cells(row: (Cell | null)[], role: Role): Cell[] {
    return filled(row.filter((_, c) => this.columns[c]?.role === role));
  }

  private once(cell: Cell, write: (cell: Cell) => string[]): string[] {
    if (this.written.has(cell)) return [];
    this.written.add(cell);
    return write(cell);
  }
}
