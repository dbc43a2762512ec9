import { DataSource } from 'typeorm';
import { ENTITIES } from '../entities.js';
import { embeddedDirectory, readConfig } from '../platform/config.js';
import { dataSourceOptions, migrate } from '../platform/database/data-source.js';
import { runningServer, startEmbeddedPostgres } from '../platform/database/embedded.js';

/** Runs some work on the system's own database, whether the system runs beside or not. */
export async function onRunningDatabase<T>(work: (source: DataSource) => Promise<T>): Promise<T> {
  const config = readConfig();
  const beside = config.databaseUrl ?? runningServer(embeddedDirectory(config));
  const own = beside ? null : await startEmbeddedPostgres({ directory: embeddedDirectory(config), log: line => console.error(line) });
  const source = await new DataSource(dataSourceOptions(beside ?? (own as { url: string }).url, ENTITIES)).initialize();
  try {
    await migrate(source);
    return await work(source);
  } finally {
    await source.destroy();
    await own?.stop();
  }
}
