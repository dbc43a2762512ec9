import { ConfigError } from './platform/config.js';
import { EmbeddedPostgresError } from './platform/database/embedded.js';
import { PortTaken } from './platform/port.js';

type End = () => Promise<unknown> | undefined;

/** What went wrong in a way that the person at the screen can mend: the words say how. */
const EXPECTED = [ConfigError, PortTaken, EmbeddedPostgresError];

/**
 * Runs a program until it is asked to stop (SIGINT, SIGTERM; a second signal changes nothing) or cannot start, and then ends what it has
 * started, the last first.
 * @param start starts the parts one after the other and says of each how it is ended
 */
export async function live(start: (onStop: (end: End) => void) => Promise<void>): Promise<void> {
  const ends: End[] = [];
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= (async () => {
      for (const end of ends.reverse()) await end();
    })();
    return stopping;
  };
  const fail = (error: unknown) => {
    console.error(EXPECTED.some(kind => error instanceof kind) ? (error as Error).message : error);
    process.exitCode = 1;
    stop().finally(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      console.log('正在停止……');
      stop().then(() => process.exit(0), fail);
    });
  try {
    await start(end => ends.push(end));
  } catch (error) {
    fail(error);
  }
}
