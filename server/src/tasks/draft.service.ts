import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Doorway } from '../platform/doorway.js';
import { conflict, invalid } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import { ASSIGNMENT_ROLES, type AssignmentRole } from '../rules/assignment.process.js';
import { chineseDate, nextDueOf } from '../rules/lights.js';
import { dropStaleRequirements } from './evidence.settling.js';

/** One task as it is being drawn up. What is still missing may be null: issuing asks for it, drafting does not. */
export interface TaskDraft {
  taskId?: number;
  /** The version that was seen; required with `taskId`. */
  version?: number;
  planId: number;
  measureId: number;
  ownerUnitId: number;
  supervisingUnitId: number;
  title: string;
  requirement: string;
  doneCriterion: string | null;
  evidenceRequired: string | null;
  leadUnitId: number | null;
  coLeadUnitIds: number[];
  supportUnitIds: number[];
  startDate: string | null;
  deadline: string | null;
  cadence: string | null;
  phases: { year: number; kind: string; name: string; dueDate: string; target: string | null }[];
}

/** Tasks before they are issued: written by the breakdown, changed until somebody signs. */
@Injectable()
export class DraftService {
  constructor(
    private readonly doorway: Doorway,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes or changes one draft in the caller's transaction; answers the task's id. The caller has checked that the actor may plan for the owner unit.
   * Throws `input.invalid` with the draft's field names, `act.conflict` when the draft has changed or was issued meanwhile.
   */
  async save(manager: EntityManager, actor: Actor, draft: TaskDraft): Promise<number> {
    refuseNonsense(draft, await doubled(manager, draft));
    const taskId = draft.taskId ?? (await this.create(manager, actor, draft));
    if (draft.taskId !== undefined) await change(manager, draft.taskId, draft);
    await replaceShares(manager, taskId, draft);
    await replacePhases(manager, taskId, draft);
    return taskId;
  }

  private async create(manager: EntityManager, actor: Actor, draft: TaskDraft): Promise<number> {
    const [row] = await manager.query(
      `INSERT INTO task (state, plan_id, measure_id, owner_unit_id, supervising_unit_id, ${FIELDS.join(', ')}, created_at)
       VALUES ('draft', $1, $2, $3, $4, ${FIELDS.map((_, index) => `$${index + 5}`).join(', ')}, $${FIELDS.length + 5}) RETURNING id`,
      [draft.planId, draft.measureId, draft.ownerUnitId, draft.supervisingUnitId, ...valuesOf(draft), this.clock.now()],
    );
    await this.doorway.begin(manager, 'task', { id: row.id, taskId: row.id, state: 'draft', version: 1 }, 'propose', actor);
    return row.id;
  }
}

const FIELDS = [
  'title',
  'requirement',
  'done_criterion',
  'evidence_required',
  'lead_unit_id',
  'start_date',
  'deadline',
  'cadence',
  'next_due',
];

function valuesOf(draft: TaskDraft): unknown[] {
  const nextDue = nextDueOf(
    draft.phases.map(phase => ({ dueDate: phase.dueDate, verdict: null })),
    draft.deadline,
    draft.startDate,
  );
  const { title, requirement, doneCriterion, evidenceRequired, leadUnitId, startDate, deadline, cadence } = draft;
  return [title, requirement, doneCriterion, evidenceRequired, leadUnitId, startDate, deadline, cadence, nextDue];
}

async function change(manager: EntityManager, taskId: number, draft: TaskDraft): Promise<void> {
  await dropStaleRequirements(manager, taskId, draft.evidenceRequired);
  const [, changed] = await manager.query(
    `UPDATE task SET ${FIELDS.map((field, index) => `${field} = $${index + 1}`).join(', ')}, version = version + 1
      WHERE id = $${FIELDS.length + 1} AND state = 'draft' AND version = $${FIELDS.length + 2} AND plan_id = $${FIELDS.length + 3}`,
    [...valuesOf(draft), taskId, draft.version ?? null, draft.planId],
  );
  if (changed === 1) return;
  const [row] = await manager.query('SELECT state, version FROM task WHERE id = $1', [taskId]);
  throw conflict(`“${draft.title}”刚刚被他人修改或已经交办，请刷新后再改；您填写的内容还在。`, { taskId, ...row });
}

async function replaceShares(manager: EntityManager, taskId: number, draft: TaskDraft): Promise<void> {
  const shares = sharesOf(draft);
  await manager.query('DELETE FROM assignment WHERE task_id = $1 AND NOT (unit_id = ANY($2))', [taskId, shares.map(([unitId]) => unitId)]);
  await manager.query(
    `INSERT INTO assignment (task_id, unit_id, role, state) SELECT $1::int, unit_id, role, 'pending_receipt' FROM unnest($2::int[], $3::text[]) AS share (unit_id, role)
     ON CONFLICT (task_id, unit_id) DO UPDATE SET role = excluded.role`,
    [taskId, shares.map(([unitId]) => unitId), shares.map(([, role]) => role)],
  );
}

function sharesOf(draft: TaskDraft): [number, AssignmentRole][] {
  const lead: [number, AssignmentRole][] = draft.leadUnitId === null ? [] : [[draft.leadUnitId, 'lead']];
  const coLead = draft.coLeadUnitIds.map((id): [number, AssignmentRole] => [id, 'co_lead']);
  return [...lead, ...coLead, ...draft.supportUnitIds.map((id): [number, AssignmentRole] => [id, 'support'])];
}

async function replacePhases(manager: EntityManager, taskId: number, draft: TaskDraft): Promise<void> {
  await manager.query('DELETE FROM task_phase WHERE task_id = $1', [taskId]);
  for (const phase of draft.phases)
    await manager.query('INSERT INTO task_phase (task_id, year, kind, name, due_date, target) VALUES ($1, $2, $3, $4, $5, $6)', [
      taskId,
      phase.year,
      phase.kind,
      phase.name,
      phase.dueDate,
      phase.target,
    ]);
}

/** A unit that is named in a second role, by the field of that role: its name, and what it is already. */
async function doubled(manager: EntityManager, draft: TaskDraft): Promise<Record<string, string>> {
  const shares = sharesOf(draft);
  const roleOf = new Map(shares.toReversed());
  const twice = shares.filter(([unitId], index) => shares.findIndex(([other]) => other === unitId) < index);
  if (twice.length === 0) return {};
  const units: { id: number; name: string }[] = await manager.query('SELECT id, name FROM unit WHERE id = ANY($1::int[])', [
    twice.map(([unitId]) => unitId),
  ]);
  return Object.fromEntries(
    twice.map(([unitId, role]) => {
      const name = units.find(({ id }) => id === unitId)?.name;
      const already = ASSIGNMENT_ROLES[roleOf.get(unitId) as AssignmentRole];
      return [
        role === 'support' ? 'supportUnitIds' : 'coLeadUnitIds',
        `“${name}”已是${already}单位，同一个单位只能承担一个角色，请从${ASSIGNMENT_ROLES[role]}单位里去掉`,
      ];
    }),
  );
}

function refuseNonsense(draft: TaskDraft, twice: Record<string, string>): void {
  const errors: Record<string, string> = { ...twice };
  if (!draft.title.trim()) errors.title = '请填写任务名称';
  if (draft.startDate && draft.deadline && draft.deadline < draft.startDate)
    errors.deadline = `完成时限早于开始日期${chineseDate(draft.startDate)}，请改正其中一个`;
  for (const [index, { year, dueDate }] of draft.phases.entries())
    if (draft.deadline && dueDate > draft.deadline) errors[`phases.${index}.dueDate`] = `${year}年的阶段时限晚于完成时限`;
  if (Object.keys(errors).length > 0) throw invalid(`“${draft.title}”：${Object.values(errors).join('；')}`, errors);
}
