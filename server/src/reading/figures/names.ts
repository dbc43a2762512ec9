import { isNameCell } from '../duties/organisations.js';
import { ACTIONS, ADVERBS, PREPOSITIONS } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { splitTop, wordAt } from '../words/scan.js';
import { sub, type Words } from '../words/text.js';
import type { Around } from './around.js';
import { nounAfter } from './counted.js';
import type { Figure } from './figures.js';
import { GROUP, LEVEL, sharedNames, shareOut } from './namesInLists.js';
import { completing, ofSameGroup, ofSameKind, perOne, saidOfEarlier, sized, wholeOfShare } from './namesOfEarlier.js';
import {
  activity,
  isPurpose,
  labelBefore,
  nounBefore,
  ofEach,
  ofListed,
  owedWithin,
  prefersAfter,
  previousPhrase,
  reaching,
} from './neighbours.js';
import { isDeed, MEASURE_NOUN, partStart, phrase } from './phrases.js';
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

/** How texts name a figure, the surest way first; where none knows better, the words before it do. */
const WAYS: ((around: Around) => string | string[] | null)[] = [
  inCell,
  spent,
  granted,
  inRow,
  ofKindAhead,
  behind,
  within,
  changedEach,
  saidOfEarlier,
  perOne,
  aimed,
  often,
  wholeOfShare,
  labelled,
  toldApart,
  headed,
  unnamed,
  shared,
  sized,
  ofSameKind,
  ofSameGroup,
  covering,
  completing,
];

function namesOf(words: Words, all: Figure[], i: number, named: string[][], inherited: string | null): string[] {
  const [first, last] = rowOf(all, i);
  const before = nounBefore(words, all, first);
  const after = last > first ? null : nounAfter(words, all, i);
  const around = { words, all, i, first, last, f: all[i]!, before, after, named, earlier: earlierName(all, i, named), inherited };
  for (const way of WAYS) {
    const name = way(around);
    if (name !== null) return typeof name === 'string' ? [name] : name;
  }
  return [before!];
}

/** The first and the last of the figures that are told in a row. */
function rowOf(all: Figure[], i: number): [number, number] {
  let first = i;
  while (first > 0 && all[first]!.isPaired) first--;
  let last = i;
  while (last + 1 < all.length && all[last + 1]!.isPaired) last++;
  return [first, last];
}

/** What was named last; of a count, what was counted alike rather than a rate of it. */
function earlierName(all: Figure[], i: number, named: string[][]): string | undefined {
  const last = named.findLastIndex(n => n.length > 0);
  if (last < 0 || isShare(all[i]!.unit) || !isShare(all[last]!.unit)) return named[last]?.at(-1);
  return named.findLast((n, j) => n.length > 0 && all[j]!.unit === all[i]!.unit)?.at(-1) ?? named[last]!.at(-1);
}

/** "新增床位\t市卫健局\t300张\t210张": alone in its cell, it measures what the last cell to the left says that holds neither units nor figures. */
function inCell({ words, all, f }: Around): string | null {
  const { folded } = words;
  if (folded[f.from - 1] !== '\t' || !'\t'.includes(folded[f.to] ?? '')) return null;
  const cell = splitTop(folded.slice(0, f.from - 1), '\t').findLast(
    ([a, b]) => HAS_WORD.test(folded.slice(a, b)) && !isNameCell(folded.slice(a, b)) && !all.some(({ start }) => start >= a && start < b),
  );
  return cell ? (phrase(sub(words, ...cell)) ?? words.written.slice(...cell)) : null;
}
const HAS_WORD = pattern(/[一-龥]{3}/);

/** "累计投入|2.1亿元建设…", "完成投资|1.8亿元": what is spent, whatever for. */
const SPENT = pattern(
  /^(?:[一二三]是)?(?:项目|工程|现|已|全[市县区省州年]|年内|当年|[上下]半年|去年|今年|[一二三四五两\d]+年来?|近[一二三四五两\d]+年来?|先后|累计|[总合]计|共计?|计划|预计|总共|另外?|再|又|统筹|直接|财政|总体)*(?:在[一-龥]{2,8}|[一-龥]{0,3}财政|(?:“?[一-龥]{2,4}”?)?以来|共)*(投资|投入|完成投资|(?<=计划|预计)总投资)(?:资金)?(?:了|约|近|逾|超过?|达到?|为)*$/,
);

function spent({ words, f }: Around): string | null {
  return f.unit === '元' ? (SPENT.exec(words.folded.slice(f.part, f.from))?.[1] ?? null) : null;
}

