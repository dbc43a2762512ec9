import { numeral } from '../words/numerals.js';
import { type Pattern, pattern } from '../words/pattern.js';

/** What the words of a time name, by the groups of its form. */
export type Groups = Record<string, string | undefined>;

/** The last day of a part of the year; `before`: of what lies before it (秋季学期前). */
const PART_ENDS: readonly { part: Pattern; monthDay: string; before?: string }[] = [
  { part: pattern(/春季/), monthDay: '06-30', before: '02-28' },
  { part: pattern(/秋季/), monthDay: '12-31', before: '08-31' },
  { part: pattern(/上半年|年中|第?[二2]季度/), monthDay: '06-30' },
  { part: pattern(/第?[一1]季度/), monthDay: '03-31' },
  { part: pattern(/第?[三3]季度/), monthDay: '09-30' },
  { part: pattern(/第?[四4]季度/), monthDay: '12-31' },
];

const QUARTER_BEFORE: Record<string, string> = { '06-30': '03-31', '09-30': '06-30', '12-31': '09-30' };
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The last day of what the groups name in `year`. */
export function dated(g: Groups, year: number | null): { years: number[]; date: string | null } | null {
  if (year === null) return null;
  const month = g.month ? numeral(g.month) : null;
  if (g.month && (!month || month > 12)) return null;
  const isBefore = Boolean(g.before && !month && !g.part && !g.end);
  const years = (g.year || g.relative) && !isBefore ? [year] : [];
  if (g.start) return { years, date: null };
  return { years, date: month ? lastOfMonth(year, month, g) : lastOfYear(year, g) };
}

function lastOfYear(year: number, g: Groups): string {
  const part = PART_ENDS.find(p => p.part.test(g.part ?? ''));
  if (part?.before && g.before) return `${year}-${part.before}`;
  if (part) return g.before && !g.end && /季度/.test(g.part!) ? partBefore(year, part.monthDay) : `${year}-${part.monthDay}`;
  if (g.before && g.part === '下半年') return `${year}-06-30`;
  return g.before && !g.part && !g.end ? `${year - 1}-12-31` : `${year}-12-31`;
}

/** 三季度前 ends with the second quarter, as 8月前 ends in July. */
function partBefore(year: number, monthDay: string): string {
  const previous = QUARTER_BEFORE[monthDay];
  return previous ? `${year}-${previous}` : `${year - 1}-12-31`;
}

/** 8月前 ends on 31 July, 8月底前 on 31 August, 8月20日前 on that day. */
function lastOfMonth(year: number, month: number, g: Groups): string {
  const length = month === 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1]!;
  if (g.day) return iso(year, month, Math.min(Number(g.day), length));
  if (g.third) return iso(year, month, g.third.endsWith('上旬') ? 10 : g.third.endsWith('中旬') ? 20 : length);
  if (!g.before || g.part || g.end) return iso(year, month, length);
  return month === 1 ? `${year - 1}-12-31` : lastOfMonth(year, month - 1, {});
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
