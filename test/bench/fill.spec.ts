import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { createApp } from '../../server/src/app.js';
import { Audit } from '../../server/src/platform/audit.service.js';
import { Clock } from '../../server/src/platform/clock.js';
import { readConfig } from '../../server/src/platform/config.js';
import { Lights } from '../../server/src/tasks/lights.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { ownFolder } from '../support/folder.js';
import { wrongSights } from '../support/sights.js';
import { fill, VISITOR } from './fill.mjs';

const TASKS = 2000;

let database: TestDatabase;
let app: NestExpressApplication;
let password: string;

beforeAll(async () => {
  database = await openTestDatabase();
  password = await fill(database.url, TASKS, new Clock().today(), () => undefined);
  app = await createApp(readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'fatal', DATA_DIR: ownFolder() }), database.source);
});
afterAll(async () => {
  await app?.close();
  await database?.close();
});

const ask = async (sql: string) => database.source.query(sql);

describe('the house that is measured', () => {
  it('has an audit log whose chain holds, one line for each row of the history', async () => {
    const [{ rows }] = await ask('SELECT count(*) AS rows FROM process_history');
    expect(rows).toBeGreaterThan(TASKS * 5);
    expect(await app.get(Audit).verify()).toMatchObject({ ok: true, checked: rows });
  });

  it('has lights as the application settles them', async () => {
    const days = async () => ({
      tasks: await ask('SELECT id, next_due, warn_from, critical_from, no_data FROM task ORDER BY id'),
      shares: await ask('SELECT id, report_opens, report_due FROM assignment ORDER BY id'),
    });
    const before = await days();
    await app.get(Lights).settle(
      database.source.manager,
      before.tasks.map(({ id }: { id: number }) => id),
    );
    expect(await days()).toEqual(before);
  });

  it('is seen from where the application shows it', async () => {
    const [{ seen }] = await ask('SELECT count(*) AS seen FROM task_sight WHERE task_id <= 400');
    expect(seen).toBeGreaterThan(2000);
    expect(await wrongSights(database.source, 400)).toEqual([]);
  });

  it('has a history that ends where each task and share stands', async () => {
    for (const process of ['task', 'assignment', 'cycle_return'])
      expect(
        await ask(`SELECT r.id, r.state, h.to_state FROM ${process} r CROSS JOIN LATERAL (
          SELECT to_state FROM process_history WHERE process = '${process}' AND record_id = r.id ORDER BY id DESC LIMIT 1) h WHERE h.to_state <> r.state`),
      ).toEqual([]);
  });

  it('is what the application shows and changes', async () => {
    const agent = request.agent(app.getHttpServer());
    const { body: session } = await agent.post('/api/session').send({ login: VISITOR.login, password }).expect(200);
    const { body: list } = await agent.get('/api/tasks').query({ filter: '{"state":"in_progress"}' }).expect(200);
    expect(list.total).toBeGreaterThan(25);
    const urged = list.data.find((row: { permittedActs: string[] }) => row.permittedActs.includes('urge'));
    const { body: task } = await agent
      .post(`/api/tasks/${urged.id}/reminder`)
      .set('X-CSRF-Token', session.csrfToken)
      .send({ version: urged.version, text: '请抓紧办理。' })
      .expect(200);
    expect(task).toMatchObject({ id: urged.id, version: urged.version + 1 });
    expect([task.reports.length, task.evidence.length, task.assignments.length]).toEqual([3, 2, 3]);
    const { body: dashboard } = await agent.get('/api/dashboard').expect(200);
    expect(dashboard.byUnit.length).toBeGreaterThan(10);
  });
});
