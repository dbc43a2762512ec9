import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { prepared } from '../platform/database/prepared.js';
import type { ActorPost } from '../rules/actor.js';
import type { Visitor } from './access.js';

/** How often a session in use is noted as seen. */
const SEEN_EVERY_MS = 60_000;

interface VisitorRow {
  sessionId: number;
  csrfToken: string;
  lastSeenAt: Date;
  accountId: number;
  name: string;
  login: string;
  mustChangePassword: boolean;
  posts: ActorPost[];
}

/**
 * Everything that a request needs to know of who calls, in one query: what was taken away a moment ago is no longer in it.
 * The subtree is a range of the index on path: ':' follows '9' and '/' precedes '0'.
 */
const VISITOR = `
  SELECT s.id AS "sessionId", s.csrf_token AS "csrfToken", s.last_seen_at AS "lastSeenAt",
    a.id AS "accountId", a.name, a.login, a.must_change_password AS "mustChangePassword",
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('postId', p.id, 'name', p.name, 'role', p.role, 'unitId', u.id, 'unitName', u.name,
        'subtree', (SELECT jsonb_agg(below.id) FROM unit below WHERE below.path >= u.path AND below.path < u.path || ':')) ORDER BY h.id)
      FROM post_holding h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
      WHERE h.account_id = a.id AND h.until IS NULL AND p.active AND u.active), '[]') AS posts
  FROM session s JOIN account a ON a.id = s.account_id
  WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 AND a.disabled_at IS NULL`;

/** Sessions as rows: opened, found again by the cookie's token, ended. */
@Injectable()
export class SessionStore {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens a session; gives the token for the cookie, which is kept nowhere. */
  async open(manager: EntityManager, accountId: number, ip: string | null, agent: string | null): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const expires = new Date(now.getTime() + this.config.sessionHours * 3_600_000);
    await manager.query(
      `INSERT INTO session (token_hash, account_id, csrf_token, created_at, last_seen_at, expires_at, ip, agent)
       VALUES ($1, $2, $3, $4, $4, $5, $6, $7)`,
      [hashOf(token), accountId, randomBytes(24).toString('base64url'), now, expires, ip, agent?.slice(0, 300) ?? null],
    );
    return token;
  }

  /**
   * Who is behind a token now; null when the session is over, its account disabled, or it never was.
   * @param attended false: the page asks by itself, which does not count as use
   */
  async visitor(token: string, ip: string | null, attended = true): Promise<Visitor | null> {
    const [row] = await prepared<VisitorRow>(this.source.manager, VISITOR, [hashOf(token), ...this.limits()]);
    if (!row) return null;
    const now = this.clock.now();
    if (attended && now.getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS)
      await this.source.query('UPDATE session SET last_seen_at = $2 WHERE id = $1', [row.sessionId, now]);
    const { sessionId, csrfToken, login, mustChangePassword, accountId, name, posts } = row;
    return { sessionId, csrfToken, login, mustChangePassword, actor: { accountId, name, posts, ip } };
  }

  /** Ends one session. */
  async end(manager: EntityManager, sessionId: number): Promise<void> {
    await manager.query('DELETE FROM session WHERE id = $1', [sessionId]);
  }

  /** Ends all sessions of an account, but for one where given. */
  async endAll(manager: EntityManager, accountId: number, except = 0): Promise<void> {
    await manager.query('DELETE FROM session WHERE account_id = $1 AND id <> $2', [accountId, except]);
  }

  /** Removes what is over. */
  async sweep(): Promise<void> {
    await this.source.query('DELETE FROM session WHERE expires_at <= $1 OR last_seen_at <= $2', this.limits());
  }

  /** A session is open while it expires after the first and was seen after the second of these instants. */
  limits(): [now: Date, idleSince: Date] {
    const now = this.clock.now();
    return [now, new Date(now.getTime() - this.config.sessionIdleMinutes * 60_000)];
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
