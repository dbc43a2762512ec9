import { actLabel } from '../../server/src/people/audit.labels.js';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { EXTENSION, Stage, TODAY } from '../support/stage.js';

let stage: Stage;
let planner: Client;
let leader: Client;
let supervisor: Client;
let staff: Client;
let head: Client;
beforeAll(async () => {
  stage = await Stage.open();
  planner = await stage.person('wufr');
  leader = await stage.person('caixz');
  supervisor = await stage.person('yinyf');
  staff = await stage.person('weicy');
  head = await stage.person('lijq');
});
afterAll(() => stage?.close());

/** Performs an act on the task's newest application. */
async function decide(who: Client, taskId: number, noun: string, input: object = {}) {
  const [application] = (await who.task(taskId)).applications;
  return who.post(`applications/${application?.id}/${noun}`, { version: application?.version, ...input });
}

async function pass(taskId: number, grant: object = { grantedDate: null }) {
  const [application] = (await head.task(taskId)).applications;
  if (application?.state === 'applied') expect((await decide(head, taskId, 'endorsement')).status).toBe(200);
  expect((await decide(supervisor, taskId, 'review', { opinion: '情况属实' })).status).toBe(200);
  return decide(planner, taskId, 'grant', grant);
}

describe('延期', () => {
  it('经办申请 → 负责人同意上报 → 督查初审 → 交办单位批复：批准的日期可以与申请的不同，原时限永远可查', async () => {
    const id = await stage.received();
    const applied = await staff.act(id, 'extension-application', EXTENSION);
    expect(applied.body).toMatchObject({ deadline: '2026-12-31', applications: [{ state: 'applied', late: false, kindLabel: '延期' }] });
    expectProblem(await decide(supervisor, id, 'review', { opinion: '同意' }), 422, 'act.refused');
    const done = await pass(id, { grantedDate: '2027-02-28', opinion: '抓紧' });
    expect(done.body).toMatchObject({ deadline: '2027-02-28', originalDeadline: '2026-12-31', nextDue: '2027-02-28' });
    expect(done.body.applications[0]).toMatchObject({ state: 'granted', askedDate: '2027-03-31', grantedDate: '2027-02-28' });
    expect(await stage.told(id, 'application')).toEqual(expect.arrayContaining(['weicy', 'lijq', 'yinyf', 'wufr']));
  });

  it('同时只能有一份；日期不晚于现时限、没有批准日期、申请人自己批，都不行；申请本身不改时限', async () => {
    const id = await stage.received();
    await head.act(id, 'extension-application', EXTENSION);
    expect(expectProblem(await staff.act(id, 'extension-application', EXTENSION), 422).reasons?.[0]).toContain('已有一份延期申请');
    expectProblem(await decide(supervisor, id, 'grant', { grantedDate: '2027-03-31' }), 403);
    await decide(supervisor, id, 'review', { opinion: '同意' });
    expectProblem(await decide(planner, id, 'grant', { grantedDate: null }), 422);
    expectProblem(await decide(planner, id, 'grant', { grantedDate: '2026-12-31' }), 422);
    expect((await staff.task(id)).deadline).toBe('2026-12-31');
    const refusal = await decide(planner, id, 'refusal', { reason: '理由不充分' });
    expect(refusal.body).toMatchObject({ deadline: '2026-12-31', applications: [{ state: 'refused' }] });
    await stage.told(id, 'application');
    const [told] = await stage.source.query('SELECT body FROM message WHERE task_id = $1 ORDER BY id DESC LIMIT 1', [id]);
    expect(told.body).toMatch(/未批准任务.*的延期申请。理由：理由不充分。/);
  });

  it('逾期后才申请的，批准了也不消除逾期，按原时限考核', async () => {
    const id = await stage.received();
    await stage.source.query("UPDATE task SET deadline = '2026-11-01', next_due = '2026-11-01' WHERE id = $1", [id]);
    await staff.act(id, 'extension-application', EXTENSION);
    const done = await pass(id, { grantedDate: '2027-01-31' });
    expect(done.body).toMatchObject({ deadline: '2026-11-01', light: 'overdue', applications: [{ state: 'granted', late: true }] });
  });

  it('分管领导签发的任务，由分管领导批复', async () => {
    const id = await stage.draft();
    await planner.act(id, 'registration');
    await leader.act(id, 'sign-off');
    await staff.actOnShare(id, 'receipt');
    await head.act(id, 'extension-application', EXTENSION);
    await decide(supervisor, id, 'review', { opinion: '同意' });
    expect(expectProblem(await decide(planner, id, 'grant', { grantedDate: '2027-01-31' }), 422).reasons).toEqual([
      '这项任务由分管领导签发，须由分管领导批复。',
    ]);
    expect((await decide(leader, id, 'grant', { grantedDate: '2027-01-31' })).body.deadline).toBe('2027-01-31');
  });
});

