import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { History } from '../platform/history.js';
import { claimKey } from '../platform/idempotency.js';
import { conflict, denied, notFound, refused } from '../platform/problems.js';
import type { TaskBound } from '../platform/process.room.js';
import type { Deadline, Indicator, Kind } from '../reading/index.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { CLOSED_STATES } from '../rules/task.process.js';
import { nextNumber } from './confirmation.js';
import type { FiguredRecord } from './confirmation.series.js';
import { spokenOfIn } from './items.js';
import { postFor } from './reach.js';
import { joinLines } from './text.js';
import type { DecideDifferences } from './version.dto.js';
import { type DifferenceKind, VERSION_DECISIONS, type VersionDecision } from './version.entity.js';
import { takeOverFigures } from './version.figures.js';
import { type Reach, reachOf } from './version.reach.js';
import { lockPlan } from './version.service.js';

interface Open {
  id: number;
  kind: DifferenceKind;
  decision: VersionDecision;
  deciderName: string | null;
  oldRecordId: number | null;
  newRecordId: number | null;
  measureId: number | null;
  /** Of the new unit, else of the old one. */
  unitKind: string;
}

/** The new unit of a difference, as a measure keeps it. */
interface Wording {
  documentId: number;
  recordId: number;
  kind: Kind;
  text: string;
  title: string | null;
  section: string[];
  deadline: Deadline | null;
  phases: number[];
  indicators: Indicator[];
  lead: string[];
  support: string[];
  start: number;
  end: number;
}

interface Deciding {
  manager: EntityManager;
  actor: Actor;
  planId: number;
  documentId: number;
  versionNo: number;
  note: string | null;
  reach: Reach;
}

