import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { prepared } from './prepared.js';

const sentOff = new WeakMap<QueryRunner, Promise<unknown>[]>();

/**
 * A transaction whose last statements travel with its commit: `sendOff` does not wait for their answers, which are heard here. PostgreSQL takes
 * everything back when one of them has failed, and says so to nobody but its own question: so this throws only then what it failed for.
 */
export async function transaction<T>(source: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const heard: Promise<unknown>[] = [];
  const done = await source.transaction(manager => {
    sentOff.set(manager.queryRunner as QueryRunner, heard);
    return work(manager);
  });
  await Promise.all(heard);
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
