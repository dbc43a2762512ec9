import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Program } from '../queue/site.js';
import type { Client } from '../support/client.js';
import { freePort } from '../support/port.js';
import { expectProblem } from '../support/problem.js';
import { inNovember } from '../support/product.js';
import { PDF, Stage } from '../support/stage.js';

const MB = 1024 * 1024;

let stage: Stage;
let directory: string;
let staff: Client;
let share: number;

beforeAll(async () => {
  stage = await Stage.open();
  directory = mkdtempSync(join(tmpdir(), 'dudao-upload-'));
  staff = await stage.person('weicy');
  share = await stage.share(await stage.received());
});
afterAll(async () => {
  await stage?.close();
  rmSync(directory, { recursive: true, force: true });
});

const programs: Program[] = [];
afterAll(() => Promise.all(programs.filter(({ runs }) => runs).map(program => program.signal('SIGKILL'))));

function run(name: string, words: string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, words, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const program = new Program(name, child);
  programs.push(program);
  return program;
}

async function web(port: number): Promise<Program> {
  const program = run('web', [...inNovember(), resolve('server/dist/main.js')], {
    HOST: '127.0.0.1',
    PORT: `${port}`,
    DATABASE_URL: stage.house.url,
    DATA_DIR: join(directory, 'data'),
    LOAD_SEEDS: 'false',
  });
  await program.says('督导系统已就绪');
  return program;
}

/** `holdAt`: stands still as soon as so many bytes are on their way. */
const browser = (url: string, path: string, holdAt?: number) =>
  run(
    'browser',
    [
      resolve('test/support/uploader.mjs'),
      JSON.stringify({ url, path, assignmentId: share, headers: staff.headers(), memory: join(directory, 'memory.json'), holdAt }),
    ],
    {},
  );

const evidenceNamed = (name: string) => stage.source.query('SELECT sha256, size, upload_id FROM evidence WHERE file_name = $1', [name]);

describe('大文件传到一半', () => {
  it('服务器和浏览器同时被强行结束，重新打开后从断点接着传，内容一字不差', async () => {
    const path = join(directory, '六十个村卫生室名册.txt');
    const content = Buffer.from(randomBytes(9 * MB).toString('hex'));
    writeFileSync(path, content);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const first = await web(port);
    const page = browser(url, path, 6.5 * MB);
    await page.says('held');
    expect(page.output).toContain(`sent ${6 * MB}`);
    await Promise.all([first.signal('SIGKILL'), page.signal('SIGKILL')]);
    expect(await evidenceNamed('六十个村卫生室名册.txt')).toEqual([]);

    const second = await web(port);
    const again = browser(url, path);
    await again.over;
    expect(again.output).toContain('done');
    const [, resumedAt] = /resumed (\d+)/.exec(again.output) ?? [];
    expect(Number(resumedAt)).toBeGreaterThanOrEqual(6 * MB);
    const [kept, ...more] = await evidenceNamed('六十个村卫生室名册.txt');
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ sha256: createHash('sha256').update(content).digest('hex'), size: content.length });
    expect(readdirSync(join(directory, 'data', 'uploads'))).toEqual([]);
    await second.signal('SIGTERM');
  });
});

