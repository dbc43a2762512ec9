import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError, type Guarded, holdLock, runGuarded } from './guard.js';
import { layOut, type Place } from './place.js';

export { EmbeddedPostgresError };

/** The data directory's format; the binaries are pinned to it in package.json. */
const MAJOR = '18';
const USER = 'dudao';

/** C.UTF-8 and not C: with LC_CTYPE=C pg_trgm does not see Chinese at all. */
const INITDB = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'];

/** Sized for an office PC of 8 GB. Loopback only; no sockets in the file system (their path length is limited). */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  jit: 'off',
  log_timezone: 'Asia/Shanghai',
  log_checkpoints: 'off',
};

const LOG_LIMIT = 5_000_000;

/** What a killed first start left; its initdb may be writing for another moment. */
const LEFT_OVER = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

export interface EmbeddedPostgres {
  /** postgres://… on the loopback address, with the password. */
  url: string;
  /** Stops the server (fast shutdown) and gives the directory free. */
  stop(): Promise<void>;
}

interface Options {
  directory: string;
  log: (line: string) => void;
}

/**
 * Starts a PostgreSQL server of our own on a free loopback port; on first use creates its data.
 * The server ends when `stop` is called or when our process is gone for whatever reason; nothing committed is lost.
 * @param options `directory`: everything the server keeps lies below it, and nothing else may; `log`: takes one line of Chinese text per step
 * @throws EmbeddedPostgresError (Chinese) when another running program uses the directory, its data has another version, or the server does not start
 */
export async function startEmbeddedPostgres({ directory, log }: Options): Promise<EmbeddedPostgres> {
  const place = layOut(directory);
  const lock = await takeLock(place);
  try {
    await endFormerServer(place, log);
    if (existsSync(place.cluster)) checkCluster(place);
    else await createCluster(place, log);
    const { server, port } = await launch(place, log);
    return running(place, server, port, lock, log);
  } catch (error) {
    await lock.end();
    throw error;
  }
}

/** The address of a server that another process runs over this directory, null when none does: for commands beside a running system. */
export function runningServer(directory: string): string | null {
  const cluster = join(directory, 'cluster');
  const [pid, , , port] = readStatus(join(cluster, 'postmaster.pid'));
  if (!pid || !port || !runsIn(realpathSync(cluster), Number(pid))) return null;
  return urlOf(join(directory, 'password'), port);
}

function urlOf(password: string, port: number | string): string {
  return `postgres://${USER}:${readFileSync(password, 'utf8').trim()}@127.0.0.1:${port}/postgres`;
}

function running(place: Place, server: Guarded, port: number, lock: Guarded, log: Options['log']): EmbeddedPostgres {
  let stopping = false;
  for (const guarded of [server, lock]) guarded.letGo();
  void server.exited.then(() => {
    if (!stopping) log(`内置数据库意外停止，请重新启动系统；原因见 ${place.logFile}`);
  });
  const url = urlOf(place.password, port);
  const stop = async () => {
    stopping = true;
    await server.end();
    await lock.end();
  };
  return { url, stop };
}

async function takeLock(place: Place): Promise<Guarded> {
  const lock = await holdLock(place.lock);
  if (!lock) {
    const owner = readFileSync(place.lock, 'utf8').trim();
    throw new EmbeddedPostgresError(`数据目录 ${place.directory} 正由另一个运行中的程序使用（进程号 ${owner}）。请先停止它，再启动。`);
  }
  writeFileSync(place.lock, `${process.pid}\n`);
  return lock;
}

