import ExcelJS from 'exceljs';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { TaskRow } from '../../tasks/task.dto.js';
import { DONGE, GUANXIAN, House, OFFICE, SECTION } from '../house.fixture.js';
import { LEDGER_COLUMNS } from './columns.js';
import { STANDING } from './filter.js';
import { monthOf } from './sheets.js';

let house: House;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
  await house.draft({ title: '草稿', deadline: '2026-10-01' });
  await house.received({ title: '年底的' });
  await house.received({ title: '逾期的', deadline: '2026-11-01' });
  await house.issued({ title: '冠县本月的', deadline: '2026-11-28', leadUnitId: house.unit(GUANXIAN), supportUnitIds: [] });
  await house.issued({ title: '长期的', deadline: null, cadence: 'month' });
  const done = await house.submitted({ title: '办结的' });
  await house.perform('supervisor', 'task', 'complete', done);
  const returned = await house.submitted({ title: '=退回的' });
  await house.perform('supervisor', 'task', 'return', returned, { reasonKind: 'other', reason: '缺评审文件', resubmitBy: null });
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

const get = async (login: string, path: string) => (await house.as(login)).get(path);
const listOf = async (login: string, filter: object = {}, extra = '') =>
  (await get(login, `/api/tasks?filter=${encodeURIComponent(JSON.stringify(filter))}${extra}`)).body;
const titles = async (login: string, filter: object = {}, extra = ''): Promise<string[]> =>
  (await listOf(login, filter, extra)).data.map((row: TaskRow) => row.title);

describe('台账的次序和筛选', () => {
  it('shows first what is late, then by the next day, what has none, drafts, what is closed', async () => {
    expect(await titles('supervisor')).toEqual(['逾期的', '=退回的', '冠县本月的', '年底的', '长期的', '草稿', '办结的']);
  });

  it('turns the usual order round without losing a row', async () => {
    const there = await titles('supervisor', {}, '&sort=["urgency","ASC"]');
    expect(await titles('supervisor', {}, '&sort=["urgency","DESC"]')).toEqual([...there].reverse());
  });

  it('takes the lead unit itself, a span of due days, and what was extended', async () => {
    expect(await titles('supervisor', { leadUnitId: house.unit(GUANXIAN) })).toEqual(['冠县本月的']);
    expect(await titles('supervisor', { dueFrom: '2026-11-01', dueTo: '2026-11-30' })).toEqual(['逾期的', '=退回的', '冠县本月的']);
    expect(await titles('supervisor', { extended: true })).toEqual([]);
    expect((await get('supervisor', '/api/tasks?filter={"dueFrom":"2026-02-30"}')).status).toBe(400);
  });

  it('is carried by an index in its usual order', async () => {
    await database.source.query('SET enable_seqscan = off; SET enable_sort = off');
    const plan = await database.source.query(`EXPLAIN SELECT t.id FROM task t ORDER BY ${STANDING} ASC, t.next_due ASC, t.id ASC LIMIT 25`);
    expect(JSON.stringify(plan)).toContain('task_urgency');
  });
});

async function exported(login: string, query: string): Promise<ExcelJS.Workbook> {
  const answer = await (await house.as(login)).file(`/api/task-export?${query}`);
  expect(answer.status).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(answer.body);
  return book;
}
const cellsOf = (book: ExcelJS.Workbook, sheet: string): ExcelJS.CellValue[][] => {
  const rows: ExcelJS.CellValue[][] = [];
  book.getWorksheet(sheet)?.eachRow({ includeEmpty: true }, row => rows.push((row.values as ExcelJS.CellValue[]).slice(1)));
  return rows;
};
const SHEETS = ['总台账', '按单位', '按县区', '逾期', '本月到期', '延期', '退回', '字段说明'];

