import type { EntityManager } from 'typeorm';
import { insertAll } from './bulk.js';
import type { Series, TargetPoint } from './confirmation.series.js';

/** A series with the measure that is to bring it about; null: the plan. */
export interface PlacedSeries extends Omit<Series, 'measureRecordId'> {
  measureId: number | null;
}

const INDICATOR = `plan_id integer, measure_id integer, record_id integer, name text, unit text, op text, baseline_value numeric, baseline_date date,
  baseline_raw text`;
const TARGET = `indicator_id integer, record_id integer, year integer, due_date date, op text, value numeric, value2 numeric, raw text, defect text`;

/** Makes indicators of a plan, with where they stand and where they are to be. */
export async function insertSeries(manager: EntityManager, planId: number, series: PlacedSeries[]): Promise<void> {
  const rows = series.map(({ measureId, recordId, name, unit, op, baseline }) => ({
    ...{ plan_id: planId, measure_id: measureId, record_id: recordId, name, unit, op },
    baseline_value: baseline?.value ?? null,
    baseline_date: baseline?.date ?? null,
    baseline_raw: baseline?.raw ?? null,
  }));
  const [{ last }] = await manager.query('SELECT coalesce(max(id), 0)::int AS last FROM indicator WHERE plan_id = $1', [planId]);
  await insertAll(manager, 'indicator', INDICATOR, rows);
  const made: { id: number }[] = await manager.query('SELECT id FROM indicator WHERE plan_id = $1 AND id > $2 ORDER BY id', [planId, last]);
  await insertTargets(
    manager,
    series.flatMap(({ targets }, index) => targets.map(target => ({ ...target, indicatorId: made[index]?.id as number }))),
  );
}

export async function insertTargets(manager: EntityManager, targets: (TargetPoint & { indicatorId: number })[]): Promise<void> {
  const rows = targets.map(({ indicatorId, recordId, dueDate, ...point }) => ({
    ...point,
    indicator_id: indicatorId,
    record_id: recordId,
    due_date: dueDate,
  }));
  await insertAll(manager, 'indicator_target', TARGET, rows);
}
