import { acceptAll, CONFIRMATION, type House, openHouse, Person } from './plans.fixture.js';

let house: House;
let planner: Person;

beforeAll(async () => {
  house = await openHouse();
  planner = await Person.signedIn(house.app, 'planner');
});
afterAll(() => house.close());

const HEADS = ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'];
const TASKS = [
  ['1', '新建急救站点6个。培训急救员200名。', '市卫生健康委', '市财政局', '2026年底'],
  ['2', '推进检查检验结果互认。', '市卫生健康委', '', '2026年9月底'],
];
let copies = 0;

/** A breakdown table as a page keeps it. */
const page = (tasks = TASKS) => {
  const rows = [HEADS, ...tasks].map(row => `<tr>${row.map(words => `<td>${words}</td>`).join('')}</tr>`);
  return `<html><body><h1>甲市急救能力提升任务分解表</h1><table>${rows.join('')}</table><p>第${copies++}份</p></body></html>`;
};
const uploaded = async (html = page()) => (await planner.upload('分解表.html', html)).body;

describe('a row of a breakdown table is one record', () => {
  test('with everything that its sentences say; a note tells how rows were counted', async () => {
    const { counts, notes, records } = await uploaded();
    expect(counts).toMatchObject({ measure: 2, target: 0 });
    expect(notes.join()).toContain('表中一行算一项，共 2 项');
    expect(records[0]).toMatchObject({ isRow: true, edited: false, lead: ['市卫生健康委'], support: ['市财政局'] });
    expect(records[0].indicators.map(({ raw }: { raw: string }) => raw)).toEqual(['6个', '200名']);
    expect(records[0].items).toHaveLength(2);
  });

  test('which can be taken apart into its sentences, and made one again', async () => {
    const { id, records } = await uploaded();
    const [row] = records;
    const apart = (await planner.send('post', `/api/documents/${id}/records/${row.id}/items`, { version: row.version })).body;
    const parts = apart.records.filter(({ parentId }: { parentId: number }) => parentId === row.id);
    expect(
      parts.map((part: { lead: string[]; indicators: { raw: string }[] }) => [part.lead, part.indicators.map(({ raw }) => raw)]),
    ).toEqual([
      [['市卫生健康委'], ['6个']],
      [['市卫生健康委'], ['200名']],
    ]);
    const back = await planner.send('post', `/api/documents/${id}/undoings`, { stepId: apart.undoable.id });
    expect(back.body.records).toEqual([{ ...row, version: row.version + 2, decidedByName: null }]);
  });

  test('becomes one measure that says once who owes it, keeps its place, and is the same in a version that says the same', async () => {
    const html = page();
    const { id, planId } = await uploaded(html);
    await acceptAll(planner, id);
    expect((await planner.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION)).status).toBe(200);
    const { rows } = (await planner.get(`/api/plans/${planId}/breakdown`)).body;
    expect(rows.map(({ measureText }: { measureText: string }) => measureText)).toEqual([
      '1. 新建急救站点6个。培训急救员200名。（牵头单位：市卫生健康委；配合单位：市财政局；完成时限：2026年底）',
      '2. 推进检查检验结果互认。（牵头单位：市卫生健康委；完成时限：2026年9月底）',
    ]);
    expect(rows[0]).toMatchObject({
      title: '新建急救站点6个',
      deadline: '2026-12-31',
      leadUnitId: house.organisation.unit('聊城市卫生健康委员会'),
    });
    const again = await planner.file(`/api/plans/${planId}/versions`, '新版.html', Buffer.from(page()));
    expect(again.body).toMatchObject({ differences: [], unchanged: 2 });
    const changed = await planner.file(
      `/api/plans/${planId}/versions`,
      '再版.html',
      Buffer.from(page([[...TASKS[0]!.with(1, '新建急救站点8个。培训急救员200名。')], TASKS[1]!])),
    );
    expect(changed.body.differences.map(({ kind }: { kind: string }) => kind)).toEqual(['changed']);
  });

  test('pasted without its cells counts the same', async () => {
    const pasted = [HEADS, ...TASKS].flatMap(row => row.filter(Boolean)).join('\n');
    const { body } = await planner.upload('粘贴.txt', `甲市急救能力提升任务分解表\n${pasted}\n`);
    expect(body.counts.measure).toBe(2);
    expect(body.records.map(({ isRow, lead }: { isRow: boolean; lead: string[] }) => [isRow, lead])).toEqual([
      [true, ['市卫生健康委']],
      [true, ['市卫生健康委']],
    ]);
  });

  test('pasted from a spreadsheet, a task is its own words, not the whole line', async () => {
    const pasted = [HEADS, ...TASKS].map(row => row.join('\t')).join('\n');
    const { body } = await planner.upload('粘贴.txt', `甲市急救能力提升任务分解表\n${pasted}\n`);
    const tasks = body.records.filter(({ isRow }: { isRow: boolean }) => isRow);
    expect(tasks.map(({ text }: { text: string }) => text)).toEqual(TASKS.map(row => row[1]));
    expect(tasks.map(({ lead }: { lead: string[] }) => lead)).toEqual([['市卫生健康委'], ['市卫生健康委']]);
  });

  test('taken apart, it is compared sentence by sentence with a version that comes later', async () => {
    const { id, planId, records } = await uploaded();
    const [row] = records;
    await planner.send('post', `/api/documents/${id}/records/${row.id}/items`, { version: row.version });
    await acceptAll(planner, id);
    expect((await planner.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION)).status).toBe(200);
    const again = await planner.file(`/api/plans/${planId}/versions`, '新版.html', Buffer.from(page()));
    expect(again.body).toMatchObject({ differences: [], unchanged: 3 });
  });
});
