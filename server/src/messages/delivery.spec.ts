import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { ownFolder } from '../../../test/support/folder.js';
import { readConfig } from '../platform/config.js';
import { OutboxService } from '../platform/outbox.service.js';
import { Vault } from '../platform/vault.js';
import { House } from '../reports/house.fixture.js';
import { DeliveryService } from './delivery.service.js';
import { KEY_LOST, RobotKeys } from './robot.keys.js';

/** A mail server that speaks just enough SMTP; `refuse` makes it turn every mail away. */
class MailServer {
  readonly mails: { to: string[]; data: string }[] = [];
  refuse = false;
  /** Breaks the connection after the mail has been taken, before it says so. */
  vanish = false;
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: TcpServer) {}

  static async open(): Promise<MailServer> {
    const server = createTcpServer();
    const mails = new MailServer(server);
    server.on('connection', socket => mails.talk(socket));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return mails;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    let to: string[] = [];
    let data: string | null = null;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test');
    socket.on('error', () => undefined);
    socket.on('data', chunk => {
      rest += chunk;
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== null && line !== '.') data += `${line}\n`;
        else if (data !== null) {
          this.mails.push({ to, data });
          data = null;
          if (this.vanish) return void socket.destroy();
          say('250 taken');
        } else if (/^EHLO|^HELO/.test(line)) say('250 test');
        else if (/^MAIL/.test(line)) {
          to = [];
          say(this.refuse ? '451 try later' : '250 ok');
        } else if (/^RCPT/.test(line)) {
          to.push(/<(.*)>/.exec(line)?.[1] ?? '');
          say('250 ok');
        } else if (line === 'DATA') {
          data = '';
          say('354 go on');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else say('250 ok');
      }
    });
  }
}

/** Where the robots' makers would listen. */
class Robots {
  readonly heard: { path: string; body: Record<string, unknown> }[] = [];
  /** Breaks the connection after it has heard. */
  vanish = false;
  /** Done when something is heard, before it is answered. */
  whenHeard: () => Promise<unknown> = async () => undefined;
  answer: { status: number; body: unknown } = { status: 200, body: { errcode: 0, code: 0 } };
  private constructor(private readonly server: Server) {}

