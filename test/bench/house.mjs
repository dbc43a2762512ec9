import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../server/dist/app.js';
import { Clock } from '../../server/dist/platform/clock.js';
import { startEmbeddedPostgres } from '../../server/dist/platform/database/embedded.js';
import { fill } from './fill.mjs';

/** How many tasks each size has. */
export const SIZES = { S: 10_000, M: 100_000, L: 1_000_000 };

/**
 * Opens a filled house: its own PostgreSQL, the schema, the tasks. The server has to be built.
 * @param {{ size: keyof typeof SIZES, data?: string }} options `data`: a folder that is kept, and used as it is when it is filled already; else a temporary one
 * @param {(line: string) => void} say takes a line a step
 * @param {(() => unknown)[]} ends gets what has to be done at the end, in reverse order
 * @returns where it lies, its address, a connected client, the password of all accounts and the day it was filled for
 */
export async function openHouse({ size, data }, say, ends) {
  const directory = data ? resolve(data) : mkdtempSync(join(tmpdir(), 'dudao-bench-'));
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o755);
  if (!data) ends.push(() => rmSync(directory, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), log: () => undefined });
  ends.push(() => postgres.stop());
  await (await openDatabase(postgres.url)).destroy();
  const today = new Clock().today();
  const password = await fill(postgres.url, SIZES[size], today, say);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  ends.push(() => client.end());
  return { directory, url: postgres.url, client, password, today };
}
