import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../../server/dist/entities.js';
import { dataSourceOptions, migrate } from '../../server/dist/platform/database/data-source.js';
import { startEmbeddedPostgres } from '../../server/dist/platform/database/embedded.js';

/** The template with the schema and nothing in it; test/support/database.ts clones it. */
const HOUSE = 'house';

/**
 * One PostgreSQL server for the whole run, with a migrated template that every suite clones. Runs on the built server: what jest runs
 * before the suites is not translated as they are (`npm test` builds first).
 */
export default async function setUp() {
  const directory = mkdtempSync(join(tmpdir(), 'dudao-test-'));
  const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), log: () => undefined });
  const first = await new DataSource(dataSourceOptions(server.url, [])).initialize();
  await first.query(`CREATE DATABASE ${HOUSE}`);
  await first.destroy();
  const url = new URL(server.url);
  url.pathname = `/${HOUSE}`;
  const house = await new DataSource(dataSourceOptions(url.href, ENTITIES)).initialize();
  await migrate(house);
  await house.destroy();
  // Set-up and teardown share a process; the suites, which have processes of their own, get the address through the environment.
  globalThis.keptServer = { server, directory };
  process.env.TEST_SERVER = server.url;
  process.env.TEST_DIRECTORY = directory;
}
