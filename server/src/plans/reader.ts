import { Injectable } from '@nestjs/common';
import { Problem } from '../platform/problems.js';
import { inThread } from '../platform/thread.js';
import { formatOf, type ReadDocument, type Reading } from '../reading/index.js';

export interface ReadJob {
  bytes: Uint8Array;
  fileName: string;
}

export interface ReadText extends ReadDocument {
  reading: Reading;
}

export type ReadOutcome = ReadText | { unreadable: { code: string; message: string } };

/** Compiled, also when a test runs from the sources: a thread loads plain JavaScript only. */
const WORKER = new URL('../../dist/plans/reading.worker.js', import.meta.url);
/** A text file of 20 MB takes its time; whatever else takes longer than this was made to. */
const TIME_LIMIT_MS = { text: 120_000, other: 20_000 };
/** The largest document that is taken (20 MB) needs about 1 GB while it is read. */
const MEMORY_LIMIT_MB = 2048;

const STATUS: Record<string, number> = {
  'reading.too_large': 413,
  'reading.binary': 415,
  'reading.encoding': 415,
  'reading.format': 415,
  'reading.wrong_extension': 415,
};

/** Reads documents beside the server's own thread, one at a time, within limits of time and memory. */
@Injectable()
export class Reader {
  private last: Promise<unknown> = Promise.resolve();

  /**
   * Turns a file of any known format into text and reads it. Throws `reading.*` where that cannot be, `document.too_hard` past the limits.
   * @param fileName tells the format, and stands in the messages
   */
  read(bytes: Uint8Array, fileName: string): Promise<ReadText> {
    const turn = this.last.then(() => readInThread({ bytes, fileName }));
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

async function readInThread(job: ReadJob): Promise<ReadText> {
  const timeMs = formatOf(job.fileName) === 'txt' ? TIME_LIMIT_MS.text : TIME_LIMIT_MS.other;
  const outcome = await inThread<ReadOutcome>(WORKER, job, { timeMs, memoryMb: MEMORY_LIMIT_MB });
  if (!outcome) throw tooHard(job.fileName);
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
