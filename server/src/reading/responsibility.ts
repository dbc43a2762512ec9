import { ACTIONS, ADVERBS, PREPOSITIONS } from './lexicon.js';
import { splitTop, stripLead, wordAt } from './segments.js';
import type { Words } from './text.js';

export interface Responsibility {
  lead: string[];
  support: string[];
  /** rule and words of each finding */
  found: { rule: string; words: string }[];
}

/** How an organisation's name ends. */
const ORGANISATION =
  /(?:委员会|[委局厅办部处科室院校社署台队]|中心|医院|学校|大学|学院|机构|单位|政府|公司|银行|分行|集团|协会|学会|联合会|残联|妇联|工会|工商联|共青团|团委|红十字会|[县区市镇乡村]|街道|部门|企业|卫生院|卫生室|卫生所|站|所|幼儿园|中小学|指挥部|领导小组|专班|工作组|医共体|医联体|基地|管委会|村委会|居委会|党委|党组|支部|机关|食堂|场所|行业|系统|平台公司|景区|园区|开发区|高新区|经开区|医疗集团|支队|大队|中队|联盟|[)])$/;
/** Words that end like an organisation and are none. */
const NO_ORGANISATION =
  /(?:全市|全县|全区|全省|我市|我县|我区|我省|本市|本县|本区|城市|乡村|农村|城区|地区|社区|小区|山区|片区|园林城市|示范区|城镇|建成区|核心区|库区|灌区|牧区|景区|试点县|示范县|先进县|强县|大县|强市|全镇|全乡|全村|新区|工作|体系|服务|基层|干部|全部|内部|外部|局部|大部|单位面积|支部书记|结合部|平台|舞台|后台|前台|队|室|处|科|校|院校|院)$/;
const GENERIC_OK =
  /(?:突击|执法|服务|应急|救援|消防|卫生|教研|办公|手术|总|支|大|中)(?:队|室|处|科)$|(?:医|卫生|法|检察|学|研究|科学|敬老|养老|护理|保健|福利)院$|(?:各|中小|高|职|党|技工|技|本|我)学?校$/;
/** Verbs that govern an organisation and so make it no subject. */
const GOVERNORS =
  /^(?:鼓励|支持|引导|推动|督促|确保|指导|要求|协调|组织|帮助|促进|强化|加强|推进|建设|打造|落实|完善|建立|依托|发挥|动员|允许|选派|选择|对|为|向|在|以|将|把|使|让|由|与|按|从|给|每|凡|经|于|及|和|或|是|有|无|等|其|该|此|一批|各类人|配合)/;
const MODALS =
  /^(?:要|应当?|须|必须|负责|负有|会同|联合|牵头|分别|均|都|也|每[年月季周][度]?|定期|至少|全部|普遍|可|可以|不得|严禁|全面|积极|顺利|成功|正式|已经?|率先|首次|共|承担|获|荣获|入选|被|纳入|成为|达到|建成|与|组织|作为)/;
const COUNTED = /(?:^|[^第])(?:\d+|[一二三四五六七八九十两]+)(?:余|多)?(?:个|家|所|名|支|座|处)/;
const LEADERS = '牵头|主办|主责|主体责任|主要责任|第一责任|组织';
const HELPERS = '配合|协办|协助|参与|参加|协同|协作|支持';
const OWNERS = '责任|承办|落实|实施|负责|完成|执行';
const BODIES = '(?:单位|部门|处室|科室|机构|股室|主体)';
const LABEL = new RegExp(`(?:(?<lead>${LEADERS})|(?<help>${HELPERS})|(?<own>${OWNERS}))(?:责任)?${BODIES}[为是]?[:\\t ]?\\s*`, 'g');
const TAIL =
  /(?:按照?各自?职责|按照?职责|按职能|依职责)?(?:分工)?(?:分别|共同|具体)?(?:负责|牵头|配合|参与|参加|落实|组织实施|承办|协办)(?:落实|实施)?$/;
const NAME_NOISE =
  /^(?:由|各有关|其他|其它)(?=[^一-龥])|(?:等)?(?:按照?各自?职责|按照?职责|按职责)?(?:分工)?(?:分别|共同)?(?:负责|牵头|配合|参与|参加|落实|组织实施)?$/;

/** Reads who leads and who supports from a unit's words: annotations first, otherwise the organisation that is bound to act. `isDone`: in a report the organisation that did it. */
export function responsibility(words: Words, isDone: boolean): Responsibility {
  const annotated = annotation(words);
  const result = annotated ?? subjects(words, isDone);
  const helpers = supporters(words);
  const support = unique([...result.support, ...helpers.map(h => h)]).filter(s => !result.lead.includes(s));
  return { lead: unique(result.lead), support, found: [...result.found, ...helpers.map(h => ({ rule: '会同、配合', words: h }))] };
}

