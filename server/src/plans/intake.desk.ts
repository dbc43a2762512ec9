import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conflict, notFound, type Problem, refused } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import type { ChangeRecord } from './document.dto.js';
import { DECISIONS, type IntakeRecord } from './document.entity.js';
import type { ChangeKind, Decide, DeskChanges, MergeRecords, Seen, SplitRecord } from './intake.dto.js';
import { STEP_ACTS, type StepAct } from './intake.entity.js';
import { type Desk, DeskSteps, textOf } from './intake.steps.js';
import { MOST_ITEMS, merged, partsOf, piecesOf, rowOfPiece, shapeOfPiece } from './items.js';
import { insertRows } from './record.rows.js';
import { queryRecords, type RecordRow } from './record.view.js';
import { joinLines } from './text.js';

/**
 * Where a person goes over what was read: corrects, accepts, discards, takes apart, joins. Only while the plan
 * waits for confirmation. Every act names the versions that the person saw: `act.conflict` says who was faster, and nothing is changed.
 */
@Injectable()
export class IntakeDesk {
  constructor(private readonly steps: DeskSteps) {}

  /** Corrects one record. */
  async change(actor: Actor, documentId: number, recordId: number, { version, ...fields }: ChangeRecord): Promise<DeskChanges> {
    return this.steps.at(actor, documentId, '修改', async desk => {
      const record = await this.claimOne(desk, recordId, version);
      if (fields.kind && fields.kind !== 'heading') await refuseWhileTakenApart(desk, [recordId], '修改');
      const stepId = await this.steps.begin(desk, 'correct', [recordId]);
      await this.steps.write(desk, stepId, [record.id], { ...fields, ...(fields.title === '' ? { title: null } : {}) });
      return this.steps.end(desk, stepId);
    });
  }

  /** Decides on many records at once; headings need no decision and stay as they are. */
  async decide(actor: Actor, documentId: number, { records, decision }: Decide): Promise<DeskChanges> {
    return this.steps.at(actor, documentId, '处理', async desk => {
      const wanted = (record: RecordRow) => record.kind === 'heading' || record.decision === decision;
      return this.sweep(desk, records, wanted, 'decide', { decision });
    });
  }

  /** Makes many records something else: a measure a target, a heading a measure. */
  async changeKind(actor: Actor, documentId: number, { records, kind }: ChangeKind): Promise<DeskChanges> {
    return this.steps.at(actor, documentId, '修改', async desk => {
      const ids = records.map(({ id }) => id);
      if (kind !== 'heading') await refuseWhileTakenApart(desk, ids, '修改');
      return this.sweep(desk, records, record => record.kind === kind, 'kind', { kind });
    });
  }

  /** A unit in list form becomes one measure per item, and a heading over them. */
  async takeApart(actor: Actor, documentId: number, recordId: number, version: number): Promise<DeskChanges> {
    return this.steps.at(actor, documentId, '拆分', async desk => {
      const record = await this.claimOne(desk, recordId, version);
      refuseUnlessList(record);
      await refuseWhileTakenApart(desk, [recordId], '修改');
      const former: { id: number }[] = await desk.manager.query('SELECT id FROM intake_record WHERE parent_id = $1', [recordId]);
      const stepId = await this.steps.begin(desk, 'take_apart', [recordId, ...former.map(({ id }) => id)]);
      await desk.manager.query('DELETE FROM intake_record WHERE parent_id = $1', [recordId]);
      const text = await textOf(desk.manager, documentId, record.startAt, record.endAt);
      await insertRows(desk.manager, partsOf(record, text), stepId);
      await this.steps.write(desk, stepId, [recordId], { kind: 'heading' });
      return this.steps.end(desk, stepId);
    });
  }

