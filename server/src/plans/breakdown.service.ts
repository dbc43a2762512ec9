import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { UnitRegister } from '../people/unit.register.js';
import { Clock } from '../platform/clock.js';
import { Doorway } from '../platform/doorway.js';
import { claimKey } from '../platform/idempotency.js';
import { conflict, denied, invalid, notFound, Problem, refused } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { chineseDate } from '../rules/lights.js';
import { deadlineNotPast, draftIsComplete } from '../rules/task.guards.js';
import type { TaskFacts, TaskState } from '../rules/task.process.js';
import { DraftService, type TaskDraft } from '../tasks/draft.service.js';
import { TaskFactsLoader } from '../tasks/task.facts.js';
import type { BreakdownRow, BreakdownView, DraftRow } from './breakdown.dto.js';
import { type DraftContent, leftOut, proposeDraft, proposedFields, unknownLead, withUnitsOfParagraph } from './breakdown.proposals.js';
import { DocumentNames } from './intake.names.js';
import type { MeasureView, PlanView } from './plan.dto.js';
import { measuresOf, PlanService } from './plan.service.js';
import { postFor } from './reach.js';

interface TaskRow extends DraftContent {
  id: number;
  measureId: number;
  state: TaskState;
  version: number;
  sourceChange: BreakdownRow['sourceChange'];
}

/** A unit in the tree. */
interface Place {
  path: string;
  parentId: number | null;
  kind: string;
}

/** What a saved row is checked against and completed from. */
interface Grid {
  plan: PlanView;
  measures: Map<number, MeasureView>;
  tasks: TaskRow[];
  /** Active units. */
  units: Map<number, Place>;
  supervisingUnitId: number;
}

/** States in which a row of the grid can still be worked on. */
const OPEN_STATES: readonly TaskState[] = ['draft', 'pending_issue'];

/** What an office writes for all of its counties, hospitals or sections, whether or not the plan does. */
const USUAL_GROUPS = [
  '各县（市、区）卫生健康局',
  '各县（市、区）人民政府',
  '各乡镇卫生院',
  '各公立医院',
  '各医疗卫生机构',
  '委属各单位',
  '机关各科室',
];

