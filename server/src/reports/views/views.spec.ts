import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { Page } from '../../platform/dto.js';
import { DONGE, GUANXIAN, House } from '../house.fixture.js';
import type { TaskBoard, TaskCalendar, TaskMatrix, WallRow } from './views.dto.js';

let house: House;
let database: TestDatabase;
const phases = [
  { year: 2025, kind: 'build', name: '加快建设', dueDate: '2025-12-31', target: null },
  { year: 2026, kind: 'finish', name: '扫尾收官', dueDate: '2026-12-31', target: null },
];

beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
  await house.draft({ title: '草稿' });
  await house.received({ title: '分阶段的', phases });
  await house.received({ title: '逾期的', deadline: '2026-11-01' });
  await house.issued({ title: '冠县的', deadline: '2026-11-28', leadUnitId: house.unit(GUANXIAN), supportUnitIds: [] });
  await house.issued({ title: '长期的', deadline: null, cadence: 'month' });
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

const get = async <T>(login: string, path: string, filter: object = {}, extra = ''): Promise<{ status: number; body: T }> =>
  (await house.as(login)).get(`/api/${path}?filter=${encodeURIComponent(JSON.stringify(filter))}${extra}`);

describe('看板', () => {
  it('has a column for each state with something in it, in the order of the process, what is due first on top', async () => {
    const { body } = await get<TaskBoard>('supervisor', 'task-board');
    expect(body.columns.map(({ stateLabel, total }) => [stateLabel, total])).toEqual([
      ['拟办', 1],
      ['已交办', 2],
      ['办理中', 2],
    ]);
    expect(body.columns[2]?.tasks.map(task => task.title)).toEqual(['逾期的', '分阶段的']);
  });

  it('shows each person his own reach, and nothing of drafts to a county', async () => {
    const { body } = await get<TaskBoard>('guanxian', 'task-board');
    expect(body.columns.map(column => column.state)).not.toContain('draft');
    expect((await get('system', 'task-board')).status).toBe(403);
  });
});

describe('日历', () => {
  it('counts the days of a month by light and names the first of each', async () => {
    const { body } = await get<TaskCalendar>('supervisor', 'task-calendar', {}, '&month=2026-11');
    expect(body.days.map(({ day, total, tasks }) => [day, total, tasks.map(task => task.title)])).toEqual([
      ['2026-11-01', 1, ['逾期的']],
      ['2026-11-28', 1, ['冠县的']],
    ]);
    expect(body.days[0]).toMatchObject({ lights: { overdue: 1 }, tasks: [{ leadUnitName: DONGE, light: 'overdue' }] });
    expect(body.undated).toBe(1);
    expect((await get<TaskCalendar>('supervisor', 'task-calendar', {}, '&month=2026-02')).body.days).toEqual([]);
  });

  it('tells the days on which nobody works: weekends and holidays, not the days worked instead', async () => {
    const { body } = await get<TaskCalendar>('supervisor', 'task-calendar', {}, '&month=2026-10');
    expect(body.off.slice(0, 9)).toEqual([
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
      '2026-10-04',
      '2026-10-05',
      '2026-10-06',
      '2026-10-07',
      '2026-10-11',
      '2026-10-17',
    ]);
    expect((await get<TaskCalendar>('supervisor', 'task-calendar', {}, '&month=2031-10')).body.off).toEqual([]);
  });

  it.each(['', '&month=2026-13', '&month=26-11', '&month=0000-01'])('refuses the month %p', async extra => {
    expect((await get('supervisor', 'task-calendar', {}, extra)).status).toBe(400);
  });
});

describe('挂图', () => {
  it('gives the rows of the filter with their phases, a window at a time', async () => {
    const { body } = await get<Page<WallRow>>('supervisor', 'task-wall', {}, '&sort=["plan","ASC"]&range=[0,1]');
    expect(body.total).toBe(5);
    expect(body.data.map(row => row.title)).toEqual(['草稿', '分阶段的']);
    expect(body.data[1]).toMatchObject({ begin: '2026-01-01', deadline: '2026-12-31', state: 'in_progress', completedOn: null });
    expect(body.data[1]?.phases.map(({ year, dueDate, verdict }) => [year, dueDate, verdict])).toEqual([
      [2025, '2025-12-31', null],
      [2026, '2026-12-31', null],
    ]);
    expect((await get('supervisor', 'task-wall', {}, '&range=[0,999]')).status).toBe(400);
  });
});

describe('矩阵', () => {
  it('counts lead units by state and light, the latest first, and every count is what the ledger shows behind it', async () => {
    const { body } = await get<TaskMatrix>('supervisor', 'task-matrix');
    expect(body.rows.map(({ unitName, total }) => [unitName, total])).toEqual([
      [DONGE, 4],
      [GUANXIAN, 1],
    ]);
    expect([body.total, body.units]).toEqual([5, 2]);
    for (const row of body.rows)
      for (const { state, light, count } of row.cells) {
        const { body: list } = await get<{ total: number }>('supervisor', 'tasks', { leadUnitId: row.unitId, state, light });
        expect([row.unitName, state, light, list.total]).toEqual([row.unitName, state, light, count]);
      }
    expect(body.sums.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  });
});
