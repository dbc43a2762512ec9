import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { MessageSweep } from '../messages/message.sweep.js';
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
beforeEach(async () => {
  await house.source.query("UPDATE task SET state = 'discarded'");
  await at('2026-11-22');
});

interface Line {
  id: number;
  taskId: number;
  kind: string;
  text: string;
  replyBy: string | null;
  replyNote: string | null;
  signer: string;
  maySign: boolean;
}

const at = async (day: string) => {
  house.clock.set(new Date(`${day}T01:00:00Z`));
  await house.source.query("UPDATE session SET created_at = $1, last_seen_at = $1, expires_at = $1::timestamptz + interval '12 hours'", [
    house.clock.now(),
  ]);
  await house.app.get(MessageSweep).sweep(day);
  await house.drain();
};
const listed = async (login: string): Promise<Line[]> => (await (await house.as(login)).get('/api/ladder/proposals')).body.data;
const decide = async (login: string, body: object) => (await (await house.as(login)).send('post', '/api/ladder/decisions', body)).body;
const confirm = (login: string, ids: number[], more: object = {}) => decide(login, { decision: 'confirm', ids, ...more });
/** A task three working days past its day on Monday 23 November. */
const late = () => house.received({ deadline: '2026-11-18' });
const kindsOf = async (login = 'chief') => (await listed(login)).map(({ kind }) => kind);

