import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a command in a session of its own, and kills all of it when our process is gone (standard input closes), so that a
 * killed start leaves no half-finished installation running beside the next one. Signals to the session are for the command only.
 */
const GUARD = `
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
trap '' INT TERM HUP PIPE
{ cat <&3 >/dev/null; kill -KILL 0; } &
watch=$!
wait "$child"
code=$?
kill -KILL "$watch"
exit "$code"
`;

/**
 * Starts a command that cannot outlive us.
 * @param {string[]} command program and arguments
 * @param {{ cwd?: string, env?: object, output?: 'inherit' | 'pipe' }} options
 */
export function start(command, { cwd = root, env = {}, output = 'inherit' } = {}) {
  const child = spawn('sh', ['-c', GUARD, 'guard', ...command], {
    cwd,
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['pipe', output, output],
  });
  child.stdin.on('error', () => undefined);
  child.once('exit', () => child.stdin.destroy());
  return child;
}

/** Runs a command with its output on the screen; gives its exit code. */
export function run(command, options) {
  return new Promise(resolve => start(command, options).once('close', code => resolve(code ?? 1)));
}

/** Runs a command silently; when it fails, throws an error that ends with what it printed. */
export async function runQuietly(command, options) {
  const child = start(command, { ...options, output: 'pipe' });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => printed.push(data));
  const code = await new Promise(resolve => child.once('close', resolve));
  if (code === 0) return;
  throw new Failure(`命令没有成功：${command.join(' ')}\n${shortened(Buffer.concat(printed).toString().trim())}`);
}

/** The beginning, where npm names the cause, and the end, where compilers do. */
function shortened(text) {
  const lines = text.split('\n');
  return lines.length <= 40 ? text : [...lines.slice(0, 20), '……', ...lines.slice(-20)].join('\n');
}

/** A failure that is told to the person in words, without a stack. */
export class Failure extends Error {}

/** Does some work under a title and shows how long it takes: on a terminal in place, elsewhere with a line every 15 seconds. */
export async function step(title, work) {
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  const live = process.stdout.isTTY;
  if (!live) console.log(`${title}……`);
  const show = () =>
    live ? process.stdout.write(`\r${title}…… ${Math.floor(seconds())} 秒`) : console.log(`  ${title}，已用 ${Math.floor(seconds())} 秒`);
  const ticking = setInterval(show, live ? 1000 : 15_000);
  try {
    await work();
    console.log(`${live ? '\r' : ''}${title}：完成，${seconds()} 秒`);
  } catch (error) {
    console.log(`${live ? '\r' : ''}${title}：失败，${seconds()} 秒`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

/** Runs a script's work from the repository; a Failure ends it with its message and exit code 1. */
export async function main(work) {
  process.chdir(root);
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exit(1);
  }
}
