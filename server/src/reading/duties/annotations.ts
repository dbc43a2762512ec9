import { NONE } from '../types.js';
import { pattern, sought } from '../words/pattern.js';
import { splitTop } from '../words/scan.js';
import type { Words } from '../words/text.js';
import { isShareOut, type Party, parties, shareOf } from './duties.js';
import { isNameList, isOrganisation } from './organisations.js';

/** Who leads and who supports, with rule and words of each finding. */
export interface Named {
  lead: string[];
  support: string[];
  found: { rule: string; words: string }[];
}

const LEADERS = '牵头|主办|主责|(?<![政业])主管|主体责任|主要责任|第一责任|(?<![党团会联体社])组织';
const HELPERS =
  '配合|协办|协助|参与|参加|协同|协作|支持|(?:技术|资金|业务|经费|(?<![一-龥]))(?:支撑|支持|保障|指导)|(?<![一-龥])监督|督导|会办|(?:相关|其他|有关|协同)责任';
const OWNERS = '责任|承办|落实|实施|负责|执行|承接';
const BODIES = '(?:单位|部门|处室|科室|机构|股室|主体)(?:\\((?:单位|部门)\\))?';
const LABEL = sought(
  new RegExp(
    `(?:(?<lead>${LEADERS})|(?<help>${HELPERS})|(?<own>${OWNERS}))(?:责任|考核|督办)?(?:${BODIES}[为是]?(?:[:\\]\\t ]|(?<=[([][^([]{2,8});)?|(?<=(?:(?<![一-龥])|(?<=[局委办厅院会府社处科部门心队镇乡区县市]))(?:牵头|主责|责任|配合|主办|协办|协助|协同|承办|实施|参与|参加|(?:资金|技术|业务|经费)(?:支撑|支持|保障|指导))):)\\s*`,
    'g',
  ),
);
/** "(县卫生健康局,11月底前)" */
const TIME_BEHIND = pattern(/[,;](?:20\d\d年)?(?:\d{1,2}月|年|上半年|[一二三四]季度)?[底末]?(?:之?前)?$/);
const BRACKETS = sought(/[([]([^()[\]]*(?:[([][^()[\]]*[)\]][^()[\]]*)*)[)\]]/g);
const NAME_NOISE = /^(?:由|各有关|其他|其它)(?=[^一-龥])|等$/;

/** What an annotation says, and where in the unit it stands. */
export interface Annotation extends Named {
  from: number;
  to: number;
}

/** "(责任单位:A、B)", "牵头单位:A;配合单位:B", "〔A牵头,B、C配合〕", "(A、B按职责分工负责)". Null where there is none. */
export function annotation(words: Words): Annotation | null {
  const labelled = labels(words);
  if (labelled) return labelled;
  const dash = words.folded.includes('--') && /-{2,}([^-。;:]{2,60})$/.exec(words.folded);
  if (dash && isNameList(dash[1]!.trim())) return inOrder(words, dash.index + dash[0].length - dash[1]!.length);
  for (const m of BRACKETS.all(words.folded)) {
    const isLast = /^[)\]][。;]?$/.test(words.folded.slice(m.index + m[0].length - 1));
    const shares = NOTE.replace(m[1]!, '');
    if (!/(?:牵头|负责|配合|参与|参加|协助|协办|协同|落实)(?:落实)?[。;]?$|牵头[,;]/.test(shares) && !(isLast && parties(shares))) continue;
    const from = m.index + 1;
    const to = from + shares.length;
    const found = duties(words, from, to);
    if (found.lead.length + found.support.length > 0) return found;
  }
  const last = words.folded.lastIndexOf('。', words.folded.length - 2) + 1;
  return last > 0 && isShareOut(words.folded.slice(last)) ? duties(words, last, words.folded.length) : null;
}

/** Names up to the end of the unit: the first leads. */
function inOrder(words: Words, from: number): Annotation {
  const [first, ...others] = namesIn(words.folded.slice(from), words.written.slice(from));
  return {
    lead: first ? [first] : [],
    support: others,
    found: [{ rule: '句末单位', words: words.written.slice(from) }],
    from,
    to: words.folded.length,
  };
}

/** A list of names behind its label. */
interface Labelled extends Parties {
  m: RegExpExecArray;
}

/** Beside who leads (牵头单位) those who answer for it in the main (主体责任单位) only help. */
const isLeader = ({ m }: Labelled): boolean => m.groups!.lead === '牵头';
const answersInTheMain = ({ m }: Labelled): boolean => m.groups!.lead !== undefined;

