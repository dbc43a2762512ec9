import type { DataSource } from 'typeorm';
import { UNISSUED_STATES } from '../../server/src/rules/task.process.js';

const RULE = `
  SELECT t.id AS task_id, u.id AS unit_id, planned OR (shared AND t.state NOT IN (${UNISSUED_STATES.map(state => `'${state}'`).join(', ')})) AS visible, shared AS shares,
         t.state, t.deadline, t.next_due
    FROM task t CROSS JOIN unit u
    JOIN unit owner ON owner.id = t.owner_unit_id JOIN unit supervising ON supervising.id = t.supervising_unit_id
    CROSS JOIN LATERAL (SELECT starts_with(owner.path, u.path) OR starts_with(supervising.path, u.path) AS planned,
      EXISTS (SELECT 1 FROM assignment a JOIN unit own ON own.id = a.unit_id WHERE a.task_id = t.id AND a.state <> 'replaced' AND starts_with(own.path, u.path)) AS shared) x
   WHERE t.id <= $1 AND (planned OR shared)`;
const KEPT = 'SELECT task_id, unit_id, visible, shares, state, deadline, next_due FROM task_sight WHERE task_id <= $1';

/** Where `task_sight` differs from the rule of who sees what, written out unit by unit; empty when the two agree. Tasks up to a number only, where it would take long. */
export function wrongSights(source: DataSource, upTo = 2_000_000_000): Promise<object[]> {
  return source.query(`(${RULE} EXCEPT ${KEPT}) UNION ALL (${KEPT} EXCEPT ${RULE})`, [upTo]);
}
