import { ADMIN_ROLES, ROLES, type Role } from '../rules/actor.js';

/**
 * Why one person may not hold these roles together (三员分立): two of the three administrators, or an administrator beside
 * a business role. Empty: may.
 */
export function roleConflicts(name: string, roles: readonly Role[]): string[] {
  const admin = [...new Set(roles.filter(role => ADMIN_ROLES.includes(role)))];
  const business = [...new Set(roles.filter(role => !ADMIN_ROLES.includes(role)))];
  if (admin.length > 1) return [`${name}不能同时担任${labels(admin)}：系统、安全、审计三员须由不同的人担任。`];
  if (admin.length === 1 && business.length > 0) return [`${name}不能同时担任${labels(admin)}和${labels(business)}：管理员不办理业务。`];
  return [];
}

function labels(roles: Role[]): string {
  return roles.map(role => `“${ROLES[role]}”`).join('、');
}
