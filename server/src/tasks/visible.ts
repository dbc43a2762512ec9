import { UNISSUED_STATES } from '../rules/task.process.js';

/**
 * The condition that every query of tasks carries: the plan's owner or the supervising unit is in the scope, or — once it has been
 * issued — a unit that has a share in it. Drafts are seen by those who plan, not by those who will get them.
 * `task` is the table's alias; `place` the parameter that holds `scope.units` as int[].
 */
export function visibleTo(task: string, place: string): string {
  const unissued = UNISSUED_STATES.map(state => `'${state}'`).join(', ');
  return `(${task}.owner_unit_id = ANY(${place}) OR ${task}.supervising_unit_id = ANY(${place})
    OR (${task}.state NOT IN (${unissued})
        AND EXISTS (SELECT 1 FROM assignment visible WHERE visible.task_id = ${task}.id AND visible.unit_id = ANY(${place}) AND visible.state <> 'replaced')))`;
}

/** From so few units the tasks are found by way of the units; for more, going through the tasks is quicker. */
const FEW_UNITS = 8;

/**
 * The same for a query that looks for tasks without knowing their numbers: a person of one unit must not wait until everybody's tasks are gone through.
 * @param units the scope's, as they will stand in the parameter
 */
export function visibleAmongAll(task: string, place: string, units: readonly number[]): string {
  if (units.length > FEW_UNITS) return visibleTo(task, place);
  return `(${task}.id IN (SELECT o.id FROM task o WHERE o.owner_unit_id = ANY(${place})
      UNION ALL SELECT s.id FROM task s WHERE s.supervising_unit_id = ANY(${place})
      UNION ALL SELECT a.task_id FROM assignment a WHERE a.unit_id = ANY(${place}) AND a.state <> 'replaced')
    AND ${visibleTo(task, place)})`;
}
