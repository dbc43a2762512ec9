import type { Share } from '../duties/duties.js';
import { isNameCell } from '../duties/organisations.js';
import { indicators } from '../figures/indicators.js';
import { headRole } from '../formats/table.js';
import type { OwedCell, Placed } from '../outline/placed.js';
import type { Indicator } from '../types.js';
import { pattern } from '../words/pattern.js';
import { splitTop } from '../words/scan.js';
import { sub, type Words, words } from '../words/text.js';
import { BROKEN, brokenCells, brokenHeads } from './brokenGoals.js';
import { gluedCells, gluedHeads } from './gluedGoals.js';
import { AIM, isGoal, LEVEL } from './levels.js';
import { SHARES } from './rows.js';

/** The columns of a table of indicators: which hold the name, the unit (or -1) and the levels to be reached, of how many. */
export interface GoalHead {
  name: number;
  unit: number;
  goals: number[];
  /** the unit that stands in the head of a goal, for each column */
  own: string[];
  /** what each column of units says of those in it */
  shares: (Share | undefined)[];
  /** columns of what is reached in all, which tell the level where the year's own does not */
  totals: number[];
  /** columns of levels, those where things stand with them */
  levels: number[];
  /** nothing divides the cells of its rows */
  isGlued: boolean;
  /** it is broken over lines: what its columns are is known, not where they stand */
  isBroken: boolean;
  width: number;
}

