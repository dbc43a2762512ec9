import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from './clock.js';

/** A handler does its work in the given transaction; the row is marked done in the same one, so that its changes happen once. */
export type OutboxHandler = (payload: Record<string, unknown>, manager: EntityManager) => Promise<void>;

const MAX_ATTEMPTS = 8;
const POLL_MS = 1000;

/** Seconds to wait before attempt n + 1: 2, 4, 8 … 256. */
const backOff = (attempts: number) => 2 ** attempts;

@Injectable()
export class OutboxService implements OnApplicationShutdown {
  private readonly log = new Logger('outbox');
  private readonly handlers = new Map<string, OutboxHandler>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Registers who handles a topic. Two handlers for one topic are a mistake. */
  handle(topic: string, handler: OutboxHandler): void {
    if (this.handlers.has(topic)) throw new Error(`outbox: ${topic} has a handler already`);
    this.handlers.set(topic, handler);
  }

  /** Puts a follow-up into the caller's transaction. Throws for a topic that nobody handles: that is a mistake in the program. */
  async add(manager: EntityManager, topic: string, payload: Record<string, unknown>): Promise<void> {
    if (!this.handlers.has(topic)) throw new Error(`outbox: nobody handles ${topic}`);
    await manager.query('INSERT INTO outbox (topic, payload, available_at) VALUES ($1, $2, $3)', [
      topic,
      JSON.stringify(payload),
      this.clock.now(),
    ]);
  }

  /** Embedded mode: handle rows in this process, looking every second. */
  start(): void {
    this.timer ??= setInterval(() => {
      this.running = this.running.then(() => this.drain()).catch(error => this.log.error({ err: error }, 'drain'));
    }, POLL_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** Handles everything that is due, one row after the other; returns how many were done. */
  async drain(): Promise<number> {
    let done = 0;
    while (await this.handleNext()) done += 1;
    return done;
  }

  /** Takes one due row that nobody else holds. False: nothing is due. A failing handler is rolled back alone and tried again later. */
  private async handleNext(): Promise<boolean> {
    return this.source.transaction(async manager => {
      const [row] = await manager.query(
        `SELECT id, topic, payload, attempts FROM outbox
         WHERE done_at IS NULL AND dead = false AND available_at <= $1 ORDER BY available_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [this.clock.now()],
      );
      if (!row) return false;
      await manager.query('SAVEPOINT handler');
      try {
        const handler = this.handlers.get(row.topic);
        if (!handler) throw new Error(`nobody handles ${row.topic}`);
        await handler(row.payload, manager);
        await manager.query('UPDATE outbox SET done_at = $2, attempts = attempts + 1 WHERE id = $1', [row.id, this.clock.now()]);
      } catch (error) {
        await manager.query('ROLLBACK TO SAVEPOINT handler');
        await this.fail(manager, row, error);
      }
      return true;
    });
  }

  private async fail(manager: EntityManager, row: { id: number; topic: string; attempts: number }, error: unknown): Promise<void> {
    const attempts = row.attempts + 1;
    this.log.error({ err: error, outboxId: row.id, topic: row.topic, attempts }, 'handler failed');
    const next = new Date(this.clock.now().getTime() + backOff(attempts) * 1000);
    await manager.query('UPDATE outbox SET attempts = $2, last_error = $3, available_at = $4, dead = $5 WHERE id = $1', [
      row.id,
      attempts,
      String(error instanceof Error ? error.message : error).slice(0, 1000),
      next,
      attempts >= MAX_ATTEMPTS,
    ]);
  }
}
