import type { INestApplication } from '@nestjs/common';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Clock } from '../platform/clock.js';
import { FirstAdministrator } from './first.administrator.js';
import { type Browser, clear, type Organisation, openRoom, settle, signedIn } from './people.fixture.js';
import { PeopleOf } from './people-of.js';

const START = new Date('2026-11-22T01:00:00Z');
let database: TestDatabase;
let app: INestApplication;
let organisation: Organisation;
let system: Browser;

beforeAll(async () => {
  database = await openTestDatabase();
  app = await openRoom(database.source);
  app.get(Clock).set(START);
});
afterAll(async () => {
  await app.close();
  await database.close();
});
beforeEach(async () => {
  await clear(database.source);
  organisation = await settle(database.source, START);
  system = await signedIn(app, 'system');
});

describe('posts', () => {
  const postOf = async (unit: string, name: string) => (await system.get(`/api/posts/${organisation.post(unit, name)}`)).body;
  const change = async (unit: string, name: string, fields: object) => {
    const post = await postOf(unit, name);
    return system.send('put', `/api/posts/${post.id}`, { ...post, ...fields });
  };
  const postsOf = async (browser: Browser) => (await browser.get('/api/session')).body.posts.map((post: { name: string }) => post.name);

  it('pass from the predecessor to the successor at the next request', async () => {
    const predecessor = await signedIn(app, 'staff');
    const successor = await signedIn(app, 'newcomer');
    expect(await postsOf(predecessor)).toEqual(['经办']);
    expect(await postsOf(successor)).toEqual([]);
    expect((await change('东阿县卫生健康局', '经办', { holderId: organisation.account('newcomer') })).body.holderName).toBe('newcomer同志');
    expect(await postsOf(predecessor)).toEqual([]);
    expect(await postsOf(successor)).toEqual(['经办']);
    expect((await predecessor.get('/api/units')).status).toBe(403);
    expect((await successor.get('/api/units')).status).toBe(200);
    const held = await database.source.query('SELECT account_id, until IS NULL AS open FROM post_holding WHERE post_id = $1 ORDER BY id', [
      organisation.post('东阿县卫生健康局', '经办'),
    ]);
    expect(held).toEqual([
      { account_id: organisation.account('staff'), open: false },
      { account_id: organisation.account('newcomer'), open: true },
    ]);
  });

  it('give their deputy the same reach, and let the two change places', async () => {
    const deputy = await signedIn(app, 'deputy');
    expect(await postsOf(deputy)).toEqual(['局长']);
    const { status, body } = await change('东阿县卫生健康局', '局长', {
      holderId: organisation.account('deputy'),
      deputyId: organisation.account('head'),
    });
    expect([status, body.holderName, body.deputyName]).toEqual([200, 'deputy同志', 'head同志']);
  });

  it('tell other rooms their present holders, without the disabled', async () => {
    const people = app.get(PeopleOf);
    const unitId = organisation.unit('东阿县卫生健康局');
    expect((await people.holders([unitId])).map(holder => holder.postName)).toEqual(['局长', '局长', '经办']);
    expect(await people.holders([unitId], ['unit_staff'])).toEqual([
      { accountId: organisation.account('staff'), name: 'staff同志', postName: '经办', unitId },
    ]);
    await system.send('post', `/api/accounts/${organisation.account('staff')}/disabling`);
    expect(await people.holders([unitId], ['unit_staff'])).toEqual([]);
  });

  it('refuse one person twice, a disabled person and an unknown one', async () => {
    const head = organisation.account('head');
    expect((await change('东阿县卫生健康局', '局长', { deputyId: head })).body.errors.deputyId).toBe('与任职人是同一个人');
    expect((await change('东阿县卫生健康局', '局长', { deputyId: 999999 })).body.errors.deputyId).toBe('请重新选择');
    await system.send('post', `/api/accounts/${organisation.account('newcomer')}/disabling`);
    expect((await change('东阿县卫生健康局', '经办', { holderId: organisation.account('newcomer') })).body.errors.holderId).toBe(
      '账号已停用',
    );
  });
});

describe('three administrators', () => {
  const security = () => organisation.post('聊城市卫生健康委员会', '安全管理员');
  const give = async (login: string, postIds: number[]) => {
    const { body } = await system.get(`/api/accounts/${organisation.account(login)}`);
    return system.send('put', `/api/accounts/${body.id}`, { name: body.name, version: body.version, postIds });
  };

  it('are three people, and none of them in business', async () => {
    const audit = organisation.post('聊城市卫生健康委员会', '审计管理员');
    const both = await give('security', [security(), audit]);
    expect([both.status, both.body.reasons]).toEqual([
      422,
      ['security同志不能同时担任“安全管理员”、“审计管理员”：系统、安全、审计三员须由不同的人担任。'],
    ]);
    const mixed = await give('staff', [organisation.post('东阿县卫生健康局', '经办'), security()]);
    expect(mixed.body.reasons).toEqual(['staff同志不能同时担任“安全管理员”和“单位经办”：管理员不办理业务。']);
    const { body } = await system.get(`/api/accounts/${organisation.account('staff')}`);
    expect(body.posts).toHaveLength(1);
  });

  it('cannot be brought together by changing a post either', async () => {
    const post = (await system.get(`/api/posts/${organisation.post('东阿县卫生健康局', '经办')}`)).body;
    const { status } = await system.send('put', `/api/posts/${post.id}`, { ...post, holderId: organisation.account('auditor') });
    expect(status).toBe(422);
  });

  it('do not help themselves: no role for oneself, no disabling of oneself, never without a system administrator', async () => {
    const own = await give('system', [organisation.post('市卫生健康委规划科', '科长')]);
    expect(own.body.reasons).toContain('不能给自己增加角色，请由另一位系统管理员办理。');
    expect(own.body.reasons).toContain('至少要保留一位可用的系统管理员。');
    expect((await system.send('post', `/api/accounts/${organisation.account('system')}/disabling`)).body).toMatchObject({
      code: 'act.refused',
      reasons: ['不能停用自己的账号，请由另一位管理员办理。'],
    });
    const guard = await signedIn(app, 'security');
    const last = await guard.send('post', `/api/accounts/${organisation.account('system')}/disabling`);
    expect(last.body.reasons).toEqual(['至少要保留一位可用的系统管理员。']);
    expect((await system.get('/api/session')).status).toBe(200);
  });
});

