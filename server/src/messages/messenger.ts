import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { ids, prepared } from '../platform/database/prepared.js';
import { sendOff } from '../platform/database/transaction.js';
import { Doorway } from '../platform/doorway.js';
import { OutboxService } from '../platform/outbox.service.js';
import type { Effect, EffectContext, TaskBound } from '../platform/process.room.js';
import { seenBy } from '../tasks/together/onlookers.js';
import { NOTICES, type NoticeFacts, type NoticeName } from './notices.js';
import { type Addressed, Recipients } from './recipients.js';
import { apart, TOLD, type Told } from './told.js';

/** What the outbox carries: ids, never names or texts. */
interface Errand {
  notice: NoticeName;
  taskId: number;
  historyId: number;
  together?: string;
}

const TOPIC = 'message.send';

/** The effects of the processes of the tasks' room that are notices. */
const NOTICES_OF: Record<string, Record<string, NoticeName>> = {
  task: {
    notify_issue: 'issued',
    notify_recalled: 'recalled',
    notify_close_requested: 'close_requested',
    notify_completed: 'completed',
    notify_returned: 'returned',
    notify_urged: 'urged',
    notify_raised_above: 'raised_above',
  },
  assignment: {
    notify_disputed: 'disputed',
    notify_upheld: 'upheld',
    notify_passed: 'passed',
    notify_branch_submitted: 'branch_submitted',
    notify_branch_returned: 'branch_returned',
  },
  cycle_return: { notify_report_returned: 'report_returned' },
  instruction: {
    notify_instructed: 'instructed',
    notify_instruction_answered: 'instruction_answered',
    notify_instruction_rejected: 'instruction_rejected',
    notify_instruction_closed: 'instruction_closed',
    notify_instruction_withdrawn: 'instruction_withdrawn',
  },
  application: { notify_application: 'application', notify_application_decided: 'application_decided' },
};

/** Sends notices of acts: an act leaves an errand, and at its own moment the handler finds who is concerned and writes to each once. */
@Injectable()
export class Messenger implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxService,
    private readonly doorway: Doorway,
    private readonly recipients: Recipients,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.handleTogether(TOPIC, (payloads, manager) => this.deliver(payloads as Errand[], manager));
    for (const [process, notices] of Object.entries(NOTICES_OF))
      for (const [effect, notice] of Object.entries(notices)) this.doorway.effect(process, effect, this.tell(notice));
    this.doorway.effect('assignment', 'read_issue', readIssue);
  }

  /** The effect of an act that tells of it by a notice. */
  tell(notice: NoticeName): Effect<TaskBound> {
    return ({ manager, row, historyId, together }) => this.outbox.add(manager, TOPIC, { notice, taskId: row.taskId, historyId, together });
  }

  /** Writes to everybody concerned. A repeat finds its messages written already. */
  private async deliver(errands: Errand[], manager: EntityManager): Promise<void> {
    const all = await this.look(manager, errands);
    const recipients = await this.recipients.of(manager, all);
    for (const [at, { notice, historyId }] of all.entries()) if (notice.addressed) recipients[at] = await mentionedIn(manager, historyId);
    await this.recipients.write(manager, all, recipients, this.clock.now());
  }

  /** What the errands tell of as it stands now; a task that is gone is told of no more. */
  private async look(manager: EntityManager, errands: Errand[]): Promise<(Addressed & { historyId: number })[]> {
    const [tasks, acts] = await Promise.all([
      prepared<Told>(manager, `SELECT ${TOLD} WHERE t.id = ANY($1)`, [ids(errands.map(({ taskId }) => taskId))]),
      prepared<ActRow>(manager, ACTS, [ids(errands.map(({ historyId }) => historyId))]),
    ]);
    const taskOf = new Map(tasks.map(task => [task.id, task]));
    const actOf = new Map(acts.map(act => [act.historyId, act]));
    const today = this.clock.today();
    return errands.flatMap(({ notice, taskId, historyId, together = null }) => {
      const [told, row] = [taskOf.get(taskId), actOf.get(historyId)];
      if (!told) return [];
      const { task, around } = apart(told);
      const { act, escalation } = row ? partsOf(row) : { act: null, escalation: null };
      return {
        notice: NOTICES[notice],
        facts: { today, task, act, escalation },
        places: { ...around, assignee: act?.assigneeId ? [act.assigneeId] : [] },
        cause: `history:${historyId}`,
        together,
        historyId,
      };
    });
  }
}

/** Whoever has signed for a task need not be told to: with forty signed for at once, forty lines would stay unread. */
async function readIssue({ manager, row, actor, now }: EffectContext<TaskBound>): Promise<void> {
  await sendOff(
    manager,
    "UPDATE message SET read_at = $3 WHERE recipient_id = $1 AND task_id = $2 AND kind = 'issued' AND read_at IS NULL",
    [actor.accountId, row.taskId, now],
  );
}

/** Acts, each with the notice of the ladder where it is one of its. */
const ACTS = `
  SELECT h.id AS "historyId", h.account_id AS "accountId", h.actor_name AS "actorName", h.actor_post AS "actorPost", h.unit_name AS "unitName", h.input,
         h.to_state AS "toState", s.unit_id AS "assigneeId", k.kind AS application,
         x.notice_no AS "noticeNo", x.level, x.reason, x.reply_by AS "replyBy", x.copy_to AS "copyTo"
    FROM process_history h LEFT JOIN escalation x ON h.process = 'escalation' AND x.id = h.record_id
         LEFT JOIN cycle_return r ON h.process = 'cycle_return' AND r.id = h.record_id
         LEFT JOIN assignment s ON h.process = 'assignment' AND s.id = h.record_id OR s.id = r.assignment_id
         LEFT JOIN application k ON h.process = 'application' AND k.id = h.record_id WHERE h.id = ANY($1)`;

type Act = NonNullable<NoticeFacts['act']>;
type Escalation = NonNullable<NoticeFacts['escalation']>;
type ActRow = { historyId: number } & Act & { [P in keyof Escalation]: Escalation[P] | null };

function partsOf({ noticeNo, level, reason, replyBy, copyTo, historyId: _, ...act }: ActRow): Pick<NoticeFacts, 'act' | 'escalation'> {
  return { act, escalation: noticeNo === null ? null : ({ noticeNo, level, reason, replyBy, copyTo } as Escalation) };
}

/** Whom a comment addresses, as far as they see the task at this moment; nobody once it was taken back. */
async function mentionedIn(manager: EntityManager, historyId: number): Promise<number[]> {
  const rows: { id: number }[] = await manager.query(
    `SELECT a.id FROM process_history h JOIN task_comment c ON c.id = h.record_id AND c.withdrawn_at IS NULL
       JOIN task t ON t.id = c.task_id JOIN account a ON a.id = ANY(c.mentioned_ids)
      WHERE h.id = $1 AND h.process = 'comment' AND ${seenBy('t', 'a.id')}`,
    [historyId],
  );
  return rows.map(({ id }) => id);
}
