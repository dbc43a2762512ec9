import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { prepared } from '../platform/database/prepared.js';
import { Doorway } from '../platform/doorway.js';
import { BlobStore, type StoredBlob } from '../platform/files/blob.store.js';
import { cleanFileName } from '../platform/files/file-name.js';
import { claimKey, keepResult } from '../platform/idempotency.js';
import { denied, notFound, Problem, refused } from '../platform/problems.js';
import { type Actor, type Role, scopeOf } from '../rules/actor.js';
import { lockAssignment } from './assignment.room.js';
import { previewOf } from './evidence.types.js';
import { headOf, sniff } from './sniff.js';
import type { EvidenceView } from './task.dto.js';
import { lockTask } from './task.room.js';
import { visibleTo } from './visible.js';

/** States of a task in which proof may still be added. */
const OPEN_FOR_EVIDENCE = ['in_progress', 'returned', 'issued'];

/** Who hands proof in for a unit. */
const HANDING_IN: readonly Role[] = ['unit_staff', 'dept_head'];

interface Share {
  unitId: number;
  state: string;
  taskState: string;
}

type StoredEvidence = Omit<EvidenceView, 'previewable' | 'uploadedAt' | 'frozenAt' | 'withdrawnAt' | 'mayWithdraw'> & {
  unit_id: number;
  task_state: string;
  uploadedAt: Date;
  frozenAt: Date | null;
  withdrawnAt: Date | null;
};

