import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import type { Page } from '../platform/dto.js';
import type { TaskRow } from '../tasks/task.dto.js';
import type { Dashboard } from './dashboard.dto.js';
import { DONGE, GUANXIAN, House } from './house.fixture.js';

let house: House;
let database: TestDatabase;

const phases = [
  { year: 2025, kind: 'build', name: '加快建设', dueDate: '2025-12-31', target: null },
  { year: 2026, kind: 'finish', name: '扫尾收官', dueDate: '2026-12-31', target: null },
];

/** One of everything: late, due soon, in time, without an end, done, waiting, returned, drafted, led by two units. */
beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
  const guanxian = { leadUnitId: house.unit(GUANXIAN), supportUnitIds: [] };
  await house.received({ deadline: '2026-11-01', title: '逾期的' });
  await house.issued({ ...guanxian, deadline: '2026-10-01', title: '冠县逾期的' });
  await house.received({ deadline: '2026-11-25', title: '临期的' });
  await house.issued({ ...guanxian, deadline: null, cadence: 'month', title: '长期的' });
  await house.issued({ phases, title: '分阶段的' });
  await house.submitted({ title: '待审的' });
  const done = await house.submitted({ phases, title: '办结的' });
  await house.perform('supervisor', 'task', 'complete', done);
  const returned = await house.submitted({ title: '退回的' });
  await house.perform('supervisor', 'task', 'return', returned, { reasonKind: 'other', reason: '重做', resubmitBy: null });
  await house.draft({ title: '草稿' });
  const registered = await house.draft({ title: '送签的' });
  await house.perform('planner', 'task', 'register', registered);
  const discarded = await house.draft({ title: '作废的' });
  await house.perform('planner', 'task', 'discard', discarded, { reason: '重复' });
  const escalated = await house.received({ title: '督办的' });
  await house.perform('supervisor', 'task', 'escalate', escalated, { level: 'level_1', reason: '慢', replyBy: '2026-11-30' });
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

const dashboardOf = async (login: string): Promise<Dashboard> => (await (await house.as(login)).get('/api/dashboard')).body;
const ledgerOf = async (login: string, filter: object = {}): Promise<Page<TaskRow>> =>
  (await (await house.as(login)).list('/api/tasks', filter)).body;
const waitingOf = async (login: string) => Object.fromEntries((await dashboardOf(login)).waiting.map(({ key, count }) => [key, count]));

const UNISSUED = ['draft', 'pending_issue', 'discarded'];

describe.each(['planner', 'supervisor', 'chief', 'leader', 'head', 'staff', 'guanxian'])('the dashboard of %s', login => {
  it('counts what a plain count over the ledger gives', async () => {
    const [dashboard, ledger] = [await dashboardOf(login), await ledgerOf(login)];
    const rows = ledger.data.filter(row => !UNISSUED.includes(row.state));
    const count = (light: string) => rows.filter(row => row.light === light).length;
    expect(rows.length).toBeGreaterThan(0);
    expect(dashboard.byLight).toEqual({
      overdue: count('overdue'),
      critical: count('critical'),
      due_soon: count('due_soon'),
      normal: count('normal'),
      no_data: count('no_data'),
      no_date: count('no_date'),
      paused: count('paused'),
      done: count('done'),
      ended: count('ended'),
      unissued: ledger.data.length - rows.length,
    });
    expect(dashboard.late.map(row => row.title)).toEqual((await ledgerOf(login, { light: 'overdue' })).data.map(row => row.title));
    expect(dashboard.dueSoon.map(row => row.id)).toEqual(
      (await ledgerOf(login, { light: ['due_soon', 'critical'] })).data.map(row => row.id),
    );

    const units = new Map<string, TaskRow[]>();
    for (const row of rows) units.set(row.leadUnitName ?? '', [...(units.get(row.leadUnitName ?? '') ?? []), row]);
    expect(dashboard.byUnit).toHaveLength(units.size);
    for (const line of dashboard.byUnit) {
      const mine = units.get(line.unitName) ?? [];
      const lit = (...lights: string[]) => mine.filter(row => lights.includes(row.light)).length;
      expect(line).toMatchObject({
        total: mine.length,
        completed: lit('done'),
        overdue: lit('overdue'),
        dueSoon: lit('due_soon'),
        normal: lit('normal', 'no_date'),
      });
      expect(line.total).toBe(line.completed + line.overdue + line.dueSoon + line.normal);
    }
    const completed = count('done');
    expect(dashboard.plans).toEqual([
      {
        id: house.planId,
        title: '基层卫生三年行动方案',
        total: rows.length,
        completed,
        percent: Math.round((100 * completed) / rows.length),
      },
    ]);
  });
});

