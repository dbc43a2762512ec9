import type { EntityManager } from 'typeorm';
import { answeredByBrackets, type Sentence } from './paragraph.js';

/** The measures whose tasks a difference touches, by the difference's id. */
export type Reach = Map<number, number[]>;

interface Row {
  id: number;
  measureId: number | null;
  otherUnits: boolean;
}

/** A difference touches its own measure; other units in brackets that close a paragraph, every measure that the brackets answer for. */
export async function reachOf(manager: EntityManager, planId: number, documentId: number): Promise<Reach> {
  const measures: Sentence[] = await manager.query(
    `SELECT id, text, lead_names AS "leadNames", support_names AS "supportNames", document_id AS "documentId", start_at AS start, end_at AS "end"
       FROM measure WHERE plan_id = $1 ORDER BY position`,
    [planId],
  );
  const answered = answeredByBrackets(measures);
  const rows: Row[] = await manager.query(
    `SELECT v.id, v.measure_id AS "measureId", v.kind = 'changed' AND (o.lead <> n.lead OR o.support <> n.support) AS "otherUnits"
       FROM version_difference v LEFT JOIN intake_record o ON o.id = v.old_record_id LEFT JOIN intake_record n ON n.id = v.new_record_id
      WHERE v.document_id = $1`,
    [documentId],
  );
  return new Map(
    rows.map(({ id, measureId, otherUnits }) => [
      id,
      measureId === null ? [] : [measureId, ...(otherUnits ? (answered.get(measureId) ?? []) : [])],
    ]),
  );
}
