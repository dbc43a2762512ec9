import type { EntityManager } from 'typeorm';
import { ids, prepared } from '../platform/database/prepared.js';
import { quoted } from '../platform/database/quoted.js';
import { judgeTarget, type ReadIndicator, type Reading, type RollUp, rolledUp, type TargetPoint } from '../rules/readings.js';
import { VOID_RETURNS } from '../rules/return.words.js';
import type { IndicatorStanding } from './indicator.dto.js';

/** Where some indicators stand: what the units have entered, the one figure that follows, and the verdict on each target. By the ids given. */
export async function standingsOf(manager: EntityManager, indicatorIds: number[], today: string): Promise<IndicatorStanding[]> {
  if (indicatorIds.length === 0) return [];
  const rows = await prepared<Row>(manager, `${STANDINGS} WHERE i.id = ANY($1) ORDER BY array_position($1::int[], i.id)`, [
    ids(indicatorIds),
  ]);
  return standingsFrom(rows, today);
}

/** Where the indicators of a task's measure stand, in the order of the plan. */
export async function standingsOfTask(manager: EntityManager, taskId: number, today: string): Promise<IndicatorStanding[]> {
  const text = `${STANDINGS} JOIN task t ON t.measure_id = i.measure_id WHERE t.id = $1 ORDER BY i.id`;
  return standingsFrom(await prepared<Row>(manager, text, [taskId]), today);
}

function standingsFrom(rows: Row[], today: string): IndicatorStanding[] {
  return rows.map(({ points, baseline, ...row }) => ({
    ...row,
    current: rolledUp(row.rollUp, row.readings, null),
    targets: points.map(({ id, year, ...point }) => {
      const due = point.due ?? (year === null ? null : `${year}-12-31`);
      const until = due !== null && due < today ? due : null;
      return {
        id,
        year,
        ...point,
        due,
        ...judgeTarget({ ...point, due }, row.unit, rolledUp(row.rollUp, row.readings, until), baseline, today),
      };
    }),
  }));
}

/** What a figure that somebody enters for a task is checked against. */
export async function readIndicatorsOf(manager: EntityManager, taskId: number): Promise<ReadIndicator[]> {
  return manager
    .query(
      `SELECT i.id, i.name, i.unit, array_remove(ARRAY[i.baseline_value] || ARRAY(SELECT g.value FROM indicator_target g WHERE g.indicator_id = i.id)
              || ARRAY(SELECT g.value2 FROM indicator_target g WHERE g.indicator_id = i.id)
              || ARRAY(SELECT x.value FROM indicator_reading x WHERE x.indicator_id = i.id), NULL) AS known
       FROM indicator i JOIN task t ON t.measure_id = i.measure_id WHERE t.id = $1 ORDER BY i.id`,
      [taskId],
    )
    .then((rows: (Omit<ReadIndicator, 'known'> & { known: unknown[] })[]) => rows.map(row => ({ ...row, known: row.known.map(Number) })));
}

interface Row extends Omit<IndicatorStanding, 'current' | 'targets'> {
  rollUp: RollUp;
  baseline: number | null;
  readings: (Reading & IndicatorStanding['readings'][number])[];
  points: (TargetPoint & { id: number; year: number | null })[];
}

/** Figures of a report that was sent back or corrected do not count. */
const STANDINGS = `
  SELECT i.id, i.name, i.unit, i.roll_up AS "rollUp", i.baseline_value AS baseline,
         COALESCE((SELECT json_agg(json_build_object('id', x.id, 'unitId', x.unit_id, 'unitName', u.name, 'day', x.day, 'value', x.value, 'weight', a.weight,
              'source', x.source, 'enteredByName', p.name) ORDER BY x.day, x.id)
            FROM indicator_reading x JOIN unit u ON u.id = x.unit_id JOIN account p ON p.id = x.entered_by JOIN cycle_return r ON r.id = x.return_id
            JOIN assignment a ON a.id = r.assignment_id WHERE x.indicator_id = i.id AND r.state NOT IN (${quoted(VOID_RETURNS)})), '[]') AS readings,
         COALESCE((SELECT json_agg(json_build_object('id', g.id, 'year', g.year, 'op', g.op, 'value', g.value, 'value2', g.value2, 'due', g.due_date)
              ORDER BY g.year, g.due_date, g.id) FROM indicator_target g WHERE g.indicator_id = i.id AND g.replaced_document_id IS NULL), '[]') AS points
    FROM indicator i`;
