import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { listing } from '../platform/database/listing.js';
import type { ListQuery, Page } from '../platform/dto.js';
import { invalid, notFound, Problem } from '../platform/problems.js';
import { type Actor, ROLES } from '../rules/actor.js';
import { permissionsOf } from '../rules/permissions.js';
import type { Visitor } from './access.js';
import { hashPassword, passwordMatches, weaknessesOf } from './passwords.js';
import type { OnlineSession } from './security.dto.js';
import type { ChangePassword, SessionView, SignIn } from './session.dto.js';
import { SessionStore } from './session.store.js';
import { Throttle } from './throttle.js';
import { UnreadCounter } from './unread.js';

export const FAILURES_BEFORE_LOCK = 5;
const LOCK_MINUTES = 10;

interface SignInAccount {
  id: number;
  name: string;
  passwordHash: string;
}

type Timed<T> = Omit<T, 'createdAt' | 'lastSeenAt'> & { createdAt: Date; lastSeenAt: Date };

const SORTABLE = { accountName: '"accountName"', login: 'login', createdAt: '"createdAt"', lastSeenAt: '"lastSeenAt"' };
export const SESSION_SORTS = Object.keys(SORTABLE);

/** Where a request comes from. */
export interface Origin {
  ip: string | null;
  agent: string | null;
  /** The session that the browser had before; a sign-in ends it. */
  formerToken: string | undefined;
}

