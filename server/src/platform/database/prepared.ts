import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';

const names = new Map<string, string>();

/**
 * Runs a query that each connection parses and plans once and then only executes: for reads by id that are asked again and again, where planning
 * costs more than the work. One plan serves all values, so it is not for searches whose best plan depends on them.
 * @param text SQL that is the same at every call: nothing of a request or of the day is written into it
 * @param manager of the transaction to read in; outside of one the pool's next connection serves
 */
export async function prepared<Row>(manager: EntityManager, text: string, values: unknown[]): Promise<Row[]> {
  const question = { name: nameOf(text), text, values };
  if (!manager.queryRunner) return together((manager.connection.driver as unknown as { master: Pool }).master, question);
  const client: PoolClient = await manager.queryRunner.connect();
  // The connection may be another transaction's by now: what comes late must not get into it.
  if (manager.queryRunner.isReleased) throw new Error('the transaction of this query is over');
  return (await ask<Row & QueryResultRow>(client, question)).rows;
}

export const streamOf = (client: PoolClient): Socket => (client as unknown as { connection: { stream: Socket } }).connection.stream;

/** What is asked of a connection in one turn is written to it in one piece. */
function ask<Row extends QueryResultRow>(client: PoolClient, question: QueryConfig): Promise<QueryResult<Row>> {
  const stream = streamOf(client);
  stream.cork();
  process.nextTick(() => stream.uncork());
  return client.query<Row>(question);
}

interface Asked {
  question: QueryConfig;
  resolve(rows: unknown[]): void;
  reject(error: unknown): void;
}

const waiting = new WeakMap<Pool, Asked[]>();

/** What is asked in one turn (the parts of a page) goes to the server in one piece, over one connection: the way there costs more than most answers. */
function together<Row>(pool: Pool, question: QueryConfig): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const asked = { question, resolve: resolve as Asked['resolve'], reject };
    const turn = waiting.get(pool);
    if (turn) return void turn.push(asked);
    waiting.set(pool, [asked]);
    process.nextTick(() => {
      const all = waiting.get(pool) as Asked[];
      waiting.delete(pool);
      void send(pool, all);
    });
  });
}

/** A connection that breaks fails each question that is under way; unheard it would end the process besides. */
const toldElsewhere = () => undefined;

async function send(pool: Pool, all: Asked[]): Promise<void> {
  try {
    const client = await pool.connect();
    client.on('error', toldElsewhere);
    const answers = all.map(async ({ question, resolve, reject }) => {
      try {
        resolve((await ask(client, question)).rows);
        return true;
      } catch (error) {
        reject(error);
        return false;
      }
    });
    const answered = await Promise.all(answers);
    client.off('error', toldElsewhere);
    // A connection over which something failed is not used again.
    client.release(answered.includes(false));
  } catch (error) {
    for (const { reject } of all) reject(error);
  }
}

/**
 * Ids for a prepared query's `= ANY($1)`. The planner takes an array that it does not know for ten ids; each shorter one then looks cheaper and is
 * planned anew at every call. So a short one is filled up with its last id, which finds nothing twice.
 */
export function ids(given: readonly number[]): readonly number[] {
  return given.length === 0 ? given : [...given, ...Array(Math.max(0, 11 - given.length)).fill(given.at(-1))];
}

/** PostgreSQL keeps plans by name, at most 63 bytes. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
