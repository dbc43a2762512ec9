import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { House } from '../reports/house.fixture.js';

let house: House;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

const ORDER = { level: 'level_1', reason: '两个月没有报送进展。', replyBy: '2026-11-30' };
const ANSWER = { answer: '设备招标流标，12月10日前重新开标。' };

/** What this person is answered for an act on a task's latest notice, named with the version that is kept now. */
const act = async (login: string, taskId: number, noun: string, body: object = {}) => {
  const { id, version } = await house.notice(taskId);
  return (await house.as(login)).send('post', `/api/escalations/${id}/${noun}`, { version, ...body });
};

const escalate = async (login: string, taskId: number, body: object = ORDER) => {
  const [{ version }] = await house.source.query('SELECT version FROM task WHERE id = $1', [taskId]);
  return (await house.as(login)).send('post', `/api/tasks/${taskId}/escalation`, { version, ...body });
};

describe('a notice of the ladder', () => {
  it('is issued with a number, answered, refused with a new date, answered again and accepted', async () => {
    const id = await house.received();
    const issued = await escalate('supervisor', id);
    expect(issued.status).toBe(200);
    expect(issued.body.escalations).toMatchObject([
      {
        noticeNo: '督单〔2026〕1号',
        level: 'level_1',
        levelLabel: '蓝单（提醒）',
        state: 'issued',
        replyBy: '2026-11-30',
        issuedByName: 'supervisor同志',
        permittedActs: ['withdraw'],
      },
    ]);
    expect(issued.body).toMatchObject({ state: 'in_progress', openEscalations: 1 });

    const seen = (await (await house.as('staff')).get(`/api/tasks/${id}`)).body;
    expect(seen.escalations[0]).toMatchObject({ permittedActs: ['answer'], answer: null });

    const answered = await act('staff', id, 'answer', ANSWER);
    expect(answered.body.escalations[0]).toMatchObject({
      state: 'answered',
      answer: ANSWER.answer,
      answeredByName: 'staff同志',
      permittedActs: [],
    });
    expect(answered.body.openEscalations).toBe(0);

    const rejected = await act('chief', id, 'rejection', { reason: '没有说明责任人。', replyBy: '2026-12-02' });
    expect(rejected.body.escalations[0]).toMatchObject({ state: 'issued', replyBy: '2026-12-02' });

    await act('head', id, 'answer', { answer: '责任人：局长，12月10日前开标。' });
    const accepted = await act('supervisor', id, 'acceptance', { opinion: '同意' });
    expect(accepted.body.escalations[0]).toMatchObject({ state: 'closed', stateLabel: '已了结', permittedActs: [], blockedActs: [] });
    const story = accepted.body.timeline.filter((entry: { process: string }) => entry.process === 'escalation').reverse();
    expect(story.map((entry: { actLabel: string }) => entry.actLabel)).toEqual(['督办升级', '答复', '不予认可', '答复', '认可答复']);
    expect(story[0].fields).toContainEqual({ label: '编号', value: '督单〔2026〕1号' });
  });

  it('numbers run without gaps or doubles, even when a refused one lies between and two come at once', async () => {
    const [first, second] = [await house.received(), await house.received()];
    const [{ last }] = await house.source.query("SELECT last FROM document_number WHERE kind = 'escalation'");
    expect((await escalate('supervisor', first, { ...ORDER, level: 'level_3' })).status).toBe(422);
    const both = await Promise.all([escalate('supervisor', first), escalate('chief', second)]);
    const numbers = both.map(({ body }) => body.escalations[0].noticeNo).sort();
    expect(numbers).toEqual([`督单〔2026〕${last + 1}号`, `督单〔2026〕${last + 2}号`]);
  });

  it('blocks the request to close until it is answered', async () => {
    const id = await house.received();
    await house.perform('staff', 'assignment', 'report', await house.share(id), { percent: 100, doneText: '完成' });
    await escalate('supervisor', id);
    const seen = (await (await house.as('staff')).get(`/api/tasks/${id}`)).body;
    const blocked = seen.blockedActs.find(({ act }: { act: string }) => act === 'request_completion');
    expect(blocked.reasons).toContain('还有 1 张督办单没有答复，请先答复。');
  });

  it('may be withdrawn while it waits for an answer, with a reason', async () => {
    const id = await house.received();
    await escalate('supervisor', id);
    expect((await act('supervisor', id, 'withdrawal')).body).toMatchObject({
      status: 400,
      errors: { reason: expect.stringContaining('撤回理由') },
    });
    expect((await act('supervisor', id, 'withdrawal', { reason: '已电话说明' })).body.escalations[0].state).toBe('withdrawn');
    expect((await act('staff', id, 'answer', ANSWER)).body).toMatchObject({
      code: 'act.refused',
      reasons: ['这张督办单现在是“已撤回”，不能答复。'],
    });
  });
});

