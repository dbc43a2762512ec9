import { timeSpans } from '../times/dates.js';
import type { Op } from '../types.js';
import { numeral } from '../words/numerals.js';
import { type Pattern, pattern, sought } from '../words/pattern.js';
import { isDigit } from '../words/scan.js';
import { type NumberToken, ROUND } from './counters.js';
import { labelled } from './labels.js';
import { partStart } from './phrases.js';
import { isShare, unitEnd } from './units.js';

/** A number with its unit and comparison, found in the words of one unit. */
export interface Figure {
  /** [start, end): number and unit; [from, to): with the words of comparison around them */
  start: number;
  end: number;
  from: number;
  to: number;
  /** where the comma part begins in which it stands */
  part: number;
  op: Op;
  value: number;
  value2: number | undefined;
  unit: string;
  /** joined to the figure before it by 、 or 和 alone: 30%和5% */
  isPaired: boolean;
  /** where a rise starts from: the 60% of 由60%提高到75% */
  isBaseline: boolean;
}

const NUMBER =
  '(?:\\d+[万亿](?=\\d+[百千]))?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[余多])?(?:百|千(?![米瓦克伏赫字]))?(?:[余多](?=[万亿]))?(?:万亿|[万亿])?(?:[余多])?|[〇零一二两三四五六七八九十百千](?:[〇零一二两三四五六七八九十百万亿]|千(?!瓦))*(?:[余多])?[万亿]?(?:[余多])?|(?<=(?:突破|超过?|达到?|近|逾))万?亿(?=[元斤吨件人次户])';
const LOW = sought(new RegExp(NUMBER));
/** The rest of a range: its low end's own unit, its high end. */
const HIGH = pattern(new RegExp(`^(%|‰|个|名|家|所)?(?:-+|至|到)(${NUMBER})`));
/** "六成以上": tenths, where words of comparison show that a share is meant. */
const TENTHS = sought(
  /(?<=[的达至到于过近约占有成长降少加升高减了])(?<low>[一二三四五六七八九]|(?<!\d)[1-9])成(?<half>半)?(?![立为果效本员功熟长分交绩就品活片])|(?<low2>[一二三四五六七八九])成(?=以上|左右|的)/g,
);
const DOUBLING = sought(/翻了?([一两]?)番/g);
/** "漏报率为零" */
const NOUGHT = sought(/(?<=(?:(?<rate>率)|(?<people>人数|死亡)|起数|事故)(?:均|保持|降|控制)?(?:为|到|至))零(?=[,。;、]|$)/g);
const SHARE_WORDS = sought(
  /(?<of>百|千|十万)分之(?<low>[〇零一二两三四五六七八九十百点]+)(?:至(?:(?:百|千|十万)分之)?(?<high>[〇零一二两三四五六七八九十百点]+))?/g,
);
const SHARE_UNITS: Record<string, string> = { 百: '%', 千: '‰', 十万: '/10万' };

