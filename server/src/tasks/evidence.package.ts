import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import yazl from 'yazl';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { BlobStore } from '../platform/files/blob.store.js';
import { cleanFileName } from '../platform/files/file-name.js';
import { notFound, refused } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { INDEX, indexPage, MANIFEST, type Manifest, type PackagedFile } from './evidence.manifest.js';

import { visibleTo } from './visible.js';

interface Row extends Omit<PackagedFile, 'path' | 'uploadedAt' | 'frozenAt'> {
  taskId: number;
  uploadedAt: Date;
  frozenAt: Date | null;
}

/** What is packed: one task's evidence, or that of every task of a plan that the actor sees. */
export type Packed = { taskId: number } | { planId: number };

/** Evidence to take along: one .zip with an index to read, a list for programs, and every file under its hash. */
@Injectable()
export class EvidencePackages {
  constructor(
    private readonly source: DataSource,
    private readonly blobs: BlobStore,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Streams the package: files are read one after the other while it is sent. Who took what is in the audit log, with the hash of the list,
   * so that a list that was changed together with its files shows too. Throws 404 outside the scope, 422 where there is nothing to pack.
   */
  async pack(what: Packed, actor: Actor): Promise<{ fileName: string; stream: Readable }> {
    const title = await this.titleOf(what, actor);
    const files = await this.filesOf(what, actor);
    if (files.length === 0) throw refused('下载佐证材料包', ['还没有佐证材料，请待承办单位上传后再下载。']);
    const manifest: Manifest = { title: `${title} 佐证材料`, madeAt: moment(this.clock.now()), madeBy: actor.name, files };
    const list = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
    const digest = createHash('sha256').update(list).digest('hex');
    const [objectType, objectId] = 'taskId' in what ? ['task', what.taskId] : ['plan', what.planId];
    await this.audit.note({ actor, act: 'evidence.package', objectType, objectId, detail: { files: files.length, manifest: digest } });
    return { fileName: cleanFileName(`${manifest.title}.zip`), stream: this.zip(manifest, list, digest) };
  }

  private zip(manifest: Manifest, list: Buffer, digest: string): Readable {
    const zip = new yazl.ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', error => output.destroy(error as Error));
    const mtime = this.clock.now();
    zip.addBuffer(Buffer.from(indexPage(manifest, digest)), INDEX, { mtime });
    zip.addBuffer(list, MANIFEST, { mtime });
    for (const { path, sha256 } of manifest.files)
      if (path)
        zip.addReadStreamLazy(path, { mtime, compress: /\.(txt|csv)$/i.test(path) }, give =>
          this.blobs.open(sha256).then(
            stream => give(null, stream),
            error => give(error, null as never),
          ),
        );
    zip.end();
    return output;
  }

  private async titleOf(what: Packed, actor: Actor): Promise<string> {
    const [row] =
      'taskId' in what
        ? await this.source.query(`SELECT concat_ws(' ', t.no, t.title) AS title FROM task t WHERE t.id = $1 AND ${visibleTo('t', '$2')}`, [
            what.taskId,
            scopeOf(actor).units,
          ])
        : await this.source.query(
            `SELECT p.title FROM plan p WHERE p.id = $1 AND EXISTS (SELECT 1 FROM task t WHERE t.plan_id = p.id AND ${visibleTo('t', '$2')})`,
            [what.planId, scopeOf(actor).units],
          );
    if (!row) throw 'taskId' in what ? notFound('task', '项任务') : notFound('plan', '个方案');
    return row.title;
  }

  private async filesOf(what: Packed, actor: Actor): Promise<PackagedFile[]> {
    const [column, id] = 'taskId' in what ? ['t.id', what.taskId] : ['t.plan_id', what.planId];
    const rows: Row[] = await this.source.query(
      `SELECT t.id AS "taskId", t.no AS "taskNo", t.title AS "taskTitle", q.name AS requirement, u.name AS unit, e.file_name AS "fileName", e.size, e.sha256,
              (row_number() OVER (PARTITION BY COALESCE(e.first_id, e.id) ORDER BY e.id))::int AS "versionNo",
              CASE WHEN e.withdrawn_at IS NOT NULL THEN '已撤回'
                   WHEN EXISTS (SELECT 1 FROM evidence newer WHERE newer.task_id = e.task_id AND newer.first_id = COALESCE(e.first_id, e.id)
                                   AND newer.id > e.id AND newer.withdrawn_at IS NULL) THEN '已有新版' ELSE '有效' END AS status,
              a.name AS "uploadedBy", e.uploaded_at AS "uploadedAt", e.frozen_at AS "frozenAt"
         FROM evidence e JOIN task t ON t.id = e.task_id JOIN assignment s ON s.id = e.assignment_id JOIN unit u ON u.id = s.unit_id
         JOIN account a ON a.id = e.uploader_id LEFT JOIN evidence_requirement q ON q.id = e.requirement_id
        WHERE ${column} = $1 AND ${visibleTo('t', '$2')} ORDER BY t.no NULLS LAST, t.id, q.position NULLS LAST, e.id`,
      [id, scopeOf(actor).units],
    );
    const files: PackagedFile[] = [];
    for (const [index, { taskId, uploadedAt, frozenAt, ...row }] of rows.entries()) {
      const there = await this.blobs.holds(row.sha256);
      const folder = cleanFileName([row.taskNo ?? `任务${taskId}`, row.taskTitle].join(' ').slice(0, 60));
      const path = `${folder}/${String(index + 1).padStart(3, '0')} ${row.fileName}`;
      const times = { uploadedAt: moment(uploadedAt), frozenAt: frozenAt && moment(frozenAt) };
      files.push({ path: there ? path : null, ...row, ...times });
    }
    return files;
  }
}

/** 2026-11-22 16:30 in Liaocheng. */
const moment = (at: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(at);
