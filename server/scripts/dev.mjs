import { build, install } from './prepare.mjs';
import { main, root, start } from './steps.mjs';

const port = process.env.PORT || '3000';

/** What runs side by side: the compiler writes, the server starts anew when it has written, the screens are served by vite. */
const PROGRAMS = [
  { cwd: `${root}server`, command: ['node_modules/.bin/tsc', '-p', 'tsconfig.json', '--watch', '--preserveWatchOutput'] },
  { cwd: root, command: ['node', '--watch', '--watch-preserve-output', 'server/dist/main.js'], env: { NODE_ENV: 'development' } },
  { cwd: `${root}admin`, command: ['../node_modules/.bin/vite'], env: { API_PORT: port } },
];

await main(async () => {
  await install();
  await build(['server']);
  console.log(`开发方式：接口在端口 ${port}，界面地址见 vite 的提示；按 Ctrl-C 全部停止。`);
  const children = PROGRAMS.map(({ command, ...options }) => start(command, options));
  const stop = () => {
    for (const child of children) if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  await Promise.all(children.map(child => new Promise(resolve => child.once('exit', resolve))));
});
