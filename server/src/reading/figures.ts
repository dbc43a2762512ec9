import { timeSpans } from './dates.js';
import { numeral } from './numerals.js';
import type { Op } from './types.js';
import { LABEL_NOUNS, LABEL_UNITS, UNIT } from './units.js';

/** A number with its unit and comparison, found in the words of one unit. */
export interface Figure {
  /** [start, end): number and unit; [from, to): with the words of comparison around them */
  start: number;
  end: number;
  from: number;
  to: number;
  op: Op;
  value: number;
  value2?: number;
  unit: string;
  /** joined to the figure before it by 、 or 和 alone: 30%和5% */
  isPaired: boolean;
}

const NUMBER =
  '\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[余多])?[千百]?(?:万亿|[万亿])?(?:[余多])?|[〇零一二两三四五六七八九十百千]+(?:[余多])?[万亿]?(?:[余多])?';
const RANGE = `(?<low>${NUMBER})(?:(?<lowUnit>%|‰|个|名|家|所)?(?:-+|至|到)(?<high>${NUMBER}))?(?<unit>${UNIT})?`;
const TOKEN = new RegExp(RANGE, 'g');
const PERCENT_WORDS = /百分之(?<low>[〇零一二两三四五六七八九十百点]+)(?:至(?:百分之)?(?<high>[〇零一二两三四五六七八九十百点]+))?/g;

const BEFORE: readonly { pattern: RegExp; op: Op }[] = [
  {
    pattern:
      /(?:不低于|不少于|不小于|不短于|至少(?:达到|为|有|开展|组织|举办|培养|建成|完成|安排|配备|在|于|应用)?|最少|力争超过以上|高于或等于|≥)$/,
    op: '>=',
  },
  { pattern: /(?:不超过|不高于|不大于|不多于|不超|最多|至多|≤)$/, op: '<=' },
  { pattern: /(?:超过|突破|高于|大于|多于|超|逾|优于|>)$/, op: '>' },
  { pattern: /(?:低于|少于|小于|近|接近|将近|<)$/, op: '<' },
];
const AFTER: readonly { pattern: RegExp; op: Op }[] = [
  { pattern: /^(?:[人个名家所张项元])?(?:以上|及以上|或以上|之上|起)/, op: '>=' },
  { pattern: /^(?:[人个名家所张项元])?(?:以内|以下|及以下|之内|之下|内(?=[,。;完办答回反将]|$))/, op: '<=' },
];
const APPROXIMATE = /^(?:左右|上下)/;
const RISE =
  /(?:增加|增长|提高|提升|上升|扩大|增|净增|增收|递增|增幅|年均增长|每年增长|同比增长|涨幅?)(?:了|达|为|约|至少|超过|不低于|突破|近|逾|超)*$/;
const NEW = /(?:新增|新创|增配|增设|净增|新添|新增配置|增加|扩增|再增|增聘|增派)/;

/** Finds the figures of one unit's folded words, left to right; labels, ages, dates and names of programmes are left out. */
export function figures(folded: string): Figure[] {
  const closed = closedSpans(folded);
  const found = tokens(folded)
    .filter(t => !closed.some(([a, b]) => t.start >= a && t.start < b))
    .flatMap(t => figure(folded, t) ?? []);
  return joinPairs(folded, found);
}

interface Token {
  start: number;
  end: number;
  low: string;
  high: string | undefined;
  unit: string;
}

