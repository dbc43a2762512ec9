import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { sendOff } from '../platform/database/transaction.js';
import { Doorway } from '../platform/doorway.js';
import { nextNumber } from '../platform/numbers.js';
import type { EffectContext } from '../platform/process.room.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { settleRequirements } from './evidence.settling.js';
import { Lights } from './lights.js';
import { confirmPause, giveTimeToMend, moveDeadline, pauseClock, resumeClock } from './task.clock.js';
import { TaskFactsLoader } from './task.facts.js';
import { lockTask, type TaskRecord } from './task.lock.js';
import { openSubtask, openSuccessor } from './task.successors.js';

/** Opens the task process at the doorway: how a task is loaded, and what follows from its acts inside this room. */
@Injectable()
export class TaskRoom implements OnModuleInit {
  constructor(
    private readonly doorway: Doorway,
    private readonly facts: TaskFactsLoader,
    private readonly lights: Lights,
    private readonly calendar: CalendarStore,
  ) {}

  onModuleInit(): void {
    this.doorway.open({
      process: TASK_PROCESS,
      table: 'task',
      load: lockTask,
      placed: (row: TaskRecord) => row,
      facts: async (manager, row: TaskRecord) => (await this.facts.ofTasks(manager, [row.id])).get(row.id),
      keeps: {
        stamp_completion: ({ input, now }) => ({ completed_at: now, recheck_on: input.recheckOn }),
        keep_recheck: ({ input }) => ({ recheck_result: input.result }),
        keep_higher: ({ input }) => ({ higher_authority: input.authority, higher_reference: input.reference }),
      },
      effects: {
        number_task: context => this.numberTask(context),
        recall_issue: context => this.recallIssue(context),
        settle_requirements: ({ manager, row }) => settleRequirements(manager, row.id),
        freeze_evidence: freezeEvidence,
        settle_lights: ({ manager, row }) => this.lights.settle(manager, [row.id]),
        give_time_to_mend: giveTimeToMend(this.lights, this.calendar),
        rearm_ladder: ({ manager, row }) => rearmLadder(manager, row.id),
        keep_phase_result: context => this.keepPhaseResult(context),
        keep_finding: keepFinding,
        move_deadline: moveDeadline(this.lights),
        pause_clock: pauseClock(this.lights),
        confirm_pause: confirmPause,
        resume_clock: resumeClock(this.lights),
        open_successor: openSuccessor(this.doorway),
        open_subtask: openSubtask(this.doorway),
      },
    });
  }

  /** A number that the task has had before, when its issue was recalled, stays its own. */
  private async numberTask({ manager, row, now, today }: EffectContext<TaskRecord>): Promise<void> {
    const [{ given }] = await manager.query('SELECT no AS given FROM task WHERE id = $1', [row.id]);
    const no = given ?? (await nextNumber(manager, 'task', Number(today.slice(0, 4))));
    await manager.query(
      'UPDATE task SET no = $2, issued_at = $3, original_deadline = COALESCE(original_deadline, deadline) WHERE id = $1',
      [row.id, no, now],
    );
    await this.lights.settle(manager, [row.id]);
  }

  /** As if it had never been handed out: no deadline has come into force, so the one it is handed out with next is the original one. */
  private async recallIssue({ manager, row }: EffectContext<TaskRecord>): Promise<void> {
    // The database lets the original deadline of nothing change that has been issued: so one after the other.
    await manager.query('UPDATE task SET issued_at = NULL WHERE id = $1', [row.id]);
    await manager.query('UPDATE task SET original_deadline = NULL WHERE id = $1', [row.id]);
    await this.lights.settle(manager, [row.id]);
  }

  private async keepPhaseResult({ manager, row, actor, input, now }: EffectContext<TaskRecord>): Promise<void> {
    await manager.query(
      'UPDATE task_phase SET verdict = $3, note = $4, recorded_at = $5, recorded_by = $6 WHERE id = $1 AND task_id = $2',
      [input.phaseId, row.id, input.verdict, input.note, now, actor.accountId],
    );
    await this.lights.settle(manager, [row.id]);
  }
}

/** Begins a new round of the ladder for a task: its rungs may come again. Only acts that say so do this (a phase judged, a new date granted, 重新计催). */
async function rearmLadder(manager: EntityManager, taskId: number): Promise<void> {
  await manager.query('UPDATE task SET ladder_round = ladder_round + 1 WHERE id = $1', [taskId]);
}

async function freezeEvidence({ manager, row, now }: EffectContext<TaskRecord>): Promise<void> {
  await manager.query('UPDATE evidence SET frozen_at = $2 WHERE task_id = $1 AND frozen_at IS NULL AND withdrawn_at IS NULL', [
    row.id,
    now,
  ]);
}

async function keepFinding({ manager, row, input, today }: EffectContext<TaskRecord>): Promise<void> {
  await sendOff(manager, 'INSERT INTO finding (task_id, unit_id, kind, found_on) VALUES ($1, $2, $3, $4)', [
    row.id,
    row.leadUnitId,
    input.reasonKind,
    today,
  ]);
}
