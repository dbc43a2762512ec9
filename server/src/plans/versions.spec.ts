import type { DocumentRow } from './document.dto.js';
import type { IndicatorSeriesView, MeasureView } from './plan.dto.js';
import { confirmed, type House, openHouse, Person, PLAN_TEXT, uploaded } from './plans.fixture.js';
import type { DifferenceView, VersionView } from './version.dto.js';

let house: House;
let planner: Person;
let county: Person;
let planId: number;
let copy = 0;

beforeAll(async () => {
  house = await openHouse();
  planner = await Person.signedIn(house.app, 'planner');
  county = await Person.signedIn(house.app, 'head');
});
beforeEach(async () => {
  planId = (await confirmed(planner)).id;
});
afterAll(() => house.close());

const path = (tail = '') => `/api/plans/${planId}/versions${tail}`;
const send = (text: string, person = planner) => person.file(path(), '新版.txt', Buffer.from(`${text}新版第${copy++}份`));
const issuedAgain = async (text: string): Promise<VersionView> => {
  const { status, body } = await send(text);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
};
const decide = (version: VersionView, ids: number[], decision: string, note = '') =>
  planner.send('post', path(`/${version.version.documentId}/decisions`), { ids, decision, note });
const rows = async () => (await planner.get(`/api/plans/${planId}/breakdown`)).body.rows as Record<string, unknown>[];
const told = ({ differences }: VersionView) =>
  differences.map(({ kind, old, fresh }) => [kind, (old ?? fresh)?.text.slice(0, 8), fresh && old ? fresh.deadline : undefined]);
const only = (version: VersionView, kind: string) => version.differences.find(difference => difference.kind === kind) as DifferenceView;

/** Draws up the first measure's task and issues it to the county. */
async function issue(no: number): Promise<number> {
  const row = (await rows())[no];
  const draft = { ...row, leadUnitId: house.organisation.unit('东阿县卫生健康局'), supportUnitIds: [], doneCriterion: '做完' };
  const saved = await planner.send('put', `/api/plans/${planId}/breakdown`, { rows: [draft] });
  const { taskId, version } = saved.body.rows[no];
  expect((await planner.send('post', `/api/tasks/${taskId}/issue`, { version })).status).toBe(200);
  return taskId;
}

const LATER = PLAN_TEXT.replace('2026年底前完成设备更新', '2026年9月底前完成全部设备更新');

