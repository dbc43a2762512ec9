import { acceptAll, CONFIRMATION, confirmed, type House, openHouse, Person, uploaded } from './plans.fixture.js';

let house: House;
let planner: Person;
let county: Person;

beforeAll(async () => {
  house = await openHouse();
  planner = await Person.signedIn(house.app, 'planner');
  county = await Person.signedIn(house.app, 'head');
});
afterAll(() => house.close());

type Row = Record<string, unknown> & { measureId: number; measureNo: string; taskId: number | null; version: number | null };
const rowsOf = async (planId: number) => (await planner.get(`/api/plans/${planId}/breakdown`)).body.rows as Row[];
const tasks = async (planId: number) =>
  (await house.source.query('SELECT count(*) AS count FROM task WHERE plan_id = $1', [planId]))[0].count;

describe('confirming a plan', () => {
  test('is refused with every reason at once', async () => {
    const { planId } = await uploaded(planner);
    const phases = [...CONFIRMATION.phases, { year: 2025, kind: 'other', name: '又一个', dueDate: '2030-01-01' }];
    const { status, body } = await planner.send('post', `/api/plans/${planId}/confirmation`, { ...CONFIRMATION, phases });
    expect([status, body.code, body.title]).toEqual([422, 'act.refused', '不能确认方案']);
    for (const words of ['3 条措施、1 条目标', '“到2026年底', '至少采纳一条', '不止一个阶段', '2030年1月1日'])
      expect(body.reasons.join()).toContain(words);
  });

  test('wants its fields', async () => {
    const { planId } = await uploaded(planner);
    const { body } = await planner.send('post', `/api/plans/${planId}/confirmation`, { version: 1, title: ' ', kind: 'x', phases: [{}] });
    expect(Object.keys(body.errors)).toEqual(
      expect.arrayContaining(['title', 'kind', 'startYear', 'endYear', 'phases.0.year', 'phases.0.dueDate']),
    );
  });

  test('makes measures in their outline, targets and baselines', async () => {
    const plan = await confirmed(planner);
    expect(plan).toMatchObject({
      state: 'confirmed',
      stateLabel: '已确认',
      docNumber: '聊卫发〔2024〕5号',
      confirmedByName: 'planner同志',
    });
    expect(plan.permissions).toEqual({ confirm: false, breakDown: true });
    const { data, total } = (await planner.get(`/api/plans/${plan.id}/measures`)).body;
    expect(total).toBe(5);
    expect(data.map((measure: { no: string; text: string }) => [measure.no, measure.text.slice(0, 8)])).toEqual([
      ['1.1', '加强县级医院建设'],
      ['1.2', '推进乡镇卫生院标'],
      ['2.1.1', '强化基层编制保障'],
      ['2.1.2', '加强乡村医生队伍'],
      ['2.1.3', '开展乡村医生全员'],
    ]);
    const targets = (await planner.get(`/api/plans/${plan.id}/targets`)).body.data;
    expect(targets).toMatchObject([{ deadline: '2026-12-31', indicators: [{ op: '>=', value: 90, unit: '%' }] }]);
    expect(data.map((measure: { listText: string | null }) => measure.listText?.slice(0, 8) ?? null)).toEqual([
      null,
      null,
      ...Array(3).fill('队伍建设提能扩量'),
    ]);
    const indicators = (await planner.get(`/api/plans/${plan.id}/indicators`)).body.data;
    expect(indicators).toMatchObject([
      { measureId: null, baseline: null, targets: [{ year: 2026, dueDate: '2026-12-31', op: '>=', value: 90 }], unit: '%' },
      { measureId: null, baseline: { value: 7, date: null }, targets: [] },
    ]);
  });

  test('by two at once: one confirms, the other is told so; the same request again is not a second confirmation', async () => {
    const { id, planId } = await uploaded(planner);
    await acceptAll(planner, id);
    const path = `/api/plans/${planId}/confirmation`;
    const both = await Promise.all([planner.send('post', path, CONFIRMATION, 'mine'), planner.send('post', path, CONFIRMATION, 'theirs')]);
    expect(both.map(response => response.status).sort()).toEqual([200, 409]);
    expect(both.find(response => response.status === 409)?.body.current).toMatchObject({ state: 'confirmed', actorName: 'planner同志' });
    const key = both[0]?.status === 200 ? 'mine' : 'theirs';
    expect((await planner.send('post', path, CONFIRMATION, key)).status).toBe(200);
    expect((await planner.get(`/api/plans/${planId}/measures`)).body.total).toBe(3);
  });
});