describe('accounts', () => {
  it('are made with a password that is told once and taken by nobody else', async () => {
    const postIds = [organisation.post('市卫生健康委督查室', '督查员')];
    const body = { login: 'WangWu', name: '王五', postIds };
    const made = await system.send('post', '/api/accounts', body, { 'Idempotency-Key': 'k' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ login: 'wangwu', state: 'active', posts: [{ capacity: 'deputy', roleLabel: '督查员' }] });
    const again = await system.send('post', '/api/accounts', body, { 'Idempotency-Key': 'k' });
    expect([again.body.id, again.body.initialPassword]).toEqual([made.body.id, undefined]);
    expect((await system.send('post', '/api/accounts', body)).body.errors.login).toBe('已经有人使用');
    const { body: session } = await (await signedIn(app, 'wangwu', made.body.initialPassword)).get('/api/session');
    expect(session.account.mustChangePassword).toBe(true);
    const full = await system.send('post', '/api/accounts', { login: 'zhaoliu', name: '赵六', postIds });
    expect(full.body.errors.postIds).toBe('“督查员”已有人任职');
    expect((await system.list('/api/accounts', { q: '赵六' })).body.total).toBe(0);
  });

  it('are found by name, state and the subtree of a unit', async () => {
    const count = async (filter: object) => (await system.list('/api/accounts', filter)).body.total;
    expect(await count({})).toBe(9);
    expect(await count({ q: 'super' })).toBe(1);
    expect(await count({ unitId: organisation.unit('东阿县卫生健康局') })).toBe(3);
    expect(await count({ state: 'locked' })).toBe(0);
  });
});

describe('the other two administrators', () => {
  it('read the permission table, straight from the rules and without a word of English', async () => {
    const { body } = await (await signedIn(app, 'security')).get('/api/permission-table');
    expect(body.acts).toContainEqual({
      process: 'task',
      processLabel: '任务',
      act: 'complete',
      label: '通过办结',
      from: ['办结待审'],
      to: '已办结',
      who: [
        { roleLabel: '督查员', relationLabel: '督查单位' },
        { roleLabel: '督查负责人', relationLabel: '督查单位' },
        { roleLabel: '部门负责人', relationLabel: '分解任务的单位' },
      ],
    });
    const shown = body.acts.flatMap((act: { from: string[]; to: string; label: string }) => [...act.from, act.to, act.label]);
    expect(shown.filter((text: string) => /[a-z]/i.test(text))).toEqual([]);
  });

  it('read the audit log, which notes that it was read', async () => {
    const auditor = await signedIn(app, 'auditor');
    const { body: unit } = await system.get(`/api/units/${organisation.unit('聊城市财政局')}`);
    await system.send('put', `/api/units/${unit.id}`, { ...unit, sort: 3 });
    const { body } = await auditor.list('/api/audit', { act: 'unit.change', from: '2026-11-22', to: '2026-11-22' });
    expect(body.data[0]).toMatchObject({
      actorName: 'system同志',
      ip: '10.1.1.1',
      actLabel: '修改单位',
      objectLabel: '单位',
      success: true,
    });
    expect((await auditor.list('/api/audit', { to: '2026-11-21' })).body.total).toBe(0);
    expect((await auditor.list('/api/audit', { act: 'audit.read' })).body.total).toBeGreaterThan(0);
    expect((await system.list('/api/audit')).body.code).toBe('permission.denied');
    const { body: chain } = await auditor.send('post', '/api/audit/verification');
    expect(chain).toMatchObject({ ok: true, brokenAt: null });
    expect(chain.checked).toBeGreaterThan(5);
  });
});

describe('the first administrator', () => {
  it('opens an empty system, once, with a password to be changed', async () => {
    await clear(database.source);
    const first = app.get(FirstAdministrator);
    await expect(first.create('9', '张三')).rejects.toThrow('input.invalid');
    const password = await first.create('zhangsan', '张三');
    const browser = await signedIn(app, 'zhangsan', password);
    expect((await browser.get('/api/session')).body).toMatchObject({
      account: { mustChangePassword: true },
      posts: [{ role: 'sys_admin', unitName: '系统管理' }],
    });
    await expect(first.create('lisi', '李四')).rejects.toThrow('act.refused');
  });
});