  static async open(): Promise<Robots> {
    const server = createServer();
    const robots = new Robots(server);
    server.on('request', (request, response) => {
      let text = '';
      request.on('data', chunk => {
        text += chunk;
      });
      request.on('end', async () => {
        await robots.whenHeard();
        robots.heard.push({ path: request.url ?? '', body: JSON.parse(text) });
        if (robots.vanish) return void request.socket.destroy();
        response.writeHead(robots.answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(robots.answer.body));
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return robots;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  close(): void {
    this.server.close();
  }
}

let mails: MailServer;
let robots: Robots;
let house: House;
let database: TestDatabase;

beforeAll(async () => {
  [mails, robots] = [await MailServer.open(), await Robots.open()];
  database = await openTestDatabase();
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATA_DIR: ownFolder(),
    SECRET_KEY: 'only-for-this-spec-and-nothing-else',
    SMTP_URL: mails.url,
    MAIL_FROM: '督导 <dudao@example.cn>',
    PUBLIC_URL: 'http://10.1.2.3:3000',
  });
  house = await House.open(database.source, config);
  for (const login of ['staff', 'head', 'guanxian', 'supervisor'])
    await (await house.as(login)).send('put', '/api/my-mail', { address: `${login}@example.cn` });
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
  mails?.close();
  robots?.close();
});
beforeEach(async () => {
  mails.mails.length = 0;
  robots.heard.length = 0;
  await house.drain();
});

/** Monday 23 November 2026 unless said otherwise; `time` in Shanghai. */
const at = async (time: string, day = '2026-11-23') => {
  house.clock.set(new Date(`${day}T${time}:00+08:00`));
  await house.source.query("UPDATE session SET last_seen_at = $1, expires_at = $1::timestamptz + interval '12 hours'", [house.clock.now()]);
};
const claim = () => house.app.get(DeliveryService).claimDigests();
const digests = async () => {
  const count = await claim();
  await house.drain();
  return count;
};
const textOf = ({ data }: { data: string }) => {
  const [head = '', body = ''] = data.split(/\n\n(.*)/s);
  const plain = /base64/.test(head)
    ? Buffer.from(body, 'base64').toString()
    : body.replace(/=\n/g, '').replace(/(=[0-9A-F]{2})+/g, hex => Buffer.from(hex.replaceAll('=', ''), 'hex').toString());
  return plain;
};
const system = () => house.as('system');

describe('the daily digest', () => {
  it('is one mail to each person however many tasks there are, on a working day, from its hour on, once', async () => {
    for (const title of ['建强县级医院', '建优乡镇卫生院', '建好村卫生室']) await house.issued({ title });
    await house.drain();
    await at('08:00');
    expect(await digests()).toBe(0);
    await at('08:30');
    expect(await digests()).toBe(3);
    expect(mails.mails.map(({ to }) => to[0]).sort()).toEqual(['guanxian@example.cn', 'head@example.cn', 'staff@example.cn']);
    const text = textOf(mails.mails.find(({ to }) => to[0] === 'staff@example.cn') as { data: string });
    expect(text).toContain('您有以下 3 条未读消息');
    expect(text).toContain('1. 【新交办】请签收：建好村卫生室');
    expect(text).toContain('http://10.1.2.3:3000');
    await at('15:00');
    expect(await digests()).toBe(0);
    await house.issued({ title: '当天又来一件' });
    await house.drain();
    expect(await digests()).toBe(0);
    await at('09:00', '2026-11-24');
    expect(await digests()).toBe(3);
    expect(textOf(mails.mails.at(-1) as { data: string })).toContain('您有以下 1 条未读消息');
    // Nothing new since: nothing is even claimed.
    await at('10:00', '2026-11-25');
    expect(await claim()).toBe(0);
  });

  it('shows thirty lines and counts the rest', async () => {
    await house.source.query(
      `INSERT INTO message (recipient_id, kind, title, body, task_id, cause, at)
       SELECT a.id, 'issued', '第' || n || '件', '', (SELECT max(id) FROM task), 'spec:' || n, now() FROM account a, generate_series(1, 33) AS n WHERE a.login = 'staff'`,
    );
    await at('09:00', '2026-11-25');
    expect(await digests()).toBe(1);
    const text = textOf(mails.mails[0] as { data: string });
    expect(text).toContain('您有以下 33 条未读消息');
    expect(text).toContain('30. 【新交办】第4件\n……另有 3 条，请登录查看');
  });

  it('does not come on days off, and comes on a weekend that is worked', async () => {
    await house.issued({ title: '放假前交办' });
    await house.drain();
    for (const day of ['2026-11-28', '2026-10-01', '2026-10-03']) {
      await at('09:00', day);
      expect(await digests()).toBe(0);
    }
    await at('09:00', '2026-10-10');
    expect(await digests()).toBe(3);
  });

  it('tells nothing of what was read, taken away, or lies out of sight when it is sent', async () => {
    await at('09:00', '2026-11-25');
    await digests();
    mails.mails.length = 0;
    const id = await house.issued({ title: '不该再看到', supportUnitIds: [house.unit('冠县卫生健康局')] });
    await house.drain();
    await at('09:00', '2026-11-26');
    await claim();
    await house.source.query("DELETE FROM assignment WHERE task_id = $1 AND role = 'support'", [id]);
    await (await house.as('staff')).send('post', '/api/messages/reading', { ids: 'all' });
    await house.source.query("UPDATE account SET disabled_at = now() WHERE login = 'head'");
    await house.drain();
    expect(mails.mails).toEqual([]);
    await house.source.query("UPDATE account SET disabled_at = NULL WHERE login = 'head'");
    const { data } = (await (await system()).get('/api/deliveries')).body;
    expect(new Set(data.slice(0, 3).map(({ state }: { state: string }) => state))).toEqual(new Set(['empty']));
  });

  it('waits out the quiet hours', async () => {
    await house.issued({ title: '晚间重试' });
    await house.drain();
    await at('21:00', '2026-11-27');
    expect(await claim()).toBe(0);
    await at('09:00', '2026-11-27');
    expect(await claim()).toBe(3);
    await at('21:00', '2026-11-27');
    await house.drain();
    expect(mails.mails).toEqual([]);
    await at('09:30', '2026-11-30');
    await house.drain();
    expect(mails.mails.length).toBeGreaterThan(0);
  });
});

describe('when the other side fails', () => {
  const failing = () =>
    house.source.query("SELECT id, attempts, dead, last_error FROM outbox WHERE topic = 'message.deliver' AND done_at IS NULL ORDER BY id");

  it('it is tried again with growing pauses, given up into the dead letters, and sent again by the administrator', async () => {
    await at('09:00', '2026-12-01');
    await digests();
    mails.mails.length = 0;
    await house.issued({ title: '邮件服务器坏了' });
    await house.drain();
    await at('09:00', '2026-12-02');
    mails.refuse = true;
    await claim();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await house.drain();
      const [line] = await house.source.query(
        "SELECT available_at FROM outbox WHERE topic = 'message.deliver' AND done_at IS NULL ORDER BY id LIMIT 1",
      );
      waits.push((line.available_at.getTime() - house.clock.now().getTime()) / 1000);
      house.clock.set(new Date(line.available_at.getTime() + 1));
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256]);
    const dead = await failing();
    expect(dead).toHaveLength(3);
    for (const line of dead)
      expect(line).toMatchObject({ attempts: 8, dead: true, last_error: expect.stringMatching(/^邮件服务器没有接收：.*451/) });
    const failed = (await (await system()).get('/api/deliveries')).body.data.slice(0, 3);
    for (const line of failed) expect(line).toMatchObject({ channel: '邮件', state: 'failed' });
    expect(mails.mails).toEqual([]);
    mails.refuse = false;
    const jobs = (await (await system()).get('/api/failed-jobs')).body;
    expect(jobs.data.map(({ label }: { label: string }) => label)).toContain('发送摘要（邮件、群消息）');
    await (await system()).send('post', '/api/failed-jobs/resending', { ids: dead.map(({ id }: { id: number }) => id) });
    await house.drain();
    expect(mails.mails).toHaveLength(3);
  });

  it('a mail of which nobody knows whether it arrived is not sent a second time by itself', async () => {
    await house.issued({ title: '说不准' });
    await house.drain();
    await at('09:00', '2026-12-03');
    mails.mails.length = 0;
    await claim();
    // A process that was killed between sending and its commit leaves just this behind.
    await house.source.query('UPDATE delivery SET attempted_at = $1 WHERE sent_at IS NULL', [house.clock.now()]);
    await house.app.get(OutboxService).drain();
    expect(mails.mails).toEqual([]);
    const [line] = await failing();
    expect(line.last_error).toContain('可能已经送达');
    const { data } = (await (await system()).get('/api/deliveries')).body;
    expect(data[0].state).toBe('unknown');
    await house.source.query("DELETE FROM outbox WHERE topic = 'message.deliver'");
  });
});

describe('when the connection breaks over the answer', () => {
  const tries = async () => {
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await house.drain();
      const [line] = await house.source.query(
        "SELECT available_at FROM outbox WHERE topic = 'message.deliver' AND done_at IS NULL AND NOT dead ORDER BY available_at LIMIT 1",
      );
      if (line) house.clock.set(new Date(line.available_at.getTime() + 1));
    }
    return house.source.query("SELECT dead, last_error FROM outbox WHERE topic = 'message.deliver' AND done_at IS NULL");
  };
  afterEach(async () => {
    [mails.vanish, robots.vanish] = [false, false];
    await house.source.query("DELETE FROM outbox WHERE topic = 'message.deliver'");
    await house.source.query('DELETE FROM delivery WHERE robot_id IS NOT NULL');
    await house.source.query('DELETE FROM group_robot');
  });

  it('a mail that was taken is not sent again, however often it is tried', async () => {
    await house.issued({ title: '答复没有回来' });
    await house.drain();
    await at('09:00', '2026-12-07');
    mails.vanish = true;
    expect(await claim()).toBe(3);
    const lines = await tries();
    expect(mails.mails).toHaveLength(3);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatchObject({ dead: true, last_error: expect.stringContaining('可能已经送达') });
  });

  it('nor what a robot has heard', async () => {
    const sent = {
      unitId: house.unit('东阿县卫生健康局'),
      name: '群',
      kind: 'wecom',
      url: robots.url('/vanish'),
      secret: '',
      active: true,
    };
    expect((await (await system()).send('post', '/api/robots', sent)).status).toBe(201);
    await house.issued({ title: '临期的', deadline: '2026-12-09' });
    await house.drain();
    await at('09:00', '2026-12-08');
    robots.vanish = true;
    await claim();
    expect(await tries()).toContainEqual({ dead: true, last_error: expect.stringContaining('可能已经送达') });
    expect(robots.heard.filter(({ path }) => path === '/vanish')).toHaveLength(1);
  });

  it('that it is on its way is noted for good before it leaves: a process that dies now leaves that behind', async () => {
    const sent = { unitId: house.unit('东阿县卫生健康局'), name: '群', kind: 'wecom', url: robots.url('/noted'), secret: '', active: true };
    await (await system()).send('post', '/api/robots', sent);
    await house.issued({ title: '临期的', deadline: '2026-12-10' });
    await house.drain();
    await at('09:00', '2026-12-09');
    const noted: unknown[] = [];
    robots.whenHeard = async () =>
      noted.push(
        ...(await house.source.query("SELECT attempted_at, sent_at FROM delivery WHERE robot_id IS NOT NULL AND day = '2026-12-09'")),
      );
    await digests();
    robots.whenHeard = async () => undefined;
    expect(noted).toEqual([{ attempted_at: house.clock.now(), sent_at: null }]);
  });

  it('what was sent already is not sent again by an errand that comes twice', async () => {
    await house.issued({ title: '同一件差事' });
    await house.drain();
    await at('09:00', '2026-12-10');
    await digests();
    const sent = mails.mails.length;
    expect(sent).toBeGreaterThan(0);
    for (const { id } of await house.source.query("SELECT id FROM delivery WHERE day = '2026-12-10'"))
      await house.app.get(OutboxService).add(house.source.manager, 'message.deliver', { deliveryId: id });
    await at('10:00', '2026-12-10');
    await house.drain();
    expect(mails.mails).toHaveLength(sent);
  });
});

