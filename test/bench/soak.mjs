// `npm run bench:soak`: two web processes and two workers under load; one of each is killed in the middle (docs/performance.md).
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once as event } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from '../../server/scripts/prepare.mjs';

const { values: given } = parseArgs({
  options: {
    size: { type: 'string', default: 'S' },
    minutes: { type: 'string', default: '10' },
    connections: { type: 'string', default: '8' },
  },
});
if (!['S', 'M'].includes(given.size)) {
  process.stderr.write('docs/performance.md tells of the options: --size S|M --minutes 10 --connections 8\n');
  process.exit(2);
}
/** What people do in turns. */
const TURNS = ['DETAIL', 'LIST', 'DETAIL', 'UPDATE', 'SEARCH', 'DETAIL', 'DASHBOARD', 'LIST', 'URGE', 'DETAIL'];
/** A page asks once more when its connection breaks; longer than this nobody waits for the next process. */
const PATIENCE_MS = 10_000;

await build(['server']);
const { end, freePort, memoryOf, run } = await import('./processes.mjs');
const { product, sampleOf } = await import('./operations.mjs');
const { once } = await import('./drive.mjs');
const { VISITOR } = await import('./fill.mjs');
const { openHouse } = await import('./house.mjs');

const say = line => process.stdout.write(`${line}\n`);
const ends = [];
const programs = new Map();

try {
  await soak();
} finally {
  for (const { child } of programs.values()) await end(child);
  for (const close of ends.reverse()) await close();
}

async function soak() {
  const { directory, url, client, password } = await openHouse({ size: given.size }, () => undefined, ends);
  const settings = {
    HOST: '127.0.0.1',
    DATABASE_URL: url,
    REDIS_URL: await startRedis(directory),
    DATA_DIR: directory,
    LOAD_SEEDS: 'false',
  };
  for (const name of ['web 1', 'web 2', 'worker 1', 'worker 2']) await start(name, settings);

  const before = await figures(client);
  const session = await once(`${programs.get('web 1').url}/api/session`, 'POST', {}, { login: VISITOR.login, password });
  const headers = {
    cookie: session.headers.get('set-cookie').split(';')[0],
    'x-csrf-token': session.answer.csrfToken,
    'content-type': 'application/json',
  };
  const { requests } = product(await sampleOf(client, VISITOR.unitId), { url: '', pid: 0, headers });

  const tally = { asked: new Map(), errors: [], latencies: [], retried: 0, changed: 0, served: new Map() };
  const until = performance.now() + Number(given.minutes) * 60_000;
  const people = Array.from({ length: Number(given.connections) }, (_, nr) => person(nr, requests, headers, until, tally));
  await mishaps(settings, Number(given.minutes) * 60_000);
  await Promise.all(people);
  await drained(client);
  await tell(tally, before, await figures(client), client);
}

async function start(name, settings) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const web = name.startsWith('web');
  const { child } = web
    ? await run('../../server/dist/main.js', { ...settings, PORT: `${port}` }, '督导系统已就绪')
    : await run('../../server/dist/worker.js', { ...settings, WORKER_PORT: `${port}` }, '工作进程已就绪');
  programs.set(name, { child, url });
}

