import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { House } from '../reports/house.fixture.js';

let house: House;
let database: TestDatabase;
let pace: { id: number };
const ids: Record<string, number> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
  ids.ahead = await received(100);
  ids.behind = await received(75);
  ids.far = await received(40);
  ids.silent = await house.received();
  ids.late = await house.received({ deadline: '2026-11-01' });
  pace = await schemeOf('序时制');
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

async function received(percent: number): Promise<number> {
  const id = await house.received();
  await house.perform('staff', 'assignment', 'report', await house.share(id), { percent, doneText: '推进中' });
  return id;
}

const schemeOf = async (name: string) => {
  const { data } = (await (await house.as('chief')).get('/api/light-schemes')).body;
  return data.find((scheme: { name: string }) => scheme.name === name);
};
/** The scheme as it is, as a change that changes nothing but what is given. */
const changeOf = async (name: string, change: object = {}) => {
  const { rules, words, note, isDefault, plans, version } = await schemeOf(name);
  return { name, note, rules, words, isDefault, version, planIds: plans.map((plan: { id: number }) => plan.id), ...change };
};
const send = async (login: string, method: 'post' | 'put', path: string, body: object) =>
  (await house.as(login)).send(method, `/api/light-schemes${path}`, body);
const lightsOf = async (): Promise<Record<string, string>> => {
  const { data } = (await (await house.as('chief')).get('/api/tasks')).body;
  return Object.fromEntries(
    data.map((row: { id: number; light: string; lightLabel: string }) => [row.id, `${row.light} ${row.lightLabel}`]),
  );
};