/** "分别下降", "同比分别增长": no name, only that each has its own figure. */
const EACH_ITS_OWN = pattern(/^(?:同比|环比)?分别(?:下降|降低|减少|增长|提高|上升|增加|压减|给予|发放|奖励|补助|安排|拨付)?$/);

/** "分别给予10万元、8万元经费奖补": what is given stands behind the last. */
const GIVEN = pattern(/^分别(?:给予|发放|奖励|补助|安排|拨付)$/);

function inRow({ words, all, i, first, last, before }: Around): string | null {
  if (last === first || !before) return null;
  const [at, of] = [i - first, last - first + 1];
  const own = before.startsWith('分别') ? ofEach(words, all[first]!, at, of) : null;
  if (own) return own;
  const told = ofListed(words, all[first]!, before, at, of);
  if (told) return told;
  if (!EACH_ITS_OWN.test(before)) return shareOut(before, at, of);
  return GIVEN.test(before) ? (nounAfter(words, all, last) ?? before) : null;
}

/** "2个国家级|和3个省级区域医疗中心": the kind is written once, behind the next. */
function ofKindAhead({ words, all, i, after }: Around): string | null {
  if (!after || LEVEL.exec(after)?.[0] !== after || !all[i + 1]) return null;
  const next = nounAfter(words, all, i + 1);
  return next && LEVEL.test(next) ? LEVEL.replace(next, after) : null;
}

function behind({ words, f, before, after }: Around): string | null {
  if (!after || !prefersAfter(words, f, before, after)) return null;
  return before && isPurpose(after) ? null : reaching(words, f, after, before);
}

function within({ words, f, before }: Around): string | null {
  return activity(words, f) ?? owedWithin(words, f, before);
}

const CHANGED_EACH = pattern(/^(?:同比|环比)?分别(下降|降低|减少|增长|提高|上升|增加|压减)?$/);

/** "甲、乙达到3个、5个,分别增长2%、4%": as many figures back stands what changed. */
function changedEach({ words, all, i, first, last, before, named }: Around): string | null {
  const size = last - first + 1;
  if (size === 1 || first < size) return null;
  const change = CHANGED_EACH.exec(before ?? words.folded.slice(all[first]!.part, all[first]!.from));
  if (!change) return null;
  return (named[i - size]?.at(-1) ?? '') + (/[降减]/.test(change[1] ?? '') ? change[0].replace('分别', '') : '');
}

/** "按投资额的20%|给予补助": what is given by a share. */
const GRANTED = pattern(
  /^的?(?:比例|标准|额度)?(?:给予|予以|进行|提供|发放|安排|计提|落实|拨付|兑付)?((?:一次性)?(?:[^\d的,;。]{0,4}[补奖贴资][一-龥]{1,3}|经费))(?=$|[,;。)])/,
);

const GRANTS = pattern(/(?:按|给予|予以|享受|安排|兑现)[^,]*$/);

function granted({ words, f }: Around): string | null {
  const given =
    isShare(f.unit) && GRANTS.test(words.folded.slice(f.part, f.from)) ? GRANTED.exec(words.folded.slice(f.to, f.to + 20)) : null;
  if (!given) return null;
  const end = f.to + given[0].length;
  return words.written.slice(end - given[1]!.length, end);
}

/** "每年拿出3000万元,支持中医医院建设": what the money is for. */
const AIM = pattern(/^,?(?:专项)?(?:用于)?((?:支持|改善|实施|建设|推进|化解)[^,。;]{3,20})/);

function aimed({ words, f, before }: Around): string | null {
  const aim = f.unit === '元' && (!before || isDeed(before)) ? AIM.exec(words.folded.slice(f.to)) : null;
  return aim && words.written.slice(f.to + aim[0].length - aim[1]!.length, f.to + aim[0].length);
}

/** Who owes it how often, without a word of what. */
const PER = pattern(/^(?:每[一-龥]{1,5}?)?每(?:个?月|季度?|半?年|周|天|日|学期)$|^每[名个家位人所支户][一-龥]{0,4}$/);

const OFTEN = pattern(/^[次场轮遍期回]$/);

function often({ words, f, before }: Around): string | null {
  return before && PER.test(before) && OFTEN.test(f.unit) ? (previousPhrase(words, f) ?? before) : null;
}

function labelled({ words, f, before }: Around): string | null {
  return before ? null : labelBefore(words, f);
}

