import type { IndicatorStanding } from '../api/types.js';
import { COLOURS } from '../theme.js';

const MONTH_MS = 28 * 24 * 3600 * 1000;

/** The first day of the month so many months from that of a day 'YYYY-MM-DD'. */
function monthFrom(day: string, away: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + away, 1)).toISOString().slice(0, 10);
}

/**
 * What the chart of an indicator draws: a line for each unit that entered figures, the dated targets as a stepped dashed line, those without a date
 * over the whole width; whole months around, so that a single figure stands in its month. There is at least one reading.
 */
export function courseOf(
  { readings, targets, unit }: Pick<IndicatorStanding, 'readings' | 'targets' | 'unit'>,
  actual: string,
  target: string,
) {
  const units = [...new Set(readings.map(({ unitName }) => unitName))];
  const days = [...readings.map(({ day }) => day), ...targets.flatMap(({ due }) => due ?? [])].sort();
  const [from, to] = [monthFrom(days[0] as string, 0), monthFrom(days.at(-1) as string, 1)];
  const aim = { name: target, type: 'line', lineStyle: { type: 'dashed' }, color: COLOURS.danger };
  const dated = targets.flatMap(({ due, value }) => (due !== null && value !== null ? [[due, value]] : []));
  const undated = targets.flatMap(({ due, value }) => (due === null && value !== null ? [value] : []));
  return {
    animation: false,
    grid: { left: 8, right: 24, top: 30, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: COLOURS.ink, fontSize: 12 } },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value ?? ''}${unit}` },
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      minInterval: MONTH_MS,
      axisLabel: { formatter: '{yyyy}年{M}月', hideOverlap: true, color: COLOURS.inkSoft },
    },
    yAxis: { type: 'value', scale: true, axisLabel: { color: COLOURS.inkSoft, formatter: `{value}${unit}` } },
    series: [
      ...units.map(name => ({
        name: units.length === 1 ? actual : name,
        type: 'line',
        symbolSize: 7,
        data: readings.filter(({ unitName }) => unitName === name).map(({ day, value }) => [day, value]),
      })),
      ...(dated.length > 0 ? [{ ...aim, step: 'end', symbol: 'diamond', symbolSize: 9, data: dated }] : []),
      ...undated.map(value => ({
        ...aim,
        symbol: 'none',
        data: [
          [from, value],
          [to, value],
        ],
      })),
    ],
  };
}
