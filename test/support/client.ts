import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { INestApplication } from '@nestjs/common';
import request, { type Response } from 'supertest';
import type { TaskDetail } from '../../server/src/tasks/task.dto.js';
import { passwordOf } from './settled.js';

/** One person at a browser: the cookie, the CSRF token, and the routes in the words of the office. */
export class Client {
  private readonly agent;
  private csrfToken = '';
  private cookie = '';

  constructor(app: INestApplication) {
    this.agent = request.agent(app.getHttpServer());
  }

  async signIn(login: string): Promise<this> {
    const response = await this.agent.post('/api/session').send({ login, password: passwordOf(login) });
    if (response.status !== 200) throw new Error(`${login} cannot sign in: ${response.text}`);
    this.csrfToken = response.body.csrfToken;
    return this;
  }

  /** Takes a session over that was opened beside the sign-in, as for accounts whose password nobody knows. */
  carry(token: string, csrfToken: string): this {
    this.cookie = `dudao_session=${token}`;
    this.agent.set('Cookie', this.cookie);
    this.csrfToken = csrfToken;
    return this;
  }

  get(path: string, filter?: object, extra: object = {}): Promise<Response> {
    const query = filter ? { filter: JSON.stringify(filter), ...extra } : extra;
    return Promise.resolve(this.agent.get(`/api/${path}`).query(query));
  }

  send(method: 'post' | 'put' | 'patch' | 'delete', path: string, body: object = {}, key: string = randomUUID()): Promise<Response> {
    return Promise.resolve(this.agent[method](`/api/${path}`).set({ 'X-CSRF-Token': this.csrfToken, 'Idempotency-Key': key }).send(body));
  }

  /** What a request needs that is put together by hand; only for a session that was carried over. */
  headers(): Record<string, string> {
    return { Cookie: this.cookie, 'X-CSRF-Token': this.csrfToken };
  }

  /** Sends bytes as they are. */
  raw(method: 'post' | 'put', path: string, body: string, headers: Record<string, string>): Promise<Response> {
    const sending = this.agent[method](`/api/${path}`).set({ 'X-CSRF-Token': this.csrfToken, ...headers });
    return Promise.resolve(sending.serialize(text => String(text)).send(body));
  }

  /** The bytes of an answer. */
  download(path: string): Promise<Response> {
    return Promise.resolve(
      this.agent
        .get(`/api/${path}`)
        .buffer(true)
        .parse(binary as never),
    );
  }

  /** Sends a piece of an upload. */
  bytes(path: string, bytes: Buffer, headers: Record<string, string>): Promise<Response> {
    const sending = this.agent.patch(`/api/${path}`).set({ 'X-CSRF-Token': this.csrfToken, ...headers });
    return Promise.resolve(sending.set('Content-Type', 'application/offset+octet-stream').send(bytes));
  }

  /** As a page of another site would send it: with the cookie, without the token. */
  withoutToken(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string): Promise<Response> {
    return Promise.resolve(this.agent[method](`/api/${path}`).send({}));
  }

  post(path: string, body: object = {}, key?: string): Promise<Response> {
    return this.send('post', path, body, key);
  }

  /** Uploads one file under a name. */
  upload(path: string, name: string, content: Buffer, key?: string): Promise<Response> {
    const sending = this.agent.post(`/api/${path}`).set({ 'X-CSRF-Token': this.csrfToken, ...(key && { 'Idempotency-Key': key }) });
    return Promise.resolve(sending.attach('file', content, name));
  }

  /** The task as this person sees it; fails when it is out of reach. */
  async task(id: number): Promise<TaskDetail> {
    const response = await this.get(`tasks/${id}`);
    if (response.status !== 200) throw new Error(`task ${id}: ${response.status} ${response.text}`);
    return response.body;
  }

  /** Does an act on a task with the version that the person sees now. */
  async act(taskId: number, noun: string, fields: object = {}): Promise<Response> {
    const { version } = await this.task(taskId);
    return this.post(`tasks/${taskId}/${noun}`, { version, ...fields });
  }

  /** Does an act on the share of this person's own unit. */
  async actOnShare(taskId: number, noun: string, fields: object = {}): Promise<Response> {
    const { myAssignment } = await this.task(taskId);
    if (!myAssignment) throw new Error(`task ${taskId}: no share of one's own`);
    return this.post(`assignments/${myAssignment.id}/${noun}`, { version: myAssignment.version, ...fields });
  }
}

function binary(response: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void): void {
  buffer(response).then(
    bytes => done(null, bytes),
    error => done(error, Buffer.alloc(0)),
  );
}