const BEFORE: readonly { pattern: Pattern; op: Op; low?: Pattern }[] = [
  { pattern: pattern(/(?<![以之])上$/), op: '>', low: ROUND },
  { pattern: pattern(/(?:不(?:得|应|能|宜)?(?:低于|少于|小于|短于)|(?:高于|大于|多于)或?等于|≥|(?:至少|最少)[^,;\d]{0,8})$/), op: '>=' },
  {
    pattern: pattern(
      /(?:不(?:得|应|能|宜)?(?:超过|高于|大于|多于|长于)|(?:低于|小于|少于)或?等于|不超|最多|至多|最高(?:可)?(?:达|为|给予|不超过)?|≤|限[报推荐]{1,2}|(?:最多|至多)(?:不超过|[^,;\d]{0,6}))$/,
    ),
    op: '<=',
  },
  { pattern: pattern(/不(?:得|应)?(?:低于|少于)(?:[^,;\d]{2,40}的|每[一-龥]{1,3})$/), op: '>=' },
  { pattern: pattern(/不(?:得|应)?(?:超过|高于)(?:[^,;\d]{2,40}的|每[一-龥]{1,3})$/), op: '<=' },
  { pattern: pattern(/(?:(?:超过|突破|超出|高于|大于|多于|跨[越过上入]|迈[过上入])了?|超|逾|优于|>)$/), op: '>' },
  { pattern: pattern(/(?:(?:低于|少于|小于|接近)了?|(?<!达)不到|(?<!人手|人员|力量|供给|供应|经费)不足|不及|将近|近|<)$/), op: '<' },
];
const AFTER: readonly { pattern: Pattern; op: Op }[] = [
  { pattern: pattern(/^(?:以上|及以上|或以上|之上)/), op: '>=' },
  { pattern: pattern(/^(?:以内|以下|及以下|之内|之下|内(?!部|容|设|外|科|镜|心))/), op: '<=' },
];
/** "最高贷款额度10万元": what is named is a limit. */
const MOST = pattern(/最[高大][一-龥]{0,6}(?:额度?|限价|标准)(?:为|是|达到?)?$/);
const ABOUT = pattern(/(?<![签节公制履预])大?约$/);
const APPROXIMATE = pattern(/^(?:左右|上下)/);
const RISE = pattern(
  /(?:增加|增长|提高|(?<!改造|整治|优化|新建|巩固|能力)提升|上升|扩大|增|净增|增收|递增|年均增长|每年增长|同比增长|涨|(?:增|涨)幅为?|(?<=[同期年比了])高|(?<=[同期年比])多)(?:了|达|约|至少|超过|不低于|突破|近|逾|超)*$/,
);
const NEW = pattern(
  /(?:新增|(?<!创)新创|增配|增设|净增|新添|再添|新增配置|增加(?!值)|扩增|再增|增聘|增派|增补|新(?:培育|培养|认定|评定|筹集|开发|开通|设立|引进|创建|发展|获批|认证|招引))/,
);
/** "提升200个社区服务能力": what is counted is no rise. */
const OF_WHAT = pattern(/^(?!左右|上下|以上|以内|及以上)[一-龥]{2}/);
const BETTERED = pattern(/(?:提升|提高)了?$/);
/** "提高大病保险最高支付限额4000元": by how much. */
const RAISED = pattern(
  /(?:提高|上调|上浮|增加|追加)[^,;到至为达按]{2,16}(?:限额|标准|额度?|补助|补贴|津贴|工资|待遇|养老金|投入|经费|预算|定额)$/,
);
/** "每艘增配1只": new, whoever gets it. */
const NEW_HERE = pattern(/(?:新增|增配|增设|增派|增聘|增补)$/);

/** Finds the figures of one unit's folded words, left to right; labels, ages, dates and names of programmes are left out. */
export function figures(folded: string): Figure[] {
  const numbers = tokens(folded);
  if (numbers.length === 0) return [];
  const closed = closedSpans(folded);
  const found: Figure[] = [];
  for (const t of numbers) {
    const f = closed.some(([a, b]) => t.start >= a && t.start < b) ? null : figure(folded, t);
    if (f) found.push(f);
  }
  return withoutHeadline(folded, joinPairs(folded, found));
}

function tokens(folded: string): NumberToken[] {
  const found: NumberToken[] = SHARE_WORDS.all(folded).map(m => ({
    start: m.index,
    end: m.index + m[0].length,
    low: m.groups!.low!,
    high: m.groups!.high,
    unit: SHARE_UNITS[m.groups!.of!]!,
  }));
  for (const m of DOUBLING.all(folded))
    found.push({ start: m.index, end: m.index + m[0].length, low: m[1] === '两' ? '4' : '2', high: undefined, unit: '倍' });
  for (const m of TENTHS.all(folded))
    found.push({ start: m.index, end: m.index + m[0].length, low: tenths(m.groups!), high: undefined, unit: '%' });
  for (const m of NOUGHT.all(folded))
    found.push({
      start: m.index,
      end: m.index + 1,
      low: '0',
      high: undefined,
      unit: m.groups!.rate ? '%' : m.groups!.people ? '人' : '起',
    });
  const taken = found.map(t => [t.start, t.end] as const);
  for (let m = LOW.exec(folded); m; ) {
    const token = tokenOf(folded, m.index, m[0]);
    m = LOW.exec(folded, token.end);
    if (taken.some(([a, b]) => token.start < b && token.end > a)) continue;
    if (token.unit !== '' || isDigit(token.low.charCodeAt(0))) found.push(token);
  }
  if (found.length < 2) return found;
  if (taken.length > 0) found.sort((a, b) => a.start - b.start);
  shareUnits(folded, found);
  return ranges(folded, found);
}