  /** Cuts a record in two or more at places of the text; the first piece stays the record that it was, each waits for a decision. */
  async split(actor: Actor, documentId: number, recordId: number, { version, at }: SplitRecord): Promise<DeskChanges> {
    return this.steps.at(actor, documentId, '拆分', async desk => {
      const record = await this.claimOne(desk, recordId, version);
      if (record.kind === 'heading') throw refused('拆分', ['这是一条标题，没有可拆分的内容；如果它其实是措施，请先改类别。']);
      const pieces = piecesOf(record, at, await textOf(desk.manager, documentId, record.startAt, record.endAt));
      if (!pieces) throw refused('拆分', ['拆分的位置不在这一条之内，或拆出来有一段没有文字，请重新选择位置。']);
      const [first, ...others] = pieces.map(piece => shapeOfPiece(record, piece));
      const stepId = await this.steps.begin(desk, 'split', [recordId]);
      await this.steps.write(desk, stepId, [recordId], { ...first, decision: 'pending' });
      await insertRows(
        desk.manager,
        others.map(piece => rowOfPiece(record, piece)),
        stepId,
      );
      return this.steps.end(desk, stepId);
    });
  }

  /** Joins records that follow each other into the first of them. */
  async merge(actor: Actor, documentId: number, { records }: MergeRecords): Promise<DeskChanges> {
    return this.steps.at(actor, documentId, '合并', async desk => {
      const rows = await this.claim(desk, records);
      await refuseUnlessNeighbours(desk, rows);
      await refuseWhileTakenApart(
        desk,
        rows.map(({ id }) => id),
        '合并',
      );
      const [first, ...others] = rows as [RecordRow, ...RecordRow[]];
      const decided = rows.every(({ decision }) => decision === first.decision) ? first.decision : 'pending';
      const stepId = await this.steps.begin(
        desk,
        'merge',
        rows.map(({ id }) => id),
      );
      await desk.manager.query('DELETE FROM intake_record WHERE id = ANY($1::int[])', [others.map(({ id }) => id)]);
      await this.steps.write(desk, stepId, [first.id], { ...merged(rows), decision: decided });
      return this.steps.end(desk, stepId);
    });
  }

  /** One change on many records: those that are as wanted already stay as they are, whoever made them so. */
  private async sweep(
    desk: Desk,
    seen: Seen,
    isWanted: (record: RecordRow) => boolean,
    act: 'decide' | 'kind',
    change: Pick<Decide, 'decision'> | Pick<ChangeKind, 'kind'>,
  ): Promise<DeskChanges> {
    const rows = await this.claim(desk, seen, isWanted);
    const ids = rows.filter(record => !isWanted(record)).map(({ id }) => id);
    const stepId = await this.steps.begin(desk, act, ids, change);
    if (ids.length > 0) await this.steps.write(desk, stepId, ids, change);
    return this.steps.end(desk, stepId);
  }

  private async claimOne(desk: Desk, id: number, version: number): Promise<RecordRow> {
    const [record] = await this.claim(desk, [{ id, version }]);
    return record as RecordRow;
  }

  /** The records as they are now, in the order of the text; refuses when one is not as the person saw it, unless it `isWanted` all the same. */
  private async claim({ manager, documentId }: Desk, seen: Seen, isWanted = (_: RecordRow) => false): Promise<RecordRow[]> {
    const versions = new Map(seen.map(({ id, version }) => [id, version]));
    const ids = [...versions.keys()];
    const rows = await queryRecords(manager, 'r.document_id = $1 AND r.id = ANY($2::int[])', [documentId, ids]);
    if (rows.length < ids.length) {
      const gone = ids.filter(id => rows.every(row => row.id !== id));
      throw await goneOrNever(manager, documentId, gone);
    }
    const stale = rows.filter(row => row.version !== versions.get(row.id) && !isWanted(row));
    if (stale.length > 0) throw await slower(manager, stale as [RecordRow, ...RecordRow[]], rows.length);
    return rows;
  }
}

