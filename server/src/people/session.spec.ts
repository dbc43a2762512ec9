import { Controller, Get, type INestApplication, Post } from '@nestjs/common';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Clock } from '../platform/clock.js';
import { Permit, Unattended } from './access.js';
import { Browser, clear, type Organisation, openRoom, PASSWORD, settle, signedIn } from './people.fixture.js';
import { checkRoutes, undeclaredRoutes } from './routes.check.js';
import { FAILURES_BEFORE_LOCK } from './session.service.js';
import { ATTEMPTS_PER_ADDRESS } from './throttle.js';

@Controller('forgotten')
class ForgottenController {
  @Get()
  list(): object {
    return { secret: true };
  }

  @Get('declared')
  @Permit('task.read')
  declared(): object {
    return { ok: true };
  }

  @Get('asked-by-the-page')
  @Permit('task.read')
  @Unattended()
  asked(): object {
    return { ok: true };
  }

  @Post()
  act(): object {
    return { done: true };
  }
}

const START = new Date('2026-11-22T01:00:00Z');
let database: TestDatabase;
let app: INestApplication;
let organisation: Organisation;

beforeAll(async () => {
  database = await openTestDatabase();
  app = await openRoom(database.source, [ForgottenController]);
  app.get(Clock).set(START);
});
afterAll(async () => {
  await app.close();
  await database.close();
});
beforeEach(async () => {
  app.get(Clock).set(START);
  await clear(database.source);
  organisation = await settle(database.source, START);
});

const later = (minutes: number) => app.get(Clock).set(new Date(app.get(Clock).now().getTime() + minutes * 60_000));
const audited = async (act: string) =>
  (await database.source.query('SELECT count(*) AS count FROM audit_line WHERE act = $1', [act]))[0].count;

