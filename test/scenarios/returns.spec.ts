import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { MORNING, Stage } from '../support/stage.js';

let stage: Stage;
let staff: Client;
let head: Client;
let supervisor: Client;
beforeAll(async () => {
  stage = await Stage.open();
  staff = await stage.person('weicy');
  head = await stage.person('lijq');
  supervisor = await stage.person('yinyf');
});
afterEach(() => stage.clock.set(MORNING));
afterAll(() => stage?.close());

const said = (percent: number, more: object = {}) => ({ percent, doneText: `完成 ${percent}%`, ...more });

/** Performs an act on the newest report of a task. */
async function judge(who: Client, taskId: number, noun: string, input: object = {}) {
  const [report] = (await who.task(taskId)).reports;
  return who.post(`returns/${report?.id}/${noun}`, { version: report?.version, ...input });
}

describe('反馈的审核', () => {
  it('经办报送 → 单位负责人同意报出 → 督查员审核通过；审过的不能再动', async () => {
    const id = await stage.received();
    const { body } = await staff.actOnShare(id, 'report', said(30, { problem: '缺人', help: '请市里协调编制', risk: 'some' }));
    expect(body.reports[0]).toMatchObject({
      state: 'submitted',
      stateLabel: '待单位审核',
      riskLabel: '有风险，可控',
      help: '请市里协调编制',
    });
    expect(body).toMatchObject({ percent: 30, risk: 'some' });
    expectProblem(await judge(supervisor, id, 'approval'), 422, 'act.refused');
    expect((await judge(head, id, 'endorsement')).body.reports[0].stateLabel).toBe('待审核');
    expectProblem(await judge(head, id, 'approval'), 403);
    expect((await judge(supervisor, id, 'approval', { opinion: '情况清楚' })).body.reports[0]).toMatchObject({
      state: 'approved',
      decision: { label: '审核通过', text: '情况清楚' },
      permittedActs: [],
    });
    expectProblem(await judge(supervisor, id, 'return', { reason: '再想想' }), 422);
  });

  it('负责人自己报的不用再经本单位；别人的单位审不着', async () => {
    const id = await stage.received();
    expect((await head.actOnShare(id, 'report', said(20))).body.reports[0].state).toBe('unit_approved');
    const other = await stage.person(await stage.hire('support', 'dept_head'));
    expectProblem(await judge(other, id, 'approval'), 403);
  });

  it('退回要有理由，退回的看得见但不算数；最近一次被退回，不能申请办结', async () => {
    const id = await stage.finished();
    expectProblem(await judge(head, id, 'holding-back', { reason: ' ' }), 400);
    const { body } = await judge(head, id, 'holding-back', { reason: '两家医院的名单没有附' });
    expect(body).toMatchObject({
      percent: null,
      reports: [{ state: 'returned', percent: 100, decision: { text: '两家医院的名单没有附' } }],
    });
    expect(await stage.told(id, 'report_returned')).toContain('weicy');
    const refusal = expectProblem(await staff.act(id, 'completion-request', { summary: '完成' }), 422);
    expect(refusal.reasons?.[0]).toBe('东阿县卫生健康局最近一次报送的进展被退回，还没有重报，请先重报。');
    await staff.actOnShare(id, 'report', said(100));
    const done = await staff.act(id, 'completion-request', { summary: '完成' });
    expect(done.body).toMatchObject({ state: 'close_requested', percent: 100 });
    expect(done.body.reports.map(({ state }: { state: string }) => state)).toEqual(['submitted', 'returned']);
    expect(expectProblem(await judge(head, id, 'holding-back', { reason: '晚了' }), 422).reasons?.[0]).toContain('任务不在办理中');
  });

  it('责任单位报的由牵头单位审核，督查员不越过牵头单位', async () => {
    const id = await stage.received({ coLeadUnitIds: [stage.unit('support')], supportUnitIds: [] });
    const share = await stage.share(id, 'support');
    const partner = await stage.person(await stage.hire('support', 'unit_staff').catch(() => 'unit-staff.support'));
    const act = async (noun: string, input: object = {}) =>
      partner.post(`assignments/${share}/${noun}`, { version: await stage.version('assignment', share), ...input });
    await act('receipt');
    await act('report', said(50));
    const partnersHead = await stage.holder('support', 'dept_head');
    await judge(partnersHead, id, 'endorsement');
    expectProblem(await judge(supervisor, id, 'approval'), 403);
    expect((await judge(staff, id, 'return', { reason: '数字与台账不符' })).status).toBe(200);
    expect((await partner.task(id)).percent).toBeNull();
  });
});

