import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { claimKey } from './idempotency.js';
import { Problem } from './problems.js';

interface Outcome<T> {
  done: T[];
  refused: (T & { reasons: string[] })[];
}

/** Tries each by itself, so that one refusal holds nobody else up; what was refused comes back with every reason. */
export async function oneByOne<T>(items: readonly T[], attempt: (item: T) => Promise<unknown>): Promise<Outcome<T>> {
  const outcome: Outcome<T> = { done: [], refused: [] };
  for (const item of items) {
    try {
      await attempt(item);
      outcome.done.push(item);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      outcome.refused.push({ ...item, reasons: error.extras.reasons ?? [error.detail] });
    }
  }
  return outcome;
}

type Act = (manager: EntityManager, together: string) => Promise<unknown>;

/**
 * One request on many records: answers how to act on each, in a transaction of its own under the request's key and the record's id. Sent again under
 * its key, what was done the first time is not done again. `together`, which the act is given, is what all that the request does bears in common.
 */
export function requestOnMany(source: DataSource, accountId: number | null, key: string | undefined) {
  const together = `${accountId}.${key ?? randomUUID()}`;
  return (id: number, request: unknown[], act: Act): Promise<void> =>
    source.transaction(async manager => {
      const { repeated } = await claimKey(manager, accountId, key && `${key}.${id}`, request);
      if (!repeated) await act(manager, together);
    });
}
