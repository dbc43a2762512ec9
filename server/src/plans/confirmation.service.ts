import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { claimKey } from '../platform/idempotency.js';
import { conflict, denied, notFound, refused } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { insertAll } from './bulk.js';
import { type IntakeFacts, numberByOutline, reasonsAgainstConfirmation } from './confirmation.js';
import { type Series, seriesOf } from './confirmation.series.js';
import { insertSeries, type PlacedSeries } from './indicator.rows.js';
import type { ConfirmPlan } from './plan.dto.js';
import { PLAN_STATES, type PlanState } from './plan.entity.js';
import { replacePhases } from './plan.phases.js';
import { postFor } from './reach.js';
import { IN_ORDER, queryRecords, type RecordRow } from './record.view.js';
import { inWords, PointText } from './text.js';

interface LockedPlan {
  id: number;
  state: PlanState;
  version: number;
  ownerUnitId: number;
  confirmedAt: Date | null;
  confirmedByName: string | null;
}

const SHOWN_PENDING = 3;

/** Turns what was accepted at the intake desk into the plan's measures, targets and baselines, once and for all. */
@Injectable()
export class ConfirmationService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Throws `act.refused` with every reason, `act.conflict` when the plan has been changed or confirmed meanwhile. */
  async confirm(actor: Actor, planId: number, form: ConfirmPlan, key?: string): Promise<void> {
    await this.source.transaction(async manager => {
      const plan = await lockPlan(manager, actor, planId);
      const repeat = await claimKey(manager, actor.accountId, key, ['plan.confirm', planId, form]);
      if (repeat.repeated) return;
      if (plan.version !== form.version || plan.state !== 'intake') throw slower(plan);
      const reasons = reasonsAgainstConfirmation(form, await intakeFacts(manager, planId));
      if (reasons.length > 0) throw refused('确认方案', reasons);
      await this.keepForm(manager, actor, planId, form);
      const measures = await keepMeasures(manager, planId);
      const { title, phases } = form;
      const detail = { title, measures, phases: phases.length };
      await this.audit.write(manager, { actor, act: 'plan.confirm', objectType: 'plan', objectId: planId, detail });
    });
  }

  private async keepForm(manager: EntityManager, actor: Actor, planId: number, form: ConfirmPlan): Promise<void> {
    await manager.query(
      `UPDATE plan SET state = 'confirmed', title = $2, kind = $3, doc_number = $4, start_year = $5, end_year = $6, confirmer_id = $7,
              confirmed_at = $8, version = version + 1 WHERE id = $1`,
      [planId, form.title, form.kind, form.docNumber || null, form.startYear, form.endYear, actor.accountId, this.clock.now()],
    );
    await replacePhases(manager, planId, form.phases);
  }
}

async function lockPlan(manager: EntityManager, actor: Actor, planId: number): Promise<LockedPlan> {
  const [plan] = await manager.query(
    `SELECT p.id, p.state, p.version, p.owner_unit_id AS "ownerUnitId", p.confirmed_at AS "confirmedAt",
            (SELECT a.name FROM account a WHERE a.id = p.confirmer_id) AS "confirmedByName"
       FROM plan p WHERE p.id = $1 AND p.owner_unit_id = ANY($2) FOR UPDATE`,
    [planId, scopeOf(actor).units],
  );
  if (!plan) throw notFound('plan', '个方案');
  if (!postFor(actor, 'plan.confirm', plan.ownerUnitId)) throw denied('只有方案主办单位的部门负责人可以确认方案。');
  return plan;
}

function slower({ state, version, confirmedAt, confirmedByName }: LockedPlan) {
  const what = state === 'confirmed' ? `${confirmedByName ?? '系统'}已经确认了这个方案` : '这个方案刚刚有了变化';
  return conflict(`${what}，请刷新后再看；您填写的内容还在。`, {
    state,
    stateLabel: PLAN_STATES[state],
    version,
    actorName: confirmedByName,
    at: confirmedAt,
  });
}

