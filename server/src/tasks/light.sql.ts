import { type Light, lightBounds } from '../rules/lights.js';
import { CLOSED_STATES, UNISSUED_STATES } from '../rules/task.process.js';

/** States as a list for `IN (…)`. They come from the process table, never from a request. */
export const quoted = (states: readonly string[]) => states.map(state => `'${state}'`).join(', ');

/** The units have heard of the task: before that no light is lit, and a discarded draft never had one. */
export const isIssued = (task: string) => `${task}.state NOT IN (${quoted(UNISSUED_STATES)})`;

/**
 * `lightBounds` as a condition on a row of `task`, so that lists and counts say the same as `lightOf`.
 * @param task the table's alias
 * @param today 'YYYY-MM-DD' as the clock gives it: it is written into the condition, never take it from a request
 */
export function lightCondition(task: string, light: Light, today: string): string {
  const { issued, closed, dated, from, to } = lightBounds(light, today);
  const parts = [issued ? isIssued(task) : `NOT (${isIssued(task)})`];
  if (closed !== undefined) parts.push(`${task}.state ${closed ? 'IN' : 'NOT IN'} (${quoted(CLOSED_STATES)})`);
  if (dated === false) parts.push(`${task}.next_due IS NULL`);
  if (from) parts.push(`${task}.next_due >= '${from}'`);
  if (to) parts.push(`${task}.next_due <= '${to}'`);
  return `(${parts.join(' AND ')})`;
}
