import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conflict, notFound, refused } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import type { DeskChanges } from './intake.dto.js';
import type { IntakeStep, StepAct } from './intake.entity.js';
import { NamingDesk, type NamingDetail } from './intake.naming.js';
import { type Desk, DeskSteps } from './intake.steps.js';

/** Columns that a step may have changed; `id` and what never changes are not among them. */
const CHANGED =
  `kind, title, start_at, end_at, lead, support, deadline, phases, indicators, items, confidence, defects, decision, decider_id, decided_at,
  step_id`.replace(/\s+/g, ' ');
const FIXED = 'id, document_id, seq, section, why, as_read, parent_id, is_row';
const REPLACED = CHANGED.split(', ')
  .map(column => `${column} = excluded.${column}`)
  .join(', ');

/** A step with what its kind keeps for the way back. */
type OwnStep = Pick<IntakeStep, 'id' | 'before' | 'touched' | 'removed' | 'undoneById'> &
  ({ act: 'name'; detail: NamingDetail } | { act: Exclude<StepAct, 'name'>; detail: Record<string, unknown> });

/** The way back: each person takes back own steps, the last one first, as long as nobody has worked on the same records since. */
@Injectable()
export class UndoDesk {
  constructor(
    private readonly steps: DeskSteps,
    private readonly naming: NamingDesk,
  ) {}

  /** Makes the records of a step what they were before it. Throws `step.not_found` (not one's own), `act.refused` (taken back already), `act.conflict`. */
  async undo(actor: Actor, documentId: number, undoneId: number): Promise<DeskChanges> {
    return this.steps.at(actor, documentId, '撤销', async desk => {
      const step = await ownStep(desk, undoneId);
      if (step.act === 'undo' || step.undoneById !== null) throw refused('撤销', ['这一步已经撤销过了。']);
      await refuseWhileOvertaken(desk, step);
      const stepId = await this.steps.begin(desk, 'undo', step.touched, { undone: step.act });
      if (step.act === 'name') await this.naming.takeBack(desk, step.detail);
      else await bringBack(desk.manager, step);
      await desk.manager.query('UPDATE intake_step SET undone_by_id = $2 WHERE id = $1', [step.id, stepId]);
      return this.steps.end(desk, stepId, [...new Set([...step.touched, ...step.removed])]);
    });
  }
}

async function ownStep({ manager, documentId, actor }: Desk, id: number): Promise<OwnStep> {
  const [step] = await manager.query(
    `SELECT id, act, detail, before, touched, removed, undone_by_id AS "undoneById" FROM intake_step
      WHERE id = $1 AND document_id = $2 AND account_id = $3`,
    [id, documentId, actor.accountId],
  );
  if (!step) throw notFound('step', '步处理');
  return step;
}

/** What a step has made must still be as it made it; of a name: nobody has said anything else since. */
async function refuseWhileOvertaken({ manager, documentId }: Desk, step: OwnStep): Promise<void> {
  const [later] = await manager.query(
    step.act === 'name'
      ? `SELECT s.id, s.at, coalesce(a.name, '他人') AS "actorName" FROM document_name n JOIN intake_step s ON s.id = n.step_id
           LEFT JOIN account a ON a.id = s.account_id WHERE n.document_id = $1 AND n.name = ANY($3::text[]) AND n.step_id <> $2 LIMIT 1`
      : `SELECT s.id, s.at, coalesce(a.name, '他人') AS "actorName" FROM unnest($3::int[]) AS made (id)
           LEFT JOIN intake_record r ON r.id = made.id
           LEFT JOIN intake_step s ON s.id = coalesce(r.step_id, (SELECT max(id) FROM intake_step WHERE document_id = $1 AND removed @> ARRAY[made.id]))
           LEFT JOIN account a ON a.id = s.account_id
          WHERE r.step_id IS DISTINCT FROM $2::int LIMIT 1`,
    [documentId, step.id, step.act === 'name' ? step.detail.said.map(({ name }) => name) : step.touched],
  );
  if (!later) return;
  throw conflict(`${later.actorName}后来又处理过这些记录，这一步不能再撤销；需要改的请直接改。`, {
    state: 'overtaken',
    stateLabel: '后来又有处理',
    version: later.id,
    actorName: later.actorName,
    at: later.at,
  });
}

/** Removes what the step made, and puts back what it changed or removed; versions go on counting, so that nobody overwrites unseen. */
async function bringBack(manager: EntityManager, { before, touched }: OwnStep): Promise<void> {
  await manager.query('DELETE FROM intake_record WHERE id = ANY($1::int[]) AND NOT id = ANY($2::int[])', [
    touched,
    before.map(row => row.id),
  ]);
  await manager.query(
    `INSERT INTO intake_record (${FIXED}, ${CHANGED}, version) OVERRIDING SYSTEM VALUE
     SELECT ${FIXED}, ${CHANGED}, version + 1 FROM jsonb_populate_recordset(NULL::intake_record, $1)
     ON CONFLICT (id) DO UPDATE SET ${REPLACED}, version = intake_record.version + 1`,
    [JSON.stringify(before)],
  );
}
