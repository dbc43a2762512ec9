import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { denied, notFound, refused } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { TASK_PROCESS, type TaskState } from '../rules/task.process.js';
import { insertAll } from './bulk.js';
import { IntakeService, type Upload } from './intake.service.js';
import type { PlanView } from './plan.dto.js';
import { PlanService } from './plan.service.js';
import { postFor } from './reach.js';
import { joinLines } from './text.js';
import { type Difference, differencesOf, itemised, readUnits, standingUnits } from './version.differences.js';
import type { DifferenceView, VersionRow, VersionView } from './version.dto.js';
import { DIFFERENCES, type DifferenceKind, VERSION_DECISIONS, type VersionDecision } from './version.entity.js';
import { reachOf } from './version.reach.js';
import { compareWords } from './version.words.js';

/** Below this share of units found again, the file is hardly the same plan. */
const LEAST_SHARED = 0.1;

const ROW = `SELECT d.id AS "documentId", d.version_no AS "versionNo", d.title, d.file_name AS "fileName", d.uploaded_at AS "uploadedAt",
    a.name AS "uploaderName", d.withdrawn_at AS "withdrawnAt",
    (SELECT count(*) FROM version_difference v WHERE v.document_id = d.id AND v.decision = 'pending') AS pending,
    (SELECT count(*) FROM version_difference v WHERE v.document_id = d.id AND v.decision IS NOT NULL) AS differences
  FROM document d LEFT JOIN account a ON a.id = d.uploader_id`;

const SIDE = (record: string, item: string) => `CASE WHEN ${record}.id IS NULL THEN NULL ELSE json_build_object(
    'text', (SELECT substr(t.text, coalesce((${item}->>'start')::int, ${record}.start_at) + 1,
               coalesce((${item}->>'end')::int, ${record}.end_at) - coalesce((${item}->>'start')::int, ${record}.start_at))
             FROM document t WHERE t.id = ${record}.document_id),
    'section', coalesce(${item}->'section', ${record}.section), 'kind', ${record}.kind, 'deadline', ${record}.deadline->>'date', 'lead', ${record}.lead, 'support', ${record}.support) END`;

interface DifferenceRow extends Omit<DifferenceView, 'kindLabel' | 'decisionLabel' | 'words' | 'tasks'> {
  kind: DifferenceKind;
  decision: VersionDecision | null;
}

interface TouchedTask {
  id: number;
  measureId: number;
  no: string | null;
  title: string;
  state: TaskState;
}