/** "(责任单位:A、B)", "牵头单位:A;配合单位:B", "〔A牵头,B、C配合〕", "(A、B按职责分工负责)". Null where there is none. */
function annotation(words: Words): Responsibility | null {
  const labelled = labels(words);
  if (labelled) return labelled;
  for (const m of words.folded.matchAll(/[([]([^()[\]]*(?:\([^()]*\)[^()[\]]*)*)[)\]]/g)) {
    if (!/(?:牵头|负责|配合|参与|落实)(?:落实)?[。;]?$|牵头[,;]/.test(m[1]!)) continue;
    const from = m.index + 1;
    const found = duties(words.folded.slice(from, from + m[1]!.length), words.written.slice(from, from + m[1]!.length));
    if (found.lead.length + found.support.length > 0) return found;
  }
  return null;
}

function labels(words: Words): Responsibility | null {
  const marks = [...words.folded.matchAll(LABEL)].filter(
    m => /[:\t ]$|[([]/.test(m[0]) || /[([;。,]$/.test(words.folded.slice(0, m.index)),
  );
  if (marks.length === 0) return null;
  const lists = marks.map(m => ({ m, names: nameList(words, m.index + m[0].length) }));
  const leaders = lists.filter(l => l.m.groups!.lead).flatMap(l => l.names);
  const owners = lists.filter(l => l.m.groups!.own).flatMap(l => l.names);
  const helpers = lists.filter(l => l.m.groups!.help).flatMap(l => l.names);
  const lead = leaders.length > 0 ? leaders : owners.slice(0, 1);
  const support = [...(leaders.length > 0 ? owners : owners.slice(1)), ...helpers];
  return lead.length + support.length === 0
    ? null
    : { lead, support, found: [{ rule: '责任单位标注', words: lists.map(l => l.m[0] + l.names.join('、')).join(';') }] };
}

/** The names after a label, up to the end of the annotation. */
function nameList(words: Words, from: number): string[] {
  let depth = 0;
  let to = from;
  for (; to < words.folded.length; to++) {
    const c = words.folded[to]!;
    if ('(['.includes(c)) depth++;
    else if (')]'.includes(c) && --depth < 0) break;
    else if (depth === 0 && ';。:\t'.includes(c)) break;
  }
  const text = words.folded.slice(from, to);
  const next = /[,、 ]?(?:责任|牵头|配合|完成|办结|时间|分管|联系)(?:单位|部门|领导|人|时限|时间|期限)/.exec(text);
  const end = from + (next ? next.index : text.length);
  return namesIn(words.folded.slice(from, end), words.written.slice(from, end));
}

/** "A牵头,B、C配合"; "A、B按职责分工负责". */
function duties(folded: string, written: string): Responsibility {
  const lead: string[] = [];
  const support: string[] = [];
  for (const [from, to] of splitTop(folded, ',;。')) {
    const part = folded.slice(from, to);
    const names = namesIn(part, written.slice(from, to));
    if (/牵头$/.test(part) || (/牵头(?:负责)?$/.test(part) && lead.length === 0)) lead.push(...names);
    else if (/(?:配合|参与|参加|协助|协办)$/.test(part) || lead.length > 0) support.push(...names);
    else {
      lead.push(...names.slice(0, 1));
      support.push(...names.slice(1));
    }
  }
  return { lead, support, found: [{ rule: '括号内分工', words: written }] };
}

function namesIn(folded: string, written: string): string[] {
  return splitTop(folded, '、, 及')
    .map(([from, to]) => clean(written.slice(from, to), folded.slice(from, to)))
    .filter(n => n.length >= 2 && n.length <= 40 && !/^(?:等|其他|时限|\d)/.test(n));
}

function clean(written: string, folded: string): string {
  const tail = TAIL.exec(folded);
  let name = tail ? written.slice(0, tail.index) : written;
  name = name
    .replace(/^(?:由|和|与)/, '')
    .replace(NAME_NOISE, '')
    .replace(/等(?:\d*个?(?:部门|单位|有关部门|相关部门)?)?$/, '');
  return name.trim();
}

/** The organisations that stand as grammatical subject before what they must do. */
function subjects(words: Words, isDone: boolean): Responsibility {
  const lead: string[] = [];
  const found: { rule: string; words: string }[] = [];
  for (const [from, to] of splitTop(words.folded, ',;:。!?\t')) {
    const segment = words.folded.slice(from, to);
    const core = stripLead(segment);
    const offset = from + segment.length - core.length;
    for (const [a, b] of agent(core) ?? subject(core, isDone) ?? []) {
      lead.push(words.written.slice(offset + a, offset + b));
      found.push({ rule: '行为主体', words: words.written.slice(from, to) });
    }
  }
  return { lead, support: [], found };
}

/** "由市教育局牵头(负责、组织)…" */
function agent(core: string): [number, number][] | null {
  const m = /(?:^|[^自理])由([^由,、]{2,24}?(?:[、和与][^,、]{2,24}?){0,3})(?:牵头|负责|组织|统筹|承担|实施|会同)/.exec(core);
  if (!m) return null;
  const from = m.index + m[0].indexOf('由') + 1;
  const names = splitNames(core, from, from + m[1]!.length);
  return names.length > 0 && names.every(([a, b]) => isOrganisation(core.slice(a, b))) ? names : null;
}

/** [from, to) of each name in the subject noun phrase of `core`, or null. */
function subject(core: string, isDone: boolean): [number, number][] | null {
  if (GOVERNORS.test(core) || wordAt(core, 0, PREPOSITIONS)) return null;
  const first = wordAt(core, 0, ACTIONS);
  if (
    first &&
    !/^(?:托育|养护|教育|公安|招商|安置|监管|监督|执法|救助|救援|防控|培训|服务|检测|托管|医疗|交通|运输|消防|疾控|联通|中标|定点|协同|采购|储备|供水|供应|建设|考核|审批|审计|统计|督查|宣传|组织|发展|规划|应急|管理|体检|康复|照护|测绘|环保|健康)/.test(
      core,
    )
  )
    return null;
  const end = subjectEnd(core, isDone);
  if (end === 0) return null;
  const skip =
    /^(?:全[市县区省州](?:所有|各)?(?!卫健系统|卫生健康系统|系统|教育系统)|[我本][市县区省](?:各)?|所有|本地|当地)(?=[^,]{2})/
      .exec(core.slice(0, end))?.[0]
      .replace(/各$/, '').length ?? 0;
  const names = splitNames(core, skip, end);
  if (names.length === 0 || COUNTED.test(core.slice(0, end))) return null;
  return names.every(([a, b], i) => (i < names.length - 1 ? b - a >= 2 : isOrganisation(core.slice(a, b)))) ? names : null;
}

const REACH = 46;

/** Where the subject ends: the first place after an organisation's name where a modal, adverb or verb begins. */
function subjectEnd(core: string, isDone: boolean): number {
  for (let i = 2; i < Math.min(core.length - 1, REACH); i++) {
    const name = core.slice(0, i);
    if (/[“《]$/.test(name)) return 0;
    if (!ORGANISATION.test(name) || /[、和与及]$/.test(name)) continue;
    const rest = core.slice(i);
    if (
      /^[、和与及的)]/.test(rest) ||
      ORGANISATION.test(core.slice(0, i + 1)) ||
      /^(?:等)?(?:建设|管理|服务|改革|改造|能力|工作|人员|质量|内部|之间|医务|医疗|综合|重点|主任|院长|书记|负责人)/.test(rest)
    )
      continue;
    const after = rest.replace(/^等(?:\d+个?|有关|相关)?(?:部门|单位)?/, '');
    if (after !== rest && isVerbal(after, isDone)) return i;
    if (isVerbal(rest, isDone)) return i;
  }
  return 0;
}

function isVerbal(rest: string, isDone: boolean): boolean {
  if (MODALS.test(rest)) return isDone || !/^(?:获|荣获|入选|被|成功|已)/.test(rest) || true;
  const adverb = wordAt(rest, 0, ADVERBS);
  const verb = wordAt(rest, 0, ACTIONS);
  if (adverb && (wordAt(rest, adverb.length, ACTIONS) || wordAt(rest, adverb.length, ADVERBS))) return true;
  return (
    verb !== '' &&
    rest.length > verb.length + 1 &&
    !/^[的率数]/.test(rest.slice(verb.length)) &&
    !/^(?:服务|管理|建设|改革|发展|监测|教育|培训|规划|保障|考核|监督)/.test(verb)
  );
}

function splitNames(core: string, from: number, to: number): [number, number][] {
  return splitTop(core.slice(from, to), '、和与')
    .map(([a, b]): [number, number] => [from + a, from + b])
    .filter(([a, b]) => b - a >= 2);
}

function isOrganisation(name: string): boolean {
  if (GENERIC_OK.test(name)) return true;
  return ORGANISATION.test(name) && !NO_ORGANISATION.test(name);
}

/** "会同A、B", "联合A", "与A签订", "协调A、B等部门". */
function supporters(words: Words): string[] {
  const found: string[] = [];
  for (const m of words.folded.matchAll(SUPPORT)) {
    const body = m.groups!.names!;
    const from = m.index + m[0].indexOf(body);
    const plural = /等(?:相关|有关)?(?:部门|单位)/.test(m[0]);
    for (const [a, b] of splitTop(body, '、和及')) {
      const name = words.written
        .slice(from + a, from + b)
        .replace(/等.*$/, '')
        .replace(/^\d+(?:家|个|所)/, '');
      if (name.length >= 2 && name.length <= 30 && (plural || isOrganisation(name))) found.push(name);
    }
  }
  return unique(found);
}

const SUPPORT =
  /(?:(?<=^|[,;。])联合(?!会|国|体|办|执|发|开|监|惩|印|共|承|举|攻|培|建)|会同|协调|积极与|与)(?<names>[^,;。()“”]{2,40}?)(?:等(?:\d+个?)?(?:相关|有关)?(?:部门|单位)?)?(?:(?=[,;。]|$)|签订|签署|共同|联合|建立|建成|开展|出台|协作|合作|进行沟通|推进|制定|研究|做好|加强|举办|承办|共建|配合)/g;

function unique(names: string[]): string[] {
  return [...new Set(names.map(n => n.trim()).filter(Boolean))];
}
