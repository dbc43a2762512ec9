import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { Stage } from '../support/stage.js';

let stage: Stage;
let supervisor: Client;
let chief: Client;
let leader: Client;
let staff: Client;
beforeAll(async () => {
  stage = await Stage.open();
  supervisor = await stage.person('yinyf');
  chief = await stage.holder('office', 'supervision_head');
  leader = await stage.holder('commission', 'leader');
  staff = await stage.holder('lead', 'unit_staff');
});
afterAll(() => stage?.close());

const ORDER = { level: 'level_2', reason: '两个月没有报送进展', replyBy: '2026-11-30' };
/** 东阿 with head, deputy and staff. */
const LEAD_PEOPLE = ['kongf', 'lijq', 'weicy'];

/** Does an act on the task's latest notice with the version that the person sees. */
async function onNotice(person: Client, taskId: number, noun: string, fields: object = {}) {
  const [notice] = (await person.task(taskId)).escalations;
  return person.post(`escalations/${notice?.id}/${noun}`, { version: notice?.version, ...fields });
}

describe('催办', () => {
  it('催办发给各承办单位的人，不改变状态，发的人自己收不到', async () => {
    const id = await stage.received();
    const { body } = await supervisor.act(id, 'reminder', { text: '请抓紧报送三季度进展' });
    expect(body).toMatchObject({ state: 'in_progress' });
    expect(body.timeline[0]).toMatchObject({ actLabel: '催办', text: '请抓紧报送三季度进展', toLabel: null });
    const told = await stage.told(id, 'urged');
    expect(told).toEqual(expect.arrayContaining(LEAD_PEOPLE));
    const units = await stage.source.query(
      `SELECT DISTINCT u.name FROM message m JOIN post_holding h ON h.account_id = m.recipient_id AND h.until IS NULL JOIN post p ON p.id = h.post_id
         JOIN unit u ON u.id = p.unit_id WHERE m.task_id = $1 AND m.kind = 'urged' ORDER BY u.name`,
      [id],
    );
    expect(units.map((unit: { name: string }) => unit.name)).toEqual(['东阿县卫生健康局', '冠县卫生健康局']);
  });

  it('不要整张任务页的调用方只得到记录现在的状态和版本，接着就能再办；重复提交不再办一次', async () => {
    const id = await stage.received();
    const { version } = await supervisor.task(id);
    const urge = (seen: number, key: string) =>
      supervisor.raw('post', `tasks/${id}/reminder`, JSON.stringify({ version: seen }), {
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        Prefer: 'return=minimal',
      });
    const first = await urge(version, 'first');
    expect(first.headers['preference-applied']).toBe('return=minimal');
    expect(first.body).toEqual({ id, taskId: id, state: 'in_progress', version: version + 1, repeated: false });
    expect((await urge(version, 'first')).body).toEqual({ ...first.body, repeated: true });
    expect((await urge(first.body.version, 'second')).body.version).toBe(version + 2);
    expectProblem(await urge(version, 'third'), 409, 'act.conflict');
    expect((await supervisor.task(id)).timeline.filter(({ act }) => act === 'urge')).toHaveLength(2);
  });

  it('承办单位、领导和管理员不能催办；草稿和已办结的任务不能催', async () => {
    const id = await stage.received();
    for (const person of [staff, leader]) expectProblem(await person.act(id, 'reminder'), 403, 'permission.denied');
    const administrator = await stage.person('lubx');
    expectProblem(await administrator.post(`tasks/${id}/reminder`, { version: 1 }), 403, 'permission.denied');
    expectProblem(await supervisor.act(await stage.submitted(), 'reminder'), 422, 'act.refused');
    expect(await stage.told(id, 'urged')).toEqual([]);
  });
});

