import { type Deadline, type Indicator, type Kind, type Op, roleOf } from '../reading/index.js';
import { withoutNumber } from './text.js';

/** An accepted record as the series are made of it; `text` with the lines of the print joined. */
export interface FiguredRecord {
  id: number;
  kind: Kind;
  section: string[];
  text: string;
  deadline: Deadline | null;
  phases: number[];
  indicators: Indicator[];
}

export interface TargetPoint {
  recordId: number;
  year: number | null;
  dueDate: string | null;
  op: Op;
  value: number | null;
  value2: number | null;
  raw: string;
  defect: string | null;
}

/** What becomes an indicator of the plan: its name, where it stands, where it is to be. */
export interface Series {
  recordId: number;
  /** The record of the measure that it belongs to; null: the plan. */
  measureRecordId: number | null;
  name: string;
  unit: string;
  op: Op;
  baseline: { value: number; date: string | null; raw: string } | null;
  targets: TargetPoint[];
}

/** A year that the words before it make a comparison with, no date to reach: 在2020年基础上, 比2015年提高. */
const COMPARED = /(?:比|较|从|以|在|自|由)\s*$/;
const YEAR = /((?:19|20)\d\d)\s*年/g;
const YEARLY = /每年|逐年|各年|年均|每年度/;
const RESPECTIVELY = /分别|依次/;
/** What stands before a name without being part of what is measured. */
const WHOSE = /^(?:全[国省市县区]|[我本][省市县区])/;

/**
 * Makes the indicators of a plan from the figures of its accepted records: figures of one name and unit are one indicator, its dated
 * levels a series; a target's figure belongs to the measure that its section is about, or to the plan; what is reported as reached
 * is the baseline of the indicator of that name, the latest where there are several.
 */
export function seriesOf(records: FiguredRecord[]): Series[] {
  const series = new Map<string, Series>();
  const homeOf = homesOf(records);
  for (const record of records.filter(({ kind }) => kind === 'measure' || kind === 'target'))
    for (const [index, indicator] of record.indicators.entries()) {
      const made = seriesFor(series, homeOf(record, keyOf(indicator)), indicator, record);
      for (const point of pointsOf(record, index))
        if (!made.targets.some(known => known.recordId !== record.id && isSameLevel(known, point))) made.targets.push(point);
      made.op = indicator.op;
    }
  for (const record of records.filter(({ kind }) => kind === 'achievement'))
    for (const indicator of record.indicators) takeBaseline(series, indicator, record);
  for (const { targets } of series.values()) targets.sort((a, b) => (a.year ?? 9999) - (b.year ?? 9999));
  return [...series.values()];
}

/**
 * The measure that a figure belongs to: its own; of a target the one of the same section that speaks of the same, or the section's only one, unless the
 * section is about what the plan is for.
 */
function homesOf(records: FiguredRecord[]): (record: FiguredRecord, key: string) => number | null {
  const bySection = new Map<string, FiguredRecord[]>();
  for (const record of records)
    if (record.kind === 'measure') bySection.set(place(record), [...(bySection.get(place(record)) ?? []), record]);
  return (record, key) => {
    if (record.kind === 'measure') return record.id;
    if (record.section.length === 0) return null;
    const beside = bySection.get(place(record)) ?? [];
    const same = beside.filter(({ indicators }) => indicators.some(indicator => keyOf(indicator) === key));
    const [home, ...others] = same.length > 0 || isOfPlan(record) ? same : beside;
    return others.length === 0 ? (home?.id ?? null) : null;
  };
}

/** Under 总体要求 or 主要目标 a plan speaks of itself: the innermost heading that announces anything decides. */
function isOfPlan({ section }: FiguredRecord): boolean {
  const words = section.map(heading => withoutNumber(heading.normalize('NFKC')).replace(/[\s\p{P}]+$/u, ''));
  const role = words.toReversed().map(roleOf).find(Boolean);
  return role === 'goal' || role === 'guide';
}

const place = ({ section }: FiguredRecord) => section.join('\n');

