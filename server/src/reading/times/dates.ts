import { type Deadline, NONE } from '../types.js';
import { numeral } from '../words/numerals.js';
import { type Pattern, pattern, sought } from '../words/pattern.js';
import { dated, type Groups } from './lastDays.js';
import { isNoTime, isOfYear } from './noTimes.js';

/** What the words of one unit say about time. */
export interface Times {
  deadline: Deadline | null;
  phases: number[];
}

/** Where no time is named. */
export const NO_TIMES: Times = { deadline: null, phases: NONE };

interface Mention {
  at: number;
  raw: string;
  /** the years that the unit is tied to by these words */
  years: number[];
  /** the last day that the words allow, 'YYYY-MM-DD'; null for a start or a mere naming */
  date: string | null;
  /** they name the year of something, in which no day is told */
  isOfYear: boolean;
}

interface Form {
  pattern: Pattern;
  /** `context`: the year that words without one refer to; `period`: the years that the document gives itself */
  read(m: RegExpMatchArray, context: number | null, period: [number, number] | null): { years: number[]; date: string | null } | null;
}

/** In which year each five-year plan ends. */
export const FIVE_YEAR_ENDS: Record<string, number> = { 十二五: 2015, 十三五: 2020, 十四五: 2025, 十五五: 2030, 十六五: 2035 };
const RELATIVE_YEARS: Record<string, number> = { 今: 0, 本: 0, 当: 0, 明: 1, 次: 1, 后: 2 };
/** The last day before a feast that has a fixed day. */
const FEAST_EVES: Record<string, string> = {
  元旦: '12-31',
  五一: '04-30',
  劳动: '04-30',
  六一: '05-31',
  儿童: '05-31',
  七一: '06-30',
  建党: '06-30',
  八一: '07-31',
  建军: '07-31',
  教师节: '09-09',
  十一: '09-30',
  国庆: '09-30',
};

const YEAR = '(?:(?<year>(?:19|20)\\d\\d|二[〇零][一二三四][〇零一二三四五六七八九])年|(?<relative>[今本当明次]|(?<![成产用工运])后)年)';
const MONTH = '(?<month>\\d{1,2}|[一二三四五六七八九十]{1,2})月';
/** "6月2日至3日", "6月2-3日": up to the day before which this stands. */
const DAYS = '(?:\\d{1,2}日?(?:-+|至|到|、))?';
const PART =
  '(?<part>上半年|下半年|[春秋]季(?:学期开学|学期|开学)|年中|(?:第?[一二三123][、和至-]+)?[第前]?[一二三四1234]季度|年?底|年?末|年?内|全年|年终)';
const HOUR = '(?:\\([^()]{1,6}\\))?(?:(?:上午|中午|下午|晚上)?(?:\\d{1,2}(?:时|点|:\\d\\d)(?:整|\\d{1,2}分)?|下班))?';
const BEFORE = `(?<before>${HOUR}(?:之?前|以前))`;
/** Parts of the year whose days differ from year to year or place to place. */
const SEASON =
  '(?:主?汛期?|入[汛冬夏]|雨季|(?:供暖|采暖|取暖|供热)[季期]?|春耕|秋收|高考|中考|两会|春节|暑假|寒假|开学|新学[期年]|中秋节?|端午节?|清明节?)';
const START = '(?<start>起|开始|以来|至今|及?以后|之?后(?!续|半|勤|期))';

