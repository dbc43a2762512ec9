import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../server/src/platform/database/embedded.js';
import { until } from '../support/until.js';

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
  // Holds still where the finished data would appear: however late the kill comes, it comes before that.
  const held = `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    fs.renameSync = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    syncBuiltinESMExports();
    await import('./program.js');`;
  writeFileSync(join(artifacts, 'held.js'), held);
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const directory of temporary.splice(0)) {
    await until(() => serversOf(directory).length === 0, 'no server is left');
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
    expect(serversOf(directory)).toEqual([]);

    const second = await start(directory, line => lines.push(line));
    expect(await query(second.url, 'select 事项 from 督办')).toEqual([{ 事项: '签收' }]);
    await second.stop();
    expect(lines).toHaveLength(1);
  });

  it('ends when the program that started it is killed, and starts again with every committed row', async () => {
    const directory = newDirectory();
    const program = await startProgram(directory);
    await query(program.url, 'create table t (n int)');
    const written = await writeUntilLost(program.url, n => n === 50 && program.child.kill('SIGKILL'));

    const again = await start(directory);
    const rows = await query(again.url, 'select max(n) as last from t');
    await again.stop();
    expect(written).toBeGreaterThanOrEqual(50);
    expect(rows[0]?.last).toBeGreaterThanOrEqual(written);
  });

  it('leaves no server behind when nobody starts it again', async () => {
    const directory = newDirectory();
    const { child } = await startProgram(directory);
    expect(serversOf(directory)).toContain(serverPid(directory));
    child.kill('SIGKILL');
    await until(() => serversOf(directory).length === 0, 'no server is left');
    expect(existsSync(join(directory, 'cluster/postmaster.pid'))).toBe(false);
  });

  it('leaves nothing half made when it is killed while the data are being created', async () => {
    const directory = newDirectory();
    const child = program(directory, 'held.js');
    const begun = (name: string) => name.startsWith('new-') && existsSync(join(directory, name, 'PG_VERSION'));
    await until(() => readdirSync(directory).some(begun), 'the data are being created');
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
    await until(() => lines.length === 2, 'the end of the server is told');
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

function program(directory: string, name = 'program.js'): ChildProcess {
  const child = spawn(process.execPath, [join(artifacts, name), directory], { stdio: ['ignore', 'pipe', 'inherit'] });
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

/** Commits 1, 2, 3 … and gives the last number that the server has confirmed when it goes away; `confirmed` hears of each. */
async function writeUntilLost(url: string, confirmed: (n: number) => void): Promise<number> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  for (let n = 1; ; n++) {
    try {
      await client.query('insert into t values ($1)', [n]);
    } catch {
      return n - 1;
    }
    confirmed(n);
  }
}

/** The number of the server that runs over the directory; only to be asked while one does. */
function serverPid(directory: string): number {
  return Number(readFileSync(join(directory, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** The numbers of all processes that have to do with what lies in the directory: the server and its sessions, what creates its data, their guards. */
function serversOf(directory: string): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && worksIn(name, directory))
    .map(Number);
}

/** Whether a process has its working directory in there or was started with something in there; not when it is gone. */
function worksIn(process: string, directory: string): boolean {
  try {
    const words = `${readlinkSync(`/proc/${process}/cwd`)}/\0${readFileSync(`/proc/${process}/cmdline`, 'utf8')}`;
    return words.includes(`${directory}/`);
  } catch {
    return false;
  }
}
