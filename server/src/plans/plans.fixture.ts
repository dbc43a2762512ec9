import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import request, { type Response } from 'supertest';
import type { DataSource } from 'typeorm';
import { openTestDatabase } from '../../../test/support/database.js';
import { createApp } from '../app.js';
import { type Organisation, PASSWORD, settle } from '../people/people.fixture.js';
import { Clock } from '../platform/clock.js';
import { readConfig } from '../platform/config.js';

/** A plan of the usual build: a dated target, measures with and without units and dates, one in list form, a reported result. */
export const PLAN_TEXT = `聊城市基层医疗卫生能力提升工作方案

一、主要目标
到2026年底，县域内就诊率达到90%以上。
二、主要措施
（一）机构建设
加强县级医院建设，完善急诊急救体系，2026年底前完成设备更新。（牵头单位：市卫生健康委，配合单位：市财政局）
推进乡镇卫生院标准化改造，补齐设备短板。（责任单位：市财政局）
（二）队伍建设
队伍建设提能扩量方面，主要是强化基层编制保障，加强乡村医生队伍建设，开展乡村医生全员培训。
三、工作基础
截至目前，全市已建成县域医疗服务次中心7家。
`;

export const TODAY = '2026-11-22';

export interface House {
  app: INestApplication;
  source: DataSource;
  organisation: Organisation;
  close(): Promise<void>;
}

/** The whole application over a database of its own, with the small organisation of the people room, at nine o'clock on TODAY. */
export async function openHouse(): Promise<House> {
  const directory = mkdtempSync(join(tmpdir(), 'plans-'));
  const { source, close: dropDatabase } = await openTestDatabase();
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: directory, LOG_LEVEL: 'fatal' });
  const app = await createApp(config, source);
  const now = new Date(`${TODAY}T01:00:00Z`);
  app.get(Clock).set(now);
  const organisation = await settle(source, now);
  await app.listen(0, '127.0.0.1');
  const close = async () => {
    await app.close();
    await dropDatabase();
    rmSync(directory, { recursive: true, force: true });
  };
  return { app, source, organisation, close };
}

let keys = 0;

/** Somebody at a browser. */
export class Person {
  private readonly agent;
  cookie = '';
  csrfToken = '';

  constructor(app: INestApplication) {
    this.agent = request.agent(app.getHttpServer());
  }

  static async signedIn(app: INestApplication, login: string): Promise<Person> {
    const person = new Person(app);
    const response = await person.agent.post('/api/session').send({ login, password: PASSWORD });
    if (response.status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(response.body)}`);
    person.csrfToken = response.body.csrfToken;
    person.cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    return person;
  }

  get(path: string): Promise<Response> {
    return Promise.resolve(this.agent.get(path).buffer(true));
  }

  /** @param key the Idempotency-Key; a new one where none is given */
  send(method: 'post' | 'put' | 'patch', path: string, body: object, key = `spec-${keys++}`): Promise<Response> {
    return Promise.resolve(this.agent[method](path).set('X-CSRF-Token', this.csrfToken).set('Idempotency-Key', key).send(body));
  }

  /** Downloads bytes. */
  bytes(path: string): Promise<Response> {
    return Promise.resolve(
      this.agent
        .get(path)
        .buffer(true)
        .parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => done(null, Buffer.concat(parts)));
        }),
    );
  }

  /** Sends a file with text fields beside it. */
  file(path: string, fileName: string, bytes: Buffer, fields: Record<string, string> = {}, key = `spec-${keys++}`): Promise<Response> {
    const sent = this.agent.post(path).set('X-CSRF-Token', this.csrfToken).set('Idempotency-Key', key);
    return Promise.resolve(sent.field(fields).attach('file', bytes, fileName));
  }

  upload(fileName: string, content: string | Buffer, key = `spec-${keys++}`, title = ''): Promise<Response> {
    const sent = this.agent.post('/api/documents').set('X-CSRF-Token', this.csrfToken).set('Idempotency-Key', key);
    if (title) sent.field('title', title);
    return Promise.resolve(sent.attach('file', Buffer.from(content), { filename: fileName, contentType: 'text/plain' }));
  }
}

let copies = 0;

/** Uploads the plan above, each time as another text; answers the document. */
export async function uploaded(planner: Person, text = PLAN_TEXT) {
  const { status, body } = await planner.upload('方案.txt', `${text}第${copies++}份`);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

/** Takes the list apart, accepts everything and confirms; answers the plan. */
export async function confirmed(planner: Person, text = PLAN_TEXT) {
  const { id, planId, records } = await uploaded(planner, text);
  const list = records.find((record: { items: unknown[] }) => record.items.length > 1);
  await planner.send('post', `/api/documents/${id}/records/${list.id}/items`, { version: list.version });
  await acceptAll(planner, id);
  const { status, body } = await planner.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

/** Accepts every record that takes a decision. */
export async function acceptAll(planner: Person, documentId: number): Promise<void> {
  const { records } = (await planner.get(`/api/documents/${documentId}`)).body;
  const open = records.filter((record: { kind: string }) => record.kind !== 'heading');
  const { status, body } = await planner.send('post', `/api/documents/${documentId}/decisions`, {
    records: seen(open),
    decision: 'accepted',
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
}

/** Records as an act names them. */
export const seen = (records: { id: number; version: number }[]) => records.map(({ id, version }) => ({ id, version }));

export const CONFIRMATION = {
  version: 1,
  title: '聊城市基层医疗卫生能力提升工作方案',
  kind: 'action_3y',
  docNumber: '聊卫发〔2024〕5号',
  startYear: 2024,
  endYear: 2026,
  phases: [
    { year: 2025, kind: 'build', name: '加快建设', dueDate: '2025-12-31' },
    { year: 2026, kind: 'finish', name: '扫尾收官', dueDate: '2026-12-31' },
  ],
};
