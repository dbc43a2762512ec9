import type { EntityManager } from 'typeorm';
import type { Doorway } from '../platform/doorway.js';
import type { Effect, EffectContext } from '../platform/process.room.js';
import type { Actor } from '../rules/actor.js';
import { refuseClosedUnit } from './open-unit.js';
import type { TaskRecord } from './task.lock.js';

/** What a new task takes over from the one it goes on from. */
const TAKEN_OVER =
  'plan_id, measure_id, supervising_unit_id, title, requirement, done_criterion, evidence_required, lead_unit_id, cadence, higher_authority, higher_reference';

/** Opens a draft that takes a task further (结转、重新立项): same units and words, a new deadline, the original deadline kept for ever (G6). */
export function openSuccessor(doorway: Doorway): Effect<TaskRecord> {
  return async ({ manager, row, actor, input, now }: EffectContext<TaskRecord>) => {
    const [successor] = await manager.query(
      `INSERT INTO task (state, owner_unit_id, ${TAKEN_OVER}, predecessor_id, original_deadline, start_date, deadline, next_due, created_at)
       SELECT 'draft', owner_unit_id, ${TAKEN_OVER}, id, original_deadline, NULL, $2, $2, $3 FROM task WHERE id = $1 RETURNING id`,
      [row.id, input.deadline, now],
    );
    await manager.query(
      `INSERT INTO assignment (task_id, unit_id, role, state) SELECT $2, unit_id, role, 'pending_receipt' FROM assignment
        WHERE task_id = $1 AND state <> 'replaced' ORDER BY id`,
      [row.id, successor.id],
    );
    await manager.query(
      'INSERT INTO evidence_requirement (task_id, position, kind, name, minimum) SELECT $2, position, kind, name, minimum FROM evidence_requirement WHERE task_id = $1',
      [row.id, successor.id],
    );
    await begin(doorway, manager, successor.id, actor);
  };
}

/** Hands a part of a task to another unit and issues it at once: the unit that leads the task owns and supervises the part (分解). */
export function openSubtask(doorway: Doorway): Effect<TaskRecord> {
  return async ({ manager, row, actor, input, now, today }: EffectContext<TaskRecord>) => {
    await refuseClosedUnit(manager, input.unitId);
    const [child] = await manager.query(
      `INSERT INTO task (state, plan_id, measure_id, parent_id, owner_unit_id, supervising_unit_id, lead_unit_id,
                         title, requirement, done_criterion, evidence_required, start_date, deadline, next_due, created_at)
       SELECT 'draft', plan_id, measure_id, id, lead_unit_id, lead_unit_id, $2, $3, $4, $5, $6, $7, $8, $8, $9 FROM task WHERE id = $1 RETURNING id`,
      [row.id, input.unitId, input.title, input.requirement, input.doneCriterion, input.evidenceRequired, today, input.deadline, now],
    );
    await manager.query(`INSERT INTO assignment (task_id, unit_id, role, state) VALUES ($1, $2, 'lead', 'pending_receipt')`, [
      child.id,
      input.unitId,
    ]);
    await begin(doorway, manager, child.id, actor);
    await doorway.performIn(manager, 'task', 'issue', child.id, actor, { version: 1 });
  };
}

const begin = (doorway: Doorway, manager: EntityManager, id: number, actor: Actor) =>
  doorway.begin(manager, 'task', { id, taskId: id, state: 'draft', version: 1 }, 'propose', actor);