describe('the ladder climbs one step at a time, and a person lets each step go', () => {
  it('says by which working day a notice written by hand is answered, and what it says', async () => {
    const id = await late();
    const path = `/api/ladder/tasks/${id}/escalation-form`;
    const form = async (login: string) => (await (await house.as(login)).get(path)).body;
    const levels = async () => (await form('supervisor')).levels;
    expect((await form('supervisor')).signs).toEqual(['level_1', 'level_2']);
    expect((await form('leader')).signs).toContain('level_3');
    await at('2026-09-30');
    expect((await levels()).slice(0, 3)).toMatchObject([
      { level: 'level_1', replyBy: '2026-10-10', text: expect.stringMatching(/^应办日期.*还没有报送过进展。请说明原因/) },
      { level: 'level_2', replyBy: '2026-10-10' },
      { level: 'level_3', replyBy: '2026-10-09' },
    ]);
    await at('2026-12-30');
    expect((await levels())[0].replyBy).toBeNull();
    expect((await (await house.as('staff')).get(path)).status).toBe(403);
    expect((await (await house.as('supervisor')).get('/api/ladder/tasks/999999/escalation-form')).status).toBe(404);
  });

  it('from 催办 to the yellow notice, after the blue one was not answered', async () => {
    const id = await late();
    await at('2026-11-23');
    const [urging] = await listed('supervisor');
    expect(urging).toMatchObject({ taskId: id, kind: 'urging', signer: 'supervisor', maySign: true });
    expect(urging?.text).toBe('应办日期是2026年11月18日，已超过 5 天（3 个工作日），还没有报送过进展。请抓紧办理并报送进展。');
    expect(await house.told(id, 'urged')).toEqual([]);

    expect(await confirm('supervisor', [urging?.id as number])).toEqual({ done: [urging?.id], refused: [] });
    await house.drain();
    expect(await house.told(id, 'urged')).toEqual(['deputy', 'guanxian', 'head', 'staff']);
    await at('2026-11-23');
    expect(await kindsOf()).toEqual([]);

    await at('2026-11-24');
    const [blue] = await listed('supervisor');
    expect(blue).toMatchObject({ kind: 'level_1', replyBy: '2026-11-27' });
    await confirm('supervisor', [blue?.id as number]);
    expect(await house.notice(id)).toMatchObject({ state: 'issued', reply_by: '2026-11-27' });

    await at('2026-11-27');
    expect(await kindsOf()).toEqual([]);
    await at('2026-11-30');
    const [yellow] = await listed('supervisor');
    expect(yellow).toMatchObject({ kind: 'level_2', signer: 'supervision_head', maySign: false });
    expect((await confirm('supervisor', [yellow?.id as number])).refused[0].reasons).toEqual(['“黄单（警示）”须由督查负责人签发。']);
    await confirm('chief', [yellow?.id as number]);
    expect(await house.source.query('SELECT level FROM escalation WHERE task_id = $1 ORDER BY id', [id])).toEqual([
      { level: 'level_1' },
      { level: 'level_2' },
    ]);
  });

  it('an accepted answer lets it rest; one that is not accepted proposes the next step at once', async () => {
    const [accepted, rejected] = [await late(), await late()];
    await at('2026-11-23');
    await confirm(
      'supervisor',
      (await listed('supervisor')).map(({ id }) => id),
    );
    await at('2026-11-24');
    await confirm(
      'supervisor',
      (await listed('supervisor')).map(({ id }) => id),
    );
    for (const id of [accepted, rejected]) {
      const notice = await house.notice(id);
      await house.perform('staff', 'escalation', 'answer', notice.id, { answer: '12月10日前完成' });
    }
    await house.perform('supervisor', 'escalation', 'accept', (await house.notice(accepted)).id);
    const notice = await house.notice(rejected);
    await house.perform('supervisor', 'escalation', 'reject', notice.id, { reason: '没有责任人。', replyBy: '2026-11-26' });
    const lines = await listed('chief');
    expect(lines.map(({ taskId, kind }) => [taskId, kind])).toEqual([[rejected, 'level_2']]);
    expect(lines[0]?.text).toContain('，答复未获认可：没有责任人。请书面说明');
    await at('2026-12-20');
    expect((await listed('chief')).map(({ taskId }) => taskId)).toEqual([rejected]);
  });

  it('an answer that nobody has judged yet holds the next step up, however long', async () => {
    const id = await late();
    for (const day of ['2026-11-23', '2026-11-24']) {
      await at(day);
      await confirm(
        'supervisor',
        (await listed('supervisor')).map(line => line.id),
      );
    }
    await house.perform('staff', 'escalation', 'answer', (await house.notice(id)).id, { answer: '12月10日前完成' });
    await at('2026-12-20');
    expect(await kindsOf()).toEqual([]);
  });

  it('what waited in an earlier round is gone once the ladder begins anew, and comes once', async () => {
    await late();
    await at('2026-11-23');
    const [old] = await listed('supervisor');
    await house.perform('supervisor', 'task', 'rearm', old?.taskId as number, { reason: '换了责任人' });
    expect(await listed('supervisor')).toEqual([]);
    expect((await confirm('supervisor', [old?.id as number])).refused[0].reasons).toEqual(['这一项已有人处理，或任务已经变化，不必再办。']);
    await at('2026-11-23');
    expect(await kindsOf()).toEqual(['urging']);
  });

  it('proposed ahead of the due day it tells the task as it stands, not as if it were late', async () => {
    const id = await house.received({ deadline: '2026-12-31' });
    await house.perform('supervisor', 'task', 'escalate', id, { level: 'level_1', reason: '领导批示限期', replyBy: '2026-11-26' });
    const notice = await house.notice(id);
    await house.perform('staff', 'escalation', 'answer', notice.id, { answer: '正在办' });
    await house.perform('supervisor', 'escalation', 'reject', notice.id, { reason: '没有日期', replyBy: '2026-11-27' });
    const text = (await listed('chief')).find(({ taskId }) => taskId === id)?.text;
    expect(text).toMatch(/^应办日期是2026年12月31日，还有 \d+ 天（\d+ 个工作日），多于 7 天，还没有报送过进展，答复未获认可：没有日期。/);
  });

  it('skipping asks for a reason, is told in the story, and opens the way to the next step', async () => {
    const id = await late();
    await at('2026-11-23');
    const [urging] = await listed('supervisor');
    const skip = (body: object) => decide('supervisor', { decision: 'skip', ids: [urging?.id], ...body });
    expect((await skip({})).errors).toMatchObject({ reason: expect.any(String) });
    expect((await skip({ reason: ' ' })).status).toBe(400);
    expect((await skip({ reason: '已电话催办' })).done).toEqual([urging?.id]);
    expect((await skip({ reason: '已电话催办' })).refused[0].reasons).toEqual(['这一项已有人处理，或任务已经变化，不必再办。']);
    const { timeline } = (await (await house.as('supervisor')).get(`/api/tasks/${id}`)).body;
    expect(timeline[0]).toMatchObject({ actLabel: '跳过督办事项', text: '已电话催办' });
    await at('2026-11-24');
    expect(await kindsOf()).toEqual(['level_1']);
  });

  it('a notice issued by hand takes its step, and those below count as skipped for its reason', async () => {
    const id = await late();
    await at('2026-11-23');
    await house.perform('leader', 'task', 'escalate', id, { level: 'level_3', reason: '特事特办', replyBy: '2026-11-24' });
    expect(await kindsOf()).toEqual([]);
    const decisions = await house.source.query(
      'SELECT f.rung, d.decision, d.reason FROM rung_decision d JOIN rung_firing f ON f.id = d.firing_id WHERE f.task_id = $1 ORDER BY f.id',
      [id],
    );
    const skipped = { decision: 'skipped', reason: '直接发出红单（严重）：特事特办' };
    expect(decisions).toEqual([
      { rung: 'urging', ...skipped },
      { rung: 'level_1', ...skipped },
      { rung: 'level_2', ...skipped },
      { rung: 'level_3', decision: 'confirmed', reason: null },
    ]);
    await at('2026-12-10');
    expect((await listed('leader')).map(({ kind, maySign }) => [kind, maySign])).toEqual([['interview', true]]);
    await confirm(
      'leader',
      (await listed('leader')).map(({ id: line }) => line),
    );
    expect(await house.notice(id)).toMatchObject({ level: 'interview', reply_by: '2026-12-17' });
  });

  it('what is set to go out by itself does so once', async () => {
    await setRung('urging', { automatic: true });
    const id = await late();
    await Promise.all([at('2026-11-23'), at('2026-11-23')]);
    await at('2026-11-23');
    const [{ count }] = await house.source.query(
      "SELECT count(*) FROM process_history WHERE task_id = $1 AND act = 'urge' AND account_id IS NULL",
      [id],
    );
    expect(count).toBe(1);
    expect(await kindsOf()).toEqual([]);
    await setRung('urging', { automatic: false });
  });

  it('of two who confirm at once one does, and it goes out once', async () => {
    const id = await late();
    await at('2026-11-23');
    const ids = (await listed('supervisor')).map(line => line.id);
    const answers = await Promise.all([confirm('supervisor', ids), confirm('chief', ids)]);
    expect(answers.map(({ done }) => done.length).sort()).toEqual([0, 1]);
    const [{ count }] = await house.source.query("SELECT count(*) FROM process_history WHERE task_id = $1 AND act = 'urge'", [id]);
    expect(count).toBe(1);
  });

  it('shows first what the reader may sign, then what only others may, in pages of one order; the desk counts just the former', async () => {
    const tasks = [await late(), await late(), await late()];
    await at('2026-11-23');
    await house.source.query(
      `INSERT INTO rung_firing (task_id, rung, due_date, round, needs_decision, reason, fired_at)
       SELECT task_id, 'level_3', due_date, round, true, '', fired_at FROM rung_firing WHERE task_id = ANY($1) AND rung = 'urging'`,
      [tasks],
    );
    const page = async (login: string, range: [number, number]) =>
      (await (await house.as(login)).get(`/api/ladder/proposals?range=${JSON.stringify(range)}`)).body;
    const kinds = async (login: string) => (await listed(login)).map(({ kind, maySign }) => `${kind} ${maySign}`);
    expect(await kinds('supervisor')).toEqual([...Array(3).fill('urging true'), ...Array(3).fill('level_3 false')]);
    expect(await kinds('leader')).toEqual([...Array(3).fill('level_3 true'), ...Array(3).fill('urging false')]);
    const [first, second] = [await page('supervisor', [0, 3]), await page('supervisor', [4, 7])];
    expect([first.total, second.total]).toEqual([6, 6]);
    expect([...first.data, ...second.data]).toEqual(await listed('supervisor'));
    expect(first.data.map(({ taskId }: Line) => taskId)).toEqual([...tasks, tasks[0]]);
    for (const login of ['supervisor', 'leader']) {
      const { waiting } = (await (await house.as(login)).get('/api/dashboard')).body;
      expect(waiting.find(({ key }: { key: string }) => key === 'rungs').count).toBe(3);
    }
  });

  it('sent again under its key, what went out the first time is told as done, and goes out once', async () => {
    const id = await late();
    await at('2026-11-23');
    const ids = (await listed('supervisor')).map(line => line.id);
    const send = async (key: string) =>
      (await (await house.as('supervisor')).send('post', '/api/ladder/decisions', { decision: 'confirm', ids }, { 'Idempotency-Key': key }))
        .body;
    const first = await send('lost');
    expect([first.done, await send('lost')]).toEqual([ids, first]);
    expect((await send('another')).refused).toHaveLength(ids.length);
    const [{ count }] = await house.source.query("SELECT count(*) FROM process_history WHERE task_id = $1 AND act = 'urge'", [id]);
    expect(count).toBe(1);
  });

  it('a task that is done meanwhile, or has a new date, needs nothing any more', async () => {
    const [done, moved] = [await late(), await late()];
    await at('2026-11-23');
    expect(await kindsOf()).toHaveLength(2);
    await house.source.query("UPDATE task SET state = 'close_requested' WHERE id = $1", [done]);
    await house.source.query("UPDATE task SET next_due = '2026-12-31' WHERE id = $1", [moved]);
    expect(await kindsOf()).toEqual([]);
  });

  it('where the working days are not known a person names the day to answer by', async () => {
    const id = await house.received({ deadline: '2026-12-25' });
    await house.source.query('UPDATE task SET ladder_round = 7 WHERE id = $1', [id]);
    await at('2026-12-28');
    await confirm(
      'supervisor',
      (await listed('supervisor')).map(line => line.id),
    );
    await at('2026-12-31');
    const [blue] = await listed('supervisor');
    expect(blue).toMatchObject({ kind: 'level_1', replyBy: null, replyNote: '2027年的放假安排还没有载入，算不出工作日' });
    expect((await confirm('supervisor', [blue?.id as number])).refused[0].reasons).toEqual([
      '2027年的放假安排还没有载入，算不出工作日，请填写答复时限。',
    ]);
    expect((await confirm('supervisor', [blue?.id as number], { replyBy: '2027-01-06' })).done).toEqual([blue?.id]);
    expect(await house.notice(id)).toMatchObject({ reply_by: '2027-01-06' });
  });
});

