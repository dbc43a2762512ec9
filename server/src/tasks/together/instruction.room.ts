import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Doorway } from '../../platform/doorway.js';
import type { EffectContext, Locked, TaskBound } from '../../platform/process.room.js';
import type { Scope } from '../../rules/actor.js';
import { INSTRUCTION_PROCESS, type InstructionFacts } from '../../rules/instruction.process.js';
import { INSTRUCTION_DEMANDS, type InstructionDemand } from '../../rules/instruction.words.js';
import { lockUnderTask, type TaskRecord } from '../task.lock.js';

/** Opens the process of leaders' instructions at the doorway; the task's own act gives one. */
@Injectable()
export class InstructionRoom implements OnModuleInit {
  constructor(private readonly doorway: Doorway) {}

  onModuleInit(): void {
    this.doorway.open({
      process: INSTRUCTION_PROCESS,
      table: 'instruction',
      load: lockInstruction,
      facts: factsOf,
      keeps: { move_instruction_date: ({ input }) => ({ reply_by: input.replyBy }) },
      effects: {},
    });
    this.doorway.effect('task', 'open_instruction', context => this.give(context));
  }

  private async give({ manager, row, actor, input, now }: EffectContext<TaskRecord>): Promise<void> {
    const leaderName = input.leaderName ?? actor.name;
    const state = INSTRUCTION_PROCESS.initial;
    const [{ id }] = await manager.query(
      `INSERT INTO instruction (task_id, state, leader_name, text, demand, reply_by, recorder_id, at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING id`,
      [row.id, state, leaderName, input.text, input.demand, input.replyBy, actor.accountId, now],
    );
    await this.doorway.begin(manager, 'instruction', { id, taskId: row.id, state, version: 1 }, 'give', actor, {
      leaderName,
      text: input.text,
      demandLabel: INSTRUCTION_DEMANDS[input.demand as InstructionDemand],
      replyBy: input.replyBy,
    });
  }
}

async function lockInstruction(manager: EntityManager, id: number, scope: Scope | null): Promise<Locked<TaskBound> | null> {
  return (await lockUnderTask(manager, 'instruction', id, scope)).row;
}

async function factsOf(manager: EntityManager, { taskId }: TaskBound): Promise<InstructionFacts> {
  const [task] = await manager.query(
    'SELECT lead_unit_id AS lead, supervising_unit_id AS supervising, owner_unit_id AS owner FROM task WHERE id = $1',
    [taskId],
  );
  return { places: { lead: task.lead === null ? [] : [task.lead], supervising: [task.supervising], owner: [task.owner] } };
}