/** The forms in order; words that an earlier form took are not read again. */
const FORMS: readonly Form[] = [
  {
    pattern: sought(/(?<from>20\d\d)年?(?:-+|至|到)(?<to>20\d\d)学年/g),
    read: m => ({ years: yearRange(Number(m.groups!.from), Number(m.groups!.to))?.years ?? [], date: null }),
  },
  {
    pattern: sought(/(?<from>(?:19|20)\d\d)年?(?:-+|至|到)(?<to>(?:19|20)\d\d)年(?:底|末)?(?:之?前|间|期间)?(?<name>度)?/g),
    read: m => (m.groups!.name ? null : yearRange(Number(m.groups!.from), Number(m.groups!.to))),
  },
  {
    pattern: sought(
      new RegExp(
        `${YEAR}?\\d{1,2}(?:月(?:\\d{1,2}日)?)?(?:-+|至|到)(?:(?<year2>20\\d\\d)年|(?<next>次年|明年))?${MONTH}(?:(?<day>\\d{1,2})日|(?<part>底|末|上旬|中旬|下旬))?${BEFORE}?`,
        'g',
      ),
    ),
    read: (m, context) => monthRange(m.groups!, context),
  },
  {
    pattern: sought(/(?<year>20\d\d)([-./])(?<month>\d{1,2})\2(?<day>\d{1,2})(?!\d)(?:之?前)?/g),
    read: m => dated(m.groups!, Number(m.groups!.year)),
  },
  {
    pattern: sought(
      new RegExp(`${YEAR}?(?<=时限:|时间:|期限:|年|分别[于在])(?:\\d{1,2}月[底末]?[、和])+${MONTH}(?<part>底|末)?${BEFORE}?`, 'g'),
    ),
    read: (m, context) => dated(m.groups!, yearOf(m.groups!, context) ?? context),
  },
  {
    pattern: sought(
      new RegExp(
        `${YEAR}?“?(?<feast>五一|六一|七一|八一|十一|国庆|教师节|元旦|(?:劳动|儿童|建党|建军)(?=节))”?(?:劳动|国际|儿童|建党|建军)*(?:节|假期)?(?:、?中秋节?)?(?:到来)?(?:之?前|以前)(?![夕后])`,
        'g',
      ),
    ),
    read: (m, context) => {
      const named = yearOf(m.groups!, context);
      const year = named !== null && m.groups!.feast === '元旦' ? named - 1 : (named ?? context);
      return year === null ? null : { years: [], date: `${year}-${FEAST_EVES[m.groups!.feast!]}` };
    },
  },
  {
    pattern: sought(new RegExp(`${YEAR}?(?<!寒)暑(?:假|期)(?:期间|结束前|内|里)?(?![前起始])`, 'g')),
    read: (m, context) => {
      const year = yearOf(m.groups!, context) ?? context;
      return year === null ? null : { years: [], date: `${year}-08-31` };
    },
  },
  {
    pattern: sought(new RegExp(`${YEAR}(?=${SEASON}前)`, 'g')),
    read: (m, context) => {
      const year = yearOf(m.groups!, context);
      return year === null ? null : { years: [year], date: null };
    },
  },
  {
    pattern: sought(
      new RegExp(
        `${YEAR}度?(?:${MONTH}(?:${DAYS}(?<day>\\d{1,2})日)?)?(?:${PART}|(?<third>[上中]?[上中下]旬))?(?<end>末|底)?${BEFORE}?${START}?`,
        'g',
      ),
    ),
    read: (m, context) => dated(m.groups!, yearOf(m.groups!, context)),
  },
  {
    pattern: sought(/(?<![近过前后每\d]|第[一二三四五])(?<span>[三五35])年(?:左右)?(?:时间|之?内|(?=共|累计|总共|培训|新增|改造|建成))/g),
    read: (m, _, period) =>
      period && period[1] - period[0] + 1 === numeral(m.groups!.span!) ? { years: [period[1]], date: `${period[1]}-12-31` } : null,
  },
  {
    pattern: sought(/“?(?<plan>十[二三四五六]五)”?(?:规划)?(?<when>时期|期间|末期?|期末?)/g),
    read: m => ({ years: [FIVE_YEAR_ENDS[m.groups!.plan!]!], date: `${FIVE_YEAR_ENDS[m.groups!.plan!]}-12-31` }),
  },
  {
    pattern: sought(
      new RegExp(
        `(?:(?<cell>(?<=[\\t\\n])(?=[\\d一二三四五六七八九十]{1,3}月(?:份|[\\t\\n]|$)))|)(?<lead>到|至|于|力争|计划|预计|争取|拟|最迟|至迟|不迟于|不晚于|截止(?:日期|时间)?(?:[为到至:])?|(?:时限|时间|期限|节点)[:为])?${MONTH}(?:${DAYS}(?<day>\\d{1,2})日|(?<third>[上中]?[上中下]旬)|(?<part>底|末)|份)?${BEFORE}?${START}?(?=(?<goal>(?:全面|全部|正式|整体|基本)?(?:建成|投用|投入|完工|完成|竣工|开工|启用|开园|开学|开诊|开业|通车|交付|上线|运营|运行|封顶|投产|挂牌|出台|印发|验收|迎接|接受))?)`,
        'g',
      ),
    ),
    read: (m, context) => (isMonthDeadline(m) ? dated(m.groups!, context) : null),
  },
  {
    pattern: sought(
      new RegExp(
        `(?<![一二三四五六七八九十两半\\d])(?<part>年底|年末|年内|岁末(?!年初)|年终(?=之?前|完成|建成|[,。;]|$)|年中(?=之?前|完成|建成|[,。;])|(?:本)?年度内?(?=完成|内)|全年|上半年|下半年|[春秋]季(?:学期开学|学期|开学)(?=之?前)|[第前]?[一二三四1234]季度)(?<end>末|底|内)?${BEFORE}?`,
        'g',
      ),
    ),
    read: (m, context) => dated(m.groups!, context),
  },
];

/** Titles, document numbers and bracketed spans of years name years that are no times of the unit. */
const NAMES = sought(
  /《[^》]{1,120}》|\((?:19|20)\d\d年?(?:本|版|修订)[^)]{0,8}\)|\[(?:19|20)\d\d\]|\((?:扣除|剔除|不含|除去?)[^()]{4,40}\)|(?<![间内期段])\((?:19|20)\d\d年?-{1,2}(?:19|20)\d\d年?\)/g,
);

