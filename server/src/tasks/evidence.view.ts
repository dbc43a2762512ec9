import type { EntityManager } from 'typeorm';
import { ids, prepared } from '../platform/database/prepared.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import type { EvidenceView } from './evidence.dto.js';
import type { EvidenceService } from './evidence.service.js';
import { previewOf } from './evidence.types.js';
import { visibleTo } from './visible.js';

type Stored = Omit<EvidenceView, 'previewable' | 'uploadedAt' | 'frozenAt' | 'withdrawnAt' | 'mayWithdraw'> & {
  unit_id: number;
  task_state: string;
  uploadedAt: Date;
  frozenAt: Date | null;
  withdrawnAt: Date | null;
};

/**
 * All evidence of a task, the replaced and the withdrawn too, versions of a paper one below the other. `alsoUsedIn` names tasks in the actor's
 * scope that hold the same content.
 */
export async function evidenceOf(manager: EntityManager, service: EvidenceService, taskId: number, actor: Actor): Promise<EvidenceView[]> {
  const rows = await prepared<Stored>(
    manager,
    `SELECT e.id, e.assignment_id AS "assignmentId", e.requirement_id AS "requirementId", a.unit_id, u.name AS "unitName", e.file_name AS "fileName",
            e.size, e.media_type AS "mediaType", e.sha256, p.name AS "uploadedByName", e.uploaded_at AS "uploadedAt", e.frozen_at AS "frozenAt",
            e.withdrawn_at AS "withdrawnAt", e.withdrawn_reason AS "withdrawnReason", task.state AS task_state,
            (row_number() OVER (PARTITION BY COALESCE(e.first_id, e.id) ORDER BY e.id))::int AS "versionNo",
            EXISTS (SELECT 1 FROM evidence newer WHERE newer.task_id = e.task_id AND newer.first_id = COALESCE(e.first_id, e.id)
                       AND newer.id > e.id AND newer.withdrawn_at IS NULL) AS replaced,
            (SELECT same.file_name FROM evidence same WHERE same.task_id = e.task_id AND same.sha256 = e.sha256 AND same.id < e.id
                AND same.withdrawn_at IS NULL ORDER BY same.id LIMIT 1) AS "sameContentAs",
            COALESCE((SELECT json_agg(DISTINCT jsonb_build_object('taskId', t.id, 'no', t.no, 'title', t.title))
               FROM evidence other JOIN task t ON t.id = other.task_id
              WHERE other.sha256 = e.sha256 AND other.task_id <> e.task_id AND other.withdrawn_at IS NULL AND ${visibleTo('t', '$2')}), '[]') AS "alsoUsedIn"
       FROM evidence e JOIN task ON task.id = e.task_id JOIN assignment a ON a.id = e.assignment_id JOIN unit u ON u.id = a.unit_id
       JOIN account p ON p.id = e.uploader_id
      WHERE e.task_id = $1 ORDER BY COALESCE(e.first_id, e.id), e.id`,
    [taskId, ids(scopeOf(actor).units)],
  );
  return rows.map(({ unit_id, task_state, ...row }) => ({
    ...row,
    previewable: previewOf(row.fileName),
    uploadedAt: row.uploadedAt.toISOString(),
    frozenAt: row.frozenAt?.toISOString() ?? null,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    mayWithdraw:
      row.withdrawnAt === null && service.refusalOf({ unitId: unit_id, state: 'received', taskState: task_state }, actor) === null,
  }));
}
