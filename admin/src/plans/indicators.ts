import type { PlanIndicator } from '../api/types.js';

/** The years for which a plan sets levels, ascending; null (last): levels without a year. */
export function yearsIn(indicators: readonly PlanIndicator[]): (number | null)[] {
  const years = new Set(indicators.flatMap(({ targets }) => targets.map(({ year }) => year)));
  return [...years].toSorted((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY));
}

/** The levels that an indicator is to reach in a year. */
export function inYear({ targets }: PlanIndicator, year: number | null): PlanIndicator['targets'] {
  return targets.filter(target => target.year === year);
}
