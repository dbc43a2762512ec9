import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleOf } from '../people/people-of.js';
import { Clock } from '../platform/clock.js';
import { OutboxService } from '../platform/outbox.service.js';
import type { JobPayloads } from '../rules/jobs.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { quoted } from '../tasks/light.sql.js';
import { TOLD } from './messenger.js';
import { NOTICES, type Notice, type NoticeFacts } from './notices.js';

type Places = Record<'assignees' | 'supervising', number[]>;
type Found = NoticeFacts['task'] & { cause: string; assignees: number[]; supervising: number };

/** Sends the reminders that the sweep has claimed, many at a time: who is concerned is found at the moment of sending. */
@Injectable()
export class Reminders implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxService,
    private readonly people: PeopleOf,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.handle('message.remind', (payload, manager) => this.deliver(payload, manager));
  }

  /** Writes to everybody concerned. A repeat finds its messages written already. */
  private async deliver({ notice: name, firingIds }: JobPayloads['message.remind'], manager: EntityManager): Promise<void> {
    const notice: Notice = NOTICES[name];
    const found: Found[] = await manager.query(STANDING, [firingIds]);
    const recipients = await this.recipients(manager, notice, found);
    const today = this.clock.today();
    const lines = found.flatMap((task, at) => {
      const facts: NoticeFacts = { today, task, act: null, escalation: null };
      const [title, body] = [notice.title(facts), notice.body(facts)];
      return [...(recipients[at] ?? [])].map(recipient => ({ recipient, title, body, taskId: task.id, cause: task.cause }));
    });
    await manager.query(
      `INSERT INTO message (recipient_id, kind, title, body, task_id, cause, at)
       SELECT recipient, $2, title, body, "taskId", cause, $3
         FROM jsonb_to_recordset($1::jsonb) AS m(recipient int, title text, body text, "taskId" int, cause text)
       ON CONFLICT (recipient_id, cause) DO NOTHING`,
      [JSON.stringify(lines), notice.kind, this.clock.now()],
    );
  }

  /** For each task who holds a post in one of the notice's circles now (G13). */
  private async recipients(manager: EntityManager, notice: Notice, found: Found[]): Promise<Set<number>[]> {
    const told = found.map(() => new Set<number>());
    for (const { of, roles } of notice.to) {
      const places = found.map(task => unitsOf(task)[of as keyof Places]);
      const holders = await this.people.holders([...new Set(places.flat())], roles, manager);
      const byUnit = new Map<number, number[]>();
      for (const { unitId, accountId } of holders) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), accountId]);
      for (const [at, units] of places.entries())
        for (const accountId of units.flatMap(unit => byUnit.get(unit) ?? [])) told[at]?.add(accountId);
    }
    return told;
  }
}

const unitsOf = ({ assignees, supervising }: Found): Places => ({ assignees, supervising: [supervising] });

/** What was claimed and still stands: a reminder whose day has moved, or of which the unit has meanwhile done its part, is not sent any more. */
const STANDING = `
  SELECT concat_ws(':', 'rung', t.id, f.rung, f.due_date, f.round) AS cause, ${TOLD}
    JOIN rung_firing f ON f.task_id = t.id AND f.round = t.ladder_round AND f.due_date = t.next_due
   WHERE f.id = ANY($1::int[]) AND t.state IN (${quoted(TASK_PROCESS.acts.urge.from)}) ORDER BY f.id`;
