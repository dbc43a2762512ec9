import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleOf } from '../people/people-of.js';
import { Clock } from '../platform/clock.js';
import { prepared } from '../platform/database/prepared.js';
import { Doorway, type Effect, type TaskBound } from '../platform/doorway.js';
import { OutboxService } from '../platform/outbox.service.js';
import { seenBy } from '../tasks/together/onlookers.js';
import { type Circle, NOTICES, type Notice, type NoticeFacts, type NoticeName } from './notices.js';

/** What the outbox carries: ids, never names or texts. */
interface Errand {
  notice: NoticeName;
  taskId: number;
  historyId: number;
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
    private readonly people: PeopleOf,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(TOPIC, (payload, manager) => this.deliver(payload as Errand, manager));
    for (const [process, notices] of Object.entries(NOTICES_OF))
      for (const [effect, notice] of Object.entries(notices)) this.doorway.effect(process, effect, this.tell(notice));
  }

  /** The effect of an act that tells of it by a notice. */
  tell(notice: NoticeName): Effect<TaskBound> {
    return ({ manager, row, historyId }) => this.outbox.add(manager, TOPIC, { notice, taskId: row.taskId, historyId });
  }

  /** Writes to everybody concerned. A repeat finds its messages written already. */
  private async deliver(errand: Errand, manager: EntityManager): Promise<void> {
    const found = await this.look(manager, errand);
    if (!found) return;
    const notice: Notice = NOTICES[errand.notice];
    const recipients = notice.addressed ? await mentionedIn(manager, errand) : await this.recipients(manager, notice, found);
    await prepared(
      manager,
      `INSERT INTO message (recipient_id, kind, title, body, task_id, cause, at)
       SELECT recipient, $2, $3, $4, $5, $6, $7 FROM unnest($1::int[]) AS recipient ON CONFLICT (recipient_id, cause) DO NOTHING`,
      [
        recipients,
        notice.kind,
        notice.title(found.facts),
        notice.body(found.facts),
        errand.taskId,
        `history:${errand.historyId}`,
        this.clock.now(),
      ],
    );
  }

  private async look(manager: EntityManager, errand: Errand): Promise<Found | null> {
    const [[task], { act, escalation }] = await Promise.all([
      prepared<Told>(manager, `SELECT ${TOLD} WHERE t.id = $1`, [errand.taskId]),
      this.lookBack(manager, errand.historyId),
    ]);
    if (!task) return null;
    const { lead, supervising, owner, assignees, ...of } = task;
    return {
      places: {
        lead: lead === null ? [] : [lead],
        supervising: [supervising],
        owner: [owner],
        assignees,
        assignee: act?.assigneeId ? [act.assigneeId] : [],
      },
      facts: { today: this.clock.today(), task: of, act, escalation },
    };
  }

  /** The act, and the notice of the ladder where the act is one of its. */
  private async lookBack(manager: EntityManager, historyId: number): Promise<Pick<NoticeFacts, 'act' | 'escalation'>> {
    const [row] = await prepared<Act & Unsure<Escalation>>(
      manager,
      `SELECT h.account_id AS "accountId", h.actor_name AS "actorName", h.actor_post AS "actorPost", h.unit_name AS "unitName", h.input, h.to_state AS "toState",
              s.unit_id AS "assigneeId", k.kind AS application,
              x.notice_no AS "noticeNo", x.level, x.reason, x.reply_by AS "replyBy", x.copy_to AS "copyTo"
         FROM process_history h LEFT JOIN escalation x ON h.process = 'escalation' AND x.id = h.record_id
              LEFT JOIN cycle_return r ON h.process = 'cycle_return' AND r.id = h.record_id
              LEFT JOIN assignment s ON h.process = 'assignment' AND s.id = h.record_id OR s.id = r.assignment_id
              LEFT JOIN application k ON h.process = 'application' AND k.id = h.record_id WHERE h.id = $1`,
      [historyId],
    );
    if (!row) return { act: null, escalation: null };
    const { noticeNo, level, reason, replyBy, copyTo, ...act } = row;
    return { act, escalation: noticeNo === null ? null : ({ noticeNo, level, reason, replyBy, copyTo } as Escalation) };
  }

  /** Who holds a post in one of the circles now (G13), without the one who acted. */
  private async recipients(manager: EntityManager, notice: Notice, { places, facts }: Found): Promise<number[]> {
    const told = notice.to.filter(circle => !circle.inState || facts.act?.toState === circle.inState);
    const circles = told.map(async circle => {
      const roles = circle.copied ? circle.roles.filter(role => facts.escalation?.copyTo.includes(role)) : circle.roles;
      const units = circle.above ? await withAbove(manager, places[circle.of]) : places[circle.of];
      return this.people.holders(units, roles, manager);
    });
    const ids = new Set((await Promise.all(circles)).flat().map(({ accountId }) => accountId));
    ids.delete(facts.act?.accountId ?? 0);
    return [...ids];
  }
}

/** What notices tell of a task `t`, and the units around it. */
export const TOLD = `
  t.id, t.no, t.title, t.state, p.title AS "planTitle", lead.name AS "leadUnitName", t.deadline, t.next_due AS "nextDue",
  t.lead_unit_id AS lead, t.supervising_unit_id AS supervising, t.owner_unit_id AS owner,
  ARRAY(SELECT a.unit_id FROM assignment a WHERE a.task_id = t.id AND a.state <> 'replaced') AS assignees
  FROM task t JOIN plan p ON p.id = t.plan_id LEFT JOIN unit lead ON lead.id = t.lead_unit_id`;

type Told = NoticeFacts['task'] & { lead: number | null; supervising: number; owner: number; assignees: number[] };
type Act = NonNullable<NoticeFacts['act']>;
type Escalation = NonNullable<NoticeFacts['escalation']>;
type Unsure<T> = { [P in keyof T]: T[P] | null };

interface Found {
  places: Record<Circle['of'], number[]>;
  facts: NoticeFacts;
}

/** Whom a comment addresses, as far as they see the task at this moment; nobody once it was taken back. */
async function mentionedIn(manager: EntityManager, errand: Errand): Promise<number[]> {
  const rows: { id: number }[] = await manager.query(
    `SELECT a.id FROM process_history h JOIN task_comment c ON c.id = h.record_id AND c.withdrawn_at IS NULL
       JOIN task t ON t.id = c.task_id JOIN account a ON a.id = ANY(c.mentioned_ids)
      WHERE h.id = $1 AND h.process = 'comment' AND ${seenBy('t', 'a.id')}`,
    [errand.historyId],
  );
  return rows.map(({ id }) => id);
}

async function withAbove(manager: EntityManager, units: number[]): Promise<number[]> {
  const rows: { id: number }[] = await manager.query(
    'SELECT DISTINCT above.id FROM unit below JOIN unit above ON starts_with(below.path, above.path) WHERE below.id = ANY($1::int[])',
    [units],
  );
  return rows.map(row => row.id);
}
