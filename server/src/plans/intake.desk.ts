import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { UnitRegister } from '../people/unit.register.js';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { conflict, denied, notFound, refused } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import type { ChangeRecord, Decide, RecordView } from './document.dto.js';
import { DECISIONS, type IntakeRecord } from './document.entity.js';
import { MOST_ITEMS, partsOf } from './items.js';
import type { PlanState } from './plan.entity.js';
import { postFor } from './reach.js';
import { insertRows } from './record.rows.js';
import { queryRecords, type RecordRow, viewRecords } from './record.view.js';
import { PointText, storableJson } from './text.js';

/** The document that is worked on, its plan held so that nobody confirms it in between. */
interface Desk {
  manager: EntityManager;
  documentId: number;
  ownerUnitId: number;
}

const JSON_FIELDS = ['lead', 'support', 'deadline', 'phases', 'indicators'] as const;

/** Where a person goes over what was read: corrects, accepts, discards, takes lists apart. Only while the plan waits for confirmation. */
@Injectable()
export class IntakeDesk {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly register: UnitRegister,
  ) {}

  /** Corrects one record. Throws `act.conflict` when somebody else was faster, `act.refused` when the plan is confirmed. */
  async change(actor: Actor, documentId: number, recordId: number, change: ChangeRecord): Promise<RecordView> {
    return this.at(actor, documentId, '修改', async desk => {
      const { version, ...fields } = change;
      const record = await this.locked(desk, recordId, version);
      if (fields.kind && fields.kind !== 'heading') await refuseWhileTakenApart(desk, record);
      await this.update(desk, actor, record, fields);
      const [view] = await this.views(desk, 'r.id = $1', [recordId]);
      return view as RecordView;
    });
  }

  /** Decides on many records at once; headings need no decision and stay as they are. Answers the records that were named. */
  async decide(actor: Actor, documentId: number, { recordIds, decision }: Decide): Promise<RecordView[]> {
    return this.at(actor, documentId, '处理', async desk => {
      // In one order, so that two people who decide on the same records wait for each other.
      await desk.manager.query('SELECT 1 FROM intake_record WHERE document_id = $1 AND id = ANY($2::int[]) ORDER BY id FOR UPDATE', [
        documentId,
        recordIds,
      ]);
      const [, changed] = await desk.manager.query(
        `UPDATE intake_record SET decision = $3, decider_id = $4, decided_at = $5, version = version + 1
          WHERE document_id = $1 AND id = ANY($2::int[]) AND kind <> 'heading' AND decision <> $3`,
        [documentId, recordIds, decision, actor.accountId, this.clock.now()],
      );
      const views = await this.views(desk, 'r.document_id = $1 AND r.id = ANY($2::int[])', [documentId, recordIds]);
      if (views.length < new Set(recordIds).size) throw notFound('record', '条记录');
      await this.trace(desk, actor, 'document.decide', { decision, records: changed });
      return views;
    });
  }

  /** A unit in list form becomes one measure per item, and a heading over them. Answers the heading and its parts. */
  async takeApart(actor: Actor, documentId: number, recordId: number, version: number): Promise<RecordView[]> {
    return this.at(actor, documentId, '拆分', async desk => {
      const record = await this.locked(desk, recordId, version);
      refuseUnlessList(record);
      await refuseWhileTakenApart(desk, record);
      await desk.manager.query("DELETE FROM intake_record WHERE document_id = $1 AND parent_id = $2 AND decision = 'discarded'", [
        documentId,
        recordId,
      ]);
      const [{ text }] = await desk.manager.query('SELECT substr(text, $2, $3) AS text FROM document WHERE id = $1', [
        documentId,
        record.startAt + 1,
        record.endAt - record.startAt,
      ]);
      await insertRows(desk.manager, partsOf(record, new PointText(text, record.startAt)));
      await this.update(desk, actor, record, { kind: 'heading' });
      return this.views(desk, 'r.document_id = $1 AND (r.id = $2 OR r.parent_id = $2)', [documentId, recordId]);
    });
  }

  private async at<T>(actor: Actor, documentId: number, label: string, work: (desk: Desk) => Promise<T>): Promise<T> {
    return this.source.transaction(async manager => {
      const [plan]: { ownerUnitId: number; state: PlanState }[] = await manager.query(
        `SELECT p.owner_unit_id AS "ownerUnitId", p.state FROM document d JOIN plan p ON p.id = d.plan_id
          WHERE d.id = $1 AND d.owner_unit_id = ANY($2) FOR SHARE OF p`,
        [documentId, scopeOf(actor).units],
      );
      if (!plan) throw notFound('document', '份文件');
      if (!postFor(actor, 'plan.confirm', plan.ownerUnitId)) throw denied(`只有方案主办单位的部门负责人可以${label}识读结果。`);
      if (plan.state !== 'intake') throw refused(label, ['方案已经确认，识读结果不能再改。']);
      return work({ manager, documentId, ownerUnitId: plan.ownerUnitId });
    });
  }

  private async locked({ manager, documentId }: Desk, recordId: number, version: number): Promise<RecordRow> {
    await manager.query('SELECT 1 FROM intake_record WHERE id = $1 AND document_id = $2 FOR UPDATE', [recordId, documentId]);
    const [record] = await queryRecords(manager, 'r.id = $1 AND r.document_id = $2', [recordId, documentId]);
    if (!record) throw notFound('record', '条记录');
    if (record.version !== version) throw slower(record);
    return record;
  }

  private async update(desk: Desk, actor: Actor, record: RecordRow, fields: Partial<ChangeRecord>): Promise<void> {
    const next = { ...record, ...fields };
    await desk.manager.query(
      `UPDATE intake_record SET kind = $3, title = $4, lead = $5, support = $6, deadline = $7, phases = $8, indicators = $9,
              decider_id = $10, decided_at = $11, version = version + 1 WHERE id = $1 AND version = $2`,
      [
        record.id,
        record.version,
        next.kind,
        next.title || null,
        ...JSON_FIELDS.map(field => (next[field] === null ? null : storableJson(next[field]))),
        actor.accountId,
        this.clock.now(),
      ],
    );
    await this.trace(desk, actor, 'document.correct', { recordId: record.id, fields: Object.keys(fields) });
  }

  private async views({ manager, documentId, ownerUnitId }: Desk, where: string, parameters: unknown[]): Promise<RecordView[]> {
    const rows = await queryRecords(manager, where, parameters);
    const from = Math.min(...rows.map(row => row.startAt));
    const to = Math.max(...rows.map(row => row.endAt));
    if (rows.length === 0) return [];
    const [{ text }] = await manager.query('SELECT substr(text, $2, $3) AS text FROM document WHERE id = $1', [
      documentId,
      from + 1,
      to - from,
    ]);
    return viewRecords(rows, new PointText(text, from), this.register, ownerUnitId, manager);
  }

  private trace({ manager, documentId }: Desk, actor: Actor, act: string, detail: Record<string, unknown>): Promise<void> {
    return this.audit.write(manager, { actor, act, objectType: 'document', objectId: documentId, detail });
  }
}