/**
 * Reads deadline and phases from a unit's own folded words; of several deadlines the latest counts.
 * `period`: the years of the document's title, whose end 三年内 means. `isDone`: an achievement's years are phases and it has no deadline. `documentYear`: what 今年 or 6月底前 refer to; null gives none of these.
 */
export function times(folded: string, documentYear: number | null, isDone: boolean, period: [number, number] | null = null): Times {
  const told = mentions(folded, documentYear, isDone, period);
  if (told.length === 0) return NO_TIMES;
  const latest = isDone ? null : told.reduce<Mention | null>((best, m) => (m.date && (!best || m.date >= best.date!) ? m : best), null);
  const years = new Set(told.flatMap(m => m.years));
  if (latest) years.add(Number(latest.date!.slice(0, 4)));
  return { deadline: latest && { raw: latest.raw, date: latest.date! }, phases: [...years].sort((a, b) => a - b) };
}

/** Where times stand in the words: [from, to) each; other readers leave these alone. */
export function timeSpans(folded: string): [number, number][] {
  return spotted(folded).map(({ m }): [number, number] => [m.index, m.index + m[0].length]);
}

interface Spot {
  form: Form;
  m: RegExpExecArray;
}

/** The words last looked at with what the forms find in them, form by form: times and figures ask one after the other. */
let last: { text: string; spots: Spot[] } = { text: '', spots: [] };

function spotted(text: string): Spot[] {
  if (text === last.text) return last.spots;
  const spots: Spot[] = [];
  for (const form of FORMS) for (const m of form.pattern.all(text)) spots.push({ form, m });
  last = { text, spots };
  return spots;
}

function mentions(folded: string, documentYear: number | null, isDone: boolean, period: [number, number] | null): Mention[] {
  const text = NAMES.replace(folded, blank);
  const spots = spotted(text);
  if (spots.length === 0) return NONE;
  const told: Mention[] = [];
  const taken: [number, number][] = [];
  for (const { form, m } of spots) {
    const [from, to] = [m.index, m.index + m[0].length];
    if (taken.some(([a, b]) => from < b && to > a)) continue;
    taken.push([from, to]);
    if (isNoTime(text, from, to, isDone)) continue;
    const named = yearBefore(told, from);
    if (isGeneric(m.groups?.relative, named, text)) continue;
    const time = form.read(m, named ?? documentYear, period);
    if (!time || (isDone && m.groups?.plan) || (!isDone && m.groups?.start === '以来')) continue;
    const ofYear = isOfYear(text, from, to);
    told.push({ at: from, raw: withLead(text, from, m[0]), ...time, ...(ofYear ? { date: null } : {}), isOfYear: ofYear });
  }
  return told;
}

/** "抵免当年应缴的税", "对当年…的,次年提高": whichever years these are. */
function isGeneric(relative: string | undefined, named: number | null, text: string): boolean {
  return (named === null && (relative === '当' || relative === '次')) || (relative === '当' && text.includes('次年'));
}

function blank(words: string): string {
  return ' '.repeat(words.length);
}

/** The year that was named last before `at` in the same unit: "2025年…,6月底前…". */
function yearBefore(found: Mention[], at: number): number | null {
  const before = found.filter(m => m.at < at && m.years.length > 0 && (m.date !== null || m.isOfYear)).sort((a, b) => b.at - a.at)[0];
  return before?.years.at(-1) ?? null;
}

const LEADS = pattern(/(?:到|至|展望|截至)$/);

function withLead(text: string, from: number, raw: string): string {
  const lead = LEADS.exec(text.slice(Math.max(0, from - 2), from));
  return (lead?.[0] ?? '') + raw;
}

function yearOf(g: Groups, context: number | null): number | null {
  if (g.year) return numeral(g.year);
  return context === null || !g.relative ? null : context + RELATIVE_YEARS[g.relative]!;
}

function yearRange(from: number, to: number): { years: number[]; date: string | null } | null {
  if (from >= to || to - from > 20) return null;
  return { years: Array.from({ length: to - from + 1 }, (_, i) => from + i), date: `${to}-12-31` };
}

function monthRange(g: Groups, context: number | null): { years: number[]; date: string | null } | null {
  const first = yearOf(g, context) ?? context;
  const year = g.year2 ? Number(g.year2) : first === null ? null : first + (g.next ? 1 : 0);
  const end = dated({ ...g, before: g.before && g.part ? undefined : g.before }, year);
  return end && g.year && g.year2 ? { ...end, years: [Number(g.year), ...end.years] } : end;
}

function isMonthDeadline(m: RegExpMatchArray): boolean {
  const g = m.groups!;
  return (
    Boolean(
      g.before ||
        g.part ||
        g.third ||
        g.goal !== undefined ||
        g.cell !== undefined ||
        (g.lead && (g.day || g.lead.length > 1)) ||
        /份$/.test(m[0]),
    ) && !g.start
  );
}