@Injectable()
export class EvidenceService {
  constructor(
    private readonly source: DataSource,
    private readonly blobs: BlobStore,
    private readonly doorway: Doorway,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Why the actor may not add evidence to a share, null where it is allowed: own unit, signed for, work not handed in. */
  refusalOf(share: Share, actor: Actor): Problem | null {
    if (!actor.posts.some(post => post.unitId === share.unitId && HANDING_IN.includes(post.role)))
      return denied('只有承办单位的人员可以上传佐证材料。');
    if (share.state !== 'received') return refused('上传佐证材料', ['本单位还没有签收这项任务，请先签收。']);
    if (!OPEN_FOR_EVIDENCE.includes(share.taskState))
      return refused('上传佐证材料', ['任务已报办结或已办结，不能再补充材料；如需补充，请督查员退回。']);
    return null;
  }

  /**
   * Takes one file for a share. The type is told from the content; the bytes are stored whole before the row exists, so that a broken upload leaves nothing.
   * Throws 404 outside the scope, 403/422 where the share takes none, 413, 415.
   * @returns the evidence's id
   */
  async upload(assignmentId: number, actor: Actor, file: { name: string; stream: Readable }, key?: string): Promise<number> {
    await this.source.transaction(manager => this.lockOpenShare(manager, assignmentId, actor));
    const fileName = cleanFileName(file.name);
    const { head, whole } = await headOf(file.stream);
    const mediaType = await sniff(fileName, head);
    const blob = await this.blobs.put(whole, this.config.evidenceMaxBytes);
    return this.source.transaction(manager => this.keep(manager, assignmentId, actor, { fileName, mediaType, ...blob }, key));
  }

  /** Takes a piece of evidence back, with a reason; the row and the bytes stay. Not while a submission with it is being reviewed. */
  async withdraw(id: number, actor: Actor, reason: string, key?: string): Promise<number> {
    return this.source.transaction(async manager => {
      const [found] = await manager.query(
        `SELECT e.task_id, e.assignment_id, e.file_name, a.unit_id FROM evidence e JOIN assignment a ON a.id = e.assignment_id WHERE e.id = $1`,
        [id],
      );
      const task = found && (await lockTask(manager, found.task_id, scopeOf(actor)));
      if (!task) throw notFound('evidence', '份佐证材料');
      const { repeated } = await claimKey(manager, actor.accountId, key, ['evidence.withdraw', id, reason]);
      if (repeated) return found.task_id;
      const refusal = this.refusalOf({ unitId: found.unit_id, state: 'received', taskState: task.state }, actor);
      if (refusal) throw refusal;
      const [, changed] = await manager.query(
        'UPDATE evidence SET withdrawn_at = $2, withdrawn_reason = $3 WHERE id = $1 AND withdrawn_at IS NULL',
        [id, this.clock.now(), reason],
      );
      if (changed === 0) throw refused('撤回佐证材料', ['这份材料已经撤回。']);
      await this.tell(manager, task, id, 'withdraw', actor, { fileName: found.file_name, reason });
      return found.task_id;
    });
  }

  /** The bytes of a piece of evidence inside the actor's scope. */
  async open(id: number, actor: Actor): Promise<{ fileName: string; mediaType: string; size: number; sha256: string; stream: Readable }> {
    const [found] = await this.source.query(
      `SELECT e.file_name AS "fileName", e.media_type AS "mediaType", e.size, e.sha256 FROM evidence e JOIN task t ON t.id = e.task_id
        WHERE e.id = $1 AND ${visibleTo('t', '$2')}`,
      [id, scopeOf(actor).units],
    );
    if (!found) throw notFound('evidence', '份佐证材料');
    return { ...found, stream: await this.blobs.open(found.sha256) };
  }

  /** All evidence of a task, the withdrawn too; `alsoUsedIn` names tasks in the actor's scope that hold the same content. */
  async ofTask(manager: EntityManager, taskId: number, actor: Actor): Promise<EvidenceView[]> {
    const rows = await prepared<StoredEvidence>(
      manager,
      `SELECT e.id, e.assignment_id AS "assignmentId", a.unit_id, u.name AS "unitName", e.file_name AS "fileName", e.size, e.media_type AS "mediaType",
              e.sha256, p.name AS "uploadedByName", e.uploaded_at AS "uploadedAt", e.frozen_at AS "frozenAt", e.withdrawn_at AS "withdrawnAt",
              e.withdrawn_reason AS "withdrawnReason", task.state AS task_state,
              COALESCE((SELECT json_agg(DISTINCT jsonb_build_object('taskId', t.id, 'no', t.no, 'title', t.title))
                 FROM evidence other JOIN task t ON t.id = other.task_id
                WHERE other.sha256 = e.sha256 AND other.task_id <> e.task_id AND other.withdrawn_at IS NULL AND ${visibleTo('t', '$2')}), '[]') AS "alsoUsedIn"
         FROM evidence e JOIN task ON task.id = e.task_id JOIN assignment a ON a.id = e.assignment_id JOIN unit u ON u.id = a.unit_id
         JOIN account p ON p.id = e.uploader_id
        WHERE e.task_id = $1 ORDER BY e.id`,
      [taskId, scopeOf(actor).units],
    );
    return rows.map(row => this.view(row, actor));
  }

  private view({ unit_id, task_state, ...row }: StoredEvidence, actor: Actor): EvidenceView {
    const share = { unitId: unit_id, state: 'received', taskState: task_state };
    return {
      ...row,
      previewable: previewOf(row.mediaType),
      uploadedAt: row.uploadedAt.toISOString(),
      frozenAt: row.frozenAt?.toISOString() ?? null,
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      mayWithdraw: row.withdrawnAt === null && this.refusalOf(share, actor) === null,
    };
  }

  private async lockOpenShare(manager: EntityManager, assignmentId: number, actor: Actor) {
    const share = await lockAssignment(manager, assignmentId, scopeOf(actor));
    if (!share) throw notFound('assignment', '项任务');
    const refusal = this.refusalOf(share, actor);
    if (refusal) throw refusal;
    return share;
  }

  private async keep(
    manager: EntityManager,
    assignmentId: number,
    actor: Actor,
    file: StoredBlob & { fileName: string; mediaType: string },
    key?: string,
  ): Promise<number> {
    const repeat = await claimKey(manager, actor.accountId, key, ['evidence', assignmentId, file.sha256]);
    if (repeat.recordId !== null) return repeat.recordId;
    const share = await this.lockOpenShare(manager, assignmentId, actor);
    const [row] = await manager.query(
      `INSERT INTO evidence (task_id, assignment_id, file_name, media_type, sha256, size, uploader_id, uploaded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [share.taskId, assignmentId, file.fileName, file.mediaType, file.sha256, file.size, actor.accountId, this.clock.now()],
    );
    await keepResult(manager, actor.accountId, key, row.id);
    await this.tell(manager, { ...share, state: share.taskState }, row.id, 'upload', actor, {
      fileName: file.fileName,
      sha256: file.sha256,
    });
    return row.id;
  }

  private tell(
    manager: EntityManager,
    task: { taskId: number; state: string },
    id: number,
    act: string,
    actor: Actor,
    input: object,
  ): Promise<void> {
    return this.doorway.tell(manager, 'evidence', { id, taskId: task.taskId, state: task.state, version: 0 }, act, actor, { ...input });
  }
}