async function setRung(code: string, change: object, path = '/api/ladder') {
  const chief = await house.as('chief');
  const { rungs, version } = (await chief.get(path)).body;
  const sent = rungs.map(({ kind: _k, kindLabel: _l, mayBeAutomatic: _m, ...rung }: { code: string; [name: string]: unknown }) =>
    rung.code === code ? { ...rung, ...change } : rung,
  );
  return chief.send('put', path, { rungs: sent, version });
}

describe('a ladder of a plan', () => {
  const path = () => `/api/ladder/plans/${house.planId}`;

  it('is the office’s until it has its own; then its own counts for offsets, signer, copies, days and words, and the office’s stays', async () => {
    const id = await late();
    const chief = await house.as('chief');
    expect((await chief.get(path())).body).toMatchObject({ own: false, version: 0, choice: [{ id: house.planId, own: false }] });
    const change = { offsetDays: 5, signer: 'supervision_head', copyTo: ['leader'], replyDays: 5, demand: '请三日内当面说明。' };
    const made = (await setRung('level_1', change, path())).body;
    expect(made).toMatchObject({ own: true, version: 1, choice: [{ id: house.planId, own: true }] });
    expect((await chief.get('/api/ladder')).body.rungs.find(({ code }: { code: string }) => code === 'level_1')).toMatchObject({
      offsetDays: 3,
      signer: 'supervisor',
    });
    await at('2026-11-23');
    await confirm(
      'supervisor',
      (await listed('supervisor')).map(line => line.id),
    );
    await at('2026-11-24');
    expect(await kindsOf()).toEqual([]);
    await at('2026-11-25');
    const [blue] = await listed('supervisor');
    expect(blue).toMatchObject({ kind: 'level_1', signer: 'supervision_head', maySign: false, replyBy: '2026-12-02' });
    expect(blue?.text).toContain('请三日内当面说明。');
    await confirm('chief', [blue?.id as number]);
    await house.drain();
    expect(await house.told(id, 'escalated')).toEqual(['deputy', 'head', 'leader', 'staff']);
  });

  it('is set before the first task is issued, once a draft names the office; the first issue goes by it', async () => {
    const [{ id: planId }] = await house.source.query(
      `INSERT INTO plan (title, kind, owner_unit_id, state, start_year, end_year) SELECT '新方案', kind, owner_unit_id, state, 2026, 2028 FROM plan WHERE id = $1 RETURNING id`,
      [house.planId],
    );
    const own = `/api/ladder/plans/${planId}`;
    const chief = await house.as('chief');
    expect((await chief.get(own)).status).toBe(404);
    const id = await house.draft({ planId, deadline: '2026-11-18' });
    expect((await chief.get('/api/ladder')).body.choice).toContainEqual({ id: planId, title: '新方案', own: false });
    expect((await chief.get(`/api/plans/${planId}`)).status).toBe(404);
    expect((await (await house.as('staff')).get(own)).status).toBe(403);
    expect((await setRung('urging', { offsetDays: 2 }, own)).body).toMatchObject({ own: true });
    const other = await late();
    house.clock.set(new Date('2026-01-05T01:00:00Z'));
    await house.perform('planner', 'task', 'issue', id);
    await at('2026-11-19');
    expect((await listed('supervisor')).map(({ taskId }) => taskId)).toEqual([other]);
    await at('2026-11-20');
    expect((await listed('supervisor')).map(({ taskId }) => taskId).sort()).toEqual([id, other].sort());
  });

  it('a step that the plan has switched off does not come, and the one above follows the one below', async () => {
    const id = await late();
    await setRung('level_1', { active: false }, path());
    await at('2026-11-23');
    await confirm(
      'supervisor',
      (await listed('supervisor')).map(line => line.id),
    );
    await at('2026-11-30');
    expect((await listed('chief')).map(({ taskId, kind }) => [taskId, kind])).toEqual([[id, 'level_2']]);
  });

  it('dropped, the office’s counts again', async () => {
    const id = await late();
    const chief = await house.as('chief');
    expect((await chief.send('delete', path(), {})).body).toMatchObject({ own: false, version: 0 });
    await at('2026-11-23');
    await confirm(
      'supervisor',
      (await listed('supervisor')).map(line => line.id),
    );
    await at('2026-11-24');
    expect((await listed('chief')).map(({ taskId, kind }) => [taskId, kind])).toEqual([[id, 'level_1']]);
  });

  it('refuses what contradicts itself, an old version, a plan out of reach, dropping twice, and whoever does not keep the ladders', async () => {
    await late();
    expect((await setRung('level_3', { signer: 'supervisor' }, path())).body.detail).toContain('须由分管领导签发');
    const chief = await house.as('chief');
    const { rungs } = (await chief.get(path())).body;
    const sent = rungs.map(({ kind: _k, kindLabel: _l, mayBeAutomatic: _m, ...rung }: object & Record<string, unknown>) => rung);
    expect((await chief.send('put', path(), { rungs: sent, version: 1 })).body.code).toBe('act.conflict');
    expect((await chief.send('put', '/api/ladder/plans/999999', { rungs: sent, version: 0 })).body.code).toBe('plan.not_found');
    expect((await chief.get('/api/ladder/plans/999999')).status).toBe(404);
    expect((await chief.send('delete', path(), {})).body.code).toBe('ladder.not_found');
    for (const login of ['supervisor', 'leader', 'head', 'system'])
      expect((await (await house.as(login)).send('put', path(), { rungs: sent, version: 0 })).status).toBe(403);
    expect((await (await house.as('staff')).get(path())).status).toBe(403);
  });
});

