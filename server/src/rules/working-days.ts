import { addDays } from './lights.js';

/** How a day departs from its weekday: a holiday, or a working day in exchange for one (调休). */
export type DayKind = 'holiday' | 'workday';

/** The working days as far as they are known: by the State Council's yearly lists (国务院办公厅关于部分节假日安排的通知). */
export interface WorkingCalendar {
  /** Years whose list is loaded. */
  years: ReadonlySet<number>;
  /** Days ('YYYY-MM-DD') that depart from their weekday. */
  exceptions: ReadonlyMap<string, DayKind>;
}

/** A value, or the reason why there is none: a year that is not loaded is never guessed (G8). */
export type Known<T> = { known: true; value: T } | { known: false; because: string };

const known = <T>(value: T): Known<T> => ({ known: true, value });
const unknown = (year: number) => ({ known: false, because: `${year}年的放假安排还没有载入，算不出工作日` }) as const;

/** Whether a day ('YYYY-MM-DD') is worked; not known in a year whose list is not loaded. */
export function isWorkingDay(calendar: WorkingCalendar, date: string): Known<boolean> {
  const year = Number(date.slice(0, 4));
  if (!calendar.years.has(year)) return unknown(year);
  const exception = calendar.exceptions.get(date);
  return known(exception ? exception === 'workday' : !isWeekend(date));
}

/** The days from one to another ('YYYY-MM-DD', both counting) on which nobody works; none in a year whose list is not loaded. */
export function daysOff(calendar: WorkingCalendar, first: string, last: string): string[] {
  const off: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const worked = isWorkingDay(calendar, day);
    if (worked.known && !worked.value) off.push(day);
  }
  return off;
}

/**
 * The day that lies so many working days after a day ('YYYY-MM-DD'), which itself does not count (民法典 art. 201); negative: before it.
 * With 0 the day itself, worked or not.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: string, days: number): Known<string> {
  if (days === 0) return known(from);
  return days > 0 ? nthFrom(calendar, addDays(from, 1), days) : nthBackFrom(calendar, addDays(from, -1), -days);
}

/**
 * Working days from one day to another ('YYYY-MM-DD'): the first does not count, the last does, so that it undoes `addWorkingDays`.
 * Negative when `to` lies before `from`.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): Known<number> {
  if (from === to) return known(0);
  const [first, last] = from < to ? [addDays(from, 1), to] : [to, addDays(from, -1)];
  const [firstYear, lastYear] = [yearOf(first), yearOf(last)];
  let count = 0;
  for (let year = firstYear; year <= lastYear; year += 1) {
    const days = daysWorkedIn(calendar, year);
    if (!days) return unknown(from < to ? year : latestUnknown(calendar, firstYear, lastYear));
    count += (year === lastYear ? before(days, addDays(last, 1)) : days.length) - (year === firstYear ? before(days, first) : 0);
  }
  return known(from < to ? count : -count);
}

/** The first day from which no more than so many working days are left until a day, which counts if it is worked. */
export function lastWorkingDaysFrom(calendar: WorkingCalendar, until: string, days: number): Known<string> {
  return nthBackFrom(calendar, until, days + 1);
}

/** The nth working day from a day on, which counts if it is worked. */
function nthFrom(calendar: WorkingCalendar, from: string, nth: number): Known<string> {
  const year = yearOf(from);
  const days = daysWorkedIn(calendar, year);
  if (!days) return unknown(year);
  const at = before(days, from) + nth - 1;
  const day = days[at];
  return day ? known(day) : nthFrom(calendar, `${year + 1}-01-01`, at + 1 - days.length);
}

/** The nth working day from a day back, which counts if it is worked. */
function nthBackFrom(calendar: WorkingCalendar, from: string, nth: number): Known<string> {
  const year = yearOf(from);
  const days = daysWorkedIn(calendar, year);
  if (!days) return unknown(year);
  const at = before(days, addDays(from, 1)) - nth;
  const day = days[at];
  return day ? known(day) : nthBackFrom(calendar, `${year - 1}-12-31`, -at);
}

