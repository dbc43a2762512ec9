import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LadderBook, onLadderOf } from '../messages/ladder.book.js';
import { Messenger } from '../messages/messenger.js';
import { dayOf } from '../platform/clock.js';
import { Doorway } from '../platform/doorway.js';
import { nextNumber } from '../platform/numbers.js';
import type { EffectContext, Locked, TaskBound } from '../platform/process.room.js';
import type { Scope } from '../rules/actor.js';
import { ESCALATION_PROCESS, type EscalationFacts, escalationPlaces } from '../rules/escalation.process.js';
import { ESCALATION_LEVELS, type EscalationLevel } from '../rules/task.process.js';
import { INTERVIEWED } from '../tasks/task.details.js';
import { lockUnderTask, type TaskRecord } from '../tasks/task.lock.js';

interface EscalationRecord extends TaskBound {
  leadUnitId: number | null;
}

/** Opens the process of the notices of the ladder (督办单) at the doorway, and issues one when a task is escalated. */
@Injectable()
export class EscalationRoom implements OnModuleInit {
  constructor(
    private readonly doorway: Doorway,
    private readonly messenger: Messenger,
    private readonly book: LadderBook,
  ) {}

  onModuleInit(): void {
    this.doorway.open({
      process: ESCALATION_PROCESS,
      table: 'escalation',
      load: lockEscalation,
      facts: factsOf,
      keeps: { move_reply_date: ({ input }) => ({ reply_by: input.replyBy }) },
      effects: {
        notify_escalated: this.messenger.tell('escalated'),
        notify_answered: this.messenger.tell('escalation_answered'),
        notify_closed: this.messenger.tell('escalation_closed'),
        notify_interviewed: this.messenger.tell('interviewed'),
        propose_next: ({ manager, row, input }: EffectContext<EscalationRecord>) =>
          this.book.proposeNext(manager, row.taskId, `答复未获认可：${input.reason}`),
        notify_rejected: this.messenger.tell('escalation_rejected'),
        notify_withdrawn: this.messenger.tell('escalation_withdrawn'),
      },
    });
    this.doorway.effect('task', 'open_escalation', context => this.issue(context));
    this.doorway.effect('task', 'note_urging', ({ manager, row, actor, input }: EffectContext<TaskRecord>) =>
      this.book.taken(manager, row.taskId, 'urging', actor, String(input.text ?? '')),
    );
  }

  /** One task, one notice (一事一单), numbered by the year of its issue. */
  private async issue({ manager, row, actor, input, today, now }: EffectContext<TaskRecord>): Promise<void> {
    const noticeNo = await nextNumber(manager, 'escalation', Number(today.slice(0, 4)));
    const [{ id }] = await manager.query(
      `INSERT INTO escalation (notice_no, task_id, level, state, reason, reply_by, issuer_id, issued_at, round, copy_to)
       SELECT $1, t.id, $3, $4, $5, $6, $7, $8, t.ladder_round, coalesce((SELECT r.copy_to FROM ladder_rung r WHERE r.kind = $3 AND ${onLadderOf('t')}), '[]')
         FROM task t WHERE t.id = $2 RETURNING id`,
      [noticeNo, row.taskId, input.level, ESCALATION_PROCESS.initial, input.reason, input.replyBy, actor.accountId, now],
    );
    const notice = { id, taskId: row.taskId, state: ESCALATION_PROCESS.initial, version: 1 };
    const levelLabel = ESCALATION_LEVELS[input.level as EscalationLevel];
    const told = { noticeNo, levelLabel, reason: input.reason, replyBy: input.replyBy };
    await this.doorway.begin(manager, 'escalation', notice, 'issue', actor, told);
    await this.book.taken(manager, row.taskId, String(input.level), actor, `直接发出${levelLabel}：${input.reason}`);
  }
}

async function lockEscalation(manager: EntityManager, id: number, scope: Scope | null): Promise<Locked<EscalationRecord> | null> {
  const { row, task } = await lockUnderTask<EscalationRecord>(manager, 'escalation', id, scope);
  return row && { ...row, leadUnitId: task.leadUnitId };
}

async function factsOf(manager: EntityManager, { id, taskId, leadUnitId }: EscalationRecord): Promise<EscalationFacts> {
  const [{ supervising, level, issuedAt, interviewed }] = await manager.query(
    `SELECT t.supervising_unit_id AS supervising, x.level, x.issued_at AS "issuedAt", ${INTERVIEWED} AS interviewed
       FROM task t JOIN escalation x ON x.id = $2 WHERE t.id = $1`,
    [taskId, id],
  );
  const places = escalationPlaces(level, { lead: leadUnitId === null ? [] : [leadUnitId], supervising: [supervising] });
  return { places, level, issuedOn: dayOf(issuedAt), interviewed };
}
