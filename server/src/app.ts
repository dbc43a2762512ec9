import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConsoleLogger, type INestApplicationContext, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { ENTITIES } from './entities.js';
import { describeApi } from './openapi.js';
import { checkRoutes } from './people/routes.check.js';
import type { Config } from './platform/config.js';
import { dataSourceOptions, migrate } from './platform/database/data-source.js';
import { refuseDeep } from './platform/depth.js';
import { serveHealth } from './platform/health.js';
import { OutboxService } from './platform/outbox.service.js';
import { openBlobs } from './platform/platform.module.js';
import { ProblemFilter } from './platform/problem.filter.js';
import { serveMetrics } from './platform/queue/metrics.js';

const SCREEN = fileURLToPath(new URL('../../admin/dist', import.meta.url));
const LEVELS: LogLevel[] = ['verbose', 'debug', 'log', 'warn', 'error', 'fatal'];
const FIRST_LEVEL: Record<string, number> = { trace: 0, debug: 1, info: 2, warn: 3, error: 4, fatal: 5, silent: 6 };

/** Connects and brings the schema up to date. */
export async function openDatabase(url: string): Promise<DataSource> {
  const source = await new DataSource(dataSourceOptions(url, ENTITIES)).initialize();
  await migrate(source);
  return source;
}

/** Builds the application over a migrated database, ready to listen; the caller closes it and the data source. */
export async function createApp(config: Config, source: DataSource): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, source, await openBlobs(config)), {
    logger: loggerOf(config),
    abortOnError: false,
    bodyParser: false,
  });
  app.set('trust proxy', config.trustProxy);
  app.use(secured());
  app.use(compression());
  app.use(express.json({ limit: '5mb' }), refuseDeep);
  app.setGlobalPrefix('api');
  app.useGlobalFilters(new ProblemFilter());
  const server = app.getHttpAdapter().getInstance() as express.Express;
  serveHealth(server, source);
  serveMetrics(server, app);
  serveScreen(server);
  describeApi(app);
  await app.init();
  checkRoutes(app);
  app.get(OutboxService).checkHandlers();
  return app;
}

/** The same rooms without their routes, for a worker. With a port it tells of its health and figures, and of nothing else. */
export async function createWorker(config: Config, source: DataSource): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(AppModule.with(config, source, await openBlobs(config)), {
    logger: loggerOf(config),
    abortOnError: false,
  });
  app.get(OutboxService).checkHandlers();
  return app;
}

/** What a worker answers over HTTP. */
export function workerPages(app: INestApplicationContext): express.Express {
  const server = express().disable('x-powered-by');
  serveHealth(server, app.get(DataSource));
  serveMetrics(server, app);
  return server;
}

function loggerOf(config: Config): ConsoleLogger {
  const logLevels = LEVELS.slice(FIRST_LEVEL[config.logLevel] ?? 3);
  return new ConsoleLogger({ logLevels, json: config.production && !process.stdout.isTTY });
}

/** Works over plain http by IP address, as offices open it: no upgrade to https, no cross-origin opener policy. */
function secured() {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        upgradeInsecureRequests: null,
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        frameAncestors: ["'self'"],
        fontSrc: ["'self'", 'data:'],
      },
    },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    strictTransportSecurity: false,
  });
}

/** The built front end: files with a hash in their name for a year, the page itself always asked for again; unknown paths outside the API get the page. */
function serveScreen(server: express.Express): void {
  if (!existsSync(join(SCREEN, 'index.html'))) return;
  server.use('/assets', express.static(join(SCREEN, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }));
  server.use(express.static(SCREEN, { index: false, maxAge: '1h' }));
  server.get('/{*path}', (request: Request, response: Response, next: NextFunction) => {
    if (request.path.startsWith('/api/') || request.path.startsWith('/health')) return next();
    response.set('Cache-Control', 'no-cache').sendFile(join(SCREEN, 'index.html'));
  });
}
