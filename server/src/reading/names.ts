import { type Figure, isBaseline } from './figures.js';
import { matches } from './find.js';
import { NOUNISH } from './lexicon.js';
import { subject } from './organisations.js';
import { splitTop } from './scan.js';
import { leadingVerb, segments, stripLead } from './segments.js';
import { sub, type Words } from './text.js';

/** How far before its figure a name may begin. */
const REACH = 200;
const SEPARATORS = ',;:。!?\t';

/** Words of comparison at the end of a name. */
const COMPARING =
  /(?:(?:力争|确保|分别|各|均|都|全部|总体|基本|努力|稳步|逐步|持续|有效|精确|累计|平均|合计)?(?:达到|达|控制在|控制到|保持在|保持|稳定在|维持在|提高到|提升到|提升至|提高至|增加到|增加至|增长到|扩大到|扩展到|压减到|压降到|压缩到|压缩至|压缩为|缩短到|缩短至|降低到|降低至|下降到|下降至|降至|降到|减少到|升至|增至|突破|超过|高于|低于|不低于|不少于|不超过|不高于|为|是|有|至少|共有|共|(?<![签节公制履])约|近|逾|超|到|至|分别|各|均|都|要|应|必须|务必|须)|(?:增加|增长|提高|提升|上升|扩大|净增|增)了?)$/;
/** Against what a figure is measured. */
const BASE =
  /(?:比|较|与|在)(?:上年|去年|上一年|(?:19|20)\d\d年|“?十[二三四五]五”?)(?:同期|末|底|初)?(?:水平)?(?:相比|基础上)?|同比|年均(?=增|递|下降)/g;
const TRAILING_TIME = /(?:(?:19|20)\d\d年|[今明本]年|年底|年末|年内|\d{1,2}月)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?(?:之?前)?$/;
const STARTING_VALUE = /(?:由|从)[^,;]{0,10}\d[^,;]{0,6}$/;
const JOINERS =
  /^(?:共(?=筛|培|检|接|建|完|开|举)|全[市县区省州](?:共|累计)?(?:发生)?(?:各类)?|其中|同时|并且?|且|或|以及|及|和(?![美谐平])|与|、|即(?!时)|还(?!款)|使得?|让|在(?![校岗编职园建册线业用途家院籍])|中(?![小医药西央心国华老青型级高考职专等学层期试])|的|约|已|现有?|全面|力争|确保|实现|争取|努力|基本|逐步|稳步|持续|每年|全年|所有|各类)+(?=.{2})/;
/** Verbs of making inside a name: what is counted stands behind the last of them. */
const MAKING =
  /^.*(?:新增配置|新增|新建|补充|安排|配置|配备|招聘|招录|培训|培养|提供|发放|组建|拨付|发生|完成|改造|建成|创建|打造|选派|派出|引进|储备|投入|开展|组织|推动|加强|进行)(?!率|数|量|任务|性|费|能力)(?=[^,]{2,}$)/;
/** Where the counted noun behind a figure ends and what it does begins. */
const DOING =
  /(?:赴|(?<!达)到(?!位)|参加|进行|开展|用于|前往|下沉|派驻|免费|逐一|提供|接受|给予|托管|帮扶|投入|作为|实施|全部|均|分别|常态化|“)/;
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
  if (last > first && before) return [shareOut(before, i - first, last - first + 1)];
  const after = last > first ? null : nounAfter(words, all, i);
  if (after && prefersAfter(words, f, before)) return [after];
  const earlier = named[i - 1]?.at(-1);
  const doing = activity(words, f);
  if (doing) return [doing];
  if (!before) return [earlier ?? previousPhrase(words, f) ?? after ?? inherited ?? f.unit];
  const head = words.folded.slice(partStart(words.folded, f.from), f.from);
  if (/(?:均|都|各|分别)[^,、]{0,8}$/.test(head)) return sharedNames(words, f, before);
  return [isBare(before) && earlier ? `${stem(earlier)}${before}` : before];
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
  const isSubject = stripLead(folded.slice(partStart(folded, f.from), f.from)) === '';
  const doing = isSubject ? -1 : folded.slice(from + 2, end).search(DOING);
  const name = words.written.slice(from, doing < 0 ? end : from + 2 + doing);
  return name.length >= 2 && /^[一-龥“《A-Za-z]/.test(name) ? name : null;
}

