import { once } from 'node:events';
import { createWorker, openDatabase, workerPages } from './app.js';
import { live } from './lifetime.js';
import { type Config, ConfigError, embeddedDirectory, readConfig } from './platform/config.js';
import { runningServer } from './platform/database/embedded.js';
import { PortTaken, portIsFree } from './platform/port.js';
import { startWork } from './work.js';

/** A worker: handles what the outbox holds, beside any number of its like; one of all keeps the clock's duties. */
await live(async onStop => {
  const config = readConfig();
  if (config.redisUrl === null)
    throw new ConfigError(
      '工作进程通过 Redis 接收待办事项，请设置 REDIS_URL（例如 redis://127.0.0.1:6379）。没有 Redis 时只需运行 npm start。',
    );
  const source = await openDatabase(databaseOf(config));
  onStop(() => source.destroy());
  const app = await createWorker(config, source);
  onStop(() => app.close());
  await startWork(app, 'worker');
  if (config.workerPort !== null) {
    if (!(await portIsFree(config.workerPort, config.host))) throw new PortTaken(config.workerPort, 'WORKER_PORT');
    const server = workerPages(app).listen(config.workerPort, config.host);
    onStop(async () => server.close());
    await once(server, 'listening');
  }
  console.log('工作进程已就绪。');
});

/** The configured database, or the embedded one of the web process on this machine. */
function databaseOf(config: Config): string {
  const url = config.databaseUrl ?? runningServer(embeddedDirectory(config));
  if (!url) throw new ConfigError('找不到数据库：请设置 DATABASE_URL，或先在本机用 npm start 启动系统，再启动工作进程。');
  return url;
}