/** Signing in and out, and the own password. */
@Injectable()
export class SessionService {
  constructor(
    private readonly source: DataSource,
    private readonly store: SessionStore,
    private readonly throttle: Throttle,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly unread: UnreadCounter,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Signs in and gives the token of a new session. Wrong login, wrong password, locked and disabled are answered alike and after the same time
   * (401 `session.refused`); too many attempts from one address 429 `session.throttled`.
   */
  async signIn({ login, password }: SignIn, origin: Origin): Promise<string> {
    await this.throttle.take(origin.ip);
    const account = await this.find(login);
    const matches = await passwordMatches(account?.passwordHash ?? null, password);
    const token = account && matches ? await this.enter(account, origin) : null;
    if (!token) throw await this.refuse(account, login, origin);
    await this.throttle.giveBack(origin.ip);
    await this.store.sweep();
    await this.throttle.sweep();
    return token;
  }

  /** What the front end needs to know of who is there. */
  async describe(visitor: Visitor): Promise<SessionView> {
    const { actor, login, mustChangePassword, csrfToken } = visitor;
    const id = actor.accountId ?? 0;
    return {
      account: { id, name: actor.name, login, mustChangePassword },
      posts: actor.posts.map(({ subtree: _, ...post }) => ({ ...post, roleLabel: ROLES[post.role] })),
      permissions: permissionsOf(actor),
      csrfToken,
      today: this.clock.today(),
      unread: await this.unread.of(id),
      limits: { uploadBytes: this.config.evidenceMaxBytes, documentBytes: this.config.documentMaxBytes },
    };
  }

  /** Ends the visitor's own session. */
  async signOut({ actor, sessionId }: Visitor): Promise<void> {
    await this.source.transaction(async manager => {
      await this.store.end(manager, sessionId);
      await this.audit.write(manager, { actor, act: 'session.close', objectType: 'account', objectId: actor.accountId });
    });
  }

  /** Changes the visitor's own password and ends the account's other sessions. 400 with an error by field where it cannot be used. */
  async changePassword({ actor, login, sessionId }: Visitor, { current, next }: ChangePassword, ip: string | null): Promise<void> {
    await this.throttle.take(ip);
    const account = await this.find(login);
    if (!account || !(await passwordMatches(account.passwordHash, current)))
      throw invalid('原密码不对，密码没有修改。', { current: '原密码不对' });
    const faults = weaknessesOf(next, login);
    if (await passwordMatches(account.passwordHash, next)) faults.push('新密码不能与原密码相同');
    if (faults.length > 0) throw invalid(`${faults.join('；')}。`, { next: faults.join('；') });
    const hash = await hashPassword(next);
    await this.source.transaction(async manager => {
      await manager.query('UPDATE account SET password_hash = $2, must_change_password = false, version = version + 1 WHERE id = $1', [
        account.id,
        hash,
      ]);
      await this.store.endAll(manager, account.id, sessionId);
      await this.audit.write(manager, { actor, act: 'password.change', objectType: 'account', objectId: account.id });
    });
    await this.throttle.giveBack(ip);
  }

  /** The sessions that are open now, the latest seen first. */
  async online(query: ListQuery<object>): Promise<Page<OnlineSession>> {
    const sql = `SELECT s.id, a.name AS "accountName", a.login, s.ip, s.agent, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt"
      FROM session s JOIN account a ON a.id = s.account_id WHERE s.expires_at > $1 AND s.last_seen_at > $2`;
    const page = await listing<Timed<OnlineSession>>(this.source, sql, this.store.limits(), SORTABLE, '"lastSeenAt" DESC, id', query);
    const data = page.data.map(row => ({ ...row, createdAt: row.createdAt.toISOString(), lastSeenAt: row.lastSeenAt.toISOString() }));
    return { ...page, data };
  }

  /** Ends somebody's session; throws 404 where it is over already. */
  async endByForce(id: number, actor: Actor): Promise<void> {
    await this.source.transaction(async manager => {
      const [ended] = await manager.query('DELETE FROM session WHERE id = $1 RETURNING account_id', [id]);
      if (ended.length === 0) throw notFound('session', '个会话');
      await this.audit.write(manager, { actor, act: 'session.end', objectType: 'account', objectId: ended[0].account_id });
    });
  }

  private async find(login: string): Promise<SignInAccount | null> {
    const [account] = await this.source.query('SELECT id, name, password_hash AS "passwordHash" FROM account WHERE login = $1', [login]);
    return account ?? null;
  }

  /**
   * Opens the session of a right password. Lock, disabling and the password itself are asked once more in the update,
   * so that of many guesses at once only those before the lock count. Null: not any more.
   */
  private async enter(account: SignInAccount, { ip, agent, formerToken }: Origin): Promise<string | null> {
    const now = this.clock.now();
    const former = formerToken ? await this.store.visitor(formerToken, ip) : null;
    return this.source.transaction(async manager => {
      const [, entered] = await manager.query(
        `UPDATE account SET failed_count = 0, locked_until = NULL, last_login_at = $2
         WHERE id = $1 AND password_hash = $3 AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= $2)`,
        [account.id, now, account.passwordHash],
      );
      if (entered === 0) return null;
      if (former) await this.store.end(manager, former.sessionId);
      const actor = { accountId: account.id, name: account.name, ip };
      await this.audit.write(manager, { actor, act: 'session.open', objectType: 'account', objectId: account.id });
      return this.store.open(manager, account.id, ip, agent);
    });
  }

  /** Counts the failure, locks after the fifth in a row, and gives the answer that is the same for every cause. */
  private async refuse(account: SignInAccount | null, login: string, { ip }: Origin): Promise<Problem> {
    const actor = { accountId: null, name: login, ip };
    const entry = { actor, objectType: 'account', objectId: account?.id ?? null, success: false };
    await this.audit.note({ ...entry, act: 'session.refuse' });
    if (account && (await this.countFailure(account.id))) await this.audit.note({ ...entry, act: 'session.lock' });
    return new Problem(
      401,
      'session.refused',
      '不能登录',
      `登录名或密码不对，或账号已停用、锁定。连续输错 ${FAILURES_BEFORE_LOCK} 次会锁定 ${LOCK_MINUTES} 分钟；忘记密码请联系系统管理员重置。`,
    );
  }

  /** True when this failure locked the account. While it is locked nothing is counted: nobody can keep it locked from outside for ever. */
  private async countFailure(accountId: number): Promise<boolean> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + LOCK_MINUTES * 60_000);
    const [rows] = await this.source.query(
      `UPDATE account SET
         failed_count = CASE WHEN locked_until IS NULL THEN failed_count + 1 ELSE 1 END,
         locked_until = CASE WHEN locked_until IS NULL AND failed_count + 1 >= $4 THEN $3::timestamptz END
       WHERE id = $1 AND (locked_until IS NULL OR locked_until <= $2) RETURNING locked_until`,
      [accountId, now, until, FAILURES_BEFORE_LOCK],
    );
    return rows[0]?.locked_until != null;
  }
}
