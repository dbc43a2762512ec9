import { randomUUID } from 'node:crypto';
import { PEOPLE } from '../support/app.js';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { PDF, type Place, Stage, UNIT } from '../support/stage.js';

let stage: Stage;
let staff: Client;
let supervisor: Client;
beforeAll(async () => {
  stage = await Stage.open();
  staff = await stage.holder('lead', 'unit_staff');
  supervisor = await stage.person('yinyf');
});
afterAll(() => stage?.close());

const sees = async (person: Client, id: number): Promise<boolean> => {
  const [detail, list] = [await person.get(`tasks/${id}`), await person.get('tasks', {}, { range: '[0,499]' })];
  const listed = list.body.data.some((row: { id: number }) => row.id === id);
  if (listed !== (detail.status === 200)) throw new Error(`list and detail disagree on task ${id}`);
  if (detail.status !== 200) expectProblem(detail, 404, 'task.not_found');
  return listed;
};

describe('谁看得见什么', () => {
  it('草稿只有主办科室、督查室和上级看得见；交办后承办单位才看得见，外县始终看不见', async () => {
    const id = await stage.draft();
    const people: [Place, 'dept_head' | 'unit_staff' | 'supervisor' | 'leader', before: boolean, after: boolean][] = [
      ['owner', 'dept_head', true, true],
      ['office', 'supervisor', true, true],
      ['commission', 'leader', true, true],
      ['lead', 'unit_staff', false, true],
      ['support', 'unit_staff', false, true],
      ['belowLead', 'dept_head', false, false],
      ['foreign', 'unit_staff', false, false],
      ['foreign', 'dept_head', false, false],
    ];
    for (const [place, role, before] of people)
      expect([UNIT[place], role, await sees(await stage.holder(place, role), id)]).toEqual([UNIT[place], role, before]);
    await stage.perform('wufr', 'task', 'issue', id);
    for (const [place, role, , after] of people)
      expect([UNIT[place], role, await sees(await stage.holder(place, role), id)]).toEqual([UNIT[place], role, after]);
  });

  it('列表、计数和详情对每个人说法一致', async () => {
    for (const place of ['owner', 'office', 'lead', 'support', 'foreign'] as const) {
      const role = place === 'office' ? 'supervisor' : 'dept_head';
      const person = await stage.holder(place, role);
      const { body } = await person.get('tasks', {}, { range: '[0,499]' });
      expect(body.data).toHaveLength(body.total);
      const board = (await person.get('dashboard')).body;
      const lit = Object.values<number>(board.byLight).reduce((sum, count) => sum + count, 0);
      expect(lit).toBe(body.total);
      for (const row of body.data.slice(0, 5)) expect((await person.get(`tasks/${row.id}`)).status).toBe(200);
    }
  });

  it('配合单位看得见任务全貌，但办不了牵头单位的事；外县连编号都试探不出来', async () => {
    const id = await stage.submitted();
    const support = await stage.holder('support', 'unit_staff');
    const seen = await support.task(id);
    expect(seen.permittedActs).toEqual([]);
    expect(seen.assignments.map(share => share.unitName)).toEqual([UNIT.lead, UNIT.support]);
    expect(seen.assignments[0]).toMatchObject({ permittedActs: [], mayUpload: false });
    const foreign = await stage.holder('foreign', 'unit_staff');
    const missing = await foreign.get('tasks/2000000000');
    const hidden = await foreign.get(`tasks/${id}`);
    expect([hidden.status, hidden.text]).toEqual([missing.status, missing.text]);
    const acted = await foreign.post(`tasks/${id}/completion-request`, { version: 1, summary: '冒领' });
    expectProblem(acted, 404, 'task.not_found');
  });

  it('三个管理员看不到任何业务数据', async () => {
    const id = await stage.submitted();
    const [evidence] = (await staff.task(id)).evidence;
    for (const login of [PEOPLE.systemAdmin, PEOPLE.securityAdmin, PEOPLE.auditAdmin]) {
      const administrator = await stage.person(login);
      for (const path of [
        'tasks',
        `tasks/${id}`,
        'plans',
        'documents',
        'dashboard',
        'review-queue',
        'messages',
        `evidence/${evidence?.id}/content`,
      ])
        expectProblem(await administrator.get(path), 403, 'permission.denied');
    }
  });

  it('单位看不到别的单位的佐证，除非共同承办同一项任务', async () => {
    const id = await stage.submitted();
    const [evidence] = (await staff.task(id)).evidence;
    const content = (person: Client) => person.get(`evidence/${evidence?.id}/content`);
    expect((await content(await stage.holder('support', 'unit_staff'))).status).toBe(200);
    expect((await content(supervisor)).headers['content-type']).toBe('application/pdf');
    expectProblem(await content(await stage.holder('foreign', 'unit_staff')), 404, 'evidence.not_found');
    expectProblem(await content(await stage.holder('belowLead', 'unit_staff')), 404, 'evidence.not_found');
  });

  it('同一份材料用在别的任务上会提示，但只提示看得见的任务', async () => {
    const [first, second] = [await stage.received(), await stage.received({ supportUnitIds: [] })];
    const support = await stage.holder('support', 'unit_staff');
    const bytes = Buffer.concat([PDF, Buffer.from('% same in both\n')]);
    for (const id of [first, second]) await staff.upload(`assignments/${await stage.share(id)}/evidence`, '同一份.pdf', bytes);
    const used = async (person: Client) => (await person.task(first)).evidence[0]?.alsoUsedIn.map(task => task.taskId);
    expect(await used(staff)).toEqual([second]);
    expect(await used(support)).toEqual([]);
  });
});

