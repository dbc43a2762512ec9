import { isOrganisation } from '../duties/organisations.js';
import { subject } from '../duties/subjects.js';
import { ACTIONS, NOUNISH, OF_SORT } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { wordAt } from '../words/scan.js';
import { segments } from '../words/segments.js';
import { sub, type Words } from '../words/text.js';
import { IS_LIMIT } from './counted.js';
import type { Figure } from './figures.js';
import { isDeed, MEASURE_NOUN, phrase, REACH } from './phrases.js';
import { isShare } from './units.js';

/** The noun phrase before the figure: 县域就诊率达到90%. A baseline (由30%提高到) is stepped over. */
export function nounBefore(words: Words, all: Figure[], i: number): string | null {
  const start = all[i]!.part;
  const previous = all[i - 1];
  const fromBaseline = previous?.isBaseline === true;
  const from = previous && !fromBaseline ? Math.max(previous.to, start) : start;
  const to = fromBaseline ? previous.from : all[i]!.from;
  const whole = phrase(sub(words, Math.min(from, to), to));
  const name = whole && lessened(words, to, bracketed(whole));
  return name !== null && from > start && !MEASURE_NOUN.test(name) ? behindVerb(name) : name;
}

/** "压减|开采量": that less is meant is part of the name, wherever it stands; not where a level is told (缩短时间至). */
function lessened(words: Words, to: number, name: string): string {
  const verb = LESSENING.exec(words.folded.slice(Math.max(0, to - name.length - 2), to - name.length));
  return verb && words.written.slice(to - name.length, to) === name ? verb[0] + name : name;
}

const LESSENING = pattern(/^(?:压减|压缩|压降|降低|减少|缩短|缩减|削减|精简|下调)$/);

/** "突出问题(某病患病率": what stands in the bracket that is still open. */
function bracketed(name: string): string {
  const open = Math.max(name.lastIndexOf('('), name.lastIndexOf('（'));
  return open >= 0 && !/[)）]/.test(name.slice(open)) && name.length - open > 2 ? name.slice(open + 1) : name;
}

/** What is counted right before its figure stands behind the verb: 热线受理|投诉368件. */
function behindVerb(name: string): string {
  for (let i = 2; i < name.length - 3; i++) {
    const verb = wordAt(name, i, ACTIONS);
    const rest = name.slice(i + verb.length);
    if (verb.length > 1 && !NOUNISH.has(verb) && !OF_SORT.has(verb) && rest.length >= 2 && !NOUNISH.has(rest)) return rest;
  }
  return name;
}

/** "把健康小屋延伸到…": what is taken. */
const TAKEN = pattern(/^(?:将|还将)?[把将]([一-龥]{2,12}?)(?=延伸|纳入|扩展|扩大|建成|打造|列入|作为|提高|提升|推广|覆盖)/);

/** "年度目标:" names no figure. */
const LABELLING = pattern(/^[^,、]{0,4}(?:目标|任务|内容|措施|进度|要求|计划|安排|标准|举措)$/);

/** When the part with the figure names nothing ("…,2025年达到70%"), what the parts before it speak of. */
export function previousPhrase(words: Words, f: Figure): string | null {
  const start = Math.max(0, f.from - REACH);
  const parts = segments(words.folded.slice(start, f.from));
  for (let i = parts.length - 1; i >= Math.max(0, parts.length - 3); i--) {
    if (LABELLING.test(parts[i]!.text) && words.folded[start + parts[i]!.start + parts[i]!.text.length] === ':') continue;
    const name = phrase(sub(words, start + parts[i]!.start, start + parts[i]!.start + parts[i]!.text.length), isShare(f.unit));
    if (name && name.length >= 3 && !isDeed(name)) return TAKEN.exec(name)?.[1] ?? name;
  }
  return null;
}

/** Whether one comma and nothing else of weight divides two figures' parts. */
export function isNextTo({ folded }: Words, before: Figure | undefined, f: Figure): boolean {
  return before !== undefined && before.to < f.part && !folded.slice(before.to, f.part - 1).includes(',');
}

const EACH_OF = pattern(/^(?:.*?[年月]|全[市县省])?((?:[^、,\d]{2,12}[、和])+[^、,\d]{2,12})分别([^,]{2,8})$/);

/** "甲县、乙县分别完成投资|3亿元、2亿元": who, and what. */
export function ofEach(words: Words, f: Figure, at: number, of: number): string | null {
  const told = EACH_OF.exec(words.folded.slice(f.part, f.from));
  const names = told?.[1]?.split(/[、和]/) ?? [];
  return names.length === of ? names[at]! + told![2]! : null;
}

/** "图书馆、文化馆年服务人次分别达到|8万、6万": who, though each could act, and what of them. */
export function ofListed(words: Words, f: Figure, before: string, at: number, of: number): string | null {
  const names = LISTED.exec(words.folded.slice(f.part, f.from))?.[1]?.split(/[、和]/) ?? [];
  const last = names.at(-1) ?? '';
  if (names.length !== of || !last.endsWith(before) || last === before || before.length < 4) return null;
  return at === of - 1 ? last : names[at]! + before;
}

const LISTED = pattern(/^((?:[^、,\d]{3,10}[、和])+[^、,\d]{5,20})分别/);

const LABEL_OF_FIGURE = pattern(/(?:^|[,;。:])([一-龥]{2,10})$/);