describe('变更、中止、终止', () => {
  it('变更逐项记下原文和改后的文字；没有改动的申请不收', async () => {
    const id = await stage.received();
    const same = { basis: '市委专题会议纪要', title: null, requirement: null, doneCriterion: null, evidenceRequired: null };
    expectProblem(await head.act(id, 'amendment-application', same), 422);
    const before = (await staff.task(id)).doneCriterion;
    await head.act(id, 'amendment-application', { ...same, doneCriterion: '三家县级医院全部达标' });
    const done = await pass(id);
    expect(done.body.doneCriterion).toBe('三家县级医院全部达标');
    expect(done.body.applications[0].changes).toEqual([
      { field: 'doneCriterion', label: '完成标准', from: before, to: '三家县级医院全部达标' },
    ]);
  });

  it('中止期间什么也不催；恢复后耽误的天数顺延，时限本身不动', async () => {
    const id = await stage.received();
    await head.act(id, 'suspension-application', { reason: '规划调整', basis: '领导批示', until: '2027-01-15' });
    expect((await pass(id)).body).toMatchObject({ state: 'suspended', nextDue: null, pauses: [{ fromDay: TODAY, endedOn: null }] });
    expectProblem(await staff.actOnShare(id, 'report', { percent: 50, doneText: '继续推进' }), 422);
    const again = { reason: '规划还没有定', until: '2027-02-15' };
    expect((await supervisor.act(id, 'suspension-confirmation', again)).body.pauses).toEqual([
      { fromDay: TODAY, untilDay: '2027-02-15', endedOn: null, confirmBy: '2026-12-22' },
    ]);
    await stage.source.query("UPDATE suspension SET from_day = '2026-11-12' WHERE task_id = $1", [id]);
    const round = async () => (await stage.source.query('SELECT ladder_round AS round FROM task WHERE id = $1', [id]))[0].round;
    const before = await round();
    const resumed = await supervisor.act(id, 'resumption', { reason: '规划已定' });
    expect(resumed.body).toMatchObject({ state: 'in_progress', deadline: '2026-12-31', nextDue: '2027-01-10' });
    expect(await round()).toBe(before + 1);
  });

  it('中止着的任务也可以批准终止', async () => {
    const id = await stage.received();
    await head.act(id, 'suspension-application', { reason: '规划调整', basis: '领导批示', until: '2027-01-15' });
    await pass(id);
    await head.act(id, 'termination-application', { reason: '不再实施', basis: '国卫办文件' });
    expect((await pass(id)).body).toMatchObject({ state: 'terminated', light: 'ended' });
  });

  it('终止后不能再办；还没批复的申请挡住申请办结', async () => {
    const id = await stage.finished();
    await staff.act(id, 'termination-application', { reason: '政策取消', basis: '国卫办文件' });
    expect(expectProblem(await staff.act(id, 'completion-request', { summary: '完成' }), 422).reasons?.[0]).toContain('终止申请还没有批复');
    expect((await pass(id)).body).toMatchObject({ state: 'terminated', light: 'ended' });
    expectProblem(await staff.act(id, 'completion-request', { summary: '完成' }), 422);
    const again = await planner.act(id, 'reopening', { reason: '政策恢复', deadline: '2027-06-30' });
    expect(again.body.related).toEqual([expect.objectContaining({ relation: 'successor', stateLabel: '拟办', deadline: '2027-06-30' })]);
    expectProblem(await planner.act(id, 'reopening', { reason: '再来', deadline: '2027-06-30' }), 422);
  });
});