function tokens(folded: string): Token[] {
  const found: Token[] = [...folded.matchAll(PERCENT_WORDS)].map(m => ({
    start: m.index,
    end: m.index + m[0].length,
    low: m.groups!.low!,
    high: m.groups!.high,
    unit: '%',
  }));
  const taken = found.map(t => [t.start, t.end] as const);
  for (const m of folded.matchAll(TOKEN)) {
    if (taken.some(([a, b]) => m.index < b && m.index + m[0].length > a)) continue;
    const g = m.groups!;
    found.push({ start: m.index, end: m.index + m[0].length, low: g.low!, high: g.high, unit: g.unit || (g.lowUnit ?? '') });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Titles, quoted names without a sentence, document numbers and times: numbers in there are not figures. */
function closedSpans(folded: string): [number, number][] {
  const names = [
    ...folded.matchAll(/《[^》]{0,120}》|“[^”]{0,24}”|\[\d{4}\]\d*号?|[A-Za-z]+[\d.]+(?![\d个台套家名人张辆元所])|\d+[A-Za-z]+/g),
  ].map((m): [number, number] => [m.index, m.index + m[0].length]);
  return [...names, ...timeSpans(folded)];
}

function figure(folded: string, t: Token): Figure | null {
  const before = folded.slice(Math.max(0, t.start - 14), t.start);
  const after = folded.slice(t.end, t.end + 30);
  const isArabic = /\d/.test(t.low);
  if (isLabel(t, before, after, isArabic)) return null;
  const [low, loose] = amount(t.low);
  if (low === null) return null;
  const high = t.high === undefined ? null : amount(t.high, t.low)[0];
  const scaled = t.high === undefined ? low : scaleLike(low, t.low, t.high);
  const { op, from, to } = comparison(folded, t, loose, before, after);
  const value = { value: scaled, ...(high !== null && { value2: high }) };
  const unit = t.unit.replace(/^[余多]/, '');
  return { start: t.start, end: t.end, from, to, op: high !== null ? 'between' : op, ...value, unit, isPaired: false };
}

/** [value, whether 余 or 多 says that it is more]. */
function amount(written: string, _like = ''): [number | null, boolean] {
  return [numeral(written.replace(/[余多]/g, '')), /[余多]/.test(written)];
}

/** "2-3万": the scale of the upper end goes for the lower too. */
function scaleLike(low: number, written: string, high: string): number {
  const scale = /[万亿]$/.exec(high.replace(/[余多]/g, ''))?.[0];
  return scale && !/[万亿]/.test(written) ? low * (scale === '万' ? 1e4 : 1e8) : low;
}

function isLabel(t: Token, before: string, after: string, isArabic: boolean): boolean {
  if (/第$|[A-Za-z.+]$|[每][一]?$/.test(before) && !/每$/.test(before)) return !/(?:AED|CT|MRI|DR|LED|B超|VR|AI|App|APP)$/.test(before);
  if (/[第]$/.test(before)) return true;
  if (
    /^岁/.test(t.unit) &&
    !/(?:达到?|提高到?|提升到|增加到|延长到|为|提高)$/.test(before) &&
    /^(?:幼|及?以[上下内]|的|至|-|儿童|老|人|女|男|以[上下]|未|婴|适|青|少|在|到|群)/.test(after)
  )
    return true;
  if (/^(?:型|号|期|级|类|届|楼|轮|版|世纪|条|款|章|码|字|比|代|维|网|大|位一体|线|环)/.test(after) && t.unit === '') return true;
  if (!isArabic) return isChineseLabel(t, before, after);
  if (t.unit === '')
    return (
      !/(?:达到|达|控制在|提高到|提升到|提升至|降至|降到|保持在|稳定在|为|不低于|不高于|超过)$/.test(before) ||
      !/^(?:以上|以下|以内|左右|[,。;]|$)/.test(after)
    );
  if (LABEL_UNITS.has(t.unit)) return !standsAlone(t, before, after);
  if (/^分钟|^小时|^公里|^米/.test(t.unit) && /^(?:[^,。;、]{0,12})(?:圈|服务圈|生活圈|经济圈)/.test(after)) return true;
  if (/^(?:%|‰)/.test(t.unit)) return false;
  if (/等$/.test(before) || isListed(before, t, after)) return true;
  return (
    /^(?:个|项|条|大|种|类)$/.test(t.unit) &&
    (LABEL_NOUNS.test(after) || (/(?:制度|措施|举措|原则|行动|要求|规定|任务|机制)$/.test(before) && /^[,、。;]/.test(after)))
  );
}

/** 年, 天, 次… count as figures with words of comparison or of frequency beside them. */
function standsAlone(t: Token, before: string, after: string): boolean {
  if (t.unit === '年') return /(?:连续|延长|缩短|不少于|不低于|达到?)$/.test(before);
  if (['级', '类', '型', '层', '届', '点', '线', '圈', '日', '月'].includes(t.unit)) return false;
  return (
    /(?:不低于|不少于|达到?|至少|控制在|提高|增加|新增|完成|建成|新建|改造|创建|打造|培育|覆盖|共有?|为|降低|下降|减少)$/.test(before) ||
    /^(?:以上|以内|左右|以下|[,。;、]|$)/.test(after)
  );
}

/** 两个, 三项, 一批: labels unless a verb of building or a frequency says otherwise. */
function isChineseLabel(t: Token, before: string, after: string): boolean {
  if (t.unit === '%') return false;
  if (t.unit === '' || LABEL_UNITS.has(t.unit)) return true;
  if (
    /(?:每年|每季度?|每月|每周|每半年|每学期|每两年|每[^,]{0,8}(?:至少|不少于|开展|组织|召开|通报|报告|举办|进行))[^,]{0,10}$/.test(
      before,
    ) &&
    /次|场|期|遍/.test(t.unit)
  )
    return false;
  if (/^一$/.test(t.low)) return !(/(?:打造|建成|新建|创建|建设|培育|建立|设立)$/.test(before) && /^[个所家座]$/.test(t.unit));
  if (LABEL_NOUNS.test(after) || isListed(before, t, after)) return true;
  return !/(?:新建|建成|建设|改造|打造|创建|培育|完成|新增|设立|开工|引进|培养|选派|达到|不少于|不低于|至少|超过)$/.test(before);
}

/** "甲、乙两个项目": the number counts what was just listed. */
function isListed(before: string, t: Token, after: string): boolean {
  return (
    /[^\d个家所名人张项%]、[^、,。;]{1,12}$/.test(before) &&
    /^[个项家类种]$/.test(t.unit) &&
    /^[一-龥]/.test(after) &&
    /^[两二三四五六七八九十2]$/.test(t.low) &&
    !/(?:新增|新建|建成|创建|完成|打造)[^、]*$/.test(before)
  );
}

function comparison(folded: string, t: Token, loose: boolean, before: string, after: string): { op: Op; from: number; to: number } {
  const plain = before.replace(/(?:约|大约)$/, '');
  const pre = BEFORE.find(b => b.pattern.test(plain));
  const post = AFTER.find(a => a.pattern.test(after));
  const near = APPROXIMATE.exec(after);
  const base: Op = post?.op ?? pre?.op ?? (loose && !near ? '>' : '=');
  const head = pre ? plain.length - plain.search(pre.pattern) : 0;
  const from = t.start - (before.length - plain.length) - head;
  const to = t.end + (post ? post.pattern.exec(after)![0].length : (near?.[0].length ?? 0));
  const rises = RISE.test(folded.slice(Math.max(0, from - 12), from)) || startsNew(folded, t.start);
  return { op: rises ? (base === '>=' || base === '>' ? '+>=' : base === '=' ? '+=' : base) : base, from, to };
}

/** Whether 新增 opens the list in which the figure stands. */
function startsNew(folded: string, at: number): boolean {
  const from = Math.max(folded.lastIndexOf(',', at), folded.lastIndexOf(';', at), folded.lastIndexOf('。', at)) + 1;
  const head = folded.slice(from, at);
  const found = NEW.exec(head);
  return (
    found !== null &&
    !/(?:到|至|达到|达)$/.test(head) &&
    !/(?:增加|提高)(?:到|至)/.test(head) &&
    (found.index < 12 || head.length - found.index < 14)
  );
}

/** Figures side by side (30%和5%以上) share the comparison of the last. */
function joinPairs(folded: string, all: Figure[]): Figure[] {
  for (let i = all.length - 1; i > 0; i--) {
    const [a, b] = [all[i - 1]!, all[i]!];
    if (!/^(?:、|和|及|与|,)$/.test(folded.slice(a.to, b.from))) continue;
    b.isPaired = true;
    if (a.op === '=' && b.op !== 'between') a.op = b.op;
    else if (b.op === '=' && ['>=', '<='].includes(a.op) && a.from < a.start) b.op = a.op;
    if (!a.unit) a.unit = b.unit;
  }
  return all;
}