describe('报送期次', () => {
  const monthly = { cadence: 'month', deadline: '2027-03-31' };

  it('窗口打开后报的归这一期；没审之前再报是更正，原来的留着；审过再报算平时报送', async () => {
    const id = await stage.received(monthly);
    await stage.on('2026-11-25');
    const first = await staff.actOnShare(id, 'report', said(10, { period: '2026-11' }));
    expect(first.body.reports[0]).toMatchObject({ periodLabel: '2026年11月' });
    const second = await staff.actOnShare(id, 'report', said(15));
    expect(second.body.reports.map(({ state, period }: { state: string; period: string }) => [state, period])).toEqual([
      ['submitted', '2026-11'],
      ['replaced', '2026-11'],
    ]);
    await judge(head, id, 'endorsement');
    await judge(supervisor, id, 'approval');
    expect((await staff.actOnShare(id, 'report', said(20))).body.reports[0].period).toBeNull();
  });

  it('过期不报就是未报，没有记录也看得见；锁定以后告诉他已经截止', async () => {
    const id = await stage.received(monthly);
    await stage.on('2026-12-03');
    expect((await staff.task(id)).assignments[0]?.missed).toEqual([expect.objectContaining({ label: '2026年11月', due: '2026-11-30' })]);
    const { body } = await supervisor.get(`tasks?filter=${encodeURIComponent(JSON.stringify({ missed: true }))}`);
    expect(body.data.find((task: { id: number }) => task.id === id)).toMatchObject({ missedReports: 1 });
    const waiting = (await supervisor.get('dashboard')).body.waiting.find(({ key }: { key: string }) => key === 'missed_reports');
    expect(waiting.count).toBe(body.total);
    await stage.on('2026-12-08');
    const late = expectProblem(await staff.actOnShare(id, 'report', said(10, { period: '2026-11' })), 422);
    expect(late.reasons?.[0]).toContain('2026年11月的报送已于2026年12月7日截止');
    expectProblem(await staff.actOnShare(id, 'report', said(10, { period: '2026-12' })), 422);
    expectProblem(await staff.actOnShare(id, 'report', said(10, { period: '2031-12' })), 422);
  });

  it('报送表带出上次内容；“无变化”一键报，没有审过的报送时不行', async () => {
    const id = await stage.received(monthly);
    const share = await stage.share(id);
    await stage.on('2026-11-25');
    expect((await staff.get(`assignments/${share}/report-form`)).body).toMatchObject({
      period: { key: '2026-11' },
      missed: [],
      last: null,
    });
    expect(expectProblem(await staff.actOnShare(id, 'unchanged-report'), 422).reasons?.[0]).toContain('还没有审核通过');
    await stage.report('approved', id, 35);
    await stage.on('2026-12-28');
    expect((await staff.get(`assignments/${share}/report-form`)).body).toMatchObject({
      period: { key: '2026-12', label: '2026年12月' },
      corrects: false,
      last: { percent: 35, doneText: '按计划推进' },
    });
    const { body } = await staff.actOnShare(id, 'unchanged-report', { period: '2026-12' });
    expect(body.reports[0]).toMatchObject({ unchanged: true, percent: 35, doneText: '按计划推进', period: '2026-12', state: 'submitted' });
    expect((await staff.get(`assignments/${share}/report-form`)).body).toMatchObject({ period: { key: '2026-12' }, corrects: true });
    expectProblem(
      await (await stage.holder('foreign', 'dept_head').catch(async () => stage.person(await stage.hire('foreign', 'dept_head')))).get(
        `assignments/${share}/report-form`,
      ),
      404,
    );
  });

  it('单位说没有风险而灯已红，列出来给督查员看', async () => {
    const id = await stage.received();
    await staff.actOnShare(id, 'report', said(10, { risk: 'none' }));
    await stage.source.query("UPDATE task SET next_due = '2026-11-01' WHERE id = $1", [id]);
    const differs = async () => (await supervisor.get(`tasks?filter=${encodeURIComponent('{"riskDiffers":true}')}`)).body.data;
    expect((await differs()).map((task: { id: number }) => task.id)).toContain(id);
    await staff.actOnShare(id, 'report', said(10, { risk: 'high' }));
    await stage.source.query("UPDATE task SET next_due = '2026-11-01' WHERE id = $1", [id]);
    expect((await differs()).map((task: { id: number }) => task.id)).not.toContain(id);
    expectProblem(await staff.actOnShare(id, 'report', said(10, { risk: '有' })), 400);
  });
});

