import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { MORNING, PDF, Stage } from '../support/stage.js';

let stage: Stage;
let planner: Client;
let leader: Client;
let supervisor: Client;
let staff: Client;
beforeAll(async () => {
  stage = await Stage.open();
  planner = await stage.holder('owner', 'dept_head');
  leader = await stage.holder('commission', 'leader');
  supervisor = await stage.person('yinyf');
  staff = await stage.holder('lead', 'unit_staff');
});
afterAll(() => stage?.close());

const REPORT = { percent: 100, doneText: '两家县级医院全部达到推荐标准', problem: '', nextStep: '做好复核准备' };
const CLOSING = { summary: '县级医院全部达到推荐标准' };
const RETURN = { reasonKind: 'evidence_missing', reason: '缺少第二家医院的评审文件', resubmitBy: '2026-11-30' };

describe('任务的一生', () => {
  it('交办 → 签收 → 报送 → 佐证 → 申请办结 → 退回 → 补办 → 通过，时间线讲清来龙去脉', async () => {
    const id = await stage.draft();
    const issued = await planner.act(id, 'issue');
    expect(issued.body).toMatchObject({ state: 'issued', stateLabel: '已交办', originalDeadline: '2026-12-31' });
    expect(issued.body.no).toMatch(/^督办〔2026〕\d+号$/);

    expect((await staff.actOnShare(id, 'receipt')).body).toMatchObject({ state: 'in_progress', stateLabel: '办理中' });
    expectProblem(await staff.act(id, 'completion-request', CLOSING), 422, 'act.refused');
    expect((await staff.actOnShare(id, 'report', REPORT)).body).toMatchObject({ percent: 100, lastReportText: REPORT.doneText });

    const { myAssignment } = await staff.task(id);
    const uploaded = await staff.upload(`assignments/${myAssignment?.id}/evidence`, '东阿县人民医院评审结果.pdf', PDF);
    expect(uploaded.status).toBe(201);

    expect((await staff.act(id, 'completion-request', CLOSING)).body).toMatchObject({ state: 'close_requested' });
    const frozen = (await staff.task(id)).evidence[0];
    expect(frozen).toMatchObject({ fileName: '东阿县人民医院评审结果.pdf', mayWithdraw: false });
    expect(frozen?.frozenAt).not.toBeNull();

    expect((await supervisor.act(id, 'return', RETURN)).body).toMatchObject({ state: 'returned', stateLabel: '退回补办' });
    expect((await staff.act(id, 'completion-request', { summary: '已补第二家医院的文件' })).body.state).toBe('close_requested');
    const done = await supervisor.act(id, 'completion', { opinion: '材料齐全，同意办结' });
    expect(done.body).toMatchObject({
      state: 'completed',
      stateLabel: '已办结',
      light: 'done',
      permittedActs: ['recheck', 'delist', 'note_higher'],
    });

    const story = done.body.timeline.map((entry: { actLabel: string }) => entry.actLabel).reverse();
    expect(story).toEqual(['拟办', '交办', '签收', '开始办理', '报送进展', '上传佐证材料', '申请办结', '退回补办', '申请办结', '通过办结']);
    const returned = done.body.timeline.find((entry: { act: string }) => entry.act === 'return');
    expect(returned).toMatchObject({ text: RETURN.reason, fromLabel: '办结待审', toLabel: '退回补办' });
    expect(returned.fields).toEqual([
      { label: '退回原因', value: '佐证材料不足' },
      { label: '补办时限', value: '2026年11月30日' },
    ]);
  });

  it('被退回的那次申请仍然看得见：退回前的办理结果不被改写（G5）', async () => {
    const id = await stage.submitted();
    await supervisor.act(id, 'return', RETURN);
    await staff.act(id, 'completion-request', { summary: '第二次申请', systemic: '评审前先对照清单自查。' });
    const summaries = (await supervisor.task(id)).timeline.filter(entry => entry.act === 'request_completion').map(entry => entry.text);
    expect(summaries).toEqual(['第二次申请', '县级医院全部达标']);
  });
});

