import type { Actor, ActorPost } from '../rules/actor.js';
import { PERMISSIONS, type Permission } from '../rules/permissions.js';
import type { AnyProcess, Who } from '../rules/process.js';

/** The units for which the actor may do an act, by the process table: those of the relation that the act asks for. Empty: none of the actor's posts may. */
export function unitsForAct(process: AnyProcess, act: string, actor: Actor): number[] {
  const who: readonly Who<string>[] = process.acts[act]?.who ?? [];
  return distinct(
    who.flatMap(({ role, as }) =>
      actor.posts
        .filter(post => post.role === role)
        .flatMap((post: ActorPost) => (process.relations[as]?.reach === 'own' ? [post.unitId] : post.subtree)),
    ),
  );
}

/** The units over which one of the actor's posts carries a permission: its own and everything below it. */
export function unitsForPermission(permission: Permission, actor: Actor): number[] {
  const roles: readonly string[] = PERMISSIONS[permission].roles;
  return distinct(actor.posts.filter(post => roles.includes(post.role)).flatMap(post => post.subtree));
}

const distinct = (ids: number[]) => [...new Set(ids)];
