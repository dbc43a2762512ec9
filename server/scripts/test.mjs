import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, install } from './prepare.mjs';
import { Failure, main, root, run, runQuietly, step } from './steps.mjs';

/** What is checked before the tests, in this order; all are run, whatever fails. */
const CHECKS = [
  { title: '格式与静态检查', command: ['node_modules/.bin/biome', 'ci', '--colors=off', '.'] },
  { title: '服务端类型', command: ['node_modules/.bin/tsc', '-p', 'tsconfig.json', '--noEmit'], folder: 'server' },
  { title: '测试类型', command: ['server/node_modules/.bin/tsc', '-p', 'test/tsconfig.json'] },
  { title: '界面类型', command: ['node_modules/.bin/tsc', '-p', 'tsconfig.json', '--noEmit'], folder: 'admin' },
  { title: '构建', work: () => build() },
  { title: '迁移与实体一致', command: ['node', 'server/dist/cli.js', 'check-migrations'] },
  { title: '生成的文件没有过时', command: ['node', 'server/dist/cli.js', 'check-generated'] },
];

/** Debian packages that the tests use, and the program by which each is known. */
const DEBIAN = {
  'redis-server': 'redis-server',
  chromium: 'chromium',
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
};

const RESULTS = join(root, 'test/artifacts/jest.json');

await main(async () => {
  const pattern = process.argv.slice(2);
  await install();
  await installDebianPackages();
  const failed = pattern.length === 0 ? await check() : [];
  if (!(await test(pattern))) failed.push('测试');
  if (failed.length > 0) console.log(`没有通过：${failed.join('、')}`);
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = readResults();
  console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
});

/** Runs every check; gives the titles of those that failed. */
async function check() {
  const failed = [];
  for (const { title, command, folder = '', work } of CHECKS) {
    try {
      await heading(title, work ?? (() => succeed(command, join(root, folder))));
    } catch (error) {
      console.error(error.message);
      failed.push(title);
    }
  }
  return failed;
}

async function test(pattern) {
  mkdirSync(join(root, 'test/artifacts'), { recursive: true });
  rmSync(RESULTS, { force: true });
  const command = ['node', 'node_modules/jest/bin/jest.js', '--ci', '--json', `--outputFile=${RESULTS}`, ...pattern];
  let passed = false;
  await heading('测试', async () => {
    passed = (await run(command)) === 0;
  });
  return passed;
}

async function succeed(command, cwd) {
  const code = await run(command, { cwd });
  if (code !== 0) throw new Failure(`返回 ${code}：${command.join(' ')}`);
}

async function heading(title, work) {
  const begun = performance.now();
  console.log(`\n== ${title}`);
  try {
    await work();
  } finally {
    console.log(`== ${title}：${((performance.now() - begun) / 1000).toFixed(1)} 秒`);
  }
}

/** A run that did not even get as far as writing its results has one failure and no success. */
function readResults() {
  if (!existsSync(RESULTS)) return { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0 };
  return JSON.parse(readFileSync(RESULTS, 'utf8'));
}

async function installDebianPackages() {
  const missing = Object.keys(DEBIAN).filter(name => !isPresent(DEBIAN[name]));
  if (missing.length === 0) return;
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  if (process.getuid() !== 0) throw new Failure(`测试还需要以下系统软件包，请先执行：\n  sudo apt-get update && sudo ${install.join(' ')}`);
  await step(`安装系统软件包 ${missing.join('、')}`, async () => {
    await runQuietly(['apt-get', 'update']);
    await runQuietly(install, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  });
}

function isPresent(what) {
  return what.startsWith('/') ? existsSync(what) : spawnSync('sh', ['-c', `command -v ${what}`]).status === 0;
}
