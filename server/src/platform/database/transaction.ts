import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { prepared, streamOf } from './prepared.js';

const sentOff = new WeakMap<QueryRunner, Promise<unknown>[]>();

/**
 * A transaction whose first and last statements travel with its beginning and its commit. `sendOff` does not wait for answers, which are heard here:
 * PostgreSQL takes everything back when one of them has failed, and says so to nobody but its own question, so this throws what it failed for.
 */
export async function transaction<T>(source: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  const heard: Promise<unknown>[] = [];
  sentOff.set(runner, heard);
  try {
    const done = await begin(runner, work);
    await runner.commitTransaction();
    await Promise.all(heard);
    return done;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    // Where one that was sent off has failed, whatever came after it failed for that.
    await Promise.all(heard);
    throw error;
  } finally {
    await runner.release();
  }
}

/** Does not wait for the answer to the beginning, only until it has been sent: the first question of the work goes to the server with it. */
async function begin<T>(runner: QueryRunner, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const stream = streamOf(await runner.connect());
  stream.cork();
  const begun = runner.startTransaction();
  await new Promise<void>(resolve => process.nextTick(resolve));
  process.nextTick(() => stream.uncork());
  const [done] = await Promise.all([work(runner.manager), begun]);
  return done;
}

/**
 * Sends a statement of whose answer nothing follows in its transaction: the next one goes after it at once. In a transaction that is not of the
 * above kind, and outside of one, it waits. Not for what a person can make fail: that is to be told as a refusal, not found out at the end.
 */
export async function sendOff<Row>(manager: EntityManager, text: string, values: unknown[]): Promise<{ answer: Promise<Row[]> }> {
  const answer = prepared<Row>(manager, text, values);
  const heard = manager.queryRunner && sentOff.get(manager.queryRunner);
  if (heard) {
    answer.catch(() => undefined);
    heard.push(answer);
  } else await answer;
  return { answer };
}
