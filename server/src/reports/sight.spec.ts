import { openTestDatabase, somebodyWaits, type TestDatabase } from '../../../test/support/database.js';
import { wrongSights } from '../../../test/support/sights.js';
import { Digests } from '../messages/digest.js';
import { Lights } from '../tasks/lights.js';
import { COMMISSION, DONGE, GUANXIAN, House, OFFICE, SECTION } from './house.fixture.js';

let database: TestDatabase;
let house: House;

beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

const seenFrom = async (unit: string, task: number) => {
  const [row] = await database.source.query('SELECT visible, shares FROM task_sight WHERE unit_id = $1 AND task_id = $2', [
    house.unit(unit),
    task,
  ]);
  return row ?? null;
};

describe('from where a task is seen', () => {
  afterEach(async () => expect(await wrongSights(database.source)).toEqual([]));

  it('a draft from those who plan and supervise; from its units once it has been issued', async () => {
    const draft = await house.draft();
    expect(await seenFrom(SECTION, draft)).toEqual({ visible: true, shares: false });
    expect(await seenFrom(OFFICE, draft)).toEqual({ visible: true, shares: false });
    expect(await seenFrom(DONGE, draft)).toEqual({ visible: false, shares: true });
    await house.perform('planner', 'task', 'issue', draft);
    expect(await seenFrom(DONGE, draft)).toEqual({ visible: true, shares: true });
    expect(await seenFrom(GUANXIAN, draft)).toEqual({ visible: true, shares: true });
  });

  it('no longer from a unit whose share another one has taken over', async () => {
    const task = await house.issued();
    await database.source.query("UPDATE assignment SET state = 'replaced' WHERE task_id = $1 AND unit_id = $2", [
      task,
      house.unit(GUANXIAN),
    ]);
    expect(await seenFrom(GUANXIAN, task)).toBeNull();
    await database.source.query('DELETE FROM assignment WHERE task_id = $1 AND unit_id = $2', [task, house.unit(DONGE)]);
    expect(await seenFrom(DONGE, task)).toBeNull();
  });

  it('from above a unit that has taken a share over, but no longer as the own work of the one that gave it up', async () => {
    const centre = '东阿县牛角店镇中心卫生院';
    const task = await house.issued({ title: '由卫生院承担', deadline: '2026-11-01' });
    await house.perform('staff', 'assignment', 'dispute', await house.share(task), { reason: '由卫生院承担', unitId: house.unit(centre) });
    const own = async () => (await (await house.as('staff')).list('/api/tasks', { mine: true, planId: house.planId })).body.total;
    const pressing = async () =>
      (await house.app.get(Digests).ofUnit(database.source.manager, house.unit(DONGE), DONGE)).text.includes('由卫生院承担');
    const received = async () => (await house.app.get(Lights).judged(database.source.manager, [task]))[0]?.facts.received;
    const before = await own();
    expect([await pressing(), await received()]).toEqual([true, false]);
    await house.perform('supervisor', 'assignment', 'reassign', await house.share(task), { unitId: house.unit(centre), reason: '同意' });
    expect(await seenFrom(DONGE, task)).toEqual({ visible: true, shares: true });
    expect([await own(), await pressing(), await received()]).toEqual([before - 1, false, false]);
  });

  it('from above the place that a unit has moved to', async () => {
    const task = await house.issued();
    await database.source.query('DELETE FROM assignment WHERE task_id = $1 AND unit_id = $2', [task, house.unit(GUANXIAN)]);
    const [unit] = await database.source.query(
      'SELECT name, short_name AS "shortName", kind, sort, active, version FROM unit WHERE id = $1',
      [house.unit(DONGE)],
    );
    const system = await house.as('system');
    const moved = await system.send('put', `/api/units/${house.unit(DONGE)}`, { ...unit, aliases: [], parentId: house.unit(GUANXIAN) });
    expect(moved.status).toBe(200);
    expect(await seenFrom(GUANXIAN, task)).toEqual({ visible: true, shares: true });
  });

  it('from above the new place also where the task comes into being while the unit moves', async () => {
    const [{ path, above }] = await database.source.query(
      `SELECT u.path, a.path AS above FROM unit u, unit a WHERE u.id = $1 AND a.name = $2`,
      [house.unit(GUANXIAN), COMMISSION],
    );
    const mover = database.source.createQueryRunner();
    await mover.startTransaction();
    const to = `${above}${house.unit(SECTION)}/${house.unit(GUANXIAN)}/`;
    await mover.query(`UPDATE unit SET path = $2 || substr(path, length($1) + 1) WHERE starts_with(path, $1)`, [path, to]);
    const drafting = house.draft({ leadUnitId: house.unit(GUANXIAN), supportUnitIds: [] });
    await somebodyWaits(database.source);
    await mover.commitTransaction();
    await mover.release();
    expect(await seenFrom(SECTION, await drafting)).toMatchObject({ shares: true });
  });

  it('keeps the days and the state that lists sort by', async () => {
    const task = await house.submitted({ deadline: '2026-12-20' });
    const days = async () => (await database.source.query('SELECT DISTINCT state, deadline FROM task_sight WHERE task_id = $1', [task]))[0];
    expect(await days()).toEqual({ state: 'close_requested', deadline: '2026-12-20' });
    await database.source.query("UPDATE task SET deadline = '2026-12-25', next_due = '2026-12-24' WHERE id = $1", [task]);
    expect(await days()).toEqual({ state: 'close_requested', deadline: '2026-12-25' });
  });
});
