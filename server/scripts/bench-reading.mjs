// `npm run -s bench:read`: how fast plans are read, against one pass of a segmenter over the same text. Rounds of both take turns, so that
// what else the machine does meets both alike; processor time is counted, not the clock on the wall.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

const built = new URL('../dist/reading/read.js', import.meta.url);
if (!existsSync(fileURLToPath(built))) {
  process.stderr.write('阅读程序尚未编译。请先在项目根目录运行 npm run build,再重试。\n');
  process.exit(2);
}
const { readPlan } = await import(built);
const jieba = Jieba.withDict(dict);

/** So many that what is compiled while running has been; the long texts are as long as many rounds by themselves. */
const ROUNDS = 200;
const LONG_ROUNDS = 8;
const BIG = 2_000_000;
const FOLDER = 'seeds/documents';
const documents = readdirSync(FOLDER)
  .sort()
  .map(f => readFileSync(join(FOLDER, f), 'utf8'));

/** Milliseconds of processor time that `work` takes. */
function spent(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The least of `rounds` of each, taken in turns. */
function compare(rounds, texts) {
  const least = [Infinity, Infinity];
  const works = [() => texts.map(t => readPlan(t)), () => texts.map(t => jieba.cut(t))];
  for (let i = 0; i < rounds; i++)
    works.forEach((work, n) => {
      least[n] = Math.min(least[n], spent(work));
    });
  return least;
}

function line(name, texts, rounds) {
  const characters = texts.reduce((sum, t) => sum + t.length, 0);
  const [reading, segmenting] = compare(rounds, texts);
  const perSecond = Math.round(characters / (reading / 1000)).toLocaleString('zh-CN');
  return `${name}:${characters} 字,阅读 ${reading.toFixed(1)} 毫秒(每秒 ${perSecond} 字),分词 ${segmenting.toFixed(1)} 毫秒,比值 ${(reading / segmenting).toFixed(2)}`;
}

const READ_ALONE = `
  import { readFileSync } from 'node:fs';
  import { readPlan } from '${built}';
  readPlan(readFileSync(0, 'utf8'));
  process.stdout.write(String(process.resourceUsage().maxRSS));
`;

/** The most megabytes that a process ever had that does nothing but read the text once. */
function memoryFor(text) {
  return Math.round(Number(execFileSync(process.execPath, ['--input-type=module', '-e', READ_ALONE], { input: text })) / 1024);
}

const longest = documents.reduce((a, b) => (a.length > b.length ? a : b));
const whole = documents.join('\n');
const big = whole.repeat(Math.ceil(BIG / whole.length)).slice(0, BIG);

process.stdout.write(`${line('五份种子文件', documents, ROUNDS)}\n`);
process.stdout.write(`${line('最长的一份', [longest], ROUNDS)}\n`);
for (const part of [4, 2, 1]) {
  global.gc?.();
  const text = big.slice(0, BIG / part);
  process.stdout.write(`${line(`拼接 1/${part}`, [text], LONG_ROUNDS)},内存 ${memoryFor(text)} MB\n`);
}
