// `npm run bench -- --size M`: how fast the product answers, beside a bare server over the same database (docs/performance.md).
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from '../../server/scripts/prepare.mjs';
import { ALONE, floor, OPERATIONS, product, sampleOf } from './operations.mjs';

const NONE =
  'docs/performance.md tells of the options: --size S|M|L --operations LIST,DETAIL --connections 1,8,32 --rounds 5 --seconds 2 --minutes 15 --json FILE --profile FOLDER --data FOLDER';

const given = optionsOf({
  size: { type: 'string', default: 'M' },
  operations: { type: 'string', default: 'LIST,SEARCH,DETAIL,UPDATE,URGE,DASHBOARD,EXPORT' },
  connections: { type: 'string', default: '1,8,32' },
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '2' },
  minutes: { type: 'string', default: '15' },
  json: { type: 'string' },
  profile: { type: 'string' },
  data: { type: 'string' },
});

await build(['server']);
const { drive } = await import('./drive.mjs');
const { VISITOR } = await import('./fill.mjs');
const { openHouse, SIZES } = await import('./house.mjs');
const { end, memoryOf, run, startProduct } = await import('./processes.mjs');
const { figuresOf, summary, tableOf } = await import('./results.mjs');

/** What is still to do beside the requests, and the name of what has been written so far. */
const WRITTEN = `SELECT (SELECT count(*)::int FROM outbox WHERE done_at IS NULL AND NOT dead AND available_at <= now())
  + (SELECT count(*)::int FROM audit_entry) AS left, pg_current_snapshot()::text AS seen`;

const say = line => process.stderr.write(`${line}\n`);
const ends = [];
const operations = given.operations.split(',');
const connections = given.connections.split(',').map(Number);
const until = performance.now() + Number(given.minutes) * 60_000;

try {
  const results = await measure();
  process.stdout.write(`\n${tableOf(results.operations)}\n\n${results.notes.join('\n')}\n`);
  if (given.json) writeFileSync(given.json, `${JSON.stringify(results, null, 1)}\n`);
} finally {
  for (const close of ends.reverse()) await close();
}

/** What was asked for; tells how to ask and ends where it cannot be understood. */
function optionsOf(options) {
  try {
    const { values } = parseArgs({ options });
    if (['S', 'M', 'L'].includes(values.size) && values.operations.split(',').every(name => name in OPERATIONS)) return values;
  } catch {
    // Told below.
  }
  process.stderr.write(`${NONE}\n--operations: ${Object.keys(OPERATIONS).join(',')}\n`);
  process.exit(2);
}

async function measure() {
  const house = await openHouse(given, say, ends);
  const { url, client, today } = house;
  const sample = await sampleOf(client, VISITOR.unitId);
  const options = given.profile ? ['--cpu-prof', `--cpu-prof-dir=${given.profile}`] : [];
  const { startMs, ...web } = await startProduct(house, VISITOR.login, options, ends);
  const bare = await startFloor(url, today);
  const systems = [product(sample, web), floor(sample, bare)];

  const results = [];
  for (const many of connections)
    for (const operation of operations) {
      if (ALONE.includes(operation) && many !== Math.min(...connections)) continue;
      await rest(client);
      const pairs = await rounds(systems, operation, ALONE.includes(operation) ? 1 : many);
      if (pairs.length === 0) break;
      results.push({ operation, connections: ALONE.includes(operation) ? 1 : many, ...summary(pairs), rounds: pairs });
      say(tableOf(results.slice(-1)).split('\n')[2]);
    }
  const [{ bytes }] = (await client.query('SELECT pg_database_size(current_database()) AS bytes')).rows;
  const memory = { now: memoryOf(web.pid, 'VmRSS'), most: memoryOf(web.pid, 'VmHWM'), floor: memoryOf(bare.pid, 'VmRSS') };
  const notes = [
    `size ${given.size} (${SIZES[given.size]} tasks), database ${Math.round(bytes / 1e6)} MB, ${today}`,
    `product: ready ${startMs} ms after its start, resident ${memory.now} MB, at most ${memory.most} MB; floor ${memory.floor} MB`,
  ];
  return {
    size: given.size,
    tasks: SIZES[given.size],
    databaseBytes: Number(bytes),
    startMs,
    memoryMb: memory,
    operations: results,
    notes,
  };
}

/** Waits until the product has done what followed from the operation before: its messages are not to be paid by the next one. */
async function rest(client) {
  const now = async () => (await client.query(WRITTEN)).rows[0];
  for (let [before, after] = [{}, await now()]; performance.now() < until; [before, after] = [after, await now()]) {
    if (after.left === 0 && after.seen === before.seen) return;
    await sleep(1000);
  }
}

/** Warms both up, then lets them take turns, who begins changing; ends early when the time is over. */
async function rounds([first, second], operation, many) {
  const burst = Number(given.seconds) * 1000;
  const pairs = [];
  for (const system of [first, second]) await drive(system, operation, many, burst);
  for (let round = 0; round < Number(given.rounds) && performance.now() < until; round += 1) {
    const pair = {};
    for (const system of round % 2 ? [second, first] : [first, second])
      pair[system.name] = figuresOf(await drive(system, operation, many, burst));
    pairs.push(pair);
  }
  return pairs;
}

async function startFloor(databaseUrl, today) {
  const { child, said } = await run('./floor.mjs', { DATABASE_URL: databaseUrl, TODAY: today }, '\n');
  ends.push(() => end(child));
  return { url: `http://127.0.0.1:${said.trim()}`, pid: child.pid };
}