describe('立项送签和签发', () => {
  it('立项送签 → 领导签发，得号、交办', async () => {
    const id = await stage.draft();
    expect((await planner.act(id, 'registration')).body.state).toBe('pending_issue');
    expectProblem(await staff.get(`tasks/${id}`), 404, 'task.not_found');
    expectProblem(await planner.act(id, 'sign-off'), 403, 'permission.denied');
    const signed = await leader.act(id, 'sign-off');
    expect(signed.body).toMatchObject({ state: 'issued', no: expect.stringMatching(/^督办〔2026〕/) });
    expect((await staff.task(id)).state).toBe('issued');
  });

  it('领导退回起草必须写理由，退回后不占号', async () => {
    const id = await stage.draft();
    await planner.act(id, 'registration');
    const refused = expectProblem(await leader.act(id, 'send-back', { reason: '  ' }), 400, 'input.invalid');
    expect(refused.errors.reason).toContain('退回理由');
    const back = await leader.act(id, 'send-back', { reason: '完成标准不够具体' });
    expect(back.body).toMatchObject({ state: 'draft', no: null });
    expectProblem(await leader.act(id, 'sign-off'), 422, 'act.refused');
  });

  it('缺牵头单位、完成标准、佐证要求和时限的草稿不能交办，理由一次说全（G2）', async () => {
    const id = await stage.draft({ leadUnitId: null, doneCriterion: null, evidenceRequired: null, deadline: null });
    for (const noun of ['issue', 'registration']) {
      const { reasons } = expectProblem(await planner.act(id, noun), 422, 'act.refused');
      expect(reasons).toEqual([
        expect.stringContaining('牵头单位'),
        expect.stringContaining('完成标准'),
        expect.stringContaining('佐证材料'),
        expect.stringContaining('完成时限'),
      ]);
    }
    const detail = await planner.task(id);
    expect(detail.permittedActs).toEqual(['discard', 'note_higher']);
    expect(detail.blockedActs.map(({ act }) => act)).toEqual(['register', 'issue']);
  });

  it('时限已过的草稿不能直接交办，改定时限后可以', async () => {
    const id = await stage.draft({ deadline: '2026-11-21' });
    expect(expectProblem(await planner.act(id, 'issue'), 422).reasons).toEqual(['完成时限已经过去，请先改定时限再交办。']);
    expect((await planner.task(id)).state).toBe('draft');
  });

  it('作废要有理由；作废后谁也办不了，台账里也不再出现', async () => {
    const id = await stage.draft();
    expectProblem(await planner.act(id, 'discard'), 400, 'input.invalid');
    expect((await planner.act(id, 'discard', { reason: '与第1.2条重复' })).body).toMatchObject({ state: 'discarded', permittedActs: [] });
    expectProblem(await planner.act(id, 'issue'), 422, 'act.refused');
    const list = await planner.get('tasks', {}, { range: '[0,499]' });
    expect(list.body.data.map((row: { id: number }) => row.id)).not.toContain(id);
  });

  it('批量交办：能交办的都交办，不能的逐项说明理由，管不着的不提', async () => {
    const [good, incomplete, other] = [await stage.draft(), await stage.draft({ doneCriterion: null }), await stage.draft()];
    const { body, status } = await planner.post('tasks/bulk/issue', { ids: [incomplete, good, other, 2_000_000_000] });
    expect(status).toBe(200);
    expect(body.done).toEqual([good, other]);
    expect(body.refused).toEqual([{ id: incomplete, title: '建强县级医院', reasons: [expect.stringContaining('完成标准')] }]);
    const numbers = await Promise.all([good, other].map(async id => (await planner.task(id)).no));
    expect(new Set(numbers).size).toBe(2);
    expectProblem(await supervisor.post('tasks/bulk/issue', { ids: [incomplete] }), 403, 'permission.denied');
    expectProblem(await planner.post('tasks/bulk/issue', { ids: [] }), 400, 'input.invalid');
    expect((await planner.post('tasks/bulk/issue', { ids: [good] })).body.refused[0].reasons).toEqual([
      '这项任务现在是“已交办”，不能交办。',
    ]);
  });

  it('批量交办重复提交：同一次提交再来一遍，已交办的仍算办成，补齐的这次交办', async () => {
    const [good, incomplete] = [await stage.draft(), await stage.draft({ doneCriterion: null })];
    const send = () => planner.post('tasks/bulk/issue', { ids: [good, incomplete] }, 'bulk-twice');
    const [first, second] = [await send(), await send()];
    expect([first.body.done, second.body.done]).toEqual([[good], [good]]);
    expect(second.body.refused).toEqual(first.body.refused);
    expect((await planner.task(good)).timeline.filter(({ act }) => act === 'issue')).toHaveLength(1);
    await stage.source.query("UPDATE task SET done_criterion = '评审通过' WHERE id = $1", [incomplete]);
    expect((await send()).body).toEqual({ done: [good, incomplete], refused: [] });
  });
});

