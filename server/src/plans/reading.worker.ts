import { parentPort, workerData } from 'node:worker_threads';
import { decodeText, readPlan, UnreadableFile } from '../reading/index.js';
import type { ReadJob, ReadOutcome } from './reader.js';

/** Runs in a thread of its own: decodes and reads one file, answers once. */
function read({ bytes, fileName }: ReadJob): ReadOutcome {
  try {
    const { text, encoding } = decodeText(bytes, fileName);
    return { text, encoding, reading: readPlan(text) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: { code: error.code, message: error.message } };
    throw error;
  }
}

parentPort?.postMessage(read(workerData as ReadJob));
