import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import type { TaskRow } from '../tasks/task.dto.js';
import { GUANXIAN, House } from './house.fixture.js';

let house: House;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
  for (const title of ['托育机构建设', '教育托管（5G覆盖）', 'x光设备100%更新', '下_划线和反\\斜线'])
    await house.issued({ title, supportUnitIds: [] });
  await house.issued({ title: '冠县的托育', leadUnitId: house.unit(GUANXIAN), supportUnitIds: [] });
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

const titles = async (login: string, q: string): Promise<string[]> =>
  (await (await house.as(login)).list('/api/tasks', { q })).body.data.map((row: TaskRow) => row.title).sort();

describe('the search of the ledger', () => {
  it.each([
    ['托育', ['冠县的托育', '托育机构建设']],
    ['育', ['冠县的托育', '托育机构建设', '教育托管（5G覆盖）']],
    ['托', ['冠县的托育', '托育机构建设', '教育托管（5G覆盖）']],
    ['育托', ['教育托管（5G覆盖）']],
    ['5g', ['教育托管（5G覆盖）']],
    ['（', ['教育托管（5G覆盖）']],
    ['X光', ['x光设备100%更新']],
    ['x', ['x光设备100%更新']],
    ['%', ['x光设备100%更新']],
    ['_', ['下_划线和反\\斜线']],
    ['\\斜', ['下_划线和反\\斜线']],
    ['机构建设', ['托育机构建设']],
    ['托设', []],
    ['托x', []],
    ['建x设', []],
  ])('finds %s where it stands and nowhere else', async (q, expected) => {
    expect(await titles('planner', q)).toEqual(expected);
  });

  it('finds a task by part of its number', async () => {
    const [{ no, title }] = await database.source.query("SELECT no, title FROM task WHERE title = '托育机构建设'");
    expect(await titles('planner', no)).toEqual([title]);
    expect(await titles('planner', no.slice(-3))).toContain(title);
  });

  it('shows nobody what is out of his reach', async () => {
    expect(await titles('guanxian', '托育')).toEqual(['冠县的托育']);
    expect(await titles('guanxian', '机构建设')).toEqual([]);
  });
});
