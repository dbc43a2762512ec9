import type { OwedCell } from '../outline/placed.js';
import { NONE } from '../types.js';
import { ACTIONS } from '../words/lexicon.js';
import { pattern, sought } from '../words/pattern.js';
import { splitTop, wordAt } from '../words/scan.js';
import type { Segment } from '../words/segments.js';
import { sub, type Words } from '../words/text.js';
import { annotation, type Named, namesIn, partiesIn } from './annotations.js';
import { parties, type Share, shareOf } from './duties.js';
import { isNameList, isOrganisation } from './organisations.js';
import { joinedNames } from './subjectNames.js';
import { canBeBound, companions, isShortList, opensName, shortAgent, subject } from './subjects.js';
import { INNER_VERBS } from './subjectWords.js';

export interface Responsibility extends Named {
  /** the lead is the grammatical subject, not an annotation */
  hasActor: boolean;
}

/** Where nobody is named. */
export const NOBODY: Responsibility = { lead: NONE, support: NONE, hasActor: false, found: NONE };

/** What brings in the names of those who help; behind it the names run up to a verb. */
const WITH = sought(
  /会同|携手(?=[国省市县区各]|[一-龥]{2,10}?(?:银行|医院|公司|学校|大学|学院|集团|协会|局))|协同(?=[县市区省])|(?<=^|[,;。将要应须省局委厅办部院会校队心科处所站社股县区市州旗镇乡村道府司门构位关室联学团行组协园馆厂企织统支地班场中”]|积极|主动)联合(?!会|国(?![家务防铁网])|体|办|执|发|开|监|惩|印|承|举|攻|培|建|实|检|防|组|研|调|共(?!青))|(?<=^|[,;。将要应须省局委厅办部院会校队心科处所站社股县区市州旗镇乡村道府司门构位关室联学团行组协园馆厂企织统支地班场中”]|积极|主动)与(?=[^,;。]{2,30}(?:签订(?!的)|签署(?!的)|签约(?!率|合作)|进行沟通))|(?<=^|[,;。局委厅办部院会校将要应须]|^\d{1,2}[.、])与(?=[国省市县区州镇乡][^,;。]{2,30}(?:协同|共同|联合|合作|共建|建立|对接|一[起道同]))|(?<=^|[,;])与(?=[^,;。]{2,24}(?:大学|学院|医院|公司|集团|院所|研究院)等?(?:单位)?(?:开展|深化|加强|签约)?合作)/g,
);
/** "协调A、B等部门", "强化各级A、B等部门协作": short names of departments. */
const DEPARTMENTS = sought(
  /(?:会同|协调|联合|(?:牵头|牵头,)组织(?=[国省市县区][^,]{1,10}[局委厅办部])|(?:强化|加强|推动|深化)(?:与)?(?:各级)?)(?<names>[^,;。()“”的与]{2,60}?)等(?:\d+个?|多|有关|相关)*(?:部门|单位)(?=[^的]|$|的(?:合作|协作|协同|配合|联动|沟通|衔接|会商))/g,
);
/** Without one of these nobody is named as helping. */
const HELPS = sought(/配合|协助|协同|协办|协作|参与|参加/);
/** "由县公安局牵头,县医保局、县卫生健康局配合,…" */
const HELPING = sought(
  /(?<=[,、])(?!将|把|应当|对|让|使)(?<names>[^,;。:()]{2,60}?)(?<![、和及与])(?:积极|密切|予以|给予|做好)?(?:配合|协助|协同|协办|协作|参与|参加)(?!(?:落实|推进|实施|参与|治理)?的)(?=[,。;)]|[一-龥]{2})/g,
);

