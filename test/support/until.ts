import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for a state itself: asks again and again, and goes on as soon as it holds. A failing question (a database that is just away, an
 * expectation that is not met yet) counts as no; what it said last is told when the time is over.
 * @param seconds how long nobody minds waiting on a machine that does other things too; only a fault takes as long
 */
export async function until(holds: () => unknown, what: string, seconds = 100): Promise<void> {
  const end = performance.now() + seconds * 1000;
  let said: unknown;
  do {
    try {
      said = await holds();
      if (said) return;
    } catch (error) {
      said = error;
    }
    await sleep(20);
  } while (performance.now() < end);
  throw new Error(`still not after ${seconds} s: ${what} (${said})`, { cause: said });
}

/** Waits until an expectation is met, for what comes about on a page by and by: `eventually(async () => expect(await rows.count()).toBe(4))`. */
export function eventually(expectation: () => Promise<unknown>, seconds?: number): Promise<void> {
  const met = () => expectation().then(() => true);
  return until(met, 'the page shows what is expected', seconds);
}
