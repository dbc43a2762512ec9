import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../platform/clock.js';
import { quoted } from '../platform/database/quoted.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { DONE_STATES, TASK_PROCESS, type TaskState, UNISSUED_STATES } from '../rules/task.process.js';
import { visibleTo } from '../tasks/visible.js';
import { PlanService } from './plan.service.js';

const Standing = z.enum(['reached', 'behind', 'unknown', 'open']);

/** A task of a plan with what each phase asks of it and came to. */
export const PhaseRow = z
  .object({
    taskId: z.int(),
    no: z.string().nullable(),
    title: z.string(),
    leadUnitName: z.string().nullable(),
    stateLabel: z.string(),
    phases: z.array(
      z.object({ year: z.int(), target: z.string().nullable(), dueDate: z.string(), standing: Standing, note: z.string().nullable() }),
    ),
  })
  .meta({ id: 'PhaseRow' });
export type PhaseRow = z.infer<typeof PhaseRow>;

/** 攻坚、建设、收官 side by side: the issued tasks of a plan by its phases. */
@Injectable()
export class PhaseViewService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly plans: PlanService,
  ) {}

  /** The tasks in the actor's reach that have phases, in the plan's order. Throws `plan.not_found` outside the scope. */
  async of(actor: Actor, planId: number): Promise<PhaseRow[]> {
    await this.plans.get(actor, planId);
    const rows: (Omit<PhaseRow, 'stateLabel'> & { state: TaskState })[] = await this.source.query(ROWS, [
      planId,
      scopeOf(actor).units,
      this.clock.today(),
    ]);
    return rows.map(({ state, ...row }) => ({ ...row, stateLabel: TASK_PROCESS.states[state].label }));
  }
}

/** As on the dashboard: a phase without a record is reached once the task is completed, and behind once its day has passed. `$3`: today. */
const ROWS = `
  SELECT t.id AS "taskId", t.no, t.title, u.name AS "leadUnitName", t.state, f.phases
    FROM task t LEFT JOIN unit u ON u.id = t.lead_unit_id LEFT JOIN measure m ON m.id = t.measure_id
    JOIN LATERAL (SELECT json_agg(json_build_object('year', f.year, 'target', f.target, 'dueDate', f.due_date, 'note', f.note, 'standing',
           CASE WHEN f.verdict IS NOT NULL THEN f.verdict WHEN t.state IN (${quoted(DONE_STATES)}) THEN 'reached'
                WHEN f.due_date < $3::date THEN 'behind' ELSE 'open' END) ORDER BY f.year) AS phases
      FROM task_phase f WHERE f.task_id = t.id) f ON f.phases IS NOT NULL
   WHERE t.plan_id = $1 AND t.state NOT IN (${quoted(UNISSUED_STATES)}) AND ${visibleTo('t', '$2')} ORDER BY m.position NULLS LAST, t.id LIMIT 2000`;