describe('group robots', () => {
  const robot = (kind: string, path: string, change: object = {}) => ({
    unitId: house.unit('东阿县卫生健康局'),
    name: `${kind}群`,
    kind,
    url: robots.url(path),
    secret: kind === 'wecom' ? null : 'SECabc',
    active: true,
    ...change,
  });
  const add = async (body: object) => (await system()).send('post', '/api/robots', body);

  it('of the three makers hear of their own unit, each in its own form and signed', async () => {
    await at('09:00', '2026-12-04');
    await digests();
    robots.heard.length = 0;
    await house.source.query("UPDATE task SET state = 'discarded'");
    const id = await house.received({ title: '群里该看到', deadline: '2026-12-01' });
    await house.issued({ title: '冠县牵头', leadUnitId: house.unit('冠县卫生健康局'), supportUnitIds: [], deadline: '2026-12-01' });
    await house.perform('supervisor', 'task', 'escalate', id, { level: 'level_1', reason: '没有进展', replyBy: '2026-12-10' });
    for (const [kind, path] of [
      ['wecom', '/wecom?key=abc'],
      ['dingtalk', '/dingtalk?access_token=abc'],
      ['feishu', '/feishu/hook'],
    ] as const)
      expect((await add(robot(kind, path))).status).toBe(201);
    await at('09:00', '2026-12-07');
    await digests();
    expect(robots.heard).toHaveLength(3);
    const [wecom, dingtalk, feishu] = ['/wecom', '/dingtalk', '/feishu'].map(path => robots.heard.find(each => each.path.startsWith(path)));
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
    const { data } = (await (await system()).get('/api/robots')).body;
    robots.answer = { status: 200, body: { errcode: 93000, errmsg: 'invalid webhook url' } };
    const tried = await (await system()).send('post', `/api/robots/${data[0].id}/trial`, {});
    expect(tried.body).toMatchObject({ status: 422, reasons: ['对方没有接收：invalid webhook url（93000）。'] });
    robots.answer = { status: 502, body: null };
    expect((await (await system()).send('post', `/api/robots/${data[0].id}/trial`, {})).body.reasons).toEqual(['对方返回 HTTP 502。']);
    robots.answer = { status: 200, body: { errcode: 0 } };
    expect((await (await system()).send('post', `/api/robots/${data[0].id}/trial`, {})).status).toBe(204);
  });

  it('never show their key again, and keep it when something else is changed', async () => {
    const listed = (await (await system()).get('/api/robots')).body;
    expect(JSON.stringify(listed)).not.toMatch(/key=abc|SECabc|access_token/);
    const [{ id, version, host }] = listed.data;
    expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
    const changed = await (await system()).send('put', `/api/robots/${id}`, {
      ...robot('wecom', '/x'),
      url: null,
      secret: null,
      name: '改名',
      version,
    });
    expect(changed.body).toMatchObject({ name: '改名', version: version + 1 });
    const [row] = await house.source.query('SELECT url, secret FROM group_robot WHERE id = $1', [id]);
    expect(house.app.get(RobotKeys).opened(row).url).toContain('key=abc');
    const stale = await (await system()).send('put', `/api/robots/${id}`, { ...robot('wecom', '/x'), version });
    expect(stale.body.code).toBe('act.conflict');
    const [line] = await house.source.query("SELECT detail FROM audit_line WHERE act = 'robot.save' ORDER BY place DESC LIMIT 1");
    expect(JSON.stringify(line.detail)).not.toContain('key=abc');
  });

  it('are kept sealed: no table of the database has a key in plain, and what came in plain before is sealed at the next start', async () => {
    const [{ id }] = await house.source.query("SELECT id FROM group_robot WHERE kind = 'dingtalk'");
    const plain = async () => {
      const tables: { name: string }[] = await house.source.query(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
      );
      const found: string[] = [];
      for (const { name } of tables) {
        const [{ hits }] = await house.source.query(
          `SELECT count(*) AS hits FROM "${name}" x WHERE x::text ~ 'key=abc|access_token=abc|SECabc'`,
        );
        if (hits > 0) found.push(name);
      }
      return found;
    };
    expect(await plain()).toEqual([]);
    await house.source.query('UPDATE group_robot SET url = $2, secret = $3 WHERE id = $1', [id, 'http://127.0.0.1:1/x?key=abc', 'SECabc']);
    expect(await plain()).toEqual(['group_robot']);
    await house.app.get(RobotKeys).onModuleInit();
    expect(await plain()).toEqual([]);
    const [row] = await house.source.query('SELECT url, secret FROM group_robot WHERE id = $1', [id]);
    expect(house.app.get(RobotKeys).opened(row)).toEqual({ url: 'http://127.0.0.1:1/x?key=abc', secret: 'SECabc' });
  });

  it('whose key was lost say so and ask for it again', async () => {
    const [{ id, url }] = await house.source.query("SELECT id, url FROM group_robot WHERE kind = 'feishu'");
    await house.source.query('UPDATE group_robot SET url = $2 WHERE id = $1', [id, new Vault(() => Buffer.alloc(32)).seal('http://x/y')]);
    expect((await (await system()).send('post', `/api/robots/${id}/trial`, {})).body.reasons).toEqual([`${KEY_LOST}。`]);
    const { data } = (await (await system()).get('/api/robots')).body;
    expect(data.find((robot: { id: number }) => robot.id === id).host).toBe('（地址打不开，请重新填写）');
    await house.source.query('UPDATE group_robot SET url = $2 WHERE id = $1', [id, url]);
  });

  it('need an address and a unit that exists', async () => {
    expect((await add(robot('wecom', '/x', { url: 'ftp://x/y' }))).body.errors).toMatchObject({ url: expect.stringContaining('https://') });
    expect((await add(robot('wecom', '/x', { url: null }))).body.errors).toMatchObject({ url: '请填写地址' });
    expect((await add(robot('wecom', '/x', { unitId: 2_000_000_000 }))).body.errors).toMatchObject({ unitId: '请重新选择' });
    expect((await add(robot('qq', '/x'))).status).toBe(400);
    expect((await (await system()).send('post', '/api/robots/999999/trial', {})).body.code).toBe('robot.not_found');
  });
});

