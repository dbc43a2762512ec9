import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { denied, notFound, refused } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import type { RecordView } from './document.dto.js';
import type { DeskChanges, StepView } from './intake.dto.js';
import { STEP_ACTS, type StepAct } from './intake.entity.js';
import { DocumentNames } from './intake.names.js';
import type { PlanState } from './plan.entity.js';
import { postFor } from './reach.js';
import { type RecordChange, writeRecords } from './record.rows.js';
import { queryRecords, viewRecords } from './record.view.js';
import { PointText } from './text.js';

/** The document that is worked on: held, so that its steps come one after the other, and its plan, so that nobody confirms it in between. */
export interface Desk {
  manager: EntityManager;
  actor: Actor;
  documentId: number;
}

interface StepRow {
  id: number;
  act: StepAct;
  actorName: string;
  accountId: number | null;
  at: Date;
  count: number;
  detail: StepView['detail'];
}

const STEP = `SELECT s.id, s.act, coalesce(a.name, '系统') AS "actorName", s.account_id AS "accountId", s.at, cardinality(s.touched) AS count, s.detail
  FROM intake_step s LEFT JOIN account a ON a.id = s.account_id`;

/** Steps that take back others are no steps to be taken back. */
const UNDOABLE = "s.act <> 'undo' AND s.undone_by_id IS NULL";

/** The most steps told of at once; whoever was away longer loads the document anew. */
const MOST_STEPS = 200;