function slower(record: RecordRow) {
  const who = record.decidedByName ?? '他人';
  return conflict(`${who}刚刚先处理了这条记录，请刷新后再改；您填写的内容还在。`, {
    state: record.decision,
    stateLabel: DECISIONS[record.decision],
    version: record.version,
    actorName: record.decidedByName,
    at: record.decidedAt,
  });
}

function refuseUnlessList(record: IntakeRecord): void {
  if (record.kind === 'heading') throw refused('拆分', ['这是一条标题，没有可拆分的内容。']);
  if (record.items.length < 2) throw refused('拆分', ['这一条不是列举形式，没有可拆分的并列项。']);
  if (record.items.length > MOST_ITEMS)
    throw refused('拆分', [`这一条列举了 ${record.items.length} 项，超过一次可拆的 ${MOST_ITEMS} 项，请在原文中分段后重新上传。`]);
}

async function refuseWhileTakenApart({ manager }: Desk, record: IntakeRecord): Promise<void> {
  const [part] = await manager.query(
    "SELECT 1 FROM intake_record WHERE document_id = $1 AND parent_id = $2 AND decision <> 'discarded' LIMIT 1",
    [record.documentId, record.id],
  );
  if (part) throw refused('修改', ['这一条已经拆分成若干条措施，请先舍弃拆出的各条，再改这一条。']);
}