describe('导出台账', () => {
  it('writes what is seen: the rows in their order, the columns that were chosen in theirs, and the sheets of the office', async () => {
    const book = await exported('supervisor', 'columns=no,title,light,nextDue,percent');
    expect(book.worksheets.map(sheet => sheet.name)).toEqual(SHEETS);
    const [, , head, ...rows] = cellsOf(book, '总台账');
    const seen = (['no', 'title', 'light', 'nextDue', 'percent'] as const).map(name => LEDGER_COLUMNS[name].label);
    expect(head).toEqual(['序号', ...seen, '系统标识（请勿修改）']);
    expect(rows.map(row => row[2])).toEqual(['逾期的', "'=退回的", '冠县本月的', '年底的', '长期的', '草稿', '办结的']);
    expect(rows.map(row => row[3])).toEqual(['逾期', '临期', '临期', '正常', '长期', '未交办', '办结'].map(() => expect.any(String)));
    expect(rows[0]?.[4]).toEqual(new Date('2026-11-01T00:00:00Z'));
  });

  it('narrows the sheets beside it, counts by unit and county, and explains every column', async () => {
    const book = await exported('supervisor', '');
    const firsts = (sheet: string) =>
      cellsOf(book, sheet)
        .slice(3)
        .map(row => row[5]);
    expect(firsts('逾期')).toEqual(['逾期的']);
    expect(firsts('本月到期')).toEqual(['逾期的', "'=退回的", '冠县本月的']);
    expect(firsts('延期')).toEqual([]);
    expect(firsts('退回')).toEqual(["'=退回的"]);
    const [donge, guanxian, sum] = cellsOf(book, '按单位').slice(3);
    expect(donge?.slice(0, 4)).toEqual([1, DONGE, 6, 1]);
    expect(guanxian?.slice(0, 4)).toEqual([2, GUANXIAN, 1, 0]);
    expect(sum?.slice(1, 4)).toEqual(['合计', 7, 1]);
    expect(
      cellsOf(book, '按县区')
        .slice(3)
        .map(row => row[1]),
    ).toEqual([DONGE, GUANXIAN, '合计']);
    expect(cellsOf(book, '字段说明').length).toBe(3 + 7 + Object.keys(LEDGER_COLUMNS).length);
    const head = cellsOf(book, '总台账')[2] as string[];
    const returned = cellsOf(book, '退回')[3] as ExcelJS.CellValue[];
    expect(returned[head.indexOf('审核结论')]).toBe('缺评审文件');
    expect(returned[head.indexOf('实际进度')]).toBe(100);
  });

  it('holds to the filter, says it in words, and to what the person may see', async () => {
    const query = `filter=${encodeURIComponent(JSON.stringify({ light: 'overdue', leadUnitId: house.unit(DONGE) }))}`;
    const book = await exported('supervisor', query);
    expect(String(cellsOf(book, '总台账')[1]?.[0])).toMatch(
      /^筛选条件　牵头单位：东阿县卫生健康局；预警：逾期　共 1 件　.*2026年11月\d+日导出$/,
    );
    const guanxian = cellsOf(await exported('guanxian', 'columns=title'), '总台账')
      .slice(3)
      .map(row => row[1]);
    expect(guanxian).not.toContain('草稿');
    expect(guanxian.length).toBe((await listOf('guanxian')).total);
  });

  it('leaves a line in the audit log, and refuses a column that does not exist and people without the ledger', async () => {
    const [before] = await database.source.query("SELECT count(*) AS n FROM audit_line WHERE act = 'ledger.export'");
    await exported('supervisor', 'columns=title');
    const [after] = await database.source.query(
      "SELECT count(*) AS n, max(detail::text) AS detail FROM audit_line WHERE act = 'ledger.export'",
    );
    expect(after.n).toBe(before.n + 1);
    expect((await get('supervisor', '/api/task-export?columns=password')).status).toBe(400);
    expect((await get('system', '/api/task-export')).status).toBe(403);
  });
});

describe('月份', () => {
  it.each([
    ['2026-11-22', '2026-11-01', '2026-11-30'],
    ['2026-12-31', '2026-12-01', '2026-12-31'],
    ['2028-02-10', '2028-02-01', '2028-02-29'],
  ])('%s', (day, first, last) => expect(monthOf(day)).toEqual({ first, last }));
});

describe('保存的视图', () => {
  const send = async (login: string, method: 'post' | 'put' | 'delete', path: string, body: object = {}) =>
    (await house.as(login)).send(method, `/api/ledger-views${path}`, body);
  const view = (name: string, more: object = {}) => ({
    name,
    unitId: null,
    filter: { light: ['overdue'] },
    sort: { field: 'nextDue', order: 'ASC' },
    columns: ['light', 'title'],
    ...more,
  });
  const namesOf = async (login: string): Promise<string[]> =>
    (await get(login, '/api/ledger-views')).body.data.map((each: { name: string }) => each.name);

  it('is kept for its owner, opened by link by others, and listed for the unit it is shared with', async () => {
    const { body, status } = await send('supervisor', 'post', '', view('只看逾期'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: '只看逾期', mine: true, columns: ['light', 'title'], version: 1 });
    expect(await namesOf('supervisor')).toEqual(['只看逾期']);
    expect(await namesOf('chief')).toEqual([]);
    expect((await get('staff', `/api/ledger-views/${body.key}`)).body).toMatchObject({ name: '只看逾期', mine: false });
    const shared = await send('supervisor', 'put', `/${body.key}`, { ...view('只看逾期', { unitId: house.unit(OFFICE) }), version: 1 });
    expect(shared.body).toMatchObject({ unitName: OFFICE, version: 2 });
    expect(await namesOf('chief')).toEqual(['只看逾期']);
    expect(await namesOf('staff')).toEqual([]);
  });

  it('refuses a used name, a foreign unit, an unknown column or filter, and no column at all', async () => {
    const wrong: [object, string][] = [
      [view('只看逾期'), 'name'],
      [view('甲', { unitId: house.unit(SECTION) }), 'unitId'],
      [view('乙', { columns: ['password'] }), 'columns.0'],
      [view('丙', { columns: [] }), 'columns'],
      [view('丁', { filter: { light: ['purple'] } }), 'filter.light'],
      [view('  '), 'name'],
    ];
    for (const [body, field] of wrong) {
      const answer = await send('supervisor', 'post', '', body);
      expect([field, answer.status]).toEqual([field, 400]);
      expect(answer.body.errors).toHaveProperty([field]);
    }
  });

  it('is changed and removed by its owner alone, and not over what was saved meanwhile', async () => {
    const { key } = (await send('staff', 'post', '', view('我的'))).body;
    expect((await send('supervisor', 'put', `/${key}`, { ...view('抢来的'), version: 1 })).status).toBe(404);
    expect((await send('supervisor', 'delete', `/${key}`)).status).toBe(404);
    expect((await send('staff', 'put', `/${key}`, { ...view('新名'), version: 7 })).status).toBe(409);
    expect((await send('staff', 'delete', `/${key}`)).status).toBe(204);
    expect((await get('staff', `/api/ledger-views/${key}`)).status).toBe(404);
    expect((await get('staff', '/api/ledger-views/nothing')).status).toBe(404);
  });
});
