import { build, install } from './prepare.mjs';
import { main } from './steps.mjs';

/** Ends the system in order when the npm that started it has been killed. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

await main(async () => {
  endWithNpm();
  await install();
  await build();
  await import('../dist/main.js');
});