describe('breaking a plan down', () => {
  test('begins with proposals, which say that they are', async () => {
    const { id } = await confirmed(planner);
    const [first, second] = await rowsOf(id);
    expect(first).toMatchObject({
      taskId: null,
      title: '加强县级医院建设',
      leadUnitId: house.organisation.unit('聊城市卫生健康委员会'),
      supportUnitIds: [house.organisation.unit('聊城市财政局')],
      deadline: '2026-12-31',
      startDate: '2026-01-01',
      phases: [{ year: 2026, name: '扫尾收官' }],
      doneCriterion: '2026年底前完成设备更新',
      issues: [],
      incomplete: false,
    });
    expect(first?.proposed).toEqual(expect.arrayContaining(['title', 'leadUnitId', 'deadline', 'doneCriterion', 'evidenceRequired']));
    expect(second).toMatchObject({
      phases: [{ year: 2025 }, { year: 2026 }],
      supportUnitIds: [],
      doneCriterion: null,
      issues: ['还没有完成标准，请写明做到什么程度算完成。'],
      incomplete: true,
    });
  });

  test('keeps all rows or none, and names each fault by its row', async () => {
    const { id } = await confirmed(planner);
    const rows = await rowsOf(id);
    const wrong = [
      rows[0],
      { ...rows[1], startDate: '2026-12-01', deadline: '2026-11-30', phases: [] },
      { ...rows[2], leadUnitId: 999_999 },
      { ...rows[3], measureId: 999_999 },
    ];
    const unknown = await planner.send('put', `/api/plans/${id}/breakdown`, { rows: wrong });
    expect([unknown.status, Object.keys(unknown.body.errors)]).toEqual([400, ['rows.2.leadUnitId', 'rows.3.measureId', 'root']]);
    const early = await planner.send('put', `/api/plans/${id}/breakdown`, { rows: wrong.slice(0, 2) });
    expect([early.status, early.body.errors['rows.1.deadline']]).toEqual([400, expect.stringContaining('完成时限早于开始日期')]);
    expect(early.body.detail).toContain('1.2');
    const form = await planner.send('put', `/api/plans/${id}/breakdown`, { rows: [{ ...rows[0], deadline: '2026-13-01' }] });
    expect(Object.keys(form.body.errors)).toContain('rows.0.deadline');
    expect(await tasks(id)).toBe(0);
  });

  test('makes drafts, changes them, and tells the slower of two', async () => {
    const { id } = await confirmed(planner);
    const rows = await rowsOf(id);
    const path = `/api/plans/${id}/breakdown`;
    const saved = (await planner.send('put', path, { rows: [{ ...rows[0], doneCriterion: '设备更新完成' }] })).body.rows as Row[];
    expect(saved[0]).toMatchObject({ taskState: 'draft', version: 1, proposed: [], issues: [] });
    expect(saved[0]?.permittedActs).toContain('issue');
    expect((await planner.send('put', path, { rows: [rows[0]] })).body).toMatchObject({
      status: 409,
      current: { taskId: saved[0]?.taskId },
    });
    const changed = await planner.send('put', path, { rows: [{ ...saved[0], title: '更新设备', phases: [] }] });
    expect(changed.body.rows[0]).toMatchObject({ title: '更新设备', version: 2, phases: [] });
    expect((await planner.send('put', path, { rows: [{ ...saved[0], title: '又更新' }] })).body.code).toBe('act.conflict');
    expect(await tasks(id)).toBe(1);
  });

  test('makes a task for each of several leads, with the supports that are its own', async () => {
    const { id } = await confirmed(planner);
    const [dong, guan, clinic, finance] = ['东阿县卫生健康局', '冠县卫生健康局', '东阿县牛角店镇中心卫生院', '聊城市财政局'].map(name =>
      house.organisation.unit(name),
    ) as [number, number, number, number];
    const [row] = await rowsOf(id);
    const each = { ...row, leadUnitId: null, eachUnitIds: [dong, guan], supportUnitIds: [finance, clinic, guan], doneCriterion: '甲' };
    const save = (rows: object[]) => planner.send('put', `/api/plans/${id}/breakdown`, { rows });
    expect((await save([{ ...each, eachUnitIds: [dong, 999_999] }])).body.errors).toMatchObject({
      'rows.0.leadUnitId': '单位名录中没有其中的某个单位，或已停用',
    });
    expect(await tasks(id)).toBe(0);
    const { status, body } = await save([each]);
    expect(status).toBe(200);
    expect(body.rows.filter((saved: Row) => saved.measureId === row?.measureId)).toMatchObject([
      { taskState: 'draft', leadUnitId: dong, eachUnitIds: [], supportUnitIds: [finance, clinic] },
      { taskState: 'draft', leadUnitId: guan, eachUnitIds: [], supportUnitIds: [finance] },
    ]);
    const third = await save([
      { ...each, measureId: (await rowsOf(id)).at(-1)?.measureId, eachUnitIds: [guan], supportUnitIds: [clinic, finance, dong] },
    ]);
    expect(third.body.rows.at(-1)).toMatchObject({ leadUnitId: guan, supportUnitIds: [finance, dong] });
    const again = await save([{ ...body.rows[0], leadUnitId: null, eachUnitIds: [dong, guan] }]);
    expect(again.body.errors).toMatchObject({ 'rows.0.leadUnitId': '已经拟出的任务只能有一个牵头单位' });
    expect((await save([each])).status).toBe(409);
  });

  test('leaves out what is still missing, and issuing says what', async () => {
    const { id } = await confirmed(planner);
    const [row] = await rowsOf(id);
    const bare = { ...row, leadUnitId: null, supportUnitIds: [], deadline: null, phases: [], evidenceRequired: '', doneCriterion: '' };
    const { rows } = (await planner.send('put', `/api/plans/${id}/breakdown`, { rows: [bare] })).body;
    expect(rows[0].issues.join()).toMatch(/牵头单位.*完成标准.*佐证材料要求.*完成时限/);
    expect(rows[0].permittedActs).not.toContain('issue');
  });

  test('waits for the confirmation', async () => {
    const { planId } = await uploaded(planner);
    const row = { measureId: 1, title: '甲' };
    expect((await planner.send('put', `/api/plans/${planId}/breakdown`, { rows: [row] })).body.reasons).toEqual([
      '方案还没有确认，请先确认方案再分解。',
    ]);
  });
});

