import { addDays, LIGHTS, type Light } from '../../rules/lights.js';
import { COLUMN_NAMES, LEDGER_COLUMNS, type LedgerColumn, type LedgerColumnName } from './columns.js';
import type { LedgerFilter } from './filter.js';
import type { Cell, SheetColumn } from './workbook.js';

/** The sheets of lines beside the whole ledger: each is the same filter made narrower. */
export const PART_SHEETS: { name: string; about: string; narrowed: (filter: LedgerFilter, today: string) => LedgerFilter | null }[] = [
  { name: '逾期', about: '过了应办日期、还没有办结的任务', narrowed: filter => within(filter, 'light', 'overdue') },
  { name: '本月到期', about: '应办日期在本月的任务', narrowed: (filter, today) => dueInMonth(filter, today) },
  { name: '延期', about: '完成时限经批准改过的任务', narrowed: filter => ({ ...filter, extended: true }) },
  { name: '退回', about: '办结申请被退回、正在补办的任务', narrowed: filter => within(filter, 'state', 'returned') },
];

/** The filter with one more condition; null: the filter itself leaves it out already. */
function within<K extends 'light' | 'state'>(
  filter: LedgerFilter,
  field: K,
  value: NonNullable<LedgerFilter[K]>[number],
): LedgerFilter | null {
  const asked: readonly string[] | undefined = filter[field];
  return asked && !asked.includes(value) ? null : { ...filter, [field]: [value] };
}

function dueInMonth(filter: LedgerFilter, today: string): LedgerFilter {
  const { first, last } = monthOf(today);
  const dueFrom = filter.dueFrom && filter.dueFrom > first ? filter.dueFrom : first;
  const dueTo = filter.dueTo && filter.dueTo < last ? filter.dueTo : last;
  return { ...filter, dueFrom, dueTo };
}

/** The first and the last day of the month of a day 'YYYY-MM-DD'. */
export function monthOf(day: string): { first: string; last: string } {
  const first = `${day.slice(0, 8)}01`;
  return { first, last: addDays(`${addDays(first, 31).slice(0, 8)}01`, -1) };
}

/** What stands to the left of the chosen columns on every sheet of lines. */
const NUMBER: SheetColumn = { label: '序号', width: 7, kind: 'number' };

/** The columns of a sheet of lines. */
export function lineColumns(names: readonly LedgerColumnName[]): SheetColumn[] {
  return [NUMBER, ...names.map((name): LedgerColumn => LEDGER_COLUMNS[name])];
}

const LIGHT_NAMES = Object.keys(LIGHTS) as Light[];

/** Counts of one unit or county. */
export type Tally = { name: string; total: number } & Record<Light, number>;

/** The columns of a sheet of counts; `what` is who is counted. */
export function tallyColumns(what: string): SheetColumn[] {
  const lights = LIGHT_NAMES.map((light): SheetColumn => ({ label: LIGHTS[light].label, width: 10, kind: 'number' }));
  return [
    NUMBER,
    { label: what, width: 36, kind: 'text' },
    { label: '合计', width: 10, kind: 'number' },
    ...lights,
    { label: '办结率', width: 10, kind: 'percent' },
  ];
}

/** A row of counts. The share of what is done is one of what has been issued and neither given up nor carried over. */
export function tallyCells(number: number | null, name: string, tally: Omit<Tally, 'name'>): Cell[] {
  const owed = tally.total - tally.unissued - tally.ended;
  return [number, name, tally.total, ...LIGHT_NAMES.map(light => tally[light]), owed > 0 ? Math.round((100 * tally.done) / owed) : null];
}

/** All rows of counts added up. */
export function sumOf(tallies: Tally[]): Omit<Tally, 'name'> {
  const keys = ['total', ...LIGHT_NAMES] as const;
  const sums = keys.map(key => [key, tallies.reduce((sum, tally) => sum + tally[key], 0)]);
  return Object.fromEntries(sums) as Omit<Tally, 'name'>;
}

export const EXPLAINED_COLUMNS: SheetColumn[] = [
  { label: '工作表或列名', width: 24, kind: 'text' },
  { label: '说明', width: 80, kind: 'text' },
];

/** The rows that explain sheets, columns and lights. */
export function explanations(): Cell[][] {
  return [
    [
      '总台账',
      '筛选出的全部任务，与屏幕上的顺序和列一致；牵头单位可在这张表里改“实际进度”“进展情况”“存在问题”“下步打算”“承办人”五列后再导入',
    ],
    ['按单位', '按牵头单位统计件数；办结率=办结÷已交办（终止、结转的不算）'],
    ['按县区', '按牵头单位所属的县（市、区）统计件数'],
    ...PART_SHEETS.map(({ name, about }) => [name, about]),
    ...COLUMN_NAMES.map(name => [LEDGER_COLUMNS[name].label, LEDGER_COLUMNS[name].about]),
  ];
}
