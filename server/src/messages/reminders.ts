import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { quoted } from '../platform/database/quoted.js';
import { OutboxService } from '../platform/outbox.service.js';
import type { JobPayloads } from '../rules/jobs.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { NOTICES, type Notice } from './notices.js';
import { Recipients } from './recipients.js';
import { apart, TOLD, type Told } from './told.js';

type Found = Told & { cause: string; together: string };

/** Sends the reminders that the sweep has claimed, many at a time: who is concerned is found at the moment of sending. */
@Injectable()
export class Reminders implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxService,
    private readonly recipients: Recipients,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.handle('message.remind', (payload, manager) => this.deliver(payload, manager));
  }

  /** Writes to everybody concerned. A repeat finds its messages written already. */
  private async deliver({ notice: name, firingIds }: JobPayloads['message.remind'], manager: EntityManager): Promise<void> {
    const notice: Notice = NOTICES[name];
    const today = this.clock.today();
    const found: Found[] = await manager.query(STANDING, [firingIds]);
    const all = found.map(({ cause, together, ...told }) => {
      const { task, around } = apart(told);
      return { notice, facts: { today, task, act: null, escalation: null }, places: { ...around, assignee: [] }, cause, together };
    });
    await this.recipients.write(manager, all, await this.recipients.of(manager, all), this.clock.now());
  }
}

/** What was claimed and still stands, what has come to the same step for the same day together: a reminder whose day has moved, or of which the unit has meanwhile done its part, is not sent any more. */
const STANDING = `
  SELECT concat_ws(':', 'rung', t.id, f.rung, f.due_date, f.round) AS cause, concat_ws(':', 'rung', f.rung, f.due_date) AS together, ${TOLD}
    JOIN rung_firing f ON f.task_id = t.id AND f.round = t.ladder_round AND f.due_date = t.next_due
   WHERE f.id = ANY($1::int[]) AND t.state IN (${quoted(TASK_PROCESS.acts.urge.from)}) ORDER BY f.id`;