/** Where somebody decides what becomes of each difference between two versions; nothing changes before. */
@Injectable()
export class VersionDecisions {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly history: History,
  ) {}

  /**
   * Decides on differences, all of those named or none. Taken over: the measure gets the new wording, day and units, a new one joins the
   * breakdown, one that is gone is marked; tasks keep what they were given and their sentence, and their story tells that they are to be amended.
   * Throws `act.conflict` when somebody decided one before, `act.refused` on a withdrawn version.
   */
  async decide(actor: Actor, planId: number, documentId: number, { ids, decision, note }: DecideDifferences, key?: string): Promise<void> {
    await this.source.transaction(async manager => {
      const [plan] = await manager.query(
        `SELECT p.owner_unit_id AS "ownerUnitId", d.version_no AS "versionNo", d.withdrawn_at AS "withdrawnAt" FROM plan p
           JOIN document d ON d.plan_id = p.id AND d.version_no > 1 WHERE p.id = $1 AND d.id = $2 AND p.owner_unit_id = ANY($3)`,
        [planId, documentId, scopeOf(actor).units],
      );
      if (!plan) throw notFound('version', '个新版文件');
      if (!postFor(actor, 'plan.confirm', plan.ownerUnitId)) throw denied('只有方案主办单位的部门负责人可以决定新版的变化。');
      const repeat = await claimKey(manager, actor.accountId, key, ['plan.version', documentId, ids, decision]);
      if (repeat.repeated) return;
      if (plan.withdrawnAt !== null) throw refused('决定', ['这个新版文件已经撤回。']);
      await lockPlan(manager, planId);
      const open = await openDifferences(manager, documentId, ids);
      const reach = await reachOf(manager, planId, documentId);
      const deciding = { manager, actor, planId, documentId, versionNo: plan.versionNo, note: note || null, reach };
      await lockTasks(
        manager,
        open.flatMap(({ id }) => reach.get(id) ?? []),
      );
      for (const difference of open) await this.settle(deciding, difference, decision);
      const detail = { versionNo: plan.versionNo, decision, differences: ids, note: note || null };
      await this.audit.write(manager, { actor, act: 'plan.version_decide', objectType: 'plan', objectId: planId, detail });
    });
  }

  private async settle(deciding: Deciding, difference: Open, decision: 'taken' | 'kept'): Promise<void> {
    const { manager, actor, note } = deciding;
    const made = decision === 'taken' ? await this.takeOver(deciding, difference) : null;
    if (difference.kind === 'new') await decideRecord(manager, difference.newRecordId, decision === 'taken', actor, this.clock.now());
    await manager.query(
      'UPDATE version_difference SET decision = $2, decider_id = $3, decided_at = $4, note = $5, measure_id = coalesce($6, measure_id) WHERE id = $1',
      [difference.id, decision, actor.accountId, this.clock.now(), note, made],
    );
  }

  /** Lets the plan say what the new version says, its indicators too. Answers the id of a measure that was made. */
  private async takeOver(deciding: Deciding, difference: Open): Promise<number | null> {
    const { manager } = deciding;
    const { newRecordId, oldRecordId } = difference;
    const made = await this.takeWords(deciding, difference);
    const fresh = newRecordId === null ? null : await wordingOf(manager, difference.id);
    const measureId = made ?? difference.measureId;
    await takeOverFigures(manager, deciding, { oldRecordId, measureId, fresh: fresh && figuredOf(fresh, measureId) });
    return made;
  }

  private async takeWords(deciding: Deciding, difference: Open): Promise<number | null> {
    const { manager, actor } = deciding;
    if (difference.unitKind !== 'measure') {
      await decideRecord(manager, difference.oldRecordId, false, actor, this.clock.now());
      await decideRecord(manager, difference.newRecordId, true, actor, this.clock.now());
      return null;
    }
    if (difference.kind === 'new') return addMeasure(manager, deciding.planId, difference);
    if (difference.kind === 'gone') await this.markGone(deciding, difference);
    else await this.rewrite(deciding, difference);
    return null;
  }

  private async rewrite(deciding: Deciding, { id, kind, measureId }: Open): Promise<void> {
    const { manager } = deciding;
    const wording = await wordingOf(manager, id);
    const [before] = await manager.query('SELECT text, deadline FROM measure WHERE id = $1 FOR UPDATE', [measureId]);
    if (kind === 'moved') {
      await manager.query('UPDATE measure SET section = $2 WHERE id = $1', [measureId, JSON.stringify(wording.section)]);
      return;
    }
    // Without its sketch, its likeness to others is found anew.
    await manager.query(
      `UPDATE measure SET text = $2, deadline = $3, deadline_raw = $4, phases = $5, lead_names = $6, support_names = $7, section = $8, sketch = NULL
        WHERE id = $1`,
      [
        measureId,
        wording.text,
        wording.deadline?.date ?? null,
        wording.deadline?.raw ?? null,
        ...[wording.phases, wording.lead, wording.support, wording.section].map(value => JSON.stringify(value)),
      ],
    );
    const told = { oldText: before.text, newText: wording.text, oldDeadline: before.deadline, newDeadline: wording.deadline?.date ?? null };
    await this.tell(deciding, id, 'source_changed', told);
  }

  private async markGone(deciding: Deciding, { id, measureId }: Open): Promise<void> {
    await deciding.manager.query('UPDATE measure SET gone_document_id = $2 WHERE id = $1', [measureId, deciding.documentId]);
    await this.tell(deciding, id, 'source_gone', {});
  }

  /** Puts it into the story of every task that the difference touches and that is not over yet. */
  private async tell(deciding: Deciding, differenceId: number, act: string, told: Record<string, unknown>): Promise<void> {
    const { manager, actor, versionNo, note, reach } = deciding;
    const tasks: TaskBound[] = await manager.query(
      'SELECT id, id AS "taskId", state, version FROM task WHERE measure_id = ANY($1::int[]) AND state <> ALL($2) ORDER BY id',
      [reach.get(differenceId) ?? [], CLOSED_STATES],
    );
    const input = { ...told, version: `第 ${versionNo} 版`, note };
    for (const row of tasks) await this.history.tell(manager, { kind: 'task', act, row, actor, input });
  }
}

