// `npm run -s read`, `npm run -s read:score` and `npm run -s read:train`: runs the built reading library, or says in Chinese that it is not built yet.
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/reading/', import.meta.url);
if (!existsSync(fileURLToPath(new URL('command.js', built)))) {
  process.stderr.write('阅读程序尚未编译。请先在项目根目录运行 npm run build,再重试。\n');
  process.exit(2);
}

const [, , task, ...rest] = process.argv;
process.argv = [process.argv[0], process.argv[1], ...rest];
if (task === 'score') {
  const { report } = await import(new URL('scoreCommand.js', built));
  const at = rest.indexOf('--misses');
  process.stdout.write(`${report(process.cwd(), at < 0 ? 0 : Number(rest[at + 1] ?? 10))}\n`);
} else if (task === 'learn') {
  const { learn, PRIOR } = await import(new URL('kinds/train.js', built));
  const { prior, figures } = learn(process.cwd(), rest);
  writeFileSync(PRIOR, prior);
  process.stdout.write(`${figures}\n`);
} else if (task === 'train') {
  const { train, WEIGHTS } = await import(new URL('kinds/train.js', built));
  writeFileSync(WEIGHTS, train(process.cwd()));
} else {
  await import(new URL('command.js', built));
}