describe('签收、分派和报送', () => {
  it('未签收不能报送、不能上传佐证', async () => {
    const id = await stage.issued();
    expectProblem(await staff.actOnShare(id, 'report', REPORT), 422, 'act.refused');
    const { myAssignment } = await staff.task(id);
    const upload = await staff.upload(`assignments/${myAssignment?.id}/evidence`, '材料.pdf', PDF);
    expect(expectProblem(upload, 422).reasons).toEqual(['本单位还没有签收这项任务，请先签收。']);
  });

  it('配合单位签收不改变任务状态，牵头单位签收才开始办理；打开看过不等于签收', async () => {
    const id = await stage.issued();
    const support = await stage.holder('support', 'unit_staff');
    expect((await support.actOnShare(id, 'receipt')).body.state).toBe('issued');
    const lead = (await staff.task(id)).assignments.find(share => share.role === 'lead');
    expect(lead).toMatchObject({ state: 'pending_receipt', receivedAt: null, firstReadAt: expect.any(String) });
    const { body } = await staff.actOnShare(id, 'receipt');
    expect(body.state).toBe('in_progress');
    expect(body.assignments[0]).toMatchObject({ role: 'lead', state: 'received', receivedByName: expect.any(String) });
    expectProblem(await staff.actOnShare(id, 'receipt'), 422, 'act.refused');
  });

  it('部门负责人把承办人分派给本单位在岗的人，经办自己不能分派，外单位的人不行', async () => {
    const id = await stage.received();
    const head = await stage.holder('lead', 'dept_head');
    const handlerId = await stage.account('weicy');
    const share = await stage.share(id);
    const people = (await head.get(`assignments/${share}/handlers`)).body.data;
    expect(people.map((person: { id: number }) => person.id)).toContain(handlerId);
    expectProblem(await staff.actOnShare(id, 'handler', { handlerId }), 403, 'permission.denied');
    const foreign = await stage.account('yinyf');
    const refused = expectProblem(await head.actOnShare(id, 'handler', { handlerId: foreign }), 400, 'input.invalid');
    expect(refused.errors.handlerId).toBe('不是本单位在岗的人员');
    const { body } = await head.actOnShare(id, 'handler', { handlerId });
    expect(body.assignments[0]).toMatchObject({
      handlerId,
      handlerName: people.find((person: { id: number }) => person.id === handlerId).name,
    });
    expectProblem(await (await stage.holder('support', 'dept_head')).get(`assignments/${share}/handlers`), 404, 'assignment.not_found');
  });

  it('进度只进不退；配合单位的进度不算作任务的进度', async () => {
    const id = await stage.received();
    const support = await stage.holder('support', 'unit_staff');
    await support.actOnShare(id, 'receipt');
    expect((await support.actOnShare(id, 'report', { percent: 90, doneText: '配合事项基本完成' })).body.percent).toBeNull();
    expect((await staff.actOnShare(id, 'report', { percent: 60, doneText: '第一家已达标' })).body.percent).toBe(60);
    const { reasons } = expectProblem(await staff.actOnShare(id, 'report', { percent: 59, doneText: '更正' }), 422);
    expect(reasons[0]).toContain('60%');
    expectProblem(await staff.actOnShare(id, 'report', { percent: 101, doneText: '超额' }), 400, 'input.invalid');
    expectProblem(await staff.actOnShare(id, 'report', { percent: 61.5, doneText: '半个百分点' }), 400, 'input.invalid');
    expect((await staff.task(id)).percent).toBe(60);
  });
});

