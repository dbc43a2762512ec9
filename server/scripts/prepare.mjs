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

/** Makes sure of the right Node and of every package that package-lock.json names. */
export async function install() {
  checkNode();
  if (isInstalled()) return;
  await step('安装依赖（首次约需两三分钟）', async () => {
    // npm writes this list last: without it an installation that was cut off is seen as such.
    rmSync(join(root, 'node_modules/.package-lock.json'), { force: true });
    await runQuietly(['npm', 'ci', '--include=dev', '--no-audit', '--no-fund']);
  });
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
  const listed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(listed)) return false;
  const installed = readJson('node_modules/.package-lock.json').packages;
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