describe('what waits', () => {
  it('for the staff of the lead unit: to sign for, to report, returned, to answer', async () => {
    const { waiting } = await dashboardOf('staff');
    expect(waiting.map(({ key, label, count }) => [key, label, count])).toEqual([
      ['to_receive', '待签收', 1],
      ['to_report', '待报送进展', 2],
      ['report_returned', '被退回的进展', 0],
      ['reports_to_review', '待审核的进展', 0],
      ['returned', '退回补办', 1],
      ['to_answer', '待答复督办单', 1],
      ['branches', '待确认的分工', 0],
    ]);
  });

  it.each(['staff', 'head', 'planner', 'supervisor', 'chief', 'leader'])(
    'a number leads %s to just what it counts, or to the desk',
    async login => {
      const client = await house.as(login);
      for (const { key, count, to } of (await dashboardOf(login)).waiting) {
        const { pathname, searchParams } = new URL(to, 'http://here');
        const filter = JSON.parse(searchParams.get('filter') ?? '{}');
        if (pathname === '/mine')
          expect([key, (await client.list('/api/tasks', { ...filter, mine: true })).body.total]).toEqual([key, count]);
        else if (pathname === '/tasks') expect([key, (await client.list('/api/tasks', filter)).body.total]).toEqual([key, count]);
        else if (pathname === '/review') expect((await client.get('/api/review-queue')).status).toBe(200);
        expect((await client.list('/api/task-counts', { waiting: key })).status).toBe(key === 'documents' ? 400 : 200);
      }
    },
  );

  it('for the other unit only its own', async () => {
    expect(await waitingOf('guanxian')).toEqual({
      to_receive: 7,
      to_report: 0,
      report_returned: 0,
      reports_to_review: 0,
      returned: 0,
      to_answer: 0,
      branches: 0,
    });
  });

  it('a report within a month takes a task off the list', async () => {
    const id = await house.received({ deadline: '2026-11-24', supportUnitIds: [] });
    const before = await waitingOf('staff');
    await house.perform('staff', 'assignment', 'report', await house.share(id), { percent: 40, doneText: '进展顺利' });
    expect((await waitingOf('staff')).to_report).toBe((before.to_report ?? 0) - 1);
  });

  it('for a supervisor: to review, answers to settle, what is late', async () => {
    expect(await waitingOf('supervisor')).toEqual({
      close_requested: 1,
      escalation_answered: 0,
      instructions_answered: 0,
      rungs: 0,
      disputes: 0,
      reports_to_review: 0,
      to_review: 0,
      overdue: 2,
      missed_reports: 0,
      risk_differs: 0,
      pauses: 0,
      to_delist: 1,
    });
    expect((await ledgerOf('supervisor', { light: 'overdue' })).total).toBe(2);
  });

  it('for a supervisor, a pause that nobody has looked at for thirty days, or whose end has come; once it is confirmed not any more', async () => {
    const pauses = async () => (await waitingOf('supervisor')).pauses;
    const standing = async (from: string, until: string) => {
      const id = await house.received();
      await house.source.query(`UPDATE task SET state = 'suspended', next_due = NULL WHERE id = $1`, [id]);
      await house.source.query('INSERT INTO suspension (task_id, from_day, confirmed_on, until_day) VALUES ($1, $2, $2, $3)', [
        id,
        from,
        until,
      ]);
      return id;
    };
    await standing('2026-10-24', '2027-03-01');
    expect(await pauses()).toBe(0);
    const long = await standing('2026-10-23', '2027-03-01');
    expect(await pauses()).toBe(1);
    await standing('2026-11-10', '2026-11-22');
    expect(await pauses()).toBe(2);
    await house.perform('supervisor', 'task', 'confirm_suspension', long, { reason: '规划还没有定', until: '2027-03-01' });
    expect(await pauses()).toBe(1);
    expect((await waitingOf('staff')).pauses).toBeUndefined();
  });

  it('for whoever may sign it, a step of the ladder; once it is decided for nobody', async () => {
    const id = await house.received({ deadline: '2026-11-03' });
    const rungs = async () => (await Promise.all(['supervisor', 'chief', 'leader', 'staff'].map(waitingOf))).map(waiting => waiting.rungs);
    await house.source.query(
      `INSERT INTO rung_firing (task_id, rung, due_date, needs_decision, fired_at) VALUES ($1, 'level_2', '2026-11-03', true, now())`,
      [id],
    );
    expect(await rungs()).toEqual([0, 1, 1, undefined]);
    await house.source.query(
      `INSERT INTO rung_decision (firing_id, decision, reason, actor_name, at) SELECT id, 'skipped', '已电话督办', '督查负责人', now() FROM rung_firing WHERE task_id = $1`,
      [id],
    );
    expect(await rungs()).toEqual([0, 0, 0, undefined]);
    await house.source.query("UPDATE task SET state = 'discarded' WHERE id = $1", [id]);
  });

  it('for a planner: documents and drafts, beside what waits for the section as a unit', async () => {
    await house.source.query(
      `WITH p AS (INSERT INTO plan (title, kind, owner_unit_id, state, start_year, end_year) SELECT '待确认', kind, owner_unit_id, 'intake', 2026, 2026 FROM plan LIMIT 1 RETURNING id)
       INSERT INTO document (plan_id, title, file_name, format, media_type, sha256, size, encoding, text, chars, owner_unit_id, uploaded_at)
       SELECT p.id, '待确认', '待确认.txt', 'txt', 'text/plain', 'c', 1, 'utf-8', '文', 1, d.owner_unit_id, d.uploaded_at FROM p, document d LIMIT 1`,
    );
    expect(await waitingOf('planner')).toMatchObject({ documents: 1, drafts: 1, to_receive: 0 });
    expect(await waitingOf('head')).toMatchObject({ documents: 0, drafts: 0 });
  });

  it('for a leader: what is to be signed', async () => {
    expect(await waitingOf('leader')).toEqual({ escalation_answered: 0, instructions_answered: 0, rungs: 0, to_grant: 0, sign_off: 1 });
  });

  it('administrators have no dashboard', async () => {
    expect((await (await house.as('auditor')).get('/api/dashboard')).status).toBe(403);
  });
});