/** The grid measure × phase × units: proposes tasks for measures and keeps them as drafts. */
@Injectable()
export class BreakdownService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly plans: PlanService,
    private readonly register: UnitRegister,
    private readonly names: DocumentNames,
    private readonly drafts: DraftService,
    private readonly facts: TaskFactsLoader,
    private readonly doorway: Doorway,
  ) {}

  /** One row per measure: its task where there is one, else what is proposed for it. For the plan's own side only: drafts are nobody else's business. */
  async get(actor: Actor, planId: number, manager: EntityManager = this.source.manager): Promise<BreakdownView> {
    const plan = await this.plans.get(actor, planId, manager);
    if (!scopeOf(actor).units.includes(plan.ownerUnitId)) throw notFound('plan', '个方案');
    const measures = withUnitsOfParagraph(await measuresOf(manager, actor, planId));
    const tasks = await tasksOf(manager, planId);
    const names = [...new Set(measures.flatMap(namesOf))];
    const { units, groups } = await this.names.unitsOf(manager, plan, [...new Set([...names, ...USUAL_GROUPS])]);
    const acts = await this.openActs(manager, actor, tasks);
    const gone: { id: number }[] = await manager.query('SELECT id FROM measure WHERE plan_id = $1 AND gone_document_id IS NOT NULL', [
      planId,
    ]);
    const rows = measures.flatMap(measure => {
      const lead = unknownLead(measure, units);
      const own = tasks.filter(task => task.measureId === measure.id);
      if (own.length > 0) return own.map(task => this.rowOf(measure, task, task, lead, acts.get(task.id) ?? []));
      if (gone.some(({ id }) => id === measure.id)) return [];
      return [this.rowOf(measure, proposeDraft(measure, plan, units, this.clock.today()), null, lead, [], leftOut(measure, units))];
    });
    const open = measures.filter(({ id }) => rows.some(({ measureId, taskId }) => measureId === id && taskId === null));
    const unsaid = new Set(open.flatMap(measure => namesOf(measure)).filter(name => units.get(name) === null));
    return { plan, rows, groups, unsaid: [...unsaid] };
  }

  /** Keeps rows as drafts, all or nothing. Throws `input.invalid` with errors as `rows.3.deadline`, `act.conflict` when somebody was faster. */
  async save(actor: Actor, planId: number, rows: DraftRow[], key?: string): Promise<BreakdownRow[]> {
    return this.source.transaction(async manager => {
      const repeat = await claimKey(manager, actor.accountId, key, ['plan.breakdown', planId, rows]);
      if (!repeat.repeated) await this.keep(manager, actor, planId, () => rows);
      return (await this.get(actor, planId, manager)).rows;
    });
  }

  /** The same inside a transaction that is already open. The plan is locked before `rowsOf` is asked for the rows, so that nothing moves under it. */
  async keep(manager: EntityManager, actor: Actor, planId: number, rowsOf: () => DraftRow[] | Promise<DraftRow[]>): Promise<void> {
    const grid = await this.grid(manager, actor, planId);
    await this.saveRows(manager, actor, grid, await rowsOf());
  }

  private async saveRows(manager: EntityManager, actor: Actor, grid: Grid, rows: DraftRow[]): Promise<void> {
    const errors: Record<string, string> = {};
    for (const [index, row] of rows.entries()) {
      for (const [field, error] of Object.entries(faultsOf(row, rows.slice(0, index), grid))) errors[`rows.${index}.${field}`] = error;
    }
    if (Object.keys(errors).length > 0) throw invalidRows(errors, rows, grid);
    for (const [index, row] of rows.entries())
      try {
        for (const draft of draftsOf(row, grid)) await this.drafts.save(manager, actor, draft);
      } catch (problem) {
        if (!(problem instanceof Problem) || !problem.extras.errors) throw problem;
        for (const [field, error] of Object.entries(problem.extras.errors)) errors[`rows.${index}.${field}`] = error;
      }
    if (Object.keys(errors).length > 0) throw invalidRows(errors, rows, grid);
  }

  /**
   * Locks the plan, so that two planners do not draw up the same measure twice, and its drafts before anything is written: whoever issues one
   * meanwhile holds it and waits to write, and the two would wait for each other.
   */
  private async grid(manager: EntityManager, actor: Actor, planId: number): Promise<Grid> {
    await manager.query('SELECT 1 FROM plan WHERE id = $1 AND owner_unit_id = ANY($2) FOR NO KEY UPDATE', [planId, scopeOf(actor).units]);
    await manager.query("SELECT 1 FROM task WHERE plan_id = $1 AND state = 'draft' ORDER BY id FOR UPDATE", [planId]);
    const plan = await this.plans.get(actor, planId, manager);
    if (!postFor(actor, 'plan.break_down', plan.ownerUnitId)) throw denied('只有方案主办单位的部门负责人可以分解措施。');
    if (plan.state !== 'confirmed') throw refused('分解措施', ['方案还没有确认，请先确认方案再分解。']);
    const supervisingUnitId = await this.register.supervisingUnitFor(plan.ownerUnitId, manager);
    if (supervisingUnitId === null) throw refused('分解措施', ['没有找到负责督查的督查室，请系统管理员先在单位名录中设立。']);
    const measures = await measuresOf(manager, actor, planId);
    const units: (Place & { id: number })[] = await manager.query('SELECT id, path, parent_id AS "parentId", kind FROM unit WHERE active');
    return {
      plan,
      measures: new Map(measures.map(measure => [measure.id, measure])),
      tasks: await tasksOf(manager, planId),
      units: new Map(units.map(({ id, ...place }) => [id, place])),
      supervisingUnitId,
    };
  }

  private async openActs(manager: EntityManager, actor: Actor, tasks: TaskRow[]): Promise<Map<number, string[]>> {
    const open = tasks.filter(task => OPEN_STATES.includes(task.state));
    const facts = await this.facts.ofTasks(
      manager,
      open.map(task => task.id),
    );
    return new Map(
      open.map(task => [task.id, this.doorway.openActs('task', task.state, facts.get(task.id) as TaskFacts, actor).permittedActs]),
    );
  }

  private rowOf(
    measure: MeasureView,
    draft: DraftContent,
    task: TaskRow | null,
    lead: string | null,
    permittedActs: string[],
    notes: string[] = [],
  ): BreakdownRow {
    const isOpen = task === null || OPEN_STATES.includes(task.state);
    const { title, doneCriterion, evidenceRequired, leadUnitId, eachUnitIds, coLeadUnitIds, supportUnitIds, ...times } = draft;
    const { startDate, deadline, cadence, phases } = times;
    return {
      measureId: measure.id,
      measureNo: measure.no,
      section: measure.section.at(-1) ?? null,
      measureText: measure.text,
      taskId: task?.id ?? null,
      taskState: task?.state ?? null,
      version: task?.version ?? null,
      title,
      doneCriterion,
      evidenceRequired,
      leadUnitId,
      unknownLead: leadUnitId === null ? lead : null,
      eachUnitIds,
      coLeadUnitIds,
      supportUnitIds,
      startDate,
      deadline,
      cadence,
      phases,
      proposed: task === null ? proposedFields(draft) : [],
      issues: isOpen ? [...notes, ...sourceIssues(task), ...this.issuesOf(draft)] : [],
      sourceChange: task?.sourceChange ?? null,
      permittedActs,
    };
  }

  /** Why a row cannot be issued as it stands: the guards of the act, asked beforehand. */
  private issuesOf(draft: DraftContent): string[] {
    const facts = { ...draft, leadUnits: draft.leadUnitId === null && draft.eachUnitIds.length === 0 ? 0 : 1 } as unknown as TaskFacts;
    const context = { actor: { accountId: null, name: '', posts: [], ip: null }, today: this.clock.today(), input: null };
    return [...draftIsComplete(facts, context), ...deadlineNotPast(facts, context)];
  }
}

