import { expectProblem } from '../support/problem.js';
import { Stage } from '../support/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

/** Sends an act as somebody who has just looked at the record. */
async function act(login: string, process: 'task' | 'assignment' | 'cycle_return', id: number, noun: string, body: object = {}) {
  const collection = { task: 'tasks', assignment: 'assignments', cycle_return: 'returns' }[process];
  return (await stage.person(login)).post(`${collection}/${id}/${noun}`, { version: await stage.version(process, id), ...body });
}

describe('撤回交办', () => {
  it('还没有人看：退回拟办，承办单位看不到了并得知已撤回；改好再交办，编号不变，原定时限以新交办的为准', async () => {
    const id = await stage.issued();
    const planner = await stage.person('wufr');
    const { no, permittedActs } = await planner.task(id);
    expect(permittedActs).toContain('recall_issue');
    expect((await act('wufr', 'task', id, 'issue-recall')).body).toMatchObject({ state: 'draft', no, light: 'unissued' });
    expectProblem(await (await stage.person('weicy')).get(`tasks/${id}`), 404);
    const [{ body }] = await stage.source.query("SELECT body FROM message WHERE task_id = $1 AND title LIKE '%撤回%' LIMIT 1", [
      await told(id),
    ]);
    expect(body).toMatch(/撤回了.*的交办，不必签收/);
    await stage.source.query("UPDATE task SET deadline = '2026-12-20' WHERE id = $1", [id]);
    const again = await act('wufr', 'task', id, 'issue');
    expect(again.body).toMatchObject({ state: 'issued', no });
    const [task] = await stage.source.query('SELECT original_deadline AS "originalDeadline" FROM task WHERE id = $1', [id]);
    expect(task).toEqual({ originalDeadline: '2026-12-20' });
  });

  const told = async (id: number) => {
    await stage.deliver();
    return id;
  };

  it('有单位看过、签收过，或者已有督办单：说明是谁，不能撤回', async () => {
    const read = await stage.issued();
    await (await stage.person('weicy')).task(read);
    expect(expectProblem(await act('wufr', 'task', read, 'issue-recall'), 422, 'act.refused').reasons).toEqual([
      '东阿县卫生健康局已经查看或办理，不能撤回；需要停办的，请按变更或终止办理。',
    ]);
    const noticed = await stage.issued();
    await stage.perform('yinyf', 'task', 'escalate', noticed, { level: 'level_1', reason: '没有签收', replyBy: '2026-11-30' });
    expect(expectProblem(await act('wufr', 'task', noticed, 'issue-recall'), 422, 'act.refused').reasons).toEqual([
      '已有督办单、批示或申请在办，不能撤回；请先办完或撤回。',
    ]);
    expectProblem(await act('wufr', 'task', await stage.received(), 'issue-recall'), 422, 'act.refused');
    expectProblem(await act('yinyf', 'task', await stage.issued(), 'issue-recall'), 403);
  });
});

describe('撤回办结申请、送签、异议和上报', () => {
  it('办结申请：提交人或本单位负责人在审核之前撤回，材料仍然封存，改好再申请', async () => {
    const id = await stage.submitted();
    expectProblem(await act('yinyf', 'task', id, 'completion-recall'), 403);
    expect((await act('weicy', 'task', id, 'completion-recall')).body).toMatchObject({ state: 'in_progress' });
    const { evidence, permittedActs } = await (await stage.person('weicy')).task(id);
    expect(evidence[0]?.frozenAt).not.toBeNull();
    expect(permittedActs).toContain('request_completion');
    expect((await act('lijq', 'task', id, 'completion-request', { summary: '补充说明后再报' })).status).toBe(200);
    expect(expectProblem(await act('weicy', 'task', id, 'completion-recall'), 422, 'act.refused').reasons).toEqual([
      '只有提交人或本单位负责人可以撤回。',
    ]);
    await stage.perform('yinyf', 'task', 'complete', id, { recheckOn: null });
    expectProblem(await act('lijq', 'task', id, 'completion-recall'), 422, 'act.refused');
  });

  it('送签撤回后回到拟办；异议撤回后可以签收；上报的分工撤回后接着办', async () => {
    const draft = await stage.draft();
    await stage.perform('wufr', 'task', 'register', draft);
    expect((await act('wufr', 'task', draft, 'registration-recall')).body).toMatchObject({ state: 'draft' });
    const disputed = await stage.disputed();
    expect((await act('weicy', 'assignment', disputed, 'dispute-withdrawal')).status).toBe(200);
    expect((await act('weicy', 'assignment', disputed, 'receipt')).status).toBe(200);
    const branch = await stage.branchSubmitted();
    expectProblem(await act('weicy', 'assignment', branch, 'submission-recall'), 403);
    const [{ login }] = await stage.source.query(
      `SELECT a.login FROM process_history h JOIN account a ON a.id = h.account_id WHERE h.process = 'assignment' AND h.record_id = $1 AND h.act = 'submit_branch'`,
      [branch],
    );
    expect((await act(login, 'assignment', branch, 'submission-recall')).status).toBe(200);
    expectProblem(await act('weicy', 'assignment', branch, 'confirmation'), 422, 'act.refused');
  });
});

describe('撤回报送', () => {
  it('填错了：报送人撤回，任务回到上一次的进度，可以按低的重报；看得见但不作数', async () => {
    const { taskId } = await stage.report('approved');
    const share = await stage.share(taskId);
    await stage.perform('weicy', 'assignment', 'report', share, { percent: 90, doneText: '多打了一个零' });
    const { reports, percent } = await (await stage.person('weicy')).task(taskId);
    expect(percent).toBe(90);
    const wrong = reports[0] as { id: number };
    expect(expectProblem(await act('lijq', 'cycle_return', wrong.id, 'withdrawal'), 422, 'act.refused').reasons).toEqual([
      '只有报送人可以撤回；需要改的，请退回修改。',
    ]);
    const answer = await act('weicy', 'cycle_return', wrong.id, 'withdrawal');
    expect(answer.body).toMatchObject({ percent: 40 });
    expect(answer.body.reports[0]).toMatchObject({ id: wrong.id, stateLabel: '已撤回', percent: 90 });
    expect((await act('weicy', 'assignment', share, 'report', { percent: 50, doneText: '改正' })).body).toMatchObject({ percent: 50 });
  });

  it('同一期撤回后还能再报；本单位负责人同意报出之后就不能撤回', async () => {
    const phases = [{ year: 2026, kind: 'finish' as const, name: '扫尾收官', dueDate: '2026-11-27', target: null }];
    const { taskId, id } = await stage.report('submitted', await stage.received({ phases }));
    expect((await act('weicy', 'cycle_return', id, 'withdrawal')).status).toBe(200);
    const again = await stage.report('unit_approved', taskId);
    expect(expectProblem(await act('weicy', 'cycle_return', again.id, 'withdrawal'), 422, 'act.refused').reasons).toEqual([
      '本单位负责人已经同意报出，不能撤回；需要更正的，请重新报送。',
    ]);
    const periods = await stage.source.query('SELECT state, period FROM cycle_return WHERE task_id = $1 ORDER BY id', [taskId]);
    expect(periods).toEqual([
      { state: 'withdrawn', period: 'P2026' },
      { state: 'unit_approved', period: 'P2026' },
    ]);
  });
});
