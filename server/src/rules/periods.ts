import type { Cadence } from './cadences.js';
import { addDays, chineseDate } from './lights.js';
import { addWorkingDays, type WorkingCalendar } from './working-days.js';

/** One period of reporting (期次). Days are 'YYYY-MM-DD'. */
export interface Period {
  /** '2026-11', '2026-11-2' (中旬), '2026-Q4', '2026-H2', '2026', 'P2026' (the phase of 2026). */
  key: string;
  label: string;
  begins: string;
  due: string;
  /** First day on which it is taken; null: not known, because a year of working days is not loaded. */
  opens: string | null;
  /** Last day on which it is taken; null: not known. */
  locks: string | null;
  /** Its result is on record already (a phase with a verdict): nothing is owed any more. */
  settled: boolean;
}

export interface PeriodSource {
  /** null: by milestone, one period a phase. */
  cadence: Cadence | null;
  phases: { year: number; name: string; dueDate: string; judged: boolean }[];
  /** Day of issue. */
  from: string;
  /** The deadline; null: without an end. */
  until: string | null;
  /** Stretches of suspension, both days included; an open one has no end. */
  pauses: { from: string; to: string | null }[];
}

/** Working days before the due day on which a period opens, and after it on which it locks. Ten days leave no room for five. */
const WINDOW: Record<'usual' | 'ten_day', { before: number; after: number }> = {
  usual: { before: 5, after: 5 },
  ten_day: { before: 2, after: 2 },
};

type Bare = Pick<Period, 'key' | 'label' | 'begins' | 'due'> & { settled?: boolean };

/**
 * The periods of a task from its issue to its end, in order; of those to come only the next that is not open yet.
 * The last is due at the end, even in the middle of a month. What falls due while the task is suspended is not asked for.
 */
export function periodsOf(source: PeriodSource, calendar: WorkingCalendar, today: string): Period[] {
  const window = WINDOW[source.cadence === 'ten_day' ? 'ten_day' : 'usual'];
  const periods: Period[] = [];
  for (const bare of source.cadence === null ? byPhase(source) : byCalendar(source.cadence, source)) {
    const [opens, locks] = [addWorkingDays(calendar, bare.due, -window.before), addWorkingDays(calendar, bare.due, window.after)];
    const period = { settled: false, ...bare, opens: opens.known ? opens.value : null, locks: locks.known ? locks.value : null };
    const paused = source.pauses.some(({ from, to }) => from <= period.due && (to === null || period.due <= to));
    if (!paused) periods.push(period);
    if (opensOn(period) > today) break;
  }
  return periods;
}

/** An opening day that is not known shuts nobody out: such a period is taken from its first day, and never locks. */
export const opensOn = ({ opens, begins }: Period): string => opens ?? begins;
const isLocked = ({ locks }: Period, today: string): boolean => locks !== null && locks < today;
const isOpen = (period: Period, today: string): boolean => opensOn(period) <= today && !isLocked(period, today);

/** The period that a report of this day belongs to: the earliest open one that is still owed, else the latest open one; null: none is open. */
export function periodFor(periods: readonly Period[], answered: readonly string[], today: string): Period | null {
  const open = periods.filter(period => isOpen(period, today));
  return open.find(({ key }) => !answered.includes(key)) ?? open.at(-1) ?? null;
}

/** Periods whose due day has passed without an answer (未报), in order. */
export function missedPeriods(periods: readonly Period[], answered: readonly string[], today: string): Period[] {
  return periods.filter(({ key, due, settled }) => due < today && !settled && !answered.includes(key));
}

/** What is owed after the last period answered, in order. Earlier gaps stay on record and are not urged any more. */
export function owedPeriods(periods: readonly Period[], answered: readonly string[]): Period[] {
  const last = periods.findLastIndex(({ key }) => answered.includes(key));
  return periods.slice(last + 1).filter(({ settled }) => !settled);
}

/** What a unit is waited for now; null: nothing. */
export const owedPeriod = (periods: readonly Period[], answered: readonly string[]): Period | null =>
  owedPeriods(periods, answered)[0] ?? null;

/** Why a report cannot be taken for a period; null: it can. */
export function refusalOfPeriod(periods: readonly Period[], key: string, today: string): string | null {
  const period = periods.find(each => each.key === key);
  if (!period) return '这项任务没有这一期报送，请刷新页面后重填。';
  if (isLocked(period, today))
    return `${period.label}的报送已于${chineseDate(period.locks as string)}截止，不能再补报；现在的进展请另行报送，并说明上期未报的原因。`;
  return opensOn(period) > today ? `${period.label}的报送从${chineseDate(opensOn(period))}开始，现在还没有开放。` : null;
}

function* byPhase({ phases, from }: PeriodSource): Generator<Bare> {
  let begins = from;
  for (const { year, name, dueDate, judged } of phases.toSorted((a, b) => a.dueDate.localeCompare(b.dueDate))) {
    if (dueDate >= from) yield { key: `P${year}`, label: `${year}年${name}`, begins, due: dueDate, settled: judged };
    if (dueDate >= begins) begins = addDays(dueDate, 1);
  }
}

function* byCalendar(cadence: Cadence, { from, until }: PeriodSource): Generator<Bare> {
  for (let day = from; until === null || day <= until; ) {
    const period = AROUND[cadence](day);
    const due = until !== null && until < period.due ? until : period.due;
    yield { ...period, begins: day, due };
    day = addDays(period.due, 1);
  }
}

/** The period of the calendar that a day lies in. */
const AROUND: Record<Cadence, (day: string) => Omit<Bare, 'begins'>> = {
  ten_day: day => {
    const [year, month, date] = partsOf(day);
    const third = date <= 10 ? 0 : date <= 20 ? 1 : 2;
    const due = third === 2 ? lastDayOf(year, month) : `${day.slice(0, 8)}${(third + 1) * 10}`;
    return { key: `${day.slice(0, 7)}-${third + 1}`, label: `${year}年${month}月${'上中下'[third]}旬`, due };
  },
  month: day => {
    const [year, month] = partsOf(day);
    return { key: day.slice(0, 7), label: `${year}年${month}月`, due: lastDayOf(year, month) };
  },
  quarter: day => {
    const [year, month] = partsOf(day);
    const quarter = Math.ceil(month / 3);
    return { key: `${year}-Q${quarter}`, label: `${year}年第${'一二三四'[quarter - 1]}季度`, due: lastDayOf(year, quarter * 3) };
  },
  half_year: day => {
    const [year, month] = partsOf(day);
    const half = month <= 6 ? 1 : 2;
    return { key: `${year}-H${half}`, label: `${year}年${'上下'[half - 1]}半年`, due: lastDayOf(year, half * 6) };
  },
  year: day => ({ key: day.slice(0, 4), label: `${day.slice(0, 4)}年`, due: `${day.slice(0, 4)}-12-31` }),
};

const partsOf = (day: string) => day.split('-').map(Number) as [number, number, number];

/** @param month 1 to 12 */
function lastDayOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