describe('settings and templates', () => {
  const settings = async () => (await (await system()).get('/api/message-settings')).body;
  const change = async (part: object) => {
    const { mailReady: _m, placeholders: _p, ...now } = await settings();
    return (await system()).send('put', '/api/message-settings', { ...now, ...part });
  };

  it('are shown with their placeholders, previewed and changed', async () => {
    expect(await settings()).toMatchObject({ digestAt: '08:30', mailReady: true });
    const preview = await (await system()).send('post', '/api/message-settings/preview', {
      subject: '{{件数}}件',
      body: '{{ 收件人 }}，{{清单}}',
      robot: '{{收件人}}',
    });
    expect(preview.body).toEqual({
      subject: '2件',
      body: '张三，1. 【临期提醒】还有 3 天到期：建强县级医院\n2. 【督办升级】督办单·蓝单（提醒）：推进乡村一体化管理',
      robot: '东阿县卫生健康局',
    });
    expect((await change({ subject: '{{日期}}督导摘要' })).body).toMatchObject({ subject: '{{日期}}督导摘要' });
  });

  it('refuse placeholders that do not exist, braces without a partner, times that are none or quiet', async () => {
    expect((await change({ body: '{{密码}}' })).body.errors.body).toContain('没有“{{密码}}”这个占位符');
    expect((await change({ body: '{{constructor}} {{清单}}' })).status).toBe(400);
    expect((await change({ robot: '{{清单' })).body.errors.robot).toContain('没有配对');
    expect((await change({ digestAt: '25:00' })).status).toBe(400);
    expect((await change({ digestAt: '07:30' })).body.errors.digestAt).toContain('免打扰');
    expect((await change({ version: 99 })).body.code).toBe('act.conflict');
  });

  it('are the system administrator’s; an address is its owner’s', async () => {
    for (const login of ['chief', 'staff', 'auditor', 'security']) {
      expect((await (await house.as(login)).get('/api/message-settings')).status).toBe(403);
      expect((await (await house.as(login)).get('/api/robots')).status).toBe(403);
    }
    const staff = await house.as('staff');
    expect((await staff.send('put', '/api/my-mail', { address: 'nobody' })).body.errors.address).toContain('邮箱地址不对');
    expect((await staff.get('/api/my-mail')).body).toEqual({ address: 'staff@example.cn' });
    expect((await staff.send('put', '/api/my-mail', { address: '' })).body).toEqual({ address: '' });
    expect((await (await system()).get('/api/my-mail')).status).toBe(403);
  });
});
