import type { EntityManager } from 'typeorm';
import { invalid, refused } from '../platform/problems.js';
import type { Actor, Role } from '../rules/actor.js';
import { roleConflicts } from './administrators.js';
import { type Capacity, PostHolding } from './post.entity.js';

/** Lets a person take a post over, or leaves the place empty (null); who held it until now holds it no longer. */
export async function handOver(
  manager: EntityManager,
  postId: number,
  capacity: Capacity,
  accountId: number | null,
  now: Date,
): Promise<void> {
  await manager.query('UPDATE post_holding SET until = $3 WHERE post_id = $1 AND capacity = $2 AND until IS NULL', [postId, capacity, now]);
  if (accountId !== null) await manager.insert(PostHolding, { postId, accountId, capacity, since: now });
}

/** Refuses people who do not exist or are disabled; `field` is where the form asked for them. */
export async function refuseUnfit(manager: EntityManager, accountId: number | null, field: string): Promise<void> {
  if (accountId === null) return;
  const [account] = await manager.query('SELECT name, disabled_at FROM account WHERE id = $1', [accountId]);
  if (!account) throw invalid('选择的人员不存在，请重新选择。', { [field]: '请重新选择' });
  if (account.disabled_at) throw invalid(`${account.name}的账号已停用，不能任职。`, { [field]: '账号已停用' });
}

/**
 * Asked after every change of posts and accounts, before it is kept: the three administrators stay apart, the actor has gained no role,
 * and somebody can still administer. Throws 422 with every reason.
 */
export async function refuseUnsound(manager: EntityManager, label: string, actor: Actor, accountIds: number[]): Promise<void> {
  const people: { id: number; name: string; roles: Role[] }[] = await manager.query(
    `SELECT a.id, a.name, array_agg(p.role) AS roles FROM account a
       JOIN post_holding h ON h.account_id = a.id AND h.until IS NULL JOIN post p ON p.id = h.post_id
     WHERE a.id = ANY($1::int[]) GROUP BY a.id ORDER BY a.id`,
    [accountIds],
  );
  const reasons = people.flatMap(person => roleConflicts(person.name, person.roles));
  const had = actor.posts.map(post => post.role);
  const self = people.find(person => person.id === actor.accountId);
  if (self?.roles.some(role => !had.includes(role))) reasons.push('不能给自己增加角色，请由另一位系统管理员办理。');
  if (!(await anybodyAdministers(manager))) reasons.push('至少要保留一位可用的系统管理员。');
  if (reasons.length > 0) throw refused(label, reasons);
}

async function anybodyAdministers(manager: EntityManager): Promise<boolean> {
  const rows = await manager.query(
    `SELECT FROM post_holding h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id JOIN account a ON a.id = h.account_id
     WHERE h.until IS NULL AND p.active AND u.active AND p.role = 'sys_admin' AND a.disabled_at IS NULL LIMIT 1`,
  );
  return rows.length > 0;
}
