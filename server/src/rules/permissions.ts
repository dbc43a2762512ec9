import type { Actor, Role } from './actor.js';

const BUSINESS: readonly Role[] = ['dept_head', 'unit_staff', 'supervisor', 'supervision_head', 'leader'];
const PLANNERS: readonly Role[] = ['dept_head'];
const SUPERVISION: readonly Role[] = ['supervisor', 'supervision_head'];

/**
 * What each role may do outside the processes, closed by default: a permission that is not in this table does not exist,
 * and a route that declares none refuses. (Acts on a process carry their own `who` in the process tables.)
 * The three administrators have no business permission (三员分立, GB/T 22239 7.1.4.2).
 */
export const PERMISSIONS = {
  'plan.read': { label: '查看规划方案', roles: BUSINESS },
  'plan.upload': { label: '上传规划文件', roles: PLANNERS },
  'plan.confirm': { label: '确认识读结果、确认方案', roles: PLANNERS },
  'plan.break_down': { label: '分解措施、交办任务', roles: PLANNERS },
  'object.read': { label: '查看重点建设单位一览表', roles: BUSINESS },
  'object.manage': { label: '登记、导入重点建设单位', roles: PLANNERS },
  'task.read': { label: '查看任务台账', roles: BUSINESS },
  'task.mine': { label: '查看本单位承办的任务', roles: ['dept_head', 'unit_staff'] },
  'evidence.read': { label: '查看佐证材料', roles: BUSINESS },
  'review.read': { label: '查看审核台', roles: [...SUPERVISION, 'leader', 'dept_head'] },
  'light_scheme.read': { label: '查看亮灯规则', roles: [...SUPERVISION, 'leader'] },
  'light_scheme.manage': { label: '制定亮灯规则、试算生效', roles: ['supervision_head'] },
  'ladder.read': { label: '查看督办阶梯和待确认事项', roles: [...SUPERVISION, 'leader'] },
  'ladder.decide': { label: '确认发出或跳过督办事项', roles: [...SUPERVISION, 'leader'] },
  'ladder.manage': { label: '制定督办阶梯', roles: ['supervision_head'] },
  'message.manage': { label: '设置消息通道和模板', roles: ['sys_admin'] },
  'paper.read': { label: '查看公文', roles: BUSINESS },
  'paper.draft': { label: '起草通报、专报', roles: SUPERVISION },
  'letterhead.manage': { label: '设置公文版头', roles: ['supervision_head'] },
  'message.read': { label: '查看消息', roles: BUSINESS },
  'dashboard.read': { label: '查看工作台', roles: BUSINESS },
  'calendar.read': { label: '查看工作日', roles: [...BUSINESS, 'sys_admin'] },
  'calendar.manage': { label: '载入工作日安排', roles: ['sys_admin'] },
  'unit.read': { label: '查看单位名录', roles: [...BUSINESS, 'sys_admin', 'sec_admin'] },
  'unit.alias': { label: '为本机关和下级单位登记别名', roles: PLANNERS },
  'unit.manage': { label: '维护单位名录', roles: ['sys_admin'] },
  'account.read': { label: '查看账号', roles: ['sys_admin', 'sec_admin'] },
  'account.manage': { label: '维护账号和岗位', roles: ['sys_admin'] },
  'queue.manage': { label: '查看队列、重新发送未送达的事项', roles: ['sys_admin'] },
  'account.unlock': { label: '解锁、停用账号', roles: ['sec_admin'] },
  'security.read': { label: '查看权限表和在线会话', roles: ['sec_admin'] },
  'audit.read': { label: '查看审计日志', roles: ['audit_admin'] },
} as const satisfies Record<string, { label: string; roles: readonly Role[] }>;

export type Permission = keyof typeof PERMISSIONS;

/** True when one of the actor's posts carries a role that the table lists for the permission. */
export function may(actor: Actor, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission].roles;
  return actor.posts.some(post => roles.includes(post.role));
}

/** All permissions of the actor, for the front end's menu. */
export function permissionsOf(actor: Actor): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter(permission => may(actor, permission));
}
