/**
 * Who acts, as plain data: made once per request from the session's account and the posts it holds.
 * Duty belongs to the post (G14), so roles and units come from posts, never from the person.
 */
export const ROLES = {
  dept_head: '部门负责人',
  unit_staff: '单位经办',
  supervisor: '督查员',
  supervision_head: '督查负责人',
  leader: '分管领导',
  sys_admin: '系统管理员',
  sec_admin: '安全管理员',
  audit_admin: '审计管理员',
} as const;
export type Role = keyof typeof ROLES;

/** The three administrators (三员分立): none of them sees business data, and nobody holds two of them or one beside a business role. */
export const ADMIN_ROLES: readonly Role[] = ['sys_admin', 'sec_admin', 'audit_admin'];

export interface ActorPost {
  postId: number;
  name: string;
  role: Role;
  unitId: number;
  unitName: string;
  /** The post's unit and everything below it. */
  subtree: number[];
}

export interface Actor {
  /** null: the system itself (the clock, a follow-up of another act). */
  accountId: number | null;
  name: string;
  posts: ActorPost[];
  /** Address that the request came from, for the audit log. */
  ip: string | null;
}

/** The clock, or what follows by itself from another act. */
export const SYSTEM: Actor = { accountId: null, name: '系统', posts: [], ip: null };

/** Whether one of the actor’s posts has the role. */
export function hasRole(actor: Actor, role: Role): boolean {
  return actor.posts.some(post => post.role === role);
}

/** The units of the actor's own posts: what the actor may act for. */
export function ownUnits(actor: Actor): number[] {
  return [...new Set(actor.posts.map(post => post.unitId))];
}

/**
 * A user's reach over business records, as data: every list, count, export and job puts it into its `where`.
 * `units`: the posts' units and everything below them. A record is in reach when one of its units is among them.
 */
export interface Scope {
  units: number[];
  /** Those of the posts' units that lie below no other of them: what is seen from one of these is in reach. */
  tops: number[];
}

/** The scope of an actor; administrators reach nothing (三员分立). The system itself has no scope: it works on ids it was given. */
export function scopeOf(actor: Actor): Scope {
  const business = actor.posts.filter(post => !ADMIN_ROLES.includes(post.role));
  const tops = business.map(post => post.unitId).filter(id => !business.some(post => post.unitId !== id && post.subtree.includes(id)));
  return { units: [...new Set(business.flatMap(post => post.subtree))], tops: [...new Set(tops)] };
}