describe('by phase', () => {
  it('a completed task has reached its phases; a past one without a record is behind', async () => {
    expect((await dashboardOf('supervisor')).byPhase).toEqual([
      { year: 2025, name: '加快建设', planId: house.planId, planTitle: '基层卫生三年行动方案', total: 2, reached: 1, behind: 1, open: 0 },
      { year: 2026, name: '扫尾收官', planId: house.planId, planTitle: '基层卫生三年行动方案', total: 2, reached: 1, behind: 0, open: 1 },
    ]);
  });
});

describe('the review queue', () => {
  it('holds what waits for the actor, the oldest first', async () => {
    const queue = (await (await house.as('supervisor')).get('/api/review-queue')).body;
    expect(queue).toMatchObject({
      total: 1,
      data: [{ title: '待审的', kind: 'close_requested', kindLabel: '办结待审', leadUnitName: DONGE }],
    });
    const later = await house.submitted({ title: '后来的' });
    const after = (await (await house.as('chief')).get('/api/review-queue')).body;
    expect(after.data.map(({ title }: { title: string }) => title)).toEqual(['待审的', '后来的']);
    await house.perform('chief', 'task', 'complete', later);
    expect((await (await house.as('chief')).get('/api/review-queue')).body.total).toBe(1);
  });

  it('shows the leader what is to be signed, and the unit nothing at all', async () => {
    const queue = (await (await house.as('leader')).get('/api/review-queue')).body;
    expect(queue).toMatchObject({ total: 1, data: [{ title: '送签的', kind: 'sign_off', kindLabel: '待签发' }] });
    expect((await (await house.as('staff')).get('/api/review-queue')).status).toBe(403);
  });
});
