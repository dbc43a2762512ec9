import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { listing } from '../platform/database/listing.js';
import { changeVersioned } from '../platform/database/versioned.js';
import type { ListQuery, Page } from '../platform/dto.js';
import { claimKey, keepResult } from '../platform/idempotency.js';
import { invalid, notFound, refused } from '../platform/problems.js';
import { type Actor, ROLES, type Role } from '../rules/actor.js';
import {
  ACCOUNT_STATES,
  type AccountFilter,
  type AccountRow,
  type AccountState,
  type ChangeAccount,
  type CreateAccount,
} from './account.dto.js';
import { Account } from './account.entity.js';
import { handOver, refuseUnsound } from './holdings.js';
import { changeOrganisation } from './organisation.js';
import { hashPassword, newPassword } from './passwords.js';
import type { Capacity } from './post.entity.js';
import { SessionStore } from './session.store.js';
import { Succession } from './succession.js';

const NOUN = { code: 'account', label: '个账号' };

/** $1: now. */
const ROWS = `
  SELECT a.id, a.login, a.name, a.last_login_at AS "lastLoginAt", a.created_at AS "createdAt", a.version,
    CASE WHEN a.disabled_at IS NOT NULL THEN 'disabled' WHEN a.locked_until > $1 THEN 'locked' ELSE 'active' END AS state,
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('postId', p.id, 'name', p.name, 'role', p.role, 'unitName', u.name, 'capacity', h.capacity) ORDER BY h.id)
      FROM post_holding h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
      WHERE h.account_id = a.id AND h.until IS NULL), '[]') AS posts
  FROM account a`;

interface Row extends Omit<AccountRow, 'stateLabel' | 'posts' | 'lastLoginAt' | 'createdAt'> {
  state: AccountState;
  lastLoginAt: Date | null;
  createdAt: Date;
  posts: { postId: number; name: string; role: Role; unitName: string; capacity: Capacity }[];
}

const SORTABLE: Record<string, string> = {
  login: 'login',
  name: 'name COLLATE "zh-x-icu"',
  state: 'state',
  lastLoginAt: '"lastLoginAt"',
  createdAt: '"createdAt"',
};
export const ACCOUNT_SORTS = Object.keys(SORTABLE);

/** What an administrator does to an account beyond changing it. */
const ACCOUNT_ACTS = {
  disable: { label: '停用账号', fields: (now: Date) => ({ disabledAt: now }) },
  enable: { label: '启用账号', fields: () => ({ disabledAt: null, failedCount: 0, lockedUntil: null }) },
  unlock: { label: '解锁账号', fields: () => ({ failedCount: 0, lockedUntil: null }) },
} as const;
export type AccountAct = keyof typeof ACCOUNT_ACTS;

