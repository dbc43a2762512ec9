import { timingSafeEqual } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Express, Request, Response } from 'express';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { OutboxService } from '../outbox.service.js';
import { Carrier } from './carrier.js';
import { OutboxWatch } from './outbox.watch.js';
import { Scheduler } from './scheduler.js';

interface Metric {
  name: string;
  help: string;
  type: 'gauge' | 'counter';
  /** Value by job, or the one value. */
  values: Record<string, number> | number;
}

/**
 * `GET /metrics` in the text form of Prometheus: the queue as the database knows it, and what this process has done. For those who show the
 * configured token; where none is configured, for callers on this machine. Others learn nothing, not even that it exists.
 */
export function serveMetrics(server: Express, app: INestApplicationContext): void {
  const config: Config = app.get(CONFIG);
  server.get('/metrics', async (request: Request, response: Response) => {
    if (!mayRead(request, config.metricsToken)) return response.sendStatus(404);
    const text = await metrics(app).then(
      all => all.map(print).join(''),
      () => null,
    );
    if (text === null) return response.sendStatus(503);
    response.set('Cache-Control', 'no-store').type('text/plain; version=0.0.4').send(text);
  });
}

async function metrics(app: INestApplicationContext): Promise<Metric[]> {
  const now = app.get(Clock).now().getTime();
  const figures = await app.get(OutboxWatch).figures();
  const { tally } = app.get(OutboxService);
  const byJob = (value: (line: (typeof figures)[number]) => number) => Object.fromEntries(figures.map(line => [line.name, value(line)]));
  const counted = (what: 'done' | 'failed') => Object.fromEntries([...tally].map(([name, counts]) => [name, counts[what]]));
  return [
    { name: 'queue_depth', help: 'Rows still to do.', type: 'gauge', values: byJob(line => line.depth) },
    {
      name: 'queue_oldest_seconds',
      help: 'Age of the oldest row still to do.',
      type: 'gauge',
      values: byJob(line => (line.oldestAt ? Math.max(0, (now - line.oldestAt.getTime()) / 1000) : 0)),
    },
    { name: 'queue_failing', help: 'Rows that wait for another attempt.', type: 'gauge', values: byJob(line => line.failing) },
    { name: 'queue_dead', help: 'Rows given up.', type: 'gauge', values: byJob(line => line.dead) },
    { name: 'jobs_done_total', help: 'Rows done by this process.', type: 'counter', values: counted('done') },
    { name: 'jobs_failed_total', help: 'Attempts failed in this process.', type: 'counter', values: counted('failed') },
    { name: 'queue_workers', help: 'Workers connected to Redis.', type: 'gauge', values: app.get(Carrier).workers },
    { name: 'scheduler_leads', help: 'Whether this process keeps the duties.', type: 'gauge', values: Number(app.get(Scheduler).leads) },
  ];
}

function print({ name, help, type, values }: Metric): string {
  const full = `dudao_${name}`;
  const lines =
    typeof values === 'number' ? [`${full} ${values}`] : Object.entries(values).map(([job, value]) => `${full}{job="${job}"} ${value}`);
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${lines.join('\n')}\n`;
}

/** The caller's own address counts, not the proxy's: `request.ip` goes by TRUST_PROXY. */
function mayRead(request: Request, token: string | null): boolean {
  if (token === null) return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip ?? '');
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
