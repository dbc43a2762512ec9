import { type BreakdownRow, DraftRow } from '../../plans/breakdown.dto.js';
import { invalid } from '../../platform/problems.js';
import { TASK_PROCESS } from '../../rules/task.process.js';
import { letterOf } from '../exchange/reader.js';
import { bare, type Content, takeCell } from './cells.js';
import type { FoundColumn, FoundRow, FoundTable } from './parser.js';
import { type TableSource, wordsOf } from './table.js';
import { TABLE_FIELDS, type TableField } from './template.js';

/** A cell that will be taken over. */
export interface TableChange {
  row: number;
  column: string;
  heading: string;
  measureNo: string;
  title: string;
  /** A task is drawn up that was not there before. */
  isNew: boolean;
  old: string;
  new: string;
}

/** Why the table cannot be taken over; row, column and heading as the person sees them in the spreadsheet. */
export interface TableFault {
  row: number | null;
  column: string | null;
  heading: string | null;
  measureNo: string | null;
  message: string;
  /** Somebody changed the same row after the table was exported. */
  conflict: boolean;
}

export interface UnknownUnit {
  name: string;
  rows: number[];
}

export interface Comparison {
  drafts: { row: number; draft: DraftRow }[];
  changes: TableChange[];
  faults: TableFault[];
  unknownUnits: UnknownUnit[];
  notices: string[];
  /** Rows whose phases follow an earlier end though the table does not show them. */
  moved: number[];
  unchanged: number;
}

const RENEW = '请重新导出后再改这一行，或从表中删去这一行';

/**
 * Compares the table with what the plan has now. Pure: units are looked up beforehand.
 * @param units the unit behind each name in the table; null or absent: not known
 */
export function compareTable(table: FoundTable, source: TableSource, units: Map<string, number | null>): Comparison {
  const result: Comparison = { drafts: [], changes: [], faults: [], unknownUnits: [], notices: [], moved: [], unchanged: 0 };
  const seen = new Map<BreakdownRow, number>();
  if (table.rows.length === 0) result.faults.push(wholeTable('表里没有任务行。请在导出的分解表上修改后再导入。'));
  for (const found of table.rows) {
    const match = matchOf(found, source);
    if ('fault' in match) {
      result.faults.push({ ...wholeTable(match.fault), row: found.row });
      continue;
    }
    const earlier = seen.get(match.row);
    if (earlier !== undefined) {
      const message = `与第 ${earlier} 行是同一项任务（${match.row.measureNo}），请只保留一行`;
      result.faults.push({ ...wholeTable(message), row: found.row, measureNo: match.row.measureNo });
      continue;
    }
    seen.set(match.row, found.row);
    compareRow(found, match, table, source, units, result);
  }
  result.notices.push(...noticesOf(table, source, seen, result.moved));
  return result;
}

interface Match {
  row: BreakdownRow;
  /** Changed by somebody after the export. */
  stale: boolean;
}

function wholeTable(message: string): TableFault {
  return { row: null, column: null, heading: null, measureNo: null, message, conflict: false };
}

/** Which row of the plan is meant: by the hidden mark, else by number and words. */
function matchOf({ cells }: FoundRow, { plan, rows }: TableSource): Match | { fault: string } {
  const token = /^P(\d+)-M(\d+)(?:-T(\d+)-V(\d+))?$/.exec(cells.get('token')?.text ?? '');
  if (token) {
    const [planId, measureId, taskId, version] = token.slice(1).map(Number) as [number, number, number, number];
    if (planId !== plan.id)
      throw invalid('这张表是从另一个方案导出的，不能导入到这个方案。请到原来的方案里导入。', undefined, 'table.other_plan');
    const own = rows.filter(row => row.measureId === measureId);
    const row = taskId ? own.find(each => each.taskId === taskId) : own[0];
    if (!row) return { fault: `这一行的任务已经作废，或措施已不在方案里，${RENEW}` };
    return { row, stale: taskId ? row.version !== version : row.taskId !== null };
  }
  const text = bare(cells.get('measure')?.text ?? '');
  const no = cells.get('seq')?.text ?? '';
  const byNumber = rows.filter(row => row.measureNo === no && (!cells.has('measure') || text === '' || bare(row.measureText) === text));
  const found = byNumber.length > 0 ? byNumber : text === '' ? [] : rows.filter(row => bare(row.measureText) === text);
  const title = cells.get('title')?.text;
  const [row] = found.length > 1 ? found.filter(each => each.title === title) : found;
  if (row) return { row, stale: false };
  if (found.length > 1) return { fault: `措施 ${no} 下有 ${found.length} 项任务，分不清是哪一项；请从系统重新导出分解表，在导出的表上改` };
  return {
    fault: '没有认出这一行是哪条措施：序号、工作任务与方案都对不上。新的措施不能从表格加入，请删去这一行；序号或原文改过的请改回来',
  };
}

