import { createApp, openDatabase } from './app.js';
import { greet } from './greeting.js';
import { live } from './lifetime.js';
import { embeddedDirectory, readConfig } from './platform/config.js';
import { startEmbeddedPostgres } from './platform/database/embedded.js';
import { listenOn, PortTaken, portIsFree } from './platform/port.js';
import { loadSeeds } from './seeds/seeds.js';
import { startWork } from './work.js';

const say = (line: string) => console.log(line);

/** The web process: API and front end, and without workers beside it everything else too. */
await live(async onStop => {
  const config = readConfig();
  if (!(await portIsFree(config.port, config.host))) throw new PortTaken(config.port);
  let { databaseUrl } = config;
  if (databaseUrl === null) {
    const database = await startEmbeddedPostgres({ directory: embeddedDirectory(config), log: say });
    onStop(() => database.stop());
    databaseUrl = database.url;
  }
  const source = await openDatabase(databaseUrl);
  onStop(() => source.destroy());
  const app = await createApp(config, source);
  onStop(() => app.close());
  if (config.loadSeeds) await loadSeeds(app, config, say);
  await startWork(app, 'web');
  await listenOn(app, config);
  greet(config, say);
});
