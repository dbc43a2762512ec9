import { isOrganisation } from '../duties/organisations.js';
import { subject } from '../duties/subjects.js';
import { ACTIONS, NOUNISH } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { wordAt } from '../words/scan.js';
import { segments } from '../words/segments.js';
import { sub, type Words } from '../words/text.js';
import { IS_LIMIT, nounAfter } from './counted.js';
import type { Figure } from './figures.js';
import { GROUP, sharedNames, shareOut } from './namesInLists.js';
import { isDeed, MEASURE_NOUN, partStart, phrase, REACH } from './phrases.js';
import { isShare } from './units.js';

/** The names of each figure, in the text's own words: usually one, several where 均 or 分别 shares one figure out. */
export function nameFigures(words: Words, all: Figure[], inherited: string | null): string[][] {
  const named: string[][] = [];
  all.forEach((f, i) => {
    named.push(f.isBaseline ? [] : namesOf(words, all, i, named, inherited));
  });
  return named;
}

/** Cuts the words of a part down to what they speak of, or ''. `isRate`: whose it is belongs to it. */
export function topic(words: Words, isRate = false): string {
  return phrase(words, isRate) ?? '';
}

/** The noun phrase that ends right before `at`, e.g. for a value that was lost; '' where there is none. */
export function nameAt(words: Words, at: number): string {
  return phrase(sub(words, partStart(words.folded, at), at)) ?? '';
}

/** "分别下降", "同比分别增长": no name, only that each has its own figure. */
const EACH_ITS_OWN = pattern(/^(?:同比|环比)?分别(?:下降|降低|减少|增长|提高|上升|增加|压减|给予|发放|奖励|补助|安排|拨付)?$/);
const CHANGED_EACH = pattern(/^(?:同比|环比)?分别(下降|降低|减少|增长|提高|上升|增加|压减)?$/);

/** "累计投入|2.1亿元建设…", "完成投资|1.8亿元": what is spent, whatever for. */
const SPENT = pattern(
  /^(?:[一二三]是)?(?:项目|工程|现|已|全[市县区省州年]|去年|今年|[一二三四五两\d]+年来?|近[一二三四五两\d]+年来?|先后|累计|[总合]计|共计?|计划|预计|总共|另外?|再|又|统筹|直接|财政|总体)*(?:在[一-龥]{2,8}|[一-龥]{0,3}财政|(?:“?[一-龥]{2,4}”?)?以来|共)*(投资|投入|完成投资|(?<=计划|预计)总投资)(?:资金)?(?:了|约|近|逾|超过?|达到?|为)*$/,
);

/** What is said of the name before: 高了, 高于全省平均, 同比下降. */
const SAID_OF_EARLIER = pattern(
  /^[高低多少增减]了$|^(?:高于|低于|高出|占)[^,]|^(?:为|超|超额|超过|低于|高于|占)(?:省定|市定|县定|年度|全年|年初|预期|既定|计划|下达|原定)*(?:目标|任务|计划)(?:任务|数)?$|^(?:每年|年均|同比|环比)*(?:下降|降低|减少|回落|收窄)了?$/,
);
/** "按可比价计算|增长6%" */
const PRICED = pattern(/^按(?:可比|不变)价(?:格)?(?:计算)?$/);
/** "技能人才总量85万人,占从业人员的40%": the share is that of the thing. */
const TOTAL = pattern(/(?<=[一-龥]{2})总(?:量|数|人数)$/);
/** "新建幼儿园36所,其中城区规划建设|16所": where, of the same. */
const THERE = pattern(/^(?:其中)?[一-龥]{1,4}[区县市镇乡城村](?:规划|计划|新|改|扩)*(?:建设|建成|完成|新建|改造|实施|布局|设置)$/);
const PER_ONE = pattern(/^每[个支名家所处座人次场期]$/);
const OFTEN = pattern(/^[次场轮遍期回]$/);
const SHARED_OUT = pattern(/(?:均|都|各(?![类种级项])|分别)[^,、]{0,8}$/);
const SIZE = pattern(/^(?:(?:总|完工|建筑|占地|加固|改造|受益)*(?:里程|长度|面积|库容|容积|户数)(?:合计|共)?|全长|总长)$/);
const SHARE_NOUN = pattern(/率|比例|占比/);
const WHOLE_NAME = pattern(/率|度$|比例?$|比重$|时间$/);
const TIME_UNIT = pattern(/时|天|日|月/);