async function openDifferences(manager: EntityManager, documentId: number, ids: number[]): Promise<Open[]> {
  const rows: Open[] = await manager.query(
    `SELECT v.id, v.kind, v.decision, a.name AS "deciderName", v.old_record_id AS "oldRecordId", v.new_record_id AS "newRecordId",
            v.measure_id AS "measureId", CASE WHEN v.measure_id IS NOT NULL THEN 'measure' ELSE coalesce(n.kind, o.kind) END AS "unitKind"
       FROM version_difference v LEFT JOIN intake_record o ON o.id = v.old_record_id LEFT JOIN intake_record n ON n.id = v.new_record_id
       LEFT JOIN account a ON a.id = v.decider_id
      WHERE v.document_id = $1 AND v.id = ANY($2::int[]) AND v.decision IS NOT NULL ORDER BY v.seq`,
    [documentId, ids],
  );
  if (rows.length < new Set(ids).size) throw notFound('difference', '处变化');
  const decided = rows.find(({ decision }) => decision !== 'pending');
  if (!decided) return rows;
  const { deciderName, decision } = decided;
  throw conflict(`${deciderName ?? '他人'}已经决定了其中一处（${VERSION_DECISIONS[decision]}），请刷新后再看。`, {
    id: decided.id,
    decision,
  });
}

async function lockTasks(manager: EntityManager, measures: number[]): Promise<void> {
  await manager.query('SELECT 1 FROM task WHERE measure_id = ANY($1::int[]) ORDER BY id FOR UPDATE', [measures]);
}

async function decideRecord(manager: EntityManager, recordId: number | null, accepted: boolean, actor: Actor, now: Date): Promise<void> {
  await manager.query('UPDATE intake_record SET decision = $2, decider_id = $3, decided_at = $4, version = version + 1 WHERE id = $1', [
    recordId,
    accepted ? 'accepted' : 'discarded',
    actor.accountId,
    now,
  ]);
}

async function wordingOf(manager: EntityManager, differenceId: number): Promise<Wording> {
  const [row]: Wording[] = await manager.query(
    `SELECT r.document_id AS "documentId", r.id AS "recordId", r.kind, r.title, coalesce(v.new_item->'section', r.section) AS section, r.deadline, r.phases,
            r.indicators, r.lead, r.support, place.start, place.end,
            substr(d.text, place.start + 1, place.end - place.start) AS text
       FROM version_difference v JOIN intake_record r ON r.id = v.new_record_id JOIN document d ON d.id = r.document_id,
       LATERAL (SELECT coalesce((v.new_item->>'start')::int, r.start_at) AS start, coalesce((v.new_item->>'end')::int, r.end_at) AS end) place
      WHERE v.id = $1`,
    [differenceId],
  );
  if (!row) throw notFound('difference', '处变化');
  return { ...row, text: joinLines(row.text) };
}

/** What makes indicators of it: of an item of a list the figures that it speaks of itself. */
function figuredOf({ recordId, kind, section, text, deadline, phases, indicators }: Wording, measureId: number | null): FiguredRecord {
  const own = { section, text, deadline, phases, indicators: spokenOfIn(text, indicators) };
  return { id: recordId, kind: measureId === null ? kind : 'measure', ...own };
}

/** A measure of the new unit, after its like under the same heading; others keep their numbers. */
async function addMeasure(manager: EntityManager, planId: number, { id, newRecordId }: Open): Promise<number> {
  const wording = await wordingOf(manager, id);
  const measures: { no: string; position: number; section: string[] }[] = await manager.query(
    'SELECT no, position, section FROM measure WHERE plan_id = $1 ORDER BY position',
    [planId],
  );
  const { no, after } = nextNumber(measures, wording.section);
  await manager.query('UPDATE measure SET position = position + 1 WHERE plan_id = $1 AND position > $2', [planId, after]);
  const [made] = await manager.query(
    `INSERT INTO measure (plan_id, record_id, document_id, no, position, title, section, text, deadline, deadline_raw, phases, lead_names, support_names, start_at, end_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
    [
      planId,
      newRecordId,
      wording.documentId,
      no,
      after + 1,
      wording.title,
      JSON.stringify(wording.section),
      wording.text,
      wording.deadline?.date ?? null,
      wording.deadline?.raw ?? null,
      ...[wording.phases, wording.lead, wording.support].map(value => JSON.stringify(value)),
      wording.start,
      wording.end,
    ],
  );
  return made.id;
}
