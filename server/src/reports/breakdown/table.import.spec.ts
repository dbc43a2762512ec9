import mammoth from 'mammoth';
import { Tables, Workbook } from './table.fixture.js';

let tables: Tables;
beforeAll(async () => {
  tables = await Tables.open();
});
beforeEach(() => tables.renew());
afterAll(() => tables?.close());

type Rows = Record<string, unknown>[];
const grid = async (): Promise<Rows> => (await tables.planner.get(`/api/plans/${tables.planId}/breakdown`)).body.rows;
const tasks = async (): Promise<number> =>
  (await tables.house.source.query('SELECT count(*) AS count FROM task WHERE plan_id = $1', [tables.planId]))[0].count;

const trialOf = async (book: Workbook, aliases = {}) => {
  const { status, body } = await tables.planner.file(tables.path('/trial'), '分解表.xlsx', await book.bytes(), {
    aliases: JSON.stringify(aliases),
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
};
const take = async (book: Workbook, fields: Record<string, string> = {}) =>
  tables.planner.file(tables.path(), '分解表.xlsx', await book.bytes(), fields);

describe('taking an edited table in', () => {
  test('untouched: nothing changes', async () => {
    expect(await trialOf(await tables.exported())).toMatchObject({ rowsRead: 5, unchanged: 5, changes: [], faults: [], created: 0 });
  });

  test('a trial lists every change and keeps none; the import keeps all', async () => {
    const book = await tables.exported();
    book.set(1, '完成标准', '设备全部更新').set(1, '责任单位', '东阿县卫健局').set(1, '配合单位', '').set(2, '牵头单位', '冠县卫健局');
    book.set(2, '完成时限', '2026年6月底前').set(2, '2026年扫尾收官', '').set(2, '报送频次', '每季');
    book.set(2, '2025年加快建设', '完成改造（2025年9月30日前）');
    const trial = await trialOf(book);
    expect(trial).toMatchObject({ faults: [], created: 2, changed: 0, unchanged: 3 });
    expect(trial.changes.map((change: Record<string, string>) => [change.row, change.column, change.old, change.new])).toEqual([
      [5, 'E', '2026年底前完成设备更新', '设备全部更新'],
      [5, 'G', '', '东阿县卫健局'],
      [5, 'H', '市财政局', ''],
      [6, 'F', '市财政局', '冠县卫健局'],
      [6, 'I', '2025年12月31日前完成', '完成改造（2025年9月30日前）'],
      [6, 'J', '2026年12月31日前完成', ''],
      [6, 'K', '2026年12月31日', '2026年6月30日'],
      [6, 'L', '', '每季度'],
    ]);
    expect(await tasks()).toBe(0);
    const taken = await take(book, { digest: trial.digest });
    expect(taken).toMatchObject({ status: 200, body: { created: 2 } });
    const rows = await grid();
    expect(rows[0]).toMatchObject({
      taskState: 'draft',
      doneCriterion: '设备全部更新',
      coLeadUnitIds: [tables.house.organisation.unit('东阿县卫生健康局')],
      supportUnitIds: [],
    });
    expect(rows[1]).toMatchObject({
      deadline: '2026-06-30',
      cadence: 'quarter',
      phases: [{ year: 2025, dueDate: '2025-09-30', target: '完成改造' }],
    });
    expect(await tasks()).toBe(2);
    expect(await trialOf(book)).toMatchObject({ faults: [], changes: [], unchanged: 5 });
  });

  test('a name of several units stands for all of them, out and in again; as lead, each gets a task', async () => {
    const counties = '各县（市、区）卫生健康局';
    const ids = ['东阿县卫生健康局', '冠县卫生健康局'].map(name => tables.house.organisation.unit(name));
    const book = await tables.exported();
    book.set(1, '配合单位', `市财政局、${counties}`).set(2, '牵头单位', counties).set(3, '配合单位', '冠县卫健局');
    const trial = await trialOf(book);
    expect(trial.faults).toEqual([]);
    expect(trial.changes.map((change: Record<string, string>) => change.new)).toEqual([`市财政局、${counties}`, counties, '冠县卫健局']);
    expect(trial.notices).toEqual([`“${counties}”指 2 个单位：东阿县卫健局、冠县卫健局；写在牵头单位的，各立一项任务。`]);
    expect((await take(book)).status).toBe(200);
    const rows = await grid();
    expect(rows[0]).toMatchObject({ supportUnitIds: [tables.house.organisation.unit('聊城市财政局'), ...ids] });
    expect(rows.slice(1, 3).map(({ measureNo, leadUnitId }) => [measureNo, leadUnitId])).toEqual(ids.map(id => ['1.2', id]));
    const exported = await tables.exported();
    expect([1, 2, 3, 4].map(nth => ['牵头单位', '配合单位'].map(heading => exported.cell(nth, heading).value))).toEqual([
      ['市卫生健康委', `市财政局、${counties}`],
      ['东阿县卫健局', null],
      ['冠县卫健局', null],
      [null, '冠县卫健局'],
    ]);
    expect(exported.sheet.getCell('A7').master.address).toBe('A6');
    const { body } = await tables.planner.bytes(tables.path('?format=docx'));
    expect((await mammoth.extractRawText({ buffer: body })).value).toContain(`市财政局、${counties}`);
    expect(await trialOf(exported)).toMatchObject({ changes: [], faults: [] });
    expect((await trialOf(exported.set(2, '牵头单位', counties))).faults).toMatchObject([
      { row: 6, column: 'F', message: expect.stringContaining('只能有一个牵头单位') },
    ]);
  });

  test('columns in another order, two rows of head, joined cells, dates as serials, no hidden mark', async () => {
    const book = Workbook.blank();
    const rows = await grid();
    book.sheet.addRow(['某某市任务清单']);
    book.sheet.mergeCells('A1:F1');
    book.sheet.addRow(['完成时限', '责任分工', '', '编号', '主要任务', '领导批示']);
    book.sheet.addRow(['', '牵头单位', '配合单位', '', '', '']);
    book.sheet.mergeCells('B2:C2');
    for (const merged of ['A2:A3', 'D2:D3', 'E2:E3']) book.sheet.mergeCells(merged);
    book.sheet.addRow(['一、主要措施', '', '', '', '', '']);
    book.sheet.mergeCells('A4:F4');
    for (const row of rows.slice(0, 2)) book.sheet.addRow([46_356, '冠县卫生健康局', '', row.measureNo, row.measureText, '已阅']);
    book.sheet.mergeCells('B5:B6');
    book.sheet.addRow(['注：以正式文件为准']);
    const trial = await trialOf(book);
    expect(trial).toMatchObject({ rowsRead: 2, faults: [], created: 2 });
    expect(trial.notices).toEqual([
      '第 5、6 行的完成时限提前了，表里没有的阶段时限随之提前或去掉。',
      '“领导批示”列系统没有对应的内容，不导入。',
      '方案另有 3 项不在表里，保持不变。',
    ]);
    expect((await take(book)).status).toBe(200);
    const guanxian = tables.house.organisation.unit('冠县卫生健康局');
    expect((await grid()).slice(0, 2)).toMatchObject([
      { leadUnitId: guanxian, deadline: '2026-11-30', supportUnitIds: [] },
      { leadUnitId: guanxian, deadline: '2026-11-30' },
    ]);
  });

  test('where only 责任单位 stands in the table, the first one leads', async () => {
    const book = Workbook.blank();
    book.sheet.addRow(['序号', '责任单位', '完成时限']);
    book.sheet.addRow(['1.2', '冠县卫健局、东阿县卫健局', '长期推进']);
    const trial = await trialOf(book);
    expect(trial.changes.map((change: { new: string }) => change.new)).toEqual(['冠县卫健局、东阿县卫健局', '长期推进']);
    await take(book);
    expect((await grid())[1]).toMatchObject({
      leadUnitId: tables.house.organisation.unit('冠县卫生健康局'),
      coLeadUnitIds: [tables.house.organisation.unit('东阿县卫生健康局')],
      deadline: null,
    });
  });

  test('half of the rows wrong: every fault at its cell, nothing kept', async () => {
    const book = await tables.exported();
    book
      .set(1, '完成时限', '2026年2月30日')
      .set(1, '任务名称', '')
      .set(2, '牵头单位', '冠县卫健局、东阿县卫健局')
      .set(2, '报送频次', '随时');
    book.set(3, '完成标准', { formula: 'A1', result: '甲' }).set(4, '完成标准', '按期完成').set(5, '完成标准', '长'.repeat(1001));
    const { faults, changes } = await trialOf(book);
    expect(faults.map((fault: Record<string, string>) => [fault.row, fault.column, fault.measureNo])).toEqual([
      [5, 'D', '1.1'],
      [5, 'K', '1.1'],
      [6, 'F', '1.2'],
      [6, 'L', '1.2'],
      [7, 'E', '2.1.1'],
      [9, 'E', '2.1.3'],
    ]);
    expect(faults.map((fault: { message: string }) => fault.message).join()).toMatch(
      /不能为空.*没有“2026年2月30日”这一天.*牵头单位只能有一个.*报送频次没有“随时”.*公式.*不能超过 1000 字/,
    );
    expect(changes).toHaveLength(1);
    const refused = await take(book);
    expect([refused.status, refused.body.code, refused.body.reasons.length]).toEqual([422, 'act.refused', 6]);
    expect(await tasks()).toBe(0);
  });

  test('due before start, and a phase after the end', async () => {
    await tables.planner.send('put', tables.path('/template'), {
      title: '表',
      paper: 'A4',
      version: 0,
      columns: ['seq', 'measure', 'startDate', 'deadline', 'phases'].map(field => ({
        field,
        heading: { seq: '序号', measure: '任务', startDate: '起始', deadline: '时限', phases: '阶段' }[field],
      })),
    });
    const book = await tables.exported();
    book
      .set(1, '起始', '2026-06-01')
      .set(1, '时限', '2026-05-01')
      .set(1, '2026年扫尾收官', '')
      .set(2, '起始', '')
      .set(2, '时限', '2025-06-01');
    const { faults } = await trialOf(book);
    expect(faults).toMatchObject([
      { row: 5, heading: '时限', message: expect.stringContaining('早于开始日期2026年6月1日') },
      { row: 6, heading: '2026年扫尾收官', message: '2026年的阶段时限晚于完成时限' },
    ]);
  });

  test('no rows, a row twice, rows that are nobody’s, another plan’s table, no head', async () => {
    const empty = Workbook.blank();
    empty.sheet.addRow(['序号', '工作任务', '牵头单位']);
    expect((await trialOf(empty)).faults).toMatchObject([{ row: null, message: expect.stringContaining('没有任务行') }]);

    const twice = await tables.exported();
    const token = twice.sheet.getCell(5, 15).value;
    twice.sheet.getCell(6, 15).value = token;
    twice.set(2, '工作任务', twice.cell(1, '工作任务').value);
    twice.sheet.getCell(7, 15).value = 'P1-乱写';
    twice.set(3, '序号', '9.9').set(3, '工作任务', '另起炉灶');
    expect((await trialOf(twice)).faults).toMatchObject([
      { row: 6, message: expect.stringContaining('与第 5 行是同一项任务') },
      { row: 7, message: expect.stringContaining('没有认出这一行是哪条措施') },
    ]);

    const other = await tables.exported();
    await tables.renew();
    expect((await take(other)).body).toMatchObject({ status: 400, code: 'table.other_plan' });

    const headless = Workbook.blank();
    headless.sheet.addRow(['甲', '乙']);
    expect((await take(headless)).body).toMatchObject({ code: 'table.head', detail: expect.stringContaining('表头') });
  });

  test('an unknown unit is asked about, and mapped', async () => {
    const book = (await tables.exported()).set(1, '牵头单位', '市卫健局规财处').set(2, '配合单位', '市卫健局规财处、市财政局');
    book.set(2, '牵头单位', '冠县卫健局');
    const trial = await trialOf(book);
    expect(trial.unknownUnits).toMatchObject([{ name: '市卫健局规财处', rows: [5, 6] }]);
    expect(trial.faults).toHaveLength(2);
    const section = tables.house.organisation.unit('市卫生健康委规划科');
    const aliases = { 市卫健局规财处: [section] };
    expect(await trialOf(book, aliases)).toMatchObject({ faults: [], created: 2 });
    expect((await take(book, { aliases: JSON.stringify(aliases) })).status).toBe(200);
    expect((await grid())[0]).toMatchObject({ leadUnitId: section });
    expect((await trialOf(book)).unknownUnits).toEqual([]);
    expect((await take(book, { aliases: '乱' })).body.errors.aliases).toContain('无法识别');
  });

  test('a mistyped unit is answered with the one it stood for, or looks like', async () => {
    const finance = [{ unitIds: [tables.house.organisation.unit('聊城市财政局')] }];
    await take((await tables.exported()).set(1, '配合单位', '市财政局'));
    const book = (await tables.exported()).set(1, '配合单位', '市财证局').set(2, '配合单位', '聊城财政局').set(3, '配合单位', '市邮政局');
    expect((await trialOf(book)).unknownUnits).toMatchObject([
      { name: '市财证局', suggestions: finance },
      { name: '聊城财政局', suggestions: finance },
      { name: '市邮政局', suggestions: [] },
    ]);
  });

  test('rows sorted without the hidden mark are refused: their cells would land on other tasks', async () => {
    const book = await tables.exported();
    const words = (nth: number) => ['序号', '工作任务', '任务名称'].map(heading => book.cell(nth, heading).value);
    const [first, second] = [words(1), words(2)];
    for (const [index, heading] of ['序号', '工作任务', '任务名称'].entries())
      book.set(1, heading, second[index] ?? null).set(2, heading, first[index] ?? null);
    const { faults, changes } = await trialOf(book);
    expect(faults).toMatchObject([
      { row: 5, message: expect.stringMatching(/写的是措施 1\.2，隐藏的“系统标识（请勿修改）”列却是措施 1\.1 的/) },
      { row: 6, message: expect.stringContaining('写的是措施 1.1') },
    ]);
    expect(changes).toEqual([]);
    for (const row of [5, 6]) book.sheet.getCell(row, 15).value = null;
    expect((await trialOf(book)).faults).toEqual([]);
  });

  test('an end before a start that was only proposed leaves the start open; other sheets are told of', async () => {
    const book = (await tables.exported()).set(1, '完成时限', '2025-03-31').set(1, '2025年加快建设', '').set(1, '2026年扫尾收官', '');
    book.sheet.workbook.addWorksheet('底稿').addRow(['一', '二']);
    const trial = await trialOf(book);
    expect([trial.faults, trial.notices]).toEqual([[], expect.arrayContaining(['只读了工作表“任务分解表”，“底稿”没有读。'])]);
    expect((await take(book)).status).toBe(200);
    expect((await grid())[0]).toMatchObject({ startDate: null, deadline: '2025-03-31' });
  });

  test('an unknown name of several units is mapped to all of them, for this table alone', async () => {
    const book = (await tables.exported()).set(1, '配合单位', '各有关单位');
    expect((await trialOf(book)).unknownUnits).toEqual([{ name: '各有关单位', rows: [5], suggestions: [] }]);
    const units = ['聊城市财政局', '市卫生健康委规划科'].map(name => tables.house.organisation.unit(name));
    expect((await take(book, { aliases: JSON.stringify({ 各有关单位: units }) })).status).toBe(200);
    expect((await grid())[0]).toMatchObject({ supportUnitIds: units });
    expect((await trialOf(book)).unknownUnits).toHaveLength(1);
  });

  test('a row changed meanwhile is a conflict; what is issued stays as it is', async () => {
    await take((await tables.exported()).set(1, '完成标准', '甲').set(2, '完成标准', '甲'));
    const book = await tables.exported();
    const rows = await grid();
    await tables.planner.send('put', `/api/plans/${tables.planId}/breakdown`, { rows: [{ ...rows[0], doneCriterion: '乙' }] });
    await tables.planner.send('post', `/api/tasks/${rows[1]?.taskId}/issue`, { version: rows[1]?.version });
    book.set(1, '完成标准', '丙').set(2, '完成标准', '丙');
    const { faults } = await trialOf(book);
    expect(faults).toMatchObject([
      { row: 5, conflict: true, message: expect.stringMatching(/现在是“乙”，表中是“丙”/) },
      { row: 6, conflict: false, message: expect.stringMatching(/“已交办”，不能再用分解表修改.*恢复为“甲”/) },
    ]);
    book.set(1, '完成标准', '乙').set(2, '完成标准', '甲');
    expect(await trialOf(book)).toMatchObject({ faults: [], changes: [] });
  });

  test('what was not shown in the trial is not taken over; the same request twice is one import', async () => {
    const book = (await tables.exported()).set(1, '完成标准', '甲');
    const { digest } = await trialOf(book);
    expect((await take(book.set(2, '完成标准', '乙'), { digest })).body.code).toBe('act.conflict');
    expect(await tasks()).toBe(0);
    const bytes = await book.bytes();
    const both = await Promise.all([1, 2].map(() => tables.planner.file(tables.path(), '表.xlsx', bytes, {}, 'once')));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await tasks()).toBe(2);
    const [audit] = await tables.house.source.query(
      "SELECT count(*) AS count FROM audit_line WHERE act = 'plan.table_import' AND object_id = $1",
      [`${tables.planId}`],
    );
    expect(audit.count).toBe(1);
  });

  test('a file that is no table, one that is too large, none at all, and somebody else’s plan are refused', async () => {
    const send = async (bytes: Buffer) => (await tables.planner.file(tables.path('/trial'), '字.xlsx', bytes)).body;
    expect(await send(Buffer.from('不是表格'))).toMatchObject({ status: 415, code: 'table.format' });
    expect(await send(Buffer.alloc(6_000_000))).toMatchObject({ status: 413, code: 'table.too_large' });
    expect((await tables.planner.send('post', tables.path('/trial'), {})).body.errors.file).toBe('请选择文件');
    expect((await tables.county.file(tables.path('/trial'), '表.xlsx', await (await tables.exported()).bytes())).status).toBe(404);
  });
});
