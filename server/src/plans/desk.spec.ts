import { acceptAll, CONFIRMATION, confirmed, type House, openHouse, Person, seen, uploaded } from './plans.fixture.js';

let house: House;
let planner: Person;
let other: Person;

beforeAll(async () => {
  house = await openHouse();
  planner = await Person.signedIn(house.app, 'planner');
  other = await Person.signedIn(house.app, await colleague());
});
afterAll(() => house.close());

/** Somebody else on the planner's post. */
async function colleague(): Promise<string> {
  await house.source.query(
    `WITH made AS (INSERT INTO account (login, name, password_hash, must_change_password)
       SELECT 'planner2', 'planner2同志', password_hash, false FROM account WHERE login = 'planner' RETURNING id)
     INSERT INTO post_holding (post_id, account_id, capacity, since)
     SELECT h.post_id, made.id, 'deputy', h.since FROM made, post_holding h JOIN account a ON a.id = h.account_id WHERE a.login = 'planner'`,
  );
  return 'planner2';
}

interface Found {
  id: number;
  version: number;
  kind: string;
  text: string;
  words: string;
  start: number;
  end: number;
  decision: string;
  section: string[];
  items: unknown[];
  indicators: { raw: string }[];
  lead: string[];
  leadUnits: { name: string; unitIds: number[]; source: string }[];
  supportUnits: { name: string; unitIds: number[]; source: string }[];
  parentId: number | null;
}
const find = (records: Found[], words: string) => records.find(record => record.text.includes(words)) as Found;
const open = async (id: number) => (await planner.get(`/api/documents/${id}`)).body as { records: Found[]; at: number; planId: number };
const acts = async (id: number) =>
  (
    await house.source.query("SELECT act FROM audit_line WHERE object_type = 'document' AND object_id = $1 ORDER BY place", [String(id)])
  ).map(({ act }: { act: string }) => act);

/** A document at the desk, with what people do there. */
async function desk(text?: string) {
  const { id } = await uploaded(planner, text);
  const path = `/api/documents/${id}`;
  const by = (person: Person) => ({
    decide: (records: Found[], decision: string) => person.send('post', `${path}/decisions`, { records: seen(records), decision }),
    kinds: (records: Found[], kind: string) => person.send('post', `${path}/kinds`, { records: seen(records), kind }),
    change: (record: Found, change: object) => person.send('patch', `${path}/records/${record.id}`, { version: record.version, ...change }),
    takeApart: (record: Found) => person.send('post', `${path}/records/${record.id}/items`, { version: record.version }),
    split: (record: Found, at: number[]) => person.send('post', `${path}/records/${record.id}/pieces`, { version: record.version, at }),
    merge: (records: Found[]) => person.send('post', `${path}/mergers`, { records: seen(records) }),
    undo: (stepId: number) => person.send('post', `${path}/undoings`, { stepId }),
    name: (name: string, unitIds: number[], alias?: boolean) => person.send('put', `${path}/names`, { name, unitIds, alias }),
  });
  return { id, path, ...by(planner), other: by(other), now: async () => (await open(id)).records };
}

