/**
 * The condition that every query of tasks carries: the plan's owner or the supervising unit is in the scope, or — once it has been
 * issued — a unit that has a share in it (`task_sight`, task-sight.entity.ts).
 * `task` is the table's alias; `place` the parameter that holds `scope.units` (or `scope.tops`) as int[].
 */
export function visibleTo(task: string, place: string): string {
  return taskVisibleTo(`${task}.id`, place);
}

/** The same for a task of which only the id is at hand. */
export function taskVisibleTo(id: string, place: string): string {
  return `EXISTS (SELECT 1 FROM task_sight sight WHERE sight.task_id = ${id} AND sight.unit_id = ANY(${place}) AND sight.visible)`;
}
