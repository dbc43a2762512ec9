import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { transformFileSync } from '@swc/core';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../server/src/platform/database/embedded.js';

const artifacts = resolve('test/artifacts/start');
const temporary: string[] = [];
const children: ChildProcess[] = [];

/** The launcher as a program of its own, so that it can be killed: it prints the address and waits. */
beforeAll(() => {
  mkdirSync(artifacts, { recursive: true });
  for (const name of ['embedded', 'guard', 'place']) {
    const source = resolve(`server/src/platform/database/${name}.ts`);
    const options = { swcrc: false, jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } } as const;
    writeFileSync(join(artifacts, `${name}.js`), transformFileSync(source, options).code);
  }
  const program = `import { startEmbeddedPostgres } from './embedded.js';
    const { url } = await startEmbeddedPostgres({ directory: process.argv[2], log: () => undefined });
    console.log(url);
    setInterval(() => undefined, 1000);`;
  writeFileSync(join(artifacts, 'program.js'), program);
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const directory of temporary.splice(0)) {
    await gone(directory);
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
});

describe('embedded PostgreSQL', () => {
  it('starts, keeps what was committed over a restart, stops without a trace', async () => {
    const directory = newDirectory();
    const lines: string[] = [];
    const first = await start(directory, line => lines.push(line));
    await query(first.url, 'create table 督办 (事项 text)');
    await query(first.url, "insert into 督办 values ('签收')");
    await query(first.url, 'create extension pg_trgm');
    const rows = await query(first.url, "select show_trgm('重庆市')::text as trigrams, current_setting('server_version_num') as version");
    await first.stop();

    expect(lines[0]).toContain('首次启动');
    expect(rows[0]?.version).toMatch(/^18/);
    expect(rows[0]?.trigrams).not.toBe('{}');
    expect(statSync(join(directory, 'password')).mode & 0o777).toBe(0o600);
    expect(running(directory)).toBe(false);

    const second = await start(directory, line => lines.push(line));
    expect(await query(second.url, 'select 事项 from 督办')).toEqual([{ 事项: '签收' }]);
    await second.stop();
    expect(lines).toHaveLength(1);
  });

  it('ends within seconds when the program that started it is killed, and starts again with every committed row', async () => {
    const directory = newDirectory();
    const program = await startProgram(directory);
    await query(program.url, 'create table t (n int)');
    const writing = writeUntilLost(program.url);
    await sleep(300);
    program.child.kill('SIGKILL');
    const written = await writing;

    const again = await start(directory);
    const rows = await query(again.url, 'select max(n) as last from t');
    await again.stop();
    expect(written).toBeGreaterThan(0);
    expect(rows[0]?.last).toBeGreaterThanOrEqual(written);
  });

  it('leaves no server behind when nobody starts it again', async () => {
    const directory = newDirectory();
    const { child } = await startProgram(directory);
    expect(running(directory)).toBe(true);
    child.kill('SIGKILL');
    await gone(directory);
    expect(running(directory)).toBe(false);
  });

  it('leaves nothing half made when it is killed while the data are being created', async () => {
    const directory = newDirectory();
    const child = program(directory);
    while (!existsSync(join(directory, 'password'))) await sleep(10);
    await sleep(200);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(join(directory, 'cluster'))).toBe(false);

    const again = await start(directory);
    expect(await query(again.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  it('tells when the server itself is killed, and recovers at the next start', async () => {
    const directory = newDirectory();
    const lines: string[] = [];
    const first = await start(directory, line => lines.push(line));
    await query(first.url, 'create table t (n int)');
    await query(first.url, 'insert into t values (7)');
    process.kill(serverPid(directory), 'SIGKILL');
    while (lines.length < 2) await sleep(20);
    expect(lines[1]).toContain('意外停止');
    await first.stop();

    const second = await start(directory);
    expect(await query(second.url, 'select n from t')).toEqual([{ n: 7 }]);
    await second.stop();
  });

  it('refuses a directory that another running program uses, and names it', async () => {
    const directory = newDirectory();
    const { child, url } = await startProgram(directory);
    await expect(start(directory)).rejects.toThrow(`进程号 ${child.pid}`);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is not fooled by a stale postmaster.pid whose number belongs to another process', async () => {
    const directory = newDirectory();
    await (await start(directory)).stop();
    const stranger = spawn('sleep', ['60']);
    children.push(stranger);
    writeFileSync(join(directory, 'cluster/postmaster.pid'), `${stranger.pid}\n${directory}/cluster\n`);

    const again = await start(directory);
    expect(stranger.exitCode).toBeNull();
    await again.stop();
  });

  it('refuses data of another version of PostgreSQL', async () => {
    const directory = newDirectory();
    await (await start(directory)).stop();
    writeFileSync(join(directory, 'cluster/PG_VERSION'), '17\n');
    await expect(start(directory)).rejects.toThrow('PostgreSQL 17 的格式');
  });
});

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'dudao-start-'));
  temporary.push(directory);
  return directory;
}

function start(directory: string, log: (line: string) => void = () => undefined) {
  return startEmbeddedPostgres({ directory, log });
}

function program(directory: string): ChildProcess {
  const child = spawn(process.execPath, [join(artifacts, 'program.js'), directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

async function startProgram(directory: string): Promise<{ child: ChildProcess; url: string }> {
  const child = program(directory);
  const [words] = await once(child.stdout!, 'data');
  return { child, url: String(words).trim() };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Commits 1, 2, 3 … and gives the last number that the server has confirmed when it goes away. */
async function writeUntilLost(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  for (let n = 1; ; n++) {
    try {
      await client.query('insert into t values ($1)', [n]);
    } catch {
      return n - 1;
    }
  }
}

function serverPid(directory: string): number {
  const file = join(directory, 'cluster/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
}

function running(directory: string): boolean {
  const pid = serverPid(directory);
  return pid > 0 && existsSync(`/proc/${pid}`);
}

async function gone(directory: string): Promise<void> {
  for (let tries = 0; tries < 250 && running(directory); tries++) await sleep(20);
}