function nounEnd(folded: string, from: number, limit: number): number {
  let depth = 0;
  for (let i = from; i < Math.min(limit, from + 40); i++) {
    const c = folded[i]!;
    if (c === '(') depth++;
    else if (c === ')' && --depth < 0) return i;
    else if (depth === 0 && `${SEPARATORS}、`.includes(c)) return i;
  }
  return Math.min(limit, from + 40);
}

/** The noun phrase before the figure: 县域就诊率达到90%. A baseline (由30%提高到) is stepped over. */
function nounBefore(words: Words, all: Figure[], i: number): string | null {
  const start = partStart(words.folded, all[i]!.from);
  const previous = all[i - 1];
  const fromBaseline = previous !== undefined && isBaseline(words.folded, previous);
  const from = previous && !fromBaseline ? Math.max(previous.to, start) : start;
  const to = fromBaseline ? previous.from : all[i]!.from;
  return phrase(sub(words, Math.min(from, to), to));
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
  const name = written.slice(from, folded.length).replace(/^[、,和及与]+|[、,和及与的由从]+$/g, '');
  return name.length >= 2 ? name : null;
}

/** Words behind the noun phrase: comparison, a time, the value that it starts from. */
function tail(folded: string): RegExpExecArray | null {
  return COMPARING.exec(folded) ?? TRAILING_TIME.exec(folded) ?? STARTING_VALUE.exec(folded);
}

function nounStart(folded: string): number {
  let at = skipTo(folded, 0);
  const actor = subject(`${folded.slice(at)}要`, false).at(-1);
  if (actor && actor[1] < folded.length - at) at = skipTo(folded, at + actor[1]);
  const made = MEASURE_NOUN.test(folded) || !/^(?:为|在|对|向|给|于)/.test(folded.slice(at)) ? null : MAKING.exec(folded.slice(at));
  return made ? at + made[0].length : at;
}

/** Past times, adverbs and an opening verb. */
function skipTo(folded: string, from: number): number {
  const core = stripLead(folded.slice(from).replace(/^[、,和及]+/, ''));
  const verb = leadingVerb(core);
  let at =
    folded.length -
    core.length +
    (verb.verb && !NOUNISH.has(verb.verb) && verb.at + verb.verb.length < core.length - 1 ? verb.at + verb.verb.length : 0);
  at += JOINERS.exec(folded.slice(at))?.[0].length ?? 0;
  return at;
}

/** "每季度至少带队检查1次": the activity stands inside the words of comparison. */
function activity(words: Words, f: Figure): string | null {
  const inside = words.written.slice(f.from, f.start).replace(/^(?:至少|最少)/, '');
  return f.from < f.start && /^[一-龥]{2,}$/.test(inside) && !/^(?:不|超|高|低|突|达|优)/.test(inside) ? inside : null;
}

/** When the part with the figure names nothing ("…,2025年达到70%"), what the parts before it speak of. */
function previousPhrase(words: Words, f: Figure): string | null {
  const start = Math.max(0, f.from - REACH);
  const parts = segments(words.folded.slice(start, f.from));
  for (let i = parts.length - 1; i >= Math.max(0, parts.length - 3); i--) {
    const name = phrase(sub(words, start + parts[i]!.start, start + parts[i]!.start + parts[i]!.text.length));
    if (name && name.length >= 3) return name;
  }
  return null;
}

/** A name that needs the one before it: 覆盖率, 完成率, 筛查. */
function isBare(name: string): boolean {
  return /^.{1,2}率$|^(?:筛查|检查|接种|培训|签约|参加|救治|占比|在培)$/.test(name);
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