const NO_LABEL = pattern(
  /目标|任务|内容|措施|进度|要求|计划|安排|标准|举措|其中|包括|如下|分别|情况|季度|阶段|[年月日]|责任|时限|合计|总计|共计|说明/,
);

/** "石桥镇:46户118人": what stands before the colon right before its figures. */
export function labelBefore({ folded, written }: Words, f: Figure): string | null {
  if (folded[f.part - 1] !== ':') return null;
  const label = LABEL_OF_FIGURE.exec(folded.slice(Math.max(0, f.part - 14), f.part - 1))?.[1];
  return label && !NO_LABEL.test(label) ? written.slice(f.part - 1 - label.length, f.part - 1) : null;
}

/** "每季度至少带队检查1次": the activity stands inside the words of comparison. */
export function activity(words: Words, f: Figure): string | null {
  const inside = words.written.slice(f.from, f.start).replace(/^(?:至少|最少)/, '');
  return f.from < f.start &&
    /^[一-龥]{2,}$/.test(inside) &&
    !isDeed(inside) &&
    !/^(?:不|超|高|低|突|达|优|最|约|近|接近|将近|小于|少于|跨|迈|至多)/.test(inside)
    ? inside
    : null;
}

/** "演练结束后5个工作日内,评估组提交评估报告": what is owed within the time stands in the next part. */
export function owedWithin(words: Words, f: Figure, before: string | null): string | null {
  if (words.folded[f.to] !== ',' || !IS_LIMIT.test(words.folded.slice(f.start, f.to)) || (before && !/[后前时起]$/.test(before)))
    return null;
  const [next] = segments(words.folded.slice(f.to + 1));
  if (!next) return null;
  const from = f.to + 1 + next.start;
  const actor = subject(next.text, true, true).at(-1)?.[1] ?? 0;
  const deed = words.written.slice(from + actor, from + next.text.length);
  const isDone = actor > 0 || (before !== null && wordAt(next.text, 0, ACTIONS) !== '');
  return isDone && deed.length >= 2 && deed.length <= 12 ? deed : null;
}

const STANDARD = pattern(/^的?标准/);

/** "按照拨款标准30%的比例对…奖补" */
const RATIO = pattern(/^的比例/);

/** Verbs whose object stands behind their figure: 安排|不少于40课时的…课程. */
const GETS = pattern(
  /(?:安排|开展|给予|申请|领取|申领|发放|提供|举办|组织|设立|拨付|办理|获得|享受|收取|缴纳|发给|参加|接受|进行|争取|落实|兑现|讲授|配套|连续|免除|减免|免收|免缴|免征)$/,
);

const MONEY = pattern(/(?:补贴|补助|贷款?|奖励|资金|津贴|奖金|补偿|奖补|经费|[助税租押]金|保险|罚款|[^收]费)$/);

/** A count's noun stands behind it; a rate's before it, unless it is "65%的患者…". */
export function prefersAfter(words: Words, f: Figure, before: string | null, after: string): boolean {
  const isOf = words.folded[f.to] === '的';
  if (STANDARD.test(words.folded.slice(f.to))) return true;
  if (isOf && !isShare(f.unit) && (GETS.test(words.folded.slice(f.part, f.from)) || (f.unit === '元' && MONEY.test(after)))) return true;
  if (isShare(f.unit)) return isOf && !(before && RATIO.test(words.folded.slice(f.to))) && !(before && MEASURE_NOUN.test(before));
  return !(isOf && before && !before.startsWith('按') && !before.endsWith('了'));
}

/** 1200万元由县财政列支 */
const NO_NAME = pattern(/^(?:由|用于|纳入|已|将|按|足额|全部|均|以上由|及时|逐步|并|后|前)/);

/** What stands behind a figure says what is done with it, not what it counts. */
export function isPurpose(after: string): boolean {
  return NO_NAME.test(after) || /^(?:支持|实施|推动|帮助|购置|改善|化解|奖励)[^,]{3}/.test(after);
}

/** "2小时内报告属地疾控机构": what is done within the time; to whom is no part of it. */
const TOLD = pattern(/^(报告|上报|报送|反馈|通知|移交|集结|到达|抵达|到场|到位|修复|答复|回复|响应|处理|办结|处置)(.*)$/);

/** "按60%的|比例奖励…" */
const OF_SHARE = pattern(/^(?:比例|标准)(?:对|给予|予以)?(?=.{2})/);

const ALREADY = pattern(/(?:已经?|基本|全部)(?=[一-龥]{2}$)/);

/** "覆盖70%以上的义务教育学校": who reaches them is part of the name. */
export function reaching(words: Words, f: Figure, noun: string, before: string | null): string {
  const after = isShare(f.unit) ? OF_SHARE.replace(noun, '') : noun;
  const told = TOLD.exec(after);
  if (told && IS_LIMIT.test(words.folded.slice(f.start, f.to))) {
    const deed = isOrganisation(told[2]!) ? told[1]! : after;
    return before && before.length <= 10 && !/[后前时起]$/.test(before) && words.folded[f.from - 1] !== '、' ? before + deed : deed;
  }
  const reaches =
    before !== null && (words.folded[f.to] === '的' ? /(?:覆盖|惠及|辐射|占)$/ : /[一-龥]{2}(?:覆盖|惠及|辐射)$/).test(before);
  return reaches ? ALREADY.replace(before, '') + after : after;
}