const EACH_ITS_OWN = pattern(/分别[^,;\d]{0,6}$/);

/** "分别不高于53和32微克": the unit behind the last is that of all. */
function shareUnits(folded: string, all: NumberToken[]): void {
  for (let i = all.length - 1; i > 0; i--) {
    const [a, b] = [all[i - 1]!, all[i]!];
    if (!isHalf(a.unit, b.unit) || !PAIRS.test(folded.slice(a.end, b.start))) continue;
    let first = i - 1;
    while (first > 0 && PAIRS.test(folded.slice(all[first - 1]!.end, all[first]!.start))) first--;
    if (EACH_ITS_OWN.test(folded.slice(Math.max(0, all[first]!.start - 12), all[first]!.start))) a.unit = b.unit;
  }
}

/** "30个|学时" */
const LESSONS = pattern(/^个(?=[学课小]时|学分)/);

/** 4个 beside 3.5个百分点: the unit is written out behind the last. */
function isHalf(unit: string, whole: string): boolean {
  return unit.length < whole.length && (unit === '' || (unit === '个' && whole.startsWith('个')));
}

/** A number or range with its unit; where the range has none behind it, its low end's own. */
function tokenOf(folded: string, start: number, low: string): NumberToken {
  const range = HIGH.at(folded, start + low.length);
  const to = start + low.length + (range?.[0].length ?? 0);
  const from = folded[to] === '个' && LESSONS.test(folded.slice(to, to + 3)) ? to + 1 : to;
  const end = unitEnd(folded, from);
  const unit = end > from ? folded.slice(from, end) : (range?.[1] ?? '');
  return { start, end, low, high: range?.[2], unit };
}

const NAMES = sought(
  /《[^》]{0,120}》|“[^”]{0,24}”|\[\d{4}\]\d*号?|[A-Za-z]{1,20}[\d.]{1,9}(?![\d个台套家名人张辆元所])|\d{1,9}(?!(?:mg|μg|ug|kg|km|kW|MW|GW|Mbps|Gbps|[EP]F[Ll]ops|[MGTP]B|dB|m[²³23/]|cm|mm|ha|DDDs?|m[lL]|IU)(?![A-Za-z]))[A-Za-z]+/g,
);

/** Titles, quoted names without a sentence, document numbers and times: numbers in there are not figures. */
function closedSpans(folded: string): [number, number][] {
  const names = NAMES.all(folded).map((m): [number, number] => [m.index, m.index + m[0].length]);
  return [...names, ...timeSpans(folded)];
}

const JOINS = pattern(/^(?:至|到|-+|及?以上[、,]?(?:至|到)?)$/);
/** "20万元以上80万元|以下": the rest of a range that is told by both its ends. */
const UPPER_END = pattern(/^(?:以[下内]|及以下)/);
const FROM = pattern(/[由从]$/);

/** "500元至3万元": two amounts in the same unit joined by 至 are one range, unless the first is where it starts from. */
function ranges(folded: string, all: NumberToken[]): NumberToken[] {
  const found: NumberToken[] = [];
  for (const t of all) {
    const last = found.at(-1);
    if (last && isRange(folded, last, t)) found[found.length - 1] = { ...last, end: t.end, high: t.low };
    else found.push(t);
  }
  return found;
}

function isRange(folded: string, a: NumberToken, b: NumberToken): boolean {
  if (a.high || b.high || a.unit === '' || a.unit !== b.unit) return false;
  const between = folded.slice(a.end, b.start);
  if (!JOINS.test(between) || FROM.test(folded.slice(0, a.start))) return false;
  return !between.includes('以上') || UPPER_END.test(folded.slice(b.end, b.end + 3));
}

function tenths(g: Record<string, string | undefined>): string {
  return String(numeral((g.low ?? g.low2)!)! * 10 + (g.half ? 5 : 0));
}