describe('a new version of a plan’s document', () => {
  test('the same words again: nothing to decide', async () => {
    const version = await issuedAgain(PLAN_TEXT);
    expect(version).toMatchObject({ version: { versionNo: 2, pending: 0 }, before: { versionNo: 1 }, differences: [], unchanged: 7 });
  });

  test('tells what is changed, moved, new and gone, with the tasks that it touches', async () => {
    const taskId = await issue(0);
    const text = LATER.replace('推进乡镇卫生院标准化改造，补齐设备短板。（责任单位：市财政局）\n', '')
      .replace('县域内就诊率达到90%以上', '县域内就诊率达到92%以上')
      .replace('开展乡村医生全员培训。', '开展乡村医生全员培训，完善乡村医生养老保障。')
      .replace('三、工作基础', '三、信息化建设\n建设县域医学影像中心，实现检查结果互认。\n四、工作基础');
    const version = await issuedAgain(text);
    expect(told(version)).toEqual([
      ['changed', '到2026年底，', '2026-12-31'],
      ['changed', '加强县级医院建设', '2026-09-30'],
      ['gone', '推进乡镇卫生院标', undefined],
      ['new', '完善乡村医生养老', undefined],
      ['new', '建设县域医学影像', undefined],
    ]);
    expect((await rows())[0]).toMatchObject({ measureText: expect.stringContaining('2026年底前'), sourceChange: null });
    const added = version.differences.at(-2) as DifferenceView;
    expect(added.fresh?.section).toEqual(['二、主要措施', '（二）队伍建设', '队伍建设提能扩量方面']);
    await decide(version, [added.id], 'taken');
    expect((await rows()).map(row => row.measureNo)).toEqual(['1.1', '1.2', '2.1.1', '2.1.2', '2.1.3', '2.1.4']);
    const [, changed] = version.differences;
    expect(changed?.tasks).toMatchObject([{ id: taskId, stateLabel: '已交办' }]);
    expect(changed?.words.filter(({ side }) => side !== 'both').map(({ text }) => text)).toEqual(expect.arrayContaining(['年底', '全部']));
    expect(version).toMatchObject({ mayDecide: true, mayWithdraw: true });
  });

  test('a unit under another heading is moved', async () => {
    const sentence = '推进乡镇卫生院标准化改造，补齐设备短板。（责任单位：市财政局）\n';
    const version = await issuedAgain(PLAN_TEXT.replace(sentence, '').replace('三、工作基础', `（三）硬件建设\n${sentence}三、工作基础`));
    expect(told(version)).toEqual([['moved', '推进乡镇卫生院标', null]]);
    await decide(version, [only(version, 'moved').id], 'taken');
    const measures = (await planner.get(`/api/plans/${planId}/measures`)).body.data;
    expect(measures[1]).toMatchObject({ no: '1.2', section: ['二、主要措施', '（三）硬件建设'] });
  });

  test('taken over: the measure speaks the new words, the task keeps its own and its sentence, its story tells', async () => {
    const taskId = await issue(0);
    const version = await issuedAgain(LATER);
    const decided = await decide(version, [only(version, 'changed').id], 'taken', '按市政府新印发文件');
    expect(decided.body).toMatchObject({ version: { pending: 0 }, mayWithdraw: false });
    expect(decided.body.differences[0]).toMatchObject({
      decisionLabel: '采用新版',
      deciderName: 'planner同志',
      note: '按市政府新印发文件',
    });
    const [row] = await rows();
    expect(row).toMatchObject({ measureText: expect.stringContaining('9月底前完成全部'), sourceChange: 'changed', deadline: '2026-12-31' });
    const source = (await county.get(`/api/tasks/${taskId}/source`)).body;
    expect(source).toMatchObject({
      sentence: expect.stringContaining('2026年底前完成设备更新'),
      newer: { kind: 'changed', text: expect.stringContaining('9月底前完成全部'), versionNo: 2, deciderName: 'planner同志' },
    });
    const { timeline } = (await county.get(`/api/tasks/${taskId}`)).body;
    expect(timeline[0]).toMatchObject({ actLabel: '方案原文有新版，任务待变更', actorName: 'planner同志' });
    expect(timeline[0].fields).toContainEqual({ label: '新版时限', value: '2026年9月30日' });
  });

  test('a draft is marked until somebody has gone over it', async () => {
    const [row] = await rows();
    const grid = `/api/plans/${planId}/breakdown`;
    await planner.send('put', grid, { rows: [row] });
    const version = await issuedAgain(LATER);
    await decide(version, [only(version, 'changed').id], 'taken');
    const [marked] = await rows();
    expect(marked).toMatchObject({ sourceChange: 'changed', issues: expect.arrayContaining([expect.stringContaining('已按新版改动')]) });
    await planner.send('put', grid, { rows: [{ ...marked, deadline: '2026-09-30', phases: [] }] });
    expect((await rows())[0]).toMatchObject({ sourceChange: null, deadline: '2026-09-30' });
  });

  test('new joins the breakdown under its heading without renumbering; gone leaves it, or is proposed for an end', async () => {
    const taskId = await issue(1);
    const text = PLAN_TEXT.replace(
      '推进乡镇卫生院标准化改造，补齐设备短板。（责任单位：市财政局）',
      '推广家庭医生签约服务，签约率达到75%以上。',
    );
    const version = await issuedAgain(text);
    await decide(
      version,
      version.differences.map(({ id }) => id),
      'taken',
    );
    const after = await rows();
    expect(after.map(row => [row.measureNo, row.taskId, row.sourceChange])).toEqual([
      ['1.1', null, null],
      ['1.2', taskId, 'gone'],
      ['1.3', null, null],
      ['2.1.1', null, null],
      ['2.1.2', null, null],
      ['2.1.3', null, null],
    ]);
    expect((await county.get(`/api/tasks/${taskId}/source`)).body.newer).toMatchObject({ kind: 'gone' });
    expect((await county.get(`/api/tasks/${taskId}`)).body.timeline[0].actLabel).toContain('建议终止');
    const { data } = (await planner.get(`/api/plans/${planId}/measures`)).body as { data: MeasureView[] };
    expect(data.map(({ goneSince }) => goneSince)).toEqual([null, 2, null, null, null, null]);
  });

  test('kept: nothing changes; a target taken over is the plan’s target', async () => {
    const version = await issuedAgain(LATER.replace('达到90%以上', '达到92%以上'));
    const [target, measure] = version.differences;
    await decide(version, [measure?.id as number], 'kept');
    await decide(version, [target?.id as number], 'taken');
    expect((await rows())[0]).toMatchObject({ measureText: expect.stringContaining('2026年底前完成设备更新') });
    const targets = (await planner.get(`/api/plans/${planId}/targets`)).body.data;
    expect(targets.map(({ text }: { text: string }) => text)).toEqual([expect.stringContaining('92%')]);
  });

  test('an indicator follows the level that was taken over, through versions, and what was to be reached before stays in sight', async () => {
    const rate = async () => {
      const { data } = (await planner.get(`/api/plans/${planId}/indicators`)).body as { data: IndicatorSeriesView[] };
      const one = data.find(({ name }) => name.includes('就诊率')) as IndicatorSeriesView;
      return [
        data.length,
        one.id,
        one.targets.map(({ value }) => value),
        one.former.map(({ value, untilVersion }) => [value, untilVersion]),
      ];
    };
    const goal = (level: string, text = PLAN_TEXT) => issuedAgain(text.replace('达到90%以上', `达到${level}以上`));
    const take = async (version: VersionView) => decide(version, [only(version, 'changed').id], 'taken');
    const [count, id] = await rate();
    const second = await goal('92%');
    expect(await rate()).toEqual([count, id, [90], []]);
    await take(second);
    expect(await rate()).toEqual([count, id, [92], [[90, 2]]]);
    const reworded = PLAN_TEXT.replace('完善急诊急救体系', '健全急诊急救体系');
    await take(await goal('92%', reworded));
    await take(await goal('95%', reworded));
    expect(await rate()).toEqual([
      count,
      id,
      [95],
      [
        [92, 4],
        [90, 2],
      ],
    ]);
    const fifth = await issuedAgain(reworded.replace('到2026年底，县域内就诊率达到90%以上。', ''));
    await decide(fifth, [only(fifth, 'gone').id], 'taken');
    expect(await rate()).toEqual([
      count,
      id,
      [],
      [
        [95, 5],
        [92, 4],
        [90, 2],
      ],
    ]);
  });

  test('of a sentence that is parted, what another part still says stays', async () => {
    const goal = '县域内就诊率达到90%以上';
    planId = (await confirmed(planner, PLAN_TEXT.replace(goal, `${goal}，家庭医生签约率达到75%以上`))).id;
    const version = await issuedAgain(PLAN_TEXT.replace(`${goal}。`, `${goal}。家庭医生签约率达到75%以上。`));
    expect(version.differences.map(({ kind, fresh }) => [kind, fresh?.text])).toEqual([['changed', '家庭医生签约率达到75%以上。']]);
    await decide(version, [only(version, 'changed').id], 'taken');
    const { data } = (await planner.get(`/api/plans/${planId}/indicators`)).body as { data: IndicatorSeriesView[] };
    const levels = data.flatMap(({ targets }) => targets.map(({ year, value }) => [year, value]));
    expect(levels).toEqual(expect.arrayContaining([[2026, 90]]));
  });

  test('what is proposed for a measure speaks of the figures that were taken over', async () => {
    const figure = (level: string) => PLAN_TEXT.replace('2026年底前完成设备更新', `2026年底前急诊床位达到${level}张`);
    planId = (await confirmed(planner, figure('20'))).id;
    const version = await issuedAgain(figure('30'));
    await decide(version, [only(version, 'changed').id], 'taken');
    expect((await rows())[0]).toMatchObject({ doneCriterion: expect.stringContaining('30张') });
  });

  test('a unit struck from the brackets that close a paragraph touches every task that they answer for', async () => {
    const paragraph = (units: string) =>
      PLAN_TEXT.replace(
        '推进乡镇卫生院标准化改造，补齐设备短板。（责任单位：市财政局）',
        `改造乡镇卫生院。补齐设备短板。（责任单位：${units}）`,
      );
    planId = (await confirmed(planner, paragraph('市卫生健康委、市财政局'))).id;
    const taskIds = [await issue(1), await issue(2)];
    const version = await issuedAgain(paragraph('市卫生健康委'));
    expect(
      only(version, 'changed')
        .tasks.map(({ id }) => id)
        .toSorted(),
    ).toEqual(taskIds.toSorted());
    await decide(version, [only(version, 'changed').id], 'taken');
    for (const id of taskIds) expect((await county.get(`/api/tasks/${id}`)).body.timeline[0].actLabel).toContain('原文有新版');
  });

  test('a third version is compared with the second', async () => {
    const second = await issuedAgain(LATER);
    expect((await send(PLAN_TEXT)).body.reasons.join()).toContain('还有 1 处没有决定');
    await decide(second, [only(second, 'changed').id], 'taken');
    const third = await issuedAgain(LATER.replace('全部设备更新', '全部设备更新和信息系统升级'));
    expect(third).toMatchObject({ version: { versionNo: 3 }, before: { versionNo: 2 } });
    expect(told(third)).toEqual([['changed', '加强县级医院建设', '2026-09-30']]);
    expect(third.differences[0]).toMatchObject({ measureNo: '1.1' });
  });

  test('is decided once, by those who may, on the differences of this version', async () => {
    const version = await issuedAgain(LATER);
    const [{ id }] = version.differences as [DifferenceView];
    const both = await Promise.all([decide(version, [id], 'taken'), decide(version, [id], 'kept')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await decide(version, [id, 999_999], 'kept')).status).toBe(404);
    expect((await decide(version, [], 'kept')).body.errors.ids).toContain('请选择');
    expect((await county.send('post', path(`/${version.version.documentId}/decisions`), { ids: [id], decision: 'kept' })).status).toBe(404);
    expect((await county.get(path())).status).toBe(404);
    expect((await county.get(path(`/${version.version.documentId}`))).status).toBe(404);
    expect((await send(LATER, county)).status).toBe(404);
  });

  test('another document, an unconfirmed plan, the same file again, no file are refused', async () => {
    const stranger = await send('冰雪旅游发展行动方案\n\n一、主要任务\n打造滑雪基地，引进大型赛事。\n');
    expect([stranger.status, stranger.body.reasons.join()]).toEqual([422, expect.stringContaining('可能选错了文件')]);
    expect((await planner.file(path(), '空.txt', Buffer.from('')).then(({ status }) => status)) >= 400).toBe(true);
    expect((await planner.send('post', path(), {})).body.errors.file).toBe('请选择文件');
    const bytes = Buffer.from(`${LATER}同一份`);
    expect((await planner.file(path(), '新版.txt', bytes)).status).toBe(201);
    expect((await planner.file(path(), '新版.txt', bytes)).body.code).toBe('document.duplicate');
    const open = await uploaded(planner);
    planId = open.planId;
    expect((await send(LATER)).body.reasons.join()).toContain('方案还没有确认');
    expect((await planner.get(path())).body).toMatchObject({ total: 1 });
  });

  test('uploaded by mistake, it is withdrawn before anything was decided, not after', async () => {
    const wrong = await issuedAgain(LATER.replace('达到90%以上', '达到92%以上'));
    const withdraw = (version: VersionView, reason: string) =>
      planner.send('post', path(`/${version.version.documentId}/withdrawal`), { reason });
    expect((await withdraw(wrong, ' ')).body.errors.reason).toContain('撤回理由');
    expect((await withdraw(wrong, '传错了')).body.data).toMatchObject([
      { versionNo: 2, withdrawnAt: expect.any(String), pending: 0 },
      { versionNo: 1 },
    ]);
    expect((await withdraw(wrong, '传错了')).body.reasons).toEqual(['这个新版文件已经撤回了。']);
    const right = await issuedAgain(LATER);
    expect(right.version.versionNo).toBe(2);
    const { data } = (await planner.get('/api/documents')).body as { data: DocumentRow[] };
    expect(data.filter(d => d.planId === planId).map(d => [d.versionNo, d.withdrawnAt !== null])).toEqual(
      expect.arrayContaining([
        [1, false],
        [2, true],
        [2, false],
      ]),
    );
    await decide(right, [only(right, 'changed').id], 'kept');
    expect((await withdraw(right, '又错了')).body.reasons.join()).toContain('不能再撤回');
  });
});
