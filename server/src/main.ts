import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DataSource } from 'typeorm';
import { createApp, openDatabase } from './app.js';
import { greet } from './greeting.js';
import { MessageSweep } from './messages/message.sweep.js';
import { type Config, ConfigError, embeddedDirectory, readConfig } from './platform/config.js';
import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from './platform/database/embedded.js';
import { OutboxService } from './platform/outbox.service.js';
import { listenOn, PortTaken, portIsFree } from './platform/port.js';
import { loadSeeds } from './seeds.js';

/** What runs, in the order in which it was started; it is stopped in the opposite one. */
const running: { database?: EmbeddedPostgres; source?: DataSource; app?: NestExpressApplication } = {};
const say = (line: string) => console.log(line);
let stopping: Promise<void> | null = null;

async function start(config: Config): Promise<void> {
  if (!(await portIsFree(config.port, config.host))) throw new PortTaken(config.port);
  if (config.databaseUrl === null) running.database = await startEmbeddedPostgres({ directory: embeddedDirectory(config), log: say });
  running.source = await openDatabase(config.databaseUrl ?? (running.database as EmbeddedPostgres).url);
  running.app = await createApp(config, running.source);
  if (config.loadSeeds) await loadSeeds(running.app, config, say);
  running.app.get(OutboxService).start();
  running.app.get(MessageSweep).start();
  await listenOn(running.app, config);
  greet(config, say);
}

/** Ends requests first, then the connections, the database server last. A second signal changes nothing. */
function stop(): Promise<void> {
  stopping ??= (async () => {
    await running.app?.close();
    await running.source?.destroy();
    await running.database?.stop();
  })();
  return stopping;
}

function stopOn(signal: NodeJS.Signals): void {
  process.on(signal, () => {
    say('正在停止……');
    stop().then(
      () => process.exit(0),
      error => fail(error),
    );
  });
}

function fail(error: unknown): void {
  const expected = error instanceof ConfigError || error instanceof PortTaken || error instanceof EmbeddedPostgresError;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
  stop().finally(() => process.exit(1));
}

stopOn('SIGINT');
stopOn('SIGTERM');
try {
  await start(readConfig());
} catch (error) {
  fail(error);
}
