import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { Clock } from '../platform/clock.js';
import { OutboxService } from '../platform/outbox.service.js';
import { Scheduler } from '../platform/queue/scheduler.js';
import { comingRungs } from '../rules/ladder.js';
import { chineseDate } from '../rules/lights.js';
import { Housekeeping } from './housekeeping.js';
import { LadderBook } from './ladder.book.js';
import { CLAIM_IN, CLAIM_OF } from './message.sweep.sql.js';
import { SweepMark } from './sweep.mark.js';

const EVERY_MS = 10 * 60_000;
/** Numbers of tasks that one transaction goes over. */
const WINDOW = 2000;
/** Reminders that one errand carries. */
const ERRAND = 200;

/**
 * The clock's own round over the ladder: reminders go out, graver steps are proposed. Any number of processes may make it at once.
 *
 * What has come by a day follows from the day, the ladders and the calendar: when one of them is new, every task is gone over once, a window of
 * numbers per transaction, and a round that was broken off goes on where it stood. After that only tasks on which somebody has acted can have
 * come to something, and only they are looked at.
 */
@Injectable()
export class MessageSweep implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly book: LadderBook,
    private readonly calendar: CalendarStore,
    private readonly outbox: OutboxService,
    private readonly mark: SweepMark,
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
    const ladders = await this.book.ladders();
    const rungs = JSON.stringify(comingRungs(ladders, today, await this.calendar.current()));
    const own = ladders.flatMap(({ planId }) => planId ?? []);
    const asked: Asked = { rungs, own, today };
    const key = createHash('sha256').update(`${today}${rungs}`).digest('hex');
    return (await this.goOver(key, asked)) + (await this.followActs(key, asked));
  }

  /** Every task, window by window. The mark moves in the transaction of the claims: what is kept is gone over, what is lost is not. */
  private async goOver(key: string, asked: Asked): Promise<number> {
    const { at, upto } = await this.mark.begin(key);
    let fired = 0;
    for (let from = at; from < upto; from += WINDOW)
      fired += await this.source.transaction(async manager => {
        const claimed = await this.claim(manager, CLAIM_IN, [from, from + WINDOW], asked);
        await this.mark.move(manager, key, from + WINDOW);
        return claimed;
      });
    return fired;
  }

  /** The tasks on which somebody has acted lately. */
  private async followActs(key: string, asked: Asked): Promise<number> {
    const { taskIds, done } = await this.mark.actedOn(key);
    let fired = 0;
    for (let from = 0; from < taskIds.length; from += WINDOW)
      fired += await this.source.transaction(manager => this.claim(manager, CLAIM_OF, [taskIds.slice(from, from + WINDOW), null], asked));
    await done();
    return fired;
  }

  /** Claims (G12: once per task, rung and round) and their errands are kept or lost together. */
  private async claim(manager: EntityManager, sql: string, which: unknown[], { rungs, own, today }: Asked): Promise<number> {
    const reason = `截至${chineseDate(today)}仍未办结`;
    const claimed: Claimed[] = await manager.query(sql, [...which, rungs, own, today, this.clock.now(), reason]);
    for (const notice of ['due_soon', 'overdue'] as const) {
      const firingIds = claimed.filter(each => each.notice === notice).map(({ firingId }) => firingId);
      for (let from = 0; from < firingIds.length; from += ERRAND)
        await this.outbox.add(manager, 'message.remind', { notice, firingIds: firingIds.slice(from, from + ERRAND) });
    }
    for (const { firingId, taskId, takes } of claimed) if (takes) await this.outbox.add(manager, 'ladder.take', { firingId, taskId });
    return claimed.length;
  }
}

interface Asked {
  rungs: string;
  own: number[];
  today: string;
}

interface Claimed {
  firingId: number;
  taskId: number;
  /** Which reminder goes out; null: a step. */
  notice: 'due_soon' | 'overdue' | null;
  /** A step that goes out by itself. */
  takes: boolean;
}