function labels(words: Words): Annotation | null {
  const marks = LABEL.all(words.folded).filter(
    m =>
      /[:;\]\t ]$|[([]/.test(m[0].replace(/\((?:单位|部门)\)$/, '')) ||
      (/[([;。,]$/.test(words.folded.slice(0, m.index)) &&
        isNameList(/^(?![、,])[^;。)\]]*/.exec(words.folded.slice(m.index + m[0].length))?.[0] ?? '')),
  );
  if (marks.length === 0) return null;
  const lists = marks.map((m): Labelled => ({ m, ...nameList(words, m.index + m[0].length) }));
  const leads = lists.some(isLeader) ? isLeader : answersInTheMain;
  const leaders = lists.filter(leads).flatMap(l => l.names);
  const owners = lists.filter(l => !l.m.groups!.help && !leads(l)).flatMap(l => l.names);
  const helpers = lists.filter(l => l.m.groups!.help).flatMap(l => l.names);
  const lead = leaders.length > 0 ? leaders : owners.slice(0, 1);
  const support = [...(leaders.length > 0 ? owners : owners.slice(1)), ...helpers, ...lists.flatMap(l => l.beside)];
  const found = [{ rule: '责任单位标注', words: lists.map(l => l.m[0] + l.names.join('、')).join(';') }];
  return lead.length + support.length === 0 ? null : { lead, support, found, from: marks[0]!.index, to: words.folded.length };
}

/** A list of names is no longer than this. */
const LONGEST_LIST = 300;

const NEXT_LABEL = pattern(
  new RegExp(
    `(?:[,、 [(]|[([]?[一二三四五六七八九十\\d]{1,2}[)\\].、])?(?:(?:主要)?(?:${LEADERS}|${HELPERS}|${OWNERS})${BODIES}(?:[为是]|(?=[:\\]\\t ]))|(?:项目|具体|直接|主要|第一)?(?:完成|办结|时间|分管|联系|责任|牵头)(?:领导|人|时限|时间|期限)|(?:${LEADERS}|${HELPERS}|承办|实施):)`,
  ),
);

/** "(列首位的为牵头单位,下同)", ",排第一位者牵头": how the list is to be read. */
const NOTE = pattern(/[(,、。](?:[^(),、。]*(?:第[一1](?:位|名|个|顺位|家|单位|者|的)|首位|[列排]名?第[一1])[^()]*|下同)\)?$/);

/** The names after a label, up to the end of the annotation. */
function nameList(words: Words, from: number): Parties {
  let depth = 0;
  let to = from;
  for (; to < Math.min(words.folded.length, from + LONGEST_LIST); to++) {
    const c = words.folded[to]!;
    if ('(['.includes(c)) depth++;
    else if (')]'.includes(c) && --depth < 0) break;
    else if (depth === 0 && '。\t'.includes(c)) break;
    else if (depth === 0 && c === ';' && !namesOnly(UP_TO_MARK.exec(words.folded.slice(to + 1))![0])) break;
  }
  const whole = words.folded.slice(from, to);
  const text = whole.slice(0, NOTE.exec(whole)?.index ?? whole.length);
  return partiesIn(words, from, from + beforeLabel(text.slice(0, NEXT_LABEL.exec(text)?.index ?? text.length)));
}

const UP_TO_MARK = /^(?:[^;。()[\]]|[([][^()[\]]*[)\]])*/;
/** Nothing but names, and perhaps what they do. */
const namesOnly = (part: string): boolean => isNameList(part.slice(0, shareOf(part).end));

/** Where the names end before a label that is none of who leads and helps: ",进度安排:", ";属地落实:". */
function beforeLabel(text: string): number {
  const colon = text.indexOf(':');
  if (colon < 0) return text.length;
  const divider = splitTop(text.slice(0, colon), ',;、 ').at(-1)![0];
  return divider > 0 ? divider - 1 : colon;
}

/** "A牵头,B、C配合"; "A、B按职责分工负责": who leads says so; where nobody does, the first named. */
function duties(words: Words, from: number, to: number): Annotation {
  const lead: string[] = [];
  const support: string[] = [];
  const folded = words.folded.slice(from, to);
  for (const party of parties(folded) ?? loosely(folded)) {
    const { names, beside } = partiesIn(words, from + party.from, from + party.to);
    if (party.share === 'lead' || /分别负责/.test(folded.slice(party.to))) lead.push(...names);
    else if (party.share === 'help' || lead.length > 0) support.push(...names);
    else {
      lead.push(...names.slice(0, 1));
      support.push(...names.slice(1));
    }
    support.push(...beside);
  }
  return { lead, support, found: [{ rule: '括号内分工', words: words.written.slice(from, to) }], from, to };
}

/** The parties of an annotation whose names no table knows. */
function loosely(folded: string): Party[] {
  const stop = folded.search(/[。;,](?:以下|下同|具体任务)/);
  return splitTop(stop < 0 ? folded : folded.slice(0, stop), ',;。').flatMap(([from, to]) => {
    const { end, share } = shareOf(folded.slice(from, to));
    return TIME_BEHIND.test(`,${folded.slice(from, to)}`) ? [] : [{ from, to: from + end, share }];
  });
}

/** Who is named in a list, and who is joined to them. */
interface Parties {
  names: string[];
  beside: string[];
}

/** "甲局会同乙局、丙局", "甲处会乙处" */
const JOINT = pattern(/(?<=[一-龥)]{2})(?:牵头)?(?:会同|(?<=[局厅处科])会(?=[一-龥]{3})|联合(?!会|体|社))/);