test('a unit with an issued task reads the plan and the sentence, and no more', async () => {
  const { id, documentId } = await confirmed(planner);
  const rows = await rowsOf(id);
  const draft = { ...rows[1], leadUnitId: house.organisation.unit('东阿县卫生健康局'), doneCriterion: '改造完成' };
  const { taskId } = (await planner.send('put', `/api/plans/${id}/breakdown`, { rows: [draft] })).body.rows[1];
  expect((await county.get(`/api/plans/${id}`)).status).toBe(404);
  expect((await county.get(`/api/tasks/${taskId}/source`)).status).toBe(404);
  const issued = await planner.send('post', `/api/tasks/${taskId}/issue`, { version: 1 });
  expect(issued.status).toBe(200);
  const plan = (await county.get(`/api/plans/${id}`)).body;
  expect(plan).toMatchObject({ permissions: { confirm: false, breakDown: false }, documentId: null, counts: { tasks: 1 } });
  expect((await county.get('/api/plans')).body.data.map((found: { id: number }) => found.id)).toContain(id);
  expect((await county.get(`/api/tasks/${taskId}/source`)).body).toMatchObject({
    measureNo: '1.2',
    sentence: expect.stringContaining('推进乡镇卫生院标准化改造'),
    before: expect.stringMatching(/\n（一）机构建设\n加强.+配合单位：市财政局）\n$/),
    after: expect.stringMatching(/^\n（二）队伍建设\n队伍建设提能扩量方面/),
    section: ['二、主要措施', '（一）机构建设'],
  });
  const refused = [
    await county.get(`/api/plans/${id}/breakdown`),
    await county.get(`/api/documents/${documentId}`),
    await county.send('put', `/api/plans/${id}/breakdown`, { rows: [draft] }),
  ];
  expect(refused.map(response => response.status)).toEqual([404, 404, 403]);
  const shown = (await rowsOf(id))[1];
  expect(shown).toMatchObject({ taskId, taskState: 'issued', permittedActs: [], issues: [] });
});
