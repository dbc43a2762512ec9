import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { daysOf, readCalendarFile } from '../../server/dist/calendar/calendar.file.js';
import { hashPassword } from '../../server/dist/people/passwords.js';
import { addDays } from '../../server/dist/rules/lights.js';
import { addWorkingDays } from '../../server/dist/rules/working-days.js';

const YEARS = new URL('../../seeds/calendar/years.json', import.meta.url);

const FOLDER = new URL('./fill/', import.meta.url);

/** Who measures: a supervisor of the first city's commission, whose scope is that city's subtree. */
export const VISITOR = { login: 'u11', unitId: 3 };

/**
 * Fills a migrated database, unless it is filled already, with a house of 500 units, 2,000 accounts and so many tasks, the same at every run but for the password.
 * @param {string} url postgres://…
 * @param {number} tasks how many; a multiple of 400
 * @param {string} today 'YYYY-MM-DD'
 * @param {(line: string) => void} say takes a line a step
 * @returns the password of all accounts, made for this run
 */
export async function fill(url, tasks, today, say) {
  const password = `Aa1-${randomBytes(12).toString('base64url')}`;
  const settings = {
    'bench.tasks': `${tasks}`,
    'bench.today': today,
    'bench.password_hash': await hashPassword(password),
    'bench.openings': JSON.stringify(openings(today)),
  };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT count(*)::int AS tasks FROM task');
    if (rows[0].tasks === 0) await build(client, settings, say);
    else if (rows[0].tasks !== tasks) throw new Error(`the database holds ${rows[0].tasks} tasks`);
    await client.query('UPDATE account SET password_hash = $1', [settings['bench.password_hash']]);
  } finally {
    await client.end();
  }
  return password;
}

/** On which day the window of a report opens (rules/periods.ts), for each due day whose working days are known. */
function openings(today) {
  const lists = readCalendarFile(readFileSync(YEARS, 'utf8'));
  const calendar = {
    years: new Set(lists.map(({ year }) => year)),
    exceptions: new Map(lists.flatMap(daysOf).map(({ date, kind }) => [date, kind])),
  };
  const days = Array.from({ length: 3 * 366 }, (_, index) => addDays(`${Number(today.slice(0, 4)) - 1}-01-01`, index));
  return days.flatMap(due => {
    const opens = addWorkingDays(calendar, due, -5);
    return opens.known ? [{ due, opens: opens.value }] : [];
  });
}

/**
 * Rows first, indexes after: an index of a million rows is built in a fraction of the time that a million entries take. What follows from keys and
 * triggers stands in the SQL itself; fill.spec.ts compares it with what the application keeps.
 */
async function build(client, settings, say) {
  await client.query(`SET statement_timeout = 0; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; SET timezone = 'UTC'`);
  for (const [name, value] of Object.entries(settings)) await client.query('SELECT set_config($1, $2, false)', [name, value]);
  const step = async (name, act) => {
    const before = performance.now();
    await act();
    say(`  ${name} ${((performance.now() - before) / 1000).toFixed(1)} s`);
  };
  await client.query('SET session_replication_role = replica');
  const indexes = (await client.query(BARE_INDEXES)).rows;
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  for (const file of readdirSync(FOLDER).sort()) await step(file, () => client.query(readFileSync(new URL(file, FOLDER), 'utf8')));
  await step('indexes', async () => {
    for (const { definition } of indexes) await client.query(definition);
  });
  await client.query('SET session_replication_role = DEFAULT');
  await step('vacuum', () => client.query('VACUUM ANALYZE'));
  await client.query('CHECKPOINT');
}

/** Those that no key and no constraint rests on. */
const BARE_INDEXES = `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
 ORDER BY name`;
