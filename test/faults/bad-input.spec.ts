import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { PERMISSIONS } from '../../server/src/rules/permissions.js';
import type { Client } from '../support/client.js';
import { expectNoFailure, expectProblem } from '../support/problem.js';
import { filled, type Route, routesOf } from '../support/routes.js';
import { PDF, Stage } from '../support/stage.js';
import { until } from '../support/until.js';

const LIMIT = 256 * 1024;

let stage: Stage;
let dataDir: string;
let staff: Client;
let planner: Client;
let supervisor: Client;
let taskId: number;
let share: number;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dudao-faults-'));
  stage = await Stage.open({ dataDir, evidenceMaxBytes: LIMIT, documentMaxBytes: LIMIT });
  staff = await stage.person('weicy');
  planner = await stage.person('wufr');
  supervisor = await stage.person('yinyf');
  taskId = await stage.received();
  share = await stage.share(taskId);
});
afterAll(async () => {
  await stage?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Somebody to whom the route is open. */
function visitorOf({ access }: Route): Promise<Client> {
  const roles = access?.kind === 'permission' ? access.anyOf.flatMap(permission => PERMISSIONS[permission].roles as readonly string[]) : [];
  const logins: Record<string, string> = { sys_admin: 'lubx', sec_admin: 'pengms', audit_admin: 'tangy', dept_head: 'wufr' };
  return stage.person(logins[roles.find(role => role in logins) ?? ''] ?? 'yinyf');
}

const files = () => readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).length;
const upload = (name: string, content: Buffer) => staff.upload(`assignments/${share}/evidence`, name, content);

/** Asserts that an attempt leaves neither a row nor a file behind. */
async function leavesNothing(attempt: () => Promise<unknown>): Promise<void> {
  const before = [await stage.fingerprint(), files()];
  await attempt();
  expect([await stage.fingerprint(), files()]).toEqual(before);
}

describe('上传', () => {
  it('传到一半断了：没有记录，没有残留文件，重传可以成功', async () => {
    await leavesNothing(async () => {
      const before = files();
      for (const sent of [100, 70_000, 200_000]) await breakOff(sent);
      await until(() => files() === before && !fileWork(), 'what was begun is cleared away');
    });
    expect((await upload('重传.pdf', PDF)).status).toBe(201);
  });

  /** Whether this process has something under way with the disk. */
  const fileWork = () => process.getActiveResourcesInfo().some(name => name.startsWith('FSReq'));

  /** Announces 250 000 bytes, sends some, hangs up when they have arrived, and waits until the server has noticed. */
  async function breakOff(sent: number): Promise<void> {
    const server = stage.house.app.getHttpServer();
    const taken = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    const { port } = server.address() as AddressInfo;
    const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
    const broken = httpRequest({
      port,
      method: 'POST',
      path: `/api/assignments/${share}/evidence`,
      headers: { ...staff.headers(), 'Content-Type': 'multipart/form-data; boundary=b', 'Content-Length': 250_000 },
    });
    broken.on('error', () => undefined);
    broken.write(head);
    broken.write(Buffer.concat([PDF, Buffer.alloc(sent, 'x')]));
    const [incoming, response] = await taken;
    await until(() => incoming.socket.bytesRead > head.length + sent, 'the bytes have arrived');
    const noticed = once(response, 'close');
    broken.destroy();
    await noticed;
  }

  it('超过大小、空文件、HTML 冒充 PDF、程序冒充图片、没有后缀：都说清原因，什么也不留', async () => {
    const html = Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>');
    await leavesNothing(async () => {
      const large = expectProblem(await upload('太大.pdf', Buffer.concat([PDF, Buffer.alloc(LIMIT)])), 413, 'upload.too_large');
      expect(large).toMatchObject({ params: { limit: LIMIT }, detail: expect.stringContaining('0.3 MB') });
      expectProblem(await upload('空.pdf', Buffer.alloc(0)), 400, 'upload.empty');
      expectProblem(await upload('页面.pdf', html), 415, 'upload.type');
      expectProblem(await upload('页面.txt', html), 415, 'upload.type');
      expectProblem(await upload('页面.html', html), 415, 'upload.type');
      expectProblem(await upload('程序.png', Buffer.from('MZ\u0090\u0000\u0003')), 415, 'upload.type');
      expectProblem(await upload('没有后缀', PDF), 415, 'upload.type');
    });
  });

  it('名字里的路径和控制字符去掉，200 个汉字的名字保住后缀，中文原样', async () => {
    const long = `${'佐'.repeat(200)}.pdf`;
    const names: [given: string, kept: string][] = [
      ['../../../etc/passwd.pdf', 'passwd.pdf'],
      ['..\\..\\材料.pdf', '材料.pdf'],
      [long, `${'佐'.repeat(196)}.pdf`],
      ['关于2026年第3季度“督查”的报告（终稿）.pdf', '关于2026年第3季度“督查”的报告（终稿）.pdf'],
    ];
    for (const [given, kept] of names) {
      const { body, status } = await upload(given, Buffer.concat([PDF, Buffer.from(`%${randomUUID()}`)]));
      expect([given.slice(0, 20), status]).toEqual([given.slice(0, 20), 201]);
      const evidence = (await staff.task(taskId)).evidence.find(each => each.id === body.id);
      expect(evidence?.fileName).toBe(kept);
      const content = await staff.get(`evidence/${body.id}/content`, undefined, { download: 1 });
      expect(content.headers['content-disposition']).toBe(
        `attachment; filename*=UTF-8''${encodeURIComponent(kept)}`.replace(/[()]/g, code),
      );
    }
    const outside = readdirSync(join(dataDir, '..')).filter(name => name.includes('passwd'));
    expect(outside).toEqual([]);
  });

  const code = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

  it('没有文件、不是表单、破损的表单：要求重新选择', async () => {
    await leavesNothing(async () => {
      expectProblem(await staff.post(`assignments/${share}/evidence`, { file: 'x' }), 400, 'input.invalid');
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary=b'])
        expectProblem(await staff.raw('post', `assignments/${share}/evidence`, 'no form at all', { 'Content-Type': type }), 400);
    });
  });

  it('二十兆的方案、空方案、改名的二进制、不收的格式：说清原因，什么也不留', async () => {
    await leavesNothing(async () => {
      const document = (name: string, content: Buffer) => planner.upload('documents', name, content);
      expectProblem(await document('大.txt', Buffer.from('加强县级医院建设。'.repeat(40_000))), 413, 'upload.too_large');
      expectProblem(await document('空.txt', Buffer.alloc(0)), [400, 415, 422]);
      expectProblem(await document('图.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 0])), [400, 415, 422]);
      expectProblem(await document('方案.docx', PDF), 415);
    });
  });
});

describe('请求的正文', () => {
  const attempts: [what: string, body: string, type?: string][] = [
    ['断了的 JSON', '{"version": 1,'],
    ['不是对象', '"只是一句话"'],
    ['数组', '[1,2,3]'],
    ['空', ''],
    ['null', 'null'],
    ['嵌套很深', `{"version":1,"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['嵌套很深的对象', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['太大', `{"text":"${'很长'.repeat(1_500_000)}"}`],
    ['多出来的字段', '{"version":1,"state":"completed"}'],
    ['原型', '{"version":1,"__proto__":{"text":"x"},"constructor":{"prototype":{}}}'],
    ['别的字符集', '{"version":1}', 'application/json; charset=gb18030'],
    ['别的格式', '<xml/>', 'application/xml'],
    ['表单', 'version=1', 'application/x-www-form-urlencoded'],
  ];
  it.each(attempts)('%s：拒绝，什么也不变', async (_what, body, type = 'application/json') => {
    await leavesNothing(async () => {
      const version = await stage.version('task', taskId);
      const sent = body.replace('"version":1', `"version":${version}`);
      for (const path of [`tasks/${taskId}/reminder`, `assignments/${share}/report`]) {
        const person = path.startsWith('tasks') ? supervisor : staff;
        expectProblem(await person.raw('post', path, sent, { 'Content-Type': type, 'Idempotency-Key': randomUUID() }), [400, 413, 415]);
      }
    });
  });

  it('压缩坏了的正文：拒绝', async () => {
    const answer = await supervisor.raw('post', `tasks/${taskId}/reminder`, 'not gzip', {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
    });
    expectProblem(answer, 400);
  });

  it('NUL、控制字符和半个字符：去掉后照办，存得下、读得出', async () => {
    const text = '第一行\u0000\n第二行\u0007 半个字：\ud83d。整个字：😀𠮷';
    const { status, body } = await supervisor.act(taskId, 'reminder', { text });
    expect([status, body.timeline?.[0].text]).toEqual([200, expect.stringMatching(/^第一行\n第二行 半个字：.?。整个字：😀𠮷$/u)]);
    await stage.deliver();
  });

  it('过长的提交编号：拒绝', async () => {
    expectProblem(await supervisor.post(`tasks/${taskId}/reminder`, { version: 1 }, 'k'.repeat(300)), 400);
  });

  it('开始晚于时限、没有这一天、没有牵头单位的草稿：按行按列说清', async () => {
    const plans = (await planner.get('plans', {}, { range: '[0,99]' })).body.data;
    const plan = plans.find((each: { state: string }) => each.state === 'confirmed');
    const measureId = (await planner.get(`plans/${plan.id}/breakdown`)).body.rows[0].measureId;
    const id = await stage.draft();
    const row = {
      measureId: (await planner.task(id)).measureId ?? measureId,
      taskId: id,
      version: 1,
      title: '改',
      supportUnitIds: [],
      phases: [],
    };
    const save = (fields: object) => planner.send('put', `plans/${plan.id}/breakdown`, { rows: [{ ...row, ...fields }] });
    await leavesNothing(async () => {
      const early = expectProblem(await save({ startDate: '2026-12-01', deadline: '2026-11-30' }), 400, 'input.invalid');
      expect(early.errors['rows.0.deadline']).toContain('完成时限早于开始日期');
      const noDay = expectProblem(await save({ deadline: '2026-02-30' }), 400, 'input.invalid');
      expect(noDay.errors['rows.0.deadline']).toContain('没有这一天');
      const noUnit = expectProblem(await save({ leadUnitId: 2_000_000_000 }), 400, 'input.invalid');
      expect(noUnit.errors['rows.0.leadUnitId']).toContain('单位名录中没有这个单位');
    });
    expect((await save({ leadUnitId: null })).status).toBe(200);
    expectProblem(await planner.act(id, 'issue'), 422, 'act.refused');
  });
});

describe('编号和列表参数', () => {
  it('负数、极大、文字、空白的编号：每个地址都好好拒绝', async () => {
    const routes = routesOf(stage.house.app).filter(({ path }) => path.includes(':'));
    for (const route of routes)
      for (const id of ['-1', '0', '1e999', '99999999999999999999', '2147483648', 'abc', '%00', '%20', '1.5', '..%2f1', '%E0%A4%A', 'NaN'])
        expectNoFailure(await call(await visitorOf(route), route, id));
  });

  const call = (person: Client, { method, path }: Route, id: string) =>
    method === 'get' ? person.get(filled(path, id)) : person.send(method, filled(path, id), { version: 1 });

  it('排不了的列、看不懂的筛选、要一百万行：每个列表都好好拒绝', async () => {
    const lists = routesOf(stage.house.app).filter(
      ({ method, path }) => method === 'get' && !path.includes(':') && path !== '/api/openapi.json',
    );
    const huge = 9_007_199_254_740_991;
    const queries = [
      { sort: '["password_hash","ASC"]' },
      { sort: '["id; DROP TABLE task","ASC"]' },
      { sort: '["__proto__","ASC"]' },
      { sort: '["title","SIDEWAYS"]' },
      { sort: 'title' },
      { filter: '{"password":"x"}' },
      { filter: '{"q":{"$ne":1}}' },
      { filter: '[]' },
      { filter: 'null' },
      { filter: '{' },
      { filter: '{"q":"\\u0000%_\\\\\'"}' },
      { filter: `{"q":"${'长'.repeat(1000)}"}` },
      ...['planId', 'phaseYear', 'unitId', 'parentId'].flatMap(name =>
        [huge, -1, 1.5, 2_147_483_648].map(id => ({ filter: `{"${name}":${id}}` })),
      ),
      { filter: '{"state":["nonsense"]}' },
      { filter: '{"from":"2026-13-45","to":"昨天"}' },
      { range: '[0,1000000]' },
      { range: `[${huge - 1},${huge}]` },
      { range: '[-5,5]' },
      { range: '[10,2]' },
      { range: '["a",2]' },
      { range: '[0,10,20]' },
    ];
    const failed = new Set<string>();
    for (const list of lists)
      for (const query of queries) {
        const answer = await (await visitorOf(list)).get(list.path.replace('/api/', ''), undefined, query);
        if (answer.status >= 500) failed.add(`${list.path} ${JSON.stringify(query).slice(0, 120)}`);
        else expectNoFailure(answer);
      }
    expect([...failed]).toEqual([]);
    for (const query of queries.slice(0, 10)) expectProblem(await planner.get('tasks', undefined, query), 400, 'input.invalid');
    expectProblem(await planner.get('tasks', undefined, { range: '[0,1000000]' }), 400, 'input.invalid');
  });

  it('随便什么正文发到随便哪个地址：从不出错', async () => {
    const huge = 9_007_199_254_740_991;
    const bodies: object[] = [
      {},
      { version: huge, ids: [huge, -1], recordIds: [huge], handlerId: huge, phaseId: huge, postIds: [huge], unitId: huge, parentId: huge },
      { ids: [2_147_483_648], recordIds: [2_147_483_648], decision: 'accepted' },
      { login: 'a\u0000b', password: '\u0000', name: '\u0000', title: '\ud800', reason: '\ud800', q: '\u0000' },
      { login: '\ud800', password: '\ud800', current: '\ud800', next: '\ud800' },
      { login: ['a'], password: { length: 8 }, ids: 'all', rows: {}, phases: 'x', postIds: 'x', aliases: [null], version: '1' },
      {
        rows: [
          {
            measureId: huge,
            taskId: huge,
            version: huge,
            title: '\u0000',
            leadUnitId: huge,
            supportUnitIds: [huge],
            phases: [{ phaseId: huge }],
          },
        ],
      },
      { rows: Array.from({ length: 2000 }, () => ({})) },
      { name: '甲', role: 'leader', unitId: 2_147_483_648, holderId: 2_147_483_648, deputyId: 2_147_483_648, version: 1 },
      { name: '甲', login: 'x'.repeat(5000), postIds: [2_147_483_648] },
      { name: '\ud800甲\u0000', shortName: '\u0000', kind: 'section', parentId: 2_147_483_648, aliases: ['\u0000', '\ud800'], sort: huge },
    ];
    const routes = routesOf(stage.house.app).filter(
      ({ method, path }) => method !== 'get' && !(method === 'delete' && path === '/api/session'),
    );
    const failed = new Set<string>();
    for (const route of routes)
      for (const body of bodies) {
        const answer = await (await visitorOf(route)).send(route.method as 'post', filled(route.path, 1), body);
        if (answer.status >= 500) failed.add(`${route.method} ${route.path} ${JSON.stringify(body).slice(0, 120)}`);
        else expectNoFailure(answer);
      }
    expect([...failed]).toEqual([]);
  });

  it('没有的地址：找不到；不认识的人：先登录', async () => {
    for (const path of ['nothing', 'tasks/1/2/3/4', '../etc/passwd', 'tasks//1']) expectProblem(await staff.get(path), 404);
    const answer = await request(stage.house.app.getHttpServer()).get('/api/tasks').set('Cookie', 'dudao_session=%00%ff; a=b');
    expectProblem(answer, 401);
  });
});

describe('别人的、过期的', () => {
  it('外单位的编号：和不存在的一样答', async () => {
    const foreign = await stage.holder('foreign', 'unit_staff');
    expectProblem(await foreign.upload(`assignments/${share}/evidence`, '冒名.pdf', PDF), 404, 'assignment.not_found');
    expectProblem(
      await foreign.post(`assignments/${share}/report`, { version: 1, percent: 100, doneText: '冒领' }),
      404,
      'assignment.not_found',
    );
    expectProblem(await foreign.get(`tasks/${taskId}/source`), 404);
  });

  it('账号停用后，手里的页面立刻失效', async () => {
    const login = await stage.hire('lead', 'unit_staff');
    const client = await stage.person(login);
    expect((await client.get(`tasks/${taskId}`)).status).toBe(200);
    const administrator = await stage.person('pengms');
    const version = await stage.version('account', await stage.account(login));
    expect((await administrator.post(`accounts/${await stage.account(login)}/disabling`, { version, reason: '调离' })).status).toBeLessThan(
      300,
    );
    for (const attempt of [client.get('tasks'), client.post(`assignments/${share}/report`, { version: 1, percent: 1, doneText: '晚了' })])
      expectProblem(await attempt, 401, 'session.expired');
    expectProblem(await client.upload(`assignments/${share}/evidence`, '晚了.pdf', PDF), 401, 'session.expired');
    // Nor does a session help that was not ended: it is nobody's.
    await expect(stage.actor(login)).rejects.toThrow('has no open session');
  });
});
