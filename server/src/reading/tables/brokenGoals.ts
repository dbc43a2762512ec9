import { isNameCell } from '../duties/organisations.js';
import { GLUED_HEAD, isUnit } from './gluedGoals.js';
import { oneBehindTheOther } from './gluedRows.js';
import { isGoal } from './levels.js';

/**
 * Tables of indicators as a printed page gives them: heads and names broken over lines, what stands in the middle of a row
 * between them: "每千人口执业(助理)", "3 人 2.9 3.2 预期性", "医师数". Levels tell the rows, the lines beside them the rest of their names.
 */

/** What stands for the end of a line inside a row. */
export const BROKEN = '\v';

const GROUP = '“?十[二三四五六]五”?(?:时期|期间|规划|末)?(?:目标|规划)?值?|(?:规划|预期)?目标|规划|现状|基期|实际|实绩|完成';
const PART = new RegExp(`${GLUED_HEAD}|${GROUP}|20\\d\\d|[序号指标单位属性名称类别领域年末底值数人]`, 'y');
const MOST_LINES = 6;
const LONGEST_LINE = 60;
const YEAR = /^到?20\d\d/;
const TOTAL = /累计|^年均/;
/** What a year's column tells, in a line below the year. */
const SAYS = /^(?:规划|预期|现状|基期|基准|实际|实绩|完成|目标)(?:目标)?[值数]?$/;
const OWNER = /^(?:责任|牵头|主管|负责)(?:单位|部门)$/;

const tokensOf = (line: string): string[] => line.split(/[ \t]+/).filter(Boolean);

/** What a text holds that such heads may stand in. */
export const MAY_BE_BROKEN = /^[^\n,。;:]{0,40}指 *标[^\n,。;:]{0,40}$/m;

/** Whether a line may be the first of such heads. */
export function opensBroken(line: string): boolean {
  PART.lastIndex = line.length - line.trimStart().length;
  return line.length <= LONGEST_LINE && PART.test(line) && tokensOf(line).every(token => oneBehindTheOther(token, PART));
}

/** The heads that lines hold which nothing but heads and parts of them stand in, and how many lines that are; null where they name no indicators. */
export function brokenHeads(lines: string[]): { heads: string[]; lines: number } | null {
  const parts: string[] = [];
  let size = 0;
  for (const line of lines.slice(0, MOST_LINES)) {
    const own = line.length <= LONGEST_LINE ? tokensOf(line).map(token => oneBehindTheOther(token, PART)) : [];
    if (own.length === 0 || own.includes(null)) break;
    parts.push(...own.flatMap(p => p!));
    size++;
  }
  const all = parts.join('');
  if (!parts.some(p => p.includes('指标')) && !/指.*标/.test(all)) return null;
  const has = (words: RegExp): boolean => words.test(all);
  return {
    heads: [
      ...(has(/序/) ? ['序号'] : []),
      ...(has(/类|领域|方面/) ? ['类别'] : []),
      '指标',
      ...(has(/(?<!责任|牵头|主管|负责)单/) ? ['单位'] : []),
      ...levelHeads(parts),
      ...parts.filter(p => OWNER.test(p)).slice(0, 1),
    ],
    lines: size,
  };
}

/** The columns of levels: years, each with what stands below it, and what is reached over all of them; where there is none, what is to be reached. */
function levelHeads(parts: string[]): string[] {
  const columns = parts.filter(p => YEAR.test(p) || TOTAL.test(p));
  const said = parts.filter(p => SAYS.test(p));
  if (columns.length === 0) return said;
  const years = columns.filter(p => YEAR.test(p)).length;
  let next = 0;
  return columns.map(p => (YEAR.test(p) ? `${p}${/年/.test(p) ? '' : '年'}${said.length === years ? said[next++] : ''}` : p));
}

/** Which columns a row is shared out among. */
export interface BrokenColumns {
  name: number;
  unit: number;
  levels: number[];
  totals: number[];
  shares: unknown[];
  width: number;
}

/** What stands in the line of a row's levels. */
interface Middle {
  isNumbered: boolean;
  name: string;
  unit: string;
  levels: string[];
  owner: string;
}

const NATURE = /^(?:(?:约束|预期|引导|指导|参考|监测)性?|性)(?:指标)?$/;
const NUMBER = /^\d{1,3}[.、]?$/;
const NO_LEVEL = /^(?:[-/]+|无)$/;
const isLevel = (token: string): boolean => isGoal(token) || NO_LEVEL.test(token);
const MOST_BEHIND = 3;
const MOST_BEFORE = 3;

/** What a line tells of a row, where it holds its levels: of that with a number, or of one that nothing numbers. */
function middleOf(line: string, isNumber: (token: string) => boolean, columns: BrokenColumns): Middle | null {
  const { unit, levels, totals, shares } = columns;
  const tokens = tokensOf(line);
  let end = tokens.length;
  while (end > 0 && tokens.length - end < MOST_BEHIND && !isLevel(tokens[end - 1]!)) end--;
  const listed = tokens.slice(0, MOST_BEFORE).findIndex(isNumber);
  const from = [levels.length + totals.length, levels.length]
    .map(count => end - count)
    .find(at => at > listed && at < end && tokens.length > 1 && tokens.slice(at, end).every(isLevel));
  if (from === undefined) return null;
  const before = tokens.slice(listed + 1, from).filter(t => !NATURE.test(t));
  const last = before.at(-1) ?? '';
  const isLast = unit >= 0 && (isUnit(last) || NO_LEVEL.test(last) || last.endsWith('/') || (before.length > 1 && last.length <= SHORT));
  return {
    isNumbered: listed >= 0,
    name: before.slice(0, isLast ? -1 : undefined).join(''),
    unit: isLast && !NO_LEVEL.test(last) ? last : '',
    levels: tokens.slice(from, end),
    owner: shares.some(Boolean) ? tokens.slice(end).join('') : '',
  };
}