describe('撤回佐证材料', () => {
  it('办理中可以撤回，要有理由；撤回后仍看得见，但不再算数', async () => {
    const id = await stage.finished();
    const [evidence] = (await staff.task(id)).evidence;
    expectProblem(await staff.post(`evidence/${evidence?.id}/withdrawal`, { reason: '' }), 400, 'input.invalid');
    const key = randomUUID();
    const { body } = await staff.post(`evidence/${evidence?.id}/withdrawal`, { reason: '传错了文件' }, key);
    expect((await staff.post(`evidence/${evidence?.id}/withdrawal`, { reason: '传错了文件' }, key)).status).toBe(200);
    expect(body.evidence[0]).toMatchObject({ withdrawnReason: '传错了文件', mayWithdraw: false });
    expect(body.evidenceCount).toBe(0);
    expect(body.timeline[0]).toMatchObject({ actLabel: '撤回佐证材料', text: '评审结果.pdf' });
    expectProblem(await staff.post(`evidence/${evidence?.id}/withdrawal`, { reason: '再撤一次' }), 422, 'act.refused');
    expectProblem(await staff.act(id, 'completion-request', { summary: '完成' }), 422, 'act.refused');
  });

  it('待审和办结后不能撤；督查员、配合单位不能替人撤；外县找不到', async () => {
    const id = await stage.submitted();
    const [evidence] = (await staff.task(id)).evidence;
    const withdraw = (person: Client) => person.post(`evidence/${evidence?.id}/withdrawal`, { reason: '想撤' });
    expectProblem(await withdraw(staff), 422, 'act.refused');
    expectProblem(await withdraw(supervisor), 403, 'permission.denied');
    expectProblem(await withdraw(await stage.holder('support', 'unit_staff')), 403, 'permission.denied');
    expectProblem(await withdraw(await stage.holder('foreign', 'unit_staff')), 404, 'evidence.not_found');
    await supervisor.act(id, 'completion');
    expectProblem(await withdraw(staff), 422, 'act.refused');
    expect((await staff.task(id)).evidenceCount).toBe(1);
  });
});

describe('岗位交接', () => {
  it('换人不换责任：接任的人立即看得见、办得了，离任的人立即看不见（G13、G14）', async () => {
    const id = await stage.received();
    const successor = await stage.person(await stage.hire('foreign', null));
    expect(await sees(staff, id)).toBe(true);
    const administrator = await stage.person(PEOPLE.systemAdmin);
    const posts = (await administrator.get('posts', { unitId: stage.unit('lead') }, { range: '[0,99]' })).body.data;
    const post = posts.find((each: { role: string }) => each.role === 'unit_staff');
    const successorId = await stage.account('nobody.foreign');
    const { name, role, unitId, deputyId, version } = post;
    const change = { name, role, unitId, deputyId: deputyId ?? null, holderId: successorId, version };
    const handed = await administrator.send('put', `posts/${post.id}`, change);
    expect([handed.status, handed.text]).toEqual([200, expect.any(String)]);
    expect(await (await staff.get(`tasks/${id}`)).status).toBe(403);
    expect(await sees(successor, id)).toBe(true);
    expect((await successor.actOnShare(id, 'report', { percent: 40, doneText: '接手后继续推进' })).status).toBe(200);
    const story = (await successor.task(id)).timeline.map(entry => [entry.actLabel, entry.actorName]);
    expect(story[0]).toEqual(['报送进展', 'nobody.foreign']);
    expect(story.find(([label]) => label === '签收')?.[1]).not.toBe('nobody.foreign');
    await stage.perform('yinyf', 'task', 'urge', id);
    expect(await stage.told(id, 'urged')).toContain('nobody.foreign');
    expect(await stage.told(id, 'urged')).not.toContain('weicy');
  });
});
