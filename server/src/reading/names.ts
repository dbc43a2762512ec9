import { type Figure, isBaseline } from './figures.js';
import { matches } from './find.js';
import { ACTIONS, ADVERBS, COMPOUNDS, NOUNISH } from './lexicon.js';
import { isOrganisation, subject } from './organisations.js';
import { splitTop, wordAt } from './scan.js';
import { leadingVerb, segments, stripLead } from './segments.js';
import { sub, type Words } from './text.js';

/** Times before what is named: 于12月5日前, 近三年, 用三年时间, 每季度. */
const TIMES_BEFORE =
  /^(?:(?:[于在至到从自]|近|过去|去年|用)?(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?(?:[一二三四五六七八九十两\d]+年(?:来|间|时间)?|[上下]半年|年?[底末]|去年|每(?:季度|学期|半?年|月|周|天))?(?:之?前|以来|内|起)?)(?=[一-龥]{2})/;
/** How far before its figure a name may begin. */
const REACH = 200;
const SEPARATORS = ',;:。!?\t';

/** Words of comparison at the end of a name. */
const COMPARING =
  /(?:(?:力争|确保|分别|各|均|都|全部|总体|基本|努力|稳步|逐步|持续|有效|精确|累计|平均|合计)?(?:达到|达|控制在|控制到|保持在|保持|稳定在|维持在|提高到|提升到|提升至|提高至|增加到|增加至|增长到|扩大到|扩大至|扩至|拓展到|扩展到|压减到|压降到|压缩到|压缩至|压缩为|精简为|精简至|缩减为|缩减至|调整为|优化为|提到|降为|增为|减至|发展到|缩短到|缩短至|降低到|降低至|下降到|下降至|降至|降到|减少到|升至|增至|突破|超过|高于|低于|不低于|不少于|不超过|不高于|为|是|有|至少|共有|共|(?<![签节公制履])约|近|逾|超|到|至|分别|各|均|都|要|应|必须|务必|须)|(?:增加|增长|提高|提升|上升|扩大|净增|增)了?)$/;
/** Against what a figure is measured. */
const BASE =
  /(?:比|较|与|在)(?:上年|去年|上一年|(?:19|20)\d\d年|“?十[二三四五]五”?)(?:同期|末|底|初)?(?:水平)?(?:相比|基础上)?|同比|年均(?=增|递|下降)/g;
const TRAILING_TIME =
  /每(?:人|户|床|亩|生)?每[年月天]$|(?:(?:19|20)\d\d年|[今明本]年|年底|年末|年内|\d{1,2}月)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?(?:之?前)?$/;
const STARTING_VALUE = /(?:由|从)[^,;由从]{0,12}\d[^,;由从]{0,16}$|(?:达到|为)每[^,;]{1,6}$/;
const JOINERS =
  /^(?:共(?=筛|培|检|接|建|完|开|举)|全[市县区省州](?:共|累计)?(?:发生)?(?:各类)?|其中|同时|并且?|且|或|以及|及|和(?![美谐平])|与|、|即(?!时)|还(?!款)|使得?|让|在(?![校岗编职园建册线业用途家院籍])|还?将(?=[为在对向给])|中(?![小医药西央心国华老青型级高考职专等学层期试])|的|约|已|现有?|全面|力争|确保|实现|争取|努力|基本|逐步|稳步|持续|每年|全年|所有|各类)+(?=.{2})/;
/** Verbs of making inside a name: what is counted stands behind the last of them. */
const MAKING =
  /^.*(?:新增配置|新增|新建|补充|安排|配置|配备|招聘|招录|培训|培养|提供|发放|组建|拨付|发生|完成|改造|建成|创建|打造|选派|派出|派驻|聘请|聘任|招募|接种|设立|增设|布设|修建|腾空|购置|引进|储备|投入|开展|组织|推动|加强|进行)(?!率|数|量|任务|性|费|能力)(?=[^,]{2,}$)/;
/** Where the counted noun behind a figure ends and what it does begins. */
const DOING =
  /(?:赴|(?<!达)到(?!位)|参加|进行|开展|用于|前往|下沉|派驻|免费|逐一|提供|接受|给予|托管|帮扶|投入|作为|实施|全部|一律|均|分别|常态化|于(?=\d)|“)/;
const MEASURE_NOUN = /(?:率|占比|比例|比重|浓度|人数|数|数量|水平|规模|收入|时间|时限|总量|面积|成本|指数|额|量|满意度)$/;

/** The names of each figure, in the text's own words: usually one, several where 均 or 分别 shares one figure out. */
export function nameFigures(words: Words, all: Figure[], inherited: string | null): string[][] {
  const named: string[][] = [];
  all.forEach((_, i) => {
    named.push(namesOf(words, all, i, named, inherited));
  });
  return named;
}

/** Cuts the words of a part down to what they speak of, or ''. */
export function topic(words: Words): string {
  return phrase(words) ?? '';
}

/** The noun phrase that ends right before `at`, e.g. for a value that was lost; '' where there is none. */
export function nameAt(words: Words, at: number): string {
  return phrase(sub(words, partStart(words.folded, at), at)) ?? '';
}

function namesOf(words: Words, all: Figure[], i: number, named: string[][], inherited: string | null): string[] {
  const f = all[i]!;
  let first = i;
  while (first > 0 && all[first]!.isPaired) first--;
  let last = i;
  while (last + 1 < all.length && all[last + 1]!.isPaired) last++;
  const before = nounBefore(words, all, first);
  if (last > first && before && !/^(?:同比|环比)?分别(?:下降|降低|减少|增长|提高|上升|增加|压减)?$/.test(before))
    return [shareOut(before, i - first, last - first + 1)];
  const after = last > first ? null : nounAfter(words, all, i);
  if (after && prefersAfter(words, f, before) && !(before && isPurpose(after))) return [reaching(words, f, after, before)];
  const earlier = named[i - 1]?.at(-1);
  const doing = activity(words, f);
  if (doing) return [doing];
  const change = /^(?:同比|环比)?分别(下降|降低|减少|增长|提高|上升|增加|压减)?$/.exec(before ?? '');
  const size = last - first + 1;
  if (change && size > 1 && first >= size)
    return [(named[i - size]?.at(-1) ?? '') + (/[降减]/.test(change[1] ?? '') ? change[0].replace('分别', '') : '')];
  if (before && earlier && (/^(?:高于|低于|高出|占)[^,]/.test(before) || /^(?:每年|年均|同比|环比)*(?:下降|降低|减少)$/.test(before)))
    return [earlier + before];
  if (before && earlier && all[i - 1]!.unit === f.unit && wordAt(before, 0, ACTIONS) === before) return [earlier];
  if (before && /^每[个支名家所处座人]$/.test(before)) return [earlier ? before + earlier : (previousPhrase(words, f) ?? before)];
  const aim = f.unit === '元' && (!before || isDeed(before)) ? AIM.exec(words.folded.slice(f.to)) : null;
  if (aim) return [words.written.slice(f.to + aim[0].length - aim[1]!.length, f.to + aim[0].length)];
  if (!before || isDeed(before)) return [earlier ?? previousPhrase(words, f) ?? after ?? inherited ?? before ?? f.unit];
  const head = words.folded.slice(partStart(words.folded, f.from), f.from);
  if (/(?:均|都|各|分别)[^,、]{0,8}$/.test(head)) return sharedNames(words, f, before);
  if (/^(?:总?建筑面积|总?长度?|占地面积)$/.test(before)) return [(earlier ?? previousPhrase(words, f) ?? '') + before];
  return [isBare(before) && earlier && !/率/.test(earlier) ? joinedRate(stem(earlier), before) : before];
}

/** Behind a figure these say what is done with it; they name nothing: 1200万元由县财政列支. */
const NO_NAME = /^(?:由|用于|纳入|已|将|按|足额|全部|均|以上由|及时|逐步|并|后|前)/;

function isPurpose(after: string): boolean {
  return NO_NAME.test(after) || /^(?:支持|实施|推动|帮助|购置|改善|化解|奖励)[^,]{3}/.test(after);
}

/** "2小时内报告属地疾控机构": what is done within the time; to whom is no part of it. */
const TOLD = /^(报告|上报|报送|反馈|通知|移交|集结|到达|抵达|办结|处置)(.*)$/;
const IS_LIMIT = /(?:分钟|小时|[天日周]|工作日|个月)[之以]?内$/;

/** "覆盖70%以上的义务教育学校": who reaches them is part of the name. */
function reaching(words: Words, f: Figure, after: string, before: string | null): string {
  const told = TOLD.exec(after);
  if (told && IS_LIMIT.test(words.folded.slice(f.start, f.to))) {
    const deed = isOrganisation(told[2]!) ? told[1]! : after;
    return before && before.length <= 10 && !/[后前时]$/.test(before) ? before + deed : deed;
  }
  return before && words.folded[f.to] === '的' && /(?:覆盖|惠及|辐射|占)$/.test(before) ? before + after : after;
}

/** A count's noun stands behind it; a rate's before it, unless it is "65%的患者…". */
function prefersAfter(words: Words, f: Figure, before: string | null): boolean {
  const isOf = words.folded[f.to] === '的';
  if (/^[%‰]/.test(f.unit)) return isOf && !(before && MEASURE_NOUN.test(before));
  return !(isOf && before);
}

/** The noun phrase behind the figure: 建设15家县域医疗服务次中心. */
function nounAfter(words: Words, all: Figure[], i: number): string | null {
  const f = all[i]!;
  const { folded } = words;
  const from = folded[f.to] === '的' ? f.to + 1 : f.to;
  if (/^[%‰]/.test(f.unit) && from === f.to) return null;
  const next = all[i + 1];
  if (next && next.from === from) return nounAfter(words, all, i + 1);
  const end = nounEnd(folded, from, next?.from ?? folded.length);
  const paid = PAID.exec(folded.slice(from, end));
  if (paid) return paid[1] ?? paid[0].slice(-2);
  const head = folded.slice(partStart(folded, f.from), f.from);
  const doing = stripLead(head) === '' ? -1 : folded.slice(from + 2, end).search(DOING);
  const stop = GOVERNED.test(head) ? deedIn(folded, from, end) : end;
  const name = words.written.slice(from, Math.min(stop, doing < 0 ? end : from + 2 + doing));
  if (/^[村县镇乡区校](?:$|[,、。])/.test(folded.slice(from, from + 2))) return folded[from]!;
  return name.length >= 2 && /^[一-龥“《A-Za-z]/.test(name) ? name : null;
}

/** Whether a list of short words for one noun goes on behind the 、 at `at`: 1862名独居、空巢、留守老人. */
function goesOnBehind(folded: string, from: number, at: number): boolean {
  const next = /^[^、,;。]*/.exec(folded.slice(at + 1))![0];
  return at > from && at - from <= 10 && !/[\d两三四五六七八九十的]/.test(folded.slice(from, at).slice(-4) + next);
}

/** Where behind a counted noun begins what it does or what is done with it: 880家餐饮单位|安装监管终端. */
function deedIn(folded: string, from: number, end: number): number {
  for (let i = from + 2; i < end - 2; i++) {
    const adverb = wordAt(folded, i, ADVERBS);
    if (adverb.length > 1 && !NOUNISH.has(adverb) && wordAt(folded, i + adverb.length, ACTIONS)) return i;
    const verb = wordAt(folded, i, ACTIONS);
    if (verb.length < 2 || wordAt(folded, i, COMPOUNDS)) continue;
    if (!NOUNISH.has(verb) && !NOUN_BEHIND.test(folded.slice(i + verb.length, end))) return i;
    i += verb.length - 1;
  }
  return end;
}

/** "每年拿出3000万元,支持中医医院建设": what the money is for. */
const AIM = /^,?(?:专项)?(?:用于)?((?:支持|改善|实施|建设|推进|化解)[^,。;]{3,20})/;
/** "按每人每月100元的标准发放养老服务补贴": what is paid. */
const PAID = /^标准(?:给予|发放|支付|安排|拨付|落实|予以)?(?:[一-龥]{0,3}发放|补助|补贴|奖补|奖励)?([一-龥]{2,10})?$/;
/** Words before a count that make what is counted their object: 为880家餐饮单位…, 组织12所高校…. */
const GOVERNED = /(?:为|对|给|将|把|在|从|向|使|让|组织|督促|指导|推动|支持|责成|选派|派出|邀请)(?:全[市县区省州镇乡]|辖区)?(?:内|的)?$/;
/** Behind a verb inside a compound: 试点单位, 培养基地. */
const NOUN_BEHIND =
  /^(?:的|单位|项目|基地|中心|机构|平台|工程|任务|工作|站|点|区|率|量|人员|对象|企业|学校|医院|课程|活动|示范|试点|体系|制度|队|组|室|所|院|岗位|专业|病房|床位|改革|方案)|^.{0,2}$/;

function nounEnd(folded: string, from: number, limit: number): number {
  let depth = 0;
  for (let i = from; i < Math.min(limit, from + 40); i++) {
    const c = folded[i]!;
    if (c === '(') depth++;
    else if (c === ')' && --depth < 0) return i;
    else if (depth === 0 && SEPARATORS.includes(c)) return i;
    else if (depth === 0 && c === '、' && !goesOnBehind(folded, from, i)) return i;
  }
  const label = LABEL.exec(folded.slice(from, limit));
  return Math.min(limit, from + (label?.index ?? 40));
}

const LABEL = /(?:责任|牵头|配合|主办|协办|承办|实施|落实)(?:单位|部门|科室|处室)|完成时限|[ ]/;

/** The noun phrase before the figure: 县域就诊率达到90%. A baseline (由30%提高到) is stepped over. */
function nounBefore(words: Words, all: Figure[], i: number): string | null {
  const start = partStart(words.folded, all[i]!.from);
  const previous = all[i - 1];
  const fromBaseline = previous !== undefined && isBaseline(words.folded, previous);
  const from = previous && !fromBaseline ? Math.max(previous.to, start) : start;
  const to = fromBaseline ? previous.from : all[i]!.from;
  const name = phrase(sub(words, Math.min(from, to), to));
  return name !== null && from > start && !MEASURE_NOUN.test(name) ? behindVerb(name) : name;
}

/** What is counted right before its figure stands behind the verb: 热线受理|投诉368件. */
function behindVerb(name: string): string {
  for (let i = 2; i < name.length - 3; i++) {
    const verb = wordAt(name, i, ACTIONS);
    if (verb.length > 1 && !NOUNISH.has(verb) && i + verb.length <= name.length - 2) return name.slice(i + verb.length);
  }
  return name;
}

/** Where the comma part that ends at `at` begins; commas in brackets and quotes do not count. */
function partStart(folded: string, at: number): number {
  const from = Math.max(0, at - REACH);
  const last = splitTop(folded.slice(from, at), SEPARATORS).at(-1);
  return last && from + last[1] === at ? from + last[0] : at;
}

/** Cuts a stretch of words down to its noun phrase: no time, no acting organisation, no verb in front, no comparison behind. */
function phrase(stretch: Words): string | null {
  let { folded, written } = stretch;
  for (const m of matches(BASE, folded).reverse()) {
    folded = folded.slice(0, m.index) + folded.slice(m.index + m[0].length);
    written = written.slice(0, m.index) + written.slice(m.index + m[0].length);
  }
  for (let m = tail(folded); m; m = tail(folded)) folded = folded.slice(0, m.index);
  const from = nounStart(folded);
  const name = written
    .slice(from, folded.length)
    .replace(/^还?将(?![来军])(?=[一-龥]{3})/, '')
    .replace(OFTEN, seldom => (isDeed(written.slice(from + seldom.length, folded.length)) ? seldom : ''))
    .replace(
      /^(?:[该本我][院校局县市区]|[^,]{0,6}[要]把|(?:联合|会同)[^,]*?(?:部门|局|委|单位|医院|高校|企业)(?=[一-龥]{3}))(?=[一-龥]{2})/,
      '',
    )
    .replace(/每[个家人户床名张](?=补助|补贴|奖励)/, '')
    .replace(/[(（](?:不?含|包括|不包括|指)[^()（）]{4,}[)）]/g, '')
    .replace(/^[^,]{2,12}?(?:共|累计|先后|已)(?=[检接开完筛培建发组办处收受走])/, '')
    .replace(/^[^,]{2,10}?近[一二三四五两\d]+年(?:来|累计)?(?=[一-龥]{2})/, '')
    .replace(/^[^,]{2,14}(?:部门|机构)(?:联合)?(?=(?:检查|完成|开展|查处|排查|走访|筛查))/, '')
    .replace(/^[、,和及与]+|[、,和及与的由从]+$/g, '');
  return name.length >= 2 ? name : null;
}

/** Who does it how often stands before what is done: 各级河长累计|巡河. */
const OFTEN = /^[^,]{0,14}?(?:每(?:[一两二三四五六\d]+)?(?:个?月|季度?|半?年|周|天|日|学期|小时)|累计|共计)(?=[一-龥]{2})(?!新增|发生)/;

/** Words behind the noun phrase: comparison, a time, the value that it starts from. */
function tail(folded: string): RegExpExecArray | null {
  return COMPARING.exec(folded) ?? TRAILING_TIME.exec(folded) ?? STARTING_VALUE.exec(folded);
}

function nounStart(folded: string): number {
  let at = skipTo(folded, 0);
  const actor = subject(`${folded.slice(at)}要做好`, false).at(-1);
  if (actor && actor[1] < folded.length - at && !isAttribute(folded.slice(at + actor[1]))) at = skipTo(folded, at + actor[1]);
  if (MEASURE_NOUN.test(folded) || !/^(?:面向|利用|通过|依托|[为在对向给于按从])/.test(folded.slice(at))) return at;
  const made = MAKING.exec(folded.slice(at));
  if (made) return at + made[0].length;
  for (let i = at + 3; i < folded.length - 3; i++) {
    const verb = wordAt(folded, i, ACTIONS);
    if (verb.length > 1 && i + verb.length <= folded.length - 2 && !/^[率数员者]/.test(folded.slice(i + verb.length)))
      return i + verb.length;
  }
  return at;
}

/** "县级财政|配套资金比例": what follows the organisation is what is measured of it, not what it does. */
function isAttribute(rest: string): boolean {
  return MEASURE_NOUN.test(rest) && rest.length <= 8 && !/[对为将把在的]/.test(rest) && !wordAt(rest, 0, ADVERBS);
}

/** What is done behind a verb that is as often a noun: 规划建设, 组织开展. */
const TWICE = /^(?:建设|建成|新建|改造|实施|开展|设置|配置|布局|整治|整改|治理)/;

/** Past times, adverbs and an opening verb. */
function skipTo(folded: string, from: number): number {
  const core = stripLead(
    folded
      .slice(from)
      .replace(/^[、,和及]+/, '')
      .replace(TIMES_BEFORE, ''),
  );
  const verb = leadingVerb(core);
  let at =
    folded.length -
    core.length +
    (verb.verb && !NOUNISH.has(verb.verb) && verb.at + verb.verb.length < core.length - 1 ? verb.at + verb.verb.length : 0);
  const twice = NOUNISH.has(verb.verb) && verb.at === 0 ? (TWICE.exec(folded.slice(at + verb.verb.length))?.[0] ?? '') : '';
  if (twice && at + verb.verb.length + twice.length <= folded.length - 2) at += verb.verb.length + twice.length;
  at += JOINERS.exec(folded.slice(at))?.[0].length ?? 0;
  return at;
}

/** "每季度至少带队检查1次": the activity stands inside the words of comparison. */
function activity(words: Words, f: Figure): string | null {
  const inside = words.written.slice(f.from, f.start).replace(/^(?:至少|最少)/, '');
  return f.from < f.start && /^[一-龥]{2,}$/.test(inside) && !/^(?:不|超|高|低|突|达|优|最|约|近)/.test(inside) ? inside : null;
}

/** "把健康小屋延伸到…": what is taken. */
const TAKEN = /^(?:将|还将)?[把将]([一-龥]{2,12}?)(?=延伸|纳入|扩展|扩大|建成|打造|列入|作为|提高|提升|推广|覆盖)/;

/** When the part with the figure names nothing ("…,2025年达到70%"), what the parts before it speak of. */
function previousPhrase(words: Words, f: Figure): string | null {
  const start = Math.max(0, f.from - REACH);
  const parts = segments(words.folded.slice(start, f.from));
  for (let i = parts.length - 1; i >= Math.max(0, parts.length - 3); i--) {
    const name = phrase(sub(words, start + parts[i]!.start, start + parts[i]!.start + parts[i]!.text.length));
    if (name && name.length >= 3 && !isDeed(name)) return TAKEN.exec(name)?.[1] ?? name;
  }
  return null;
}

/** Words without a noun: 再建, 首批布局, 本年度完成, 原则上. */
const NO_NOUN =
  /^(?:20\d\d年|本(?:年度?|期)|首批|第[一二三]批|[一二三四五两\d]年内|每年|今年|明年|去年|汛前|其中|再|先|新|已|能够|预计|合计|总计|共计|累计|原则上|[上下]半年|全年|年内|同比|环比|分别|较?上年|则|可|将)+/;

function isDeed(name: string): boolean {
  const at = NO_NOUN.exec(name)?.[0].length ?? 0;
  if (at === name.length) return true;
  const verb = wordAt(name, at, ACTIONS) || (name[at] === '开' || name[at] === '拿' ? name.slice(at, at + 2) : '');
  return (
    verb !== '' &&
    at + verb.length === name.length &&
    (at > 0 || /^(?:完成|布局|拿出|安排|建成|新建|改建|达到|实现|覆盖|涉及|惠及)$/.test(verb))
  );
}

/** A name that needs the one before it: 覆盖率, 完成率, 筛查. */
function isBare(name: string): boolean {
  return /^(?!整改|办结|回访|满意|合格|达标|签约).{1,2}率$|^(?:筛查|检查|接种|培训|签约|参加|救治|占比|在培)$/.test(name);
}

/** 医保参保 + 参保率 = 医保参保率. */
function joinedRate(whole: string, rate: string): string {
  const verb = rate.slice(0, -1);
  return whole.endsWith(verb) ? `${whole}率` : whole + rate;
}

function stem(name: string): string {
  return name.replace(/(?:任务数|总数|人数|数|量|完成率|覆盖率)$/, '');
}

/** The `at`-th of `of` names in "甲、乙和丙…率". */
function shareOut(listed: string, at: number, of: number): string {
  const names = listedNames(listed);
  return names.length === of ? names[at]! : listed;
}

/** "甲、乙均达到90%", also "甲率,乙率均达…": each name gets the figure. */
function sharedNames(words: Words, f: Figure, before: string): string[] {
  const names = listedNames(before);
  const start = partStart(words.folded, f.from);
  const previous = segments(words.folded.slice(Math.max(0, start - 60), start)).at(-1);
  return previous && MEASURE_NOUN.test(previous.text) && previous.kind === 'other' && !/\d/.test(previous.text)
    ? [stripLead(previous.text), ...names]
    : names;
}

/** The names in a list; an ending that only the last one writes out belongs to all (高血压、糖尿病患者管理率). */
function listedNames(listed: string): string[] {
  const names = splitTop(listed, '、和与及')
    .map(([a, b]) => listed.slice(a, b))
    .filter(n => n.length >= 2);
  const last = names.at(-1) ?? listed;
  const tail = /的[^的]{1,8}$/.exec(last)?.[0];
  return names.map((n, i) => {
    if (i === names.length - 1 || MEASURE_NOUN.test(n)) return n;
    return tail ? n + tail : last.length > n.length + 1 ? n + last.slice(n.length) : n;
  });
}