describe('申请办结和审核', () => {
  it('没报到 100%、没有佐证、督办单未答复，都不能申请办结，理由一次说全', async () => {
    const { taskId } = await stage.escalated();
    const { reasons } = expectProblem(await staff.act(taskId, 'completion-request', CLOSING), 422);
    expect(reasons).toEqual([
      '牵头单位还没有报送过进展，请先报送。',
      '还没有佐证材料（要求：评审结果文件），请先上传。',
      '还有 1 张督办单没有答复，请先答复。',
    ]);
  });

  it('只有牵头单位能申请，配合单位不行；待审期间谁也不能再报、再传、再催', async () => {
    const id = await stage.finished();
    const support = await stage.holder('support', 'dept_head');
    expectProblem(await support.act(id, 'completion-request', CLOSING), 403, 'permission.denied');
    await staff.act(id, 'completion-request', CLOSING);
    expectProblem(await staff.actOnShare(id, 'report', REPORT), 422, 'act.refused');
    expectProblem(await staff.upload(`assignments/${await stage.share(id)}/evidence`, '补充.pdf', PDF), 422, 'act.refused');
    expectProblem(await supervisor.act(id, 'reminder'), 422, 'act.refused');
  });

  it('审核的人不能是提交的人，也不能是承办的人（G4）', async () => {
    const both = await stage.hire('office', 'supervisor');
    const accountId = await stage.account(both);
    const byHimself = await stage.submitted();
    await stage.source.query('UPDATE assignment SET handler_id = $2 WHERE task_id = $1', [byHimself, accountId]);
    const { reasons } = expectProblem(await (await stage.person(both)).act(byHimself, 'completion'), 422);
    expect(reasons).toEqual(['您是本任务的承办人，须由其他督查员审核。']);
    expect((await supervisor.act(byHimself, 'completion')).body.state).toBe('completed');
  });

  it('退回必须选原因、写明缺什么，补办时限不能早于今天', async () => {
    const id = await stage.submitted();
    const { errors } = expectProblem(await supervisor.act(id, 'return', { reasonKind: '随便', reason: '' }), 400, 'input.invalid');
    expect(Object.keys(errors).sort()).toEqual(['reason', 'reasonKind', 'root']);
    expectProblem(await supervisor.act(id, 'return', { ...RETURN, resubmitBy: '2026-11-21' }), 422, 'act.refused');
    expectProblem(await supervisor.act(id, 'return', { ...RETURN, resubmitBy: '2026-02-30' }), 400, 'input.invalid');
    expectProblem(await leader.act(id, 'return', RETURN), 403, 'permission.denied');
    expect((await supervisor.task(id)).state).toBe('close_requested');
  });

  it('同类问题十二个月内在同一单位再次出现，要写举一反三的措施才能再申请办结（G9）', async () => {
    const [first, second] = [await stage.submitted(), await stage.submitted()];
    const figures = { ...RETURN, reasonKind: 'figures_unclear' };
    await supervisor.act(first, 'return', figures);
    expect((await staff.act(first, 'completion-request', CLOSING)).body.state).toBe('close_requested');
    await supervisor.act(second, 'return', figures);
    const { reasons } = expectProblem(await staff.act(second, 'completion-request', CLOSING), 422, 'act.refused');
    expect(reasons).toEqual([expect.stringMatching(/“数据不清或前后矛盾”十二个月内在牵头单位重复出现.*举一反三/)]);
    expect((await staff.task(second)).state).toBe('returned');
    const mended = { ...CLOSING, systemic: '统一统计口径，建立报送前复核制度。' };
    expect((await staff.act(second, 'completion-request', mended)).body.state).toBe('close_requested');
    // What is longer ago than twelve months does not count.
    const third = await stage.submitted();
    await supervisor.act(third, 'return', { ...RETURN, reasonKind: 'evidence_mismatch' });
    await stage.source.query(
      'INSERT INTO finding (task_id, unit_id, kind, found_on) SELECT $1, unit_id, kind, found_on - 366 FROM finding WHERE task_id = $2',
      [first, third],
    );
    expect((await staff.act(third, 'completion-request', CLOSING)).body.state).toBe('close_requested');
  });

  it('上级交办的任务，没有上级同意销号的文号不能销号（G10）', async () => {
    const id = await stage.submitted();
    expectProblem(await staff.act(id, 'higher-reference', { authority: '省卫生健康委', reference: '鲁卫督〔2026〕8号' }), 403);
    expectProblem(await supervisor.act(id, 'higher-reference', { authority: '省卫生健康委', reference: ' ' }), 400, 'input.invalid');
    const noted = await supervisor.act(id, 'higher-reference', { authority: '省卫生健康委', reference: '鲁卫督〔2026〕8号' });
    expect(noted.body.higher).toEqual({ authority: '省卫生健康委', reference: '鲁卫督〔2026〕8号' });
    await supervisor.act(id, 'completion');
    const { reasons } = expectProblem(await supervisor.act(id, 'delisting', { basis: '核查记录' }), 422, 'act.refused');
    expect(reasons).toEqual([expect.stringMatching(/省卫生健康委交办（鲁卫督〔2026〕8号）/)]);
    const closed = await supervisor.act(id, 'delisting', { basis: '核查记录', higherReply: '鲁卫督〔2026〕30号' });
    expect(closed.body.state).toBe('delisted');
    expect(closed.body.timeline[0].fields).toContainEqual({ label: expect.stringContaining('上级'), value: '鲁卫督〔2026〕30号' });
  });

  it('没有政府的授权或指示，不能以“政府督查”名义核查（G1）', async () => {
    const id = await stage.submitted();
    const visit = { method: 'on_site', people: '督查一组', inspection: 'government' };
    const { reasons } = expectProblem(await supervisor.act(id, 'verification', visit), 422, 'act.refused');
    expect(reasons).toEqual([expect.stringMatching(/授权或指示/)]);
    expect((await supervisor.act(id, 'verification', { ...visit, designation: '聊政督〔2026〕3号' })).body.state).toBe(
      'under_verification',
    );
  });

  it('办结之后不能再办任何事', async () => {
    const id = await stage.submitted();
    await supervisor.act(id, 'completion');
    expectProblem(await supervisor.act(id, 'return', RETURN), 422, 'act.refused');
    expectProblem(await supervisor.act(id, 'completion'), 422, 'act.refused');
    expectProblem(await staff.actOnShare(id, 'report', REPORT), 422, 'act.refused');
  });
});

