import { daysBetween } from '../../parts/format.js';

/** The month so many months away. */
export function monthAway(month: string, away: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + away, 1)).toISOString().slice(0, 7);
}

export type Zoom = 'month' | 'quarter' | 'year';

export interface Axis {
  from: string;
  to: string;
  /** Begin of each period, its name, and whether a year begins with it. */
  ticks: { day: string; label: string; newYear: boolean }[];
}

const MONTHS: Record<Zoom, number> = { month: 1, quarter: 3, year: 12 };

/** The time that holds all of some days ('YYYY-MM-DD'), in whole periods; a year around `today` where there is no day at all. */
export function axisOf(days: string[], zoom: Zoom, today: string): Axis {
  const sorted = [...days, today].sort();
  const step = MONTHS[zoom];
  const start = periodOf(sorted[0] as string, step);
  const ticks: Axis['ticks'] = [];
  let month = start;
  for (; `${month}-01` <= (sorted.at(-1) as string) && ticks.length < 600; month = monthAway(month, step)) {
    const [year, number] = month.split('-').map(Number) as [number, number];
    const label = { month: `${number}月`, quarter: `${Math.ceil(number / 3)}季`, year: `${year}` }[zoom];
    ticks.push({ day: `${month}-01`, label, newYear: number === 1 });
  }
  return { from: `${start}-01`, to: `${month}-01`, ticks };
}

function periodOf(day: string, step: number): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 5)}${String(month - ((month - 1) % step)).padStart(2, '0')}`;
}

/** Where a day stands between the ends of an axis, 0 to 1; days outside stand at the end. */
export function placeOf(axis: Pick<Axis, 'from' | 'to'>, day: string): number {
  const share = daysBetween(axis.from, day) / daysBetween(axis.from, axis.to);
  return Math.min(1, Math.max(0, share));
}
