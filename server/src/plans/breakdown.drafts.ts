import { conflict, invalid, type Problem } from '../platform/problems.js';
import { chineseDate } from '../rules/lights.js';
import type { TaskState } from '../rules/task.process.js';
import type { TaskDraft } from '../tasks/draft.service.js';
import type { BreakdownRow, DraftRow } from './breakdown.dto.js';
import type { DraftContent } from './breakdown.proposals.js';
import type { MeasureView, PlanView } from './plan.dto.js';

/** A task as the grid shows it. */
export interface TaskRow extends DraftContent {
  id: number;
  measureId: number;
  state: TaskState;
  version: number;
  sourceChange: BreakdownRow['sourceChange'];
}

/** A unit in the tree. */
export interface Place {
  path: string;
  parentId: number | null;
  kind: string;
}

/** What a saved row is checked against and completed from. */
export interface Grid {
  plan: PlanView;
  measures: Map<number, MeasureView>;
  tasks: TaskRow[];
  /** Active units. */
  units: Map<number, Place>;
  supervisingUnitId: number;
}

/** What is wrong with rows before they are drafts, by row and field (`rows.3.deadline`). Throws `act.conflict` where somebody else has drawn up the task. */
export function faultsIn(rows: DraftRow[], grid: Grid): Record<string, string> {
  const faults = rows.flatMap((row, index) =>
    Object.entries(faultsOf(row, rows.slice(0, index), grid)).map(([field, fault]) => [`rows.${index}.${field}`, fault]),
  );
  return Object.fromEntries(faults);
}

/** What is wrong with a row before it is a draft: things that it names and that are not there. */
function faultsOf(row: DraftRow, earlier: DraftRow[], { plan, measures, tasks, units }: Grid): Record<string, string> {
  const faults: Record<string, string> = {};
  const { eachUnitIds, coLeadUnitIds, supportUnitIds } = row;
  const own = tasks.filter(task => task.measureId === row.measureId);
  if (!measures.has(row.measureId)) faults.measureId = '这个方案里没有这条措施，请刷新后重试';
  else if (row.taskId && !own.some(task => task.id === row.taskId)) faults.taskId = '这条措施没有这项任务，请刷新后重试';
  else if (!row.taskId && own.length > 0) throw drawnUp(own[0] as TaskRow);
  if (earlier.some(other => other.measureId === row.measureId && other.taskId === row.taskId)) faults.measureId = '同一条措施填了两行';
  if (row.taskId && !row.version) faults.version = '缺少版本号，请刷新页面后重试';
  if (row.leadUnitId && !units.has(row.leadUnitId)) faults.leadUnitId = '单位名录中没有这个单位，或已停用';
  for (const [field, ids] of Object.entries({ leadUnitId: eachUnitIds, coLeadUnitIds, supportUnitIds }))
    if (ids.some(id => !units.has(id))) faults[field] = '单位名录中没有其中的某个单位，或已停用';
  if (eachUnitIds.length > 0 && (row.taskId || row.leadUnitId)) faults.leadUnitId = '已经拟出的任务只能有一个牵头单位';
  if (row.phases.some(({ phaseId }) => !plan.phases.some(phase => phase.id === phaseId)))
    faults.phases = '方案里没有这个阶段，请刷新后重试';
  const before = own.find(task => task.id === row.taskId);
  return { ...faults, ...daysOutside(row, before, plan) };
}

/**
 * Days that lie outside the years of the plan: a slip of the keyboard, or something that wants an extension once it has been handed out.
 * A day that stood there before (of a task that was carried over or opened again) is nobody's slip.
 */
function daysOutside(row: DraftRow, before: TaskRow | undefined, plan: PlanView): Record<string, string> {
  const faults: Record<string, string> = {};
  const { startYear, endYear } = plan;
  const years = startYear === endYear ? `${startYear}年` : `${startYear}—${endYear}年`;
  for (const field of ['startDate', 'deadline'] as const) {
    const day = row[field];
    if (day && day !== before?.[field] && (day < `${startYear}-01-01` || day > `${endYear}-12-31`))
      faults[field] = `${chineseDate(day)}不在方案的年份（${years}）以内`;
  }
  for (const [index, { phaseId, dueDate }] of row.phases.entries()) {
    const phase = plan.phases.find(({ id }) => id === phaseId);
    if (phase && dueDate && !dueDate.startsWith(String(phase.year)))
      faults[`phases.${index}.dueDate`] = `${phase.year}年${phase.name}的日期应当在${phase.year}年以内`;
  }
  return faults;
}

function drawnUp({ id, title, state, version }: TaskRow): Problem {
  return conflict(`“${title}”刚刚已由他人拟出任务，请刷新后再改；您填写的内容还在。`, { taskId: id, state, version });
}

/** 400 with all that is wrong with rows, and the first of it in its sentence. */
export function invalidRows(errors: Record<string, string>, rows: DraftRow[], { measures }: Grid): Problem {
  const lines = Object.entries(errors).map(([field, error]) => {
    const no = measures.get(rows[Number(field.split('.')[1])]?.measureId ?? 0)?.no;
    return no ? `${no} ${error}` : error;
  });
  const shown = lines.slice(0, 5).join('；');
  return invalid(`有 ${lines.length} 处填写有误，全部都没有保存：${shown}${lines.length > 5 ? '……' : ''}`, errors);
}

/** One draft; of a row that several units lead one for each, with the supports that are its own: a 卫生院 helps its own county, the other counties nobody. */
export function draftsOf(row: DraftRow, grid: Grid): TaskDraft[] {
  if (row.eachUnitIds.length === 0) return [draftOf(row, row.leadUnitId ?? null, row.supportUnitIds, grid)];
  const supports = row.supportUnitIds.filter(id => !row.eachUnitIds.includes(id));
  return [...new Set(row.eachUnitIds)].map(lead => {
    const others = peersOf(lead, grid.units);
    const own = supports.filter(id => !others.some(other => isBelow(grid.units.get(id), other)));
    return draftOf(row, lead, own, grid);
  });
}

/** Units of the same kind beside one: the other counties. */
function peersOf(id: number, units: Grid['units']): Place[] {
  const own = units.get(id);
  return [...units.values()].filter(other => other !== own && other.kind === own?.kind && other.parentId === own.parentId);
}

const isBelow = (unit: Place | undefined, other: Place) => unit !== undefined && unit !== other && unit.path.startsWith(other.path);

function draftOf(
  row: DraftRow,
  leadUnitId: number | null,
  supportUnitIds: number[],
  { plan, measures, supervisingUnitId }: Grid,
): TaskDraft {
  // In the order of the row: what is wrong with one is told by its place.
  const phases = row.phases.flatMap(({ phaseId, dueDate, target }) => {
    const phase = plan.phases.find(({ id }) => id === phaseId);
    return phase
      ? [{ year: phase.year, kind: phase.kind, name: phase.name, dueDate: dueDate ?? phase.dueDate, target: target || null }]
      : [];
  });
  return {
    ...(row.taskId ? { taskId: row.taskId, version: row.version ?? undefined } : {}),
    planId: plan.id,
    measureId: row.measureId,
    ownerUnitId: plan.ownerUnitId,
    supervisingUnitId,
    title: row.title,
    requirement: measures.get(row.measureId)?.text ?? row.title,
    doneCriterion: row.doneCriterion || null,
    evidenceRequired: row.evidenceRequired || null,
    leadUnitId,
    coLeadUnitIds: row.coLeadUnitIds,
    supportUnitIds,
    startDate: row.startDate ?? null,
    deadline: row.deadline ?? null,
    cadence: row.cadence ?? null,
    phases,
  };
}
