import { createHmac } from 'node:crypto';
import { Vault } from '../platform/vault.js';
import { PostOffice } from './post-office.fixture.js';
import { KEY_LOST, RobotKeys } from './robot.keys.js';

let office: PostOffice;
beforeAll(async () => {
  office = await PostOffice.open();
});
afterAll(() => office?.close());
beforeEach(() => office.clear());

describe('group robots', () => {
  const robot = (kind: string, path: string, change: object = {}) => ({
    unitId: office.house.unit('东阿县卫生健康局'),
    name: `${kind}群`,
    kind,
    url: office.robots.url(path),
    secret: kind === 'wecom' ? null : 'SECabc',
    active: true,
    ...change,
  });
  const add = async (body: object) => (await office.system()).send('post', '/api/robots', body);

  it('of the three makers hear of their own unit, each in its own form and signed', async () => {
    await office.at('09:00', '2026-12-04');
    await office.digests();
    office.robots.heard.length = 0;
    await office.house.source.query("UPDATE task SET state = 'discarded'");
    const id = await office.house.received({ title: '群里该看到', deadline: '2026-12-01' });
    await office.house.issued({
      title: '冠县牵头',
      leadUnitId: office.house.unit('冠县卫生健康局'),
      supportUnitIds: [],
      deadline: '2026-12-01',
    });
    await office.house.perform('supervisor', 'task', 'escalate', id, { level: 'level_1', reason: '没有进展', replyBy: '2026-12-10' });
    for (const [kind, path] of [
      ['wecom', '/wecom?key=abc'],
      ['dingtalk', '/dingtalk?access_token=abc'],
      ['feishu', '/feishu/hook'],
    ] as const)
      expect((await add(robot(kind, path))).status).toBe(201);
    await office.at('09:00', '2026-12-07');
    await office.digests();
    expect(office.robots.heard).toHaveLength(3);
    const [wecom, dingtalk, feishu] = ['/wecom', '/dingtalk', '/feishu'].map(path =>
      office.robots.heard.find(each => each.path.startsWith(path)),
    );
    const said = '1. 【逾期】群里该看到（2026年12月1日到期，1张督办单待答复）';
    expect(wecom?.body).toMatchObject({ msgtype: 'markdown', markdown: { content: expect.stringContaining(said) } });
    expect(JSON.stringify(wecom?.body)).not.toContain('冠县');
    expect(dingtalk?.body).toMatchObject({ msgtype: 'markdown', markdown: { text: expect.stringContaining(said) } });
    const query = new URL(`http://x${dingtalk?.path}`).searchParams;
    expect(query.get('sign')).toBe(
      createHmac('sha256', 'SECabc')
        .update(`${query.get('timestamp')}\nSECabc`)
        .digest('base64'),
    );
    const { timestamp, sign } = (feishu as { body: unknown }).body as { timestamp: string; sign: string };
    expect(feishu?.body).toMatchObject({ msg_type: 'text', content: { text: expect.stringContaining(said) } });
    expect(sign).toBe(createHmac('sha256', `${timestamp}\nSECabc`).update('').digest('base64'));
  });

  it('that refuse are told as failed, with what their maker said', async () => {
    const { data } = (await (await office.system()).get('/api/robots')).body;
    office.robots.answer = { status: 200, body: { errcode: 93000, errmsg: 'invalid webhook url' } };
    const tried = await (await office.system()).send('post', `/api/robots/${data[0].id}/trial`, {});
    expect(tried.body).toMatchObject({ status: 422, reasons: ['对方没有接收：invalid webhook url（93000）。'] });
    office.robots.answer = { status: 502, body: null };
    expect((await (await office.system()).send('post', `/api/robots/${data[0].id}/trial`, {})).body.reasons).toEqual([
      '对方返回 HTTP 502。',
    ]);
    office.robots.answer = { status: 200, body: { errcode: 0 } };
    expect((await (await office.system()).send('post', `/api/robots/${data[0].id}/trial`, {})).status).toBe(204);
  });

  it('never show their key again, and keep it when something else is changed', async () => {
    const listed = (await (await office.system()).get('/api/robots')).body;
    expect(JSON.stringify(listed)).not.toMatch(/key=abc|SECabc|access_token/);
    const [{ id, version, host }] = listed.data;
    expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
    const changed = await (await office.system()).send('put', `/api/robots/${id}`, {
      ...robot('wecom', '/x'),
      url: null,
      secret: null,
      name: '改名',
      version,
    });
    expect(changed.body).toMatchObject({ name: '改名', version: version + 1 });
    const [row] = await office.house.source.query('SELECT url, secret FROM group_robot WHERE id = $1', [id]);
    expect(office.house.app.get(RobotKeys).opened(row).url).toContain('key=abc');
    const stale = await (await office.system()).send('put', `/api/robots/${id}`, { ...robot('wecom', '/x'), version });
    expect(stale.body.code).toBe('act.conflict');
    const [line] = await office.house.source.query("SELECT detail FROM audit_line WHERE act = 'robot.save' ORDER BY place DESC LIMIT 1");
    expect(JSON.stringify(line.detail)).not.toContain('key=abc');
  });

  it('are kept sealed: no table of the database has a key in plain, and what came in plain before is sealed at the next start', async () => {
    const [{ id }] = await office.house.source.query("SELECT id FROM group_robot WHERE kind = 'dingtalk'");
    const plain = async () => {
      const tables: { name: string }[] = await office.house.source.query(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
      );
      const found: string[] = [];
      for (const { name } of tables) {
        const [{ hits }] = await office.house.source.query(
          `SELECT count(*) AS hits FROM "${name}" x WHERE x::text ~ 'key=abc|access_token=abc|SECabc'`,
        );
        if (hits > 0) found.push(name);
      }
      return found;
    };
    expect(await plain()).toEqual([]);
    await office.house.source.query('UPDATE group_robot SET url = $2, secret = $3 WHERE id = $1', [
      id,
      'http://127.0.0.1:1/x?key=abc',
      'SECabc',
    ]);
    expect(await plain()).toEqual(['group_robot']);
    await office.house.app.get(RobotKeys).onModuleInit();
    expect(await plain()).toEqual([]);
    const [row] = await office.house.source.query('SELECT url, secret FROM group_robot WHERE id = $1', [id]);
    expect(office.house.app.get(RobotKeys).opened(row)).toEqual({ url: 'http://127.0.0.1:1/x?key=abc', secret: 'SECabc' });
  });

  it('whose key was lost say so and ask for it again', async () => {
    const [{ id, url }] = await office.house.source.query("SELECT id, url FROM group_robot WHERE kind = 'feishu'");
    await office.house.source.query('UPDATE group_robot SET url = $2 WHERE id = $1', [
      id,
      new Vault(() => Buffer.alloc(32)).seal('http://x/y'),
    ]);
    expect((await (await office.system()).send('post', `/api/robots/${id}/trial`, {})).body.reasons).toEqual([`${KEY_LOST}。`]);
    const { data } = (await (await office.system()).get('/api/robots')).body;
    expect(data.find((robot: { id: number }) => robot.id === id).host).toBe('（地址打不开，请重新填写）');
    await office.house.source.query('UPDATE group_robot SET url = $2 WHERE id = $1', [id, url]);
  });

  it('come about once, however often the same request arrives', async () => {
    const head = { 'Idempotency-Key': 'pressed-twice' };
    const sent = robot('feishu', '/twice', { name: '连点两下' });
    const press = async () => (await office.system()).send('post', '/api/robots', sent, head);
    const both = await Promise.all([press(), press()]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both[1]?.body.id).toBe(both[0]?.body.id);
    const [{ count }] = await office.house.source.query("SELECT count(*) FROM group_robot WHERE name = '连点两下'");
    expect(count).toBe(1);
    await office.house.source.query("DELETE FROM group_robot WHERE name = '连点两下'");
  });

  it('need an address and a unit that exists', async () => {
    expect((await add(robot('wecom', '/x', { url: 'ftp://x/y' }))).body.errors).toMatchObject({ url: expect.stringContaining('https://') });
    expect((await add(robot('wecom', '/x', { url: null }))).body.errors).toMatchObject({ url: '请填写地址' });
    expect((await add(robot('wecom', '/x', { unitId: 2_000_000_000 }))).body.errors).toMatchObject({ unitId: '请重新选择' });
    expect((await add(robot('qq', '/x'))).status).toBe(400);
    expect((await (await office.system()).send('post', '/api/robots/999999/trial', {})).body.code).toBe('robot.not_found');
  });
});
