import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { Clock } from '../platform/clock.js';
import { OutboxService } from '../platform/outbox.service.js';
import { Scheduler } from '../platform/queue/scheduler.js';
import { dueDaysOn, latestDue, type Rung } from '../rules/ladder.js';
import { chineseDate } from '../rules/lights.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { quoted } from '../tasks/light.sql.js';
import { Housekeeping } from './housekeeping.js';
import { LadderBook } from './ladder.book.js';
import { Messenger } from './messenger.js';

const EVERY_MS = 10 * 60_000;
const BATCH = 500;

/** The clock's own round over the ladder: reminders go out, graver steps are proposed. Any number of processes may make it at once. */
@Injectable()
export class MessageSweep implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly messenger: Messenger,
    private readonly book: LadderBook,
    private readonly calendar: CalendarStore,
    private readonly outbox: OutboxService,
    private readonly housekeeping: Housekeeping,
    private readonly scheduler: Scheduler,
  ) {}

  onModuleInit(): void {
    this.scheduler.every(EVERY_MS, 'message.sweep', () => this.sweep());
    this.scheduler.every(EVERY_MS, 'housekeeping', () => this.housekeeping.clean());
  }

  /**
   * Claims every rung that a task has come to and that has not been claimed in its round; answers how many.
   * @param today 'YYYY-MM-DD'
   */
  async sweep(today = this.clock.today()): Promise<number> {
    const rungs = (await this.book.rungs()).filter(({ active }) => active);
    const calendar = await this.calendar.current();
    const reminders = rungs.filter(({ kind }) => kind === 'reminder');
    let fired = 0;
    for (const rung of reminders) {
      const days = dueDaysOn(reminders, rung, today, calendar);
      if (days) fired += await this.claimAll(rung, days, today, null);
    }
    const steps = rungs.filter(({ kind }) => kind !== 'reminder');
    for (const [index, rung] of steps.entries()) {
      const to = latestDue(rung, today, calendar);
      if (to) fired += await this.claimAll(rung, { from: null, to }, today, { before: steps[index - 1] ?? null });
    }
    return fired;
  }

  private async claimAll(rung: Rung, days: { from: string | null; to: string }, today: string, step: Step | null): Promise<number> {
    let fired = 0;
    for (let batch: Batch = { last: 0, fired: 0 }; batch.last !== null; ) {
      batch = await this.claim(rung, days, today, step, batch.last);
      fired += batch.fired;
    }
    return fired;
  }

  /** One batch in one transaction: the claim (G12: once per task, rung and round) and its errand are kept or lost together. */
  private claim(
    rung: Rung,
    { from, to }: { from: string | null; to: string },
    today: string,
    step: Step | null,
    after: number,
  ): Promise<Batch> {
    return this.source.transaction(async manager => {
      const waits = step !== null && !rung.automatic;
      const reason = step ? `截至${chineseDate(today)}仍未办结` : '';
      const [{ last, claimed }]: [Claimed] = await manager.query(claimOf(step), [
        rung.code,
        from,
        to,
        after,
        this.clock.now(),
        waits,
        reason,
        ...(step ? [today, step.before?.code ?? null] : []),
      ]);
      for (const { firingId, taskId, dueDate, round } of claimed) {
        if (!step)
          await this.messenger.send(manager, {
            notice: rung.offsetDays > 0 ? 'overdue' : 'due_soon',
            taskId,
            rung: rung.code,
            dueDate,
            round,
          });
        else if (rung.automatic) await this.outbox.add(manager, 'ladder.take', { firingId, taskId });
      }
      return { last, fired: claimed.length };
    });
  }
}

interface Step {
  before: Rung | null;
}

interface Claimed {
  last: number | null;
  claimed: { firingId: number; taskId: number; dueDate: string; round: number }[];
}

interface Batch {
  /** The last task looked at; null: there were no more. */
  last: number | null;
  fired: number;
}

/**
 * A step comes one at a time: the day after the step below it was decided, and not while a notice waits for its answer or for
 * its judgement, nor after an answer was accepted. `$8`: today, `$9`: the step below.
 */
const ONE_AT_A_TIME = `
  AND ($9::text IS NULL OR EXISTS (
    SELECT 1 FROM rung_firing f LEFT JOIN rung_decision d ON d.firing_id = f.id
     WHERE f.task_id = t.id AND f.rung = $9 AND f.round = t.ladder_round
       AND coalesce(d.at, CASE WHEN f.needs_decision THEN NULL ELSE f.fired_at END) < ($8 || ' 00:00+08')::timestamptz))
  AND NOT EXISTS (SELECT 1 FROM escalation x WHERE x.task_id = t.id AND x.round = t.ladder_round
       AND (x.state IN ('answered', 'closed') OR (x.state = 'issued' AND x.reply_by >= $8::date)))`;

/** Reminded are those that may be urged: what waits for a supervisor is not the unit's delay. In the order of ids, so that two sweeps queue. */
const claimOf = (step: Step | null) => `
  WITH due AS (
    SELECT t.id, t.next_due, t.ladder_round FROM task t
     WHERE t.state IN (${quoted(TASK_PROCESS.acts.urge.from)}) AND t.next_due <= $3 AND ($2::date IS NULL OR t.next_due >= $2) AND t.id > $4
       AND NOT EXISTS (SELECT 1 FROM rung_firing f WHERE f.task_id = t.id AND f.rung = $1 AND f.round = t.ladder_round)
       ${step ? ONE_AT_A_TIME : ''}
     ORDER BY t.id LIMIT ${BATCH}
  ), claimed AS (
    INSERT INTO rung_firing (task_id, rung, due_date, round, needs_decision, reason, fired_at)
    SELECT id, $1, next_due, ladder_round, $6::boolean, $7, $5 FROM due ORDER BY id ON CONFLICT DO NOTHING RETURNING id, task_id, due_date, round
  )
  SELECT (SELECT max(id) FROM due) AS last,
         (SELECT coalesce(json_agg(json_build_object('firingId', id, 'taskId', task_id, 'dueDate', due_date, 'round', round)), '[]') FROM claimed) AS claimed`;