const yearOf = (date: string) => Number(date.slice(0, 4));

function latestUnknown(calendar: WorkingCalendar, first: number, last: number): number {
  let year = last;
  while (year > first && calendar.years.has(year)) year -= 1;
  return year;
}

/** The working days of each year that was asked for, in order: a light over four hundred days must not walk them one by one. */
const WORKED = new WeakMap<WorkingCalendar, Map<number, string[]>>();

/** The days of a year that are worked, ascending; null where its list is not loaded. */
function daysWorkedIn(calendar: WorkingCalendar, year: number): readonly string[] | null {
  if (!calendar.years.has(year)) return null;
  const years = WORKED.get(calendar) ?? new Map<number, string[]>();
  WORKED.set(calendar, years);
  const days = years.get(year) ?? [];
  if (days.length === 0) {
    for (let date = `${year}-01-01`; yearOf(date) === year; date = addDays(date, 1)) {
      const worked = isWorkingDay(calendar, date);
      if (worked.known && worked.value) days.push(date);
    }
    years.set(year, days);
  }
  return days;
}

/** How many of the days lie before a day. */
function before(days: readonly string[], date: string): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as string) < date) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

/** One year's list as offices publish it: days off by the name of their holiday, and the weekend days that are worked instead. */
export interface YearList {
  year: number;
  /** Where it is written: the notice's title and number. */
  source: string;
  holidays: Record<string, string[]>;
  workdays: string[];
}

/** Holidays that every list has had since 2008 (全国年节及纪念日放假办法): by date, or by the day of the lunar year. */
const SOLAR = [
  { name: '元旦', days: ['01-01'] },
  { name: '清明节', days: ['04-04', '04-05', '04-06'] },
  { name: '劳动节', days: ['05-01'] },
  { name: '国庆节', days: ['10-01'] },
];
const LUNAR: Record<string, string> = { '1-1': '春节', '5-5': '端午节', '8-15': '中秋节' };

/** Everything that speaks against a year's list: days of other years, days named twice or for nothing, holidays that are missing. */
export function faultsOfYear({ year, holidays, workdays }: YearList): string[] {
  const off = Object.values(holidays).flat();
  const all = [...off, ...workdays];
  const faults: string[] = [];
  for (const date of all.filter(date => !date.startsWith(`${year}-`))) faults.push(`${date}不在${year}年`);
  for (const date of new Set(all.filter((date, index) => all.indexOf(date) !== index)))
    faults.push(`${date}${off.includes(date) && workdays.includes(date) ? '既是放假又是上班' : '写了两遍'}`);
  for (const date of workdays.filter(date => !isWeekend(date))) faults.push(`${date}不是周末，本来就上班，不必列为调休上班`);
  for (const name of missingHolidays(year, new Set(off))) faults.push(`${year}年没有${name}的放假日，安排不完整`);
  return faults;
}

function missingHolidays(year: number, off: ReadonlySet<string>): string[] {
  const solar = SOLAR.filter(({ days }) => !days.some(day => off.has(`${year}-${day}`))).map(({ name }) => name);
  const lunar = lunarFeasts(year)
    .filter(({ date }) => !off.has(date))
    .map(({ name }) => name);
  return [...solar, ...lunar];
}

const lunarDay = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });

/** The feasts of the lunar calendar in a year. A leap month ('5bis') has none. */
function lunarFeasts(year: number): { name: string; date: string }[] {
  const feasts: { name: string; date: string }[] = [];
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    const parts = Object.fromEntries(lunarDay.formatToParts(new Date(`${date}T00:00:00Z`)).map(({ type, value }) => [type, value]));
    const name = LUNAR[`${parts.month}-${parts.day}`];
    if (name) feasts.push({ name, date });
  }
  return feasts;
}
