import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { UnitRegister } from '../people/unit.register.js';
import { Clock } from '../platform/clock.js';
import { Doorway } from '../platform/doorway.js';
import { claimKey } from '../platform/idempotency.js';
import { denied, notFound, Problem, refused } from '../platform/problems.js';
import { type Actor, SYSTEM, scopeOf } from '../rules/actor.js';
import { deadlineNotPast, draftIsComplete } from '../rules/task.guards.js';
import type { TaskFacts, TaskState } from '../rules/task.process.js';
import { DraftService } from '../tasks/draft.service.js';
import { TaskFactsLoader } from '../tasks/task.facts.js';
import { draftsOf, faultsIn, type Grid, invalidRows, type Place, type TaskRow } from './breakdown.drafts.js';
import type { BreakdownRow, BreakdownView, DraftRow } from './breakdown.dto.js';
import { type DraftContent, leftOut, proposeDraft, proposedFields, unknownLead } from './breakdown.proposals.js';
import { DocumentNames } from './intake.names.js';
import { withUnitsOfParagraph } from './paragraph.js';
import type { MeasureView } from './plan.dto.js';
import { measuresOf, PlanService } from './plan.service.js';
import { postFor } from './reach.js';

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
    const { units, groups } = await this.names.unitsOf(manager, plan, [...new Set([...measures.flatMap(namesOf), ...USUAL_GROUPS])]);
    const acts = await this.openActs(manager, actor, tasks);
    const gone: { id: number }[] = await manager.query('SELECT id FROM measure WHERE plan_id = $1 AND gone_document_id IS NOT NULL', [
      planId,
    ]);
    const settled = new Set([...tasks.map(({ measureId }) => measureId), ...gone.map(({ id }) => id)]);
    const open = measures.filter(({ id }) => !settled.has(id));
    const rows = measures.flatMap(measure => {
      const lead = unknownLead(measure, units);
      if (open.includes(measure))
        return [this.rowOf(measure, proposeDraft(measure, plan, units, this.clock.today()), null, lead, [], leftOut(measure, units))];
      const own = tasks.filter(({ measureId }) => measureId === measure.id);
      return own.map(task => this.rowOf(measure, task, task, lead, acts.get(task.id) ?? []));
    });
    const unsaid = new Set(open.flatMap(namesOf).filter(name => units.get(name) === null));
    return { plan, rows, groups, unsaid: [...unsaid] };
  }

  /** Keeps rows as drafts, all or nothing. Throws `input.invalid` with errors as `rows.3.deadline`, `act.conflict` when somebody was faster. */
  async save(actor: Actor, planId: number, rows: DraftRow[], key?: string): Promise<BreakdownRow[]> {
    return this.source.transaction(async manager => {
      const repeat = await claimKey(manager, actor.accountId, key, ['plan.breakdown', planId, rows]);
      if (!repeat.repeated) await this.keep(manager, actor, await this.lock(manager, actor, planId), rows);
      return (await this.get(actor, planId, manager)).rows;
    });
  }

  /** The same inside a transaction that is already open, in which the plan was locked. */
  async keep(manager: EntityManager, actor: Actor, grid: Grid, rows: DraftRow[]): Promise<void> {
    const errors = faultsIn(rows, grid);
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
   * meanwhile holds it and waits to write, and the two would wait for each other. Answers what rows are kept against, as it stays until the end of
   * the transaction.
   */
  async lock(manager: EntityManager, actor: Actor, planId: number): Promise<Grid> {
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
    const open = isOpen ? this.issuesOf(draft) : [];
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
      issues: isOpen ? [...notes, ...sourceIssues(task), ...open] : [],
      incomplete: open.length > 0,
      sourceChange: task?.sourceChange ?? null,
      permittedActs,
    };
  }

  /** Why a row cannot be issued as it stands: the guards of the act, asked beforehand. */
  private issuesOf(draft: DraftContent): string[] {
    const facts = { ...draft, leadUnits: draft.leadUnitId === null && draft.eachUnitIds.length === 0 ? 0 : 1 };
    const context = { actor: SYSTEM, today: this.clock.today(), input: null };
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