/** New versions of a plan's document: taken in, compared with the version before, read beside it. Deciding is VersionDecisions' business. */
@Injectable()
export class VersionService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly plans: PlanService,
    private readonly intake: IntakeService,
  ) {}

  /** The versions of a plan's document, the newest first. Throws `plan.not_found` beyond the plan's own side. */
  async list(actor: Actor, planId: number): Promise<VersionRow[]> {
    await this.ownPlan(actor, planId);
    return this.source.query(`${ROW} WHERE d.plan_id = $1 ORDER BY d.version_no DESC, d.id DESC`, [planId]);
  }

  /**
   * Takes a new version of a confirmed plan's document and compares it with the one before; nothing of the plan changes. Answers the document's id.
   * Throws as IntakeService.take does, and `act.refused` while an earlier version still waits, or where the two have nothing in common.
   */
  async take(actor: Actor, planId: number, upload: Upload, key?: string): Promise<number> {
    const plan = await this.ownPlan(actor, planId);
    if (!postFor(actor, 'plan.upload', plan.ownerUnitId)) throw denied('只有方案主办单位的部门负责人可以上传新版文件。');
    if (plan.state !== 'confirmed') throw refused('上传新版文件', ['方案还没有确认，请直接在“文件识读”核对这份方案。']);
    let base = { id: 0, versionNo: 0 };
    return this.intake.take(actor, { ...upload, title: upload.title || plan.title }, key, {
      planId,
      ownerUnitId: plan.ownerUnitId,
      before: async manager => {
        base = await this.lockBase(manager, planId);
        return base.versionNo + 1;
      },
      after: (manager, documentId) => this.compare(manager, base, documentId),
    });
  }

  /** The version beside the one before it: every difference, the tasks that it touches, and what was decided. */
  async get(actor: Actor, planId: number, documentId: number): Promise<VersionView> {
    const plan = await this.ownPlan(actor, planId);
    const versions = await this.list(actor, planId);
    const version = versions.find(each => each.documentId === documentId);
    const before = versions.find(each => version && each.versionNo < version.versionNo && each.withdrawnAt === null);
    if (!version || !before) throw notFound('version', '个新版文件');
    const rows: DifferenceRow[] = await this.source.query(
      `SELECT v.id, v.kind, v.moved, ${SIDE('o', 'b.new_item')} AS old, ${SIDE('n', 'v.new_item')} AS fresh, v.measure_id AS "measureId", m.no AS "measureNo",
              v.decision, a.name AS "deciderName", v.decided_at AS "decidedAt", v.note
         FROM version_difference v LEFT JOIN intake_record o ON o.id = v.old_record_id LEFT JOIN intake_record n ON n.id = v.new_record_id
         LEFT JOIN LATERAL (SELECT e.new_item FROM version_difference e WHERE e.document_id = o.document_id AND e.new_record_id = o.id
              AND e.measure_id = v.measure_id LIMIT 1) b ON true
         LEFT JOIN measure m ON m.id = v.measure_id LEFT JOIN account a ON a.id = v.decider_id
        WHERE v.document_id = $1 AND v.decision IS NOT NULL ORDER BY v.seq`,
      [documentId],
    );
    const [{ unchanged }] = await this.source.query(
      "SELECT count(*) AS unchanged FROM version_difference WHERE document_id = $1 AND kind = 'same'",
      [documentId],
    );
    const reach = await reachOf(this.source.manager, planId, documentId);
    const tasks: TouchedTask[] = await this.source.query(
      `SELECT t.id, t.measure_id AS "measureId", t.no, t.title, t.state FROM task t WHERE t.plan_id = $1 AND t.state <> 'discarded' ORDER BY t.id`,
      [planId],
    );
    const touchedBy = ({ id }: DifferenceRow) => tasks.filter(({ measureId }) => reach.get(id)?.includes(measureId));
    const mayDecide = version.withdrawnAt === null && postFor(actor, 'plan.confirm', plan.ownerUnitId) !== null;
    return {
      version,
      before,
      planTitle: plan.title,
      unchanged,
      differences: rows.map(row => viewOf(row, touchedBy(row))),
      mayDecide,
      mayWithdraw: mayDecide && rows.every(({ decision }) => decision === 'pending'),
    };
  }

  /** Takes an upload by mistake back while nothing was decided on it; it stays in sight, and counts for nothing. */
  async withdraw(actor: Actor, planId: number, documentId: number, reason: string): Promise<void> {
    const plan = await this.ownPlan(actor, planId);
    if (!postFor(actor, 'plan.upload', plan.ownerUnitId)) throw denied('只有方案主办单位的部门负责人可以撤回新版文件。');
    await this.source.transaction(async manager => {
      await lockPlan(manager, planId);
      const [version]: (VersionRow & { decided: number })[] = await manager.query(
        `${ROW.replace('SELECT ', "SELECT (SELECT count(*) FROM version_difference v WHERE v.document_id = d.id AND v.decision IN ('taken', 'kept')) AS decided, ")}
          WHERE d.id = $1 AND d.plan_id = $2 AND d.version_no > 1`,
        [documentId, planId],
      );
      if (!version) throw notFound('version', '个新版文件');
      if (version.withdrawnAt !== null) throw refused('撤回新版文件', ['这个新版文件已经撤回了。']);
      if (version.decided > 0)
        throw refused('撤回新版文件', [`已经决定了 ${version.decided} 处，不能再撤回；可以对其余各处选择“保持原样”。`]);
      await manager.query('UPDATE document SET withdrawn_at = $2 WHERE id = $1', [documentId, this.clock.now()]);
      await manager.query('DELETE FROM version_difference WHERE document_id = $1', [documentId]);
      const detail = { reason, versionNo: version.versionNo };
      await this.audit.write(manager, { actor, act: 'plan.version_withdraw', objectType: 'document', objectId: documentId, detail });
    });
  }

  /** The version to compare with: the newest that stands. One new version at a time. */
  private async lockBase(manager: EntityManager, planId: number): Promise<{ id: number; versionNo: number }> {
    await lockPlan(manager, planId);
    const [base] = await manager.query(
      `SELECT d.id, d.version_no AS "versionNo", (SELECT count(*) FROM version_difference v WHERE v.document_id = d.id AND v.decision = 'pending') AS pending
         FROM document d WHERE d.plan_id = $1 AND d.withdrawn_at IS NULL ORDER BY d.version_no DESC, d.id LIMIT 1`,
      [planId],
    );
    if (base.pending > 0) throw refused('上传新版文件', [`上一次的新版还有 ${base.pending} 处没有决定，请先决定完，或撤回那一版。`]);
    return base;
  }

  private async compare(manager: EntityManager, base: { id: number; versionNo: number }, documentId: number): Promise<void> {
    const old = await standingUnits(manager, base);
    const differences = differencesOf(old, itemised(await readUnits(manager, documentId), old));
    refuseStrangers(differences);
    const columns =
      'document_id integer, seq integer, kind text, moved boolean, old_record_id integer, new_record_id integer, new_item jsonb, measure_id integer, decision text';
    const rows = differences.map(({ kind, moved, old: from, fresh }, index) => ({
      document_id: documentId,
      seq: index + 1,
      kind,
      moved,
      old_record_id: from?.recordId ?? null,
      new_record_id: fresh?.recordId ?? null,
      new_item: fresh?.item ?? null,
      measure_id: from?.measureId ?? null,
      decision: kind === 'same' ? null : 'pending',
    }));
    await insertAll(manager, 'version_difference', columns, rows);
  }

  private async ownPlan(actor: Actor, planId: number): Promise<PlanView> {
    const plan = await this.plans.get(actor, planId);
    if (!scopeOf(actor).units.includes(plan.ownerUnitId)) throw notFound('plan', '个方案');
    return plan;
  }
}