function namesOf(words: Words, all: Figure[], i: number, named: string[][], inherited: string | null): string[] {
  const f = all[i]!;
  const spent = f.unit === '元' ? SPENT.exec(words.folded.slice(f.part, f.from)) : null;
  if (spent) return [spent[1]!];
  let first = i;
  while (first > 0 && all[first]!.isPaired) first--;
  let last = i;
  while (last + 1 < all.length && all[last + 1]!.isPaired) last++;
  const before = nounBefore(words, all, first);
  const own = last > first && before?.startsWith('分别') ? ofEach(words, all[first]!, i - first, last - first + 1) : null;
  if (own) return [own];
  if (last > first && before && !EACH_ITS_OWN.test(before)) return [shareOut(before, i - first, last - first + 1)];
  if (last > first && GIVEN.test(before ?? '')) return [nounAfter(words, all, last) ?? before!];
  const after = last > first ? null : nounAfter(words, all, i);
  if (after && prefersAfter(words, f, before, after) && !(before && isPurpose(after))) return [reaching(words, f, after, before)];
  const earlier = earlierName(all, i, named);
  const doing = activity(words, f) ?? owedWithin(words, f, before);
  if (doing) return [doing];
  const size = last - first + 1;
  const change = size > 1 ? CHANGED_EACH.exec(before ?? words.folded.slice(all[first]!.part, all[first]!.from)) : null;
  if (change && first >= size)
    return [(named[i - size]?.at(-1) ?? '') + (/[降减]/.test(change[1] ?? '') ? change[0].replace('分别', '') : '')];
  if (before && earlier && PRICED.test(before)) return [earlier];
  if (before && earlier && SAID_OF_EARLIER.test(before))
    return [/^.了$/.test(before) ? earlier : (before.startsWith('占') ? TOTAL.replace(earlier, '') : earlier) + before.replace(/了$/, '')];
  if (before && earlier && all[i - 1]!.unit === f.unit && wordAt(before, 0, ACTIONS) === before) return [earlier];
  if (before && earlier && THERE.test(before) && all[i - 1]!.unit === f.unit) return [earlier];
  if (before && PER_ONE.test(before)) return [earlier ? before + earlier : (previousPhrase(words, f) ?? before)];
  const aim = f.unit === '元' && (!before || isDeed(before)) ? AIM.exec(words.folded.slice(f.to)) : null;
  if (aim) return [words.written.slice(f.to + aim[0].length - aim[1]!.length, f.to + aim[0].length)];
  if (before && PER.test(before) && OFTEN.test(f.unit)) return [previousPhrase(words, f) ?? before];
  if (!before && earlier && f.op.startsWith('+') && SHARE.test(earlier)) return [earlier.replace(SHARE, '')];
  const label = before ? null : labelBefore(words, f);
  if (label) return [label];
  const share = before && f.unit === '元' && TOLD_APART.exec(words.folded.slice(f.part, f.from));
  if (share) return [(phrase(sub(words, f.part, f.part + share[1]!.length)) ?? share[1]!) + share[2]!];
  if (!before || isDeed(before)) return [earlier ?? previousPhrase(words, f) ?? after ?? inherited ?? before ?? f.unit];
  const head = words.folded.slice(f.part, f.from);
  if (SHARED_OUT.test(head) || (last === first && RATES.test(before))) return sharedNames(words, f, before);
  if (SIZE.test(before)) {
    const whole = (isNextTo(words, all[i - 1], f) ? earlier : previousPhrase(words, { ...f, from: f.part })) ?? earlier ?? '';
    return [whole.endsWith(before) ? whole : whole + before];
  }
  if (earlier && GROUP.test(before) && f.unit === all[i - 1]!.unit && SHARE_NOUN.test(earlier)) return [ofGroup(earlier)];
  if (!earlier && COVERS.test(before)) return [(previousPhrase(words, { ...f, from: f.part }) ?? '') + before];
  return [
    isBare(before) && earlier && !opensWithDeed(earlier) && !WHOLE_NAME.test(earlier) && !TIME_UNIT.test(all[i - 1]!.unit)
      ? joinedRate(stem(earlier), before)
      : before,
  ];
}

