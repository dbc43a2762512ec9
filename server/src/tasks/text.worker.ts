import { parentPort, workerData } from 'node:worker_threads';
import { readDocument, UnreadableFile } from '../reading/index.js';
import type { TextJob, TextOutcome } from './evidence.text.js';

/** Runs in a thread of its own: reads the text out of one office file, answers once. */
async function read({ bytes, fileName, limit }: TextJob): Promise<TextOutcome> {
  try {
    const { text, notes } = await readDocument(bytes, fileName);
    return { text: text.slice(0, limit), cut: text.length > limit, notes };
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error.message };
    throw error;
  }
}

parentPort?.postMessage(await read(workerData as TextJob));
