import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Job, JobPayloads } from '../rules/jobs.js';
import type { Clock } from './clock.js';
import { ids, prepared } from './database/prepared.js';
import { sendOff } from './database/transaction.js';

/** A handler does its work in the given transaction; the row is marked done in the same one, so that its changes happen once. */
export type OutboxHandler<P> = (payload: P, manager: EntityManager) => Promise<void>;
/** The same for many payloads of one job, none of which follows from another. */
export type HandlerTogether<P> = (payloads: P[], manager: EntityManager) => Promise<void>;

/** What a queue needs to know of a row to carry it. */
export interface OutboxLine {
  id: number;
  topic: string;
  priority: number;
  availableAt: Date;
}

interface Row {
  id: number;
  topic: string;
  payload: never;
  attempts: number;
}

const MAX_ATTEMPTS = 8;

/** How long to leave a row alone that another process is just handling. */
const HELD_MS = 1000;

/** Seconds to wait before attempt n + 1: 2, 4, 8 … 256. */
const backOff = (attempts: number) => 2 ** attempts;

const WAITING = 'done_at IS NULL AND dead = false';
/** How many rows of one job are handled in one go with the first. */
const BATCH = 50;

const COLUMNS = 'id, topic, payload, attempts';
/** The due rows that nobody else holds, the most pressing first. */
const due = (which: string, limit: number) =>
  `SELECT ${COLUMNS} FROM outbox WHERE ${WAITING} AND available_at <= $1 AND ${which} ORDER BY priority, available_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
const NEXT = due('true', 1);
const BESIDES = due('topic = $2 AND id <> $3', BATCH);

const LINE = 'id, topic, priority, available_at AS "availableAt"';

/**
 * The outbox: rows written with a change, each handled once after its commit. It knows no queue: `drain` takes the rows from the
 * database itself, `run` handles one that a queue has brought.
 */
export class OutboxService<P extends Record<string, object> = JobPayloads> {
  private readonly log = new Logger('outbox');
  private readonly handlers = new Map<string, HandlerTogether<never>>();
  private committed: (lines: OutboxLine[]) => void = () => undefined;
  private closing = false;
  /** What each transaction under way has added so far. */
  private readonly added = new WeakMap<QueryRunner, Promise<OutboxLine[]>[]>();
  /** Rows handled and attempts failed in this process, by job. */
  readonly tally = new Map<string, { done: number; failed: number }>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly jobs: Record<keyof P, Job>,
  ) {
    source.subscribers.push({
      afterTransactionCommit: ({ queryRunner }) => this.afterCommit(queryRunner),
      afterTransactionRollback: ({ queryRunner }) => this.afterRollback(queryRunner),
    });
    for (const topic of Object.keys(jobs)) this.tally.set(topic, { done: 0, failed: 0 });
  }

  /** Registers who handles a job of the table. Two handlers for one job, or a job that is not in the table, are a mistake. */
  handle<N extends keyof P & string>(topic: N, handler: OutboxHandler<P[N]>): void {
    this.handleTogether<N>(topic, async (payloads, manager) => {
      for (const payload of payloads) await handler(payload, manager);
    });
  }

  /** The same for a job that is handled many at a time. Where one of them fails they are handled one by one. */
  handleTogether<N extends keyof P & string>(topic: N, handler: HandlerTogether<P[N]>): void {
    if (!(topic in this.jobs)) throw new Error(`outbox: no job ${topic} in rules/jobs.ts`);
    if (this.handlers.has(topic)) throw new Error(`outbox: ${topic} has a handler already`);
    this.handlers.set(topic, handler);
  }

  /** Throws when a job of the table has no handler: what it leaves would never be done. */
  checkHandlers(): void {
    const missing = Object.keys(this.jobs).filter(topic => !this.handlers.has(topic));
    if (missing.length > 0) throw new Error(`outbox: jobs without a handler: ${missing.join(', ')}`);
  }

  /** From now on told of the rows that a commit in this process has left. */
  onCommit(listener: (lines: OutboxLine[]) => void): void {
    this.committed = listener;
  }

  /** Puts a follow-up into the caller's transaction, to be handled after its commit and not before `at`. */
  async add<N extends keyof P & string>(manager: EntityManager, topic: N, payload: P[N], at = this.clock.now()): Promise<void> {
    if (!this.handlers.has(topic)) throw new Error(`outbox: nobody handles ${topic}`);
    const { priority } = this.jobs[topic];
    const { answer } = await sendOff<OutboxLine>(
      manager,
      `INSERT INTO outbox (topic, payload, priority, added_at, available_at) VALUES ($1, $2, $3, $4, $5) RETURNING ${LINE}`,
      [topic, JSON.stringify(payload), priority, this.clock.now(), at],
    );
    this.note(manager, answer);
  }

  /** Sets rows that were given up going again, with all their attempts, in the caller's transaction; `ids` null: all of them. Answers which. */
  async revive(manager: EntityManager, ids: number[] | null): Promise<number[]> {
    const [lines]: [OutboxLine[]] = await manager.query(
      `UPDATE outbox SET dead = false, attempts = 0, available_at = $2 WHERE done_at IS NULL AND dead AND ($1::int[] IS NULL OR id = ANY($1))
       RETURNING ${LINE}`,
      [ids, this.clock.now()],
    );
    this.note(manager, Promise.resolve(lines));
    return lines.map(line => line.id);
  }

  /**
   * Handles everything that is due, one row after the other; returns how many were done. Ends early when the program stops.
   * @param at what was due at this instant only; absent: what becomes due meanwhile as well
   */
  async drain(at?: Date): Promise<number> {
    let done = 0;
    for (let taken = -1; taken !== 0 && !this.closing; done += taken) taken = await this.handleNext(at ?? this.clock.now());
    return done;
  }

  /** Takes no further row. */
  close(): void {
    this.closing = true;
  }

  /** Handles one row. Answers in how many milliseconds to come back with it; null: there is nothing left to do. */
  run(id: number): Promise<number | null> {
    return this.source.transaction(async manager => {
      const [row] = await prepared<Row>(manager, `SELECT ${COLUMNS} FROM outbox WHERE id = $1 AND ${WAITING} FOR UPDATE SKIP LOCKED`, [id]);
      if (row) return this.attempt(manager, row);
      const [held] = await manager.query(`SELECT 1 FROM outbox WHERE id = $1 AND ${WAITING}`, [id]);
      return held ? HELD_MS : null;
    });
  }

  /** Rows that have been due for `seconds` and are still to do, the most pressing first. */
  async left(seconds: number, limit: number): Promise<OutboxLine[]> {
    const before = new Date(this.clock.now().getTime() - seconds * 1000);
    return this.source.query(
      `SELECT ${LINE} FROM outbox
       WHERE ${WAITING} AND available_at <= $1 ORDER BY priority, available_at, id LIMIT $2`,
      [before, limit],
    );
  }

  /** Gives up a row: one that ends whoever handles it must not end them all. */
  async bury(id: number, error: string): Promise<void> {
    await this.source.query(`UPDATE outbox SET dead = true, last_error = $2 WHERE id = $1 AND ${WAITING}`, [id, error]);
  }

  /** Takes one due row that nobody else holds, and others of its job where that is handled many at a time. Answers how many; 0: nothing is due. */
  private handleNext(now: Date): Promise<number> {
    return this.source.transaction(async manager => {
      const [first] = await prepared<Row>(manager, NEXT, [now]);
      if (!first) return 0;
      const others = this.jobs[first.topic]?.together ? await prepared<Row>(manager, BESIDES, [now, first.topic, first.id]) : [];
      if (others.length === 0) await this.attempt(manager, first);
      else await this.attemptTogether(manager, first.topic, [first, ...others]);
      return 1 + others.length;
    });
  }

  private async attemptTogether(manager: EntityManager, topic: string, rows: Row[]): Promise<void> {
    try {
      await this.hand(manager, topic, rows);
    } catch {
      // Whose fault it was is found by handling each alone.
      await manager.query('ROLLBACK TO SAVEPOINT handler');
      for (const row of rows) await this.attempt(manager, row);
    }
  }

  /** A failing handler is rolled back alone and tried again later. Answers when, in milliseconds; null: done, or given up. */
  private async attempt(manager: EntityManager, row: Row): Promise<number | null> {
    try {
      await this.hand(manager, row.topic, [row]);
      return null;
    } catch (error) {
      await manager.query('ROLLBACK TO SAVEPOINT handler');
      return this.fail(manager, row, error);
    }
  }

  /** Handles rows of one job: all, or it throws. */
  private async hand(manager: EntityManager, topic: string, rows: Row[]): Promise<void> {
    const payloads = rows.map(({ payload }) => payload);
    // In one piece with the first question of the handler.
    await Promise.all([prepared(manager, 'SAVEPOINT handler', []), this.pass(topic, payloads, manager)]);
    const done = ids(rows.map(({ id }) => id));
    await prepared(manager, 'UPDATE outbox SET done_at = $2, attempts = attempts + 1 WHERE id = ANY($1)', [done, this.clock.now()]);
    this.count(topic, 'done', rows.length);
  }

  private async pass(topic: string, payloads: never[], manager: EntityManager): Promise<void> {
    const handler = this.handlers.get(topic);
    if (!handler) throw new Error(`nobody handles ${topic}`);
    await handler(payloads, manager);
  }

  private async fail(manager: EntityManager, row: Row, error: unknown): Promise<number | null> {
    const attempts = row.attempts + 1;
    const dead = attempts >= MAX_ATTEMPTS;
    const wait = backOff(attempts) * 1000;
    this.log.error({ err: error, outboxId: row.id, topic: row.topic, attempts }, 'handler failed');
    this.count(row.topic, 'failed');
    await manager.query('UPDATE outbox SET attempts = $2, last_error = $3, available_at = $4, dead = $5 WHERE id = $1', [
      row.id,
      attempts,
      String(error instanceof Error ? error.message : error).slice(0, 1000),
      new Date(this.clock.now().getTime() + wait),
      dead,
    ]);
    return dead ? null : wait;
  }

  /** Remembers rows until the commit of their transaction. */
  private note(manager: EntityManager, lines: Promise<OutboxLine[]>): void {
    const runner = manager.queryRunner;
    if (runner?.isTransactionActive) this.added.set(runner, [...(this.added.get(runner) ?? []), lines]);
    else void lines.then(this.committed);
  }

  private count(topic: string, what: 'done' | 'failed', many = 1): void {
    const tally = this.tally.get(topic);
    if (tally) tally[what] += many;
  }

  private async afterCommit(runner: QueryRunner): Promise<void> {
    const added = this.added.get(runner);
    if (!added || runner.isTransactionActive) return;
    this.added.delete(runner);
    // Where one could not be written nothing was committed, and whoever sent the statement that failed is told so.
    const lines = await Promise.all(added).catch(() => []);
    if (lines.length > 0) this.committed(lines.flat());
  }

  private afterRollback(runner: QueryRunner): void {
    if (!runner.isTransactionActive) this.added.delete(runner);
  }
}
