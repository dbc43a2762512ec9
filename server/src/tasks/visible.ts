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