describe('督办升级', () => {
  it('黄单 → 答复 → 不认可 → 再答复 → 认可；每一步只告诉该知道的人', async () => {
    const id = await stage.received();
    const { body } = await supervisor.act(id, 'escalation', ORDER);
    expect(body).toMatchObject({ state: 'in_progress', openEscalations: 1 });
    expect(body.escalations[0]).toMatchObject({ levelLabel: '黄单（警示）', stateLabel: '待答复', permittedActs: ['withdraw'] });
    expect(body.escalations[0].noticeNo).toMatch(/^督单〔2026〕\d+号$/);
    expect(await stage.told(id, 'escalated')).toEqual(['caixz', ...LEAD_PEOPLE].sort());

    expectProblem(await staff.act(id, 'completion-request', { summary: '已完成' }), 422, 'act.refused');
    expectProblem(await onNotice(staff, id, 'answer', { answer: '' }), 400, 'input.invalid');
    expect((await onNotice(staff, id, 'answer', { answer: '设备流标，12月10日前重新开标' })).body.openEscalations).toBe(0);
    expect(await stage.told(id, 'escalation_answered')).toEqual(['caixz', 'xuef', 'yinyf', 'yush']);

    expectProblem(await onNotice(chief, id, 'rejection', { reason: '没有责任人', replyBy: '2026-11-01' }), 422, 'act.refused');
    const rejected = await onNotice(chief, id, 'rejection', { reason: '没有责任人', replyBy: '2026-12-02' });
    expect(rejected.body.escalations[0]).toMatchObject({ state: 'issued', replyBy: '2026-12-02' });

    await onNotice(staff, id, 'answer', { answer: '责任人：局长；12月10日前开标' });
    const closed = await onNotice(leader, id, 'acceptance', { opinion: '同意' });
    expect(closed.body.escalations[0]).toMatchObject({ stateLabel: '已了结', permittedActs: [], blockedActs: [] });
    expect(await stage.told(id, 'escalation_closed')).toEqual(LEAD_PEOPLE);
    const story = closed.body.timeline.filter((entry: { process: string }) => entry.process === 'escalation');
    expect(story.map((entry: { text: string }) => entry.text).reverse()).toEqual([
      ORDER.reason,
      '设备流标，12月10日前重新开标',
      '没有责任人',
      '责任人：局长；12月10日前开标',
      '同意',
    ]);
    expect(story.at(-1)?.fields).toContainEqual({ label: '答复时限', value: '2026年11月30日' });
  });

  it('红单须由分管领导签发；被督办单位不能给自己了结，配合单位不能代答', async () => {
    const id = await stage.received();
    const red = { ...ORDER, level: 'level_3' };
    for (const person of [supervisor, chief])
      expect(expectProblem(await person.act(id, 'escalation', red), 422).reasons).toEqual(['红单须由分管领导签发，请报请领导办理。']);
    expect((await leader.act(id, 'escalation', red)).body.escalations[0].levelLabel).toBe('红单（严重）');
    expectProblem(await onNotice(await stage.holder('support', 'dept_head'), id, 'answer', { answer: '代答' }), 403, 'permission.denied');
    await onNotice(staff, id, 'answer', { answer: '已整改' });
    expectProblem(await onNotice(staff, id, 'acceptance'), 403, 'permission.denied');
    expectProblem(await onNotice(supervisor, id, 'withdrawal', { reason: '撤' }), 422, 'act.refused');
  });

  it('同一级别每轮只发一次：再发的说明已发的文号；撤回的不算，重新计催之后可以再发', async () => {
    const id = await stage.received();
    const { noticeNo } = (await supervisor.act(id, 'escalation', ORDER)).body.escalations[0];
    const again = expectProblem(await chief.act(id, 'escalation', { ...ORDER, replyBy: '2026-12-10' }), 422);
    expect(again.reasons).toEqual([expect.stringMatching(new RegExp(`已发过黄单（${noticeNo}）.*重新计催`))]);
    expect((await supervisor.task(id)).escalations).toHaveLength(1);
    expect((await supervisor.act(id, 'escalation', { ...ORDER, level: 'level_1' })).body.escalations).toHaveLength(2);
    await onNotice(supervisor, id, 'withdrawal', { reason: '发错了' });
    expect((await supervisor.act(id, 'escalation', { ...ORDER, level: 'level_1' })).body.escalations).toHaveLength(3);
    await supervisor.act(id, 'ladder-rearming', { reason: '县里换了分管领导' });
    expect((await supervisor.act(id, 'escalation', ORDER)).body.escalations).toHaveLength(4);
  });

  it('没有理由、没有时限、时限已过的督办单发不出去，也不占号', async () => {
    const id = await stage.received();
    const before = await stage.fingerprint();
    expectProblem(await supervisor.act(id, 'escalation', { ...ORDER, reason: '' }), 400, 'input.invalid');
    expectProblem(await supervisor.act(id, 'escalation', { ...ORDER, replyBy: null }), 400, 'input.invalid');
    expectProblem(await supervisor.act(id, 'escalation', { ...ORDER, replyBy: '2026-11-21' }), 422, 'act.refused');
    expect(await stage.fingerprint()).toBe(before);
  });
});

describe('消息发给该收的人', () => {
  it('新交办：各承办单位；退回：牵头单位；办结：承办单位和主办科室', async () => {
    const id = await stage.submitted();
    expect(await stage.told(id, 'close_requested')).toEqual(['xuef', 'yinyf', 'yush']);
    const issued = await stage.told(id, 'issued');
    expect(issued).toEqual(expect.arrayContaining(LEAD_PEOPLE));
    expect(issued).not.toContain('wufr');
    await supervisor.act(id, 'return', { reasonKind: 'other', reason: '补一份名单' });
    expect(await stage.told(id, 'returned')).toEqual(LEAD_PEOPLE);
    await staff.act(id, 'completion-request', { summary: '已补' });
    await supervisor.act(id, 'completion');
    const completed = await stage.told(id, 'completed');
    expect(completed).toEqual(expect.arrayContaining([...LEAD_PEOPLE, 'wufr']));
    expect(completed).not.toContain('yinyf');
  });

  it('收件箱里只有自己的消息，标了已读就不再计数', async () => {
    await stage.told(await stage.issued(), 'issued');
    const inbox = (await staff.get('messages', { unread: true }, { range: '[0,499]' })).body;
    expect(inbox.total).toBeGreaterThan(0);
    const foreign = await stage.holder('foreign', 'unit_staff');
    const stolen = await foreign.post('messages/reading', { ids: inbox.data.map((message: { id: number }) => message.id) });
    expect(stolen.status).toBe(200);
    expect((await staff.get('messages/unread')).body.unread).toBe(inbox.total);
    expect((await staff.post('messages/reading', { ids: 'all' })).body).toEqual({ unread: 0 });
  });
});