async function intakeFacts(manager: EntityManager, planId: number): Promise<IntakeFacts> {
  const [counts] = await manager.query(
    `SELECT count(*) FILTER (WHERE r.kind = 'measure' AND r.decision = 'accepted') AS "acceptedMeasures",
            count(*) FILTER (WHERE r.kind = 'measure' AND r.decision = 'pending') AS "pendingMeasures",
            count(*) FILTER (WHERE r.kind = 'target' AND r.decision = 'pending') AS "pendingTargets"
       FROM intake_record r JOIN document d ON d.id = r.document_id WHERE d.plan_id = $1`,
    [planId],
  );
  const pending: { text: string }[] = await manager.query(
    `SELECT substr(d.text, r.start_at + 1, r.end_at - r.start_at) AS text
       FROM intake_record r JOIN document d ON d.id = r.document_id
      WHERE d.plan_id = $1 AND r.kind IN ('measure', 'target') AND r.decision = 'pending' ORDER BY r.document_id, ${IN_ORDER} LIMIT $2`,
    [planId, SHOWN_PENDING],
  );
  return { ...counts, pendingTexts: pending.map(({ text }) => inWords(text).slice(0, 20)) };
}

/** Makes measures and indicators of everything accepted; answers how many measures. */
async function keepMeasures(manager: EntityManager, planId: number): Promise<number> {
  const documents: { id: number; text: string }[] = await manager.query('SELECT id, text FROM document WHERE plan_id = $1 ORDER BY id', [
    planId,
  ]);
  const texts = new Map(documents.map(({ id, text }) => [id, new PointText(text)]));
  const accepted = await queryRecords(manager, "r.document_id = ANY($1::int[]) AND r.decision = 'accepted' AND r.kind <> 'heading'", [
    [...texts.keys()],
  ]);
  const wordsOf = ({ documentId, startAt, endAt }: RecordRow) => inWords(texts.get(documentId)?.slice(startAt, endAt) ?? '');
  const records = accepted.map(record => ({ ...record, text: wordsOf(record) }));
  const measures = records.filter(record => record.kind === 'measure');
  await insertMeasures(manager, planId, measures);
  await insertSeries(manager, planId, await withMeasures(manager, planId, seriesOf(records)));
  return measures.length;
}

async function insertMeasures(manager: EntityManager, planId: number, records: (RecordRow & { text: string })[]): Promise<void> {
  const numbers = numberByOutline(records.map(record => record.section));
  const rows = records.map((record, index) => ({
    plan_id: planId,
    record_id: record.id,
    document_id: record.documentId,
    parent_record_id: record.parentId,
    no: numbers[index],
    position: index + 1,
    title: record.title,
    section: record.section,
    text: record.text,
    deadline: record.deadline?.date ?? null,
    deadline_raw: record.deadline?.raw ?? null,
    phases: record.phases,
    lead_names: record.lead,
    support_names: record.support,
    start_at: record.startAt,
    end_at: record.endAt,
  }));
  const columns = `plan_id integer, record_id integer, document_id integer, parent_record_id integer, no text, position integer, title text, section jsonb, text text, deadline date,
    deadline_raw text, phases jsonb, lead_names jsonb, support_names jsonb, start_at integer, end_at integer`;
  await insertAll(manager, 'measure', columns, rows);
}

/** Series with the measures that were made of the records that they belong to. */
async function withMeasures(manager: EntityManager, planId: number, series: Series[]): Promise<PlacedSeries[]> {
  const ids: { id: number; recordId: number }[] = await manager.query(
    'SELECT id, record_id AS "recordId" FROM measure WHERE plan_id = $1',
    [planId],
  );
  const measureOf = new Map(ids.map(row => [row.recordId, row.id]));
  return series.map(made => ({ ...made, measureId: made.measureRecordId === null ? null : (measureOf.get(made.measureRecordId) ?? null) }));
}
