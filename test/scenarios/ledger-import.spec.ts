import ExcelJS from 'exceljs';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { Stage } from '../support/stage.js';

let stage: Stage;
let staff: Client;
let head: Client;
beforeAll(async () => {
  stage = await Stage.open();
  staff = await stage.person('weicy');
  head = await stage.person('lijq');
});
afterAll(() => stage?.close());

/** The ledger of some tasks as this person downloads it. */
async function exported(who: Client, filter: object = {}): Promise<ExcelJS.Workbook> {
  const { port } = stage.house.app.getHttpServer().address() as { port: number };
  const query = new URLSearchParams({ filter: JSON.stringify(filter) });
  const answer = await fetch(`http://127.0.0.1:${port}/api/task-export?${query}`, { headers: who.headers() });
  expect(answer.status).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(await answer.arrayBuffer()) as never);
  return book;
}

const sheetOf = (book: ExcelJS.Workbook) => book.getWorksheet('总台账') as ExcelJS.Worksheet;
const columnOf = (sheet: ExcelJS.Worksheet, head: string) => (sheet.getRow(3).values as string[]).indexOf(head);
/** The cell of a task's row (by its title) under a heading. */
function cellOf(sheet: ExcelJS.Worksheet, title: string, heading: string): ExcelJS.Cell {
  const row = (sheet.getColumn(columnOf(sheet, '工作任务')).values as unknown[]).indexOf(title);
  return sheet.getCell(row, columnOf(sheet, heading));
}
const upload = async (who: Client, noun: '' | '/trial', book: ExcelJS.Workbook) =>
  who.upload(`task-import${noun}`, '台账.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
const received = async (title: string) => stage.received({ title });

describe('台账导出后改了再导入', () => {
  it('各张表齐全；没改就没有变化', async () => {
    await received('改造一号村卫生室');
    const book = await exported(staff, { q: '一号村' });
    expect(book.worksheets.map(({ name }) => name)).toEqual(['总台账', '按单位', '按县区', '逾期', '本月到期', '延期', '退回', '字段说明']);
    expect(sheetOf(book).getColumn(columnOf(sheetOf(book), '系统标识（请勿修改）')).hidden).toBe(true);
    expect((await upload(staff, '/trial', book)).body).toMatchObject({ rowsRead: 1, changed: 0, unchanged: 1, faults: [] });
  });

  it('改了进展就是一次报送，改了承办人就是一次分派；先核对，不留痕', async () => {
    const id = await received('改造二号村卫生室');
    const book = await exported(head, { q: '二号村' });
    const sheet = sheetOf(book);
    cellOf(sheet, '改造二号村卫生室', '实际进度').value = 45;
    cellOf(sheet, '改造二号村卫生室', '进展情况').value = '主体完工，正在装修。';
    cellOf(sheet, '改造二号村卫生室', '承办人').value = '魏承玉';
    const before = await stage.fingerprint();
    const trial = await upload(head, '/trial', book);
    expect(trial.body).toMatchObject({ changed: 1, faults: [] });
    expect(trial.body.changes.map(({ heading, new: fresh }: { heading: string; new: string }) => [heading, fresh])).toEqual([
      ['实际进度', '45'],
      ['进展情况', '主体完工，正在装修。'],
      ['承办人', '魏承玉'],
    ]);
    expect(await stage.fingerprint()).toBe(before);
    expect((await upload(head, '', book)).status).toBe(200);
    const task = await head.task(id);
    expect(task).toMatchObject({ percent: 45, lastReportText: '主体完工，正在装修。' });
    expect(task.assignments[0]?.handlerName).toBe('魏承玉');
    expect(task.timeline.slice(0, 2).map(({ act }) => act)).toEqual(['hand_over', 'report']);
    expect((await upload(head, '/trial', book)).body.faults).toMatchObject([{ conflict: true }]);
  });

  it('一半的行有错：每行说明原因，一行也不导入', async () => {
    const [good, falling] = [await received('改造三号村卫生室'), await received('改造四号村卫生室')];
    await received('改造五号村卫生室');
    await stage.issued({ title: '改造六号村卫生室' });
    await staff.actOnShare(falling, 'report', { percent: 60, doneText: '过半' });
    const book = await exported(staff, { q: '号村卫生室' });
    const sheet = sheetOf(book);
    const edit = (title: string, heading: string, value: string | number) => {
      cellOf(sheet, title, heading).value = value;
    };
    edit('改造三号村卫生室', '实际进度', 30);
    edit('改造三号村卫生室', '进展情况', '开工');
    edit('改造四号村卫生室', '实际进度', 50);
    edit('改造五号村卫生室', '现时限', '2027年6月30日');
    edit('改造六号村卫生室', '实际进度', '一半');
    edit('改造六号村卫生室', '进展情况', '开工');
    const { body } = await upload(staff, '/trial', book);
    const told = body.faults.map(({ measureNo, message }: { measureNo: string; message: string }) => [measureNo, message]);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        ['改造四号村卫生室', expect.stringContaining('低于上次报送的 60%')],
        ['改造五号村卫生室', expect.stringContaining('申请延期')],
        ['改造六号村卫生室', expect.stringContaining('“一半”不是数字')],
      ]),
    );
    const refusal = expectProblem(await upload(staff, '', book), 422, 'act.refused');
    expect(refusal.reasons?.[0]).toMatch(/^第 \d+ 行/);
    expect((await staff.task(good)).percent).toBeNull();
  });

  it('别的单位的任务改不了；改了标识、加了行、不是本系统导出的表，都认得出', async () => {
    await received('改造七号村卫生室');
    const planner = await stage.person('wufr');
    const book = await exported(planner, { q: '七号村' });
    const sheet = sheetOf(book);
    cellOf(sheet, '改造七号村卫生室', '实际进度').value = 80;
    cellOf(sheet, '改造七号村卫生室', '进展情况').value = '代报';
    expect((await upload(planner, '/trial', book)).body.faults).toMatchObject([
      { message: expect.stringContaining('不由您所在的单位牵头') },
    ]);
    expectProblem(await upload(await stage.person('yinyf'), '/trial', book), 403);
    const token = columnOf(sheet, '系统标识（请勿修改）');
    sheet.getCell(4, token).value = '999999.abc';
    sheet.addRow(['', '', '', '', '', '新的任务', '要求']);
    const { body } = await upload(staff, '/trial', book);
    expect(body.faults.map(({ message }: { message: string }) => message)).toEqual([
      expect.stringContaining('找不到这项任务'),
      expect.stringContaining('没有系统标识'),
    ]);
    sheet.spliceColumns(token, 1);
    expect(expectProblem(await upload(staff, '/trial', book), 422, 'table.headless').detail).toContain('系统标识');
  });
});
