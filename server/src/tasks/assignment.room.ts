import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleOf } from '../people/people-of.js';
import { Doorway } from '../platform/doorway.js';
import { invalid } from '../platform/problems.js';
import type { EffectContext, Locked, TaskBound } from '../platform/process.room.js';
import { type Scope, SYSTEM } from '../rules/actor.js';
import { ASSIGNMENT_PROCESS, type AssignmentFacts, type AssignmentRole } from '../rules/assignment.process.js';
import { readIndicatorsOf } from './indicator.standing.js';
import { Lights } from './lights.js';
import { refuseClosedUnit } from './open-unit.js';
import { ReportDays } from './report.days.js';
import { TaskFactsLoader } from './task.facts.js';
import { lockUnderTask } from './task.lock.js';

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
    private readonly days: ReportDays,
  ) {}

  onModuleInit(): void {
    this.doorway.open({
      process: ASSIGNMENT_PROCESS,
      table: 'assignment',
      load: lockAssignment,
      facts: (manager, row: AssignmentRecord) => this.factsOf(manager, row),
      keeps: {
        clear_handler: () => ({ handler_id: null }),
        keep_arrangement: ({ input }) => ({ due_date: input.dueDate, weight: input.weight, note: input.note }),
      },
      effects: {
        stamp_receipt: context => this.stampReceipt(context),
        begin_task: context => this.beginTask(context),
        set_handler: context => this.setHandler(context),
        pass_to_unit: passToUnit,
      },
    });
  }

  private async factsOf(manager: EntityManager, { id, taskId }: AssignmentRecord): Promise<AssignmentFacts | undefined> {
    const facts = await this.facts.ofAssignment(manager, id);
    const periods = (await this.days.ofTasks(manager, [taskId])).get(id)?.periods ?? [];
    return facts && { ...facts, periods, indicators: await readIndicatorsOf(manager, taskId) };
  }

  /** The first receipt by the lead unit sets the task going. */
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
}

/** Locks the task first and then the share, inside the scope. */
export async function lockAssignment(manager: EntityManager, id: number, scope: Scope | null): Promise<Locked<AssignmentRecord> | null> {
  const { row, task } = await lockUnderTask<AssignmentRecord>(manager, 'assignment', id, scope, ['role', 'unit_id AS "unitId"']);
  return row && { ...row, taskState: task.state };
}

/** The share goes to another unit in the same role; the disputed one stays in the story. A new lead unit is one of the task itself, too. */
async function passToUnit({ manager, row, input }: EffectContext<AssignmentRecord>): Promise<void> {
  await refuseClosedUnit(manager, input.unitId);
  await manager.query(
    `INSERT INTO assignment (task_id, unit_id, role, state, due_date, weight, note)
     SELECT task_id, $2, role, 'pending_receipt', due_date, weight, note FROM assignment WHERE id = $1`,
    [row.id, input.unitId],
  );
  if (row.role === 'lead') await manager.query('UPDATE task SET lead_unit_id = $2 WHERE id = $1', [row.taskId, input.unitId]);
}
