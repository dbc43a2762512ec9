import { Worker } from 'node:worker_threads';

export interface ThreadLimits {
  timeMs: number;
  /** Of the script's own heap. */
  memoryMb: number;
}

/** What is unpacked outside the script's heap is not in its limit: the whole process is watched while a thread works. */
const GROWTH_LIMIT_BYTES = 3 * 1024 ** 3;
const WATCH_MS = 100;

/**
 * Has work done beside the server's own thread and gives the thread's one message; null when it takes too long, fills the memory or ends without a word.
 * Throws what the thread throws.
 * @param script compiled: a thread loads plain JavaScript only
 */
export async function inThread<T>(script: URL, data: unknown, limits: ThreadLimits): Promise<T | null> {
  const worker = new Worker(script, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb } });
  return answerOf<T>(worker, limits.timeMs).finally(() => worker.terminate());
}

function answerOf<T>(worker: Worker, timeMs: number): Promise<T | null> {
  const before = process.memoryUsage.rss();
  return new Promise<T | null>((resolve, reject) => {
    const give = () => resolve(null);
    const timer = setTimeout(give, timeMs);
    const watch = setInterval(() => process.memoryUsage.rss() - before > GROWTH_LIMIT_BYTES && give(), WATCH_MS);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? give() : reject(error)));
    worker.once('exit', () => {
      clearTimeout(timer);
      clearInterval(watch);
      give();
    });
  });
}