/** Accounts, kept by the system administrator. */
@Injectable()
export class AccountService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionStore,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly succession: Succession,
  ) {}

  /** The accounts that a filter leaves; `q` looks into logins and names, `unitId` means the unit and everything below it. */
  async list(query: ListQuery<AccountFilter>): Promise<Page<AccountRow>> {
    const { q = null, state = null, unitId = null } = query.filter;
    const sql = `SELECT * FROM (${ROWS}) a WHERE ($2::text IS NULL OR strpos(lower(a.login || ' ' || a.name), lower($2)) > 0)
      AND ($3::text IS NULL OR a.state = $3)
      AND ($4::int IS NULL OR EXISTS (SELECT FROM post_holding h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
        WHERE h.account_id = a.id AND h.until IS NULL AND u.path LIKE '%/' || $4 || '/%'))`;
    const page = await listing<Row>(this.source, sql, [this.clock.now(), q, state, unitId], SORTABLE, 'id', query);
    return { ...page, data: page.data.map(toView) };
  }

  /** One account; throws 404. */
  async get(id: number, manager: EntityManager = this.source.manager): Promise<AccountRow> {
    const [row]: Row[] = await manager.query(`${ROWS} WHERE a.id = $2`, [this.clock.now(), id]);
    if (!row) throw notFound(NOUN.code, NOUN.label);
    return toView(row);
  }

  /** Adds an account; its initial password is in this answer and nowhere else (not in the answer to a repeat either). */
  async create(input: CreateAccount, actor: Actor, key?: string): Promise<AccountRow> {
    const initialPassword = newPassword();
    const passwordHash = await hashPassword(initialPassword);
    return changeOrganisation(this.source, async manager => {
      const repeat = await claimKey(manager, actor.accountId, key, ['account.create', input]);
      if (repeat.recordId) return this.get(repeat.recordId, manager);
      const { login, name, postIds } = input;
      if (await manager.existsBy(Account, { login })) throw invalid(`登录名“${login}”已经有人使用，请换一个。`, { login: '已经有人使用' });
      const inserted = await manager.insert(Account, { login, name, passwordHash });
      const id: number = inserted.identifiers[0]?.id;
      await this.setPosts(manager, id, postIds);
      await refuseUnsound(manager, '新建账号', actor, [id]);
      await keepResult(manager, actor.accountId, key, id);
      await this.note(manager, actor, 'account.create', id, { login, name, postIds });
      return { ...(await this.get(id, manager)), initialPassword };
    });
  }

  /** Changes name and posts. A person who is given a post takes its free place: the holder's, else the deputy's. */
  change(id: number, { name, postIds, version }: ChangeAccount, actor: Actor): Promise<AccountRow> {
    return changeOrganisation(this.source, async manager => {
      const before = await this.get(id, manager);
      await changeVersioned(manager, Account, NOUN, id, version, { name });
      await this.setPosts(manager, id, postIds);
      await refuseUnsound(manager, '修改账号', actor, [id]);
      const held = before.posts.map(post => post.postId);
      await this.note(manager, actor, 'account.change', id, { before: { name: before.name, postIds: held }, after: { name, postIds } });
      return this.get(id, manager);
    });
  }

  /** Disables, enables or unlocks. Disabling ends all sessions of the account; 422 for one's own account and for the last system administrator. */
  perform(act: AccountAct, id: number, actor: Actor): Promise<AccountRow> {
    const { label, fields } = ACCOUNT_ACTS[act];
    return changeOrganisation(this.source, async manager => {
      if (id === actor.accountId) throw refused(label, [`不能${label.slice(0, 2)}自己的账号，请由另一位管理员办理。`]);
      await this.update(manager, id, fields(this.clock.now()));
      if (act === 'disable') await this.sessions.endAll(manager, id);
      await refuseUnsound(manager, label, actor, [id]);
      await this.note(manager, actor, `account.${act}`, id);
      return this.get(id, manager);
    });
  }

  /** Gives a new initial password (in this answer only), which the person has to change; ends all sessions and lifts a lock. */
  async resetPassword(id: number, actor: Actor): Promise<AccountRow> {
    const initialPassword = newPassword();
    const passwordHash = await hashPassword(initialPassword);
    return changeOrganisation(this.source, async manager => {
      await this.update(manager, id, { passwordHash, mustChangePassword: true, failedCount: 0, lockedUntil: null });
      await this.sessions.endAll(manager, id);
      await this.note(manager, actor, 'account.reset_password', id);
      return { ...(await this.get(id, manager)), initialPassword };
    });
  }

  private async update(manager: EntityManager, id: number, fields: Partial<Account>): Promise<void> {
    const { affected } = await manager.update(Account, { id }, { ...fields, version: () => 'version + 1' });
    if (affected === 0) throw notFound(NOUN.code, NOUN.label);
  }

  private async setPosts(manager: EntityManager, accountId: number, postIds: number[]): Promise<void> {
    const now = this.clock.now();
    const held: { postId: number; unitId: number; capacity: Capacity }[] = await manager.query(
      `SELECT h.post_id AS "postId", p.unit_id AS "unitId", h.capacity FROM post_holding h JOIN post p ON p.id = h.post_id
        WHERE h.account_id = $1 AND h.until IS NULL`,
      [accountId],
    );
    for (const { postId, unitId, capacity } of held) {
      if (postIds.includes(postId)) continue;
      await handOver(manager, postId, capacity, null, now);
      await this.succession.happened(manager, unitId, null);
    }
    for (const postId of new Set(postIds)) {
      if (held.some(holding => holding.postId === postId)) continue;
      await handOver(manager, postId, await freePlace(manager, postId), accountId, now);
    }
  }

  private note(manager: EntityManager, actor: Actor, act: string, id: number, detail: Record<string, unknown> = {}): Promise<void> {
    return this.audit.write(manager, { actor, act, objectType: 'account', objectId: id, detail });
  }
}

/** The place of a post that nobody holds; 400 where there is none. */
async function freePlace(manager: EntityManager, postId: number): Promise<Capacity> {
  const [post] = await manager.query(
    `SELECT p.name, u.name AS unit, array(SELECT capacity FROM post_holding WHERE post_id = p.id AND until IS NULL) AS taken
     FROM post p JOIN unit u ON u.id = p.unit_id WHERE p.id = $1 AND p.active`,
    [postId],
  );
  if (!post) throw invalid('选择的岗位不存在或已停用，请重新选择。', { postIds: '请重新选择' });
  const free = (['holder', 'deputy'] as const).find(capacity => !post.taken.includes(capacity));
  if (free) return free;
  throw invalid(`${post.unit}“${post.name}”已有任职人和代理人，请先在岗位中办理交接。`, { postIds: `“${post.name}”已有人任职` });
}

function toView({ posts, lastLoginAt, createdAt, ...row }: Row): AccountRow {
  return {
    ...row,
    stateLabel: ACCOUNT_STATES[row.state],
    posts: posts.map(({ role, ...post }) => ({ ...post, roleLabel: ROLES[role] })),
    lastLoginAt: lastLoginAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
