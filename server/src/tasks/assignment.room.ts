import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleOf } from '../people/people-of.js';
import { Doorway, type EffectContext, type TaskBound } from '../platform/doorway.js';
import { invalid } from '../platform/problems.js';
import { type Scope, SYSTEM } from '../rules/actor.js';
import { ASSIGNMENT_PROCESS, type AssignmentRole } from '../rules/assignment.process.js';
import { Lights } from './lights.js';
import { TaskFactsLoader } from './task.facts.js';
import { lockTask } from './task.room.js';

export interface AssignmentRecord extends TaskBound {
  role: AssignmentRole;
  unitId: number;
  taskState: string;
}

/** Opens the process of one unit's share at the doorway. */
@Injectable()
export class AssignmentRoom implements OnModuleInit {
  constructor(
    private readonly doorway: Doorway,
    private readonly facts: TaskFactsLoader,
    private readonly people: PeopleOf,
    private readonly lights: Lights,
  ) {}

  onModuleInit(): void {
    this.doorway.open({
      process: ASSIGNMENT_PROCESS,
      table: 'assignment',
      load: lockAssignment,
      facts: async (manager, row: AssignmentRecord) => (await this.facts.ofAssignments(manager, [row.id])).get(row.id),
      effects: {
        stamp_receipt: context => this.stampReceipt(context),
        begin_task: context => this.beginTask(context),
        set_handler: context => this.setHandler(context),
        clear_handler: clearHandler,
        keep_arrangement: keepArrangement,
        pass_to_unit: passToUnit,
        save_report: context => this.saveReport(context),
      },
    });
  }

  /** The first receipt by the lead unit sets the task going (domain.md T3 → T4). */
  private async beginTask({ manager, row }: EffectContext<AssignmentRecord>): Promise<void> {
    if (row.role === 'lead' && row.taskState === 'issued') await this.doorway.performIn(manager, 'task', 'begin', row.taskId, SYSTEM, {});
  }

  private async setHandler({ manager, row, input }: EffectContext<AssignmentRecord>): Promise<void> {
    const people = await this.people.holders([row.unitId], undefined, manager);
    if (!people.some(person => person.accountId === input.handlerId))
      throw invalid('承办人必须是本单位在岗的人员，请重新选择。', { handlerId: '不是本单位在岗的人员' });
    await manager.query('UPDATE assignment SET handler_id = $2 WHERE id = $1', [row.id, input.handlerId]);
  }

  private async stampReceipt({ manager, row, actor, now }: EffectContext<AssignmentRecord>): Promise<void> {
    await manager.query(
      'UPDATE assignment SET received_at = $2, received_by = $3, first_read_at = COALESCE(first_read_at, $2) WHERE id = $1',
      [row.id, now, actor.accountId],
    );
    await this.lights.settle(manager, [row.taskId]);
  }

  private async saveReport({ manager, row, actor, input, now }: EffectContext<AssignmentRecord>): Promise<void> {
    await manager.query(
      `INSERT INTO cycle_return (task_id, assignment_id, percent, done_text, problem, next_step, reporter_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [row.taskId, row.id, input.percent, input.doneText, input.problem, input.nextStep, actor.accountId, now],
    );
    if (row.role === 'lead') await manager.query('UPDATE task SET percent = $2 WHERE id = $1', [row.taskId, input.percent]);
    await this.lights.settle(manager, [row.taskId]);
  }
}

/** Locks the task first and then the share, inside the scope. */
export async function lockAssignment(manager: EntityManager, id: number, scope: Scope | null): Promise<AssignmentRecord | null> {
  const [found] = await manager.query('SELECT task_id FROM assignment WHERE id = $1', [id]);
  const task = found && (await lockTask(manager, found.task_id, scope));
  if (!task) return null;
  const [row] = await manager.query(
    'SELECT id, state, version, task_id AS "taskId", role, unit_id AS "unitId" FROM assignment WHERE id = $1 FOR UPDATE',
    [id],
  );
  return { ...row, taskState: task.state };
}

async function clearHandler({ manager, row }: EffectContext<AssignmentRecord>): Promise<void> {
  await manager.query('UPDATE assignment SET handler_id = NULL WHERE id = $1', [row.id]);
}

async function keepArrangement({ manager, row, input }: EffectContext<AssignmentRecord>): Promise<void> {
  await manager.query('UPDATE assignment SET due_date = $2, weight = $3, note = $4 WHERE id = $1', [
    row.id,
    input.dueDate,
    input.weight,
    input.note,
  ]);
}

/** The share goes to another unit in the same role; the disputed one stays in the story. A new lead unit is one of the task itself, too. */
async function passToUnit({ manager, row, input }: EffectContext<AssignmentRecord>): Promise<void> {
  const [unit] = await manager.query('SELECT 1 FROM unit WHERE id = $1 AND active', [input.unitId]);
  if (!unit) throw invalid('没有这个单位，或已经停用，请重新选择。', { unitId: '请重新选择单位' });
  await manager.query(
    `INSERT INTO assignment (task_id, unit_id, role, state, due_date, weight, note)
     SELECT task_id, $2, role, 'pending_receipt', due_date, weight, note FROM assignment WHERE id = $1`,
    [row.id, input.unitId],
  );
  if (row.role === 'lead') await manager.query('UPDATE task SET lead_unit_id = $2 WHERE id = $1', [row.taskId, input.unitId]);
}
