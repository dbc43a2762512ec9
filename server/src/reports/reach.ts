import type { Actor } from '../rules/actor.js';
import { PERMISSIONS, type Permission } from '../rules/permissions.js';
import type { AnyProcess, Who } from '../rules/process.js';

/** Where the units of a relation stand in a query of tasks `t` (and of shares `a`; a return's stands to it as its share's does). */
const STANDS: Record<string, (units: string) => string> = {
  owner: units => `t.owner_unit_id = ANY(${units})`,
  supervising: units => `t.supervising_unit_id = ANY(${units})`,
  interviewing: units => `x.level = 'interview' AND t.supervising_unit_id = ANY(${units})`,
  lead: units => `t.lead_unit_id = ANY(${units})`,
  assigner: units => `t.parent_id IS NOT NULL AND t.owner_unit_id = ANY(${units})`,
  consolidating: units => `a.role <> 'lead' AND t.lead_unit_id = ANY(${units})`,
  reviewing: units => `a.role = 'lead' AND t.supervising_unit_id = ANY(${units})`,
  assignee: units => `a.unit_id = ANY(${units})`,
};

/**
 * Which records an act of the process table is open to the actor on, as a condition on tasks `t` (and shares `a`); null: none of the actor's posts may.
 * @param place adds a parameter to the query and gives its placeholder
 */
export function mayDo(process: AnyProcess, act: string, actor: Actor, place: (units: number[]) => string): string | null {
  const who: readonly Who<string>[] = process.acts[act]?.who ?? [];
  const conditions = Object.keys(process.relations).flatMap(relation => {
    const roles = who.filter(each => each.as === relation).map(each => each.role);
    const posts = actor.posts.filter(post => roles.includes(post.role));
    const units = posts.flatMap(post => (process.relations[relation]?.reach === 'own' ? [post.unitId] : post.subtree));
    return units.length > 0 ? [`(${STANDS[relation]?.(place(distinct(units)))})`] : [];
  });
  return conditions.length > 0 ? `(${conditions.join(' OR ')})` : null;
}

/** The units over which one of the actor's posts carries a permission: its own and everything below it. */
export function unitsForPermission(permission: Permission, actor: Actor): number[] {
  const roles: readonly string[] = PERMISSIONS[permission].roles;
  return distinct(actor.posts.filter(post => roles.includes(post.role)).flatMap(post => post.subtree));
}

const distinct = (ids: number[]) => [...new Set(ids)];
