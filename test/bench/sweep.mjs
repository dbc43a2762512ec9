// `npm run bench:sweep`: the day's sweep over a big house, broken off with kill -9 and gone on with (docs/performance.md).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../../server/scripts/prepare.mjs';

/** Of a hundred tasks so many come to a rung today. */
const SHARE = 5;
const ACTS = 100;

const { values: given } = parseArgs({ options: { size: { type: 'string', default: 'S' }, data: { type: 'string' } } });
if (!['S', 'M', 'L'].includes(given.size)) {
  process.stderr.write('docs/performance.md tells of the options: --size S|M|L --data FOLDER\n');
  process.exit(2);
}

await build(['server']);
const { openHouse, SIZES } = await import('./house.mjs');
const tasks = SIZES[given.size];

const say = line => process.stdout.write(`${line}\n`);
const seconds = ms => `${(ms / 1000).toFixed(1)} s`;
const many = number => Math.round(number).toLocaleString('en');
const ends = [];

try {
  await measure();
} finally {
  for (const end of ends.reverse()) await end();
}

async function measure() {
  const { directory, url, client } = await openHouse(given, say, ends);
  const ask = async sql => (await client.query(sql)).rows[0];
  const work = (command, ...more) => run(url, directory, [command, ...more]);

  await report('the house as it is filled', await work('sweep').result);
  const { crossing, rungs } = await work('prepare', `${Math.round((tasks * SHARE) / 100)}`).result;
  say(`${many(tasks)} tasks, ${many(crossing)} of them come to a rung today (${many(rungs)} rungs)`);
  const [{ last: before }] = [await ask('SELECT coalesce(max(id), 0) AS last FROM rung_firing')];

  const first = work('sweep');
  const half = await killedHalfway(first, ask);
  const claimed = async () => Number((await ask(`SELECT count(*) AS claimed FROM rung_firing WHERE id > ${before}`)).claimed);
  say(
    half
      ? `kill -9 at task ${many(half.at)} of ${many(half.upto)}: ${many(await claimed())} claimed`
      : 'it was over before it could be killed',
  );
  const rest = await work('sweep').result;
  await report(`the rest${half ? `, from task ${many(half.at)}` : ''}`, rest);
  const found = await claimed();
  const { twice } = await ask(
    'SELECT count(*) AS twice FROM (SELECT 1 FROM rung_firing GROUP BY task_id, rung, round HAVING count(*) > 1) x',
  );
  say(`claimed ${many(found)} of ${many(rungs)}, ${twice} twice`);
  if (found !== rungs || Number(twice) > 0) throw new Error('rungs were lost or claimed twice');

  await work('again').result;
  await report('the whole day’s round in one go', await work('sweep').result);
  await report('reminders written', await work('drain').result, 'messages');

  await work('act', `${ACTS}`).result;
  const read = async () => {
    await sleep(1500);
    return ask("SELECT seq_tup_read + idx_tup_fetch AS rows FROM pg_stat_user_tables WHERE relname = 'task'");
  };
  const calm = await read();
  await report(`after acts on ${ACTS} tasks`, await work('sweep').result);
  say(`rows of task read: ${many(Number((await read()).rows) - Number(calm.rows))}`);
}

async function report(name, { ms, windows, done, peakMb, early, late }, what = 'rungs') {
  const rate = done > 0 ? `, ${many((done / ms) * 1000)} a second` : '';
  const memory = `resident at most ${peakMb} MB, heap in use ${early} MB in the first quarter and ${late} MB in the last`;
  say(`${name}: ${seconds(ms)}, ${many(done)} ${what}${rate}${windows === undefined ? '' : `, ${many(windows)} windows`}; ${memory}`);
}

/** Ends the process when it is halfway; gives where it stood, null when it was too fast. */
async function killedHalfway({ child, result }, ask) {
  const over = result.then(
    () => true,
    () => true,
  );
  for (;;) {
    const mark = await ask('SELECT at, upto FROM ladder_sweep');
    if (mark && mark.at >= mark.upto / 2) {
      child.kill('SIGKILL');
      await over;
      const stood = await ask('SELECT at, upto FROM ladder_sweep');
      return stood.at < stood.upto ? stood : null;
    }
    if (await Promise.race([over, sleep(5, false)])) return null;
  }
}

function run(url, directory, command) {
  const worker = fileURLToPath(new URL('./sweep.worker.mjs', import.meta.url));
  const env = { PATH: process.env.PATH, DATABASE_URL: url, DATA_DIR: directory, LOAD_SEEDS: 'false' };
  const child = spawn(process.execPath, [worker, ...command], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  ends.push(async () => child.exitCode === null && child.kill('SIGKILL'));
  let answer = null;
  createInterface({ input: child.stdout }).on('line', line => {
    if (line.startsWith('{')) answer = JSON.parse(line);
  });
  const result = once(child, 'close').then(([code]) => {
    if (code !== 0 || !answer) throw new Error(`${command[0]} ended with ${code}`);
    return answer;
  });
  result.catch(() => undefined);
  return { child, result };
}
