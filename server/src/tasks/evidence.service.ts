import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { BlobStore, type StoredBlob } from '../platform/files/blob.store.js';
import { cleanFileName } from '../platform/files/file-name.js';
import { History } from '../platform/history.js';
import { claimKey, isClaimed, keepResult } from '../platform/idempotency.js';
import { conflict, denied, notFound, Problem, refused } from '../platform/problems.js';
import { type Actor, type Role, scopeOf } from '../rules/actor.js';
import { type RequiredEvidence, requirementFor } from '../rules/evidence.js';
import { type AssignmentRecord, lockAssignment } from './assignment.room.js';
import { headOf, sniff } from './sniff.js';
import { lockTask } from './task.lock.js';
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

/** What a file is handed in for. Without a requirement named, its name tells; null: for none of them. A newer version stands for what the older did. */
export interface Purpose {
  requirementId?: number | null;
  /** The piece of evidence that the file takes the place of. */
  replaces?: number;
  /** The upload that brought it: the same one makes one row, however often it ends. */
  uploadId?: string;
}

export interface OpenedEvidence {
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
  stream: Readable;
}

/** A piece of evidence whose task is locked, for a change by somebody who may change it. */
interface Held {
  taskId: number;
  state: string;
  fileName: string;
  firstId: number;
  requirementId: number | null;
  isLast: boolean;
}

type Requirement = RequiredEvidence & { id: number };

