import { randomUUID } from 'node:crypto';
import type { BreakdownRow } from '../../server/src/plans/breakdown.dto.js';
import { Doorway } from '../../server/src/platform/doorway.js';
import type { ActInput } from '../../server/src/rules/process.js';
import { bodyOf, HUMAN_ACTS, type TableAct } from '../support/bodies.js';
import type { Client } from '../support/client.js';
import { somebodyWaits } from '../support/database.js';
import { expectProblem } from '../support/problem.js';
import { Stage, TODAY } from '../support/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
  // Two people for each side, so that the slower one learns a name that is not their own.
  const second = await stage.hire('office', 'leader');
  await stage.source.query(`UPDATE post SET unit_id = $1 WHERE id = (SELECT h.post_id FROM post_holding h WHERE h.account_id = $2)`, [
    stage.unit('commission'),
    await stage.account(second),
  ]);
  await stage.hire('owner', 'dept_head');
  await stage.hire('support', 'unit_staff');
  await stage.hire('support', 'dept_head');
});
afterAll(() => stage?.close());

/** Two people who may do an act, by the relation that it asks for, or by its name where the share is another unit's. */
const PAIRS: Record<string, [string, string]> = {
  'task.owner.dept_head': ['wufr', 'dept-head.owner'],
  'task.owner.leader': ['caixz', 'leader.office'],
  'task.lead.unit_staff': ['weicy', 'lijq'],
  'task.supervising.supervisor': ['yinyf', 'xuef'],
  'assignment.recall_branch': ['unit-staff.support', 'dept-head.support'],
  'assignment.submit_branch': ['unit-staff.support', 'dept-head.support'],
  'assignment.assignee.unit_staff': ['weicy', 'lijq'],
  'assignment.assignee.dept_head': ['lijq', 'kongf'],
  'assignment.lead.unit_staff': ['weicy', 'lijq'],
  'assignment.lead.dept_head': ['lijq', 'kongf'],
  'assignment.supervising.supervisor': ['yinyf', 'xuef'],
  // The reporter alone, at two windows.
  'cycle_return.withdraw': ['weicy', 'weicy'],
  'cycle_return.assignee.dept_head': ['lijq', 'kongf'],
  'cycle_return.reviewing.supervisor': ['yinyf', 'xuef'],
  'application.lead.unit_staff': ['weicy', 'lijq'],
  'application.lead.dept_head': ['lijq', 'kongf'],
  'application.supervising.supervisor': ['yinyf', 'xuef'],
  'application.owner.leader': ['caixz', 'leader.office'],
  'task.lead.dept_head': ['lijq', 'kongf'],
  'escalation.lead.unit_staff': ['weicy', 'lijq'],
  'escalation.supervising.supervisor': ['yinyf', 'xuef'],
  'escalation.interviewing.supervisor': ['yinyf', 'xuef'],
  'instruction.lead.dept_head': ['lijq', 'kongf'],
  'instruction.owner.leader': ['caixz', 'leader.office'],
};

const phases = [{ year: 2026, kind: 'finish', name: '扫尾收官', dueDate: '2026-12-31', target: null }];

/** A fresh record in a state from which the act succeeds. */
async function recordFor({ process, name, from }: TableAct): Promise<{ id: number; given: ActInput }> {
  if (process.name === 'assignment') return shareFor(name, from);
  if (process.name === 'cycle_return') return { id: (await stage.report(from[0] as 'submitted')).id, given: {} };
  if (process.name === 'application')
    return { id: (await stage.application(from[0] as 'applied')).id, given: { grantedDate: '2027-02-28' } };
  if (process.name === 'instruction') return { id: (await stage.instructed(from[0] as 'issued')).id, given: {} };
  if (process.name === 'escalation') {
    const { noticeId } = await stage.escalated({}, name === 'record_interview' ? 'interview' : undefined);
    if (from.includes('answered')) await stage.perform('weicy', 'escalation', 'answer', noticeId, { answer: '已整改' });
    return { id: noticeId, given: { heldOn: TODAY } };
  }
  return { id: await taskFor(name, from), given: await givenFor(name) };
}

async function shareFor(name: string, from: readonly string[]) {
  const given = { handlerId: await stage.account('weicy'), unitId: stage.unit('foreign'), weight: 10 };
  if (name === 'receive' || name === 'dispute') return { id: await stage.share(await stage.issued()), given };
  if (from.includes('receipt_disputed')) return { id: await stage.disputed(), given };
  if (from.includes('branch_submitted')) return { id: await stage.branchSubmitted(), given };
  if (name === 'report_unchanged') return { id: await stage.share((await stage.report('approved')).taskId), given };
  const id = await stage.share(await stage.received(), name === 'arrange' || name === 'submit_branch' ? 'support' : 'lead');
  if (name === 'submit_branch') await stage.reportBranch(id);
  if (name === 'take_back') await stage.perform('lijq', 'assignment', 'hand_over', id, { handlerId: given.handlerId });
  return { id, given };
}