/** Reads who leads and who supports from a unit's words: annotations first, then the cells of a table row, otherwise the organisation that is bound to act. `isDone`: in a report the organisation that did it. */
export function responsibility(words: Words, parts: Segment[], isDone: boolean, cells: OwedCell[]): Responsibility {
  const noted = annotation(words);
  const annotated = noted ?? fromCells(cells);
  const result = annotated ?? subjects(words, parts, isDone);
  const helpers = noted
    ? [...supporters(sub(words, 0, noted.from)), ...supporters(sub(words, noted.to, words.folded.length))]
    : supporters(words);
  if (result.lead.length + result.support.length + result.found.length + helpers.length === 0) return NOBODY;
  const leaders = annotated ? result.lead : withoutHelpers(result.lead, helpers);
  const support = unique(joined(result.support, helpers)).filter(s => !leaders.includes(s));
  return {
    lead: unique(leaders),
    support,
    hasActor: annotated === null && result.lead.length > 0,
    found: joined(
      result.found,
      helpers.map(h => ({ rule: '会同、配合', words: h })),
    ),
  };
}

/** Who did what a report says was done, as its grammatical subject; else what was read already. */
export function doer(words: Words, parts: Segment[], read: Responsibility): Responsibility {
  const { lead, support, found } = subjects(words, parts, true);
  const leaders = withoutHelpers(lead, read.support);
  if (leaders.length === 0) return read;
  return {
    lead: unique(leaders),
    support: unique(joined(support, read.support)).filter(s => !leaders.includes(s)),
    hasActor: true,
    found: joined(found, read.found),
  };
}

function joined<T>(a: T[], b: T[]): T[] {
  return b.length === 0 ? a : [...a, ...b];
}

/** "A要…,B积极配合做好…": who only helps does not lead, unless nobody else does. */
function withoutHelpers(lead: string[], helpers: string[]): string[] {
  if (helpers.length === 0) return lead;
  const rest = lead.filter(l => !helpers.includes(l));
  return rest.length > 0 ? rest : lead;
}

/** The cells of a table row that name who leads, owns and helps: where nobody leads, the first who owns it does. */
function fromCells(cells: OwedCell[]): Named | null {
  if (cells.length === 0) return null;
  const named = cells.flatMap(({ words, share }) => (share === 'due' ? [] : sharesIn(words, share)));
  const leads = named.some(n => n.share === 'lead')
    ? named.filter(n => n.share === 'lead')
    : named.filter(n => n.share === 'own').slice(0, 1);
  const lead = leads.map(n => n.name);
  const support = named.filter(n => !leads.includes(n)).map(n => n.name);
  return named.length === 0 ? null : { lead, support, found: [{ rule: '表格列', words: cells.map(c => c.words.written).join(' ') }] };
}

/** The names in a cell, each with what its own verb says that it does ("甲局牵头,乙局配合"), else what its column says. */
function sharesIn(words: Words, share: Share): { name: string; share: Share }[] {
  const parts = parties(words.folded) ?? [{ from: 0, to: words.folded.length, share: null }];
  return parts.flatMap(p => {
    const { names, beside } = partiesIn(words, p.from, p.to);
    return [...names.map(name => ({ name, share: p.share ?? share })), ...beside.map(name => ({ name, share: 'help' as const }))];
  });
}

/** "成立由甲局牵头,乙局、丙局参加的专班": of whom it is made, and nobody who has to act. */
const MADE_OF = pattern(
  /(?:成立|组建|建立|设立|形成|构建)了?由[^。;]{2,100}?(?:牵头|参与|参加|组成|构成|主导|负责|协同|配合|联动)[^,。;]{0,6}的(?=[一-龥]{2})/,
);