describe('the schemes of lights', () => {
  it('come with five, of which one is the default; supervision reads them, its head keeps them', async () => {
    const { data } = (await (await house.as('supervisor')).get('/api/light-schemes')).body;
    expect(data.map(({ name, isDefault }: { name: string; isDefault: boolean }) => [name, isDefault])).toEqual([
      ['七日制', true],
      ['三日制', false],
      ['序时制', false],
      ['比例制', false],
      ['13710', false],
    ]);
    expect(data[0].sentence).toBe('距应办日期7天起亮“临期”');
  });

  it('a trial shows what would change and writes nothing; then it takes effect, in ledger, counts and filters alike', async () => {
    const change = await changeOf('序时制', { planIds: [house.planId] });
    const before = await lightsOf();
    const trial = (await send('chief', 'post', `/${pace.id}/trial`, change)).body;
    expect(trial).toMatchObject({ tasks: 5, changed: 3 });
    expect(trial.before).toMatchObject({ normal: 4, overdue: 1 });
    expect(trial.after).toMatchObject({ overdue: 1, critical: 2, due_soon: 1, normal: 1, no_data: 0 });
    expect(trial.changes.map(({ taskId, afterLabel }: { taskId: number; afterLabel: string }) => [taskId, afterLabel])).toEqual([
      [ids.far, '严重滞后'],
      [ids.silent, '严重滞后'],
      [ids.behind, '滞后'],
    ]);
    expect(trial.changes[0].reason).toContain('落后 49.2 个百分点，达到 30 个百分点，亮“严重滞后”');
    expect(await lightsOf()).toEqual(before);

    expect((await send('chief', 'put', `/${pace.id}`, { ...change, seal: trial.seal })).status).toBe(200);
    await house.drain();
    expect(await lightsOf()).toEqual({
      [ids.ahead as number]: 'normal 达进度',
      [ids.behind as number]: 'due_soon 滞后',
      [ids.far as number]: 'critical 严重滞后',
      [ids.silent as number]: 'critical 严重滞后',
      [ids.late as number]: 'overdue 逾期',
    });
    const chief = await house.as('chief');
    const filter = encodeURIComponent(JSON.stringify({ light: 'critical' }));
    expect((await chief.get(`/api/tasks?filter=${filter}`)).body.total).toBe(2);
    expect((await chief.get('/api/task-counts')).body).toMatchObject({ critical: 2, due_soon: 1, normal: 1, overdue: 1 });
    const [line] = await house.source.query("SELECT detail FROM audit_line WHERE act = 'light_scheme.change' ORDER BY place DESC LIMIT 1");
    expect(line.detail.after).toMatchObject({ name: '序时制', planIds: [house.planId] });
  });

  it('a report moves the light at once, and the task says why', async () => {
    await house.perform('staff', 'assignment', 'report', await house.share(ids.far as number), { percent: 85, doneText: '赶上来了' });
    const { body } = await (await house.as('staff')).get(`/api/tasks/${ids.far}`);
    expect(body).toMatchObject({ light: 'normal', lightLabel: '达进度', lightColour: 'green' });
    expect(body.lightReason).toBe(
      '2026年1月1日至2026年12月31日按“匀速”，到今天应完成 89.3%，最近报送 85%，落后 4.2 个百分点，不到 10 个百分点，亮“达进度”。',
    );
  });

  it('a phase is judged before the end: its result moves the light to the next one', async () => {
    const id = await house.received({
      startDate: '2024-01-01',
      phases: [
        { year: 2025, kind: 'build', name: '加快建设', dueDate: '2026-11-10', target: null },
        { year: 2026, kind: 'finish', name: '扫尾收官', dueDate: '2026-12-31', target: null },
      ],
    });
    const seen = async () => (await (await house.as('staff')).get(`/api/tasks/${id}`)).body;
    expect(await seen()).toMatchObject({ light: 'overdue', nextDue: '2026-11-10' });
    const [phase] = (await seen()).phases;
    await house.perform('supervisor', 'task', 'record_phase', id, { phaseId: phase.id, verdict: 'behind', note: '两家未达标' });
    expect(await seen()).toMatchObject({ light: 'critical', nextDue: '2026-12-31' });
  });

  it("an office's own scheme is made, and set as the default", async () => {
    const { rules, words } = await schemeOf('三日制');
    const own = {
      name: '五日制',
      note: '',
      rules: { ...rules, warn: 5, critical: 2 },
      words: { ...words, critical: { label: '紧急', colour: 'red' } },
    };
    const made = (await send('chief', 'post', '', own)).body;
    expect(made).toMatchObject({ isDefault: false, sentence: '距应办日期5个工作日起亮“临期”，2个工作日起亮“紧急”' });
    const change = await changeOf('五日制', { isDefault: true });
    const { seal } = (await send('chief', 'post', `/${made.id}/trial`, change)).body;
    expect((await send('chief', 'put', `/${made.id}`, { ...change, seal })).body).toMatchObject({ isDefault: true });
    expect(await schemeOf('七日制')).toMatchObject({ isDefault: false });
  });

  it('loading working days settles the lights anew', async () => {
    await house.source.query("DELETE FROM outbox WHERE topic = 'light.settle'");
    const { days, year, source } = (await (await house.as('system')).get('/api/calendar/years/2025')).body;
    const holidays: Record<string, string[]> = {};
    for (const day of days) if (day.kind === 'holiday') holidays[day.name] = [...(holidays[day.name] ?? []), day.date];
    const workdays = days.filter((day: { kind: string }) => day.kind === 'workday').map((day: { date: string }) => day.date);
    const content = JSON.stringify({ years: [{ year, source, holidays, workdays }] });
    expect((await (await house.as('system')).send('post', '/api/calendar/loading', { content })).status).toBe(200);
    const [{ waiting }] = await house.source.query(
      "SELECT count(*) AS waiting FROM outbox WHERE topic = 'light.settle' AND done_at IS NULL",
    );
    expect(waiting).toBe(1);
    await house.drain();
  });
});

