import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { insertAll } from './bulk.js';
import type { LikenessView } from './intake.dto.js';
import { textOf } from './intake.steps.js';
import { pairsOf, similarity, sketchOf } from './likeness.js';
import { planInReach } from './reach.js';
import { queryRecords } from './record.view.js';
import { joinLines } from './text.js';

/** From here on two measures are worth a look side by side. */
const ALIKE = 0.6;
const SHOWN = 3;

interface Candidate {
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
    const asked = records.map(({ id, startAt, endAt }) => {
      const pairs = pairsOf(joinLines(text.slice(startAt, endAt)));
      return { recordId: id, pairs, bands: sketchOf(pairs) };
    });
    const candidates = await this.candidates(
      units,
      document.planId,
      asked.flatMap(({ bands }) => bands),
    );
    return asked.flatMap(({ recordId, pairs, bands }) => nearest(pairs, bands, candidates).map(like => ({ recordId, ...like })));
  }

  /** Measures of other plans that share a band, by band. */
  private async candidates(units: number[], planId: number, bands: number[]): Promise<Map<number, (Candidate & { pairs: Set<string> })[]>> {
    const rows: (Candidate & { bands: number[] })[] = await this.source.query(
      `SELECT m.id AS "measureId", m.no AS "measureNo", p.id AS "planId", p.title AS "planTitle", m.text, array_agg(s.band) AS bands
         FROM measure_sketch s JOIN measure m ON m.id = s.measure_id JOIN plan p ON p.id = m.plan_id
        WHERE s.band = ANY($2::int[]) AND m.plan_id <> $3 AND ${planInReach('p', '$1')} GROUP BY m.id, p.id`,
      [units, [...new Set(bands)], planId],
    );
    const byBand = new Map<number, (Candidate & { pairs: Set<string> })[]>();
    for (const { bands: shared, ...row } of rows) {
      const candidate = { ...row, pairs: pairsOf(row.text) };
      for (const band of shared) byBand.set(band, [...(byBand.get(band) ?? []), candidate]);
    }
    return byBand;
  }
}

function nearest(pairs: Set<string>, bands: number[], candidates: Map<number, (Candidate & { pairs: Set<string> })[]>) {
  const known = new Set(bands.flatMap(band => candidates.get(band) ?? []));
  return [...known]
    .map(({ pairs: other, ...candidate }) => ({ ...candidate, similarity: similarity(pairs, other) }))
    .filter(like => like.similarity >= ALIKE)
    .toSorted((a, b) => b.similarity - a.similarity || a.measureId - b.measureId)
    .slice(0, SHOWN);
}

/** Sketches the measures that have come since the last time; two at once do it once. */
async function sketchMissing(manager: EntityManager): Promise<void> {
  const fresh: { id: number; text: string }[] = await manager.query(
    'SELECT m.id, m.text FROM measure m WHERE NOT EXISTS (SELECT 1 FROM measure_sketch s WHERE s.measure_id = m.id)',
  );
  const rows = fresh.flatMap(({ id, text }) => [...new Set(sketchOf(pairsOf(text)))].map(band => ({ band, measure_id: id })));
  await insertAll(manager, 'measure_sketch', 'band integer, measure_id integer', rows, 'ON CONFLICT DO NOTHING');
}
