import type { BreakdownRow, DraftRow } from '../../plans/breakdown.dto.js';
import type { Meanings } from '../../plans/intake.names.js';
import { invalid } from '../../platform/problems.js';
import type { TableChange, TableFault, TableTrial } from '../exchange/dto.js';
import { TOKEN_HEADING } from '../exchange/found-table.js';
import { bare, unitsNamed } from './cells.js';
import type { FoundRow, FoundTable } from './parser.js';
import { type Match, RENEW, RowComparison } from './row.comparison.js';
import type { TableSource } from './table.js';

export interface Comparison {
  drafts: { row: number; draft: DraftRow }[];
  changes: TableChange[];
  faults: TableFault[];
  unknownUnits: TableTrial['unknownUnits'];
  notices: string[];
  /** Rows whose phases follow an earlier end though the table does not show them. */
  moved: number[];
  unchanged: number;
}

type Suggestions = TableTrial['unknownUnits'][number]['suggestions'];

/**
 * Compares the table with what the plan has now. Pure: units are looked up beforehand.
 * @param units what the names in the table mean
 */
export function compareTable(table: FoundTable, source: TableSource, units: Meanings): Comparison {
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
    keep(new RowComparison(found, match, table.columns, source, units), found.row, result, source);
  }
  result.notices.push(...groupsNamed(table, source, units), ...noticesOf(table, source, seen, result.moved));
  return result;
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
    const torn = tornFrom(row, cells.get('measure')?.text ?? '', rows);
    if (torn) return { fault: torn };
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

/** Sorted or pasted without the hidden mark: the row has the words of one measure and the mark of another, and its other cells belong to nobody knows which. */
function tornFrom(marked: BreakdownRow, words: string, rows: BreakdownRow[]): string | null {
  const text = bare(words);
  if (text === bare(marked.measureText)) return null;
  const said = rows.find(row => bare(row.measureText) === text);
  if (!said) return null;
  return `这一行写的是措施 ${said.measureNo}，隐藏的“${TOKEN_HEADING}”列却是措施 ${marked.measureNo} 的：排序或粘贴时没有带上这一列。请重新导出，取消隐藏后整行一起排序；或清空这一列，按序号和工作任务对应`;
}

function keep(comparison: RowComparison, row: number, result: Comparison, source: TableSource): void {
  const { changes, draft, moved } = comparison.compare();
  result.faults.push(...comparison.faults);
  for (const { name, meant } of comparison.unknown)
    noteUnknown(
      result,
      name,
      row,
      meant.map(id => ({ unitIds: [id], unitName: source.units.get(id) ?? '' })),
    );
  if (comparison.faults.length > 0) return;
  if (!draft) result.unchanged += 1;
  else {
    result.changes.push(...changes);
    result.drafts.push({ row, draft });
    if (moved) result.moved.push(row);
  }
}

function noteUnknown({ unknownUnits }: Comparison, name: string, row: number, suggestions: Suggestions): void {
  const known = unknownUnits.find(unit => unit.name === name);
  if (!known) unknownUnits.push({ name, rows: [row], suggestions });
  else if (!known.rows.includes(row)) known.rows.push(row);
}

/** What each name of several units means, once for the table. */
function groupsNamed(table: FoundTable, { units: names }: TableSource, units: Meanings): string[] {
  return unitsNamed(table).flatMap(name => {
    const ids = units.get(name) ?? [];
    if (ids.length < 2) return [];
    return [`“${name}”指 ${ids.length} 个单位：${ids.map(id => names.get(id) ?? '').join('、')}；写在牵头单位的，各立一项任务。`];
  });
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
  if (table.otherSheets.length > 0)
    notices.push(`只读了工作表“${table.sheet}”，${table.otherSheets.map(name => `“${name}”`).join('、')}没有读。`);
  const missing = source.rows.length - seen.size;
  if (missing > 0 && seen.size > 0) notices.push(`方案另有 ${missing} 项不在表里，保持不变。`);
  return notices;
}
