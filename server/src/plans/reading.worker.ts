import { parentPort, workerData } from 'node:worker_threads';
import { readDocument, readPlan, UnreadableFile } from '../reading/index.js';
import type { ReadJob, ReadOutcome } from './reader.js';

/** Runs in a thread of its own: turns one file into text and reads it, answers once. */
async function read({ bytes, fileName }: ReadJob): Promise<ReadOutcome> {
  try {
    const document = await readDocument(bytes, fileName);
    const reading = readPlan(document.text, true);
    return { ...document, rows: [...document.rows, ...reading.rows].toSorted((a, b) => a.start - b.start), reading };
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: { code: error.code, message: error.message } };
    throw error;
  }
}

parentPort?.postMessage(await read(workerData as ReadJob));
