import { FollowedNews } from '../../server/src/messages/followed.js';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { MORNING, Stage } from '../support/stage.js';

let stage: Stage;
let staff: Client;
let head: Client;
let supervisor: Client;
let leader: Client;
let stranger: Client;
beforeAll(async () => {
  stage = await Stage.open();
  stranger = await stage.person(await stage.hire('foreign', 'dept_head'));
  [staff, head, supervisor, leader] = await Promise.all([
    stage.person('weicy'),
    stage.person('lijq'),
    stage.person('yinyf'),
    stage.person('caixz'),
  ]);
});
afterEach(() => stage.clock.set(MORNING));
afterAll(() => stage?.close());

describe('评论', () => {
  it('提到的人收到消息，消息不带评论内容；评论进办理过程', async () => {
    const id = await stage.received();
    const weicy = await stage.account('weicy');
    const { status, body } = await supervisor.post(`tasks/${id}/comments`, { text: '名单请补县医院盖章页。', mentionIds: [weicy] });
    expect(status).toBe(200);
    expect(body.comments).toMatchObject([{ text: '名单请补县医院盖章页。', mentionedNames: [expect.any(String)], mayWithdraw: true }]);
    expect(body.timeline[0]).toMatchObject({ process: 'comment', actLabel: '评论', text: '名单请补县医院盖章页。' });
    expect((await staff.task(id)).comments[0]?.mayWithdraw).toBe(false);
    expect(await stage.told(id, 'mentioned')).toEqual(['weicy']);
    const [message] = await stage.source.query("SELECT body FROM message WHERE task_id = $1 AND kind = 'mentioned'", [id]);
    expect(message.body).not.toContain('盖章');
  });

  it('看不到任务的人提不得，也不在可选的人里；拒绝的话里不说是谁', async () => {
    const id = await stage.received();
    const blind = await stage.account(await stage.hire('foreign', 'unit_staff'));
    const refusal = expectProblem(await supervisor.post(`tasks/${id}/comments`, { text: '请看', mentionIds: [blind] }), 400);
    expect(refusal.detail).toBe('提到的人中有人看不到这项任务，请从列表中重新选择。');
    for (const gone of [999_999, await stage.account('lubx')])
      expectProblem(await supervisor.post(`tasks/${id}/comments`, { text: '请看', mentionIds: [gone] }), 400);
    const { body } = await supervisor.get(`tasks/${id}/onlookers`);
    const ids = body.data.map((person: { id: number }) => person.id);
    expect(ids).toContain(await stage.account('weicy'));
    for (const other of [blind, await stage.account('lubx'), await stage.account('yinyf')]) expect(ids).not.toContain(other);
    expect((await supervisor.task(id)).comments).toEqual([]);
  });

  it('看不到任务的人写不了、撤不了，也问不出有谁能看', async () => {
    const id = await stage.received();
    expectProblem(await stranger.post(`tasks/${id}/comments`, { text: '请看' }), 404);
    expectProblem(await stranger.get(`tasks/${id}/onlookers`), 404);
    const { body } = await supervisor.post(`tasks/${id}/comments`, { text: '内部意见' });
    expectProblem(await stranger.post(`comments/${body.comments[0].id}/withdrawal`), 404);
    expectProblem(await supervisor.post(`tasks/${id}/comments`, { text: ' ' }), 400);
    expectProblem(await supervisor.post(`tasks/${id}/comments`, { text: '长'.repeat(1001) }), 400);
  });

  it('只有本人能撤回，撤回留痕，内容不再显示，还没送出的提醒不再送', async () => {
    const id = await stage.received();
    const { body } = await supervisor.post(`tasks/${id}/comments`, { text: '写错了的话', mentionIds: [await stage.account('weicy')] });
    const [{ id: comment }] = body.comments;
    expectProblem(await staff.post(`comments/${comment}/withdrawal`), 403);
    const withdrawn = await supervisor.post(`comments/${comment}/withdrawal`);
    expect(withdrawn.body.comments).toMatchObject([
      { text: null, mentionedNames: [], withdrawnAt: expect.any(String), mayWithdraw: false },
    ]);
    expect(withdrawn.body.timeline.slice(0, 2).map(({ actLabel }: { actLabel: string }) => actLabel)).toEqual(['撤回一条评论', '评论']);
    expect(JSON.stringify((await staff.task(id)).timeline)).not.toContain('写错了的话');
    expectProblem(await supervisor.post(`comments/${comment}/withdrawal`), 422);
    expect(await stage.told(id, 'mentioned')).toEqual([]);
    const [audited] = await stage.source.query("SELECT count(*) AS lines FROM audit_line WHERE act LIKE 'comment.%' AND object_id = $1", [
      String(comment),
    ]);
    expect(audited.lines).toBe(2);
  });

  it('离开岗位的人不再能被提到', async () => {
    const id = await stage.received();
    const login = await stage.hire('support', 'unit_staff');
    const account = await stage.account(login);
    const write = () => supervisor.post(`tasks/${id}/comments`, { text: '请看', mentionIds: [account] });
    expect((await write()).status).toBe(200);
    await stage.source.query('UPDATE post_holding SET until = $2 WHERE account_id = $1', [account, MORNING]);
    expectProblem(await write(), 400);
    expect(await stage.told(id, 'mentioned')).toEqual([]);
  });
});