/** What tells figures of one indicator: name and unit, however they are printed. */
export function keyOf({ name, unit }: Pick<Indicator, 'name' | 'unit'>): string {
  return `${name
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '')
    .replace(WHOSE, '')} ${unit}`;
}

function seriesFor(all: Map<string, Series>, measureRecordId: number | null, indicator: Indicator, record: FiguredRecord): Series {
  const key = `${measureRecordId} ${keyOf(indicator)}`;
  const { name, unit, op } = indicator;
  const known = all.get(key) ?? { recordId: record.id, measureRecordId, name, unit, op, baseline: null, targets: [] };
  all.set(key, known);
  return known;
}

type Level = Omit<TargetPoint, 'recordId' | 'raw' | 'defect'>;

/** The same level for the same day. */
export function isSameLevel(a: Level, b: Level): boolean {
  return a.year === b.year && a.dueDate === b.dueDate && a.op === b.op && a.value === b.value && a.value2 === b.value2;
}

/** The levels that a figure sets: one, or, said of every year, one for each year that the record names. */
function pointsOf(record: FiguredRecord, index: number): TargetPoint[] {
  const { op, value, value2 = null, raw, defect = null } = record.indicators[index] as Indicator;
  const level = { recordId: record.id, op, value, value2, raw, defect };
  const { deadline, phases, text } = record;
  if (YEARLY.test(text) && phases.length > 1) return phases.map(year => ({ ...level, year, dueDate: `${year}-12-31` }));
  const year = yearOf(record, index);
  if (year === null) {
    const last = phases.at(-1) ?? null;
    return [{ ...level, dueDate: deadline?.date ?? null, year: deadline ? Number(deadline.date.slice(0, 4)) : last }];
  }
  return [{ ...level, year, dueDate: deadline?.date.startsWith(`${year}`) ? deadline.date : `${year}-12-31` }];
}

/** The year of each figure of a record, as far as the words tell. */
export function yearsOf(record: Pick<FiguredRecord, 'text' | 'indicators'>): (number | null)[] {
  return record.indicators.map((_, index) => yearOf(record, index));
}

/** The year that the words tie a figure to: 到2022年和2025年分别达到60%和70% in their order, else the last year named before it. */
function yearOf({ text, indicators }: Pick<FiguredRecord, 'text' | 'indicators'>, index: number): number | null {
  const indicator = indicators[index] as Indicator;
  const years = [...text.matchAll(YEAR)]
    .filter(({ index: at }) => !COMPARED.test(text.slice(0, at)))
    .map(({ index: at, 1: year }) => ({ at, year: Number(year) }));
  const alike = indicators.filter(other => keyOf(other) === keyOf(indicator));
  const distinct = [...new Set(years.map(({ year }) => year))];
  if (alike.length > 1 && alike.length === distinct.length && RESPECTIVELY.test(text)) return distinct[alike.indexOf(indicator)] ?? null;
  const at = text.indexOf(indicator.raw, index > 0 ? Math.max(0, text.indexOf((indicators[index - 1] as Indicator).raw)) : 0);
  const end = at < 0 ? text.length : at + indicator.raw.length;
  return years.findLast(year => year.at < end)?.year ?? null;
}

/** A reported figure: the baseline of the plan's indicator of that name, else of the measures', else an indicator of its own that has no target. */
function takeBaseline(all: Map<string, Series>, indicator: Indicator, record: FiguredRecord): void {
  if (indicator.value === null) return;
  const key = keyOf(indicator);
  const found = [...all].filter(([name]) => name.slice(name.indexOf(' ') + 1) === key).map(([, made]) => made);
  const own = found.filter(({ measureRecordId }) => measureRecordId === null);
  const homes = own.length > 0 ? own : found.length > 0 ? found : [seriesFor(all, null, indicator, record)];
  const year = record.phases.at(-1);
  const baseline = { value: indicator.value, date: year === undefined ? null : `${year}-12-31`, raw: indicator.raw };
  for (const home of homes) if (!home.baseline || (home.baseline.date ?? '') < (baseline.date ?? '')) home.baseline = baseline;
}
