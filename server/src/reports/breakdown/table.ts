import type { BreakdownRow, UnitGroup } from '../../plans/breakdown.dto.js';
import type { PlanView } from '../../plans/plan.dto.js';
import { CADENCES } from '../../rules/cadences.js';
import { chineseDate } from '../../rules/lights.js';
import { type Paper, type PrintedColumn, printedColumns, type TableTemplate, titleOf } from './template.js';

/** A cell: words, or a calendar day that the spreadsheet shall know as one. */
export type CellValue = string | { day: string };

export interface PrintedRow {
  /** Tells the row again on import, whatever was moved or renamed. */
  token: string;
  measureId: number;
  cells: CellValue[];
}

/** The breakdown table before it is written in a format. */
export interface PrintedTable {
  title: string;
  /** The line under the title. */
  note: string;
  paper: Paper;
  columns: PrintedColumn[];
  rows: PrintedRow[];
}

export interface TableSource {
  plan: PlanView;
  rows: BreakdownRow[];
  units: Map<number, string>;
  groups: UnitGroup[];
  supervisingUnit: string;
  /** 'YYYY-MM-DD' */
  today: string;
}

/** The words for a task without an end. */
export const OPEN_END = '长期推进';

/** Lays a plan's breakdown out as the template says. */
export function layOut(source: TableSource, template: TableTemplate): PrintedTable {
  const columns = printedColumns(template, source.plan.phases);
  const rows = source.rows.map(row => ({
    token: tokenOf(source.plan.id, row),
    measureId: row.measureId,
    cells: columns.map(column => cellOf(column, row, source)),
  }));
  const note = `${source.plan.ownerUnitName}　　${chineseDate(source.today)}`;
  return { title: titleOf(template, source.plan.title), note, paper: template.paper, columns, rows };
}

/** Which plan, measure and task in which version a row shows. */
function tokenOf(planId: number, { measureId, taskId, version }: BreakdownRow): string {
  return `P${planId}-M${measureId}${taskId === null ? '' : `-T${taskId}-V${version}`}`;
}

/** What a column shows of a row, in words. */
export function wordsOf(column: Pick<PrintedColumn, 'field' | 'phaseYear'>, row: BreakdownRow, source: TableSource): string {
  const value = cellOf(column, row, source);
  return typeof value === 'string' ? value : chineseDate(value.day);
}

function cellOf({ field, phaseYear }: Pick<PrintedColumn, 'field' | 'phaseYear'>, row: BreakdownRow, source: TableSource): CellValue {
  const named = (ids: number[]) => inGroups(ids, source).join('、');
  switch (field) {
    case 'seq':
      return row.measureNo;
    case 'section':
      return row.section ?? '';
    case 'measure':
      return row.measureText;
    case 'source':
      return `${source.plan.docNumber ?? `《${source.plan.title}》`}${row.section ? `“${row.section}”` : ''}`;
    case 'leadUnit':
      return named(row.leadUnitId === null ? row.eachUnitIds : [row.leadUnitId]);
    case 'coLeadUnits':
      return named(row.coLeadUnitIds);
    case 'supportUnits':
      return named(row.supportUnitIds);
    case 'deadline':
      return row.deadline === null ? OPEN_END : { day: row.deadline };
    case 'startDate':
      return row.startDate === null ? '' : { day: row.startDate };
    case 'cadence':
      return row.cadence === null ? '' : CADENCES[row.cadence];
    case 'supervisingUnit':
      return source.supervisingUnit;
    case 'phases':
      return phaseWords(row, phaseYear, source.plan);
    case 'blank':
      return '';
    default:
      return row[field] ?? '';
  }
}

/** Units by name, and for all of a group at once the group's (各县（市、区）卫生健康局), the larger group first; each where its first unit stood. */
function inGroups(ids: number[], { units, groups }: TableSource): string[] {
  let left = ids;
  const named = new Map(ids.map(id => [id, units.get(id) ?? '']));
  for (const { name, unitIds } of groups.toSorted((a, b) => b.unitIds.length - a.unitIds.length)) {
    if (!unitIds.every(id => left.includes(id))) continue;
    const [first, ...others] = left.filter(id => unitIds.includes(id));
    left = left.filter(id => !unitIds.includes(id));
    named.set(first as number, name);
    for (const id of others) named.delete(id);
  }
  return [...named.values()];
}

/** A phase's target; its day stands with it where it differs from the plan's or where there are no other words. */
function phaseWords(row: BreakdownRow, year: number | null, plan: PlanView): string {
  const phase = row.phases.find(each => each.year === year);
  if (!phase) return '';
  if (!phase.target) return `${chineseDate(phase.dueDate)}前完成`;
  const usual = plan.phases.find(each => each.year === year)?.dueDate === phase.dueDate;
  return usual ? phase.target : `${phase.target}（${chineseDate(phase.dueDate)}前）`;
}

export interface Run {
  column: number;
  from: number;
  to: number;
}

/** Cells to be joined downwards: the same heading over consecutive rows, and whatever belongs to a measure with several tasks. */
export function runsOf({ columns, rows }: PrintedTable): Run[] {
  return columns.flatMap(({ field }, column) => {
    const sameAs = (a: PrintedRow, b: PrintedRow) =>
      field === 'section'
        ? a.cells[column] !== '' && a.cells[column] === b.cells[column]
        : ['seq', 'measure', 'source'].includes(field) && a.measureId === b.measureId;
    const runs: Run[] = [];
    for (let from = 0, to = 0; from < rows.length; from = to + 1) {
      to = from;
      while (to + 1 < rows.length && sameAs(rows[from] as PrintedRow, rows[to + 1] as PrintedRow)) to += 1;
      if (to > from) runs.push({ column, from, to });
    }
    return runs;
  });
}

/** The rows of the head: groups above, names below; one row where nothing is grouped. */
export function headDepth(columns: PrintedColumn[]): 1 | 2 {
  return columns.some(({ group }) => group !== null) ? 2 : 1;
}

/** Neighbouring columns under one group: first and last index. */
export function groupsOf(columns: PrintedColumn[]): { name: string; from: number; to: number }[] {
  const groups: { name: string; from: number; to: number }[] = [];
  for (const [index, { group }] of columns.entries()) {
    if (group === null) continue;
    const last = groups.at(-1);
    if (last && last.to === index - 1 && last.name === group) last.to = index;
    else groups.push({ name: group, from: index, to: index });
  }
  return groups;
}