/** "补贴标准为第一年5万元、第二年3万元", "班额控制在小学45人、初中50人": whose or which year's level. */
const TOLD_APART = pattern(
  /^(.*?(?:标准|金额|额度?|比例|定额|费用|率|时间|人数))(?:分别|依次)?(?:为|是|达到|控制在|(?:提高|提升|调整|增加|降低|下降)[到至为]):?(?:[^,]*[元%人]、)?((?![不约超近]|每[人户月年生项])[一-龥()]{2,8})$/,
);

function toldApart({ words, f, before }: Around): string | null {
  const told = before ? TOLD_APART.exec(words.folded.slice(f.part, f.from)) : null;
  if (!told || !(f.unit === '元' || GROUP.test(told[2]!))) return null;
  return (phrase(sub(words, f.part, f.part + told[1]!.length)) ?? told[1]!) + told[2]!;
}

/** "抗菌药物使用率:门诊不超过20%,住院不超过60%": what is measured stands once, before the colon. */
const MEASURED = pattern(/(?:^|[,;。、])([^,;。、:]{3,16}(?:率|占比|比例|比重|标准|时间|时限|额度|限额)):([^:]*)$/);

function headed({ words, f, before }: Around): string | null {
  if (before && (before.length > 6 || MEASURE_NOUN.test(before))) return null;
  const colon = words.folded.lastIndexOf(':', f.part);
  const head = colon < 0 ? null : MEASURED.exec(words.folded.slice(Math.max(0, colon - 24), f.part));
  return head && !MEASURED_AGAIN.test(head[2]!) && (before || head[2] === '') ? head[1]! + (before ?? '') : null;
}

const MEASURED_AGAIN = pattern(/率|占比|比例|比重|标准|时间|时限|额度|限额/);

/** Nothing stands before it, or only what is done with it. */
function unnamed({ words, all, i, f, before, after, earlier, inherited }: Around): string | null {
  if (before && !isDeed(before)) return null;
  return (
    wholeBehind(words, all, i) ?? toldBefore(words, all, i) ?? earlier ?? previousPhrase(words, f) ?? after ?? inherited ?? before ?? f.unit
  );
}

/** "…3座,粮食总产量再创新高,达到|4万吨": what is measured stands in the part between this figure and the one before. */
function toldBefore({ folded, written }: Words, all: Figure[], i: number): string | null {
  const [last, f] = [all[i - 1], all[i]!];
  const from = last && last.to < f.part ? folded.indexOf(',', last.to) + 1 : 0;
  const told = from > 0 && from < f.part ? RISING.exec(folded.slice(from, f.part - 1)) : null;
  return told && written.slice(from, from + told[1]!.length);
}

/** What is measured, and that it does well. */
const RISING = pattern(
  /^([^,、]{2,14}(?:率|比例|占比|比重|总?量|人数|总?数|规模|收入|支出|产值|总?值|总?额|面积|投资|时间))(?:再|又|稳|持续|不断|逐[年步]|首次|实现|大幅|明显|显著|进一步|位居|创)[^,]*$/,
);

const OF_SOME = pattern(/^[一-龥“][^\d]{3,}$/);

/** "全县80%以上|行政村建有…": of whom a share is told without 的. */
function wholeBehind(words: Words, all: Figure[], i: number): string | null {
  const whole = isShare(all[i]!.unit) ? nounAfter(words, all, i, true) : null;
  return whole && OF_SOME.test(whole) && !wordAt(whole, 0, ACTIONS) && !wordAt(whole, 0, ADVERBS) && !wordAt(whole, 0, PREPOSITIONS)
    ? whole
    : null;
}

const SHARED_OUT = pattern(/(?:均|都|各(?![类种级项])|分别)[^,、]{0,8}$/);

/** "甲率、乙率保持100%": each of them. */
const RATES = pattern(
  /^(?:[^、,]{2,20}(?:率|比例|占比)[、和])+[^、,]{2,20}(?:率|比例|占比)$|^(?:[^、,]{2,20}(?:水量|能耗|强度|浓度|排放量|总量)[、和])+[^、,]{2,20}(?:水量|能耗|强度|浓度|排放量|总量)(?:下降|降低|减少|压减|削减)$/,
);

function shared({ words, f, first, last, before }: Around): string[] | null {
  const isShared = SHARED_OUT.test(words.folded.slice(f.part, f.from)) || (last === first && RATES.test(before!));
  return isShared ? sharedNames(words, f, before!) : null;
}

/** Of what, stands in the part before. */
const COVERS = pattern(/^(?:覆盖|负荷)率$/);

function covering({ words, f, before, earlier }: Around): string | null {
  return !earlier && COVERS.test(before!) ? (previousPhrase(words, { ...f, from: f.part }) ?? '') + before! : null;
}