describe('signing in', () => {
  it('tells who is there, with posts, permissions and the day of Shanghai', async () => {
    app.get(Clock).set(new Date('2026-11-22T16:30:00Z'));
    const browser = new Browser(app);
    const { status, body, headers } = await browser.signIn(' Head ');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      account: { id: organisation.account('head'), name: 'head同志', login: 'head', mustChangePassword: false },
      posts: [{ name: '局长', role: 'dept_head', roleLabel: '部门负责人', unitName: '东阿县卫生健康局' }],
      today: '2026-11-23',
      unread: 0,
    });
    expect(body.permissions).toContain('plan.break_down');
    expect(body.permissions).not.toContain('account.read');
    expect(String(headers['set-cookie'])).toMatch(
      /^dudao_session=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.get('/api/session')).body).toEqual(body);
  });

  it('keeps no token that could be used: the table holds its hash', async () => {
    const { headers } = await new Browser(app).signIn('head');
    const token = /dudao_session=([\w-]+)/.exec(String(headers['set-cookie']))?.[1] ?? '';
    const rows = await database.source.query(`SELECT 1 FROM session WHERE token_hash = $1 OR csrf_token = $2`, [Buffer.from(token), token]);
    expect(rows).toHaveLength(0);
  });

  it('answers an unknown login and a wrong password alike', async () => {
    const unknown = await new Browser(app).signIn('nobody', PASSWORD);
    const wrong = await new Browser(app).signIn('staff', 'wrong');
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
    expect(unknown.body.code).toBe('session.refused');
  });

  it(`locks after ${FAILURES_BEFORE_LOCK} failures, even for the right password, and opens again after ten minutes`, async () => {
    for (let count = 0; count < FAILURES_BEFORE_LOCK; count++) expect((await new Browser(app).signIn('staff', 'wrong')).status).toBe(401);
    expect((await new Browser(app).signIn('staff')).body.code).toBe('session.refused');
    expect(await audited('session.lock')).toBe(1);
    later(9);
    expect((await new Browser(app).signIn('staff')).status).toBe(401);
    later(2);
    expect((await new Browser(app).signIn('staff')).status).toBe(200);
  });

  it('lets no more than the allowed guesses through when they come all at once', async () => {
    const guesses = [...Array(12).fill('wrong'), PASSWORD];
    const answers = await Promise.all(guesses.map(password => new Browser(app).signIn('deputy', password)));
    const [account] = await database.source.query(`SELECT failed_count, locked_until FROM account WHERE login = 'deputy'`);
    const entered = answers.some(answer => answer.status === 200);
    expect(entered || account.locked_until !== null).toBe(true);
    expect(account.failed_count).toBeLessThanOrEqual(FAILURES_BEFORE_LOCK);
  });

  it('holds back an address that keeps failing, and only that one', async () => {
    for (let count = 0; count < ATTEMPTS_PER_ADDRESS; count++) await new Browser(app, '10.9.9.9').signIn(`guess${count}`, 'wrong');
    const held = await new Browser(app, '10.9.9.9').signIn('head');
    expect([held.status, held.body.code]).toEqual([429, 'session.throttled']);
    expect((await new Browser(app, '10.9.9.8').signIn('head')).status).toBe(200);
    later(11);
    expect((await new Browser(app, '10.9.9.9').signIn('head')).status).toBe(200);
  });

  it('is refused when another site sends the form', async () => {
    const browser = new Browser(app);
    const body = { login: 'head', password: PASSWORD };
    const foreign: Record<string, string>[] = [{ Origin: 'http://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }];
    for (const headers of foreign) {
      const response = await browser.send('post', '/api/session', body, headers);
      expect([response.status, response.body.code]).toEqual([403, 'csrf.invalid']);
    }
    expect((await browser.send('post', '/api/session', body, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });

  it('gives a new session and ends the one that the browser had', async () => {
    const browser = await signedIn(app, 'head');
    const before = await database.source.query('SELECT id FROM session WHERE csrf_token = $1', [browser.csrfToken]);
    await browser.signIn('head');
    expect(await database.source.query('SELECT id FROM session WHERE id = $1', [before[0].id])).toHaveLength(0);
  });
});

describe('a session', () => {
  it('is missing without a cookie and expired with a made-up one', async () => {
    const browser = new Browser(app);
    expect((await browser.get('/api/session')).body.code).toBe('session.missing');
    const response = await browser.send('delete', '/api/session', {}, { Cookie: 'dudao_session=made-up' });
    expect(response.body.code).toBe('session.expired');
  });

  it('ends after two idle hours, whatever the page asks by itself, and after twelve in any case', async () => {
    const browser = await signedIn(app, 'head');
    later(119);
    expect((await browser.get('/api/session')).status).toBe(200);
    later(121);
    expect((await browser.get('/api/session')).body.code).toBe('session.expired');

    const left = await signedIn(app, 'head');
    for (let hour = 0; hour < 3; hour++) {
      expect((await left.get('/api/forgotten/asked-by-the-page')).status).toBe(hour < 2 ? 200 : 401);
      later(61);
    }

    const busy = await signedIn(app, 'head');
    for (let hour = 0; hour < 11; hour++) {
      later(60);
      expect((await busy.get('/api/session')).status).toBe(200);
    }
    later(61);
    expect((await busy.get('/api/session')).status).toBe(401);
  });

  it('ends at once when the account is disabled', async () => {
    const staff = await signedIn(app, 'staff');
    const security = await signedIn(app, 'security');
    expect((await security.send('post', `/api/accounts/${organisation.account('staff')}/disabling`)).body.state).toBe('disabled');
    expect((await staff.get('/api/session')).status).toBe(401);
    expect((await new Browser(app).signIn('staff')).status).toBe(401);
    const system = await signedIn(app, 'system');
    expect((await system.send('post', `/api/accounts/${organisation.account('staff')}/enabling`)).body.state).toBe('active');
    expect((await staff.get('/api/session')).status).toBe(401);
    expect((await new Browser(app).signIn('staff')).status).toBe(200);
  });

  it('ends by signing out, and by the hand of the security administrator', async () => {
    const head = await signedIn(app, 'head');
    expect((await head.send('delete', '/api/session')).status).toBe(204);
    expect((await head.get('/api/session')).status).toBe(401);

    const other = await signedIn(app, 'supervisor');
    const security = await signedIn(app, 'security');
    const { body } = await security.list('/api/sessions');
    const found = body.data.find((row: { login: string }) => row.login === 'supervisor');
    expect(found).toMatchObject({ accountName: 'supervisor同志', ip: '10.1.1.1' });
    expect((await security.send('delete', `/api/sessions/${found.id}`)).status).toBe(204);
    expect((await other.get('/api/session')).status).toBe(401);
    expect((await security.send('delete', `/api/sessions/${found.id}`)).body.code).toBe('session.not_found');
  });

  it('changes nothing without its token', async () => {
    const head = await signedIn(app, 'head');
    for (const token of ['', 'x'.repeat(32)]) {
      const response = await head.send(
        'put',
        '/api/session/password',
        { current: PASSWORD, next: 'Neues-Wort-2026' },
        { 'X-CSRF-Token': token },
      );
      expect([response.status, response.body.code]).toEqual([403, 'csrf.invalid']);
    }
  });
});

describe('the password', () => {
  const change = (browser: Browser, current: string, next: string) => browser.send('put', '/api/session/password', { current, next });

  it.each([
    ['Kurz-1', '至少 10 位'],
    ['alllowercaseletters', '三类'],
    ['Planner-2026-x', '不能包含登录名'],
    [PASSWORD, '不能与原密码相同'],
  ])('refuses %s', async (next, reason) => {
    const { status, body } = await change(await signedIn(app, 'planner'), PASSWORD, next);
    expect(status).toBe(400);
    expect(body.errors.next).toContain(reason);
  });

  it('needs the old one', async () => {
    const { body } = await change(await signedIn(app, 'planner'), 'not it', 'Neues-Wort-2026');
    expect(body.errors.current).toBe('原密码不对');
  });

  it('once changed ends the other sessions and keeps this one', async () => {
    const here = await signedIn(app, 'planner');
    const elsewhere = await signedIn(app, 'planner');
    expect((await change(here, PASSWORD, 'Neues-Wort-2026')).status).toBe(204);
    expect((await here.get('/api/session')).status).toBe(200);
    expect((await elsewhere.get('/api/session')).status).toBe(401);
    expect((await new Browser(app).signIn('planner')).status).toBe(401);
    expect((await new Browser(app).signIn('planner', 'Neues-Wort-2026')).status).toBe(200);
  });

  it('that somebody else gave opens nothing but its change', async () => {
    const system = await signedIn(app, 'system');
    const { body } = await system.send('post', `/api/accounts/${organisation.account('supervisor')}/password-reset`);
    const supervisor = await signedIn(app, 'supervisor', body.initialPassword);
    const closed = await supervisor.get('/api/units');
    expect([closed.status, closed.body.code]).toEqual([403, 'password.must_change']);
    expect((await supervisor.get('/api/session')).body.account.mustChangePassword).toBe(true);
    expect((await change(supervisor, body.initialPassword, 'Neues-Wort-2026')).status).toBe(204);
    expect((await supervisor.get('/api/units')).status).toBe(200);
  });
});

describe('routes', () => {
  it('that declare nothing refuse everybody, and are named at start', async () => {
    const head = await signedIn(app, 'head');
    expect((await head.get('/api/forgotten')).body.code).toBe('permission.denied');
    expect((await head.send('post', '/api/forgotten')).status).toBe(403);
    expect((await head.get('/api/forgotten/declared')).status).toBe(200);
    expect(undeclaredRoutes(app)).toEqual(['ForgottenController.list', 'ForgottenController.act']);
    expect(() => checkRoutes(app)).toThrow('ForgottenController.list');
  });

  it('are closed to those whose posts carry no listed role', async () => {
    const head = await signedIn(app, 'head');
    for (const path of ['/api/accounts', '/api/posts', '/api/sessions', '/api/permission-table', '/api/audit'])
      expect((await head.get(path)).body.code).toBe('permission.denied');
    const newcomer = await signedIn(app, 'newcomer');
    expect((await newcomer.get('/api/units')).body.code).toBe('permission.denied');
  });
});
