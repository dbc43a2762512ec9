// One process of bench:sweep: does one command on the application over DATABASE_URL and prints one line of figures.
import { createWorker, openDatabase } from '../../server/dist/app.js';
import { CalendarStore } from '../../server/dist/calendar/calendar.store.js';
import { MessageSweep } from '../../server/dist/messages/message.sweep.js';
import { Clock } from '../../server/dist/platform/clock.js';
import { readConfig } from '../../server/dist/platform/config.js';
import { Doorway } from '../../server/dist/platform/doorway.js';
import { OutboxService } from '../../server/dist/platform/outbox.service.js';
import { SYSTEM } from '../../server/dist/rules/actor.js';
import { LADDER, latestDue } from '../../server/dist/rules/ladder.js';

const OPEN = "state IN ('issued', 'in_progress', 'returned')";
/** In the round of the ladder that this bench begins. */
const ROUND = 9;

const config = readConfig();
const source = await openDatabase(config.databaseUrl);
const app = await createWorker({ ...config, logLevel: 'fatal' }, source);
const count = async sql => Number((await source.query(sql))[0].count);

const COMMANDS = {
  async sweep() {
    const { at } = (await source.query('SELECT at FROM ladder_sweep'))[0] ?? { at: 0 };
    const figures = await watched(() => app.get(MessageSweep).sweep());
    const [mark] = await source.query('SELECT at FROM ladder_sweep');
    return { ...figures, windows: Math.ceil((mark.at - at) / 2000) };
  },

  async drain() {
    const before = await count('SELECT count(*) FROM message');
    const figures = await watched(() => app.get(OutboxService).drain());
    return { ...figures, done: (await count('SELECT count(*) FROM message')) - before };
  },

  /** So many open tasks come to a rung: 2/5 seven days before their day, 1/5 three, 1/5 just past it, 1/5 to the notice after a decided 催办. */
  async prepare(wanted) {
    const today = app.get(Clock).today();
    const calendar = await app.get(CalendarStore).current();
    const day = code =>
      latestDue(
        LADDER.find(rung => rung.code === code),
        today,
        calendar,
      );
    await source.query(
      `WITH crossing AS (SELECT id, row_number() OVER (ORDER BY hashint4(id)) % 5 AS kind FROM (SELECT id FROM task WHERE ${OPEN} ORDER BY hashint4(id) LIMIT $1) x)
       UPDATE task t SET ladder_round = ${ROUND}, next_due = (ARRAY[$2, $2, $3, $4, $5]::date[])[kind + 1], deadline = (ARRAY[$2, $2, $3, $4, $5]::date[])[kind + 1],
              risk = CASE WHEN kind = 4 THEN 'low' END FROM crossing WHERE crossing.id = t.id`,
      [Number(wanted), day('due_7'), day('due_3'), day('overdue_1'), day('level_1')],
    );
    const chosen = `ladder_round = ${ROUND} AND ${OPEN}`;
    await source.query(
      `WITH past AS (INSERT INTO rung_firing (task_id, rung, due_date, round, needs_decision, fired_at)
         SELECT id, rung, next_due, ${ROUND}, rung = 'urging', now() - interval '4 days' FROM task, unnest(ARRAY['overdue_1', 'urging']) AS rung WHERE ${chosen} AND risk = 'low'
         RETURNING id, rung)
       INSERT INTO rung_decision (firing_id, decision, actor_name, at) SELECT id, 'confirmed', '督查员', now() - interval '3 days' FROM past WHERE rung = 'urging'`,
    );
    await source.query('DELETE FROM ladder_sweep');
    const [{ crossing, late }] = await source.query(
      `SELECT count(*) AS crossing, count(*) FILTER (WHERE next_due = '${day('overdue_1')}') AS late FROM task WHERE ${chosen}`,
    );
    await source.query('VACUUM ANALYZE task');
    return { crossing: Number(crossing), rungs: Number(crossing) + Number(late) };
  },

  /** The same day once more: another round of the ladder for the same tasks. */
  async again() {
    await source.query(`UPDATE task SET ladder_round = ${ROUND + 1} WHERE ladder_round = ${ROUND}`);
    await source.query('DELETE FROM ladder_sweep');
    return {};
  },

  async act(wanted) {
    const rows = await source.query(`SELECT id FROM task WHERE ${OPEN} ORDER BY hashint4(id + 1) LIMIT $1`, [Number(wanted)]);
    for (const { id } of rows)
      await source.transaction(manager => app.get(Doorway).performIn(manager, 'task', 'urge', id, SYSTEM, { text: '请抓紧办理。' }));
    return {};
  },
};

const [, , name, ...values] = process.argv;
process.stdout.write(`${JSON.stringify(await COMMANDS[name](...values))}\n`);
await app.close();
await source.destroy();
process.exit(0);

/** Runs the work; how long it took, what it answered, and the memory by the way: peak, and the middle of the first and the last quarter. */
async function watched(work) {
  const heaps = [];
  let peak = 0;
  const look = () => {
    const { heapUsed, rss } = process.memoryUsage();
    heaps.push(heapUsed);
    peak = Math.max(peak, rss);
  };
  look();
  const timer = setInterval(look, 50);
  const began = performance.now();
  const done = await work();
  const ms = performance.now() - began;
  clearInterval(timer);
  look();
  const quarter = Math.max(1, heaps.length >> 2);
  const middle = some => Math.round(some.toSorted((a, b) => a - b)[some.length >> 1] / 1e6);
  return { ms, done, peakMb: Math.round(peak / 1e6), early: middle(heaps.slice(0, quarter)), late: middle(heaps.slice(-quarter)) };
}