describe('签收异议和分工', () => {
  /** Performs an act on a share of whatever unit. */
  const onShare = async (who: Client, share: number, noun: string, input: object = {}) =>
    who.post(`assignments/${share}/${noun}`, { version: await stage.version('assignment', share), ...input });

  it('异议可以维持，也可以改派；改派后原单位不再看到任务', async () => {
    const id = await stage.issued();
    expectProblem(await staff.actOnShare(id, 'dispute', { reason: '', unitId: null }), 400);
    const own = await stage.share(id);
    await staff.actOnShare(id, 'dispute', { reason: '不属本单位职责', unitId: stage.unit('foreign') });
    expectProblem(await staff.actOnShare(id, 'receipt'), 422);
    await onShare(supervisor, own, 'upholding', { reason: '三定方案明确' });
    await staff.actOnShare(id, 'dispute', { reason: '三定方案已调整', unitId: stage.unit('foreign') });
    expectProblem(await onShare(supervisor, own, 'reassignment', { reason: '调整', unitId: stage.unit('support') }), 422);
    expectProblem(await onShare(supervisor, own, 'reassignment', { reason: '调整', unitId: 999_999 }), 400);
    const moved = await onShare(supervisor, own, 'reassignment', { reason: '同意调整', unitId: stage.unit('foreign') });
    expect(moved.body.leadUnitId).toBe(stage.unit('foreign'));
    expectProblem(await staff.get(`tasks/${id}`), 404);
  });

  it('责任单位报牵头单位确认后，牵头单位才能申请办结', async () => {
    const id = await stage.finished({ coLeadUnitIds: [stage.unit('support')], supportUnitIds: [] });
    const share = await stage.share(id, 'support');
    expect(expectProblem(await staff.act(id, 'completion-request', { summary: '完成' }), 422).reasons?.[0]).toContain('冠县卫生健康局');
    const other = await stage.person(await stage.hire('support', 'unit_staff'));
    const act = (who: Client, noun: string, input: object = {}) => onShare(who, share, noun, input);
    await act(other, 'receipt');
    expectProblem(await act(other, 'submission', { summary: '已完成' }), 422);
    await act(other, 'report', { percent: 100, doneText: '已完成' });
    await act(other, 'submission', { summary: '已完成' });
    await act(staff, 'branch-return', { reason: '缺名单' });
    await act(other, 'submission', { summary: '已补名单' });
    expectProblem(await act(other, 'confirmation'), 403);
    expect((await act(staff, 'confirmation')).status).toBe(200);
    expect((await staff.act(id, 'completion-request', { summary: '完成' })).body.state).toBe('close_requested');
  });

  it('权重合计不超过 100%，分工时限不晚于任务时限', async () => {
    const id = await stage.received();
    const share = await stage.share(id, 'support');
    const arrange = (input: object) => onShare(head, share, 'arrangement', input);
    expectProblem(await arrange({ dueDate: '2027-01-31', weight: null }), 422);
    expectProblem(await arrange({ dueDate: null, weight: 120 }), 400);
    const done = await arrange({ dueDate: '2026-12-15', weight: 40, note: '负责人员培训' });
    expect(done.body.assignments[1]).toMatchObject({ dueDate: '2026-12-15', weight: 40, note: '负责人员培训' });
  });
});

describe('分解子任务', () => {
  const part = {
    title: '人民医院先行达标',
    requirement: '完成评审',
    doneCriterion: '通过评审',
    evidenceRequired: '评审文件',
    deadline: '2026-12-15',
  };

  it('牵头单位把一部分交给下级单位，由自己审核；子任务没有了结，本任务不能申请办结', async () => {
    const id = await stage.finished();
    expectProblem(await head.act(id, 'subtask', { ...part, unitId: stage.unit('lead') }), 422);
    expectProblem(await head.act(id, 'subtask', { ...part, unitId: stage.unit('belowLead'), deadline: '2027-01-31' }), 422);
    const done = await head.act(id, 'subtask', { ...part, unitId: stage.unit('belowLead') });
    const [child] = done.body.related;
    expect(child).toMatchObject({ relation: 'subtask', title: part.title, stateLabel: '已交办', leadUnitName: '东阿县人民医院' });
    expect(expectProblem(await staff.act(id, 'completion-request', { summary: '完成' }), 422).reasons?.[0]).toContain('1 项子任务');
    const hospital = await stage.person(await stage.hire('belowLead', 'unit_staff'));
    const share = (await hospital.task(child.id)).assignments[0];
    await hospital.post(`assignments/${share?.id}/receipt`, { version: share?.version });
    expect((await head.task(child.id)).permittedActs).toContain('urge');
    expect((await hospital.task(child.id)).related).toEqual([]);
  });
});