/** Letters of the head may stand apart. */
const NAMED = pattern(/指[ \t]*标/);
const NAME_HEAD = pattern(/^(?:主要|发展|规划|核心|具体|考核|监测|评价|工作|[一二三]级)*指标(?:名称|内容|项目?)?$/);
const UNIT_HEAD = pattern(/^(?:计量|指标)?单位$/);
const YEAR_HEAD = pattern(/^(?:其中:?)?到?20\d\d年?(?:末|底)?(?:.{0,8})$/);
const GOAL_HEAD = pattern(/目标|规划值?|预期值|任务[数量值]?$|计划[数量值]$/);
const BASE_HEAD = pattern(/基数|基期|基准|现状|实际|实绩|完成|现有/);
const OTHER_HEAD = pattern(
  /^(?:序号|类别|类型|分类|领域|指标类[别型]|(?:指标)?(?:属性|性质)\d?|备注|分值|权重|得分|年均(?:增长|增速)?.{0,6}|[[(]?累计.{0,6}|.{0,4}(?:单位|部门))$/,
);
const TOTAL_UNDER = pattern(/^(?:年均|[[(]?累计)/);
/** What is reached over all years: told where the last year has no level of its own. */
const TOTAL_HEAD = pattern(/累计/);
/** What stands where no level is told. */
const NO_LEVEL = pattern(/^(?:-+|\/|无|[一-龥]{2,16})$/);
/** A unit's cell where what is told has none. */
const NONE_WRITTEN = /^[-/]+$|^无$/;
const OWN_UNIT = pattern(/[([](?:单位:)?([^()[\]]{1,8})[)\]]$/);
/** No number: "5岁以下儿童死亡率", "4个以上". */
const ENUMERATOR = pattern(/^(?:\d{1,2}(?:[.、]|(?![\d岁种年个项分小公千百万GK]))|\(?[一二三四五六七八九十\d]{1,3}[)、.])/);
/** The number of a note behind a name. */
const NOTE_MARK = /(?<=[一-龥)])[1-9]$/;
const FEWEST = 3;
export const MOST_COLUMNS = 10;
const LONGEST_NAME = 40;

/** The head of a table of indicators that these cells make, or null. The first of several years tells where things stand, unless heads say otherwise. */
export function goalHead(heads: string[]): GoalHead | null {
  if (heads.length < FEWEST) return null;
  const cells = underGroup(heads);
  const name = cells.findLastIndex(c => NAME_HEAD.test(c));
  if (name < 0) return null;
  const isLevel = (c: string, at: number): boolean => at > name && c.length <= 14 && (YEAR_HEAD.test(c) || GOAL_HEAD.test(c));
  const levels = cells.flatMap((c, at) => (isLevel(c, at) ? [at] : []));
  const known = cells.every((c, at) => at <= name || levels.includes(at) || isKnown(c));
  const named = levels.filter(at => GOAL_HEAD.test(cells[at]!));
  const open = levels.filter(at => !BASE_HEAD.test(cells[at]!));
  const goals = named.length > 0 ? named : open.length > 1 && open.length === levels.length ? open.slice(1) : open;
  if (!known || goals.length === 0) return null;
  return {
    name,
    unit: cells.findIndex(c => UNIT_HEAD.test(c)),
    goals,
    own: cells.map(c => OWN_UNIT.exec(c)?.[1] ?? ''),
    shares: cells.map(c => SHARES[headRole(c)!]),
    totals: cells.flatMap((c, at) => (TOTAL_HEAD.test(c) ? [at] : [])),
    levels,
    isGlued: false,
    isBroken: false,
    width: cells.length,
  };
}

/** A year, or what is reached over all of them: may stand under a common head. */
const standsUnder = (head: string): boolean => YEAR_HEAD.test(head) || TOTAL_UNDER.test(head);

/** Years that stand in a second line of heads, behind all others, take the place of the head that they stand under: "规划目标 | 属性", "2027年 | 2030年". */
function underGroup(heads: string[]): string[] {
  const first = heads.findLastIndex(c => !standsUnder(c)) + 1;
  const group = heads.findIndex((c, at) => at < first && GOAL_HEAD.test(c) && !/\d/.test(c));
  if (group < 0 || group === first - 1 || heads.length - first < 2) return heads;
  return [...heads.slice(0, group), ...heads.slice(first), ...heads.slice(group + 1, first)];
}

const isKnown = (head: string): boolean => UNIT_HEAD.test(head) || OTHER_HEAD.test(head) || BASE_HEAD.test(head);

/** The head that stands in a line: its cells divided by tabs or spaces, or by nothing. */
export function goalHeadOf(line: string): GoalHead | null {
  const divided = /\t| /.test(line) ? goalHead(cellsOf(line)) : null;
  const glued = divided || line.includes('\t') ? null : gluedHeads(bare(line));
  const head = divided ?? (glued && goalHead(glued));
  return head && { ...head, isGlued: glued !== null };
}

/** The head that is broken over these lines, and how many of them it takes. */
export function goalHeadBroken(lines: string[]): { head: GoalHead; lines: number } | null {
  const found = brokenHeads(lines);
  const head = found && goalHead(found.heads);
  return head && { head: { ...head, isBroken: true }, lines: found.lines };
}

/** The head whose columns stand a line each, and how many lines that are. */
export function goalHeadOfLines(lines: string[]): { head: GoalHead; lines: number } | null {
  const cells: string[] = [];
  for (const line of lines) {
    const cell = bare(line);
    if (!NAME_HEAD.test(cell) && !YEAR_HEAD.test(cell) && !GOAL_HEAD.test(cell) && !isKnown(cell)) break;
    cells.push(cell);
  }
  const head = goalHead(cells);
  return head && { head, lines: cells.length };
}

/** The cells of a line: divided by tabs, or by spaces. */
export function cellsOf(line: string): string[] {
  return line.includes('\t') ? splitTop(line, '\t').map(([a, b]) => bare(line.slice(a, b))) : line.trim().split(/ +/);
}

const bare = (cell: string): string => cell.replace(/ /g, '');

/** Whether a line of cells tells a level under such a head. */
export function isGoalRow(cells: string[], head: GoalHead): boolean {
  return goalsOf(cells, head) !== null;
}

/** Whether a line whose cells nothing divides is the row of that number under such a head. */
export function isGluedRow(line: string, number: number, head: GoalHead): boolean {
  const cells = gluedCells(bare(line), number, head);
  return cells !== null && isGoalRow(cells, head);
}

/** What the rows of tables of indicators are to reach becomes their units' indicators; a row whose cells stand one a line becomes one unit. */
export function readGoals(text: string, folded: string, placed: Placed[]): Placed[] {
  const units: Placed[] = [];
  let table: GoalTable | null = null;
  for (let i = 0; i < placed.length; i++) {
    const p = placed[i]!;
    const line = p.words.folded;
    const found = p.first && p.last && NAMED.test(line) ? headAt(placed, i) : null;
    if (found) {
      table = { head: found.head, isInLines: found.isInLines, rows: 0, unit: '' };
      i += found.lines - 1;
      continue;
    }
    if (table && (line.endsWith('。') || line.length > 120)) table = null;
    const cells = table ? rowAt(placed, i, table) : null;
    const goals = cells && goalsOf(cells, table!.head, table!.unit);
    if (goals) {
      const size = table!.isInLines ? cells.length : 1;
      const clause = { start: p.clause.start, end: placed[i + size - 1]!.clause.end };
      const own = words(text, folded, clause.start, clause.end);
      units.push({
        ...p,
        clause,
        words: own,
        level: null,
        goals: goals.map(g => ({ ...g, name: asWritten(g.name, own) })),
        cells: owners(cells, table!.head, own),
      });
      i += size - 1;
      table!.rows++;
    } else {
      if (table) table.unit = OWN_UNIT.exec(bare(line))?.[1] ?? '';
      units.push(p);
    }
  }
  return units;
}

/** A name in the characters that the row is written with: each in the form in which it stands there first. */
const asWritten = (name: string, { folded, written }: Words): string =>
  name.replace(/[^一-龥]/g, character => written[folded.indexOf(character)] ?? character);

/** A table that is being read. */
interface GoalTable {
  head: GoalHead;
  isInLines: boolean;
  /** how many rows were read */
  rows: number;
  /** the unit that the line over the rows tells: "主要污染物排放总量减少(%)" */
  unit: string;
}

/** The cells of the row that begins at `at`; null where none does. */
function rowAt(placed: Placed[], at: number, { head, isInLines, rows }: GoalTable): string[] | null {
  const row = placed[at]!.words.folded;
  if (head.isBroken || row.includes(BROKEN)) return brokenCells(row, head);
  if (!isInLines) return head.isGlued ? gluedCells(bare(row), rows + 1, head) : cellsOf(row);
  const size = rowOfLines(placed, at, head);
  return size > 0 ? placed.slice(at, at + size).map(p => bare(p.words.folded)) : null;
}

/** The head that begins at `at`: a line of cells, with years in a second one below it, or a line for each column. */
function headAt(placed: Placed[], at: number): { head: GoalHead; lines: number; isInLines: boolean } | null {
  const [line, below] = placed.slice(at, at + 2).map(p => p.words.folded);
  const broken = line!.includes(BROKEN) ? goalHeadBroken(line!.split(BROKEN)) : null;
  if (broken) return { head: broken.head, lines: 1, isInLines: false };
  const years = below?.includes('\t') ? cellsOf(below).filter(Boolean) : [];
  const areYears = years.length > 1 && years.every(standsUnder);
  const double = areYears ? goalHead([...cellsOf(line!).filter(Boolean), ...years]) : null;
  if (double) return { head: double, lines: 2, isInLines: false };
  const single = goalHeadOf(line!);
  if (single) return { head: single, lines: 1, isInLines: false };
  const found = goalHeadOfLines(placed.slice(at, at + MOST_COLUMNS).map(p => p.words.folded));
  return found && { ...found, isInLines: true };
}

/** How many lines the row takes that begins at `at`; 0 where none does. Its last cells may be missing. */
function rowOfLines(placed: Placed[], at: number, head: GoalHead): number {
  const cells = placed.slice(at, at + head.width - head.name).map(p => bare(p.words.folded));
  if (LEVEL.test(cells[0] ?? '') || (cells[0] ?? '').length > LONGEST_NAME) return 0;
  const last = head.goals.at(-1)! - head.name;
  const isFull = cells.slice(1, last + 1).every((c, n) => isGoal(c) || NO_LEVEL.test(c) || n + 1 + head.name === head.unit);
  if (cells.length <= last || !isFull || !isGoal(cells[last]!)) return 0;
  const isLast = (c: string, column: number): boolean =>
    head.shares[column] ? isNameCell(c) : LEVEL.test(c) || (c.length <= 6 && NO_LEVEL.test(c));
  let size = last + 1;
  while (size < cells.length && isLast(cells[size]!, size + head.name)) size++;
  return size;
}

/** Those who answer for what a row is to reach. */
function owners(cells: string[], head: GoalHead, row: Words): OwedCell[] {
  const at = cellAt(cells, head);
  return head.shares.flatMap((share, column) => {
    const from = share && isNameCell(at(column)) ? row.folded.indexOf(at(column)) : -1;
    return from < 0 ? [] : [{ share: share!, words: sub(row, from, from + at(column).length) }];
  });
}

/** What stands in a column of a row. Cells that are missing were merged with those above, at the left. */
function cellAt(cells: string[], head: GoalHead): (column: number) => string {
  const shift =
    cells.length < head.width && LEVEL.test(cells.at(-1)!) && head.goals.at(-1)! === head.width - 1 ? cells.length - head.width : 0;
  const fromName = cells.length <= head.width - head.name && !LEVEL.test(cells[0]!) ? -head.name : shift;
  return column => cells[column + fromName] ?? '';
}

/** What a row is to reach, in the unit that stands `above` it where it has none; null where it is none. */
function goalsOf(cells: string[], head: GoalHead, above = ''): Indicator[] | null {
  const at = cellAt(cells, head);
  const name = at(head.name)
    .replace(ENUMERATOR.exec(at(head.name))?.[0] ?? '', '')
    .replace(NOTE_MARK, '');
  if (!/[一-龥]/.test(name) || LEVEL.test(at(head.name)) || cells.length < FEWEST - 1) return null;
  const columns = [head.goals, head.totals].find(some => some.some(c => isGoal(at(c))));
  if (!columns) return null;
  const told = head.unit < 0 ? above : at(head.unit).replace(NONE_WRITTEN, '');
  const bracketed = OWN_UNIT.exec(name);
  const own = head.unit < 0 || told === '' || bracketed?.[1] === told ? bracketed : null;
  const unit = own?.[1] ?? told;
  return columns.flatMap(c => level(own ? name.slice(0, own.index) : name, at(c), unit || head.own[c]!) ?? []);
}

/** "婴儿死亡率", "<3.5", "‰"; "新增床位", "200", "张": by how much it grows; "人均预期寿命", "提高1岁". */
function level(name: string, written: string, unit: string): Indicator | null {
  const found = LEVEL.exec(written);
  if (!found) {
    const said = name + written.replace(/^[[(]|[\])]$/g, '');
    return AIM.test(written) ? (indicators({ folded: said, written: said, from: 0, gaps: [] })[0] ?? null) : null;
  }
  const [, before, number, own, behind] = found;
  const [, grows, what] = /^((?:新|净)增)?(.+)$/.exec(name)!;
  const [, scale, measure] = /^([万亿]?)(?:1(?=\/)|:1)?(.*)$/.exec(own || unit)!;
  const told = (counted: string): Indicator | undefined => {
    const words = `${grows ?? '达到'}${before!.replace(/达到|控制在|累计/g, '')}${number}${scale}${counted}${behind}`;
    return indicators({ folded: words, written: words, from: 0, gaps: [] })[0];
  };
  const ratio = own === ':1' ? own : '';
  const read = told(measure!);
  if (read) return { ...read, raw: written, name: what!, unit: measure!.startsWith(`${read.unit}/`) ? measure! : read.unit || ratio };
  const index = told('个');
  return index ? { ...index, raw: written, name: what!, unit: measure! || ratio } : null;
}