async function taskFor(name: string, from: readonly string[]): Promise<number> {
  if (from.includes('draft')) return stage.draft();
  if (name === 'recall_issue') return stage.issued();
  if (from.includes('pending_issue')) {
    const id = await stage.draft();
    await stage.perform('wufr', 'task', 'register', id);
    return id;
  }
  if (name === 'record_phase') return stage.finished({ phases });
  if (from.includes('in_progress')) return stage.finished();
  if (from.includes('suspended')) return stage.suspended();
  if (from.includes('close_requested')) return stage.submitted();
  return stage.closed(from[0] as 'completed');
}

/** What only the record knows, or what a guard asks for. */
async function givenFor(name: string): Promise<ActInput> {
  const [phase] = name === 'record_phase' ? await stage.source.query('SELECT max(id) AS id FROM task_phase') : [];
  const deadline = name === 'decompose' ? '2026-12-15' : '2027-06-30';
  return {
    phaseId: phase?.id ?? null,
    unitId: stage.unit('belowLead'),
    deadline,
    askedDate: '2027-03-31',
    until: '2027-03-31',
    verifiedOn: TODAY,
    recheckOn: '2027-03-31',
  };
}

describe('两个人同时办同一件事', () => {
  it.each(HUMAN_ACTS)('$process.label·$noun：只有一个人办成，另一个得知是谁先办的', async act => {
    const { id, given } = await recordFor(act);
    const [line] = act.who;
    const pair = PAIRS[`${act.process.name}.${act.name}`] ?? PAIRS[`${act.process.name}.${line?.as}.${line?.role}`];
    if (!pair) throw new Error(`no pair for ${act.process.name}.${act.name}`);
    const [one, other] = [await stage.person(pair[0]), await stage.person(pair[1])];
    const body = { version: await stage.version(act.process.name, id), ...bodyOf(act.process, act.name, given) };
    const path = `${act.process.collection}/${id}/${act.noun}`;
    const told = await historyOf(act.process.name, id, act.name);
    const answers = await Promise.all([one.post(path, body), other.post(path, body)]);
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409]);
    const { current } = expectProblem(answers.find(({ status }) => status === 409) as never, 409, 'act.conflict');
    const winner = answers[0].status === 200 ? pair[0] : pair[1];
    const [{ name }] = await stage.source.query('SELECT name FROM account WHERE login = $1', [winner]);
    expect(current).toMatchObject({ version: body.version + 1, actorName: name, at: expect.any(String), stateLabel: expect.any(String) });
    expect(await historyOf(act.process.name, id, act.name)).toBe(told + 1);
  });

  async function historyOf(process: string, id: number, act: string): Promise<number> {
    const [row] = await stage.source.query(
      'SELECT count(*) AS told FROM process_history WHERE process = $1 AND record_id = $2 AND act = $3',
      [process, id, act],
    );
    return row.told;
  }

  it('一个通过、一个退回：先到的算数，结果不会是半个通过半个退回', async () => {
    const id = await stage.submitted();
    const version = await stage.version('task', id);
    const [one, other] = [await stage.person('yinyf'), await stage.person('xuef')];
    const answers = await Promise.all([
      one.post(`tasks/${id}/completion`, { version }),
      other.post(`tasks/${id}/return`, { version, reasonKind: 'other', reason: '材料不清' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const state = answers[0].status === 200 ? 'completed' : 'returned';
    expect(answers.find(({ status }) => status === 409)?.body.current.state).toBe(state);
    expect((await one.task(id)).state).toBe(state);
    expect((await one.task(id)).completedAt === null).toBe(state === 'returned');
  });
});

describe('同一个提交编号', () => {
  it('同一时刻到了五次：只办一次，五次都答成功', async () => {
    const id = await stage.issued();
    const staff = await stage.person('weicy');
    const share = await stage.share(id);
    const body = { version: 1 };
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => staff.post(`assignments/${share}/receipt`, body, key)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const receipts = (await staff.task(id)).timeline.filter(entry => entry.act === 'receive');
    expect(receipts).toHaveLength(1);
  });

  it('换了内容就不认；被拒绝的那次不占编号，改正后可以再用', async () => {
    const id = await stage.received();
    const staff = await stage.person('weicy');
    const share = await stage.share(id);
    const key = randomUUID();
    const version = await stage.version('assignment', share);
    expectProblem(await staff.post(`assignments/${share}/report`, { version, percent: 30, doneText: '' }, key), 400, 'input.invalid');
    expect((await staff.post(`assignments/${share}/report`, { version, percent: 30, doneText: '开工' }, key)).status).toBe(200);
    expect((await staff.post(`assignments/${share}/report`, { version, percent: 30, doneText: '开工' }, key)).status).toBe(200);
    expectProblem(
      await staff.post(`assignments/${share}/report`, { version, percent: 31, doneText: '开工' }, key),
      422,
      'idempotency.mismatch',
    );
    expect((await staff.task(id)).reports).toHaveLength(1);
  });

  it('别人的编号与我无关', async () => {
    const [first, second] = [await stage.received(), await stage.received()];
    const key = randomUUID();
    const urge = async (person: Client, id: number) =>
      person.post(`tasks/${id}/reminder`, { version: await stage.version('task', id) }, key);
    expect((await urge(await stage.person('yinyf'), first)).status).toBe(200);
    expect((await urge(await stage.person('xuef'), second)).status).toBe(200);
  });
});

describe('很多人同时办很多事', () => {
  it('编号连续不重，中间被拒绝的不占号', async () => {
    const ids = await Promise.all(Array.from({ length: 24 }, (_, index) => stage.draft(index % 4 === 3 ? { doneCriterion: null } : {})));
    const planner = await stage.person('wufr');
    const [{ last }] = await stage.source.query("SELECT last FROM document_number WHERE kind = 'task' AND year = 2026");
    const answers = await Promise.all(ids.map(id => planner.post(`tasks/${id}/issue`, { version: 1 })));
    const numbers = answers.flatMap(({ status, body }) => (status === 200 ? [Number(/(\d+)号$/.exec(body.no)?.[1])] : []));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(6);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, index) => last + 1 + index));
  });

  it('三十个部门负责人同时分派，人数超过数据库连接数也没有人等死', async () => {
    const handlerId = await stage.account('weicy');
    const head = await stage.person('lijq');
    const shares = await Promise.all(Array.from({ length: 30 }, async () => stage.share(await stage.issued())));
    const answers = await Promise.all(shares.map(share => head.post(`assignments/${share}/handler`, { version: 1, handlerId })));
    expect(answers.map(({ status }) => status)).toEqual(shares.map(() => 200));
  });

  it('三十处识读结果同时改：改的人再多也没有人等死', async () => {
    const planner = await stage.person('wufr');
    const documents = (await planner.get('documents', { planState: 'intake' })).body.data;
    const { records } = (await planner.get(`documents/${documents[0].id}`)).body;
    const changes = records
      .slice(0, 30)
      .map(({ id, version }: { id: number; version: number }) =>
        planner.send('patch', `documents/${documents[0].id}/records/${id}`, { version, lead: ['市卫生健康委'] }),
      );
    const statuses = (await Promise.all(changes)).map(({ status }) => status);
    expect([statuses.length, new Set(statuses)]).toEqual([30, new Set([200])]);
  });

  it('一人保存分解表，另一人正在交办其中一件：谁也不锁死谁，后到的得知已被处理', async () => {
    const planner = await stage.person('wufr');
    const plan = (await planner.get(`tasks/${await stage.draft()}`)).body.planId;
    const grid: BreakdownRow[] = (await planner.get(`plans/${plan}/breakdown`)).body.rows;
    const drafts = grid.filter(row => row.taskState === 'draft');
    const first = drafts.find(row => grid.filter(({ measureId }) => measureId === row.measureId).length === 1) as BreakdownRow;
    const others = drafts.filter(row => row !== first);
    await stage.perform('wufr', 'task', 'discard', first.taskId as number, { reason: '重新拟办' });
    const issued = others.at(-1) as BreakdownRow & { taskId: number };
    // The new draft comes first: it writes to the log before the row that somebody else holds is reached.
    const rows = [{ ...first, taskId: null, version: null }, ...others];
    const issuer = await stage.actor('wufr');
    const saving = await stage.source.transaction(async manager => {
      await manager.query('SELECT 1 FROM task WHERE id = $1 FOR UPDATE', [issued.taskId]);
      const save = planner.send('put', `plans/${plan}/breakdown`, { rows });
      await somebodyWaits(stage.source);
      await stage.house.app.get(Doorway).performIn(manager, 'task', 'issue', issued.taskId, issuer, { version: issued.version });
      return { save };
    });
    const { current } = expectProblem(await saving.save, 409, 'act.conflict');
    expect(current).toMatchObject({ taskId: issued.taskId, state: 'issued' });
    expect((await planner.task(issued.taskId)).state).toBe('issued');
  });

  it('两百次操作之后，审计链完好，每次成功各留一行', async () => {
    const people = await Promise.all(['yinyf', 'xuef', 'yush'].map(login => stage.person(login)));
    const ids = await Promise.all(Array.from({ length: 20 }, () => stage.received()));
    const lines = async () => (await stage.source.query("SELECT count(*) AS lines FROM audit_line WHERE act = 'task.urge'"))[0].lines;
    const before = await lines();
    const storm = Array.from({ length: 200 }, async (_, index) => {
      const id = ids[index % ids.length] as number;
      const person = people[index % people.length] as Client;
      return person.post(`tasks/${id}/reminder`, { version: await stage.version('task', id), text: `第${index}次` });
    });
    const answers = await Promise.all(storm);
    for (const answer of answers) if (answer.status !== 200) expectProblem(answer, 409, 'act.conflict');
    const done = answers.filter(({ status }) => status === 200).length;
    expect(done).toBeGreaterThanOrEqual(ids.length);
    expect(await lines()).toBe(before + done);
    const auditor = await stage.person('tangy');
    expect((await auditor.post('audit/verification')).body).toMatchObject({ ok: true, brokenAt: null });
  });
});