const namesOf = ({ leadNames, supportNames }: MeasureView) => [...leadNames, ...supportNames];

/** What a newer version of the plan's document means for a draft. */
function sourceIssues(task: TaskRow | null): string[] {
  if (task?.sourceChange === 'changed') return ['措施原文已按新版改动，请核对各格后保存一次。'];
  return task?.sourceChange === 'gone' ? ['方案新版已删去这条措施，请作废这项任务。'] : [];
}

/** Every task of a plan that was not discarded, as the grid shows it. */
function tasksOf(manager: EntityManager, planId: number): Promise<TaskRow[]> {
  return manager.query(
    `SELECT t.id, t.measure_id AS "measureId", t.state, t.version,
            CASE WHEN m.gone_document_id IS NOT NULL THEN 'gone' WHEN m.text <> t.requirement THEN 'changed' END AS "sourceChange", t.title, t.done_criterion AS "doneCriterion",
            t.evidence_required AS "evidenceRequired", t.lead_unit_id AS "leadUnitId", '{}'::int[] AS "eachUnitIds", t.start_date AS "startDate", t.deadline, t.cadence,
            ARRAY(SELECT a.unit_id FROM assignment a WHERE a.task_id = t.id AND a.role = 'co_lead' ORDER BY a.id) AS "coLeadUnitIds",
            ARRAY(SELECT a.unit_id FROM assignment a WHERE a.task_id = t.id AND a.role = 'support' ORDER BY a.id) AS "supportUnitIds",
            (SELECT coalesce(json_agg(json_build_object('phaseId', p.id, 'year', h.year, 'name', h.name, 'dueDate', h.due_date, 'target', h.target)
                      ORDER BY h.year), '[]')
               FROM task_phase h JOIN plan_phase p ON p.plan_id = t.plan_id AND p.year = h.year WHERE h.task_id = t.id) AS phases
       FROM task t JOIN measure m ON m.id = t.measure_id WHERE t.plan_id = $1 AND t.parent_id IS NULL AND t.state <> 'discarded' ORDER BY t.id`,
    [planId],
  );
}