describe('核查、销号、归档、结转', () => {
  it('退回补办按补办时限判灯，不填的给三个工作日；补办后重新申请，又按原来的时限', async () => {
    const id = await stage.submitted();
    const returned = { reasonKind: 'other', reason: '缺名单' };
    const sent = await supervisor.act(id, 'return', { ...returned, resubmitBy: '2026-11-24' });
    expect(sent.body).toMatchObject({ deadline: '2026-12-31', nextDue: '2026-11-24', resubmitBy: '2026-11-24', light: 'due_soon' });
    const again = await staff.act(id, 'completion-request', { summary: '已补' });
    expect(again.body).toMatchObject({ nextDue: '2026-12-31', resubmitBy: null, light: 'normal' });
    // 2026-11-22 is a Sunday.
    expect((await supervisor.act(id, 'return', returned)).body).toMatchObject({ nextDue: '2026-11-25', resubmitBy: '2026-11-25' });
  });

  it('抽查不实退回补办；核查人不能是承办人；定了回头看，没有结果不能销号', async () => {
    const id = await stage.closed('under_verification');
    expectProblem(await supervisor.act(id, 'refutation', { verifiedOn: '2026-11-30', reasonKind: 'other', reason: '未开展' }), 422);
    expect((await supervisor.act(id, 'refutation', { verifiedOn: TODAY, reasonKind: 'other', reason: '现场没有开展' })).body.state).toBe(
      'returned',
    );
    const next = await stage.submitted();
    await supervisor.act(next, 'completion', { opinion: '', recheckOn: '2027-05-31' });
    expect(expectProblem(await supervisor.act(next, 'delisting', { basis: '核查记录' }), 422).reasons?.[0]).toContain(
      '2027年5月31日回头看',
    );
    await supervisor.act(next, 'recheck', { result: 'held', note: '运行正常' });
    expect((await supervisor.act(next, 'delisting', { basis: '核查记录' })).body).toMatchObject({ state: 'delisted', light: 'done' });
    expect((await planner.act(next, 'archiving')).body.state).toBe('archived');
  });

  it('结转开出接续任务，原定时限和上级交办的文号跟着走', async () => {
    const id = await stage.received();
    const raised = { authority: '省卫生健康委', reference: '鲁卫督〔2026〕8号' };
    await supervisor.act(id, 'higher-reference', raised);
    expectProblem(await leader.act(id, 'carry-over', { reason: '跨年实施', deadline: TODAY }), 422);
    expectProblem(await planner.act(id, 'carry-over', { reason: '跨年实施', deadline: '2027-06-30' }), 403);
    const done = await leader.act(id, 'carry-over', { reason: '跨年实施', deadline: '2027-06-30' });
    expect(done.body.state).toBe('carried_over');
    const successor = done.body.related[0].id;
    expect((await planner.act(successor, 'issue')).body).toMatchObject({
      deadline: '2027-06-30',
      originalDeadline: '2026-12-31',
      higher: raised,
      related: [{ relation: 'predecessor' }],
    });
  });
});

describe('审计日志', () => {
  it('上面办过的每一件事都有名称', async () => {
    const acts: { act: string }[] = await stage.source.query('SELECT DISTINCT act FROM audit_line ORDER BY act');
    expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(['application.hand_in', 'cycle_return.hand_in', 'task.extend']));
    expect(acts.filter(({ act }) => actLabel(act) === actLabel('nothing.known'))).toEqual([]);
  });
});