/** The organisations that stand as grammatical subject before what they must do. */
function subjects(words: Words, parts: Segment[], isDone: boolean): Named {
  let result: Named = NOBODY;
  let circumstances: string[] = NONE;
  if (words.folded.endsWith('?')) return result;
  const hasAgent = BY.test(words.folded);
  const appoints = APPOINTS.test(words.folded);
  const made = hasAgent ? MADE_OF.exec(words.folded) : null;
  for (let i = 0; i < parts.length; i++) {
    const { start, text, core } = parts[i]!;
    const isMade = made !== null && start + text.length > made.index && start < made.index + made[0].length;
    if (isMade && start >= made.index) continue;
    const offset = start + text.length - core.length;
    const part = start > 0 ? shareOf(core) : null;
    if (part?.share === 'help' && isNameList(core.slice(0, part.end)) && !wordAt(core, 0, ACTIONS)) {
      result = own(result);
      result.support.push(...namesIn(core, words.written.slice(offset, offset + core.length)));
      continue;
    }
    const names =
      (hasAgent && !isMade ? agent(core) : null) ??
      (appoints ? appointed(core) : null) ??
      named(words, start, text, core) ??
      speaker(core, parts, i + 1) ??
      (standsAlone(core, parts[i + 1]) ? splitTop(core, '、') : subject(core + (bindingPart(core, parts, i)?.text ?? ''), isDone));
    if (names.length === 0) continue;
    const written = completed(names.map(([a, b]) => words.written.slice(offset + a, offset + b)));
    if (i + 1 < parts.length && CIRCUMSTANCE.test(core)) {
      circumstances = [...circumstances, ...written];
      continue;
    }
    result = own(result);
    result.lead.push(...written);
    const beside = companionsBehind(core, names.at(-1)![1]);
    result.support.push(...beside.map(([a, b]) => words.written.slice(offset + a, offset + b)));
    result.found.push({ rule: '行为主体', words: words.written.slice(start, start + text.length) });
  }
  if (result.lead.length > 0 || circumstances.length === 0) return result;
  return { ...result, lead: circumstances, found: [...result.found, { rule: '行为主体', words: circumstances.join('、') }] };
}

/** "各地启动预警后,乙部门要…", "甲单位停产期间,…": when, and not what must be done, unless nobody else is bound. */
const CIRCUMSTANCE = pattern(/(?:[后时的]|期间|之?前)$/);

/** Lists that names can be added to. */
function own(result: Named): Named {
  return result === NOBODY ? { lead: [], support: [], found: [] } : result;
}

/** "县卫健局商县财政局制定…", "甲局与乙局共同举办…": who acts beside the subject that ends at `at`. */
function companionsBehind(core: string, at: number): [number, number][] {
  const by = /^(?:与|[商同](?=[省市县区州]))(?![^,;。]{2,30}(?:签订|签署|签约))/.exec(core.slice(at));
  if (!by) return [];
  const from = at + by[0].length;
  return companions(core.slice(from)).map(([a, b]): [number, number] => [from + a, from + b]);
}

