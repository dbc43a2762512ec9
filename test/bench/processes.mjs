import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { once as ask } from './drive.mjs';

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
/** What `npm run worker` and `npm start` give to Node. */
const FLAGS = scripts.worker.split(' ').filter(word => word.startsWith('--'));

/**
 * Starts a program of the house, with these settings and nothing else of the environment, and waits until it says so.
 * @param {string} file beside this one, or from here
 * @param {Record<string, string>} settings
 * @param {string} ready words of its output
 * @returns {Promise<{ child: import('node:child_process').ChildProcess, said: string }>}
 */
export async function run(file, settings, ready, options = []) {
  const child = spawn(process.execPath, [...FLAGS, ...options, fileURLToPath(new URL(file, import.meta.url))], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', data => {
    if (!said.includes(ready)) said += data;
  });
  while (!said.includes(ready)) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${said}`);
    await sleep(10);
  }
  return { child, said };
}

/**
 * Starts the product over a house that has been filled; gives its address, its process and how to speak as the person who measures.
 * @param {{ url: string, directory: string, password: string }} house as `openHouse` gives it
 * @param {string} login
 * @param {string[]} options of Node
 * @param {(() => unknown)[]} ends gets its end
 */
export async function startProduct({ url: database, directory, password }, login, options, ends) {
  const port = await freePort();
  const settings = { HOST: '127.0.0.1', PORT: `${port}`, DATABASE_URL: database, DATA_DIR: directory, LOAD_SEEDS: 'false' };
  const begun = performance.now();
  const { child } = await run('../../server/dist/main.js', settings, '督导系统已就绪', options);
  const startMs = Math.round(performance.now() - begun);
  ends.push(() => end(child));
  const url = `http://127.0.0.1:${port}`;
  const session = await ask(`${url}/api/session`, 'POST', {}, { login, password });
  if (session.status >= 300) throw new Error(`sign-in: ${JSON.stringify(session.answer)}`);
  const cookie = session.headers.get('set-cookie').split(';')[0];
  return { url, pid: child.pid, startMs, headers: { cookie, 'x-csrf-token': session.answer.csrfToken } };
}

/** Ends a program and waits for its end. */
export async function end(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** `VmRSS` or `VmHWM` of a process in megabytes. */
export function memoryOf(pid, what) {
  return Math.round(Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${what}:\\s+(\\d+)`))[1]) / 1000);
}

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
