import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource, type QueryRunner } from 'typeorm';
import { createApp } from '../../server/src/app.js';
import { ENTITIES } from '../../server/src/entities.js';
import { readConfig } from '../../server/src/platform/config.js';
import { dataSourceOptions } from '../../server/src/platform/database/data-source.js';
import { loadSeeds } from '../../server/src/seeds/seeds.js';
import { onServer, openTestDatabase, type TestDatabase, testServer } from './database.js';
import { databaseAt, HOUSE, SETTLED } from './server.js';

/** Any number: suites that run at once make the template once. */
const LOCK = 731_900;

/** Where the evidence of the settled template and its accounts lie; suites add to the same store, which never overwrites. */
export const settledConfig = () =>
  readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'fatal', DATA_DIR: process.env.TEST_DIRECTORY, LOAD_SEEDS: 'true' });

/** A database as a newcomer finds it after the first start. */
export async function openSettledDatabase(): Promise<TestDatabase> {
  await onServer(async server => {
    // One held connection: an idle one of the pool is closed after a while, and its lock would go with it.
    const runner = server.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
      const [made] = await runner.query('SELECT 1 FROM pg_database WHERE datname = $1', [SETTLED]);
      if (!made) await settle(runner);
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]);
      await runner.release();
    }
  });
  return openTestDatabase(SETTLED);
}

async function settle(server: QueryRunner): Promise<void> {
  const draft = `${SETTLED}_draft`;
  await server.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${draft} TEMPLATE ${HOUSE}`);
  const source = await new DataSource(dataSourceOptions(databaseAt(testServer(), draft), ENTITIES)).initialize();
  const app = await createApp(settledConfig(), source);
  await loadSeeds(app, settledConfig(), () => undefined);
  await app.close();
  await source.destroy();
  // Whoever of the closed program is still on its way out would hold the renaming up.
  await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [draft]);
  await server.query(`ALTER DATABASE ${draft} RENAME TO ${SETTLED}`);
}

/** The first password of a demonstration account, as the accounts file tells it. */
export function passwordOf(login: string): string {
  const page = readFileSync(join(process.env.TEST_DIRECTORY ?? '', 'accounts.txt'), 'utf8');
  const found = new RegExp(`${login} / (\\S+)`).exec(page)?.[1];
  if (!found) throw new Error(`no demonstration account ${login}`);
  return found;
}
