import type { DataSource, EntityManager } from 'typeorm';

/** Ends a transaction of which nothing shall stay. */
class TakenBack extends Error {}

/** Does all of something in one transaction and tells what came of it; it stays only where `keep` says so. */
export async function tryOut<T>(source: DataSource, work: (manager: EntityManager) => Promise<{ outcome: T; keep: boolean }>): Promise<T> {
  let done: T | null = null;
  try {
    await source.transaction(async manager => {
      const { outcome, keep } = await work(manager);
      done = outcome;
      if (!keep) throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return done as T;
}