/** What is wrong with a row before it is a draft: things that it names and that are not there. */
function faultsOf(row: DraftRow, earlier: DraftRow[], { plan, measures, tasks, units }: Grid): Record<string, string> {
  const faults: Record<string, string> = {};
  const own = tasks.filter(task => task.measureId === row.measureId);
  if (!measures.has(row.measureId)) faults.measureId = '这个方案里没有这条措施，请刷新后重试';
  else if (row.taskId && !own.some(task => task.id === row.taskId)) faults.taskId = '这条措施没有这项任务，请刷新后重试';
  else if (!row.taskId && own.length > 0) throw drawnUp(own[0] as TaskRow);
  if (earlier.some(other => other.measureId === row.measureId && other.taskId === row.taskId)) faults.measureId = '同一条措施填了两行';
  if (row.taskId && !row.version) faults.version = '缺少版本号，请刷新页面后重试';
  if (row.leadUnitId && !units.has(row.leadUnitId)) faults.leadUnitId = '单位名录中没有这个单位，或已停用';
  if (row.eachUnitIds.some(id => !units.has(id))) faults.leadUnitId = '单位名录中没有其中的某个单位，或已停用';
  if (row.eachUnitIds.length > 0 && (row.taskId || row.leadUnitId)) faults.leadUnitId = '已经拟出的任务只能有一个牵头单位';
  if (row.coLeadUnitIds.some(id => !units.has(id))) faults.coLeadUnitIds = '单位名录中没有其中的某个单位，或已停用';
  if (row.supportUnitIds.some(id => !units.has(id))) faults.supportUnitIds = '单位名录中没有其中的某个单位，或已停用';
  if (row.phases.some(({ phaseId }) => !plan.phases.some(phase => phase.id === phaseId)))
    faults.phases = '方案里没有这个阶段，请刷新后重试';
  return {
    ...faults,
    ...daysOutside(
      row,
      own.find(task => task.id === row.taskId),
      plan,
    ),
  };
}

/**
 * Days that lie outside the years of the plan: a slip of the keyboard, or something that wants an extension once it has been handed out.
 * A day that stood there before (of a task that was carried over or opened again) is nobody's slip.
 */
function daysOutside({ startDate, deadline, phases }: DraftRow, before: TaskRow | undefined, plan: PlanView): Record<string, string> {
  const faults: Record<string, string> = {};
  const years = plan.startYear === plan.endYear ? `${plan.startYear}年` : `${plan.startYear}—${plan.endYear}年`;
  const isOutside = (day: string | null | undefined) =>
    Boolean(day) && ((day as string) < `${plan.startYear}-01-01` || (day as string) > `${plan.endYear}-12-31`);
  if (startDate !== before?.startDate && isOutside(startDate))
    faults.startDate = `${chineseDate(startDate as string)}不在方案的年份（${years}）以内`;
  if (deadline !== before?.deadline && isOutside(deadline))
    faults.deadline = `${chineseDate(deadline as string)}不在方案的年份（${years}）以内`;
  for (const { phaseId, dueDate } of phases) {
    const phase = plan.phases.find(({ id }) => id === phaseId);
    if (phase && dueDate && !dueDate.startsWith(String(phase.year)))
      faults.phases ??= `${phase.year}年${phase.name}的日期应当在${phase.year}年以内`;
  }
  return faults;
}

function drawnUp({ id, title, state, version }: TaskRow): Problem {
  return conflict(`“${title}”刚刚已由他人拟出任务，请刷新后再改；您填写的内容还在。`, { taskId: id, state, version });
}

function invalidRows(errors: Record<string, string>, rows: DraftRow[], { measures }: Grid): Problem {
  const lines = Object.entries(errors).map(([field, error]) => {
    const no = measures.get(rows[Number(field.split('.')[1])]?.measureId ?? 0)?.no;
    return no ? `${no} ${error}` : error;
  });
  const shown = lines.slice(0, 5).join('；');
  return invalid(`有 ${lines.length} 处填写有误，全部都没有保存：${shown}${lines.length > 5 ? '……' : ''}`, errors);
}

/** One draft; of a row that several units lead one for each, with the supports that are its own: a 卫生院 helps its own county, the other counties nobody. */
function draftsOf(row: DraftRow, grid: Grid): TaskDraft[] {
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
  const phases = plan.phases.flatMap(phase => {
    const asked = row.phases.find(({ phaseId }) => phaseId === phase.id);
    const { year, kind, name } = phase;
    return asked ? [{ year, kind, name, dueDate: asked.dueDate ?? phase.dueDate, target: asked.target || null }] : [];
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
