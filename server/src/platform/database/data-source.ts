import pg from 'pg';
import { DataSource, type DataSourceOptions, MigrationExecutor } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';
import { SnakeNaming } from './naming.js';

// `date` columns stay the calendar day that they are; a Date at local midnight would move by the time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, day => day);
// Counts arrive as numbers: no count here exceeds 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

// biome-ignore lint/suspicious/noExplicitAny: entities differ in their constructors
export type EntityClass = abstract new (...parts: any[]) => object;

/**
 * What every session asks of the server. A statement and an idle transaction end after a minute; the end of a machine at the other side is
 * noticed after another one, and the locks that its sessions held are free. A page in the wrong order costs hardly more than the next one (memory,
 * solid disks): with the server's own figure, meant for turning disks, a row's unit is found by going through all units.
 */
const SESSION = Object.entries({
  timezone: 'UTC',
  statement_timeout: 60_000,
  idle_in_transaction_session_timeout: 60_000,
  tcp_keepalives_idle: 30,
  tcp_keepalives_interval: 10,
  tcp_keepalives_count: 3,
  random_page_cost: 1.1,
})
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');

/**
 * Connections of one process: more than these only wait for each other's turn on the server, and each one has to plan its statements for itself,
 * for which it is kept. What is asked at once over one connection is sent at once.
 */
const POOL = { max: 10, idleTimeoutMillis: 300_000, connectionTimeoutMillis: 10_000, keepAlive: true, pipeline: true };

/** Options of the one data source; the schema comes from migrations only. */
export function dataSourceOptions(url: string, entities: EntityClass[]): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: entities as DataSourceOptions['entities'],
    migrations: MIGRATIONS,
    migrationsRun: false,
    synchronize: false,
    namingStrategy: new SnakeNaming(),
    extra: { ...POOL, options: SESSION },
  };
}

const MIGRATION_LOCK = 731_001;

/** Runs what migrations are missing. Several processes may start at once: an advisory lock lets one do it. Returns their names. */
export async function migrate(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  await runner.connect();
  try {
    // A migration takes as long as the house is large: a minute is not enough for every one of them.
    await runner.query('SET statement_timeout = 0');
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const executor = new MigrationExecutor(source, runner);
    executor.transaction = 'all';
    const run = await executor.executePendingMigrations();
    return run.map(migration => migration.name);
  } finally {
    await runner.query('RESET statement_timeout');
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}
