import type { EntityManager } from 'typeorm';
import { type FiguredRecord, isSameLevel, keyOf, type Series, seriesOf, type TargetPoint } from './confirmation.series.js';
import { insertSeries, insertTargets } from './indicator.rows.js';

/** What is taken over of a new version, as far as figures go. */
export interface TakenOver {
  /** The sentence before; null: there was none. */
  oldRecordId: number | null;
  /** The measure that it is about; null: a target of the plan, or what it reports. */
  measureId: number | null;
  /** The sentence now; null: it is gone. */
  fresh: FiguredRecord | null;
}

interface Known {
  id: number;
  name: string;
  unit: string;
  measureId: number | null;
}

interface Held extends Omit<TargetPoint, 'recordId' | 'defect'> {
  id: number;
  indicatorId: number;
}

/**
 * Lets the plan's indicators follow a sentence that was taken over: a level that it no longer says is kept as what was to be reached before, one that
 * it newly says joins the indicator of that name, with whatever units have entered for it.
 */
export async function takeOverFigures(
  manager: EntityManager,
  { planId, documentId }: { planId: number; documentId: number },
  { oldRecordId, measureId, fresh }: TakenOver,
): Promise<void> {
  const known: Known[] = await manager.query(
    'SELECT id, name, unit, measure_id AS "measureId" FROM indicator WHERE plan_id = $1 ORDER BY id',
    [planId],
  );
  const held = await levelsSaid(manager, planId, measureId, oldRecordId);
  const elsewhere = await figuresBeside(manager, documentId, oldRecordId, fresh);
  const left = new Set(held.filter(({ raw }) => !elsewhere.has(raw)).map(({ id }) => id));
  const said = known.filter(({ id }) => held.some(({ indicatorId }) => indicatorId === id));
  const under = measureId ?? said[0]?.measureId ?? null;
  for (const made of fresh ? seriesOf([fresh]) : []) {
    const home = homeOf(made, known, said, under);
    if (!home) {
      await insertSeries(manager, planId, [{ ...made, measureId: under }]);
      continue;
    }
    const stays = (target: TargetPoint) => held.find(point => point.indicatorId === home.id && isSameLevel(point, target));
    for (const target of made.targets) left.delete(stays(target)?.id ?? 0);
    await insertTargets(
      manager,
      made.targets.filter(target => !stays(target)).map(target => ({ ...target, indicatorId: home.id })),
    );
    await follow(manager, home.id, made);
  }
  await manager.query('UPDATE indicator_target SET replaced_document_id = $2 WHERE id = ANY($1::int[])', [[...left], documentId]);
}

/** The indicator that a figure speaks of: one that the sentence spoke of before, else one of the same measure, else the only one of that name. */
function homeOf(made: Series, known: Known[], said: Known[], measureId: number | null): Known | undefined {
  const named = (list: Known[]) => list.filter(each => keyOf(each) === keyOf(made));
  const all = named(known);
  return named(said)[0] ?? all.find(each => each.measureId === measureId) ?? (measureId === null && all.length === 1 ? all[0] : undefined);
}

/** Levels that hold and that a sentence sets, in this version of it or in those before; of a measure those that are its own. */
async function levelsSaid(manager: EntityManager, planId: number, measureId: number | null, recordId: number | null): Promise<Held[]> {
  return manager.query(
    `WITH RECURSIVE said (id) AS (SELECT $2::int UNION SELECT v.old_record_id FROM said JOIN version_difference v ON v.new_record_id = said.id
                                                        WHERE v.old_record_id IS NOT NULL)
     SELECT g.id, g.indicator_id AS "indicatorId", g.raw, g.year, g.due_date AS "dueDate", g.op, g.value::float8, g.value2::float8
       FROM indicator_target g JOIN indicator i ON i.id = g.indicator_id JOIN said ON said.id = g.record_id
      WHERE i.plan_id = $1 AND g.replaced_document_id IS NULL AND ($3::int IS NULL OR i.measure_id = $3) ORDER BY g.id`,
    [planId, recordId, measureId],
  );
}

/** What the other sentences say that the new version has parted the old one into. */
async function figuresBeside(
  manager: EntityManager,
  documentId: number,
  oldRecordId: number | null,
  fresh: FiguredRecord | null,
): Promise<Set<string>> {
  const rows: { raw: string }[] = await manager.query(
    `SELECT figure->>'raw' AS raw FROM version_difference v JOIN intake_record n ON n.id = v.new_record_id, jsonb_array_elements(n.indicators) figure
      WHERE v.document_id = $1 AND v.old_record_id = $2 AND v.new_record_id IS DISTINCT FROM $3::int`,
    [documentId, oldRecordId, fresh?.id ?? null],
  );
  return new Set(rows.map(({ raw }) => raw));
}

/** Where the plan now speaks of the indicator, and where it stands as far as that is said there. */
async function follow(manager: EntityManager, indicatorId: number, { recordId, op, baseline, targets }: Series): Promise<void> {
  if (targets.length > 0) await manager.query('UPDATE indicator SET record_id = $2, op = $3 WHERE id = $1', [indicatorId, recordId, op]);
  if (baseline)
    await manager.query('UPDATE indicator SET baseline_value = $2, baseline_date = $3, baseline_raw = $4 WHERE id = $1', [
      indicatorId,
      baseline.value,
      baseline.date,
      baseline.raw,
    ]);
}