/** Locks the plan, so that uploads and decisions on it come one after the other. */
export async function lockPlan(manager: EntityManager, planId: number): Promise<void> {
  await manager.query('SELECT 1 FROM plan WHERE id = $1 FOR NO KEY UPDATE', [planId]);
}

function refuseStrangers(differences: Difference[]): void {
  const before = differences.filter(({ old }) => old !== null);
  const found = before.filter(({ fresh }) => fresh !== null).length;
  if (before.length === 0 || found >= before.length * LEAST_SHARED) return;
  throw refused('上传新版文件', [
    `原方案的 ${before.length} 条内容在这份文件里只找到 ${found} 条，可能选错了文件。如果是另一份方案，请到“文件识读”上传。`,
  ]);
}

function viewOf({ old, fresh, ...row }: DifferenceRow, tasks: TouchedTask[]): DifferenceView {
  const joined = (side: DifferenceRow['old']) => side && { ...side, text: joinLines(side.text) };
  const [before, after] = [joined(old), joined(fresh)];
  return {
    ...row,
    old: before,
    fresh: after,
    kindLabel: DIFFERENCES[row.kind],
    words: before && after ? compareWords(before.text, after.text) : [],
    tasks: tasks.map(({ measureId: _, ...task }) => ({ ...task, stateLabel: TASK_PROCESS.states[task.state].label })),
    decisionLabel: row.decision && VERSION_DECISIONS[row.decision],
  };
}
