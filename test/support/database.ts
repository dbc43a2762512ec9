import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../../server/src/entities.js';
import { dataSourceOptions } from '../../server/src/platform/database/data-source.js';
import { databaseAt, HOUSE } from './server.js';
import { until } from './until.js';

export interface TestDatabase {
  source: DataSource;
  url: string;
  close(): Promise<void>;
}

/** A database of the suite's own, cloned from a template (40 ms); gone when it is closed. */
export async function openTestDatabase(template = HOUSE): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await onServer(server => server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = databaseAt(testServer(), name);
  const source = await new DataSource(dataSourceOptions(url, ENTITIES)).initialize();
  const close = async () => {
    if (source.isInitialized) await source.destroy();
    await onServer(server => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { source, url, close };
}

/** Runs some work on the server's own database: templates are made and dropped from there. */
export async function onServer<T>(work: (server: DataSource) => Promise<T>): Promise<T> {
  const server = await new DataSource({ ...dataSourceOptions(testServer(), []), poolSize: 1 } as ReturnType<
    typeof dataSourceOptions
  >).initialize();
  try {
    return await work(server);
  } finally {
    await server.destroy();
  }
}

/** Until a connection of this database waits for a lock of another. */
export function somebodyWaits(source: DataSource): Promise<void> {
  const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  return until(async () => (await source.query(waiting)).length > 0, 'somebody waits for a lock');
}

export function testServer(): string {
  const url = process.env.TEST_SERVER;
  if (!url) throw new Error('no test server: run the specs through jest with its global set-up');
  return url;
}
