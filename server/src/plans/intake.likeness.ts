import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import type { LikenessView } from './intake.dto.js';
import { textOf } from './intake.steps.js';
import { pairsOf, similarity, sketchOf } from './likeness.js';
import { planInReach } from './reach.js';
import { queryRecords } from './record.view.js';
import { inWords } from './text.js';

/** From here on two measures are worth a look side by side. */
const ALIKE = 0.6;
const SHOWN = 3;
const AT_ONCE = 1000;

interface Candidate {
  recordId: number;
  measureId: number;
  measureNo: string;
  planId: number;
  planTitle: string;
  text: string;
}

/** Finds measures of other plans that say what a document says again. */
@Injectable()
export class LikenessFinder {
  constructor(private readonly source: DataSource) {}

  /** For each measure read from a document, the measures of other plans in the actor's reach that are most like it. Throws `document.not_found`. */
  async find(actor: Actor, documentId: number): Promise<LikenessView[]> {
    const { manager } = this.source;
    const { units } = scopeOf(actor);
    const [document] = await manager.query('SELECT plan_id AS "planId", chars FROM document WHERE id = $1 AND owner_unit_id = ANY($2)', [
      documentId,
      units,
    ]);
    if (!document) throw notFound('document', '份文件');
    await sketchMissing(manager);
    const records = await queryRecords(manager, "r.document_id = $1 AND r.kind = 'measure' AND r.decision <> 'discarded'", [documentId]);
    const text = await textOf(manager, documentId, 0, document.chars);
    const asked = records.map(({ id, startAt, endAt }) => ({ id, pairs: pairsOf(inWords(text.slice(startAt, endAt))) }));
    const candidates = await candidatesFor(manager, asked, document.planId, units);
    return nearest(new Map(asked.map(({ id, pairs }) => [id, pairs])), candidates);
  }
}

/** For each record the measures of other plans that share a number of its sketch: an index answers, nothing is compared yet. */
function candidatesFor(
  manager: EntityManager,
  asked: { id: number; pairs: Set<string> }[],
  planId: number,
  units: number[],
): Promise<Candidate[]> {
  return manager.query(
    `WITH near AS MATERIALIZED (SELECT p.id, p.title FROM plan p WHERE p.id <> $3 AND ${planInReach('p', '$1')}),
       asked AS MATERIALIZED (SELECT id, ARRAY(SELECT jsonb_array_elements_text(bands)::int) AS bands
                                FROM jsonb_to_recordset($2) AS sent (id int, bands jsonb))
     SELECT asked.id AS "recordId", m.id AS "measureId", m.no AS "measureNo", near.id AS "planId", near.title AS "planTitle", m.text
       FROM asked JOIN measure m ON m.sketch && asked.bands JOIN near ON near.id = m.plan_id`,
    [units, JSON.stringify(asked.map(({ id, pairs }) => ({ id, bands: sketchOf(pairs) }))), planId],
  );
}

/** The candidates that are really alike, the likest of each record first. */
function nearest(asked: Map<number, Set<string>>, candidates: Candidate[]): LikenessView[] {
  const texts = new Map<number, Set<string>>();
  const pairsOfMeasure = ({ measureId, text }: Candidate) => {
    const pairs = texts.get(measureId) ?? pairsOf(text);
    texts.set(measureId, pairs);
    return pairs;
  };
  const alike = candidates
    .map(candidate => ({ ...candidate, similarity: similarity(asked.get(candidate.recordId) as Set<string>, pairsOfMeasure(candidate)) }))
    .filter(like => like.similarity >= ALIKE)
    .toSorted((a, b) => a.recordId - b.recordId || b.similarity - a.similarity || a.measureId - b.measureId);
  return alike.filter(({ recordId }, index) => alike[index - SHOWN]?.recordId !== recordId);
}

/** Sketches the measures that have come since the last time, by the thousand; two at once do the same. */
async function sketchMissing(manager: EntityManager): Promise<void> {
  for (;;) {
    const fresh: { id: number; text: string }[] = await manager.query('SELECT id, text FROM measure WHERE sketch IS NULL LIMIT $1', [
      AT_ONCE,
    ]);
    if (fresh.length === 0) return;
    await manager.query(
      `UPDATE measure m SET sketch = ARRAY(SELECT jsonb_array_elements_text(made.bands)::int)
         FROM jsonb_to_recordset($1) AS made (id int, bands jsonb) WHERE m.id = made.id AND m.sketch IS NULL`,
      [JSON.stringify(fresh.map(({ id, text }) => ({ id, bands: sketchOf(pairsOf(text)) })))],
    );
  }
}