describe('领导批示', () => {
  const order = { text: '年底前必须开诊，卫生健康局主要负责同志要到现场。', demand: 'progress', replyBy: '2026-11-30' };

  it('领导批示 → 牵头单位负责人报落实情况 → 要求继续落实 → 再报 → 认可', async () => {
    const id = await stage.received();
    const given = await leader.act(id, 'instruction', order);
    expect(given.body.instructions).toMatchObject([{ leaderName: expect.any(String), recorderName: null, stateLabel: '待落实' }]);
    expect(given.body.timeline[0]).toMatchObject({ actLabel: '领导批示', text: order.text });
    expect(await stage.told(id, 'instruction')).toEqual(expect.arrayContaining(['lijq', 'yinyf']));
    expect(await stage.told(id, 'instruction')).not.toContain('weicy');
    const act = async (who: Client, noun: string, input: object = {}) => {
      const [instruction] = (await who.task(id)).instructions;
      return who.post(`instructions/${instruction?.id}/${noun}`, { version: instruction?.version, ...input });
    };
    expectProblem(await act(head, 'acceptance'), 403);
    expectProblem(await act(head, 'answer', { answer: '' }), 400);
    expect((await act(head, 'answer', { answer: '人员已到位' })).body.instructions[0].stateLabel).toBe('已报落实情况');
    expectProblem(await act(leader, 'rejection', { reason: '何时开诊', replyBy: '2026-11-21' }), 422);
    await act(leader, 'rejection', { reason: '何时开诊', replyBy: '2026-12-05' });
    expect((await head.task(id)).instructions[0]).toMatchObject({ state: 'issued', replyBy: '2026-12-05', permittedActs: ['answer'] });
    await act(head, 'answer', { answer: '12月20日开诊' });
    const closed = await act(supervisor, 'acceptance', { opinion: '已核实' });
    expect(closed.body.instructions[0]).toMatchObject({ state: 'closed', answer: '12月20日开诊', permittedActs: [] });
  });

  it('经办和配合单位看不到批示，办理过程和消息里也没有', async () => {
    const { taskId } = await stage.instructed();
    const other = await stage.person(await stage.hire('support', 'dept_head'));
    for (const who of [staff, other]) {
      const task = await who.task(taskId);
      expect(task.instructions).toEqual([]);
      expect(JSON.stringify(task)).not.toContain('年底前必须开诊');
      expect(task.timeline.map(({ act }) => act)).not.toContain('instruct');
    }
    for (const { body } of await stage.source.query("SELECT body FROM message WHERE task_id = $1 AND kind = 'instruction'", [taskId]))
      expect(body).not.toContain('年底前必须开诊');
  });

  it('督查室代录要写明是哪位领导；经办、承办单位负责人写不了', async () => {
    const id = await stage.received();
    expect(expectProblem(await supervisor.act(id, 'instruction', order), 422).reasons).toEqual(['代为录入批示，请写明批示领导的姓名。']);
    const { body } = await supervisor.act(id, 'instruction', { ...order, leaderName: '刘市长' });
    expect(body.instructions[0]).toMatchObject({ leaderName: '刘市长', recorderName: expect.any(String) });
    for (const who of [staff, head]) expectProblem(await who.act(id, 'instruction', order), 403);
  });

  it('没有报落实情况，不能申请办结', async () => {
    const id = await stage.finished();
    await leader.act(id, 'instruction', order);
    expect(expectProblem(await staff.act(id, 'completion-request', { summary: '完成' }), 422).reasons).toEqual([
      '还有 1 条领导批示没有报送落实情况，请本单位负责人先报。',
    ]);
  });

  it('待报的和待认可的出现在各自的待办里', async () => {
    await stage.instructed('answered');
    const { body } = await leader.get('review-queue');
    expect(body.data.map(({ kind }: { kind: string }) => kind)).toContain('instruction');
    const waiting = (await head.get('dashboard')).body.waiting.find(({ key }: { key: string }) => key === 'instructions_to_answer');
    expect(waiting.count).toBeGreaterThan(0);
  });
});

