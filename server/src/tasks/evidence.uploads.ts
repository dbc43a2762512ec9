import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { FileStore } from '@tus/file-store';
import { ERRORS, Server, type Upload } from '@tus/server';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CONFIG, type Config } from '../platform/config.js';
import { check } from '../platform/dto.js';
import { tooLarge } from '../platform/files/blob.store.js';
import { cleanFileName } from '../platform/files/file-name.js';
import { invalid, notFound, Problem } from '../platform/problems.js';
import { Scheduler } from '../platform/queue/scheduler.js';
import type { Actor } from '../rules/actor.js';
import { EvidenceService, type Purpose } from './evidence.service.js';
import { refuseType } from './sniff.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const UPLOADS_PATH = '/api/uploads';

/** As uploads are numbered: nothing else is looked for on the disk or in the database. */
const NUMBER = /^[0-9a-f-]{36}$/;

const number = z.coerce.number().int().min(1).max(2_147_483_647);

/** What the browser tells of a file when it begins to send it. */
const Announced = z.object({
  assignmentId: number,
  fileName: z.string().min(1, '文件没有名称，请改名后再上传。').max(1000),
  /** Number of the requirement; `none`: for none of them; absent: the name tells. */
  requirementId: z.union([z.literal('none'), number]).optional(),
  replaces: number.optional(),
});
type Announced = z.infer<typeof Announced>;

/**
 * Uploads in pieces (tus 1.0) that go on where they stopped, after a broken connection, a closed browser or a killed server. The pieces lie in
 * `uploads/` until the file is whole; then it takes the same way as a file that came in one request. What was not finished within a day is removed.
 */
@Injectable()
export class EvidenceUploads implements OnModuleInit {
  private readonly store: FileStore;
  private readonly server: Server;
  /** Who sends what is being taken. */
  private readonly acting = new AsyncLocalStorage<Actor>();

  constructor(
    private readonly evidence: EvidenceService,
    private readonly scheduler: Scheduler,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const directory = join(config.dataDir, 'uploads');
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.store = new FileStore({ directory, expirationPeriodInMilliseconds: DAY_MS });
    this.server = new Server({
      path: UPLOADS_PATH,
      datastore: this.store,
      relativeLocation: true,
      maxSize: config.evidenceMaxBytes,
      namingFunction: () => randomUUID(),
      allowedOrigins: [],
      onUploadCreate: async (_request, { metadata }) => ({
        metadata: { ...metadata, accountId: String(this.acting.getStore()?.accountId) },
      }),
      onUploadFinish: (_request, upload) => this.finish(upload),
      onResponseError: (_request, error) => ({ status_code: statusOf(error), body: JSON.stringify(protocolProblem(error).body()) }),
    });
  }

  onModuleInit(): void {
    this.scheduler.every(HOUR_MS, 'uploads.clean', () => this.store.deleteExpired());
  }

  /** Begins an upload, once its share, purpose, size and name are such that it can be kept. */
  async begin(actor: Actor, request: Request, response: Response): Promise<void> {
    const { fileName, assignmentId, ...rest } = announcedIn(request);
    const size = Number(request.headers['upload-length']);
    if (size === 0) throw new Problem(400, 'upload.empty', '文件是空的', `“${fileName}”没有内容，请检查文件后重新上传。`);
    if (size > this.config.evidenceMaxBytes) throw tooLarge(this.config.evidenceMaxBytes);
    refuseType(cleanFileName(fileName));
    await this.evidence.expect(assignmentId, actor, purposeOf(rest));
    await this.acting.run(actor, () => this.server.handle(request, response));
  }

  /** How far an upload has come. One that is whole but was not kept, because the server went down at that moment, is kept now. */
  async state(id: string, actor: Actor): Promise<{ offset: number; size: number; evidenceId: number | null }> {
    if (!NUMBER.test(id)) throw notFound('upload', '次上传');
    const kept = await this.evidence.ofUpload(id, actor);
    if (kept) return { offset: kept.size, size: kept.size, evidenceId: kept.id };
    const upload = await this.own(id, actor);
    const { offset, size = 0 } = upload;
    return { offset, size, evidenceId: offset === size ? await this.keep(upload, actor) : null };
  }