/** One of each kind is killed without warning, and comes back a while later. */
async function mishaps(settings, ms) {
  for (const name of ['web 1', 'worker 1']) {
    await sleep(ms / 3);
    const begun = performance.now();
    await end(programs.get(name).child, 'SIGKILL');
    await start(name, settings);
    say(`${name} killed and started again, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
}

/** Asks one thing after the other, of the web processes in turns, as the reverse proxy would send it. */
async function person(nr, requests, headers, until, tally) {
  for (let turn = nr; performance.now() < until; turn += 1) {
    const operation = TURNS[turn % TURNS.length];
    const own = requests[operation].filter((_, index, all) => all.length < 64 || index % Number(given.connections) === nr);
    const asked = own[turn % own.length];
    const body = asked.body && JSON.stringify(asked.body());
    const keyed = body ? { ...headers, 'idempotency-key': randomUUID() } : headers;
    const begun = performance.now();
    try {
      const answer = await askPatiently(asked, keyed, body, turn, tally);
      asked.check(answer);
      if (body) tally.changed += 1;
      tally.latencies.push(performance.now() - begun);
      tally.asked.set(operation, (tally.asked.get(operation) ?? 0) + 1);
    } catch (error) {
      tally.errors.push(`${operation} ${asked.path}: ${error.message}`);
    }
  }
}

async function askPatiently({ method, path }, headers, body, turn, tally) {
  for (let attempt = 0, begun = performance.now(); ; attempt += 1) {
    const name = `web ${((turn + attempt) % 2) + 1}`;
    try {
      const response = await fetch(programs.get(name).url + path, { method, headers, body });
      const text = await response.text();
      if (response.status !== 200) throw Object.assign(new Error(`${response.status} ${text.slice(0, 300)}`), { answered: true });
      tally.served.set(name, (tally.served.get(name) ?? 0) + 1);
      return JSON.parse(text);
    } catch (error) {
      if (error.answered || performance.now() - begun > PATIENCE_MS) throw error;
      tally.retried += 1;
      await sleep(50);
    }
  }
}

async function startRedis(directory) {
  const port = await freePort();
  const redis = spawn('redis-server', [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    directory,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ]);
  await event(redis.stdout, 'data');
  ends.push(() => end(redis));
  return `redis://127.0.0.1:${port}`;
}

async function figures(client) {
  const { rows } = await client.query(
    `SELECT (SELECT count(*)::int FROM process_history WHERE process = 'task' AND act IN ('note_higher', 'urge')) AS changed,
            (SELECT count(DISTINCT m.cause)::int FROM message m WHERE m.cause LIKE 'history:%') AS told,
            (SELECT count(*)::int FROM outbox WHERE dead) AS dead`,
  );
  return rows[0];
}

async function drained(client) {
  const end = performance.now() + 60_000;
  for (;;) {
    const { left } = (await client.query('SELECT count(*)::int AS left FROM outbox WHERE done_at IS NULL AND NOT dead')).rows[0];
    if (left === 0) return;
    if (performance.now() > end) throw new Error(`${left} rows of the outbox are still to do`);
    await sleep(200);
  }
}

/** Prints what happened; throws when anything was lost, done twice, or refused. */
async function tell(tally, before, after, client) {
  const sorted = tally.latencies.sort((a, b) => a - b);
  const at = share => `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))])} ms`;
  const counts = map =>
    [...map]
      .sort()
      .map(([name, many]) => `${name} ${many}`)
      .join(', ');
  say(`answered ${sorted.length} (${counts(tally.asked)}), p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`);
  say(`served by ${counts(tally.served)}; asked again ${tally.retried} times`);
  for (const name of ['worker 1', 'worker 2']) say(`${name}: ${await doneBy(programs.get(name).url)} rows handled since its start`);
  for (const [name, { child }] of programs) say(`${name}: resident ${memoryOf(child.pid, 'VmRSS')} MB`);
  const changed = after.changed - before.changed;
  say(
    `changes answered ${tally.changed}, in the history ${changed}, told of ${after.told - before.told}, given up ${after.dead - before.dead}`,
  );
  const { rows } = await client.query('SELECT recipient_id FROM message GROUP BY recipient_id, cause HAVING count(*) > 1 LIMIT 1');
  for (const error of tally.errors.slice(0, 10)) say(`error: ${error}`);
  if (
    tally.errors.length > 0 ||
    changed !== tally.changed ||
    after.told - before.told !== changed ||
    after.dead !== before.dead ||
    rows.length > 0
  )
    throw new Error('something was lost, done twice, or refused');
  say('no error, nothing lost, nothing done twice');
}

async function doneBy(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(/^dudao_\w*done\w*\{[^}]*\} (\d+)/gm)].reduce((sum, [, many]) => sum + Number(many), 0);
}
