import { quoted } from '../platform/database/quoted.js';
import { LIGHTS, type Light } from '../rules/lights.js';
import { CLOSED_STATES, DONE_STATES, UNISSUED_STATES } from '../rules/task.process.js';

/** The units have heard of the task: before that no light is lit, and a discarded draft never had one. */
export const isIssued = (task: string) => `${task}.state NOT IN (${quoted(UNISSUED_STATES)})`;

/** What `lightOf` reads, as columns of a query for `LitTask`, but for whether it has been issued or closed. */
export const LIGHT_COLUMNS = (task: string) =>
  `${task}.state = 'suspended' AS paused, ${task}.next_due AS "nextDue", ${task}.warn_from AS "warnFrom", ${task}.critical_from AS "criticalFrom", ${task}.no_data AS "noData"`;

/**
 * `lightOf` as a condition on a row of `task`, so that lists and counts say the same: each light in days of few columns.
 * @param task the table's alias
 * @param today 'YYYY-MM-DD' as the clock gives it: it is written into the condition, never take it from a request
 */
export function lightCondition(task: string, light: Light, today: string): string {
  const issued = isIssued(task);
  const open = `${issued} AND ${task}.state NOT IN (${quoted([...CLOSED_STATES, 'suspended'])})`;
  const ahead = `${open} AND ${task}.next_due >= '${today}'`;
  const come = (column: string) => `${task}.${column} <= '${today}'`;
  const notCome = (column: string) => `(${come(column)}) IS NOT TRUE`;
  const calm = `${ahead} AND ${notCome('critical_from')} AND ${notCome('warn_from')}`;
  const conditions: Record<Light, string> = {
    unissued: `NOT (${issued})`,
    done: `${task}.state IN (${quoted(DONE_STATES)})`,
    ended: `${issued} AND ${task}.state IN (${quoted(CLOSED_STATES)}) AND ${task}.state NOT IN (${quoted(DONE_STATES)})`,
    paused: `${task}.state = 'suspended'`,
    no_date: `${open} AND ${task}.next_due IS NULL`,
    overdue: `${open} AND ${task}.next_due < '${today}'`,
    critical: `${ahead} AND ${come('critical_from')}`,
    due_soon: `${ahead} AND ${notCome('critical_from')} AND ${come('warn_from')}`,
    no_data: `${calm} AND ${task}.no_data`,
    normal: `${calm} AND NOT ${task}.no_data`,
  };
  return `(${conditions[light]})`;
}

/** `lightOf` as an expression on a row of `task`, asked in its order: for counts over many rows. Parameters as above. */
export function lightCase(task: string, today: string): string {
  const state = (states: readonly string[], light: Light) => `WHEN ${task}.state IN (${quoted(states)}) THEN '${light}'`;
  const ended = CLOSED_STATES.filter(each => !DONE_STATES.includes(each));
  return `CASE ${state(UNISSUED_STATES, 'unissued')} ${state(DONE_STATES, 'done')} ${state(ended, 'ended')} ${state(['suspended'], 'paused')}
    WHEN ${task}.next_due IS NULL THEN 'no_date' WHEN ${task}.next_due < '${today}' THEN 'overdue'
    WHEN ${task}.critical_from <= '${today}' THEN 'critical' WHEN ${task}.warn_from <= '${today}' THEN 'due_soon'
    WHEN ${task}.no_data THEN 'no_data' ELSE 'normal' END`;
}

/** A column for each light with the number of rows whose column `light` it is. */
export const COUNT_OF_EACH_LIGHT = Object.keys(LIGHTS)
  .map(light => `count(*) FILTER (WHERE light = '${light}') AS ${light}`)
  .join(', ');

/** The unit sees no risk where the light is red, or a high one where it is green: a supervisor should know of either. */
export function riskDiffers(task: string, today: string): string {
  const lit = (...lights: Light[]) => `(${lights.map(light => lightCondition(task, light, today)).join(' OR ')})`;
  return `(${task}.risk = 'none' AND ${lit('overdue', 'critical')} OR ${task}.risk = 'high' AND ${lit('normal', 'no_date')})`;
}
