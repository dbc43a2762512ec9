import { unitEnd } from '../figures/units.js';
import { oneBehindTheOther } from './gluedRows.js';

/**
 * Tables of indicators between whose cells nothing is left: "序号指标名称单位2020年2025年属性", "7科技进步贡献率%60.264预期性".
 * A row is read from its end: its nature, its levels, the unit, what is left is the name. Digits that run together are shared
 * out so that the levels of the years lie near each other and look alike.
 */

const FRONT = '序号|类别|分类|领域|类型|方面';
const NAME = '(?:主要|发展|规划|核心|具体|考核|监测|评价|工作)*指标(?:名称|内容|项目)?';
const YEAR =
  '到?20\\d\\d年(?:末|底)?(?:基期|基数|基准|现状|现有|实际|实绩|完成|目标|规划|预期|预计)?(?:值|数|情况)?(?:\\([^()\\d]{1,8}\\))?';
const TOTAL = '(?:年均|[\\[(]?累计)(?:[增长速率变化值数/年均累计%\\[\\]()])*(?:\\d(?!\\d))?';
const BEHIND = `(?:计量)?单位(?:\\d(?!\\d))?|${YEAR}|${TOTAL}|(?:指标)?(?:属性|性质)(?:\\d(?!\\d))?|备注|(?:责任|牵头|主管|负责)(?:单位|部门)|(?:目标|规划|现状|基期|基准)值`;
/** A head, or what else a part of a line of heads may be. */
export const GLUED_HEAD = `${NAME}|${BEHIND}|${FRONT}`;
const FRONTS = new RegExp(FRONT, 'y');
const NAMES = new RegExp(`^(?<front>(?:${FRONT}){0,3})(?<name>${NAME})`);
const BEHINDS = new RegExp(BEHIND, 'y');

/** What a text holds that such a head may stand in. */
export const MAY_BE_GLUED =
  /指 {0,3}标 {0,3}(?:[名内项] {0,3}[称容目])? {0,3}(?:(?:计量)?单 {0,3}位)? {0,3}(?:到?20\d\d年|(?:目标|规划|现状|基期|基准)值)/;

/** The heads that a line without marks holds (blanks left out), or null. */
export function gluedHeads(line: string): string[] | null {
  const { front, name } = NAMES.exec(line)?.groups ?? {};
  if (name === undefined) return null;
  const behind = oneBehindTheOther(line.slice(front!.length + name.length), BEHINDS);
  return behind && behind.length > 0 ? [...oneBehindTheOther(front!, FRONTS)!, name, ...behind] : null;
}

/** Which columns a row without marks is shared out among: the name's, the unit's (or -1), those of levels, those of totals that may be left out. */
export interface GluedColumns {
  name: number;
  unit: number;
  levels: number[];
  totals: number[];
  width: number;
}

const SIGN = '(?:[<>≤≥=]|不低于|不高于|不少于|不超过|达到?|控制在)*';
const BOUND = '(?:及?以上|及?以下|以内|左右)?';
const LEVELS = new RegExp(`(?:${SIGN}\\d[\\d.,:]*(?![\\d.,:])[%‰]?${BOUND}|-|/|[\\[(]\\d[\\d.]*%?[\\])])+$`);
const CELL = new RegExp(
  `^(?:-{1,2}|/|[\\[(]\\d[\\d.]*%?[\\])]|${SIGN}((?:0|[1-9]\\d{0,2}(?:,\\d{3})+|[1-9]\\d*)(?:\\.\\d+)?)(?::([1-9]\\d*))?[%‰]?${BOUND})$`,
);
/** What stands behind the last level. */
const TAIL = new RegExp(`${BOUND}([一-龥、,]*)$`);
const NATURE = /^(?:约束|预期|引导|指导|参考|监测)性?(?:指标)?/;
const LONGEST_CELL = 14;
const LONGEST_RUN = 60;
const LONGEST_UNIT = 10;

/**
 * The cells of a row under such heads, an empty one where nothing stands.
 * @param number of the row where rows are numbered: "55岁以下儿童死亡率" is the fifth
 * @returns null where it is no row, or its digits can be shared out in more ways than one
 */
