import { isOrganisation } from '../duties/organisations.js';
import { PLACES } from '../duties/places.js';
import { splitTop } from '../words/scan.js';

/**
 * Breakdown tables between whose cells nothing is left: "序号工作任务责任单位完成时限", "2设立老年医学科市卫生健康委2025年12月底前".
 * A row is cut wherever a cell may end; which of the pieces are cells is decided with all other rows.
 */

const WORK =
  '(?:重点|主要|工作|具体|年度|细化|改革|目标|建设|实施|整改)*(?:任务|事项|措施|举措|项目|内容|要点|目标|要求|标准)(?:名称|内容|分解|要求)?';
const WHO =
  '(?:市级|县级|省级|区级)?(?:(?:牵头|主办|责任|承办|落实|实施|主责|配合|协办|协同|协作|参与|支持)(?:单位|部门|科室|处室|股室|领导|人)|责任领导|负责人|联系人|联系电话)';
const WHEN = '(?:(?:完成|办结|整改|工作)?(?:时限|期限)|(?:完成|办结|整改)时间|时间(?:节点|要求|安排)|进度(?:安排|要求))';
const HEAD = `(?:序号|编号|类别|领域|板块|方面|备注|${WHO}|${WHEN}|(?:目标|预期|指标)值|${WORK})`;
const NEXT_HEAD = new RegExp(HEAD, 'y');
const FEWEST_HEADS = 3;

/** The heads that a line without marks holds, or null. */
export function gluedTaskHeads(line: string): string[] | null {
  const heads = oneBehindTheOther(line, NEXT_HEAD);
  return heads && heads.length >= FEWEST_HEADS ? heads : null;
}

/** What a line is made of, each part the longest that a sticky pattern finds; null where something is left. Never goes back: no line takes long. */
export function oneBehindTheOther(line: string, next: RegExp): string[] | null {
  const found: string[] = [];
  for (let at = 0; at < line.length; at += found.at(-1)!.length) {
    next.lastIndex = at;
    const part = next.exec(line)?.[0];
    if (!part) return null;
    found.push(part);
  }
  return found;
}

const NUMBER = /^(?:\d{1,3}[.、]?|\(?[一二三四五六七八九十]{1,3}[)、])(?=[^\d.年月、])/;
const DAY =
  '(?:(?:20\\d\\d年)?(?:\\d{1,2}月|[一二三四]季度|[上下]半年)(?:\\d{1,2}日|[上中下]旬)?|20\\d\\d\\.\\d{1,2}|(?:20\\d\\d|今|明|当|全)年|年(?=[底末内]))';
const TIME = new RegExp(
  `(?:${DAY}(?:底|末|内)?(?:之?前|以前)?|每[年月]|每(?:季度|半年)[末初]?|长期(?:坚持|推进|实施)?|(?:持续|常态化)(?:推进|坚持|实施|开展)|立行立改)(?=$|[一-龥]{2,4}$|(?:[一-龥]{2,3})?[省州各市县区旗镇乡])`,
  'g',
);
const CLOSE = /[。;]/g;

/** What divides the rows under such a head: where the pieces of each lie. `lines` tell which bodies the table names between commas. */
export function gluedRows(lines: string[]): (line: string) => [number, number][] {
  const known = new Set(lines.filter(line => line.length <= LONGEST_LINE).flatMap(namedApart));
  return line => gluedParts(line, known);
}

/** The bodies that stand behind a comma, up to another or to the end. */
function namedApart(line: string): string[] {
  const names = splitTop(line, '、').slice(1);
  return names
    .map(([a, b]) => line.slice(a, b).replace(TIME, ''))
    .filter(name => name.length >= 3 && name.length <= LONGEST_KNOWN && isOrganisation(name));
}
const LONGEST_KNOWN = 12;

/** Longer lines are no rows. */
const LONGEST_LINE = 400;

function gluedParts(line: string, known: ReadonlySet<string>): [number, number][] {
  if (line.length > LONGEST_LINE) return [[0, line.length]];
  const number = NUMBER.exec(line)?.[0].length ?? 0;
  const closed = [...line.matchAll(CLOSE)].map(m => m.index + 1);
  const times = [...line.matchAll(TIME)].filter(m => m.index > number).flatMap(m => [m.index, m.index + m[0].length]);
  const edges = [...new Set([number, closed.at(-1) ?? 0, ...times, line.length])].sort((a, b) => a - b);
  const bodies = edges.slice(1).flatMap((to, n) => bodiesIn(line, edges[n]!, to, known));
  const marks = [...new Set([...edges, ...closed, ...bodies])].filter(at => at > 0 && at < line.length).sort((a, b) => a - b);
  return [0, ...marks].map((at, n) => [at, marks[n] ?? line.length]);
}

/** Where the names of bodies begin and end in [from, to): behind a task, a person, another body. */
function bodiesIn(line: string, from: number, to: number, known: ReadonlySet<string>): number[] {
  return splitTop(line.slice(from, to), '、').flatMap(([a, b], n) => {
    const found: number[] = [];
    for (let end = from + b; end > from + a; ) {
      const [start, close] = lastBody(line, from + a, end, known) ?? [from + a, end];
      if (close < from + b) found.push(close);
      if (start === from + a || (n > 0 && !lastBody(line, from + a, start, known))) break;
      found.push(start);
      end = start;
    }
    return found;
  });
}

const LONGEST_NAME = 30;

/** The last body that is named in [from, to), with nobody but a person behind it. */
function lastBody(line: string, from: number, to: number, known: ReadonlySet<string>): [number, number] | null {
  for (const end of [to, to - 2, to - 3]) {
    for (let at = end - 2; at >= Math.max(from, end - LONGEST_NAME); at--) {
      const name = line.slice(at, end);
      if (known.has(name) || (opensBody(line, at) && !CLOSES_BEFORE.test(name) && isOrganisation(name)))
        return [runUp(line, from, at), end];
    }
  }
  return null;
}

/** How the name of a body may begin; 城乡, 城市, 城区 are no bodies. */
const opensBody = (line: string, at: number): boolean => '省州各市县区旗镇乡'.includes(line[at]!) && line[at - 1] !== '城';
/** It begins inside a bracket: 各县(市、区)人民政府. */
const CLOSES_BEFORE = /^[^(]*\)/;
const LEVELS = /(?:各(?:设|有关|相关)?|[省州市县区旗镇乡])*$/;

/** The beginning of a name with the levels and the place before it: 各设区|市…, 聊城|市…. */
function runUp(line: string, from: number, at: number): number {
  const start = at - LEVELS.exec(line.slice(from, at))![0].length;
  for (let length = 2; length <= 4 && start - length >= from; length++)
    if (PLACES.has(line.slice(start - length, start))) return start - length;
  return start;
}