describe('阶段结果', () => {
  const phases = [
    { year: 2025, kind: 'build', name: '加快建设', dueDate: '2025-12-31', target: '达到65%以上' },
    { year: 2026, kind: 'finish', name: '扫尾收官', dueDate: '2026-12-31', target: '全部达标' },
  ];

  it('过了时限的阶段逾期；记下结果后（“滞后”也是结果，留在阶段里）转看下一阶段；可以复核改记', async () => {
    stage.clock.set(new Date('2025-07-01T02:00:00Z'));
    const id = await stage.received({ phases }).finally(() => stage.clock.set(MORNING));
    const [past] = (await supervisor.task(id)).phases;
    expect(await supervisor.task(id)).toMatchObject({ light: 'overdue', nextDue: '2025-12-31', phaseYear: 2025 });
    const result = { phaseId: past?.id, verdict: 'behind', note: '占比为61%' };
    expect((await supervisor.act(id, 'phase-result', result)).body).toMatchObject({
      light: 'normal',
      state: 'in_progress',
      nextDue: '2026-12-31',
    });
    await staff.upload(`assignments/${await stage.share(id)}/evidence`, '统计表.pdf', PDF);
    const reached = await supervisor.act(id, 'phase-result', { ...result, verdict: 'reached', note: '复核占比为66%' });
    expect(reached.body).toMatchObject({ light: 'normal', nextDue: '2026-12-31', phaseYear: 2026 });
    expect(reached.body.phases[0]).toMatchObject({ verdict: 'reached', note: '复核占比为66%', recordedBy: expect.any(String) });
  });

  it('没有佐证不能记“达到”，没到时限不能记“滞后”，别的任务的阶段不收', async () => {
    const [id, other] = [await stage.received({ phases }), await stage.received({ phases })];
    const [past, next] = (await supervisor.task(id)).phases;
    const [foreign] = (await supervisor.task(other)).phases;
    const attempt = (phaseId: number | undefined, verdict: string) =>
      supervisor.act(id, 'phase-result', { phaseId, verdict, note: '说明' });
    expect(expectProblem(await attempt(past?.id, 'reached'), 422).reasons).toEqual(['还没有佐证材料，不能记为“达到”。']);
    expect(expectProblem(await attempt(next?.id, 'behind'), 422).reasons[0]).toContain('2026年的阶段时限还没有到');
    expectProblem(await attempt(foreign?.id, 'behind'), 422, 'act.refused');
    expectProblem(await staff.act(id, 'phase-result', { phaseId: past?.id, verdict: 'behind', note: '自评' }), 403, 'permission.denied');
    expect((await supervisor.task(id)).phases.every(phase => phase.verdict === null)).toBe(true);
  });
});
