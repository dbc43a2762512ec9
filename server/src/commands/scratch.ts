import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../entities.js';
import { dataSourceOptions } from '../platform/database/data-source.js';
import { startEmbeddedPostgres } from '../platform/database/embedded.js';

/** Runs some work on an empty database of its own, gone afterwards. */
export async function onScratchDatabase<T>(work: (source: DataSource) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'dudao-'));
  const server = await startEmbeddedPostgres({ directory, log: () => undefined });
  const source = await new DataSource(dataSourceOptions(server.url, ENTITIES)).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
