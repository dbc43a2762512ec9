import { createHash } from 'node:crypto';
import type { SheetCell } from '../../reading/index.js';
import { readDay } from '../breakdown/days.js';
import { type CellKind, LEDGER_COLUMNS, type LedgerColumnName } from './columns.js';
import type { LedgerLine } from './lines.js';

/** Columns by whose change in the table something is done: the report of the lead unit, and who handles it there. */
export const REPORTED = ['percent', 'lastReportText', 'problem', 'nextStep'] as const satisfies readonly LedgerColumnName[];
export const HANDLED: LedgerColumnName = 'handlerName';

/** Columns that change by acts of their own only, and where. Whatever follows from the calendar is left out: it differs by itself. */
export const ELSEWHERE: Partial<Record<LedgerColumnName, string>> = {
  no: '编号不能改。',
  planTitle: '所属方案不能改。',
  title: '任务名称请在任务页“申请变更”。',
  requirement: '工作要求请在任务页“申请变更”。',
  doneCriterion: '完成标准请在任务页“申请变更”。',
  evidenceRequired: '佐证材料要求请在任务页“申请变更”。',
  leadUnitName: '牵头单位请由督查单位改派。',
  coLeadUnitNames: '责任单位请由督查单位改派。',
  supportUnitNames: '配合单位请由督查单位改派。',
  supervisingUnitName: '督查单位不能改。',
  state: '办理状态随办理操作改变，不能直接改。',
  originalDeadline: '原时限不能改。',
  deadline: '完成时限请在任务页“申请延期”。',
};

/** The columns by which it is seen that a row was edited, or has changed since it was handed out. */
export const ROUND_TRIP: readonly LedgerColumnName[] = [...REPORTED, HANDLED, ...(Object.keys(ELSEWHERE) as LedgerColumnName[])];

export type RoundTripValue = string | number | null;

/** What the ledger itself has in a column, as it would be read back. */
export const valueFor = (name: LedgerColumnName, line: LedgerLine): RoundTripValue => plain(LEDGER_COLUMNS[name].of(line));

/** What stands in a cell: words, a figure, a day 'YYYY-MM-DD'; null: nothing. */
export function valueIn(name: LedgerColumnName, cell: SheetCell | undefined): RoundTripValue {
  if (!cell) return null;
  const kind: CellKind = LEDGER_COLUMNS[name].kind;
  if (kind === 'text') return plain(cell.text.replace(/^'/, ''));
  if (kind === 'day') {
    const read = readDay(cell);
    return 'day' in read ? read.day : plain(cell.text);
  }
  if (cell.number !== null) return cell.number;
  const words = cell.text.normalize('NFKC').replace(/[%\s]/g, '');
  if (words === '') return null;
  return Number.isNaN(Number(words)) ? plain(cell.text) : Number(words);
}

const plain = (value: RoundTripValue): RoundTripValue => (typeof value === 'string' ? value.replaceAll('\r', '').trim() || null : value);

/** By which a row is told again: the task, and what the columns said when it was handed out. */
export const tokenOf = (taskId: number, values: readonly RoundTripValue[]) =>
  `${taskId}.${createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16)}`;