/** Proof: taken in, replaced by newer versions, classified, taken back. What was handed in is never removed. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly source: DataSource,
    private readonly blobs: BlobStore,
    private readonly history: History,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Why the actor may not add evidence to a share, null where it is allowed: own unit, signed for, work not handed in. */
  refusalOf(share: Share, actor: Actor): Problem | null {
    if (!actor.posts.some(post => post.unitId === share.unitId && HANDING_IN.includes(post.role)))
      return denied('只有承办单位的人员可以上传佐证材料。');
    if (share.state !== 'received') return refused('上传佐证材料', ['本单位还没有签收这项任务，请先签收。']);
    if (!OPEN_FOR_EVIDENCE.includes(share.taskState))
      return refused('上传佐证材料', ['任务已申请办结或已办结，不能再补充材料；如需补充，请联系督查员退回补办。']);
    return null;
  }

  /** Asks beforehand whether a share would take a file for this purpose; throws what `upload` would. */
  async expect(assignmentId: number, actor: Actor, purpose: Purpose = {}): Promise<void> {
    await this.source.transaction(async manager => {
      const share = await this.lockOpenShare(manager, assignmentId, actor);
      await this.placeOf(manager, share, actor, '', purpose);
    });
  }

  /**
   * Takes one file for a share. The type is told from the content; the bytes are stored whole before the row exists, so that a broken upload leaves nothing.
   * Throws 404 outside the scope, 403/422 where the share takes none, 409 where a newer version has come meanwhile, 413, 415.
   * @returns the evidence's id
   */
  async upload(
    assignmentId: number,
    actor: Actor,
    file: { name: string; stream: Readable },
    key?: string,
    purpose: Purpose = {},
  ): Promise<number> {
    // A repeat is answered as the first was, whatever has become of the task since.
    if (!(await isClaimed(this.source.manager, actor.accountId, key))) await this.expect(assignmentId, actor, purpose);
    const fileName = cleanFileName(file.name);
    const { head, whole } = await headOf(file.stream);
    const mediaType = await sniff(fileName, head);
    const blob = await this.blobs.put(whole, this.config.evidenceMaxBytes);
    return this.source.transaction(manager => this.keep(manager, assignmentId, actor, { fileName, mediaType, ...blob }, key, purpose));
  }

  /** What an upload has become: its evidence and size, null while it is none. For whoever uploaded it only. */
  async ofUpload(uploadId: string, actor: Actor): Promise<{ id: number; size: number } | null> {
    const [row] = await this.source.query('SELECT id, size FROM evidence WHERE upload_id = $1 AND uploader_id = $2', [
      uploadId,
      actor.accountId,
    ]);
    return row ?? null;
  }

  /** Takes a piece of evidence back, with a reason; the row and the bytes stay. Not while a submission with it is being reviewed. */
  async withdraw(id: number, actor: Actor, reason: string, key?: string): Promise<number> {
    return this.change(id, actor, key, ['evidence.withdraw', id, reason], async (manager, held) => {
      const [, changed] = await manager.query(
        'UPDATE evidence SET withdrawn_at = $2, withdrawn_reason = $3 WHERE id = $1 AND withdrawn_at IS NULL',
        [id, this.clock.now(), reason],
      );
      if (changed === 0) throw refused('撤回佐证材料', ['这份材料已经撤回。']);
      await this.tell(manager, held, id, 'withdraw', actor, { fileName: held.fileName, reason });
    });
  }

  /** Says what a piece of evidence stands for, all its versions with it; null: for none of the requirements. */
  async classify(id: number, actor: Actor, requirementId: number | null, key?: string): Promise<number> {
    return this.change(id, actor, key, ['evidence.classify', id, requirementId], async (manager, held) => {
      const requirement = requirementId === null ? null : await this.requirement(manager, held.taskId, requirementId);
      await manager.query('UPDATE evidence SET requirement_id = $2 WHERE id = $1 OR first_id = $1', [held.firstId, requirementId]);
      await this.tell(manager, held, id, 'classify', actor, { fileName: held.fileName, requirement: requirement?.name ?? '其他材料' });
    });
  }

  /** The bytes of a piece of evidence inside the actor's scope. */
  async open(id: number, actor: Actor): Promise<OpenedEvidence> {
    const [found] = await this.source.query(
      `SELECT e.file_name AS "fileName", e.media_type AS "mediaType", e.size, e.sha256 FROM evidence e JOIN task t ON t.id = e.task_id
        WHERE e.id = $1 AND ${visibleTo('t', '$2')}`,
      [id, scopeOf(actor).units],
    );
    if (!found) throw notFound('evidence', '份佐证材料');
    return { ...found, stream: await this.blobs.open(found.sha256) };
  }

  /** Does something to a piece of evidence that the actor may change, once per key; answers its task. */
  private change(
    id: number,
    actor: Actor,
    key: string | undefined,
    request: unknown[],
    work: (manager: EntityManager, held: Held) => Promise<void>,
  ): Promise<number> {
    return this.source.transaction(async manager => {
      const [found] = await manager.query(
        `SELECT e.task_id, e.file_name AS "fileName", a.unit_id FROM evidence e JOIN assignment a ON a.id = e.assignment_id WHERE e.id = $1`,
        [id],
      );
      const task = found && (await lockTask(manager, found.task_id, scopeOf(actor)));
      if (!task) throw notFound('evidence', '份佐证材料');
      const { repeated } = await claimKey(manager, actor.accountId, key, request);
      if (repeated) return found.task_id;
      const refusal = this.refusalOf({ unitId: found.unit_id, state: 'received', taskState: task.state }, actor);
      if (refusal) throw refusal;
      const place = (await versionOf(manager, id)) as Version;
      await work(manager, { taskId: found.task_id, state: task.state, fileName: found.fileName, ...place });
      return found.task_id;
    });
  }

  private async lockOpenShare(manager: EntityManager, assignmentId: number, actor: Actor): Promise<AssignmentRecord> {
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
    key: string | undefined,
    purpose: Purpose,
  ): Promise<number> {
    const repeat = await claimKey(manager, actor.accountId, key, ['evidence', assignmentId, file.sha256, purpose]);
    if (repeat.recordId !== null) return repeat.recordId;
    const share = await this.lockOpenShare(manager, assignmentId, actor);
    const earlier = purpose.uploadId && (await this.earlier(manager, purpose.uploadId));
    if (earlier) return earlier;
    const { requirement, replaced } = await this.placeOf(manager, share, actor, file.fileName, purpose);
    const [row] = await manager.query(
      `INSERT INTO evidence (task_id, assignment_id, requirement_id, first_id, upload_id, file_name, media_type, sha256, size, uploader_id, uploaded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
      [
        share.taskId,
        assignmentId,
        requirement?.id ?? null,
        replaced?.firstId ?? null,
        purpose.uploadId ?? null,
        file.fileName,
        file.mediaType,
        file.sha256,
        file.size,
        actor.accountId,
        this.clock.now(),
      ],
    );
    await keepResult(manager, actor.accountId, key, row.id);
    await this.tell(manager, { taskId: share.taskId, state: share.taskState }, row.id, 'upload', actor, {
      fileName: file.fileName,
      sha256: file.sha256,
      ...(requirement && { requirement: requirement.name }),
      ...(replaced && { replaces: replaced.fileName }),
    });
    return row.id;
  }

  /** Looked for under the lock of the task, so that two ends of one upload do not both make a row. */
  private async earlier(manager: EntityManager, uploadId: string): Promise<number | null> {
    const [row] = await manager.query('SELECT id FROM evidence WHERE upload_id = $1', [uploadId]);
    return row?.id ?? null;
  }

  /** What a file stands for and what it replaces. Throws where it may not. */
  private async placeOf(manager: EntityManager, share: AssignmentRecord, actor: Actor, fileName: string, purpose: Purpose) {
    const replaced = purpose.replaces === undefined ? null : await this.replaceable(manager, share, actor, purpose.replaces);
    const requirementId = replaced ? replaced.requirementId : purpose.requirementId;
    if (requirementId === null) return { requirement: null, replaced };
    if (requirementId !== undefined) return { requirement: await this.requirement(manager, share.taskId, requirementId), replaced };
    return { requirement: requirementFor(fileName, await requirementsOf(manager, share.taskId)), replaced };
  }

  private async replaceable(manager: EntityManager, share: AssignmentRecord, actor: Actor, id: number) {
    const [found] = await manager.query(
      `SELECT e.file_name AS "fileName", e.withdrawn_at IS NOT NULL AS withdrawn, e.assignment_id AS "assignmentId" FROM evidence e
        WHERE e.id = $1 AND e.task_id = $2`,
      [id, share.taskId],
    );
    if (!found || found.assignmentId !== share.id || actor.accountId === null) throw notFound('evidence', '份佐证材料');
    if (found.withdrawn) throw refused('上传新版本', ['要替换的材料已经撤回，请直接上传。']);
    const version = (await versionOf(manager, id)) as Version;
    if (!version.isLast) throw conflict(`“${found.fileName}”刚刚已有更新的版本，请刷新后再换。`, { evidenceId: id });
    return { ...version, fileName: found.fileName as string };
  }

  private async requirement(manager: EntityManager, taskId: number, id: number): Promise<Requirement> {
    const found = (await requirementsOf(manager, taskId)).find(each => each.id === id);
    if (!found) throw refused('上传佐证材料', ['这项任务没有这一条佐证材料要求，可能刚刚变更过，请刷新后重新选择。']);
    return found;
  }

  private tell(
    manager: EntityManager,
    task: { taskId: number; state: string },
    id: number,
    act: string,
    actor: Actor,
    input: object,
  ): Promise<number> {
    const row = { id, taskId: task.taskId, state: task.state, version: 0 };
    return this.history.tell(manager, { kind: 'evidence', act, row, actor, input: { ...input } });
  }
}

type Version = Pick<Held, 'firstId' | 'requirementId' | 'isLast'>;

/** Where a piece of evidence stands among the versions of its paper; null where there is none. */
async function versionOf(manager: EntityManager, id: number): Promise<Version | null> {
  const [row] = await manager.query(
    `SELECT COALESCE(e.first_id, e.id) AS "firstId", e.requirement_id AS "requirementId",
            NOT EXISTS (SELECT 1 FROM evidence newer WHERE newer.first_id = COALESCE(e.first_id, e.id) AND newer.id > e.id AND newer.withdrawn_at IS NULL) AS "isLast"
       FROM evidence e WHERE e.id = $1`,
    [id],
  );
  return row ?? null;
}

function requirementsOf(manager: EntityManager, taskId: number): Promise<Requirement[]> {
  return manager.query('SELECT id, kind, name, minimum FROM evidence_requirement WHERE task_id = $1 ORDER BY position', [taskId]);
}
