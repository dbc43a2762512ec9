import { type ChildProcessByStdio, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/**
 * Runs the command given as arguments and ends it (SIGINT each second, as one sent too early is lost; SIGQUIT in the end) as soon as standard input closes.
 * The command is a child of this shell, so its number cannot be taken by another process while the shell watches it.
 */
const GUARD = `
exec 3<&0
"$@" </dev/null 3<&- >&2 &
child=$!
trap '' INT TERM HUP QUIT PIPE
echo "$child"
{
  cat <&3 >/dev/null
  for second in 1 2 3 4 5 6 7 8 9 10; do kill -INT "$child"; sleep 1; done
  kill -QUIT "$child"
} 2>/dev/null &
watch=$!
wait "$child"
code=$?
kill -KILL "$watch" 2>/dev/null
exit "$code"
`;

/** Says that the lock is held, then keeps it (an inherited file) until standard input closes. */
const HOLD = `trap '' INT TERM HUP QUIT PIPE; echo locked; exec cat >/dev/null`;

const LOCK_TAKEN = 75;

/** The whole environment of what runs here: PG* variables or a missing locale of the caller must not reach PostgreSQL. */
const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' };

/** Why the embedded server cannot run, in words for the person at the screen: what happened, where, what to do. */
export class EmbeddedPostgresError extends Error {}

type PipedProcess = ChildProcessByStdio<Writable, Readable, null>;

/** A process that ends when `end` is called or when our own process is gone, for whatever reason. */
export interface Guarded {
  /** Process id of the command, 0 when it could not be started. */
  pid: number;
  /** Resolves with the exit code when the command is over. */
  exited: Promise<number>;
  /** Asks the command to end and waits until it has. */
  end(): Promise<void>;
  /** From now on it does not keep our event loop alive: a program that is done may simply end. */
  letGo(): void;
}

/**
 * Starts a command that cannot outlive us, not even after `kill -9`: a shell in a session of its own (Ctrl-C does not reach it)
 * holds the other end of a pipe and ends the command when the pipe closes.
 * @param command program and arguments
 * @param output file descriptor that takes standard output and standard error
 */
export async function runGuarded(command: string[], output: number): Promise<Guarded> {
  const { firstWords, ...guarded } = start('sh', ['-c', GUARD, 'guard', ...command], output);
  return { ...guarded, pid: Number(await firstWords) };
}

/**
 * Takes the lock on a file for as long as our process lives. The kernel releases it, so no stale lock is ever left.
 * @returns undefined when another process holds it
 */
export async function holdLock(file: string): Promise<Guarded | undefined> {
  const options = ['--wait', '2', '--conflict-exit-code', `${LOCK_TAKEN}`, '--no-fork'];
  const { firstWords, ...guarded } = start('flock', [...options, file, 'sh', '-c', HOLD], 'ignore');
  if (await firstWords) return guarded;
  const code = await guarded.exited;
  if (code === LOCK_TAKEN) return undefined;
  throw new EmbeddedPostgresError(`不能锁定文件 ${file}（flock 返回 ${code}）。请检查该目录是否可写。`);
}

function start(program: string, args: string[], output: number | 'ignore'): Guarded & { firstWords: Promise<string> } {
  const options: SpawnOptions = { cwd: '/', detached: true, env: ENVIRONMENT, stdio: ['pipe', 'pipe', output] };
  const child = spawn(program, args, options) as PipedProcess;
  const failed = once(child, 'error').then(([error]) =>
    Promise.reject(new EmbeddedPostgresError(`不能运行系统命令 ${program}：${error.message}`)),
  );
  const printed = new Promise<string>(resolve => {
    child.stdout.once('data', data => resolve(String(data).trim()));
    child.stdout.once('end', () => resolve(''));
  });
  const exited = new Promise<number>(resolve => {
    child.once('exit', code => resolve(code ?? -1));
  });
  child.stdin.on('error', () => undefined);
  const firstWords = Promise.race([printed, failed]);
  const end = async () => {
    child.ref();
    child.stdin.end();
    await exited;
  };
  const letGo = () => {
    for (const handle of [child, child.stdin as Socket, child.stdout as Socket]) handle.unref();
  };
  return { pid: child.pid ?? 0, exited, end, letGo, firstWords };
}
