import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';

const LEADER_LOCK = 731_010;
const TICK_MS = 1000;
const GRACE_MS = 15_000;

/** Something that is to be done again and again, whatever happens: it may be broken off and begun again, and may run beside itself. */
export interface Duty {
  name: string;
  everyMs: number;
  run(): Promise<unknown>;
}

interface Kept extends Duty {
  /** When it is due next, on the process's own clock. */
  due: number;
  running: Promise<void> | null;
}

/**
 * The clock's duties (sweeps, housekeeping), in one process at a time: the one that holds an advisory lock of the database. The lock goes with
 * the connection, so when its holder is killed another takes over within a second or two, and begins with every duty at once.
 */
@Injectable()
export class Scheduler implements OnApplicationShutdown {
  private readonly log = new Logger('scheduler');
  private readonly duties: Kept[] = [];
  private timer: NodeJS.Timeout | null = null;
  private ticking: Promise<void> | null = null;
  private lock: QueryRunner | null = null;
  private mayLead: () => boolean = () => true;

  constructor(private readonly source: DataSource) {}

  /** Registers a duty; rooms do so when they are made. */
  every(everyMs: number, name: string, run: () => Promise<unknown>): void {
    this.duties.push({ name, everyMs, run, due: 0, running: null });
  }

  /** Stands for the lead from now on, as long as `mayLead` says so. */
  start(mayLead: () => boolean): void {
    this.mayLead = mayLead;
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
    this.tick();
  }

  /** Whether the duties are this process's now. */
  get leads(): boolean {
    return this.lock !== null;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.ticking;
    await Promise.race([Promise.all(this.duties.map(duty => duty.running)), sleep(GRACE_MS, null, { ref: false })]);
    await this.resign();
  }

  private tick(): void {
    this.ticking ??= this.round()
      .catch(error => this.log.debug(error.message))
      .finally(() => {
        this.ticking = null;
      });
  }

  private async round(): Promise<void> {
    if (!this.mayLead()) return this.resign();
    if (!(await this.holds())) await this.stand();
    if (!this.lock) return;
    const now = performance.now();
    for (const duty of this.duties) if (!duty.running && duty.due <= now) this.begin(duty, now);
  }

  private begin(duty: Kept, now: number): void {
    duty.due = now + duty.everyMs;
    duty.running = Promise.resolve(duty.run())
      .then(() => undefined)
      .catch(error => this.log.error({ err: error, duty: duty.name }, 'duty failed'))
      .finally(() => {
        duty.running = null;
      });
  }

  /** Whether the connection of the lock still stands; the lock went with it otherwise. */
  private async holds(): Promise<boolean> {
    if (!this.lock) return false;
    try {
      await this.lock.query('SELECT 1');
      return true;
    } catch {
      await this.resign();
      return false;
    }
  }

  private async stand(): Promise<void> {
    const runner = this.source.createQueryRunner();
    try {
      const [{ leads }] = await runner.query('SELECT pg_try_advisory_lock($1) AS leads', [LEADER_LOCK]);
      if (!leads) return;
      this.lock = runner;
      for (const duty of this.duties) duty.due = 0;
      this.log.log(`process ${process.pid} keeps the clock's duties`);
    } finally {
      if (this.lock !== runner) await runner.release();
    }
  }

  private async resign(): Promise<void> {
    const { lock } = this;
    this.lock = null;
    if (!lock || lock.isReleased) return;
    await lock.query('SELECT pg_advisory_unlock($1)', [LEADER_LOCK]).catch(() => undefined);
    await lock.release();
  }
}
