import { addDays, daysBetween } from './lights.js';
import type { PaceRules } from './schemes.js';

/** The stretch over which work is expected. Days are 'YYYY-MM-DD'. */
export interface Stretch {
  begin: string;
  end: string;
  /** Due days of the phases, in order; for the curve by milestones. */
  milestones: readonly string[];
}

/**
 * Percent of the work expected by the end of a day: 0 at the beginning, 100 at the end, never falling between.
 * Linear: by days. Milestones: each phase an equal share, even within it. Seasonal and year-end: by the weight of each day's month.
 */
export function expectedPercent({ curve, weights }: Pick<PaceRules, 'curve' | 'weights'>, stretch: Stretch, day: string): number {
  const { begin, end } = stretch;
  if (day <= begin) return 0;
  if (day >= end) return 100;
  switch (curve) {
    case 'linear':
      return share(begin, end, day);
    case 'milestones':
      return byMilestones(stretch, day);
    case 'seasonal':
    case 'year_end':
      return (100 * weightOf(weights, begin, day)) / weightOf(weights, begin, end);
  }
}

/**
 * The first day of the stretch on which a task at this percent is so many points behind; null: it never will be before the end.
 * Found by halving, since no curve falls.
 */
export function firstDayBehind(rules: PaceRules, stretch: Stretch, percent: number, points: number): string | null {
  if (percent + points > 100) return null;
  let [before, at] = [0, daysBetween(stretch.begin, stretch.end)];
  if (at <= 0) return null;
  while (at - before > 1) {
    const middle = (before + at) >> 1;
    if (expectedPercent(rules, stretch, addDays(stretch.begin, middle)) - percent >= points) at = middle;
    else before = middle;
  }
  return addDays(stretch.begin, at);
}

function share(from: string, to: string, day: string): number {
  return (100 * daysBetween(from, day)) / daysBetween(from, to);
}

function byMilestones({ begin, end, milestones }: Stretch, day: string): number {
  const marks = [begin, ...milestones.filter(mark => mark > begin && mark < end), end];
  const next = marks.findIndex(mark => mark >= day);
  const [from, to] = [marks[next - 1] as string, marks[next] as string];
  return (100 * (next - 1) + share(from, to, day)) / (marks.length - 1);
}

/** Weight of the days after `from` up to and with `to`, month by month; a month's weight is spread evenly over its days. */
function weightOf(weights: readonly number[], from: string, to: string): number {
  let sum = 0;
  for (let date = from; date < to; ) {
    const first = addDays(date, 1);
    const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const last = `${first.slice(0, 8)}${String(length).padStart(2, '0')}`;
    const until = last < to ? last : to;
    sum += ((weights[month - 1] ?? 0) * daysBetween(date, until)) / length;
    date = until;
  }
  return sum;
}
