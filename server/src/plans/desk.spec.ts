import { Desks, type Found, find } from './desk.fixture.js';
import { confirmed } from './plans.fixture.js';

let desks: Desks;
beforeAll(async () => {
  desks = await Desks.open();
});
afterAll(() => desks?.close());

describe('correcting', () => {
  test('two people on one record: the slower is told who was faster and what is there now', async () => {
    const at = await desks.with();
    const record = find(await at.now(), '卫生院');
    const change = { lead: ['市财政局'], deadline: { raw: '年底前', date: '2026-12-31' }, title: '改造卫生院' };
    const both = await Promise.all([at.change(record, change), at.other.change(record, { kind: 'target' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const slower = both.find(({ status }) => status === 409);
    expect(slower?.body).toMatchObject({ code: 'act.conflict', current: { version: record.version + 1, stateLabel: '待定' } });
    expect(slower?.body.detail).toMatch(/planner2?同志刚刚先对这一条做了“修改”/);
    const winner = both.find(({ status }) => status === 200)?.body.records[0];
    expect(winner).toMatchObject({ edited: true, version: record.version + 1 });
    expect(find(await at.now(), '卫生院')).toEqual(winner);
  });

  test('what cannot be is refused by field', async () => {
    const at = await desks.with();
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
    const at = await desks.with();
    const indicators = [{ raw: 'a\u0000b\ud800', name: '甲\ud800', op: '=', value: 1, value2: null, unit: '个' }];
    const { status, body } = await at.change(find(await at.now(), '卫生院'), { indicators, title: '甲\ud800' });
    expect([status, body.records[0].indicators[0].raw]).toEqual([200, 'ab']);
  });
});

describe('deciding', () => {
  test('on many at once; what another has decided alike is no conflict, what differs changes nothing at all', async () => {
    const at = await desks.with();
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
    const [at, elsewhere] = [await desks.with(), await desks.with()];
    const stray = [find(await at.now(), '卫生院'), find(await elsewhere.now(), '卫生院')];
    expect((await at.decide(stray, 'accepted')).status).toBe(404);
    expect((await at.now()).every(({ decision }) => decision === 'pending')).toBe(true);
  });

  test('the kind of many changes at once, and back', async () => {
    const at = await desks.with();
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
    const at = await desks.with();
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
    const at = await desks.with();
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
    const at = await desks.with(`养老服务工作要点\n1. 新建护理站三所。${duty}\n2. 添置巡诊车两辆。${duty}\n`);
    const records = await at.now();
    const { body } = await at.merge(records.filter(({ kind }) => kind === 'measure'));
    expect(body.records.map(({ words }: Found) => words)).toEqual([`1. 新建护理站三所。2. 添置巡诊车两辆。${duty}`]);
  });

  test('neighbours become the first of them, with all that was said of any', async () => {
    const at = await desks.with();
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
    const at = await desks.with();
    const records = await at.now();
    const apart = await at.merge([find(records, '急诊急救'), find(records, '队伍建设提能')]);
    expect(apart.body.reasons[0]).toContain('只能合并前后相连的记录');
    expect((await at.merge([find(records, '机构建设'), find(records, '急诊急救')])).body.reasons[0]).toContain('标题不能');
    expect((await at.merge([find(records, '急诊急救')])).status).toBe(400);
  });
});

describe('taking back', () => {
  test('each step in turn, and after that everything is as it was read', async () => {
    const at = await desks.with();
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
      const { undoable } = (await desks.planner.get(`${at.path}/changes?after=0`)).body;
      expect(undoable.id).toBe(id);
      expect((await at.undo(id)).status).toBe(201);
    }
    const plain = (records: Found[]) => records.map(({ version: _, ...record }) => ({ ...record, decidedByName: null }));
    expect(plain(await at.now())).toEqual(plain(read));
    expect((await desks.planner.get(`${at.path}/changes?after=0`)).body.undoable).toBeNull();
    expect((await at.undo(steps[0] as number)).body.reasons).toEqual(['这一步已经撤销过了。']);
    const undone = "SELECT FROM audit_line WHERE object_type = 'document' AND object_id = $1 AND act = 'document.undo'";
    expect(await desks.house.source.query(undone, [String(at.id)])).toHaveLength(5);
  });

  test("is refused for another's step, and where somebody has worked on it since", async () => {
    const at = await desks.with();
    const record = find(await at.now(), '卫生院');
    const [step] = (await at.decide([record], 'accepted')).body.steps;
    expect((await at.other.undo(step.id)).status).toBe(404);
    await at.other.change(find(await at.now(), '卫生院'), { title: '改造' });
    const { status, body } = await at.undo(step.id);
    expect([status, body.detail]).toEqual([409, expect.stringContaining('planner2同志后来又处理过')]);
  });
});

describe('two people at the desk', () => {
  test('see what the other has done, and nothing twice', async () => {
    const at = await desks.with();
    const { at: start } = await desks.document(at.id);
    const record = find(await at.now(), '急诊急救');
    await at.other.decide([record], 'accepted');
    await at.other.merge([{ ...record, version: 2 }, find(await at.now(), '标准化改造')]);
    const { body } = await desks.planner.get(`${at.path}/changes?after=${start}`);
    expect(body.steps.map(({ act, actorName, mine }: { act: string; actorName: string; mine: boolean }) => [act, actorName, mine])).toEqual(
      [
        ['decide', 'planner2同志', false],
        ['merge', 'planner2同志', false],
      ],
    );
    expect(body.records.map(({ id }: Found) => id)).toEqual([record.id]);
    expect(body.removed).toHaveLength(1);
    expect((await desks.planner.get(`${at.path}/changes?after=${body.at}`)).body).toMatchObject({
      at: body.at,
      steps: [],
      records: [],
      removed: [],
    });
  });

  test('nothing changes any more once the plan is confirmed', async () => {
    const { documentId } = await confirmed(desks.planner);
    const { records } = await desks.document(documentId);
    const { id, version } = find(records, '卫生院');
    const path = `/api/documents/${documentId}`;
    const named = { records: [{ id, version }] };
    const refusals = await Promise.all([
      desks.planner.send('patch', `${path}/records/${id}`, { version, kind: 'target' }),
      desks.planner.send('post', `${path}/decisions`, { ...named, decision: 'discarded' }),
      desks.planner.send('post', `${path}/kinds`, { ...named, kind: 'target' }),
      desks.planner.send('post', `${path}/records/${id}/pieces`, { version, at: [1] }),
      desks.planner.send('post', `${path}/undoings`, { stepId: 1 }),
    ]);
    for (const { body } of refusals) expect(body).toMatchObject({ code: 'act.refused', reasons: ['方案已经确认，识读结果不能再改。'] });
  });
});

test('measures that another plan has already are found, with how alike they are', async () => {
  const { id: planId } = await confirmed(desks.planner);
  const at = await desks.with(
    '县里的方案\n一、任务\n推进乡镇卫生院的标准化改造，尽快补齐设备短板。\n春季开展爱国卫生运动，清理卫生死角。\n',
  );
  const { body } = await desks.planner.get(`${at.path}/likenesses`);
  const own = body.data.filter((like: { planId: number }) => like.planId === planId);
  expect(own).toHaveLength(1);
  expect(own[0]).toMatchObject({ measureNo: expect.any(String), text: expect.stringContaining('乡镇卫生院标准化改造') });
  expect(own[0].similarity).toBeGreaterThan(0.6);
});
