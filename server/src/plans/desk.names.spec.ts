import { Desks, type Found } from './desk.fixture.js';
import { acceptAll, CONFIRMATION, Person } from './plans.fixture.js';

let desks: Desks;
beforeAll(async () => {
  desks = await Desks.open();
});
afterAll(() => desks?.close());

describe('what a name means', () => {
  const TEXT = `某市方案
一、任务
推进甲项改造。（牵头单位：市计财处，配合单位：市财政局）
推进乙项改造。（牵头单位：市计财处）
`;

  test('is said once for the whole document, taken over by the breakdown, and taken back', async () => {
    const at = await desks.with(TEXT);
    const before = (await desks.planner.get(`${at.path}/names`)).body.data;
    expect(before).toMatchObject([
      { name: '市计财处', records: 2, source: 'open', unitIds: [], several: false },
      { name: '市财政局', records: 1, source: 'register' },
    ]);
    const finance = desks.house.organisation.unit('聊城市财政局');
    const { body } = await at.name('市计财处', [finance]);
    expect(body.records.map(({ leadUnits }: Found) => leadUnits)).toEqual(
      Array(2).fill([{ name: '市计财处', unitIds: [finance], unitName: '聊城市财政局', source: 'document' }]),
    );
    expect(body.steps[0].detail).toMatchObject({ name: '市计财处', unitName: '聊城市财政局', registered: false });
    await at.name('市计财处', []);
    expect((await at.now()).find(({ lead }) => lead.length > 0)?.leadUnits[0]).toMatchObject({ unitIds: [], source: 'text' });
    const { undoable } = (await desks.planner.get(`${at.path}/changes?after=0`)).body;
    await at.undo(undoable.id);
    expect((await at.now()).find(({ lead }) => lead.length > 0)?.leadUnits[0]).toMatchObject({ unitIds: [finance], source: 'document' });
    await acceptAll(desks.planner, at.id);
    const { planId } = await desks.document(at.id);
    expect((await desks.planner.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION)).status).toBe(200);
    const { rows } = (await desks.planner.get(`/api/plans/${planId}/breakdown`)).body;
    expect(rows.map(({ leadUnitId }: { leadUnitId: number }) => leadUnitId)).toEqual([finance, finance]);
  });

  test('goes into the register for units of the own house, and out again when taken back', async () => {
    const at = await desks.with(TEXT);
    const own = desks.house.organisation.unit('聊城市卫生健康委员会');
    const { body } = await at.name('市计财处', [own], true);
    expect(body.steps[0].detail.registered).toBe(true);
    const next = await desks.with(TEXT);
    expect((await next.now()).find(({ lead }) => lead.length > 0)?.leadUnits[0]).toMatchObject({ unitIds: [own], source: 'register' });
    expect((await at.undo(body.steps[0].id)).status).toBe(201);
    expect((await next.now()).find(({ lead }) => lead.length > 0)?.leadUnits[0]).toMatchObject({ unitIds: [], source: 'open' });
  });

  const GROUPS = `某市方案
一、任务
推进甲项改造。（牵头单位：市财政局，配合单位：各县（市、区）卫生健康局、各有关单位）
推进乙项改造。（牵头单位：各县（市、区）卫生健康局，配合单位：各乡镇卫生院、各有关单位）
`;

  test('a name of several units means all of them; the one that does not tell which is asked about once', async () => {
    const at = await desks.with(GROUPS);
    const [dong, guan, finance, planning] = ['东阿县卫生健康局', '冠县卫生健康局', '聊城市财政局', '市卫生健康委规划科'].map(name =>
      desks.house.organisation.unit(name),
    ) as [number, number, number, number];
    const counties = { name: '各县（市、区）卫生健康局', source: 'register', unitIds: [dong, guan], several: true };
    expect((await desks.planner.get(`${at.path}/names`)).body.data).toMatchObject([
      { ...counties, records: 2, unitName: '东阿县卫生健康局等 2 个单位' },
      { name: '各有关单位', records: 2, source: 'open', unitIds: [], several: true, suggestions: [] },
      { name: '市财政局', several: false },
      { name: '各乡镇卫生院', source: 'register' },
    ]);
    const { body } = await at.name('各有关单位', [finance, planning, finance], true);
    expect(body.steps[0].detail).toMatchObject({ unitName: '聊城市财政局等 2 个单位', registered: false });
    expect(body.records.map(({ supportUnits }: Found) => supportUnits.at(-1))).toEqual(
      Array(2).fill({ name: '各有关单位', unitIds: [finance, planning], unitName: '聊城市财政局等 2 个单位', source: 'document' }),
    );
    const next = await desks.with(GROUPS);
    expect((await next.now()).find(({ supportUnits }) => supportUnits.length > 0)?.supportUnits.at(-1)).toMatchObject({ source: 'open' });
    await at.name('各有关单位', [planning]);
    const { undoable } = (await desks.planner.get(`${at.path}/changes?after=0`)).body;
    await at.undo(undoable.id);
    await acceptAll(desks.planner, at.id);
    const { planId } = await desks.document(at.id);
    expect((await desks.planner.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION)).status).toBe(200);
    const { rows, groups } = (await desks.planner.get(`/api/plans/${planId}/breakdown`)).body;
    expect(rows).toMatchObject([
      {
        leadUnitId: finance,
        eachUnitIds: [],
        supportUnitIds: [dong, guan, planning],
        issues: expect.not.arrayContaining([expect.stringContaining('单位')]),
      },
      {
        leadUnitId: null,
        eachUnitIds: [dong, guan],
        unknownLead: null,
        issues: expect.not.arrayContaining([expect.stringContaining('牵头')]),
      },
    ]);
    const named = groups.map(({ name }: { name: string }) => name);
    expect(groups[0]).toEqual({ name: '各县（市、区）卫生健康局', unitIds: [dong, guan] });
    expect(named).not.toContain('各有关单位');
  });

  test('may still be said of a confirmed plan, for the measures that have no task yet', async () => {
    const at = await desks.with(GROUPS);
    await acceptAll(desks.planner, at.id);
    const { planId } = await desks.document(at.id);
    await desks.planner.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION);
    const breakdown = async () => (await desks.planner.get(`/api/plans/${planId}/breakdown`)).body;
    expect((await breakdown()).unsaid).toEqual(['各有关单位']);
    const planning = desks.house.organisation.unit('市卫生健康委规划科');
    expect((await at.name('各有关单位', [planning])).status).toBe(200);
    const { rows, unsaid } = await breakdown();
    expect(unsaid).toEqual([]);
    expect(rows.map(({ supportUnitIds }: { supportUnitIds: number[] }) => supportUnitIds.at(-1))).toEqual([planning, planning]);
  });

  test('of several names said together is one step, and one way back', async () => {
    const at = await desks.with(TEXT.replace('市财政局', '市某某专班'));
    const open = async () => {
      const { data } = (await desks.planner.get(`${at.path}/names`)).body as { data: { name: string; source: string }[] };
      return data.map(({ name, source }) => [name, source]);
    };
    const before = await open();
    const { body } = await at.name(['市计财处', '市某某专班'], []);
    expect(body).toMatchObject({ steps: [{ detail: { name: '市计财处等 2 个名称' } }], records: [{}, {}] });
    expect((await open()).map(([, source]) => source)).toEqual(['text', 'text']);
    await at.undo(body.undoable.id);
    expect(await open()).toEqual(before);
    expect((await at.name(['市计财处', '市水利局'], [])).body.reasons[0]).toContain('没有“市水利局”');
    expect(await open()).toEqual(before);
  });

  test('of a unit that the register lacks is asked of the administrator, and known as soon as it stands there', async () => {
    const at = await desks.with(TEXT);
    const admin = await Person.signedIn(desks.house.app, 'system');
    const ask = (name: string) => desks.planner.send('post', `${at.path}/unit-requests`, { name });
    const waiting = async () => (await admin.get('/api/unit-requests')).body.data;
    const named = async () => (await desks.planner.get(`${at.path}/names`)).body.data[0];
    expect((await ask('市财政局')).body.reasons[0]).toContain('已经有了对应');
    expect((await ask('市水利局')).body.reasons[0]).toContain('没有“市水利局”');
    expect((await ask('市计财处')).body.data[0]).toMatchObject({ name: '市计财处', asked: { byName: 'planner同志', answer: null } });
    const [request] = await waiting();
    expect(request).toMatchObject({ name: '市计财处', planTitle: '方案', sentence: expect.stringContaining('推进甲项改造') });
    expect((await desks.planner.get('/api/unit-requests')).status).toBe(403);
    const answered = await admin.send('post', `/api/unit-requests/${request.id}/answer`, { answer: '是内设科室的旧称' });
    expect(answered.body.data).toEqual([]);
    expect((await named()).asked.answer).toBe('是内设科室的旧称');
    await ask('市计财处');
    expect(await waiting()).toHaveLength(1);
    const unit = { name: '市计财处', shortName: null, kind: 'department', parentId: null, aliases: [], sort: 0 };
    expect((await admin.send('post', '/api/units', unit)).status).toBe(201);
    expect(await waiting()).toEqual([]);
    expect(await named()).toMatchObject({ source: 'register', unitName: '市计财处' });
  });

  test('is refused for a unit that is not there, and for a name that nothing carries', async () => {
    const at = await desks.with(TEXT);
    expect((await at.name('市计财处', [999_999])).body.errors.unitIds).toContain('请重新选择');
    expect((await at.name('市水利局', [])).body.reasons[0]).toContain('没有“市水利局”');
  });
});