/** Keeps what is done at the desk as steps: who did what to which records, and how they were before. */
@Injectable()
export class DeskSteps {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly names: DocumentNames,
  ) {}

  /** Works on a document that the actor may go over; `label` says in a refusal what was to be done. `states`: of the plan, in which that may be. */
  async at<T>(
    actor: Actor,
    documentId: number,
    label: string,
    work: (desk: Desk) => Promise<T>,
    states: readonly PlanState[] = ['intake'],
  ): Promise<T> {
    return this.source.transaction(async manager => {
      const [plan]: { ownerUnitId: number; state: PlanState }[] = await manager.query(
        `SELECT p.owner_unit_id AS "ownerUnitId", p.state FROM document d JOIN plan p ON p.id = d.plan_id
          WHERE d.id = $1 AND d.owner_unit_id = ANY($2) FOR SHARE OF p FOR NO KEY UPDATE OF d`,
        [documentId, scopeOf(actor).units],
      );
      if (!plan) throw notFound('document', '份文件');
      if (!postFor(actor, 'plan.confirm', plan.ownerUnitId)) throw denied(`只有方案主办单位的部门负责人可以${label}识读结果。`);
      if (!states.includes(plan.state))
        throw refused(label, [plan.state === 'withdrawn' ? '这份文件已经撤回。' : '方案已经确认，识读结果不能再改。']);
      return work({ manager, actor, documentId });
    });
  }

  /** Begins a step: keeps the records that it will change or remove as they are now. Gives its id. */
  async begin(desk: Desk, act: StepAct, ids: number[], detail: Record<string, unknown> = {}): Promise<number> {
    const { manager, actor, documentId } = desk;
    const [{ id }] = await manager.query(
      `INSERT INTO intake_step (document_id, account_id, at, act, detail, before)
       VALUES ($1, $2, $3, $4, $5, (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r.id), '[]') FROM intake_record r WHERE r.id = ANY($6::int[]))) RETURNING id`,
      [documentId, actor.accountId, this.clock.now(), act, detail, ids],
    );
    return id;
  }

  /** Writes the same change on records as part of a step. */
  write({ manager, actor }: Desk, stepId: number, ids: number[], change: RecordChange): Promise<void> {
    return writeRecords(manager, ids, change, { stepId, accountId: actor.accountId, at: this.clock.now() });
  }

  /**
   * Ends a step: notes what it touched and removed, and its line in the audit log. Gives what has changed, for the screen.
   * @param touched where a step leaves records as they are (a name's meaning): those that look different now
   */
  async end(desk: Desk, stepId: number, touched?: number[]): Promise<DeskChanges> {
    const { manager, actor, documentId } = desk;
    const [[step]] = await manager.query(
      `UPDATE intake_step s SET touched = coalesce($2, ARRAY(SELECT id FROM intake_record WHERE document_id = s.document_id AND step_id = s.id ORDER BY id)),
              removed = ARRAY(SELECT (kept->>'id')::int FROM jsonb_array_elements(s.before) AS kept
                               WHERE NOT EXISTS (SELECT 1 FROM intake_record r WHERE r.id = (kept->>'id')::int))
        WHERE s.id = $1 RETURNING act, detail, touched, removed`,
      [stepId, touched ?? null],
    );
    const detail = { ...step.detail, records: step.touched.length, ...(step.touched.length === 1 ? { recordId: step.touched[0] } : {}) };
    await this.audit.write(manager, { actor, act: `document.${step.act}`, objectType: 'document', objectId: documentId, detail });
    return this.answer(desk, stepId, [stepId], step.touched, step.removed);
  }

  /** What others (and oneself elsewhere) have done to a document since a step. Throws `document.not_found`. */
  async changes(actor: Actor, documentId: number, after: number): Promise<DeskChanges> {
    const { manager } = this.source;
    const [document] = await manager.query('SELECT 1 FROM document d WHERE d.id = $1 AND d.owner_unit_id = ANY($2)', [
      documentId,
      scopeOf(actor).units,
    ]);
    if (!document) throw notFound('document', '份文件');
    const steps: { id: number; touched: number[]; removed: number[] }[] = await manager.query(
      'SELECT id, touched, removed FROM intake_step WHERE document_id = $1 AND id > $2 ORDER BY id LIMIT $3',
      [documentId, after, MOST_STEPS],
    );
    const desk = { manager, actor, documentId };
    const ids = (field: 'touched' | 'removed') => [...new Set(steps.flatMap(step => step[field]))];
    const stepIds = steps.map(({ id }) => id);
    return this.answer(desk, stepIds.at(-1) ?? after, stepIds, ids('touched'), ids('removed'));
  }

  private async answer(desk: Desk, at: number, stepIds: number[], touched: number[], removed: number[]): Promise<DeskChanges> {
    const { manager, actor, documentId } = desk;
    const steps: StepRow[] = stepIds.length > 0 ? await manager.query(`${STEP} WHERE s.id = ANY($1) ORDER BY s.id`, [stepIds]) : [];
    const [undoable]: StepRow[] = await manager.query(
      `${STEP} WHERE s.document_id = $1 AND s.account_id = $2 AND ${UNDOABLE} ORDER BY s.id DESC LIMIT 1`,
      [documentId, actor.accountId],
    );
    const records = await this.views(desk, touched);
    const present = new Set(records.map(({ id }) => id));
    return {
      at,
      steps: steps.map(step => stepView(step, actor)),
      records,
      // A record that one step removed and a later one brought back is there.
      removed: [...new Set([...touched, ...removed])].filter(id => !present.has(id)),
      undoable: undoable ? stepView(undoable, actor) : null,
    };
  }

  /** Records by id, in the order of the text; those that are gone are left out. */
  async views(desk: Desk, ids: number[]): Promise<RecordView[]> {
    const { manager, documentId } = desk;
    if (ids.length === 0) return [];
    const rows = await queryRecords(manager, 'r.document_id = $1 AND r.id = ANY($2::int[])', [documentId, ids]);
    if (rows.length === 0) return [];
    const from = Math.min(...rows.map(row => row.startAt));
    const to = Math.max(...rows.map(row => row.endAt));
    return viewRecords(rows, await textOf(manager, documentId, from, to), this.names, documentId, manager);
  }
}

/** A part of a document's text, by code points. */
export async function textOf(manager: EntityManager, documentId: number, from: number, to: number): Promise<PointText> {
  const [{ text }] = await manager.query('SELECT substr(text, $2, $3) AS text FROM document WHERE id = $1', [
    documentId,
    from + 1,
    to - from,
  ]);
  return new PointText(text, from);
}

function stepView({ accountId, ...step }: StepRow, actor: Actor): StepView {
  const at = step.at.toISOString();
  return { ...step, at, actLabel: STEP_ACTS[step.act], mine: accountId !== null && accountId === actor.accountId };
}