describe('岗位交接', () => {
  it('承办人离岗，未办完的分工随岗位转给接任者；岗位空缺的退回单位；办完的不动', async () => {
    const administrator = await stage.person('lubx');
    const [post] = (await administrator.get('posts', { q: '东阿县人民医院' })).body.data.filter(
      ({ role }: { role: string }) => role === 'unit_staff',
    );
    const [open, closed] = [await stage.received(), await stage.closed('completed')];
    const unitId = stage.unit('belowLead');
    await stage.source.query('UPDATE assignment SET unit_id = $2, handler_id = $3 WHERE task_id = ANY($1) AND role = $4', [
      [open, closed],
      unitId,
      post.holderId,
      'support',
    ]);
    const handlerOf = async (taskId: number) => {
      const share = (await supervisor.task(taskId)).assignments.find(each => each.unitId === unitId);
      return [share?.handlerId, share?.handlerName];
    };
    const successor = await stage.account(await stage.hire('belowLead', null));
    const hand = async (holderId: number | null) => {
      const { body } = await administrator.get(`posts/${post.id}`);
      const { unitId, name, role, deputyId, active, version } = body;
      expect(
        (await administrator.send('put', `posts/${post.id}`, { unitId, name, role, holderId, deputyId, active, version })).status,
      ).toBe(200);
    };
    await hand(successor);
    expect(await handlerOf(open)).toEqual([successor, 'nobody.belowlead']);
    expect((await handlerOf(closed))[0]).toBe(post.holderId);
    expect((await supervisor.task(open)).timeline[0]).toMatchObject({ actLabel: '岗位交接', actorName: '系统' });
    await hand(null);
    expect(await handlerOf(open)).toEqual([null, null]);
  });
});

describe('关注', () => {
  const followed = (who: Client) => who.get('tasks', { followed: true });

  it('关注后台账能只看关注的；取消后没有了；看不到的任务关注不了', async () => {
    const id = await stage.received();
    expect((await supervisor.send('put', `tasks/${id}/following`)).status).toBe(204);
    expect((await supervisor.send('put', `tasks/${id}/following`)).status).toBe(204);
    expect((await supervisor.task(id)).following).toBe(true);
    expect((await staff.task(id)).following).toBe(false);
    expect((await followed(supervisor)).body.data.map((task: { id: number }) => task.id)).toEqual([id]);
    expect((await followed(staff)).body.total).toBe(0);
    expect((await supervisor.send('delete', `tasks/${id}/following`)).status).toBe(204);
    expect((await followed(supervisor)).body.total).toBe(0);
    expectProblem(await stranger.send('put', `tasks/${id}/following`), 404);
  });

  it('一天一条，说别人做了什么；自己做的、批示、关注之前的不说；看不到了就不再说', async () => {
    const id = await stage.received();
    const news = stage.house.app.get(FollowedNews);
    await staff.send('put', `tasks/${id}/following`);
    await staff.actOnShare(id, 'report', { percent: 30, doneText: '已开工' });
    await leader.act(id, 'instruction', { text: '抓紧', demand: 'answer', replyBy: '2026-11-30' });
    await news.tell();
    expect(await stage.told(id, 'followed')).toEqual([]);
    await supervisor.act(id, 'reminder', { text: '请抓紧' });
    await supervisor.post(`tasks/${id}/comments`, { text: '看一下' });
    await news.tell();
    await supervisor.act(id, 'reminder', { text: '请再抓紧' });
    await news.tell();
    expect(await stage.told(id, 'followed')).toEqual(['weicy']);
    const [message] = await stage.source.query("SELECT title, body FROM message WHERE task_id = $1 AND kind = 'followed'", [id]);
    expect(message.body).toContain('新增 2 条办理记录');
    expect(message.body).toContain('催办');
    await stage.on('2026-11-23');
    await news.tell();
    expect(await stage.told(id, 'followed')).toEqual(['weicy', 'weicy']);
    await stage.source.query('UPDATE post_holding SET until = now() WHERE account_id = $1', [await stage.account('weicy')]);
    await supervisor.act(id, 'reminder', { text: '请再抓紧' });
    await stage.on('2026-11-24');
    expect(await news.tell()).toBe(0);
  });
});