/** What was named last; of a count, what was counted alike rather than a rate of it. */
function earlierName(all: Figure[], i: number, named: string[][]): string | undefined {
  const last = named.findLastIndex(n => n.length > 0);
  if (last < 0 || isShare(all[i]!.unit) || !isShare(all[last]!.unit)) return named[last]?.at(-1);
  return named.findLast((n, j) => n.length > 0 && all[j]!.unit === all[i]!.unit)?.at(-1) ?? named[last]!.at(-1);
}

/** Whether one comma and nothing else of weight divides two figures' parts. */
function isNextTo({ folded }: Words, before: Figure | undefined, f: Figure): boolean {
  return before !== undefined && before.to < f.part && !folded.slice(before.to, f.part - 1).includes(',');
}

const LABEL_OF_FIGURE = pattern(/(?:^|[,;。:])([一-龥]{2,10})$/);
const NO_LABEL = pattern(
  /目标|任务|内容|措施|进度|要求|计划|安排|标准|举措|其中|包括|如下|分别|情况|季度|阶段|[年月日]|责任|时限|合计|总计|共计|说明/,
);

/** "补贴标准为第一年5万元、第二年3万元": whose or which year's level. */
const TOLD_APART = pattern(
  /^(.*?(?:标准|金额|额度|比例|定额|费用))(?:分别|依次)?(?:为|是):?(?:[^,]*[元%]、)?((?![不约超近])[一-龥()]{2,8})$/,
);

/** "石桥镇:46户118人": what stands before the colon right before its figures. */
function labelBefore({ folded, written }: Words, f: Figure): string | null {
  if (folded[f.part - 1] !== ':') return null;
  const label = LABEL_OF_FIGURE.exec(folded.slice(Math.max(0, f.part - 14), f.part - 1))?.[1];
  return label && !NO_LABEL.test(label) ? written.slice(f.part - 1 - label.length, f.part - 1) : null;
}

/** A name without the group that its own figure was told of. */
function ofGroup(name: string): string {
  const own = name.slice(name.lastIndexOf('、') + 1);
  return /^.*?(?:率|比例|占比)(?=[一-龥]{2,8}$)/.exec(own)?.[0] ?? own;
}

/** What was said of its share: what grows is the thing itself. */
const SHARE = /(?<=^.{2,})占(?![^占]*(?:比重|比例|率)$)[^占]+$/;

/** "甲率、乙率保持100%": each of them. */
const RATES = pattern(
  /^(?:[^、,]{2,20}(?:率|比例|占比)[、和])+[^、,]{2,20}(?:率|比例|占比)$|^(?:[^、,]{2,20}(?:水量|能耗|强度|浓度|排放量|总量)[、和])+[^、,]{2,20}(?:水量|能耗|强度|浓度|排放量|总量)(?:下降|降低|减少|压减|削减)$/,
);

/** "分别给予10万元、8万元经费奖补": what is given stands behind the last. */
const GIVEN = pattern(/^分别(?:给予|发放|奖励|补助|安排|拨付)$/);

