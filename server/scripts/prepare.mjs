import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, root, runQuietly, step } from './steps.mjs';

/** What is compiled, from what, into which folder; each is built again only when one of its sources has changed. */
const BUILDS = {
  server: {
    title: '编译服务端',
    sources: ['server/src', 'server/tsconfig.json', 'tsconfig.json', 'package-lock.json'],
    stale: ['server/dist', 'server/tsconfig.tsbuildinfo'],
    command: ['node_modules/.bin/tsc', '-p', 'tsconfig.json'],
  },
  admin: {
    title: '构建界面',
    sources: ['admin/src', 'admin/public', 'admin/index.html', 'admin/vite.config.ts', 'admin/tsconfig.json', 'package-lock.json'],
    stale: ['admin/dist'],
    command: ['../node_modules/.bin/vite', 'build'],
  },
};

/** What npm writes last when it has installed: without it an installation that was cut off is seen as such. */
const INSTALLED = 'node_modules/.package-lock.json';

/**
 * Makes sure of the right Node and of every package that package-lock.json names. Not by `npm ci`: it wants the packages of
 * every other operating system in the lock file, and not every registry holds them.
 */
export async function install() {
  checkNode();
  if (isInstalled()) return;
  await step('安装依赖（首次约需两三分钟）', async () => {
    const left = existsSync(join(root, INSTALLED)) ? [INSTALLED] : ['node_modules', 'server/node_modules', 'admin/node_modules'];
    for (const path of left) rmSync(join(root, path), { recursive: true, force: true });
    await runQuietly(['npm', 'install', '--no-save', '--include=dev', '--no-audit', '--no-fund']);
  });
  if (!isInstalled()) throw new Failure('安装的依赖与 package-lock.json 不一致。请删除 node_modules 文件夹后重新运行。');
}

/** Compiles what has changed since it was last compiled. */
export async function build(names = Object.keys(BUILDS)) {
  for (const name of names) {
    const { title, sources, stale, command } = BUILDS[name];
    const stamp = join(root, name, 'dist/.sources');
    const hash = hashOf(sources);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    for (const path of stale) rmSync(join(root, path), { recursive: true, force: true });
    await step(title, () => runQuietly(command, { cwd: join(root, name) }));
    writeFileSync(stamp, hash);
  }
}

function checkNode() {
  const wanted = readJson('package.json').engines.node.replace('>=', '');
  const [major, minor] = wanted.split('.').map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  throw new Failure(`需要 Node.js ${wanted} 或更高版本，当前为 ${process.versions.node}。请升级 Node.js 后重试。`);
}

/** Whether npm's list of what it installed agrees with package-lock.json, and the packages are there. Optional ones depend on the machine. */
function isInstalled() {
  if (!existsSync(join(root, INSTALLED))) return false;
  const installed = readJson(INSTALLED).packages;
  return Object.entries(readJson('package-lock.json').packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.optional && !entry.link)
    .every(([path, entry]) => installed[path]?.version === entry.version && existsSync(join(root, path)));
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesUnder))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap(name => filesUnder(join(path, name)));
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
