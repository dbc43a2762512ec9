import { readFileSync } from 'node:fs';
import { build, install } from './prepare.mjs';
import { main } from './steps.mjs';

/** Ends the system in order when the npm that started it, or the shell between them, has been killed. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const line = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === line) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

/** The numbers of our parent and of its parent. */
function ancestors() {
  try {
    return `${process.ppid} ${readFileSync(`/proc/${process.ppid}/status`, 'utf8').match(/^PPid:\t(\d+)$/m)[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}

await main(async () => {
  endWithNpm();
  await install();
  await build();
  await import('../dist/main.js');
});