const EACH_OF = pattern(/^(?:.*?[年月]|全[市县省])?((?:[^、,\d]{2,12}[、和])+[^、,\d]{2,12})分别([^,]{2,8})$/);

/** "甲县、乙县分别完成投资|3亿元、2亿元": who, and what. */
function ofEach(words: Words, f: Figure, at: number, of: number): string | null {
  const told = EACH_OF.exec(words.folded.slice(f.part, f.from));
  const names = told?.[1]?.split(/[、和]/) ?? [];
  return names.length === of ? names[at]! + told![2]! : null;
}

/** "演练结束后5个工作日内,评估组提交评估报告": what is owed within the time stands in the next part. */
function owedWithin(words: Words, f: Figure, before: string | null): string | null {
  if (words.folded[f.to] !== ',' || !IS_LIMIT.test(words.folded.slice(f.start, f.to)) || (before && !/[后前时]$/.test(before))) return null;
  const [next] = segments(words.folded.slice(f.to + 1));
  if (!next) return null;
  const from = f.to + 1 + next.start;
  const actor = subject(next.text, true, true).at(-1)?.[1] ?? 0;
  const deed = words.written.slice(from + actor, from + next.text.length);
  return actor > 0 && deed.length >= 2 && deed.length <= 12 ? deed : null;
}

/** Who owes it how often, without a word of what. */
const PER = pattern(/^(?:每[一-龥]{1,5}?)?每(?:个?月|季度?|半?年|周|天|日|学期)$|^每[名个家位人所支户][一-龥]{0,4}$/);

/** Behind a figure these say what is done with it; they name nothing: 1200万元由县财政列支. */
const NO_NAME = pattern(/^(?:由|用于|纳入|已|将|按|足额|全部|均|以上由|及时|逐步|并|后|前)/);

function isPurpose(after: string): boolean {
  return NO_NAME.test(after) || /^(?:支持|实施|推动|帮助|购置|改善|化解|奖励)[^,]{3}/.test(after);
}

/** "2小时内报告属地疾控机构": what is done within the time; to whom is no part of it. */
const TOLD = pattern(/^(报告|上报|报送|反馈|通知|移交|集结|到达|抵达|到场|到位|修复|答复|回复|响应|处理|办结|处置)(.*)$/);

/** "覆盖70%以上的义务教育学校": who reaches them is part of the name. */
function reaching(words: Words, f: Figure, after: string, before: string | null): string {
  const told = TOLD.exec(after);
  if (told && IS_LIMIT.test(words.folded.slice(f.start, f.to))) {
    const deed = isOrganisation(told[2]!) ? told[1]! : after;
    return before && before.length <= 10 && !/[后前时]$/.test(before) ? before + deed : deed;
  }
  return before && words.folded[f.to] === '的' && /(?:覆盖|惠及|辐射|占)$/.test(before) ? before + after : after;
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
function prefersAfter(words: Words, f: Figure, before: string | null, after: string): boolean {
  const isOf = words.folded[f.to] === '的';
  if (STANDARD.test(words.folded.slice(f.to))) return true;
  if (isOf && !isShare(f.unit) && (GETS.test(words.folded.slice(f.part, f.from)) || (f.unit === '元' && MONEY.test(after)))) return true;
  if (isShare(f.unit)) return isOf && !(before && RATIO.test(words.folded.slice(f.to))) && !(before && MEASURE_NOUN.test(before));
  return !(isOf && before && !before.startsWith('按') && !before.endsWith('了'));
}

/** "每年拿出3000万元,支持中医医院建设": what the money is for. */
const AIM = pattern(/^,?(?:专项)?(?:用于)?((?:支持|改善|实施|建设|推进|化解)[^,。;]{3,20})/);
/** The noun phrase before the figure: 县域就诊率达到90%. A baseline (由30%提高到) is stepped over. */
function nounBefore(words: Words, all: Figure[], i: number): string | null {
  const start = all[i]!.part;
  const previous = all[i - 1];
  const fromBaseline = previous?.isBaseline === true;
  const from = previous && !fromBaseline ? Math.max(previous.to, start) : start;
  const to = fromBaseline ? previous.from : all[i]!.from;
  const whole = phrase(sub(words, Math.min(from, to), to));
  const name = whole && bracketed(whole);
  return name !== null && from > start && !MEASURE_NOUN.test(name) ? behindVerb(name) : name;
}

/** "突出问题(某病患病率": what stands in the bracket that is still open. */
function bracketed(name: string): string {
  const open = Math.max(name.lastIndexOf('('), name.lastIndexOf('（'));
  return open >= 0 && !/[)）]/.test(name.slice(open)) && name.length - open > 2 ? name.slice(open + 1) : name;
}

