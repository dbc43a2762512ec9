import type { BreakdownRow, DraftRow } from '../../plans/breakdown.dto.js';
import type { Meanings } from '../../plans/intake.names.js';
import { invalid } from '../../platform/problems.js';
import type { TableFault, TableTrial } from '../exchange/dto.js';
import { TOKEN_HEADING } from '../exchange/found-table.js';
import { bare, unitsNamed } from './cells.js';
import type { FoundRow, FoundTable } from './parser.js';
import { type Match, RENEW, RowComparison } from './row.comparison.js';
import type { TableSource } from './table.js';

export interface Comparison extends Pick<TableTrial, 'changes' | 'faults' | 'unknownUnits' | 'notices' | 'unchanged'> {
  drafts: { row: number; draft: DraftRow }[];
}

/**
 * Compares the table with what the plan has now. Pure: units are looked up beforehand.
 * @param units what the names in the table mean
 */
export function compareTable(table: FoundTable, source: TableSource, units: Meanings): Comparison {
  return new TableComparison(table, source, units);
}

class TableComparison implements Comparison {
  readonly drafts: Comparison['drafts'] = [];
  changes: Comparison['changes'] = [];
  readonly faults: Comparison['faults'] = [];
  readonly unknownUnits: Comparison['unknownUnits'] = [];
  readonly notices: string[];
  unchanged = 0;
  /** The rows of the plan that the table has, each with its own there. */
  private readonly seen = new Map<BreakdownRow, FoundRow>();
  /** Rows whose phases follow an earlier end though the table does not show them. */
  private readonly moved: number[] = [];

  constructor(
    private readonly table: FoundTable,
    private readonly source: TableSource,
    private readonly units: Meanings,
  ) {
    if (table.rows.length === 0) this.faults.push(wholeTable('表里没有任务行。请在导出的分解表上修改后再导入。'));
    for (const found of table.rows) this.take(found);
    this.notices = [...this.groupsNamed(), ...this.noticed()];
  }

  private take(found: FoundRow): void {
    const { row } = found;
    const match = matchOf(found, this.source);
    if ('fault' in match) return void this.faults.push({ ...wholeTable(match.fault), row });
    const { measureNo } = match.row;
    const earlier = this.seen.get(match.row);
    if (earlier)
      return void this.faults.push({ ...wholeTable(`与第 ${earlier.row} 行是同一项任务（${measureNo}），请只保留一行`), row, measureNo });
    this.seen.set(match.row, found);
    this.keep(new RowComparison(found, match, this.table.columns, this.source, this.units), row);
  }

  private keep(comparison: RowComparison, row: number): void {
    const { changes, draft, moved } = comparison.compare();
    this.faults.push(...comparison.faults);
    for (const { name, meant } of comparison.unknown) this.noteUnknown(name, row, meant);
    if (comparison.faults.length > 0) return;
    if (!draft) this.unchanged += 1;
    else {
      this.changes.push(...changes);
      this.drafts.push({ row, draft });
      if (moved) this.moved.push(row);
    }
  }

  /** @param meant the units that the name may be a slip of */
  private noteUnknown(name: string, row: number, meant: number[]): void {
    const known = this.unknownUnits.find(unit => unit.name === name);
    const suggestions = meant.map(id => ({ unitIds: [id], unitName: this.source.units.get(id) ?? '' }));
    if (!known) this.unknownUnits.push({ name, rows: [row], suggestions });
    else if (!known.rows.includes(row)) known.rows.push(row);
  }

  /** What each name of several units means, once for the table. */
  private groupsNamed(): string[] {
    return unitsNamed(this.table).flatMap(name => {
      const ids = this.units.get(name) ?? [];
      if (ids.length < 2) return [];
      const names = ids.map(id => this.source.units.get(id) ?? '').join('、');
      return [`“${name}”指 ${ids.length} 个单位：${names}；写在牵头单位的，各立一项任务。`];
    });
  }

  /** What the person should know though nothing stands in the way. */
  private noticed(): string[] {
    const { unknown, sheet, otherSheets } = this.table;
    const rewritten = [...this.seen].filter(([row, { cells }]) => {
      const text = cells.get('measure')?.text;
      return text && bare(text) !== bare(row.measureText);
    });
    const at = rewritten.map(([, { row }]) => row).join('、');
    const missing = this.source.rows.length - this.seen.size;
    return [
      rewritten.length > 0 && `第 ${at} 行的“工作任务”与方案原文不同；原文以方案为准，不从表格修改。`,
      this.moved.length > 0 && `第 ${this.moved.join('、')} 行的完成时限提前了，表里没有的阶段时限随之提前或去掉。`,
      unknown.length > 0 && `${unknown.map(heading => `“${heading}”`).join('、')}列系统没有对应的内容，不导入。`,
      otherSheets.length > 0 && `只读了工作表“${sheet}”，${otherSheets.map(name => `“${name}”`).join('、')}没有读。`,
      missing > 0 && this.seen.size > 0 && `方案另有 ${missing} 项不在表里，保持不变。`,
    ].filter(notice => notice !== false);
  }
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