describe('refusals', () => {
  it('a ladder that contradicts itself, an old version, a rung too many', async () => {
    expect((await setRung('level_1', { automatic: true })).body.detail).toContain('“蓝单（提醒）”要由人签发，不能设为自动。');
    expect((await setRung('level_3', { signer: 'supervisor' })).body.detail).toContain('须由分管领导签发');
    expect((await setRung('level_1', { offsetDays: 500 })).status).toBe(400);
    expect((await setRung('level_1', { code: 'level_9' })).body.detail).toContain('请刷新后再改');
    const chief = await house.as('chief');
    const { rungs } = (await chief.get('/api/ladder')).body;
    const sent = rungs.map(({ kind: _k, kindLabel: _l, mayBeAutomatic: _m, ...rung }: object & Record<string, unknown>) => rung);
    expect((await chief.send('put', '/api/ladder', { rungs: sent, version: -1 })).body.code).toBe('act.conflict');
  });

  it('whoever does not supervise sees and decides nothing', async () => {
    await late();
    await at('2026-11-23');
    const [line] = await listed('supervisor');
    for (const login of ['staff', 'head', 'system', 'auditor']) {
      expect((await (await house.as(login)).get('/api/ladder/proposals')).status).toBe(403);
      expect((await confirm(login, [line?.id as number])).status).toBe(403);
    }
    expect((await (await house.as('supervisor')).send('put', '/api/ladder', { rungs: [], version: 1 })).status).toBe(403);
    expect((await confirm('supervisor', [])).status).toBe(400);
    expect((await confirm('supervisor', [2_000_000_000])).refused).toHaveLength(1);
  });
});