describe('指标数据', () => {
  /** A task whose measure has an indicator with a level for last year and one for this. */
  async function measured(): Promise<{ id: number; indicatorId: number }> {
    const id = await stage.received();
    const [{ id: indicatorId }] = await stage.source.query(
      `INSERT INTO indicator (plan_id, measure_id, record_id, name, op, unit, baseline_value) SELECT m.plan_id, m.id, m.record_id, '县域就诊率', '>=', '%', 85
         FROM task t JOIN measure m ON m.id = t.measure_id WHERE t.id = $1 RETURNING id`,
      [id],
    );
    await stage.source.query(
      `INSERT INTO indicator_target (indicator_id, record_id, year, op, value, raw) SELECT id, record_id, y, '>=', v, '原文'
         FROM indicator, (VALUES (2025, 88), (2026, 90)) AS level(y, v) WHERE id = $1`,
      [indicatorId],
    );
    return { id, indicatorId };
  }

  it('随进展填一次，任务页、方案页是同一个数；到期前后给出结论和理由', async () => {
    const { id, indicatorId } = await measured();
    const readings = [{ indicatorId, value: '91.5%', source: '卫生健康统计直报' }];
    const { body } = await staff.actOnShare(id, 'report', said(60, { readings }));
    const standing = body.indicators.find((each: { id: number }) => each.id === indicatorId);
    expect(standing).toMatchObject({
      current: { value: 91.5, day: '2026-11-22' },
      readings: [{ value: 91.5, source: '卫生健康统计直报', unitName: '东阿县卫生健康局' }],
      targets: [
        { year: 2025, verdict: 'unknown', why: '还没有填报数据。' },
        { year: 2026, verdict: 'reached', rate: 101.67 },
      ],
    });
    const plan = await supervisor.get(`plans/${body.planId}/indicators`);
    expect(plan.body.data.find((each: { id: number }) => each.id === indicatorId).standing).toEqual(standing);
    const form = (await staff.get(`assignments/${await stage.share(id)}/report-form`)).body;
    expect(form.indicators.find((each: { id: number }) => each.id === indicatorId)).toMatchObject({ last: 91.5 });
  });

  it('报送被退回，随它填的数也不算；单位不对、离谱的数、别的任务的指标都不收，什么也不留下', async () => {
    const { id, indicatorId } = await measured();
    const refused = async (reading: object) =>
      expectProblem(await staff.actOnShare(id, 'report', said(60, { readings: [{ indicatorId, source: null, ...reading }] })), 422)
        .reasons?.[0];
    expect(await refused({ value: '91‰' })).toContain('单位是“%”');
    expect(await refused({ value: '91500' })).toContain('超出可能的范围');
    expect(await refused({ value: '九成' })).toContain('应当填数字');
    expect(await refused({ value: '91', indicatorId: 999_999 })).toContain('不属于这项任务');
    expectProblem(await staff.actOnShare(id, 'report', said(60, { readings: [{ indicatorId, value: '' }] })), 400);
    expect((await staff.task(id)).reports).toEqual([]);
    await staff.actOnShare(id, 'report', said(60, { readings: [{ indicatorId, value: '80', source: null }] }));
    const { body } = await judge(head, id, 'holding-back', { reason: '数据与直报系统不符' });
    expect(body.indicators.find((each: { id: number }) => each.id === indicatorId)).toMatchObject({ current: null, readings: [] });
  });

  it('汇总方式由方案主办单位定', async () => {
    const { id, indicatorId } = await measured();
    const { planId } = await staff.task(id);
    const planner = await stage.person('wufr');
    const path = `plans/${planId}/indicators/${indicatorId}/roll-up`;
    expectProblem(await staff.post(path, { rollUp: 'sum' }), 403);
    expectProblem(await planner.post(path, { rollUp: '相加' }), 400);
    expectProblem(await planner.post(`plans/${planId}/indicators/999999/roll-up`, { rollUp: 'sum' }), 404);
    const { body } = await planner.post(path, { rollUp: 'mean' });
    expect(body.data.find((each: { id: number }) => each.id === indicatorId).standing.rollUp).toBe('mean');
  });
});

describe('分阶段推进', () => {
  it('方案页把各阶段并列：有记录的按记录，没有记录的过期算滞后；看不见的任务不列', async () => {
    const phase = (year: number) => ({ year, kind: 'build', name: '加快建设', dueDate: `${year}-12-31`, target: `${year}年目标` });
    const id = await stage.finished({ phases: [phase(2025), phase(2026)] });
    const [{ id: phaseId }] = await stage.source.query('SELECT id FROM task_phase WHERE task_id = $1 AND year = 2026', [id]);
    await stage.perform('yinyf', 'task', 'record_phase', id, { phaseId, verdict: 'reached', note: '提前完成' });
    const { planId } = await staff.task(id);
    const rowsOf = async (who: Client) => (await who.get(`plans/${planId}/phase-view`)).body.data as { taskId: number; phases: object[] }[];
    expect((await rowsOf(supervisor)).find(({ taskId }) => taskId === id)?.phases).toEqual([
      { year: 2025, target: '2025年目标', dueDate: '2025-12-31', note: null, standing: 'behind' },
      { year: 2026, target: '2026年目标', dueDate: '2026-12-31', note: '提前完成', standing: 'reached' },
    ]);
    expectProblem(await supervisor.get('plans/999999/phase-view'), 404);
  });
});