/** The protocol by hand, against the application in this process. */
const TUS = { 'Tus-Resumable': '1.0.0' };
const told = (fields: Record<string, string | number>) =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(String(value)).toString('base64')}`)
    .join(',');

function begin(person: Client, fields: Record<string, string | number>, size: number | string) {
  return person.raw('post', 'uploads', '', { ...TUS, 'Upload-Length': String(size), 'Upload-Metadata': told(fields) });
}

async function begun(fileName: string, size: number, fields: Record<string, string | number> = {}): Promise<string> {
  const answer = await begin(staff, { assignmentId: share, fileName, ...fields }, size);
  expect(answer.status).toBe(201);
  return String(answer.headers.location).replace('/api/', '');
}

const piece = (person: Client, path: string, offset: number, bytes: Buffer) =>
  person.bytes(path, bytes, { ...TUS, 'Upload-Offset': String(offset) });

describe('分段上传', () => {
  it('传完即成为佐证材料，答复丢了再问也只有一份', async () => {
    const path = await begun('分两段.pdf', PDF.length);
    expect((await piece(staff, path, 0, PDF.subarray(0, 20))).status).toBe(204);
    expect((await staff.get(path)).body).toEqual({ offset: 20, size: PDF.length, evidenceId: null });
    const last = await piece(staff, path, 20, PDF.subarray(20));
    expect(last.status).toBe(200);
    for (let asked = 0; asked < 2; asked++)
      expect((await staff.get(path)).body).toEqual({ offset: PDF.length, size: PDF.length, evidenceId: last.body.id });
    expect(await evidenceNamed('分两段.pdf')).toHaveLength(1);
  });

  it('同一段同时送来两次，也只成为一份', async () => {
    const path = await begun('两次.pdf', PDF.length);
    const answers = await Promise.all([piece(staff, path, 0, PDF), piece(staff, path, 0, PDF)]);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(await evidenceNamed('两次.pdf')).toHaveLength(1);
  });

  it('最后一段写下后服务器停了，下次询问时补记', async () => {
    const path = await begun('补记.pdf', PDF.length);
    writeFileSync(join(process.env.TEST_DIRECTORY ?? '', path), PDF);
    const { body } = await staff.get(path);
    expect(body.evidenceId).toEqual(expect.any(Number));
    expect(await evidenceNamed('补记.pdf')).toHaveLength(1);
  });

  it.each([
    ['没有名称', { fileName: '' }, PDF.length, 400, 'input.invalid'],
    ['空文件', { fileName: '空.pdf' }, 0, 400, 'upload.empty'],
    ['太大', { fileName: '大.pdf' }, 201 * MB, 413, 'upload.too_large'],
    ['不收的类型', { fileName: '程序.exe' }, 10, 415, 'upload.type'],
    ['没有这条要求', { fileName: '材料.pdf', requirementId: 2_000_000_000 }, 10, 422, 'act.refused'],
    ['冒充别人', { fileName: '材料.pdf', accountId: 1 }, 10, 400, 'input.invalid'],
    ['没有这项任务', { fileName: '材料.pdf', assignmentId: 2_000_000_000 }, 10, 404, 'assignment.not_found'],
  ])('开始之前就拒绝：%s', async (_what, fields, size, status, code) => {
    expectProblem(await begin(staff, { assignmentId: share, ...fields }, size), status, code);
  });

  it('内容与名称不符的，传完时拒绝，什么也不留', async () => {
    const page = Buffer.from('<html><script>1</script></html>');
    const path = await begun('伪装.pdf', page.length);
    expectProblem(await piece(staff, path, 0, page), 415, 'upload.type');
    expectProblem(await staff.get(path), 404, 'upload.not_found');
    expect(await evidenceNamed('伪装.pdf')).toEqual([]);
  });

  it('别人的上传看不到、接不上、删不掉，别的单位也开不了头', async () => {
    const path = await begun('本单位.pdf', PDF.length);
    const colleague = await stage.person('lijq');
    expectProblem(await colleague.get(path), 404, 'upload.not_found');
    expectProblem(await piece(colleague, path, 0, PDF), 404, 'upload.not_found');
    expectProblem(await colleague.send('delete', path), 404, 'upload.not_found');
    const foreign = await stage.holder('foreign', 'unit_staff');
    expectProblem(await begin(foreign, { assignmentId: share, fileName: '材料.pdf' }, 10), 404, 'assignment.not_found');
    expectProblem(await begin(await stage.person('yinyf'), { assignmentId: share, fileName: '材料.pdf' }, 10), 403);
    expect((await staff.send('delete', path)).status).toBe(204);
    expectProblem(await staff.get(path), 404, 'upload.not_found');
  });

  it('没有令牌的请求一概不收', async () => {
    expectProblem(await staff.withoutToken('post', 'uploads'), 403, 'csrf.invalid');
    expectProblem(await staff.withoutToken('patch', await begun('令牌.pdf', PDF.length)), 403, 'csrf.invalid');
  });

  it('传到一半任务已报办结，不能再接着传', async () => {
    const id = await stage.finished();
    const path = await begun('迟到.pdf', PDF.length, { assignmentId: await stage.share(id) });
    await stage.perform('weicy', 'task', 'request_completion', id, { summary: '已完成' });
    expectProblem(await piece(staff, path, 0, PDF), 422, 'act.refused');
  });
});