describe('a trial on the past', () => {
  interface Tally {
    tasks: number;
    changed: number;
    before: Record<string, number>;
    after: Record<string, number>;
    changes: { taskId: number; before: string; after: string; reason: string }[];
  }
  const at = async (day: string | null) => {
    house.clock.set(new Date(`${day ?? '2026-11-22'}T04:00:00Z`));
    await house.source.query("UPDATE session SET created_at = $1, last_seen_at = $1, expires_at = $1::timestamptz + interval '12 hours'", [
      house.clock.now(),
    ]);
  };
  const tried = async (path: string) => {
    const { id } = await schemeOf('比例制');
    return (await send('chief', 'post', `/${id}/${path}`, await changeOf('比例制', { planIds: [house.planId] }))).body;
  };
  const seen = ({ tasks, changed, before, after, changes }: Tally) => ({
    ...{ tasks, changed, before, after },
    changes: changes.map(change => ({ ...change, reason: change.reason.replaceAll('今天', '当天') })),
  });

  it('says of each month end what a trial on that day would have said, whatever has happened since, and writes nothing', async () => {
    await house.source.query("UPDATE task SET state = 'discarded'");
    await at('2026-07-10');
    const closes = await house.received({ startDate: '2026-07-10', deadline: '2026-10-10' });
    const extended = await house.received({ startDate: '2026-07-10', deadline: '2026-10-20' });
    const phased = await house.received({
      startDate: '2026-01-01',
      phases: [
        { year: 2025, kind: 'build', name: '加快建设', dueDate: '2026-09-20', target: null },
        { year: 2026, kind: 'finish', name: '扫尾收官', dueDate: '2026-12-31', target: null },
      ],
    });
    const days = ['2026-08-31', '2026-09-30', '2026-10-31'];
    const then: Record<string, Tally> = {};
    await at('2026-08-31');
    then['2026-08-31'] = await tried('trial');
    await at('2026-09-05');
    const asked = { reasonKind: 'funds', reason: '招标流标一次，需重新组织', askedDate: '2026-12-15' };
    await house.perform('staff', 'task', 'apply_extension', extended, asked);
    const [{ id: application }] = await house.source.query('SELECT id FROM application WHERE task_id = $1', [extended]);
    await house.perform('head', 'application', 'endorse', application);
    await house.perform('supervisor', 'application', 'review', application, { opinion: '情况属实' });
    await house.perform('planner', 'application', 'grant', application, { grantedDate: '2026-12-01' });
    await at('2026-09-30');
    then['2026-09-30'] = await tried('trial');
    await at('2026-10-08');
    const [phase] = (await (await house.as('staff')).get(`/api/tasks/${phased}`)).body.phases;
    await house.perform('supervisor', 'task', 'record_phase', phased, { phaseId: phase.id, verdict: 'behind', note: '一家未验收' });
    await house.perform('staff', 'assignment', 'report', await house.share(closes), { percent: 100, doneText: '已全部达标' });
    await house.prove(closes);
    await house.perform('staff', 'task', 'request_completion', closes, { summary: '已全部达标' });
    await house.perform('supervisor', 'task', 'complete', closes);
    await at('2026-10-31');
    then['2026-10-31'] = await tried('trial');
    await at(null);
    const before = await house.source.query(
      'SELECT (SELECT count(*) FROM audit_line) AS audit, (SELECT count(*) FROM process_history) AS history',
    );
    const past: { days: (Tally & { day: string })[] } = await tried('past-trial');
    expect(past.days.map(({ day }) => day)).toEqual([
      ...['2025-11-30', '2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
      ...['2026-05-31', '2026-06-30', '2026-07-31', ...days],
    ]);
    expect(past.days[0]).toMatchObject({ tasks: 0, changed: 0, changes: [] });
    expect(past.days.find(({ day }) => day === '2026-07-31')?.tasks).toBe(3);
    for (const day of days) expect(seen(past.days.find(each => each.day === day) as Tally)).toEqual(seen(then[day] as Tally));
    expect(then['2026-09-30']?.changed).toBeGreaterThan(0);
    expect(then['2026-09-30']?.before).not.toEqual(then['2026-10-31']?.before);
    expect(
      await house.source.query('SELECT (SELECT count(*) FROM audit_line) AS audit, (SELECT count(*) FROM process_history) AS history'),
    ).toEqual(before);
  });

  it('is for the head of supervision alone, on a scheme that there is', async () => {
    const { id } = await schemeOf('比例制');
    const change = await changeOf('比例制');
    for (const login of ['supervisor', 'leader', 'head', 'system'])
      expect((await send(login, 'post', `/${id}/past-trial`, change)).status).toBe(403);
    expect((await send('chief', 'post', '/999999/past-trial', change)).body.code).toBe('light_scheme.not_found');
    expect((await send('chief', 'post', `/${id}/past-trial`, { ...change, rules: { kind: 'ratio', warn: 10, critical: 20 } })).status).toBe(
      400,
    );
  });
});

describe('refusals', () => {
  it('nothing takes effect without a trial of just this change', async () => {
    const change = await changeOf('比例制', { planIds: [house.planId] });
    const { id } = await schemeOf('比例制');
    const { seal } = (await send('chief', 'post', `/${id}/trial`, change)).body;
    expect((await send('chief', 'put', `/${id}`, change)).body).toMatchObject({ status: 400, errors: { seal: expect.any(String) } });
    const other = { ...change, rules: { kind: 'ratio', warn: 40, critical: 20 }, seal };
    expect((await send('chief', 'put', `/${id}`, other)).body.detail).toContain('请重新试算');
    expect((await schemeOf('比例制')).plans).toEqual([]);
  });

  it('thresholds that contradict each other, in the words of the form', async () => {
    const { id } = await schemeOf('比例制');
    const tried = async (rules: object) =>
      (await send('chief', 'post', `/${id}/trial`, await changeOf('比例制', { rules }))).body.errors?.rules;
    expect(await tried({ kind: 'ratio', warn: 15, critical: 30 })).toBe('橙灯的比例应当小于黄灯的比例');
    expect(await tried({ kind: 'days', unit: 'working', warn: 3, critical: 3 })).toBe('橙灯的天数应当小于黄灯的天数');
    const pace = { kind: 'pace', curve: 'seasonal', weights: Array(12).fill(0), warn: 10, critical: 30, graceDays: 30 };
    expect(await tried(pace)).toBe('12 个月的份量不能全是 0');
    expect(await tried({ ...pace, critical: 10 })).toBe('红灯的百分点应当大于黄灯的百分点');
    expect(await tried({ kind: 'steps', receive: 3, report: 1, solve: 7, major: 30 })).toBe(
      '各步骤的天数应当依次不减：签收、反馈、一般事项、重大事项',
    );
    const { words } = await changeOf('比例制');
    const alike = { ...words, critical: words.due_soon };
    expect((await send('chief', 'post', `/${id}/trial`, await changeOf('比例制', { words: alike }))).body.errors.words).toBe(
      '各灯的名称不能相同',
    );
  });

  it('two who change at once, a taken name, a house without a default, a plan out of reach', async () => {
    const { id } = await schemeOf('13710');
    const sealed = async (name: string, of: number, change: object) => {
      const body = await changeOf(name, change);
      return { ...body, seal: (await send('chief', 'post', `/${of}/trial`, body)).body.seal };
    };
    const stale = await sealed('13710', id, { version: 99 });
    expect((await send('chief', 'put', `/${id}`, stale)).body.code).toBe('act.conflict');
    const renamed = await sealed('13710', id, {});
    expect((await send('chief', 'put', `/${id}`, { ...renamed, name: '三日制' })).body.errors).toMatchObject({ name: '名称已被使用' });
    const own = await schemeOf('五日制');
    expect((await send('chief', 'put', `/${own.id}`, await sealed('五日制', own.id, { isDefault: false }))).body.detail).toContain(
      '必须有一套默认规则',
    );
    const [foreign] = await house.source.query(
      `INSERT INTO plan (title, kind, owner_unit_id, state, start_year, end_year)
       SELECT '外地方案', 'project', id, 'confirmed', 2026, 2026 FROM unit WHERE name = '聊城市财政局' RETURNING id`,
    );
    for (const planIds of [[foreign.id], [2_000_000_000]])
      expect((await send('chief', 'put', `/${id}`, await sealed('13710', id, { planIds }))).body.errors).toMatchObject({
        planIds: '请重新选择',
      });
    // Once a draft names the office, before anything is issued.
    const draft = await house.draft({ planId: foreign.id });
    expect((await send('chief', 'put', `/${id}`, await sealed('13710', id, { planIds: [foreign.id] }))).body.plans).toEqual([
      { id: foreign.id, title: '外地方案' },
    ]);
    await house.source.query("UPDATE task SET state = 'discarded' WHERE id = $1", [draft]);
    const back = await sealed('13710', id, { planIds: [] });
    expect((await send('chief', 'put', `/${id}`, back)).body.errors).toMatchObject({ planIds: '请重新选择' });
  });

  it('whoever is not the head of supervision', async () => {
    const { id } = await schemeOf('三日制');
    const change = await changeOf('三日制');
    for (const login of ['supervisor', 'leader', 'head', 'system'])
      for (const [method, path] of [
        ['post', ''],
        ['post', `/${id}/trial`],
        ['put', `/${id}`],
      ] as const)
        expect((await send(login, method, path, change)).status).toBe(403);
    expect((await (await house.as('staff')).get('/api/light-schemes')).status).toBe(403);
    expect((await send('chief', 'post', '/999999/trial', change)).body.code).toBe('light_scheme.not_found');
  });
});