/** A part of a unit is no longer than this. */
const SHORT = 4;

/** A row: its lines, and the one of its levels. */
interface BrokenRow {
  from: number;
  to: number;
  at: number;
}

const HEADING = /^ *(?:注|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))/;
const LONGEST_GAP = 8;

/** The rows that these lines hold under such heads. */
export function brokenRows(lines: string[], columns: BrokenColumns): BrokenRow[] {
  const found: { at: number; middle: Middle }[] = [];
  for (let at = 0; at < lines.length && at - (found.at(-1)?.at ?? 0) <= LONGEST_GAP; at++) {
    if (lines[at]!.length > LONGEST_LINE * 2 || lines[at]!.endsWith('。')) break;
    const middle = middleOf(lines[at]!, token => token.replace(/[.、]$/, '') === `${found.length + 1}`, columns);
    if (middle && middle.isNumbered === (found[0] ?? { middle }).middle.isNumbered) found.push({ at, middle });
  }
  const isCentred = found.some(({ middle }) => !/[一-龥]/.test(middle.name));
  return isCentred ? centred(lines, found) : hanging(lines, found);
}

/** A line that belongs to no row: it stands over rows, is a note, or holds heads again. */
const stands = (line: string): boolean => HEADING.test(line) || brokenHeads([line]) !== null;

/** As many lines of a row stand above its levels as below them. */
function centred(lines: string[], found: { at: number }[]): BrokenRow[] {
  let free = 0;
  return found.map(({ at }, n) => {
    let from = at;
    while (from > free && !stands(lines[from - 1]!)) from--;
    const next = found[n + 1]?.at ?? lines.length;
    let to = at;
    while (to < next - 1 && to < lines.length - 1 && to - at < at - from && !stands(lines[to + 1]!)) to++;
    free = to + 1;
    return { from: 2 * at - to, to, at };
  });
}

/** So much may a full line of a column be shorter or longer than another. */
const SLACK = 2;

/** A row's lines stand below that of its levels, as long as the name before fills its column, or what the column of units begins is not whole. */
function hanging(lines: string[], found: { at: number; middle: Middle }[]): BrokenRow[] {
  const widest = Math.max(...found.map(({ middle }) => middle.name.length));
  return found.map(({ at, middle }, n) => {
    const next = found[n + 1]?.at ?? lines.length;
    let to = at;
    let width = middle.name.length;
    while (to < next - 1 && !stands(lines[to + 1]!)) {
      const own = tokensOf(lines[to + 1]!);
      const isWhole = own.length === 1 && own[0]!.length <= SHORT && isUnit(middle.unit + own[0]!);
      if (!isWhole && (width < widest - SLACK || own[0]!.length > widest + SLACK)) break;
      width = own[0]!.length;
      to++;
    }
    return { from: at, to, at };
  });
}

/** The cells of a row of such a table, an empty one where nothing stands. */
export function brokenCells(row: string, columns: BrokenColumns): string[] | null {
  const lines = row.split(BROKEN);
  const middles = lines.map(line => middleOf(line, token => NUMBER.test(token), columns) ?? middleOf(line, () => false, columns));
  const listed = middles.findIndex(middle => middle?.isNumbered);
  const at = listed < 0 ? middles.findIndex(Boolean) : listed;
  if (at < 0) return null;
  const { name, unit, levels, owner } = middles[at]!;
  const above = lines.slice(0, at).map(tokensOf);
  const below = lines.slice(at + 1).map(tokensOf);
  const cells = new Array<string>(columns.width).fill('');
  const share = columns.shares.findIndex(Boolean);
  if (share >= 0) cells[share] = whole(above, owner, below, isNameCell);
  if (columns.unit >= 0) cells[columns.unit] = whole(above, unit, below, words => isUnit(words) || /^[一-龥]+\/[一-龥]+$/.test(words));
  cells[columns.name] = [...above.flat(), name, ...below.flat()].filter(t => !NATURE.test(t)).join('');
  [...columns.levels, ...columns.totals]
    .sort((a, b) => a - b)
    .forEach((column, n) => {
      cells[column] = levels[n] ?? '';
    });
  return cells;
}

/** A cell with its parts in the lines above and below, which are taken from these; where they do not make it whole, it stays what it is. */
function whole(above: string[][], own: string, below: string[][], is: (words: string) => boolean): string {
  if (own !== '' && is(own)) return own;
  for (const least of [2, 1]) {
    const [over, under] = [above, below].map(lines => lines.filter(tokens => tokens.length >= least && tokens.at(-1)!.length <= SHORT));
    const words = [...over!.map(t => t.at(-1)), own, ...under!.map(t => t.at(-1))].join('');
    if (over!.length + under!.length === 0 || !is(words)) continue;
    for (const tokens of [...over!, ...under!]) tokens.pop();
    return words;
  }
  return own;
}