/** What is counted right before its figure stands behind the verb: 热线受理|投诉368件. */
function behindVerb(name: string): string {
  for (let i = 2; i < name.length - 3; i++) {
    const verb = wordAt(name, i, ACTIONS);
    if (verb.length > 1 && !NOUNISH.has(verb) && i + verb.length <= name.length - 2) return name.slice(i + verb.length);
  }
  return name;
}

/** "每季度至少带队检查1次": the activity stands inside the words of comparison. */
function activity(words: Words, f: Figure): string | null {
  const inside = words.written.slice(f.from, f.start).replace(/^(?:至少|最少)/, '');
  return f.from < f.start &&
    /^[一-龥]{2,}$/.test(inside) &&
    !/^(?:不|超|高|低|突|达|优|最|约|近|接近|将近|小于|少于|跨|迈|至多)/.test(inside)
    ? inside
    : null;
}

/** "把健康小屋延伸到…": what is taken. */
const TAKEN = pattern(/^(?:将|还将)?[把将]([一-龥]{2,12}?)(?=延伸|纳入|扩展|扩大|建成|打造|列入|作为|提高|提升|推广|覆盖)/);

/** When the part with the figure names nothing ("…,2025年达到70%"), what the parts before it speak of. */
function previousPhrase(words: Words, f: Figure): string | null {
  const start = Math.max(0, f.from - REACH);
  const parts = segments(words.folded.slice(start, f.from));
  for (let i = parts.length - 1; i >= Math.max(0, parts.length - 3); i--) {
    if (LABELLING.test(parts[i]!.text) && words.folded[start + parts[i]!.start + parts[i]!.text.length] === ':') continue;
    const name = phrase(sub(words, start + parts[i]!.start, start + parts[i]!.start + parts[i]!.text.length), isShare(f.unit));
    if (name && name.length >= 3 && !isDeed(name)) return TAKEN.exec(name)?.[1] ?? name;
  }
  return null;
}

/** "年度目标:" names no figure. */
const LABELLING = pattern(/^[^,、]{0,4}(?:目标|任务|内容|措施|进度|要求|计划|安排|标准|举措)$/);
const BARE = pattern(
  /^(?:覆盖|接种|治理|负荷|普及|核实|配备|设置|使用|建成|开通|完成|销号)率$|^(?:筛查|检查|接种|培训|签约|参加|救治|占比|在培)$/,
);

/** Of what, stands in the part before. */
const COVERS = pattern(/^(?:覆盖|负荷)率$/);

/** A name that needs the one before it: 覆盖率, 完成率, 筛查. */
function isBare(name: string): boolean {
  return BARE.test(name);
}

function opensWithDeed(name: string): boolean {
  const verb = wordAt(name, 0, ACTIONS);
  return verb.length > 1 && !NOUNISH.has(verb);
}

/** 医保参保 + 参保率 = 医保参保率. */
function joinedRate(whole: string, rate: string): string {
  const verb = rate.slice(0, -1);
  return whole.endsWith(verb) ? `${whole}率` : whole + rate;
}

function stem(name: string): string {
  return name.replace(/(?:任务数|总数|人数|数|量|完成率|覆盖率)$/, '');
}