describe('correcting', () => {
  test('two people on one record: the slower is told who was faster and what is there now', async () => {
    const at = await desk();
    const record = find(await at.now(), '卫生院');
    const change = { lead: ['市财政局'], deadline: { raw: '年底前', date: '2026-12-31' }, title: '改造卫生院' };
    const both = await Promise.all([at.change(record, change), at.other.change(record, { kind: 'target' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const slower = both.find(({ status }) => status === 409);
    expect(slower?.body).toMatchObject({ code: 'act.conflict', current: { version: record.version + 1, stateLabel: '待定' } });
    expect(slower?.body.detail).toMatch(/planner2?同志刚刚先处理了这一条/);
    const winner = both.find(({ status }) => status === 200)?.body.records[0];
    expect(winner).toMatchObject({ edited: true, version: record.version + 1 });
    expect(find(await at.now(), '卫生院')).toEqual(winner);
  });

  test('what cannot be is refused by field', async () => {
    const at = await desk();
    const wrong = {
      deadline: { raw: '', date: '2026-02-30' },
      phases: [20260],
      indicators: [
        { raw: 'x', name: '甲', op: 'between', value: 3, unit: '个' },
        { raw: 'y', name: '', op: '~', value: null, unit: '' },
      ],
    };
    const { status, body } = await at.change(find(await at.now(), '卫生院'), wrong);
    expect(status).toBe(400);
    const fields = ['deadline.date', 'phases.0', 'indicators.0.value2', 'indicators.1.op', 'root'];
    expect(Object.keys(body.errors)).toEqual(expect.arrayContaining(fields));
  });

  test('characters that PostgreSQL cannot keep are no reason to fail', async () => {
    const at = await desk();
    const indicators = [{ raw: 'a\u0000b\ud800', name: '甲\ud800', op: '=', value: 1, value2: null, unit: '个' }];
    const { status, body } = await at.change(find(await at.now(), '卫生院'), { indicators, title: '甲\ud800' });
    expect([status, body.records[0].indicators[0].raw]).toEqual([200, 'ab']);
  });
});

describe('deciding', () => {
  test('on many at once; what another has decided alike is no conflict, what differs changes nothing at all', async () => {
    const at = await desk();
    const records = (await at.now()).filter(({ kind }) => kind !== 'heading');
    const [first, second, ...rest] = records as [Found, Found, ...Found[]];
    await at.other.decide([first], 'accepted');
    expect((await at.decide([first, second], 'accepted')).status).toBe(201);
    await at.other.decide([(await at.now()).find(({ id }) => id === second.id) as Found], 'discarded');
    const late = await at.decide([{ ...second, version: 2 }, ...rest], 'pending');
    expect(late.status).toBe(409);
    expect(late.body.detail).toContain('planner2同志刚刚先处理了其中 1 条（现在是“舍弃”）');
    expect(late.body.current.recordIds).toEqual([second.id]);
    expect((await at.now()).filter(({ kind }) => kind !== 'heading').map(({ decision }) => decision)).toEqual([
      'accepted',
      'discarded',
      ...rest.map(() => 'pending'),
    ]);
  });

  test('on records of another document changes nothing', async () => {
    const [at, elsewhere] = [await desk(), await desk()];
    const stray = [find(await at.now(), '卫生院'), find(await elsewhere.now(), '卫生院')];
    expect((await at.decide(stray, 'accepted')).status).toBe(404);
    expect((await at.now()).every(({ decision }) => decision === 'pending')).toBe(true);
  });

  test('the kind of many changes at once, and back', async () => {
    const at = await desk();
    const measures = (await at.now()).filter(({ kind }) => kind === 'measure');
    const { body } = await at.kinds(measures, 'target');
    expect(body.records.map(({ kind }: Found) => kind)).toEqual(measures.map(() => 'target'));
    expect(body.steps[0]).toMatchObject({
      act: 'kind',
      actLabel: '改类别',
      count: measures.length,
      detail: { kind: 'target' },
      mine: true,
    });
    expect((await at.kinds(measures, 'measure')).status).toBe(409);
  });
});

describe('taking apart', () => {
  test('a list becomes one measure per item, once', async () => {
    const at = await desk();
    const list = find(await at.now(), '队伍建设提能');
    const { body } = await at.takeApart(list);
    const [head, ...parts] = body.records as Found[];
    expect(head).toMatchObject({ id: list.id, kind: 'heading', edited: true });
    expect(parts.map(part => [part.kind, part.text, part.section.at(-1), part.parentId])).toEqual([
      ['measure', '强化基层编制保障', '队伍建设提能扩量方面', list.id],
      ['measure', '加强乡村医生队伍建设', '队伍建设提能扩量方面', list.id],
      ['measure', '开展乡村医生全员培训', '队伍建设提能扩量方面', list.id],
    ]);
    expect((await at.takeApart(head as Found)).body).toMatchObject({ code: 'act.refused' });
    expect((await at.change(head as Found, { kind: 'measure' })).body.reasons[0]).toContain('先舍弃拆出的各条');
    await at.decide(parts, 'discarded');
    const back = (await at.change(head as Found, { kind: 'measure' })).body.records[0];
    expect(back.kind).toBe('measure');
    const again = (await at.takeApart(back)).body;
    expect([again.records.length, again.removed]).toEqual([4, parts.map(({ id }) => id)]);
  });

  test('a sentence is cut where the person says; each piece keeps what it speaks of', async () => {
    const at = await desk();
    const record = find(await at.now(), '急诊急救');
    const cut = record.start + Array.from(record.text).join('').indexOf('2026年底前');
    const { status, body } = await at.split(record, [cut]);
    expect(status).toBe(201);
    expect(body.records.map(({ text, decision, lead, section }: Found) => [text, decision, lead, section.at(-1)])).toEqual([
      ['加强县级医院建设，完善急诊急救体系', 'pending', ['市卫生健康委'], '（一）机构建设'],
      ['2026年底前完成设备更新。（牵头单位：市卫生健康委，配合单位：市财政局）', 'pending', ['市卫生健康委'], '（一）机构建设'],
    ]);
    const texts = (await at.now()).map(({ text }) => text);
    expect(texts.indexOf(body.records[1].text)).toBe(texts.indexOf(body.records[0].text) + 1);
    for (const wrong of [[record.start], [record.end], [record.start + 5, record.end + 100]])
      expect((await at.split(body.records[0], wrong)).body.code).toBe('act.refused');
    expect((await at.split(record, [cut])).status).toBe(409);
    expect((await at.split(find(await at.now(), '机构建设'), [cut])).body.reasons[0]).toContain('这是一条标题');
  });
});

describe('merging', () => {
  test('the words of what is merged: lines joined, who owes it all by when said once, behind the last sentence', async () => {
    const duty = '（责任单位：市民政局）';
    const at = await desk(`养老服务工作要点\n1. 新建护理站三所。${duty}\n2. 添置巡诊车两辆。${duty}\n`);
    const records = await at.now();
    const { body } = await at.merge(records.filter(({ kind }) => kind === 'measure'));
    expect(body.records.map(({ words }: Found) => words)).toEqual([`1. 新建护理站三所。2. 添置巡诊车两辆。${duty}`]);
  });

  test('neighbours become the first of them, with all that was said of any', async () => {
    const at = await desk();
    const records = await at.now();
    const pair = [find(records, '急诊急救'), find(records, '标准化改造')];
    const { status, body } = await at.merge(pair);
    expect(status).toBe(201);
    expect(body.removed).toEqual([pair[1]?.id]);
    expect(body.records).toHaveLength(1);
    expect(body.records[0]).toMatchObject({
      id: pair[0]?.id,
      start: pair[0]?.start,
      end: pair[1]?.end,
      lead: ['市卫生健康委', '市财政局'],
    });
    expect(body.records[0].supportUnits).toEqual([]);
    const gone = await at.other.decide([pair[1] as Found], 'accepted');
    expect([gone.status, gone.body.detail]).toEqual([409, expect.stringContaining('planner同志刚刚做了“合并”')]);
  });

  test('not across another record, not with a heading, not one alone', async () => {
    const at = await desk();
    const records = await at.now();
    const apart = await at.merge([find(records, '急诊急救'), find(records, '队伍建设提能')]);
    expect(apart.body.reasons[0]).toContain('只能合并前后相连的记录');
    expect((await at.merge([find(records, '机构建设'), find(records, '急诊急救')])).body.reasons[0]).toContain('标题不能');
    expect((await at.merge([find(records, '急诊急救')])).status).toBe(400);
  });
});

describe('taking back', () => {
  test('each step in turn, and after that everything is as it was read', async () => {
    const at = await desk();
    const read = await at.now();
    const steps: number[] = [];
    const step = async (answer: Promise<{ body: { at: number; steps: { id: number }[] } }>) => {
      const { body } = await answer;
      steps.push(body.steps[0]?.id as number);
      return body;
    };
    await step(at.decide([find(read, '急诊急救'), find(read, '就诊率')], 'accepted'));
    await step(at.merge([find(await at.now(), '急诊急救'), find(await at.now(), '标准化改造')]));
    await step(at.change(find(await at.now(), '急诊急救'), { title: '建强医院', lead: [] }));
    const list = find(await at.now(), '队伍建设提能');
    await step(at.takeApart(list));
    await step(at.split(find(await at.now(), '就诊率'), [find(read, '就诊率').start + 8]));
    for (const id of steps.toReversed()) {
      const { undoable } = (await planner.get(`${at.path}/changes?after=0`)).body;
      expect(undoable.id).toBe(id);
      expect((await at.undo(id)).status).toBe(201);
    }
    const plain = (records: Found[]) => records.map(({ version: _, ...record }) => ({ ...record, decidedByName: null }));
    expect(plain(await at.now())).toEqual(plain(read));
    expect((await planner.get(`${at.path}/changes?after=0`)).body.undoable).toBeNull();
    expect((await at.undo(steps[0] as number)).body.reasons).toEqual(['这一步已经撤销过了。']);
    expect((await acts(at.id)).filter((act: string) => act === 'document.undo')).toHaveLength(5);
  });

  test("is refused for another's step, and where somebody has worked on it since", async () => {
    const at = await desk();
    const record = find(await at.now(), '卫生院');
    const [step] = (await at.decide([record], 'accepted')).body.steps;
    expect((await at.other.undo(step.id)).status).toBe(404);
    await at.other.change(find(await at.now(), '卫生院'), { title: '改造' });
    const { status, body } = await at.undo(step.id);
    expect([status, body.detail]).toEqual([409, expect.stringContaining('planner2同志后来又处理过')]);
  });
});

describe('what a name means', () => {
  const TEXT = `某市方案
一、任务
推进甲项改造。（牵头单位：市计财处，配合单位：市财政局）
推进乙项改造。（牵头单位：市计财处）
`;

  test('is said once for the whole document, taken over by the breakdown, and taken back', async () => {
    const at = await desk(TEXT);
    const before = (await planner.get(`${at.path}/names`)).body.data;
    expect(before).toMatchObject([
      { name: '市计财处', records: 2, source: 'open', unitIds: [], several: false },
      { name: '市财政局', records: 1, source: 'register' },
    ]);
    const finance = house.organisation.unit('聊城市财政局');
    const { body } = await at.name('市计财处', [finance]);
    expect(body.records.map(({ leadUnits }: Found) => leadUnits)).toEqual(
      Array(2).fill([{ name: '市计财处', unitIds: [finance], unitName: '聊城市财政局', source: 'document' }]),
    );
    expect(body.steps[0].detail).toMatchObject({ name: '市计财处', unitName: '聊城市财政局', registered: false });
    await at.name('市计财处', []);
    expect((await at.now()).find(({ lead }) => lead.length > 0)?.leadUnits[0]).toMatchObject({ unitIds: [], source: 'text' });
    const { undoable } = (await planner.get(`${at.path}/changes?after=0`)).body;
    await at.undo(undoable.id);
    expect((await at.now()).find(({ lead }) => lead.length > 0)?.leadUnits[0]).toMatchObject({ unitIds: [finance], source: 'document' });
    await acceptAll(planner, at.id);
    const { planId } = await open(at.id);
    expect((await planner.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION)).status).toBe(200);
    const { rows } = (await planner.get(`/api/plans/${planId}/breakdown`)).body;
    expect(rows.map(({ leadUnitId }: { leadUnitId: number }) => leadUnitId)).toEqual([finance, finance]);
  });

  test('goes into the register for units of the own house, and out again when taken back', async () => {
    const at = await desk(TEXT);
    const own = house.organisation.unit('聊城市卫生健康委员会');
    const { body } = await at.name('市计财处', [own], true);
    expect(body.steps[0].detail.registered).toBe(true);
    const next = await desk(TEXT);
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
    const at = await desk(GROUPS);
    const [dong, guan, finance, planning] = ['东阿县卫生健康局', '冠县卫生健康局', '聊城市财政局', '市卫生健康委规划科'].map(name =>
      house.organisation.unit(name),
    ) as [number, number, number, number];
    const counties = { name: '各县（市、区）卫生健康局', source: 'register', unitIds: [dong, guan], several: true };
    expect((await planner.get(`${at.path}/names`)).body.data).toMatchObject([
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
    const next = await desk(GROUPS);
    expect((await next.now()).find(({ supportUnits }) => supportUnits.length > 0)?.supportUnits.at(-1)).toMatchObject({ source: 'open' });
    await at.name('各有关单位', [planning]);
    const { undoable } = (await planner.get(`${at.path}/changes?after=0`)).body;
    await at.undo(undoable.id);
    await acceptAll(planner, at.id);
    const { planId } = await open(at.id);
    expect((await planner.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION)).status).toBe(200);
    const { rows, groups } = (await planner.get(`/api/plans/${planId}/breakdown`)).body;
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
    const at = await desk(GROUPS);
    await acceptAll(planner, at.id);
    const { planId } = await open(at.id);
    await planner.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION);
    const breakdown = async () => (await planner.get(`/api/plans/${planId}/breakdown`)).body;
    expect((await breakdown()).unsaid).toEqual(['各有关单位']);
    const planning = house.organisation.unit('市卫生健康委规划科');
    expect((await at.name('各有关单位', [planning])).status).toBe(200);
    const { rows, unsaid } = await breakdown();
    expect(unsaid).toEqual([]);
    expect(rows.map(({ supportUnitIds }: { supportUnitIds: number[] }) => supportUnitIds.at(-1))).toEqual([planning, planning]);
  });

  test('is refused for a unit that is not there, and for a name that nothing carries', async () => {
    const at = await desk(TEXT);
    expect((await at.name('市计财处', [999_999])).body.errors.unitIds).toContain('请重新选择');
    expect((await at.name('市水利局', [])).body.reasons[0]).toContain('没有“市水利局”');
  });
});

describe('two people at the desk', () => {
  test('see what the other has done, and nothing twice', async () => {
    const at = await desk();
    const { at: start } = await open(at.id);
    const record = find(await at.now(), '急诊急救');
    await at.other.decide([record], 'accepted');
    await at.other.merge([{ ...record, version: 2 }, find(await at.now(), '标准化改造')]);
    const { body } = await planner.get(`${at.path}/changes?after=${start}`);
    expect(body.steps.map(({ act, actorName, mine }: { act: string; actorName: string; mine: boolean }) => [act, actorName, mine])).toEqual(
      [
        ['decide', 'planner2同志', false],
        ['merge', 'planner2同志', false],
      ],
    );
    expect(body.records.map(({ id }: Found) => id)).toEqual([record.id]);
    expect(body.removed).toHaveLength(1);
    expect((await planner.get(`${at.path}/changes?after=${body.at}`)).body).toMatchObject({
      at: body.at,
      steps: [],
      records: [],
      removed: [],
    });
  });

  test('nothing changes any more once the plan is confirmed', async () => {
    const { documentId } = await confirmed(planner);
    const { records } = await open(documentId);
    const { id, version } = find(records, '卫生院');
    const path = `/api/documents/${documentId}`;
    const named = { records: [{ id, version }] };
    const refusals = await Promise.all([
      planner.send('patch', `${path}/records/${id}`, { version, kind: 'target' }),
      planner.send('post', `${path}/decisions`, { ...named, decision: 'discarded' }),
      planner.send('post', `${path}/kinds`, { ...named, kind: 'target' }),
      planner.send('post', `${path}/records/${id}/pieces`, { version, at: [1] }),
      planner.send('post', `${path}/undoings`, { stepId: 1 }),
    ]);
    for (const { body } of refusals) expect(body).toMatchObject({ code: 'act.refused', reasons: ['方案已经确认，识读结果不能再改。'] });
  });
});

test('measures that another plan has already are found, with how alike they are', async () => {
  const { id: planId } = await confirmed(planner);
  const at = await desk('县里的方案\n一、任务\n推进乡镇卫生院的标准化改造，尽快补齐设备短板。\n春季开展爱国卫生运动，清理卫生死角。\n');
  const { body } = await planner.get(`${at.path}/likenesses`);
  const own = body.data.filter((like: { planId: number }) => like.planId === planId);
  expect(own).toHaveLength(1);
  expect(own[0]).toMatchObject({ measureNo: expect.any(String), text: expect.stringContaining('乡镇卫生院标准化改造') });
  expect(own[0].similarity).toBeGreaterThan(0.6);
});