export function gluedCells(line: string, number: number, { name, unit, levels, totals, width }: GluedColumns): string[] | null {
  const last = Math.max(...levels, ...totals);
  const tail = last + 1 < width ? TAIL.exec(line)![1]! : '';
  const front = line.slice(0, line.length - tail.length);
  const behind = LEVELS.exec(front)?.[0];
  if (behind === undefined || behind.length > LONGEST_RUN) return null;
  const listed = name > 0 && line.startsWith(`${number}`) ? `${number}`.length : 0;
  const told = front.slice(listed, front.length - behind.length);
  const own = unit > name ? unitOf(told) : '';
  const run = unit > name && own === '' && behind[0] === '-' ? behind.slice(1) : behind;
  const shared = share(run, levels.length, levels.length + totals.length);
  if (!shared || !/[一-龥]{2}/.test(told)) return null;
  const cells = new Array<string>(width).fill('');
  cells[name] = told.slice(0, told.length - own.length);
  if (unit > name) cells[unit] = own;
  [...levels, ...totals]
    .sort((a, b) => a - b)
    .forEach((column, n) => {
      cells[column] = shared[n] ?? '';
    });
  const nature = last + 2 < width ? (NATURE.exec(tail)?.[0] ?? '') : '';
  if (nature) cells[last + 1] = nature;
  if (last + 1 < width) cells[nature ? last + 2 : last + 1] = tail.slice(nature.length);
  return cells;
}

/** The unit that closes what stands before the levels: the longest one. */
function unitOf(told: string): string {
  for (let length = Math.min(LONGEST_UNIT, told.length - 2); length > 0; length--) {
    const end = told.slice(-length);
    if (isUnit(end)) return end;
  }
  return '';
}

export function isUnit(words: string): boolean {
  const [, bare] = /^(?:1(?=\/)|[十百千万亿]{1,2}(?=.))?(.+?)(?:·[年月日天])?$/.exec(words) ?? [];
  return bare !== undefined && unitEnd(bare, 0) === bare.length;
}

/** A run of levels in `all` cells, or in `least` where no cell of it is marked as empty or in brackets; a note's number may stand before it. */
function share(run: string, least: number, all: number): string[] | null {
  const isMarked = /[-/[(]/.test(run);
  const counts = isMarked ? [all, least] : [least, all];
  for (const count of counts) {
    const found = shareOut(run, count) ?? (/^\d\D/.test(run) ? shareOut(run.slice(1), count) : null);
    if (found) return found;
  }
  return null;
}

/** Who tries more ways has met no row. */
const MOST_TRIES = 3000;
/** How much likelier the best way to share out must be than the next. */
const CLEAR = 0.1;

/** A way to share out, as far as it got: its cells and how unlikely they are. */
interface Way {
  cells: string[];
  /** the last level, and how many decimals it has */
  value: number | null;
  places: number;
  cost: number;
}

/** The likeliest way to share a run out among so many cells; null where there is none, or none that is clearly the likeliest. */
function shareOut(run: string, count: number): string[] | null {
  let best: Way | null = null;
  let next = Infinity;
  let tries = 0;
  const go = (from: number, way: Way): void => {
    if (way.cells.length === count) {
      if (from < run.length) return;
      if (best && way.cost >= best.cost) next = Math.min(next, way.cost);
      else [next, best] = [best?.cost ?? Infinity, way];
      return;
    }
    const last = Math.min(run.length - (count - way.cells.length - 1), from + LONGEST_CELL);
    for (let to = from + 1; to <= last && tries < MOST_TRIES; to++) {
      tries++;
      const cell = continues(run, to) ? null : CELL.exec(run.slice(from, to));
      const longer = cell && further(way, cell);
      if (longer && longer.cost < (best?.cost ?? Infinity) + CLEAR) go(to, longer);
    }
  };
  go(0, { cells: [], value: null, places: 0, cost: 0 });
  const found = best as Way | null;
  return found && tries < MOST_TRIES && next - found.cost >= CLEAR ? found.cells : null;
}

/** A level is the less likely the further it lies from the one before and the less it looks like it; three decimals are rare. */
function further({ cells, value: before, places, cost }: Way, [cell, number, ratio]: RegExpExecArray): Way {
  if (number === undefined) return { cells: [...cells, cell], value: before, places, cost };
  const value = Number(number.replaceAll(',', '')) / Number(ratio ?? 1);
  const own = number.split('.')[1]?.length ?? 0;
  const change = before === null ? 0 : distance(before, value) + Math.abs(own - places) / 10;
  return { cells: [...cells, cell], value, places: own, cost: cost + change + (value >= 1 && own > 2 ? 1 : 0) };
}

/** What cannot begin a cell goes on with the one before. */
const continues = (run: string, at: number): boolean => /^(?:[.,:%‰]|及?以|左右)/.test(run.slice(at, at + 3));

/** How far two levels lie apart: by what factor. */
const distance = (a: number, b: number): number => (a > 0 && b > 0 ? Math.abs(Math.log(b / a)) : 3);
