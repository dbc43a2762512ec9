import { isSlip } from '../../people/unit.names.js';
import { type BreakdownRow, DraftRow } from '../../plans/breakdown.dto.js';
import type { Meanings } from '../../plans/intake.names.js';
import { TASK_PROCESS } from '../../rules/task.process.js';
import type { TableChange, TableFault } from '../exchange/dto.js';
import { letterOf } from '../exchange/reader.js';
import { type Content, namesIn, takeCell } from './cells.js';
import type { FoundColumn, FoundRow } from './parser.js';
import { type TableSource, wordsOf } from './table.js';
import { TABLE_FIELDS, type TableField } from './template.js';

/** The row of the plan that a row of the table means. */
export interface Match {
  row: BreakdownRow;
  /** Changed by somebody after the export. */
  stale: boolean;
}

interface Outcome {
  changes: TableChange[];
  /** What is kept; null where nothing changes or a fault stands in the way. */
  draft: DraftRow | null;
  /** Its phases follow an earlier end though the table does not show them. */
  moved: boolean;
}

export const RENEW = '请重新导出后再改这一行，或从表中删去这一行';
const ONE_LEAD = '已经拟出的任务只能有一个牵头单位；要由几个单位各办一项，请先作废这一项再分解';
const FIELD_OF: Record<string, TableField> = {
  leadUnitId: 'leadUnit',
  eachUnitIds: 'leadUnit',
  coLeadUnitIds: 'coLeadUnits',
  supportUnitIds: 'supportUnits',
};

/** The column in which a field of a draft stands. */
export function columnOf(columns: FoundColumn[], field: string): FoundColumn | undefined {
  return columns.find(column => column.field === (FIELD_OF[field] ?? field));
}

/** One row of the table beside the row of the plan that it means: what changes by it, and every fault at its cell. */
export class RowComparison {
  readonly faults: TableFault[] = [];
  /** Names of units that the register does not have, and those of the cell's units before that look like a slip away. */
  readonly unknown: { name: string; meant: number[] }[] = [];
  private readonly columns: FoundColumn[];
  private readonly hasLead: boolean;
  private readonly hasPhases: boolean;

  constructor(
    private readonly found: FoundRow,
    private readonly match: Match,
    columns: FoundColumn[],
    private readonly source: TableSource,
    private readonly units: Meanings,
  ) {
    this.columns = columns.filter(({ field }) => field !== 'token' && 'imported' in TABLE_FIELDS[field]);
    this.hasLead = this.columns.some(({ field }) => field === 'leadUnit');
    this.hasPhases = this.columns.some(({ field }) => field === 'phases');
  }

  /** What the row would change, and the draft that does so: null where nothing is changed or something stands in the way. */
  compare(): Outcome {
    const content = this.withoutLateStart(this.contentRead());
    const phases = followDeadline(content, this.source.plan.phases, this.hasPhases);
    const after = { ...this.match.row, ...content, phases };
    const changes = this.columns.flatMap(column => this.changeIn(column, after));
    this.refuseClosed(changes);
    const moved = !this.hasPhases && JSON.stringify(phases) !== JSON.stringify(this.match.row.phases);
    return { changes, moved, draft: changes.length > 0 && this.faults.length === 0 ? this.draftOf(after) : null };
  }

  /** What the row's cells come to, column by column: a phase is told beside those before it. */
  private contentRead(): Content {
    let content: Content = this.match.row;
    for (const column of this.columns) {
      const cell = this.found.cells.get(column.key);
      const taken = cell?.isFormula
        ? { fault: '这一格是公式，请复制后“选择性粘贴”为数值' }
        : takeCell(column, cell, content, this.source, this.units, this.hasLead);
      if ('fault' in taken) this.fault(placeOf(column), taken.fault);
      else if ('unknown' in taken) this.noteUnknown(column, taken.unknown);
      else if (taken.eachUnitIds?.length && this.match.row.taskId !== null) this.fault(placeOf(column), ONE_LEAD);
      else content = { ...content, ...taken };
    }
    return content;
  }

  /** A start that was only proposed, and that the table does not show, gives way to an earlier end. */
  private withoutLateStart(content: Content): Content {
    const { startDate, deadline } = content;
    const isShown = this.columns.some(({ field }) => field === 'startDate');
    const isLate = startDate !== null && deadline !== null && deadline < startDate;
    return isLate && !isShown && this.match.row.taskId === null ? { ...content, startDate: null } : content;
  }

  private noteUnknown(column: FoundColumn, names: string[]): void {
    const said = new Set(namesIn(this.found.cells.get(column.key)?.text ?? '').flatMap(name => this.units.get(name) ?? []));
    const gone = unitsIn(column.field, this.match.row).filter(id => !said.has(id));
    const nameOf = (id: number) => this.source.units.get(id) ?? '';
    for (const name of names) this.unknown.push({ name, meant: gone.filter(id => isSlip(name, nameOf(id))) });
    for (const name of names) this.fault(placeOf(column), `单位名录中没有“${name}”，请对应到名录里的单位，或改成名录里的名称`);
  }

  private changeIn(column: FoundColumn, after: BreakdownRow): TableChange[] {
    const { row } = this.match;
    const [old, fresh] = [row, after].map(each => this.shownIn(column, each)) as [string, string];
    const { measureNo, title, taskId } = row;
    return old === fresh ? [] : [{ row: this.found.row, ...placeOf(column), measureNo, title, isNew: taskId === null, old, new: fresh }];
  }

  /** What a column shows; where only “责任单位” stands in the table, the lead unit stands first in it. */
  private shownIn({ field, phaseYear }: FoundColumn, row: BreakdownRow): string {
    const words = wordsOf({ field: field as TableField, phaseYear }, row, this.source);
    if (field !== 'coLeadUnits' || this.hasLead) return words;
    return [wordsOf({ field: 'leadUnit', phaseYear }, row, this.source), words].filter(Boolean).join('、');
  }

  /** What the state of the task, or a faster colleague, forbids. */
  private refuseClosed(changes: TableChange[]): void {
    const { row, stale } = this.match;
    const closed = row.taskState !== null && row.taskState !== 'draft' ? TASK_PROCESS.states[row.taskState].label : null;
    for (const change of changes) {
      const [old, fresh] = [change.old, change.new].map(words => words || '空');
      if (closed) this.fault(change, `任务现在是“${closed}”，不能再用分解表修改；请把这一格恢复为“${old}”，或删去这一行`);
      else if (stale) this.fault(change, `导出之后已有人改过这一行：现在是“${old}”，表中是“${fresh}”。${RENEW}`, true);
    }
  }

  private draftOf(after: BreakdownRow): DraftRow | null {
    const { success, data, error } = DraftRow.safeParse(after);
    if (success) return data;
    for (const { path, message } of error.issues) {
      const column = columnOf(this.columns, String(path[0]));
      this.fault(column ? placeOf(column) : null, message);
    }
    return null;
  }

  private fault(place: { column: string; heading: string } | null, message: string, conflict = false): void {
    const { column = null, heading = null } = place ?? {};
    this.faults.push({ row: this.found.row, column, heading, measureNo: this.match.row.measureNo, message, conflict });
  }
}

function unitsIn(field: FoundColumn['field'], { leadUnitId, eachUnitIds, coLeadUnitIds, supportUnitIds }: BreakdownRow): number[] {
  if (field === 'leadUnit') return leadUnitId === null ? eachUnitIds : [leadUnitId];
  return field === 'coLeadUnits' ? coLeadUnitIds : supportUnitIds;
}

const placeOf = ({ column, heading }: FoundColumn) => ({ column: letterOf(column), heading });

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
