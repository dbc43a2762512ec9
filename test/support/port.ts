import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what the kernel gives to whoever asks for any port (from 32768): a connection that somebody opens in the meantime cannot take it. */
const FIRST = 12_000;
/** Each of jest's processes has a stretch of its own, and begins in it where chance will have it: other runs on this machine have theirs. */
const STRETCH = 2000;
const start = FIRST + (Number(process.env.JEST_WORKER_ID ?? 0) % 10) * STRETCH;
let next = Math.floor(Math.random() * STRETCH);

/** A port on which nobody listens, and which nobody else of this run is given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = start + (next++ % STRETCH);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  probe.listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
