import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Scheduler } from '../platform/queue/scheduler.js';
import { dueDaysOn, RUNGS, type Rung } from '../rules/rungs.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { quoted } from '../tasks/light.sql.js';
import { Housekeeping } from './housekeeping.js';
import { Messenger } from './messenger.js';

const EVERY_MS = 10 * 60_000;
const BATCH = 500;

/** The clock's own round: reminders before and after due days. Any number of processes may make it at once. */
@Injectable()
export class MessageSweep implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly messenger: Messenger,
    private readonly housekeeping: Housekeeping,
    private readonly scheduler: Scheduler,
  ) {}

  onModuleInit(): void {
    this.scheduler.every(EVERY_MS, 'message.sweep', () => this.sweep());
    this.scheduler.every(EVERY_MS, 'housekeeping', () => this.housekeeping.clean());
  }

  /**
   * Leaves an errand for every task that has come to a rung of the ladder and has not been told so; answers how many.
   * @param today 'YYYY-MM-DD'
   */
  async sweep(today = this.clock.today()): Promise<number> {
    let fired = 0;
    for (const rung of RUNGS)
      for (let batch: Batch = { last: 0, fired: 0 }; batch.last !== null; ) {
        batch = await this.fire(rung, today, batch.last);
        fired += batch.fired;
      }
    return fired;
  }

  /** One batch in one transaction: the claim (G12: once per task, rung and due day) and its errand are kept or lost together. */
  private fire(rung: Rung, today: string, after: number): Promise<Batch> {
    const { from, to } = dueDaysOn(rung, today);
    return this.source.transaction(async manager => {
      const [{ last, claimed }]: [{ last: number | null; claimed: { taskId: number; dueDate: string }[] }] = await manager.query(CLAIM, [
        rung.rung,
        from,
        to,
        after,
        this.clock.now(),
      ]);
      for (const { taskId, dueDate } of claimed)
        await this.messenger.send(manager, { notice: rung.kind, taskId, rung: rung.rung, dueDate });
      return { last, fired: claimed.length };
    });
  }
}

interface Batch {
  /** The last task looked at; null: there were no more. */
  last: number | null;
  fired: number;
}

/** Reminded are those that may be urged: what waits for a supervisor is not the unit's delay. In the order of ids, so that two sweeps queue. */
const CLAIM = `
  WITH due AS (
    SELECT t.id, t.next_due FROM task t
     WHERE t.state IN (${quoted(TASK_PROCESS.acts.urge.from)}) AND t.next_due <= $3 AND ($2::date IS NULL OR t.next_due >= $2) AND t.id > $4
       AND NOT EXISTS (SELECT 1 FROM rung_firing f WHERE f.task_id = t.id AND f.rung = $1 AND f.due_date = t.next_due)
     ORDER BY t.id LIMIT ${BATCH}
  ), claimed AS (
    INSERT INTO rung_firing (task_id, rung, due_date, fired_at) SELECT id, $1, next_due, $5 FROM due ORDER BY id
    ON CONFLICT DO NOTHING RETURNING task_id, due_date
  )
  SELECT (SELECT max(id) FROM due) AS last,
         (SELECT coalesce(json_agg(json_build_object('taskId', task_id, 'dueDate', due_date)), '[]') FROM claimed) AS claimed`;
