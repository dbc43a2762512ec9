import { openTestDatabase, somebodyWaits, type TestDatabase } from '../../../test/support/database.js';
import { wrongSights } from '../../../test/support/sights.js';
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
