import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from './port.js';
import { until } from './until.js';

const PROGRAM = resolve('server/dist/main.js');
/** Seconds. */
const READY_WITHIN = 150;

/** The built product running as `npm start` runs it: a program of its own over an embedded PostgreSQL, the seeds loaded. */
export interface Product {
  url: string;
  /** The first password of a demonstration account, as printed at the first start. */
  passwordOf(login: string): string;
  stop(): Promise<void>;
}

/** Starts the built product on a free port with data of its own, in the morning of 22 November 2026. Throws with everything that it printed when it does not come up. */
export async function startProduct(): Promise<Product> {
  for (const built of [PROGRAM, resolve('admin/dist/index.html')])
    if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build first`);
  const data = mkdtempSync(join(tmpdir(), 'dudao-product-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...inNovember(), PROGRAM], { env: environment(data, port), stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', words => printed.push(String(words)));
  const stop = async () => {
    await end(child);
    rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    await untilReady(url, child);
  } catch (error) {
    await stop();
    throw new Error(`the product did not start: ${error}\n${printed.join('')}`);
  }
  const accounts = readFileSync(join(data, 'accounts.txt'), 'utf8');
  return { url, stop, passwordOf: login => new RegExp(`${login} / (\\S+)`).exec(accounts)?.[1] ?? '' };
}

/** 22 November 2026, nine in the morning in Liaocheng: the day on which the seeds stand in the midst of their work. */
const MORNING = Date.parse('2026-11-22T01:00:00Z');

/** The same for all programs of a suite, so that their clocks agree. */
const AHEAD = MORNING - Date.now();

/** For the command line of a program: whatever day it is, for it that morning has begun when the suite began. */
export function inNovember(): string[] {
  const clock = pathToFileURL(resolve('test/support/moved-clock.mjs'));
  clock.searchParams.set('ahead', String(AHEAD));
  return ['--import', clock.href];
}

/** Nothing of the test run's own settings: what a newcomer's shell has, and where to listen and keep the data. */
const environment = (data: string, port: number) => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  HOST: '127.0.0.1',
  PORT: String(port),
  DATA_DIR: data,
});

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const over = () => child.exitCode !== null || child.signalCode !== null;
  await until(async () => over() || (await fetch(`${url}/health/ready`)).ok, 'the product is ready', READY_WITHIN);
  if (over()) throw new Error(`ended with ${child.exitCode ?? child.signalCode}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const killing = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(killing);
}
