import { ROLES, type Role } from '../rules/actor.js';
import { PROCESSES } from '../rules/index.js';
import { PERMISSIONS } from '../rules/permissions.js';
import type { Act, AnyProcess } from '../rules/process.js';
import type { PermissionTable } from './security.dto.js';

/** Everything that any role may do, in words, straight from the tables that the program goes by. */
export function permissionTable(): PermissionTable {
  return {
    permissions: Object.entries(PERMISSIONS).map(([permission, { label, roles }]) => ({ permission, label, roles: [...roles] })),
    acts: PROCESSES.flatMap(actsOf),
    roles: ROLES,
  };
}

function actsOf(process: AnyProcess): PermissionTable['acts'] {
  return Object.entries<Act<string, string, unknown>>(process.acts).map(([act, { label, from, to, who }]) => ({
    process: process.name,
    processLabel: process.label,
    act,
    label,
    from: from.map(state => stateLabel(process, state)),
    to: to === 'same' ? '状态不变' : stateLabel(process, to),
    who: who.map(({ role, as }) => ({ roleLabel: roleLabel(role), relationLabel: process.relations[as]?.label ?? as })),
  }));
}

function stateLabel(process: AnyProcess, state: string): string {
  return process.states[state]?.label ?? state;
}

function roleLabel(role: Role | 'system'): string {
  return role === 'system' ? '系统自动' : ROLES[role];
}