/** The names in [from, to); those behind 会同 beside the others. */
export function partiesIn({ folded, written }: Words, from: number, to: number): Parties {
  const list = folded.slice(from, to);
  const joint = JOINT.exec(list);
  const end = joint?.index ?? list.length;
  const second = end + (joint?.[0].length ?? 0);
  return {
    names: namesIn(list.slice(0, end), written.slice(from, from + end)),
    beside: joint ? namesIn(list.slice(second), written.slice(from + second, to)) : NONE,
  };
}

/** The names in a list, without what only says what they do. */
export function namesIn(folded: string, written: string): string[] {
  return gluedLevels(folded, splitTop(folded, '、,; /及'))
    .flatMap(([from, to]) => bothSides(folded, from, to))
    .map(([from, to]) => clean(written.slice(from, to), folded.slice(from, to)))
    .filter(n => n.length >= 2 && n.length <= 40 && !/^(?:等|其他|时限|\d)/.test(n));
}

const LEVEL_ALONE = pattern(/^各[省州市县区](?:\([省州市县区乡镇、]+\))?(?:、[州市县区])*$/);
const OPENS_LEVEL = pattern(/^[州市县区](?:[([][州市县区乡镇、]+[)\]])?(?:人民政府|政府|$|\()/);

/** "各县、区人民政府": one name for all of them. */
function gluedLevels(folded: string, parts: [number, number][]): [number, number][] {
  if (!folded.includes('各')) return parts;
  const found: [number, number][] = [];
  for (const [a, b] of parts) {
    const last = found.at(-1);
    if (last && folded[last[1]] === '、' && LEVEL_ALONE.test(folded.slice(...last)) && OPENS_LEVEL.test(folded.slice(a, b))) last[1] = b;
    else found.push([a, b]);
  }
  return found;
}

/** "某县党委和|人民政府": of the place that is named before. */
const ITS_OWN = pattern(/^(?:人民政府|管委会|管理委员会)$/);

/** "甲公司和各村", "文化和旅游部等和各县": 和 divides where whole names stand on both sides; not in 自然资源和规划局, nor in 党委和政府. */
function bothSides(folded: string, from: number, to: number): [number, number][] {
  for (let at = folded.indexOf('和', from); at >= 0 && at < to - 3; at = folded.indexOf('和', at + 1)) {
    const second = folded.slice(at + 1, at + 1 + shareOf(folded.slice(at + 1, to)).end);
    const isTwo =
      second.length > 2 && !ITS_OWN.test(second) && isOrganisation(folded.slice(from, at).replace(/等$/, '')) && isOrganisation(second);
    if (isTwo) return [[from, at], ...bothSides(folded, at + 1, to)];
  }
  return [[from, to]];
}

function clean(written: string, folded: string): string {
  let name = written.slice(0, shareOf(folded).end);
  name = name
    .replace(/[。;]$/, '')
    .replace(/^(?:[-—–―]+|由|与)/, '')
    .replace(/[(（](?:牵头|主办|负责|排名第一)[)）]$/, '')
    .replace(NAME_NOISE, '')
    .replace(/以$/, '')
    .replace(/等(?:\d*个?(?:国务院|[省市县区]直|[省市县]级)?(?:各?(?:有关|相关|成员))?(?:部门|单位)?(?:和单位)?)?$/, '');
  return name.trim();
}
