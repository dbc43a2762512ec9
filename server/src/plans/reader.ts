import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { Problem } from '../platform/problems.js';
import type { Encoding, Reading } from '../reading/index.js';

export interface ReadJob {
  bytes: Uint8Array;
  fileName: string;
}

export interface ReadText {
  text: string;
  encoding: Encoding;
  reading: Reading;
}

export type ReadOutcome = ReadText | { unreadable: { code: string; message: string } };

/** Compiled, also when a test runs from the sources: a thread loads plain JavaScript only. */
const WORKER = new URL('../../dist/plans/reading.worker.js', import.meta.url);
const TIME_LIMIT_MS = 60_000;
/** The largest document that is taken (20 MB) needs about 1 GB while it is read. */
const MEMORY_LIMIT_MB = 2048;

const STATUS: Record<string, number> = { 'reading.too_large': 413, 'reading.binary': 415, 'reading.encoding': 415 };

/** Reads documents beside the server's own thread, one at a time, within limits of time and memory. */
@Injectable()
export class Reader {
  private last: Promise<unknown> = Promise.resolve();

  /**
   * Decodes and reads a .txt file. Throws `reading.*` where it is no readable text, `document.too_hard` past the limits.
   * @param fileName for the messages
   */
  read(bytes: Uint8Array, fileName: string): Promise<ReadText> {
    const turn = this.last.then(() => readInThread({ bytes, fileName }));
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

async function readInThread(job: ReadJob): Promise<ReadText> {
  const worker = new Worker(WORKER, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB } });
  const outcome = await new Promise<ReadOutcome>((resolve, reject) => {
    const timer = setTimeout(() => reject(tooHard(job.fileName)), TIME_LIMIT_MS);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHard(job.fileName) : error),
    );
    worker.once('exit', () => clearTimeout(timer));
  }).finally(() => worker.terminate());
  if ('unreadable' in outcome)
    throw new Problem(STATUS[outcome.unreadable.code] ?? 422, outcome.unreadable.code, '文件读不出来', outcome.unreadable.message);
  return outcome;
}

function tooHard(fileName: string): Problem {
  return new Problem(
    422,
    'document.too_hard',
    '文件太大，读不完',
    `“${fileName}”内容太多，在时限内没有读完。请只保留方案正文，或拆成几份后分别上传。`,
  );
}
