import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { House } from '../reports/house.fixture.js';
import { addDays } from '../rules/lights.js';
import { Housekeeping } from './housekeeping.js';
import { MessageSweep } from './message.sweep.js';

const TODAY = '2026-11-22';

describe('the sweep', () => {
  let house: House;
  let database: TestDatabase;
  const sweep = (day: string) => house.app.get(MessageSweep).sweep(day);
  const fired = (taskId: number): Promise<{ rung: string; due_date: string }[]> =>
    house.source.query('SELECT rung, due_date FROM rung_firing WHERE task_id = $1 ORDER BY fired_at, rung', [taskId]);

  beforeAll(async () => {
    database = await openTestDatabase();
    house = await House.open(database.source);
  });
  afterAll(async () => {
    await house?.app.close();
    await database?.close();
  });
  beforeEach(() => house.source.query("UPDATE task SET state = 'discarded'"));

  const atDay = async (day: string) => {
    const now = house.clock.now();
    house.clock.set(new Date(`${day}T01:00:00Z`));
    const count = await sweep(day);
    await house.drain();
    house.clock.set(now);
    return count;
  };

  it('fires each rung once on its day and on no other', async () => {
    const id = await house.received({ deadline: '2026-12-10' });
    await house.drain();
    const counts: Record<string, number> = {};
    for (let day = '2026-11-25'; day <= '2026-12-20'; day = addDays(day, 1)) {
      const count = (await atDay(day)) + (await atDay(day));
      if (count > 0) counts[day] = count;
    }
    expect(counts).toEqual({ '2026-12-03': 1, '2026-12-07': 1, '2026-12-11': 2 });
    expect((await fired(id)).map(({ rung }) => rung)).toEqual(['due_7', 'due_3', 'overdue_1', 'urging']);
    const titles = (await house.messages(id)).filter(({ login }) => login === 'staff').map(({ title }) => title.split('：')[0]);
    expect(titles.slice(1)).toEqual(['还有 7 天到期', '还有 3 天到期', '已逾期 1 天']);
    expect((await house.messages(id)).at(-1)?.body).toContain('的完成时限是2026年12月10日，已逾期 1 天');
    expect(await house.told(id, 'due_soon')).toEqual(['deputy', 'deputy', 'guanxian', 'guanxian', 'head', 'head', 'staff', 'staff']);
    expect(await house.told(id, 'overdue')).toEqual(['chief', 'deputy', 'guanxian', 'head', 'staff', 'supervisor']);
  });

  it('after a pause sends the last reminder only, and proposes the first step', async () => {
    const id = await house.received({ deadline: '2026-11-01' });
    expect(await sweep(TODAY)).toBe(2);
    expect((await fired(id)).map(({ rung }) => rung)).toEqual(['overdue_1', 'urging']);
  });

  it('a moved due day re-arms nothing; beginning anew is an act, and then each rung comes once more', async () => {
    const id = await house.received({ deadline: '2026-11-24' });
    await sweep(TODAY);
    await house.source.query("UPDATE task SET deadline = '2026-11-25', next_due = '2026-11-25' WHERE id = $1", [id]);
    expect(await sweep(TODAY)).toBe(0);
    await house.perform('supervisor', 'task', 'rearm', id, { reason: '已批准延期一天' });
    expect(await sweep(TODAY)).toBe(1);
    expect(await sweep(TODAY)).toBe(0);
    expect(await fired(id)).toEqual([
      { rung: 'due_3', due_date: '2026-11-24' },
      { rung: 'due_3', due_date: '2026-11-25' },
    ]);
    await house.drain();
    const lines = (await house.messages(id)).filter(({ kind, login }) => kind === 'due_soon' && login === 'staff');
    expect(lines.map(({ title }) => title)).toEqual(['还有 3 天到期：建强县级医院']);
  });

  it('leaves drafts, what waits for a supervisor, what is done and what has no end alone', async () => {
    const due = { deadline: '2026-11-23' };
    await house.draft(due);
    await house.submitted(due);
    const done = await house.submitted(due);
    await house.perform('supervisor', 'task', 'complete', done);
    await house.received({ deadline: null, cadence: 'month' });
    expect(await sweep(TODAY)).toBe(0);
  });

  it('fires once with four sweeps at once, over more tasks than fit in a batch', async () => {
    const id = await house.received({ deadline: '2026-11-24' });
    await house.source.query(
      `INSERT INTO task (state, plan_id, owner_unit_id, supervising_unit_id, title, requirement, lead_unit_id, deadline, next_due)
       SELECT state, plan_id, owner_unit_id, supervising_unit_id, title || n, requirement, lead_unit_id, deadline, next_due FROM task, generate_series(1, 1200) n WHERE id = $1`,
      [id],
    );
    await house.source.query('DELETE FROM ladder_sweep');
    const counts = await Promise.all([sweep(TODAY), sweep(TODAY), sweep(TODAY), sweep(TODAY)]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1201);
    const [{ claims, errands, carried }] = await house.source.query(
      `SELECT (SELECT count(*) FROM rung_firing f JOIN task t ON t.id = f.task_id WHERE t.state = 'in_progress') AS claims, count(DISTINCT o.id) AS errands,
              count(DISTINCT firing) AS carried
         FROM outbox o, jsonb_array_elements(o.payload -> 'firingIds') AS firing WHERE o.done_at IS NULL AND o.topic = 'message.remind'`,
    );
    expect({ claims, carried }).toEqual({ claims: 1201, carried: 1201 });
    expect(errands).toBeLessThan(30);
    await house.drain();
    const [{ staff }] = await house.source.query(
      "SELECT count(*) AS staff FROM message m JOIN account a ON a.id = m.recipient_id WHERE a.login = 'staff' AND m.cause LIKE 'rung:%:due_3:2026-11-24:%'",
    );
    expect(staff).toBe(1);
  });

  describe('goes over every task once', () => {
    /** Tasks that nobody has acted on, as if they had always been there. */
    const many = async (count: number): Promise<number[]> => {
      const id = await house.received({ deadline: '2026-12-31' });
      const rows: { id: number }[] = await house.source.query(
        `INSERT INTO task (state, plan_id, owner_unit_id, supervising_unit_id, title, requirement, lead_unit_id, deadline, next_due)
         SELECT state, plan_id, owner_unit_id, supervising_unit_id, title || n, requirement, lead_unit_id, '2026-11-24', '2026-11-24'
           FROM task, generate_series(1, $2::int) n WHERE id = $1 RETURNING id`,
        [id, count],
      );
      return rows.map(row => row.id);
    };
    const mark = async () => (await house.source.query('SELECT at, upto FROM ladder_sweep'))[0];

    it('and goes on where it was broken off', async () => {
      const ids = await many(4100);
      await house.source.query('DELETE FROM ladder_sweep');
      const broken = ids[3000];
      await house.source.query(`CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.task_id = ${broken} THEN RAISE EXCEPTION 'power is gone'; END IF; RETURN NEW; END $$`);
      await house.source.query('CREATE TRIGGER stop_here BEFORE INSERT ON rung_firing FOR EACH ROW EXECUTE FUNCTION stop_here()');
      await expect(sweep(TODAY)).rejects.toThrow('power is gone');
      await house.source.query('DROP FUNCTION stop_here CASCADE');
      const { at, upto } = await mark();
      expect([at > 0, at < (broken as number), at < upto]).toEqual([true, true, true]);
      const passed = ids.filter(id => id <= at).length;
      expect(await sweep(TODAY)).toBe(ids.length - passed);
      expect(await sweep(TODAY)).toBe(0);
    });

    it('and afterwards looks only at those that somebody has acted on; a new day, or another ladder, begins anew', async () => {
      expect(await sweep(TODAY)).toBe(0);
      const [untouched] = await many(1);
      const acted = await house.received({ deadline: '2026-11-24' });
      expect(await sweep(TODAY)).toBe(1);
      expect(await fired(acted)).toHaveLength(1);
      expect(await fired(untouched as number)).toHaveLength(0);
      const chief = await house.as('chief');
      const { rungs, version } = (await chief.get('/api/ladder')).body;
      const sent = rungs.map(({ kind: _k, kindLabel: _l, mayBeAutomatic: _m, ...rung }: { code: string; [name: string]: unknown }) =>
        rung.code === 'due_3' ? { ...rung, offsetDays: -4 } : rung,
      );
      expect((await chief.send('put', '/api/ladder', { rungs: sent, version })).status).toBe(200);
      expect(await sweep(TODAY)).toBe(1);
      expect(await fired(untouched as number)).toHaveLength(1);
    });
  });

  it('a reminder that was claimed is not sent any more where meanwhile its day has moved, a new round has begun or the unit has done its part', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 4; n += 1) ids.push(await house.received({ deadline: '2026-11-24' }));
    await house.drain();
    await sweep(TODAY);
    const [moved, anew, done, standing] = ids as [number, number, number, number];
    await house.source.query("UPDATE task SET next_due = '2026-11-25' WHERE id = $1", [moved]);
    await house.source.query('UPDATE task SET ladder_round = ladder_round + 1 WHERE id = $1', [anew]);
    await house.source.query("UPDATE task SET state = 'close_requested' WHERE id = $1", [done]);
    await house.drain();
    for (const id of [moved, anew, done]) expect(await house.told(id, 'due_soon')).toEqual([]);
    expect(await house.told(standing, 'due_soon')).toEqual(['deputy', 'guanxian', 'head', 'staff']);
  });

  it('housekeeping removes keys older than a day and errands done a month ago, and nothing that is still to do', async () => {
    const now = house.clock.now();
    const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
    await house.source.query('DELETE FROM idempotency_key');
    await house.source.query('DELETE FROM outbox');
    for (const [key, days] of [
      ['old', 2],
      ['young', 0.5],
    ] as const)
      await house.source.query("INSERT INTO idempotency_key (account_id, key, fingerprint, used_at) VALUES (1, $1, '', $2)", [
        key,
        ago(days),
      ]);
    for (const [topic, done] of [
      ['old', ago(31)],
      ['young', ago(29)],
      ['waiting', null],
    ] as const)
      await house.source.query("INSERT INTO outbox (topic, payload, available_at, done_at) VALUES ($1, '{}', $2, $3)", [
        topic,
        ago(60),
        done,
      ]);
    await house.app.get(Housekeeping).clean();
    expect(await house.source.query('SELECT key FROM idempotency_key')).toEqual([{ key: 'young' }]);
    expect(await house.source.query('SELECT topic FROM outbox ORDER BY topic')).toEqual([{ topic: 'waiting' }, { topic: 'young' }]);
  });
});
