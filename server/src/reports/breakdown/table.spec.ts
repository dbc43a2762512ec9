import mammoth from 'mammoth';
import { uploaded } from '../../plans/plans.fixture.js';
import { Tables } from './table.fixture.js';

let tables: Tables;
beforeAll(async () => {
  tables = await Tables.open();
});
beforeEach(() => tables.renew());
afterAll(() => tables?.close());

describe('the table as a file', () => {
  test('a workbook that prints as it is: landscape, head repeated and frozen, blocks joined, Chinese faces', async () => {
    const { sheet } = await tables.exported();
    expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 8, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '3:4' });
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 4, xSplit: 3 });
    expect(sheet.getCell('A1')).toMatchObject({
      value: '《聊城市基层医疗卫生能力提升工作方案》任务分解表',
      font: { name: '方正小标宋简体' },
    });
    const heads = Array.from({ length: 14 }, (_, index) => sheet.getCell(4, index + 1).value);
    expect(heads.slice(0, 10)).toEqual([
      '序号',
      '工作板块',
      '工作任务',
      '任务名称',
      '完成标准',
      '牵头单位',
      '责任单位',
      '配合单位',
      '2025年加快建设',
      '2026年扫尾收官',
    ]);
    expect(sheet.getCell(3, 9).value).toBe('分阶段目标');
    expect(sheet.getCell('B6').master.address).toBe('B5');
    expect(sheet.getCell('A5')).toMatchObject({ value: '1.1', numFmt: '@', font: { name: '仿宋' }, alignment: { wrapText: true } });
    expect(sheet.getCell('F5').value).toBe('市卫生健康委');
    expect(sheet.getColumn(15).hidden).toBe(true);
  });

  test('a document with the same table', async () => {
    const { body, headers } = await tables.planner.bytes(tables.path('?format=docx'));
    expect(headers['content-disposition']).toContain(encodeURIComponent('任务分解表.docx'));
    const { value } = await mammoth.convertToHtml({ buffer: body });
    expect(value).toContain('colspan="2"');
    expect(value).toMatch(/rowspan="2"[^>]*><p>（一）机构建设/);
    expect(value).toContain('2026年12月31日');
  });

  test('is nobody else’s, wants a confirmed plan and a known format', async () => {
    expect((await tables.county.get(tables.path())).status).toBe(404);
    expect((await tables.planner.get(tables.path('?format=pdf'))).body.errors.format).toBe('格式只有 xlsx 和 docx');
    const open = await uploaded(tables.planner);
    expect((await tables.planner.get(`/api/plans/${open.planId}/breakdown-table`)).body.reasons).toEqual([
      '方案还没有确认，还没有可以分解的措施。',
    ]);
  });
});

describe('the form of the table', () => {
  const columns = [
    { field: 'measure', heading: '具体任务' },
    { field: 'coLeadUnits', heading: '责任单位' },
    { field: 'supportUnits', heading: '配合单位' },
    { field: 'deadline', heading: '完成时限' },
    { field: 'blank', heading: '责任领导' },
  ];

  test('is the office’s own, in its own order, for all its plans', async () => {
    const usual = (await tables.planner.get(tables.path('/template'))).body;
    expect(usual).toMatchObject({ version: 0, paper: 'A3', unitName: '市卫生健康委规划科' });
    const saved = await tables.planner.send('put', tables.path('/template'), { title: '{方案}任务清单', paper: 'A4', columns, version: 0 });
    expect(saved.body).toMatchObject({ version: 1, paper: 'A4', columns });
    expect((await tables.planner.send('put', tables.path('/template'), { title: '另一个', paper: 'A4', columns, version: 0 })).status).toBe(
      409,
    );
    const { sheet } = await tables.exported();
    expect(sheet.getRow(3).values).toEqual([undefined, ...columns.map(({ heading }) => heading), '系统标识（请勿修改）']);
    expect(sheet.getCell('A1').value).toBe('聊城市基层医疗卫生能力提升工作方案任务清单');
  });

  test('is refused without the tasks, with a column twice or a heading twice, and to others', async () => {
    const save = (changes: object) =>
      tables.planner.send('put', tables.path('/template'), { title: '表', paper: 'A4', columns, version: 0, ...changes });
    expect((await save({ columns: columns.slice(1) })).body.errors.columns).toContain('工作任务');
    expect((await save({ columns: [...columns, { field: 'deadline', heading: '时限' }] })).body.errors.columns).toContain('只能出现一次');
    expect((await save({ columns: [...columns, { field: 'blank', heading: '责任领导' }] })).body.errors.columns).toContain('不能重复');
    expect((await tables.county.send('put', tables.path('/template'), { title: '表', paper: 'A4', columns, version: 0 })).status).toBe(404);
  });
});