function figure(folded: string, t: NumberToken): Figure | null {
  if (labelled(folded, t) !== null) return null;
  const [low, isLoose] = amount(t.low);
  if (low === null) return null;
  const high = t.high === undefined ? null : amount(t.high)[0];
  const { op, from, to } = comparison(folded, t, isLoose);
  const isScaled = folded.slice(t.start, t.start + t.low.length + 1) === t.low + t.unit[0];
  return {
    start: t.start,
    end: t.end,
    from,
    to,
    part: partStart(folded, from),
    op: high === null ? op : 'between',
    value: high === null || isScaled ? low : scaleLike(low, t.low, t.high!),
    value2: high ?? undefined,
    unit: t.unit || (arePeople(folded, t) ? '人' : ''),
    isPaired: false,
    isBaseline: isBaseline(folded, t),
  };
}

const PEOPLE_BEFORE = pattern(/(?:人[口数才员]|职工|员工|学生|党员|志愿者|[旅游]客|会员)[^,;。\d]{0,6}$/);
const PEOPLE_AFTER = pattern(/^[一-龥]{0,4}人口/);

/** "参保人数增加36万": it says itself what is counted. */
function arePeople(folded: string, { start, end }: NumberToken): boolean {
  return PEOPLE_BEFORE.test(folded.slice(Math.max(0, start - 9), start)) || PEOPLE_AFTER.test(folded.slice(end, end + 6));
}

/** [value, whether 余 or 多 says that it is more]. */
function amount(written: string): [number | null, boolean] {
  const isLoose = written.includes('余') || written.includes('多');
  return [numeral(isLoose ? written.replace(/[余多]/g, '') : written), isLoose];
}

/** "2-3万": the scale of the upper end goes for the lower too. */
function scaleLike(low: number, written: string, high: string): number {
  const scale = /[万亿]$/.exec(high.replace(/[余多]/g, ''))?.[0];
  return scale && !/[万亿]/.test(written) ? low * (scale === '万' ? 1e4 : 1e8) : low;
}

function comparison(folded: string, t: NumberToken, isLoose: boolean): { op: Op; from: number; to: number } {
  const before = folded.slice(Math.max(0, t.start - (folded[t.start - 1] === '的' ? 48 : 14)), t.start);
  const after = folded.slice(t.end, t.end + 8);
  const plain = ABOUT.replace(before, '');
  const pre = BEFORE.find(b => b.pattern.test(plain) && (!b.low || b.low.test(t.low)));
  const post = AFTER.find(a => a.pattern.test(after));
  const near = APPROXIMATE.exec(after);
  const isRaised = t.unit === '元' && RAISED.test(folded.slice(Math.max(0, t.start - 24), t.start));
  const base: Op = post?.op ?? pre?.op ?? (isLoose && !near ? '>' : MOST.test(plain) && !isRaised ? '<=' : '=');
  const head = pre ? plain.length - pre.pattern.exec(plain)!.index : 0;
  const from = t.start - (before.length - plain.length) - head;
  const to = t.end + (post ? post.pattern.exec(after)![0].length : (near?.[0].length ?? 0));
  const isNew = isRaised || (!isShare(t.unit) && startsNew(folded, t.start));
  return { op: isNew || risesBefore(folded, t, from) ? risen(base, isNew && !pre) : base, from, to };
}

function risen(op: Op, isNew: boolean): Op {
  if (op === '=') return '+=';
  return op === '>=' || (op === '>' && isNew) ? '+>=' : op;
}

function risesBefore(folded: string, t: NumberToken, from: number): boolean {
  const before = folded.slice(Math.max(0, from - 12), from);
  return RISE.test(before) && !(COUNTED.test(t.unit) && BETTERED.test(before) && OF_WHAT.test(folded.slice(t.end, t.end + 4)));
}

const COUNTED = pattern(/^(?:[个家所名户条处项座]|村|社区|)$/);
const NOT_NEW = pattern(/[对按给为把][^,]*[增新]|将(?!新增|再|增|继续)[^,]*增|(?:新增|增设|新建)(?:或|和|、)?[^,]{0,6}的/);
/** "净增193户、超|2400户": how many there are, no longer how many more. */
const REACHED = pattern(/(?:到|至|达到|达)$|(?:给予|奖励|资助)[^,、]{0,6}$|\d[^,、\d]{0,4}、(?:超过?|突破)$/);
const RAISED_TO = pattern(/(?:增加|提高)(?:到|至)/);