describe('refusals', () => {
  it('the red notice needs a leader', async () => {
    const id = await house.received();
    const red = { ...ORDER, level: 'level_3' };
    expect((await escalate('supervisor', id, red)).body).toMatchObject({
      status: 422,
      reasons: ['红单须由分管领导签发，请报请领导办理。'],
    });
    expect((await escalate('chief', id, red)).status).toBe(422);
    expect(await house.notice(id)).toBeUndefined();
  });

  it('a reply date in the past, a missing reason and an unknown level are refused together, and nothing is issued', async () => {
    const id = await house.received();
    expect((await escalate('supervisor', id, { ...ORDER, replyBy: '2026-11-21' })).body.reasons).toEqual(['答复时限不能早于今天。']);
    const { body } = await escalate('supervisor', id, { level: 'level_9', replyBy: '2026-02-30' });
    expect(Object.keys(body.errors).sort()).toEqual(['level', 'reason', 'replyBy', 'root']);
    expect(await house.notice(id)).toBeUndefined();
  });

  it('a task that waits for review, and one that nobody was given, cannot be escalated', async () => {
    const waiting = await house.submitted();
    expect((await escalate('supervisor', waiting)).body).toMatchObject({
      code: 'act.refused',
      reasons: ['这项任务现在是“办结待审”，不能督办升级。'],
    });
    expect((await escalate('supervisor', await house.draft())).body.code).toBe('act.refused');
  });

  it('an answer is not refused without a reason and a day, nor by a day gone by; the form proposes the day of the notice’s own level', async () => {
    const id = await house.received();
    await escalate('supervisor', id);
    await act('staff', id, 'answer', ANSWER);
    expect(Object.keys((await act('supervisor', id, 'rejection')).body.errors).sort()).toEqual(['reason', 'replyBy', 'root']);
    const late = await act('supervisor', id, 'rejection', { reason: '没有措施', replyBy: '2026-11-21' });
    expect(late.body.reasons).toEqual(['重新答复的时限不能早于今天。']);
    expect((await house.notice(id)).state).toBe('answered');

    const { levels } = (await (await house.as('supervisor')).get(`/api/ladder/tasks/${id}/escalation-form`)).body;
    const { replyBy } = levels.find(({ level }: { level: string }) => level === ORDER.level);
    expect(replyBy).toBe('2026-11-25');
    expect((await act('supervisor', id, 'rejection', { reason: '没有措施', replyBy })).status).toBe(200);
    await house.drain();
    const [line] = (await house.messages(id)).filter(({ title }) => title.startsWith('督办答复未获认可'));
    expect(line?.body).toContain('理由：没有措施。请于2026年11月25日前重新答复。');
  });

  it('only the lead unit answers, and only supervision settles the answer', async () => {
    const id = await house.received();
    await escalate('supervisor', id);
    expect((await act('guanxian', id, 'answer', ANSWER)).body.code).toBe('permission.denied');
    expect((await act('supervisor', id, 'answer', ANSWER)).body.code).toBe('permission.denied');
    expect((await act('supervisor', id, 'acceptance')).body).toMatchObject({
      code: 'act.refused',
      reasons: ['这张督办单现在是“待答复”，不能认可答复。'],
    });
    await act('staff', id, 'answer', ANSWER);
    expect((await act('head', id, 'acceptance')).body.code).toBe('permission.denied');
    expect((await act('supervisor', id, 'withdrawal', { reason: '不再需要' })).body.code).toBe('act.refused');
    expect((await act('supervisor', id, 'rejection', { reason: '不够具体', replyBy: '2026-11-01' })).body.reasons).toEqual([
      '重新答复的时限不能早于今天。',
    ]);
    expect((await house.notice(id)).state).toBe('answered');
  });

  it('a notice of a foreign task, a missing one and an unknown act answer alike', async () => {
    const id = await house.received({ supportUnitIds: [] });
    await escalate('supervisor', id);
    expect((await act('guanxian', id, 'answer', ANSWER)).body).toMatchObject({ status: 404, code: 'escalation.not_found' });
    const staff = await house.as('staff');
    expect((await staff.send('post', '/api/escalations/999999/answer', { version: 1, ...ANSWER })).body.code).toBe('escalation.not_found');
    expect((await act('staff', id, 'burning')).status).toBe(404);
    expect((await act('system', id, 'answer', ANSWER)).status).toBe(403);
  });

  it('of two who settle an answer at once one wins, and the other learns who', async () => {
    const id = await house.received();
    await escalate('supervisor', id);
    await act('staff', id, 'answer', ANSWER);
    const { id: noticeId, version } = await house.notice(id);
    const path = `/api/escalations/${noticeId}`;
    const [accepting, rejecting] = [await house.as('supervisor'), await house.as('chief')];
    const answers = await Promise.all([
      accepting.send('post', `${path}/acceptance`, { version }),
      rejecting.send('post', `${path}/rejection`, { version, reason: '不够具体', replyBy: '2026-12-01' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const slower = answers.find(({ status }) => status === 409);
    expect(slower?.body).toMatchObject({ code: 'act.conflict', current: { actorName: expect.stringMatching(/同志$/) } });
  });

  it('the same key sent twice answers once', async () => {
    const id = await house.received();
    await escalate('supervisor', id);
    const { id: noticeId, version } = await house.notice(id);
    const staff = await house.as('staff');
    const key = { 'Idempotency-Key': '5d7a8f0e-3c55-4d0e-9d66-0f0e5b1d7a01' };
    const send = (body: object) => staff.send('post', `/api/escalations/${noticeId}/answer`, body, key);
    expect((await send({ version, ...ANSWER })).status).toBe(200);
    expect((await send({ version, ...ANSWER })).body.escalations[0].state).toBe('answered');
    expect((await send({ version, answer: '另一个答复' })).body.code).toBe('idempotency.mismatch');
    const [{ count }] = await house.source.query(
      "SELECT count(*) FROM process_history WHERE process = 'escalation' AND record_id = $1 AND act = 'answer'",
      [noticeId],
    );
    expect(count).toBe(1);
  });
});

describe('the leader', () => {
  it('signs the red notice, is told of the answer and settles it', async () => {
    const id = await house.received();
    expect((await escalate('leader', id, { ...ORDER, level: 'level_3' })).status).toBe(200);
    await act('staff', id, 'answer', ANSWER);
    await house.drain();
    expect(await house.told(id, 'escalation_answered')).toEqual(['chief', 'leader', 'supervisor']);
    const queue = (await (await house.as('leader')).get('/api/review-queue')).body;
    const { id: noticeId } = await house.notice(id);
    expect(queue.data).toContainEqual(
      expect.objectContaining({ taskId: id, kind: 'escalation_answered', kindLabel: '督办答复', recordId: noticeId }),
    );
    expect((await act('leader', id, 'acceptance')).body.escalations[0].state).toBe('closed');
  });
});

describe('an interview', () => {
  const MINUTES = {
    heldOn: '2026-11-22',
    venue: '市卫生健康委二楼会议室',
    interviewer: '分管副主任 蔡向志',
    persons: '县卫生健康局局长 黎建勤',
    minutes: '局长说明了两家医院滞后的原因。',
    decision: '12月10日前完成招标，每周五报送进展。',
  };
  const invite = async () => {
    const id = await house.received();
    expect((await escalate('leader', id, { ...ORDER, level: 'interview' })).status).toBe(200);
    return id;
  };

  it('is recorded by the office, which makes a paper and tells the unit; only then its answer is accepted', async () => {
    const id = await invite();
    await act('staff', id, 'answer', ANSWER);
    expect((await act('leader', id, 'acceptance')).body.reasons).toEqual(['还没有填写约谈记录，请先填写。']);
    const recorded = await act('supervisor', id, 'interview-record', MINUTES);
    expect(recorded.body.escalations[0]).toMatchObject({ level: 'interview', state: 'answered', permittedActs: ['accept', 'reject'] });
    expect(recorded.body.timeline[0]).toMatchObject({ actLabel: '填写约谈记录' });
    expect(recorded.body.timeline[0].fields).toContainEqual({ label: '约谈意见和整改要求', value: MINUTES.decision });
    await house.drain();
    const lines = (await house.messages(id)).filter(({ title }) => title.startsWith('约谈记录：'));
    expect(lines.map(({ login }) => login).sort()).toEqual(['deputy', 'head', 'leader', 'staff']);
    expect(lines[0]?.body).toContain('约谈意见和整改要求：12月10日前完成招标，每周五报送进展。');
    const filter = encodeURIComponent(JSON.stringify({ taskId: id }));
    const papers = (await (await house.as('staff')).get(`/api/papers?filter=${filter}`)).body.data;
    const paper = papers.find(({ kind }: { kind: string }) => kind === 'interview_record');
    expect(paper).toMatchObject({ kindLabel: '约谈记录', number: '督谈〔2026〕1号', state: 'issued' });
    expect((await act('leader', id, 'acceptance')).body.escalations[0].state).toBe('closed');
  });

  it('is recorded once, on a day that is past, with everything that it must say, and by the office alone', async () => {
    const id = await invite();
    expect((await act('supervisor', id, 'interview-record', { ...MINUTES, decision: '' })).status).toBe(400);
    expect((await act('supervisor', id, 'interview-record', { ...MINUTES, heldOn: '2026-11-23' })).body.reasons).toHaveLength(1);
    for (const login of ['staff', 'head', 'planner']) expect((await act(login, id, 'interview-record', MINUTES)).status).toBe(403);
    expect((await act('leader', id, 'interview-record', MINUTES)).status).toBe(200);
    expect((await act('chief', id, 'interview-record', MINUTES)).body.reasons).toEqual(['约谈记录已经填写，不能再改。']);
    const blue = await house.received();
    await escalate('supervisor', blue);
    expect((await act('supervisor', blue, 'interview-record', MINUTES)).status).toBe(403);
  });
});
