import { quoted } from '../platform/database/quoted.js';
import type { Actor, ActorPost } from '../rules/actor.js';
import { PERMISSIONS, type Permission } from '../rules/permissions.js';
import { UNISSUED_STATES } from '../rules/task.process.js';

/** The actor's first post that carries the permission over a unit (the post's unit or one below it); null: none. */
export function postFor(actor: Actor, permission: Permission, unitId?: number): ActorPost | null {
  const roles: readonly string[] = PERMISSIONS[permission].roles;
  return actor.posts.find(post => roles.includes(post.role) && (unitId === undefined || post.subtree.includes(unitId))) ?? null;
}

/**
 * Plans in reach: those that a unit of the scope owns, and, to read, those of which an issued task has to do with one of its units.
 * `plan` is the table's alias; `place` the parameter that holds `scope.units` as int[].
 */
export function planInReach(plan: string, place: string): string {
  return `(${plan}.owner_unit_id = ANY(${place}) OR EXISTS (
    SELECT 1 FROM task reached WHERE reached.plan_id = ${plan}.id AND reached.state NOT IN (${quoted(UNISSUED_STATES)})
      AND (reached.supervising_unit_id = ANY(${place}) OR reached.lead_unit_id = ANY(${place}) OR EXISTS (
        SELECT 1 FROM assignment share WHERE share.task_id = reached.id AND share.unit_id = ANY(${place})))))`;
}

/** Plans in the state that the parameter names; where it names none, all that have not been withdrawn. */
export const planStateIs = (place: string): string => `(p.state = ${place} OR ${place}::text IS NULL AND p.state <> 'withdrawn')`;

/**
 * Plans whose ladder and lights an office may set: those in reach, and those of which a draft names it as the one that supervises, so that both
 * can stand before the first task is issued. Parameters as above.
 */
export function planInCharge(plan: string, place: string): string {
  return `(${planInReach(plan, place)} OR EXISTS (
    SELECT 1 FROM task draft WHERE draft.plan_id = ${plan}.id AND draft.supervising_unit_id = ANY(${place}) AND draft.state <> 'discarded'))`;
}