/** Records that somebody has joined to others meanwhile; or that never were in this document. */
async function goneOrNever(manager: EntityManager, documentId: number, ids: number[]): Promise<Problem> {
  const [step] = await manager.query(
    `SELECT s.act, s.at, coalesce(a.name, '他人') AS "actorName" FROM intake_step s LEFT JOIN account a ON a.id = s.account_id
      WHERE s.document_id = $1 AND s.removed @> $2::int[] ORDER BY s.id DESC LIMIT 1`,
    [documentId, ids],
  );
  if (!step) return notFound('record', '条记录');
  const what = STEP_ACTS[step.act as StepAct];
  return conflict(`${step.actorName}刚刚做了“${what}”，您要处理的记录已经不在了；这次没有改动，请看过最新情况再处理。`, {
    state: 'removed',
    stateLabel: what,
    version: 0,
    actorName: step.actorName,
    at: step.at,
  });
}

async function slower(manager: EntityManager, stale: [RecordRow, ...RecordRow[]], asked: number): Promise<Problem> {
  const [record] = stale;
  const [step]: { act: StepAct }[] = await manager.query('SELECT act FROM intake_step WHERE id = $1', [record.stepId]);
  const who = record.decidedByName ?? '他人';
  const which = asked > 1 ? `其中 ${stale.length} 条` : '这一条';
  const now = record.kind === 'heading' ? '标题' : DECISIONS[record.decision];
  const did = step && step.act !== 'decide' ? `对${which}做了“${STEP_ACTS[step.act]}”` : `处理了${which}`;
  return conflict(`${who}刚刚先${did}（现在是“${now}”）；这次没有改动，请看过最新情况再处理，您填写的内容还在。`, {
    state: record.decision,
    stateLabel: DECISIONS[record.decision],
    version: record.version,
    actorName: record.decidedByName,
    at: record.decidedAt,
    recordIds: stale.map(({ id }) => id),
  });
}

function refuseUnlessList(record: IntakeRecord): void {
  if (record.kind === 'heading') throw refused('拆分', ['这是一条标题，没有可拆分的内容。']);
  if (record.items.length < 2) throw refused('拆分', ['这一条不是列举形式，没有可拆分的并列项。']);
  if (record.items.length > MOST_ITEMS)
    throw refused('拆分', [`这一条列举了 ${record.items.length} 项，超过一次可拆的 ${MOST_ITEMS} 项，请在原文中分段后重新上传。`]);
}

async function refuseWhileTakenApart({ manager }: Desk, ids: number[], label: string): Promise<void> {
  const [part] = await manager.query(
    "SELECT 1 FROM intake_record WHERE parent_id = ANY($1::int[]) AND decision <> 'discarded' AND NOT id = ANY($1::int[]) LIMIT 1",
    [ids],
  );
  if (part) throw refused(label, ['这一条已经拆分成若干条措施，请先舍弃拆出的各条，再改这一条。']);
}

/** Only what follows each other becomes one: between the first and the last no other record may stand. */
async function refuseUnlessNeighbours({ manager, documentId }: Desk, rows: RecordRow[]): Promise<void> {
  if (rows.some(({ kind }) => kind === 'heading')) throw refused('合并', ['标题不能与内容合并；如果它其实是内容，请先改类别。']);
  if (new Set(rows.map(({ parentId }) => parentId)).size > 1) throw refused('合并', ['拆出的条目只能与同一个列举中的条目合并。']);
  const [between] = await manager.query(
    `SELECT substr(d.text, r.start_at + 1, least(20, r.end_at - r.start_at)) AS text FROM intake_record r JOIN document d ON d.id = r.document_id
      WHERE r.document_id = $1 AND NOT r.id = ANY($2::int[]) AND r.start_at > $3 AND r.start_at < $4 AND r.parent_id IS NOT DISTINCT FROM $5::int LIMIT 1`,
    [documentId, rows.map(({ id }) => id), rows[0]?.startAt, rows.at(-1)?.startAt, rows[0]?.parentId ?? null],
  );
  if (between) throw refused('合并', [`所选各条之间还有“${joinLines(between.text)}”，只能合并前后相连的记录。`]);
}
