import { type INestApplication, Logger } from '@nestjs/common';
import request from 'supertest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Clock } from '../platform/clock.js';
import { OutboxService } from '../platform/outbox.service.js';
import { serveMetrics } from '../platform/queue/metrics.js';
import { JOBS } from '../rules/jobs.js';
import { openRoom, settle, signedIn } from './people.fixture.js';

const NOON = new Date('2026-11-22T04:00:00Z');
let database: TestDatabase;
let app: INestApplication;
let fails = true;

beforeAll(async () => {
  database = await openTestDatabase();
  await settle(database.source, NOON);
  app = await openRoom(database.source);
  serveMetrics(app.getHttpAdapter().getInstance(), app);
  app.get(Clock).set(NOON);
  app.get(OutboxService).handle('message.send', async () => {
    if (fails) throw new Error('connect ECONNREFUSED');
  });
  Logger.overrideLogger(false);
});
beforeEach(async () => {
  fails = true;
  await database.source.query('DELETE FROM outbox');
});
afterAll(async () => {
  await app?.close();
  await database?.close();
});

const leave = (taskId: number) =>
  app.get(OutboxService).add(database.source.manager, 'message.send', { notice: 'issued', taskId, historyId: 7 });
const giveUp = () =>
  database.source.query("UPDATE outbox SET dead = true, attempts = 8, last_error = '邮件服务器没有应答' WHERE done_at IS NULL");

describe('the queue page', () => {
  it('shows how the queue stands: by job, with the oldest', async () => {
    await leave(1);
    await giveUp();
    await leave(2);
    await leave(3);
    const { body } = await (await signedIn(app, 'system')).get('/api/queue');
    expect(body).toEqual({
      wayLabel: '未设置 Redis：由网页进程直接处理',
      troubled: false,
      workers: 0,
      jobs: expect.arrayContaining([
        { name: 'message.send', label: '发送消息', depth: 2, failing: 0, dead: 1, oldestAt: NOON.toISOString() },
      ]),
    });
    expect(body.jobs.map(({ name }: { name: string }) => name)).toEqual(Object.keys(JOBS));
  });

  it('lists what has failed by kind, numbers, times and error, and tells when it is tried again', async () => {
    await leave(12);
    await app.get(OutboxService).drain();
    const { body } = await (await signedIn(app, 'system')).list('/api/failed-jobs');
    expect(body).toEqual({
      data: [
        {
          id: expect.any(Number),
          label: '发送消息',
          references: '任务 12、办理记录 7',
          addedAt: NOON.toISOString(),
          attempts: 1,
          nextAt: '2026-11-22T04:00:02.000Z',
          error: 'connect ECONNREFUSED',
        },
      ],
      total: 1,
    });
  });

  it('sends a dead letter again, all its attempts before it, and leaves a line in the audit log', async () => {
    for (const taskId of [1, 2, 3]) await leave(taskId);
    await giveUp();
    const system = await signedIn(app, 'system');
    const [first] = (await system.list('/api/failed-jobs', { dead: true })).body.data;
    fails = false;
    expect((await system.send('post', '/api/failed-jobs/resending', { ids: [first.id] })).body).toEqual({ resent: 1 });
    expect(await app.get(OutboxService).drain()).toBe(1);
    expect((await system.send('post', '/api/failed-jobs/resending', { ids: [first.id] })).body).toEqual({ resent: 0 });
    expect((await system.send('post', '/api/failed-jobs/resending', { ids: 'all' })).body).toEqual({ resent: 2 });
    expect(await app.get(OutboxService).drain()).toBe(2);
    expect((await system.list('/api/failed-jobs')).body.total).toBe(0);
    const lines = await database.source.query("SELECT detail FROM audit_line WHERE act = 'queue.resend' ORDER BY place");
    expect(lines.map(({ detail }: { detail: { ids: number[] } }) => detail.ids.length)).toEqual([1, 2]);
  });

  it('refuses an empty choice, and everybody but the system administrator', async () => {
    const system = await signedIn(app, 'system');
    const { status, body } = await system.send('post', '/api/failed-jobs/resending', { ids: [] });
    expect([status, body.detail]).toEqual([400, expect.stringContaining('请选择要重新发送的事项')]);
    for (const login of ['planner', 'supervisor', 'security', 'auditor']) {
      const other = await signedIn(app, login);
      expect((await other.get('/api/queue')).status).toBe(403);
      expect((await other.list('/api/failed-jobs')).status).toBe(403);
      expect((await other.send('post', '/api/failed-jobs/resending', { ids: 'all' })).status).toBe(403);
    }
  });
});

describe('/metrics', () => {
  it('gives the figures to this machine, and to nobody who comes through a proxy from elsewhere', async () => {
    await leave(1);
    app.get(Clock).set(new Date(NOON.getTime() + 90_000));
    await leave(2);
    const { text, headers } = await request(app.getHttpServer()).get('/metrics').expect(200);
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(text).toContain('# TYPE dudao_queue_depth gauge\ndudao_queue_depth{job="message.send"} 2\n');
    expect(text).toContain('dudao_queue_oldest_seconds{job="message.send"} 90\n');
    expect(text).toContain('dudao_scheduler_leads 0\n');
    await request(app.getHttpServer()).get('/metrics').set('X-Forwarded-For', '10.1.2.3').expect(404);
    app.get(Clock).set(NOON);
  });
});
