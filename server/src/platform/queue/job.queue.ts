import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import Bull from 'bull';
import type { OutboxLine } from '../outbox.service.js';

/** Jobs that one worker handles at once; each holds a connection of its pool. */
const CONCURRENCY = 5;

const BEAT_MS = 2000;
/** How long Redis may take to answer before it counts as away. */
const PATIENCE_MS = 2000;
/** What a worker gets to finish what it is doing when it is asked to stop. */
const GRACE_MS = 15_000;
/** When to come back with a row after the database failed. */
const AFTER_FAILURE_MS = 3000;

/**
 * A worker that dies in mid-job stops renewing its lock, and within ten seconds another takes the job over. Whoever is only slow loses
 * nothing by that: the row in the database is locked too, and the other waits.
 * A job that has ended five processes is laid aside, so that it does not end them all.
 */
const SETTINGS: Bull.AdvancedSettings = {
  lockDuration: 6000,
  lockRenewTime: 2000,
  stalledInterval: 3000,
  maxStalledCount: 5,
  retryProcessDelay: 1000,
  backoffStrategies: { row: (_attempts: number, error: Error) => (error instanceof Wait ? error.milliseconds : AFTER_FAILURE_MS) },
};

/** The database counts attempts and gives up; Bull only brings the row back, and keeps nothing that is done. */
const OPTIONS: Bull.JobOptions = {
  attempts: Number.MAX_SAFE_INTEGER,
  backoff: { type: 'row' },
  removeOnComplete: true,
  stackTraceLimit: 1,
};

/** Thrown to Bull: bring the job back after a while. */
class Wait extends Error {
  constructor(readonly milliseconds: number) {
    super('later');
  }
}

/** Handles a row; answers in how many milliseconds to come back with it, null for never. */
type Run = (id: number) => Promise<number | null>;

/** Carries row numbers through Redis by Bull, and knows at every moment whether that works. Redis holds nothing that is not in the database. */
export class JobQueue {
  private readonly log = new Logger('queue');
  private readonly bull: Bull.Queue;
  private readonly heart: NodeJS.Timeout;
  private readonly address: string;
  private readonly inHand = new Set<Promise<unknown>>();
  private giveBack: (wait: Wait) => void = () => undefined;
  private beating: Promise<void> | null = null;
  /** Whether Redis answered the last time; undefined before the first beat. */
  private answering: boolean | undefined;
  private workersSeen = 0;

  constructor(url: string) {
    this.address = new URL(url).host;
    this.bull = new Bull('dudao', url, {
      redis: { connectTimeout: PATIENCE_MS, retryStrategy: (times: number) => Math.min(times * 200, 2000) },
      settings: SETTINGS,
      defaultJobOptions: OPTIONS,
    });
    this.bull.on('error', error => this.log.debug(error.message));
    this.heart = setInterval(() => void this.beat(), BEAT_MS);
  }

  /** Whether Redis answers. */
  get alive(): boolean {
    return this.answering === true;
  }

  /** How many workers are connected to Redis. */
  get workers(): number {
    return this.alive ? this.workersSeen : 0;
  }

  /** Asks Redis whether it is there: resolves within seconds in any case. */
  beat(): Promise<void> {
    this.beating ??= this.ask().finally(() => {
      this.beating = null;
    });
    return this.beating;
  }

  /** Hands rows over; one that is in the queue already stays there once. What cannot be handed over is left to the sweeper. */
  async push(lines: OutboxLine[], now: Date): Promise<void> {
    if (!this.alive) return;
    const jobs = lines.map(({ id, topic, priority, availableAt }) => ({
      name: topic,
      data: {},
      opts: { jobId: String(id), priority, delay: Math.max(0, availableAt.getTime() - now.getTime()) },
    }));
    await this.bull.addBulk(jobs).catch(error => this.log.debug(`not handed over: ${error.message}`));
  }

  /** Gives the rows whose jobs were laid aside to somebody, and forgets the jobs. */
  async clear(bury: (id: number) => Promise<void>): Promise<void> {
    for (const job of await this.bull.getFailed()) {
      await bury(Number(job.id));
      await job.remove();
    }
  }

  /** Takes jobs from now on, here and in every other process that does so. */
  work(run: Run): void {
    const leaving = new Promise<never>((_, reject) => {
      this.giveBack = reject;
    });
    leaving.catch(() => undefined);
    this.bull.on('failed', (job, error) => {
      if (!(error instanceof Wait)) this.log.warn(`job ${job?.id}: ${error.message}`);
    });
    this.bull
      .process('*', CONCURRENCY, async job => {
        const wait = await Promise.race([this.keep(run(Number(job.id))), leaving]);
        if (wait !== null) throw new Wait(wait);
      })
      .catch(error => this.log.error({ err: error }, 'process'));
  }

  /** Takes no further job and lets those under way finish; what takes too long goes back into the queue at once. */
  async close(): Promise<void> {
    clearInterval(this.heart);
    const closed = this.bull.close();
    const finished = this.alive ? closed : Promise.allSettled(this.inHand);
    const inTime = await Promise.race([finished.then(() => true), sleep(GRACE_MS, false, { ref: false })]);
    if (inTime) return;
    this.giveBack(new Wait(0));
    await Promise.race([closed, sleep(PATIENCE_MS, null, { ref: false })]);
  }

  private keep<T>(work: Promise<T>): Promise<T> {
    this.inHand.add(work);
    const forget = () => this.inHand.delete(work);
    work.then(forget, forget);
    return work;
  }

  private async ask(): Promise<void> {
    const workers = await Promise.race([this.askWorkers(), sleep(PATIENCE_MS, null, { ref: false })]);
    if (workers !== null) this.workersSeen = workers;
    const answers = workers !== null;
    if (answers !== this.answering) this.tell(answers);
    this.answering = answers;
  }

  private async askWorkers(): Promise<number | null> {
    if (this.answering !== undefined && this.bull.client.status !== 'ready') return null;
    return this.bull.getWorkers().then(
      workers => workers.length,
      () => null,
    );
  }

  private tell(answers: boolean): void {
    if (!answers)
      this.log.warn(
        `连不上 Redis（${this.address}）。待办事项都在数据库里，不会丢失；Redis 恢复之前由本进程直接处理，恢复后自动改回队列。请检查 Redis 是否在运行、REDIS_URL 是否正确。`,
      );
    else if (this.answering === false) this.log.warn(`已连上 Redis（${this.address}），待办事项改由队列分送。`);
  }
}