/** A server that a killed program left is ended by its guard; should that one be gone too, we end it. */
async function endFormerServer({ cluster }: Place, log: Options['log']): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readStatus(file)[0]);
  const over = () => !runsIn(cluster, pid);
  if (!over()) log('正在等待上次运行的数据库停止……');
  const steps = [() => undefined, () => process.kill(pid, 'SIGINT'), () => process.kill(pid, 'SIGQUIT')];
  for (const step of steps) {
    if (over()) break;
    step();
    await until(over, 10);
  }
  if (!over()) throw new EmbeddedPostgresError(`上次运行的数据库（进程号 ${pid}）没有停止。请结束该进程后重新启动。`);
  // PostgreSQL refuses a stale file when its number meanwhile belongs to any other process of the same user.
  rmSync(file, { force: true });
}

/** Whether the process is a PostgreSQL server with this data directory: it has made it its working directory. */
function runsIn(cluster: string, pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster && basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres');
  } catch {
    return false;
  }
}

function checkCluster({ cluster, password, directory }: Place): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) {
    throw new EmbeddedPostgresError(
      `数据目录 ${directory} 是 PostgreSQL ${version} 的格式，本程序需要 ${MAJOR}。请按 docs/operating.md 的“升级”一节处理。`,
    );
  }
  if (!existsSync(password)) throw new EmbeddedPostgresError(`缺少数据库口令文件 ${password}。请从备份中恢复它（它与数据一同备份）。`);
  chmodSync(cluster, 0o700);
}

async function createCluster(place: Place, log: Options['log']): Promise<void> {
  log('首次启动：正在建立数据库……');
  for (const name of readdirSync(place.directory)) {
    if (name.startsWith('new-')) await rm(join(place.directory, name), LEFT_OVER);
  }
  const fresh = join(place.directory, `new-${randomBytes(4).toString('hex')}`);
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(place.password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  const { uid, gid } = statSync(place.directory);
  for (const path of [fresh, place.password]) chownSync(path, uid, gid);
  const initdb = [join(place.native, 'bin/initdb'), '-D', fresh, '-U', USER, `--pwfile=${place.password}`, ...INITDB];
  const code = await (await run(place, initdb)).exited;
  if (code !== 0) throw new EmbeddedPostgresError(`不能建立数据库（initdb 返回 ${code}）。${lastWords(place)}`);
  renameSync(fresh, place.cluster);
}

async function launch(place: Place, log: Options['log']): Promise<{ server: Guarded; port: number }> {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A second try helps when the port was taken meanwhile, or a killed server's last session is still ending.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const server = await run(place, [join(place.native, 'bin/postgres'), '-D', place.cluster, '-p', `${port}`, ...settings]);
    if (await ready(place, server, log)) return { server, port };
    if (attempt === 3) throw new EmbeddedPostgresError(`内置数据库没有启动。${lastWords(place)}`);
    await sleep(1000);
  }
}

async function ready({ cluster }: Place, server: Guarded, log: Options['log']): Promise<boolean> {
  let over = false;
  void server.exited.then(() => {
    over = true;
  });
  const isReady = () => {
    const status = readStatus(join(cluster, 'postmaster.pid'));
    return Number(status[0]) === server.pid && status[7]?.trim() === 'ready';
  };
  while (!(await until(() => over || isReady(), 15))) log('数据库正在恢复上次未写完的数据，请稍候……');
  return !over;
}

/** Runs one of PostgreSQL's programs, with its output in the log file. */
async function run({ drop, logFile }: Place, command: string[]): Promise<Guarded> {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT) renameSync(logFile, `${logFile}.1`);
  const output = openSync(logFile, 'a', 0o600);
  try {
    return await runGuarded([...drop, ...command], output);
  } finally {
    closeSync(output);
  }
}

function lastWords({ logFile }: Place): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
  return `数据库的最后几行日志（${logFile}）：\n${lines}`;
}

/** The lines of postmaster.pid: 0 the number of the process, 3 the port, 7 the state; none where no server has it, which may remove it at any moment. */
function readStatus(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function until(condition: () => boolean, seconds: number): Promise<boolean> {
  for (let left = seconds * 50; left > 0 && !condition(); left--) await sleep(20);
  return condition();
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return port;
}
