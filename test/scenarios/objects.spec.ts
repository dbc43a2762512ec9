import ExcelJS from 'exceljs';
import type { ObjectRow } from '../../server/src/plans/objects/object.dto.js';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { Stage } from '../support/stage.js';

let stage: Stage;
let planner: Client;
let county: Client;
let supervisor: Client;
let planId: number;
beforeAll(async () => {
  stage = await Stage.open();
  planner = await stage.person('wufr');
  county = await stage.person('lijq');
  supervisor = await stage.person('yinyf');
  planId = stage.draftOf().planId;
});
afterAll(() => stage?.close());

const entry = (more: object = {}) => ({
  planId,
  countyUnitId: stage.unit('lead'),
  institution: '牛角店镇中心卫生院',
  kind: 'sub_centre',
  plannedReview: '2026-12-20',
  buildYear: 2026,
  ...more,
});
const enter = async (more: object = {}): Promise<ObjectRow> => {
  const { status, body } = await planner.post('objects', entry(more));
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
const act = async (who: Client, id: number, noun: string, input: object = {}) => {
  const { body } = await who.get(`objects/${id}`);
  return who.post(`objects/${id}/${noun}`, { version: body.version, ...input });
};

describe('重点建设单位', () => {
  it('申报 → 自评 → 初审 → 现场评审 → 限期整改 → 复评 → 认定，逐环节记日期', async () => {
    const { id } = await enter();
    expectProblem(await act(planner, id, 'declaration', { on: '2026-11-20' }), 403);
    await act(county, id, 'declaration', { on: '2026-11-01' });
    expectProblem(await act(county, id, 'self-assessment', { on: '2026-12-01', score: '92' }), 422);
    expectProblem(await act(county, id, 'self-assessment', { on: '2026-11-10', score: '九十二' }), 422);
    await act(county, id, 'self-assessment', { on: '2026-11-10', score: '92.5' });
    expectProblem(await act(county, id, 'pre-review', { on: '2026-11-15', opinion: '材料齐全' }), 403);
    await act(planner, id, 'pre-review', { on: '2026-11-15', opinion: '材料齐全' });
    await act(planner, id, 'site-review', { on: '2026-11-20', experts: '专家组', record: '逐项查看' });
    expectProblem(await act(planner, id, 'rectification', { reason: '缺设备', rectifyBy: '2026-11-01' }), 422);
    await act(planner, id, 'rectification', { reason: '缺设备', rectifyBy: '2026-12-31' });
    const passed = await act(planner, id, 're-review', { on: '2026-11-22', docNumber: '聊卫发〔2026〕8号', record: '设备到位' });
    expect(passed.body).toMatchObject({
      state: 'recognised',
      declaredOn: '2026-11-01',
      selfScore: '92.5',
      siteReviewedOn: '2026-11-20',
      rectifyBy: '2026-12-31',
      reReviewedOn: '2026-11-22',
      docNumber: '聊卫发〔2026〕8号',
    });
    expect(passed.body.timeline.map(({ actLabel }: { actLabel: string }) => actLabel)).toEqual([
      '复评通过',
      '限期整改',
      '现场评审',
      '初审通过',
      '自评',
      '申报',
      '列入一览表',
    ]);
    const [{ lines }] = await stage.source.query(
      "SELECT count(*) AS lines FROM audit_line WHERE object_type = 'object_item' AND object_id = $1",
      [String(id)],
    );
    expect(lines).toBe(7);
  });

  it('县里只看到本县的，别的县找不到；督查员看得到全部，改不了', async () => {
    const { id } = await enter({ institution: '刘集镇卫生院' });
    const foreign = await stage.person(await stage.hire('foreign', 'dept_head'));
    expectProblem(await foreign.get(`objects/${id}`), 404);
    expectProblem(await act(supervisor, id, 'removal', { reason: '合并', basis: '会议' }), 403);
    expect((await foreign.get('objects')).body.total).toBe(0);
    expect((await county.get('objects', { q: '刘集' })).body.total).toBe(1);
    expectProblem(await county.post('objects', entry({ institution: '自己登记' })), 404);
    expectProblem(await (await stage.person('lubx')).get('objects'), 403);
  });

  it('重复登记、缺专科、不是县局、没有的日期，都说清楚', async () => {
    await enter({ institution: '鱼山镇卫生院' });
    expect(expectProblem(await planner.post('objects', entry({ institution: '鱼山镇卫生院' })), 400).detail).toContain('已在一览表中');
    expect(expectProblem(await planner.post('objects', entry({ kind: 'special_hospital' })), 400).detail).toContain('写明专科名称');
    expect(expectProblem(await planner.post('objects', entry({ specialty: '骨科' })), 400).detail).toContain('应当留空');
    expectProblem(await planner.post('objects', entry({ countyUnitId: stage.unit('belowLead') })), 400);
    expectProblem(await planner.post('objects', entry({ plannedReview: '2026-02-30' })), 400);
  });

  it('目标数取自方案的指标，已认定、逾期、待评审分开数', async () => {
    const late = await enter({ institution: '姚寨镇卫生院', kind: 'tcm_centre', plannedReview: '2026-10-31' });
    const { body } = await planner.get('object-counts', undefined, { planId });
    const [centres, tcm, special] = body.data;
    expect(centres).toMatchObject({ kindLabel: '县域医疗服务次中心', target: 15, recognised: 1 });
    expect(tcm).toMatchObject({ target: 30, listed: 1, pending: 1, late: 1, quarters: [{ quarter: '2026年第4季度', planned: 1 }] });
    expect(special).toMatchObject({ target: 60, listed: 0 });
    const list = (await planner.get('objects', { late: true })).body.data;
    expect(list.map((row: ObjectRow) => row.id)).toEqual([late.id]);
    expectProblem(await act(planner, late.id, 'rescheduling', { plannedReview: '2026-11-01', reason: '等设备' }), 422);
    expect((await act(planner, late.id, 'rescheduling', { plannedReview: '2026-12-31', reason: '等设备' })).body.late).toBe(false);
  });
});

describe('一览表的导出和导入', () => {
  const path = () => `plans/${planId}`;
  const upload = (noun: string, bytes: Buffer) => planner.upload(`${path()}/object-table${noun}`, '一览表.xlsx', bytes);

  async function exported(): Promise<ExcelJS.Workbook> {
    const { port } = stage.house.app.getHttpServer().address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/api/${path()}/object-table`, { headers: planner.headers() });
    expect(answer.status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(await answer.arrayBuffer()) as never);
    return book;
  }
  const bytesOf = async (book: ExcelJS.Workbook) => Buffer.from(await book.xlsx.writeBuffer());
  const fill = (sheet: ExcelJS.Worksheet, row: number, values: Record<string, string>) => {
    const heads = sheet.getRow(3).values as string[];
    for (const [head, value] of Object.entries(values)) sheet.getCell(row, heads.indexOf(head)).value = value;
  };
  const NEW = {
    '县（市、区）': '冠县卫生健康局',
    机构名称: '清水镇卫生院',
    建设类别: '特色专科医院',
    专科名称: '骨科',
    拟评审时间: '2026年第四季度',
  };

  it('导出的表改了再导入：先核对，新增的、改动的逐格列出；没改的不动', async () => {
    const book = await exported();
    expect(book.worksheets.map(({ name }) => name)).toEqual(['一览表', '统计', '填写说明']);
    const sheet = book.getWorksheet('一览表') as ExcelJS.Worksheet;
    expect((await upload('/trial', await bytesOf(book))).body).toMatchObject({ created: 0, changed: 0, faults: [], changes: [] });
    fill(sheet, 4, { 备注: '省级试点' });
    fill(sheet, sheet.rowCount + 1, { ...NEW, 申报日期: '2026-10-08', 自评日期: '2026-11-01', 自评得分: '88' });
    const bytes = await bytesOf(book);
    const trial = await upload('/trial', bytes);
    expect(trial.body).toMatchObject({ created: 1, changed: 1, faults: [] });
    expect(trial.body.changes).toContainEqual(expect.objectContaining({ heading: '备注', new: '省级试点', isNew: false }));
    expect((await planner.get('objects', { q: '清水镇' })).body.total).toBe(0);
    expect((await upload('', bytes)).status).toBe(200);
    const [fresh] = (await planner.get('objects', { q: '清水镇' })).body.data;
    expect(fresh).toMatchObject({ state: 'self_assessed', plannedReview: '2026-12-31', specialty: '骨科', selfScore: '88' });
  });

  it('一半的行有错：按行按列说清楚，一行也不导入', async () => {
    const book = await exported();
    const sheet = book.getWorksheet('一览表') as ExcelJS.Worksheet;
    const first = sheet.rowCount + 1;
    fill(sheet, first, { ...NEW, 机构名称: '东古城镇卫生院' });
    fill(sheet, first + 1, { ...NEW, 机构名称: '', 拟评审时间: '明年' });
    fill(sheet, first + 2, { ...NEW, 机构名称: '辛集镇卫生院', 建设类别: '大医院' });
    fill(sheet, first + 3, { ...NEW, 机构名称: '烟庄卫生院', '县（市、区）': '不存在县' });
    fill(sheet, first + 4, { ...NEW, 机构名称: '甘官屯卫生院', 认定结果: '通过' });
    fill(sheet, first + 5, { ...NEW, 机构名称: '店子镇卫生院', 申报日期: '2026-12-30' });
    fill(sheet, first + 6, { ...NEW, 机构名称: '梁堂镇卫生院', '县（市、区）': '火星县', 专科名称: '' });
    const before = (await planner.get('objects')).body.total;
    const { body } = await upload('/trial', await bytesOf(book));
    expect(body.faults.filter(({ row }: { row: number }) => row === first + 6)).toMatchObject([
      { measureNo: '梁堂镇卫生院', heading: '专科名称' },
      { measureNo: '梁堂镇卫生院', heading: '县（市、区）' },
    ]);
    const faults = body.faults.filter(({ row }: { row: number }) => row !== first + 6);
    const told = faults.map(({ row, heading, message }: { row: number; heading: string; message: string }) => [
      row - first,
      heading,
      message,
    ]);
    expect(told).toEqual([
      [1, '机构名称', expect.stringContaining('必填')],
      [1, '拟评审时间', expect.stringContaining('“明年”不是日期')],
      [2, '建设类别', expect.stringContaining('没有“大医院”')],
      [3, '县（市、区）', expect.stringContaining('不存在县')],
      [4, '认定文号', expect.stringContaining('应当填认定文号')],
      [5, '申报日期', expect.stringContaining('还没有到')],
    ]);
    expect(expectProblem(await upload('', await bytesOf(book)), 422).reasons?.[0]).toMatch(/^第 \d+ 行 [A-Z]+ 列/);
    expect((await planner.get('objects')).body.total).toBe(before);
  });

  it('县（市、区）只写名称也认得', async () => {
    const book = await exported();
    const sheet = book.getWorksheet('一览表') as ExcelJS.Worksheet;
    for (const [index, county] of ['冠县', '冠县卫健局', '东阿'].entries())
      fill(sheet, sheet.rowCount + 1, { ...NEW, 机构名称: `第${index}卫生院`, '县（市、区）': county });
    const { body } = await upload('/trial', await bytesOf(book));
    expect(body).toMatchObject({ created: 3, faults: [] });
  });

  it('环节不能靠导入改；导出后在系统里改过的行说明冲突；没有表头的表说缺哪些列', async () => {
    const book = await exported();
    const sheet = book.getWorksheet('一览表') as ExcelJS.Worksheet;
    const names = sheet.getColumn(3).values as string[];
    const row = names.indexOf('姚寨镇卫生院');
    fill(sheet, row, { 申报日期: '2026-11-01' });
    expect((await upload('/trial', await bytesOf(book))).body.faults).toMatchObject([
      { row, message: expect.stringContaining('请在页面上办理') },
    ]);
    fill(sheet, row, { 申报日期: '', 备注: '表里改的' });
    const [late] = (await planner.get('objects', { q: '姚寨' })).body.data;
    await act(planner, late.id, 'rescheduling', { plannedReview: '2026-12-25', reason: '再等' });
    expect((await upload('/trial', await bytesOf(book))).body.faults).toMatchObject([{ row, conflict: true }]);
    const empty = new ExcelJS.Workbook();
    empty.addWorksheet('空').addRow(['机构名称']);
    expect(expectProblem(await upload('/trial', await bytesOf(empty)), 422).detail).toContain('县（市、区）');
    expectProblem(await county.upload(`${path()}/object-table/trial`, '一览表.xlsx', await bytesOf(book)), 404);
  });
});