function compareRow(
  found: FoundRow,
  { row, stale }: Match,
  table: FoundTable,
  source: TableSource,
  units: Map<string, number | null>,
  result: Comparison,
): void {
  const faultAt = (column: FoundColumn | undefined, message: string, conflict = false) =>
    result.faults.push({
      row: found.row,
      column: column ? letterOf(column.column) : null,
      heading: column?.heading ?? null,
      measureNo: row.measureNo,
      message,
      conflict,
    });
  const columns = table.columns.filter(({ field }) => field !== 'token' && 'imported' in TABLE_FIELDS[field]);
  const hasLead = columns.some(({ field }) => field === 'leadUnit');
  const before = result.faults.length;
  let content: Content = row;
  for (const column of columns) {
    const cell = found.cells.get(column.key);
    if (cell?.isFormula) {
      faultAt(column, '这一格是公式，请复制后“选择性粘贴”为数值');
      continue;
    }
    const taken = takeCell(column, cell, content, source, units, hasLead);
    if ('fault' in taken) faultAt(column, taken.fault);
    else if ('unknown' in taken)
      for (const name of taken.unknown)
        noteUnknown(result, name, found.row, () => faultAt(column, `单位名录中没有“${name}”，请对应到名录里的单位，或改成名录里的名称`));
    else content = { ...content, ...taken };
  }
  const hasPhases = columns.some(({ field }) => field === 'phases');
  const phases = followDeadline(content, source.plan.phases, hasPhases);
  const after: BreakdownRow = { ...row, ...content, phases };
  const changes = columns.flatMap((column): TableChange[] => {
    const [old, fresh] = [row, after].map(each => shownIn(column, each, source, hasLead)) as [string, string];
    if (old === fresh) return [];
    const { measureNo, title, taskId } = row;
    return [
      {
        row: found.row,
        column: letterOf(column.column),
        heading: column.heading,
        measureNo,
        title,
        isNew: taskId === null,
        old,
        new: fresh,
      },
    ];
  });
  if (changes.length > 0) refuseClosed(row, stale, changes, columns, faultAt);
  if (result.faults.length > before) return;
  if (changes.length === 0) {
    result.unchanged += 1;
    return;
  }
  if (!hasPhases && JSON.stringify(phases) !== JSON.stringify(row.phases)) result.moved.push(found.row);
  const draft = DraftRow.safeParse(after);
  if (draft.success) {
    result.changes.push(...changes);
    result.drafts.push({ row: found.row, draft: draft.data });
  } else for (const issue of draft.error.issues) faultAt(columnOf(columns, String(issue.path[0])), issue.message);
}

/** What a column shows; where only “责任单位” stands in the table, the lead unit stands first in it. */
function shownIn({ field, phaseYear }: FoundColumn, row: BreakdownRow, source: TableSource, hasLead: boolean): string {
  const words = wordsOf({ field: field as TableField, phaseYear }, row, source);
  if (field !== 'coLeadUnits' || hasLead) return words;
  return [wordsOf({ field: 'leadUnit', phaseYear }, row, source), words].filter(Boolean).join('、');
}

/** A phase on the plan's usual day ends with a task that ends earlier in its year; those after the end go, where the table cannot say so. */
function followDeadline({ phases, deadline }: Content, usual: TableSource['plan']['phases'], hasPhases: boolean): Content['phases'] {
  if (deadline === null) return phases;
  return phases.flatMap(phase => {
    const implied = !hasPhases || usual.find(({ id }) => id === phase.phaseId)?.dueDate === phase.dueDate;
    if (phase.dueDate <= deadline || !implied) return [phase];
    if (`${phase.year}` === deadline.slice(0, 4)) return [{ ...phase, dueDate: deadline }];
    return hasPhases ? [phase] : [];
  });
}

/** What the state of the task, or a faster colleague, forbids. */
function refuseClosed(
  row: BreakdownRow,
  stale: boolean,
  changes: TableChange[],
  columns: FoundColumn[],
  faultAt: (column: FoundColumn | undefined, message: string, conflict?: boolean) => void,
): void {
  const columnFor = (change: TableChange) => columns.find(({ column }) => letterOf(column) === change.column);
  if (row.taskState !== null && row.taskState !== 'draft') {
    const label = TASK_PROCESS.states[row.taskState].label;
    for (const change of changes)
      faultAt(columnFor(change), `任务现在是“${label}”，不能再用分解表修改；请把这一格恢复为“${shown(change.old)}”，或删去这一行`);
  } else if (stale)
    for (const change of changes)
      faultAt(columnFor(change), `导出之后已有人改过这一行：现在是“${shown(change.old)}”，表中是“${shown(change.new)}”。${RENEW}`, true);
}

const shown = (words: string) => words || '空';

const FIELD_OF: Record<string, TableField> = { leadUnitId: 'leadUnit', coLeadUnitIds: 'coLeadUnits', supportUnitIds: 'supportUnits' };

/** The column in which a field of a draft stands. */
export function columnOf(columns: FoundColumn[], field: string): FoundColumn | undefined {
  return columns.find(column => column.field === (FIELD_OF[field] ?? field));
}

function noteUnknown(result: Comparison, name: string, row: number, fault: () => void): void {
  const known = result.unknownUnits.find(unit => unit.name === name);
  if (known && !known.rows.includes(row)) known.rows.push(row);
  if (!known) result.unknownUnits.push({ name, rows: [row] });
  fault();
}

/** What the person should know though nothing stands in the way. */
function noticesOf(table: FoundTable, source: TableSource, seen: Map<BreakdownRow, number>, moved: number[]): string[] {
  const notices: string[] = [];
  const rewritten = table.rows.filter(found => {
    const row = [...seen].find(([, at]) => at === found.row)?.[0];
    const text = found.cells.get('measure')?.text;
    return row && text && bare(text) !== bare(row.measureText);
  });
  if (rewritten.length > 0)
    notices.push(`第 ${rewritten.map(({ row }) => row).join('、')} 行的“工作任务”与方案原文不同；原文以方案为准，不从表格修改。`);
  if (moved.length > 0) notices.push(`第 ${moved.join('、')} 行的完成时限提前了，表里没有的阶段时限随之提前或去掉。`);
  if (table.unknown.length > 0) notices.push(`${table.unknown.map(heading => `“${heading}”`).join('、')}列系统没有对应的内容，不导入。`);
  const missing = source.rows.length - seen.size;
  if (missing > 0 && seen.size > 0) notices.push(`方案另有 ${missing} 项不在表里，保持不变。`);
  return notices;
}
