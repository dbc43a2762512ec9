import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { type OutboxLine, OutboxService } from '../outbox.service.js';
import { JobQueue } from './job.queue.js';

const POLL_MS = 1000;
/** How long a round waits before it begins: what busy people leave in that time is handled together, and nobody notices. */
const GATHER_MS = 100;
const GRACE_MS = 15_000;
/** Rows that nobody has taken for so long have been left: their process was killed, or Redis has lost them. */
const LEFT_SECONDS = 5;
const SWEEP_ROWS = 2000;

export type ProcessRole = 'web' | 'worker';

/** How the outbox is worked off at this moment, as this process sees it. */
export type Way = 'embedded' | 'queue' | 'no_redis' | 'no_worker';

/**
 * Brings outbox rows to their handlers. With Redis configured, Bull brings them to the workers; while that does not go (no Redis
 * configured, Redis away, no worker running) the processes take them from the database themselves. Nothing depends on who does it:
 * a row is handled under its lock, and done once.
 */
@Injectable()
export class Carrier implements OnApplicationShutdown {
  private readonly log = new Logger('carrier');
  private role: ProcessRole = 'web';
  private queue: JobQueue | null = null;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();
  private woken = false;
  private failing = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly outbox: OutboxService,
    private readonly clock: Clock,
  ) {}

  /** Begins; resolves when it is known whether Redis is there. Once per process. */
  async start(role: ProcessRole): Promise<void> {
    this.role = role;
    if (this.config.redisUrl !== null) {
      this.queue = new JobQueue(this.config.redisUrl);
      await this.queue.beat();
      if (role === 'worker') this.queue.work(id => this.outbox.run(id));
    }
    this.outbox.onCommit(lines => this.take(lines));
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.wake();
  }

  get way(): Way {
    if (!this.queue) return 'embedded';
    if (!this.queue.alive) return 'no_redis';
    return this.queue.workers > 0 ? 'queue' : 'no_worker';
  }

  get workers(): number {
    return this.queue?.workers ?? 0;
  }

  /** Whether this process works rows off, by whatever way: then it may also keep the clock's duties. */
  get works(): boolean {
    return this.role === 'worker' || this.way !== 'queue';
  }

  /** Hands over again what was left: rows whose process was killed between commit and queue, or that Redis has lost. */
  async sweep(): Promise<void> {
    if (!this.queue?.alive) return;
    await this.queue.clear(id => this.outbox.bury(id, '处理它的进程多次中途退出'));
    await this.carry(await this.outbox.left(LEFT_SECONDS, SWEEP_ROWS));
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.outbox.close();
    await Promise.all([this.queue?.close(), Promise.race([this.running, sleep(GRACE_MS, null, { ref: false })])]);
  }

  /** Rows that were just committed. */
  private take(lines: OutboxLine[]): void {
    void this.carry(lines);
    this.wake();
  }

  private async carry(lines: OutboxLine[]): Promise<void> {
    if (lines.length > 0) await this.queue?.push(lines, this.clock.now());
  }

  /** Works rows off from the database where the queue does not bring them, one round after the other. */
  private wake(): void {
    const queued = this.way === 'queue' || (this.role === 'worker' && this.queue?.alive);
    if (queued || this.woken) return;
    this.woken = true;
    this.running = this.running.then(() => this.round());
  }

  private async round(): Promise<void> {
    await sleep(GATHER_MS, null, { ref: false });
    this.woken = false;
    try {
      await this.outbox.drain(this.clock.now());
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.log.error({ err: error }, 'drain');
      this.failing = true;
    }
  }
}