/** "新增授信3亿元、|惠及商户2600户": something else is told of. */
const OTHER_DEED = pattern(/^(?:惠及|带动|拉动|撬动|辐射|覆盖|完成|投放|发放|开展|举办|组织|培训|修复|拆除)/);

const LIST_ENDS = ',;。\t';

/** Whether 新增 opens the list in which the figure stands. */
function startsNew(folded: string, at: number): boolean {
  let from = at;
  while (from > 0 && !LIST_ENDS.includes(folded[from - 1]!)) from--;
  const head = folded.slice(from, at);
  const last = head.slice(head.lastIndexOf('、') + 1);
  if (last.length < head.length && OTHER_DEED.test(last)) return false;
  const found = NEW.exec(head);
  return (
    found !== null &&
    (!NOT_NEW.test(head) || NEW_HERE.test(head)) &&
    !REACHED.test(head) &&
    !RAISED_TO.test(head) &&
    (found.index < 12 || head.length - found.index < 24)
  );
}

const PAIRS = pattern(/^[、和及与]$/);
const LEADING: ReadonlySet<Op> = new Set(['>=', '<=', '<', '>']);

/** Figures side by side share the comparison behind the last (30%和5%以上) and the one before the first (不超过30%、20%和5%, 提高3、4和5个百分点). */
function joinPairs(folded: string, all: Figure[]): Figure[] {
  for (let i = all.length - 1; i > 0; i--) {
    const [a, b] = [all[i - 1]!, all[i]!];
    if (!PAIRS.test(folded.slice(a.to, b.from))) continue;
    if (a.op.startsWith('+') && !b.op.startsWith('+') && b.from < b.start) continue;
    if (a.unit && b.unit && a.unit !== b.unit && b.from < b.start) continue;
    b.isPaired = true;
    if (a.op === '=' && b.op !== 'between') a.op = b.op;
    else if (a.op === '+=' && (b.op === '>=' || b.op === '+>=')) a.op = '+>=';
    if (!a.unit) a.unit = b.unit;
  }
  for (let i = 1; i < all.length; i++) if (all[i]!.isPaired) passOn(all[i - 1]!, all[i]!);
  return all;
}

function passOn(a: Figure, b: Figure): void {
  if (b.op === '=' && LEADING.has(a.op) && (a.from < a.start || a.isPaired)) b.op = a.op;
  if (a.op.startsWith('+') && !b.op.startsWith('+') && b.op !== 'between') b.op = b.op === '>=' ? '+>=' : '+=';
}

const RUNS_ON = pattern(/^[一-龥]{2}/);

/** What is hardly told of two things alike: 2548.4 */
const EXACT = pattern(/^\d*[1-9]\d*\.?\d*[1-9]\d*\.?\d*[1-9]/);

/** "产量增长6%今年以来,…产量增长6%": a headline that lost its line end says nothing that its report does not say again. */
function withoutHeadline(folded: string, all: Figure[]): Figure[] {
  const first = all[0];
  if (all.length < 2 || !first || first.part > 0 || !RUNS_ON.test(folded.slice(first.to, first.to + 2))) return all;
  const back = EXACT.test(String(first.value)) ? 0 : first.start - first.from + 2;
  const said = folded.slice(first.start - back, first.end);
  return all.some(f => f.start > first.start && folded.slice(f.start - back, f.end) === said) ? all.slice(1) : all;
}

const STARTS = pattern(/(?:由|从)[^,;]{0,14}$/);
const MOVES = pattern(
  /^[^,;、由从]{0,8},?(?:提高|提升|增加|上升|增长|下降|降低|降|减少|扩大|升|增|发展|扩容|扩充|扩|缩|涨|减|跃升|攀升|回落|壮大|延长|压缩|缩短|压减|缩小|调整|调[高增低减]|[上下]调|提(?=到|至)|扩展|拓展|精简|缩减|合并|优化|拓宽|加宽|延伸)[^,;]{0,2}(?:到|至|为)/,
);

/** "由60%提高到75%": the first is where it starts from. */
function isBaseline(folded: string, f: NumberToken): boolean {
  return STARTS.test(folded.slice(Math.max(0, f.start - 16), f.start)) && MOVES.test(folded.slice(f.end, f.end + 14));
}