const BY = sought(/由(?=[一-龥][一-龥(、“]|[省市县区]\d)/);

/** "由市教育局牵头(负责、组织)…", also in mid-part. */
function agent(core: string): [number, number][] | null {
  const m = /(?<!自|缘|经|(?<![治管处办审受代清整修护监助物协])理)由(?:所(?:涉及|属|在)的)?(?=[一-龥][一-龥(、“]|[省市县区]\d)/.exec(core);
  if (!m || core.lastIndexOf('(', m.index) > core.lastIndexOf(')', m.index)) return null;
  const from = m.index + m[0].length;
  const named = subject(core.slice(from), false, true);
  const found = named.length > 0 ? named : shortAgent(core.slice(from));
  if (found.length > 0 && CONSISTS.test(core.slice(from + found.at(-1)![1]))) return null;
  return found.length > 0 ? found.map(([a, b]) => [from + a, from + b]) : null;
}

/** "由甲、乙组成的领导小组", "由市教育局局长任组长": what it is made of, who heads it. */
const CONSISTS = pattern(
  /^[^,。]{0,40}?(?:组成|构成|组建的)|^[一-龥]{2,5}的(?:$|[^,]{2})|^[^,。]{0,16}?(?:扩大|扩展|拓展|调整|转变|变更|延伸|提高|增加|放宽|延长|缩短|降低|减少|下放|上升)[到至为]|^(?:对口)?(?:支援|援建|援助|捐建|投资|出资|建设|承建|承办|主办|举办|组织|印发|发布|制定|出台|启动|实施|开展|部署|批准)(?:建设|实施)?的[^,]{2}|^(?:等|相关|有关|部门|单位|[^,]{0,6}(?:负责人|同志|领导|主任|局长|书记|县长|市长|区长))*(?:担任|任|兼任)/,
);

const OPENS_DUTY = pattern(/^(?:负责|承担|牵头|落实)/);
const OPENS_NAMES = pattern(/^[国省市县区州镇乡各本][^、]{1,12}(?:、|$)/);

/** "各乡镇人民政府,|县直各单位要…" */
const BOUND_TOO = pattern(/^[省市县区乡镇各有][^,]{1,24}?[局委办门位关构业校院][都均也]?(?:要(?!求)|应当?|须|必须|务必)/);

/** "区财政局、区商务局,负责…": names with a comma behind them. */
function standsAlone(core: string, next: Segment | undefined): boolean {
  if (next === undefined || !OPENS_NAMES.test(core)) return false;
  return (OPENS_DUTY.test(next.verb) || BOUND_TOO.test(next.text)) && isNameList(core);
}

const ET_CETERA = pattern(/等(?:有关|相关|各)?(?:部门|单位)$/);
const MUST = pattern(/^(?:都|均|也)?(?:要|应当?|须|必须|务必|及时)(?!求)/);

/** "对以上任务,", "按照职责分工,": between those who must and what they must. */
const ASIDE = pattern(/^(?:对照?|按照?|根据|围绕|结合|针对|依据|依托|就)[^,]{2,24}$/);

/** "公安、消防等部门,要…", "各乡镇,对照清单,要…": the part behind a comma that says what those in part `at` must do. */
function bindingPart(core: string, parts: Segment[], at: number): Segment | undefined {
  const next = parts[at + 1];
  const part = next && ASIDE.test(next.text) ? parts[at + 2] : next;
  return part && MUST.test(part.text) && (ET_CETERA.test(core) || isNameList(core) || canBeBound(core)) ? part : undefined;
}

const NUMBERED = pattern(/^[(（]?[\d一二三四五六七八九十]+(?:[)）][、.]?|[、.])/);

/** "6.县公安局。负责…": a heading that is nothing but names tells whose task the sentence right behind it is. Null where it is not. */
export function underName(heading: Words): Responsibility | null {
  const at = NUMBERED.exec(heading.folded)?.[0].length ?? 0;
  if (
    at === 0 ||
    wordAt(heading.folded, at, ACTIONS) ||
    INNER_VERBS.test(heading.folded.slice(at)) ||
    !isNameList(heading.folded.slice(at))
  )
    return null;
  const lead = namesIn(heading.folded.slice(at), heading.written.slice(at));
  return lead.length === 0 ? null : { lead, support: [], hasActor: true, found: [{ rule: '标题即单位', words: heading.written }] };
}

/** "市教育局:负责…": a name before a colon. */
function named(words: Words, start: number, text: string, core: string): [number, number][] | null {
  const to = start + text.length;
  if (words.folded[to] !== ':' || !isNameList(core)) return null;
  const isGroup = core.endsWith('组') && subject(words.folded.slice(to + 1), false).length > 0;
  return isGroup ? [] : splitTop(core, '、');
}

const SPEAKS = pattern(/^(.{2,30}?)(?:(?:有关|相关)(?:负责人|同志)|新闻发言人)?(?:则|还|也)?(?:表示|介绍|透露|宣布|提出)$/);
const OF_WHAT = pattern(/^(?:对于?|围绕|针对|根据|按照|结合|随着)/);
const OWN_DEED = pattern(/^(?:(?:下一步|今后|接下来|目前|近期|年内|今年)|还|也)*(?:将(?!军|来)|正在|拟|计划)/);

/** "市商务局表示,(对于…,)还将…": who tells of a deed of its own, in the parts from `next` on. */
function speaker(core: string, parts: Segment[], next: number): [number, number][] | null {
  const name = SPEAKS.exec(core)?.[1];
  if (!name || !isNameList(name)) return null;
  const deed = parts.slice(next, next + 3).find(({ text }) => !OF_WHAT.test(text));
  return deed && OWN_DEED.test(deed.text) ? splitTop(name, '、') : null;
}

const APPOINTS = sought(/为(?:牵头|主责|责任)/);

/** "以甲医院、乙医院为牵头医院": who is appointed to lead. */
function appointed(core: string): [number, number][] | null {
  const m = /^(?:[^,]{0,8}?(?:以|推进|由|明确|确定))?([^,]{2,60}?)(?:分别)?(?:为|作为)(?:牵头|主责|责任)(?:单位|医院|部门|机构)/.exec(core);
  if (!m) return null;
  const from = m[0].indexOf(m[1]!);
  const found = companions(m[1]!);
  return found.length > 0 ? found.map(([a, b]) => [from + a, from + b]) : null;
}

/** "甲县、乙县、丙市中医医院": places before a name that is a place's own have its ending in common. */
function completed(names: string[]): string[] {
  const ending = /^[^县市区旗州]{1,5}[县市区旗州](?=[^县市区旗州]{2})(.+)$/.exec(names.at(-1) ?? '')?.[1];
  return ending ? names.map(n => (/^(?![各全])[^县市区旗州]{1,5}[县市区旗州]$/.test(n) ? n + ending : n)) : names;
}

/** Short names and full ones; 自然资源和规划局 is one. */
function departments(names: string): [number, number][] {
  return splitTop(names, '、').flatMap(([from, to]): [number, number][] =>
    isOrganisation(names.slice(from, to))
      ? joinedNames(names, from, to)
      : splitTop(names.slice(from, to), '和及').map(([a, b]): [number, number] => [from + a, from + b]),
  );
}

/** Those who help: named behind 会同, 联合, 与…签订, or listed before 等部门. */
function supporters(words: Words): string[] {
  const found: string[] = [];
  for (const m of DEPARTMENTS.all(words.folded)) {
    const from = m.index + m[0].indexOf(m.groups!.names!);
    for (const [a, b] of departments(m.groups!.names!))
      found.push(words.written.slice(from + a, from + b).replace(/^(?:各级|同级|当地|本级)/, ''));
  }
  for (const m of WITH.all(words.folded)) {
    const from = m.index + m[0].length;
    const text = words.folded.slice(from).replace(/^(?:\d+(?:家|个|所)|同级|当地|本级)/, d => ' '.repeat(d.length));
    const lead = /^ */.exec(text)![0].length;
    for (const [a, b] of companions(text.slice(lead))) found.push(words.written.slice(from + lead + a, from + lead + b));
  }
  for (const m of HELPS.test(words.folded) ? HELPING.all(words.folded) : []) {
    const from = m.index;
    if (IS_MOVED.test(words.folded.slice(0, from))) continue;
    const names = m.groups!.names!;
    const first = wordAt(names, 0, ACTIONS);
    if ((isNameList(names) || isShortList(names)) && (!first || opensName(names, first)))
      found.push(...namesIn(names, words.written.slice(from, from + names.length)));
  }
  if (found.length === 0) return found;
  return unique(found.filter(n => n.length >= 2 && n.length <= 24 && !/^(?:(?:有关|相关)(?!责任)|(?:部门|单位)$)/.test(n)));
}

/** "鼓励甲企业、|乙机构等积极参与": who is moved to do it owes nothing. */
const IS_MOVED = pattern(/(?:^|[,;。:])(?:推动|推进|鼓励|引导|支持|动员|促进|吸引|倡导|加强|深化|实现)[^,;。:]*、$/);

function unique(names: string[]): string[] {
  if (names.length === 0) return names;
  return [...new Set(names.map(n => n.trim()).filter(Boolean))];
}