  /** Takes the next piece; after the last one the file is kept as evidence. */
  async append(id: string, actor: Actor, request: Request, response: Response): Promise<void> {
    const { assignmentId, ...purpose } = announced((await this.own(id, actor)).metadata);
    await this.evidence.expect(assignmentId, actor, purposeOf(purpose));
    await this.acting.run(actor, () => this.server.handle(request, response));
  }

  /** Gives an unfinished upload up. */
  async discard(id: string, actor: Actor): Promise<void> {
    await this.own(id, actor);
    await this.store.remove(id);
  }

  /** The answer to the last piece: the evidence's number, or why it is not kept. */
  private async finish(upload: Upload) {
    const actor = this.acting.getStore();
    if (!actor) throw new Error('an upload ended outside a request');
    try {
      const id = await this.keep(upload, actor);
      return { status_code: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ id }) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const body = JSON.stringify(error.body());
      return { status_code: error.status, headers: { 'Content-Type': 'application/problem+json' }, body };
    }
  }

  /** A refusal ends the upload; anything else (the database or the store is away) leaves it for the next attempt. */
  private async keep(upload: Upload, actor: Actor): Promise<number> {
    const { assignmentId, fileName, ...rest } = announced(upload.metadata);
    const file = { name: fileName, stream: this.store.read(upload.id) };
    try {
      const id = await this.evidence.upload(assignmentId, actor, file, undefined, { ...purposeOf(rest), uploadId: upload.id });
      await this.remove(upload.id);
      return id;
    } catch (error) {
      if (error instanceof Problem && error.status < 500) await this.remove(upload.id);
      throw error;
    } finally {
      file.stream.destroy();
    }
  }

  /** Two ends of one upload may both come here. */
  private async remove(id: string): Promise<void> {
    await this.store.remove(id).catch(() => undefined);
  }

  private async own(id: string, actor: Actor): Promise<Upload> {
    const upload = NUMBER.test(id) ? await this.store.getUpload(id).catch(() => null) : null;
    if (!upload || upload.metadata?.accountId !== String(actor.accountId)) throw notFound('upload', '次上传');
    return upload;
  }
}

function announcedIn(request: Request): Announced {
  const pairs = String(request.headers['upload-metadata'] ?? '').split(',');
  const metadata = Object.fromEntries(
    pairs.map(pair => {
      const [key = '', value = ''] = pair.trim().split(' ');
      return [key, Buffer.from(value, 'base64').toString('utf8')];
    }),
  );
  if ('accountId' in metadata) throw invalid('上传的说明有误，请刷新页面后重新上传。');
  return announced(metadata);
}

/** The file's own words about itself; throws `input.invalid`. */
const announced = (metadata: Upload['metadata']): Announced => check(Announced, metadata ?? {});

function purposeOf({ requirementId, replaces }: Pick<Announced, 'requirementId' | 'replaces'>): Purpose {
  return {
    ...(requirementId !== undefined && { requirementId: requirementId === 'none' ? null : requirementId }),
    ...(replaces !== undefined && { replaces }),
  };
}

const statusOf = (error: Error | { status_code: number }) => ('status_code' in error ? error.status_code : 500);

/** What a program did wrong in the protocol, or that the pieces could not be written. */
function protocolProblem(error: Error | { status_code: number }): Problem {
  const status = statusOf(error);
  if (status === ERRORS.INVALID_OFFSET.status_code)
    return new Problem(409, 'upload.offset', '上传位置不符', '续传的位置与已收到的不一致，正在重新核对。');
  if (status >= 500)
    return new Problem(status, 'upload.failed', '未能保存', '这一段没有保存成功，系统会自动续传；仍不成功的，请联系系统管理员。');
  return new Problem(status, 'upload.protocol', '上传请求有误', '上传请求不符合续传协议，请刷新页面后重新上传。');
}
