import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Problem } from '../platform/problems.js';

const WINDOW_MINUTES = 10;
/** A whole office may sit behind one address, so it is generous; each account has its own lock-out besides. */
export const ATTEMPTS_PER_ADDRESS = 40;

/** Holds back an address that keeps failing to sign in, over all web processes. */
@Injectable()
export class Throttle {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Counts an attempt before it is tried, so that many at once cannot slip through. Throws 429 when there were too many. */
  async take(ip: string | null): Promise<void> {
    const now = this.clock.now();
    const oldest = new Date(now.getTime() - WINDOW_MINUTES * 60_000);
    const [row] = await this.source.query(
      `INSERT INTO sign_in_throttle AS t (ip, window_start, attempts) VALUES ($1, $2, 1)
       ON CONFLICT (ip) DO UPDATE SET
         attempts = CASE WHEN t.window_start < $3 THEN 1 ELSE t.attempts + 1 END,
         window_start = CASE WHEN t.window_start < $3 THEN $2 ELSE t.window_start END
       RETURNING attempts`,
      [ip ?? '', now, oldest],
    );
    if (row.attempts <= ATTEMPTS_PER_ADDRESS) return;
    throw new Problem(429, 'session.throttled', '登录过于频繁', `这个网络地址登录失败次数过多，请 ${WINDOW_MINUTES} 分钟后再试。`);
  }

  /** A successful sign-in does not count. */
  async giveBack(ip: string | null): Promise<void> {
    await this.source.query('UPDATE sign_in_throttle SET attempts = greatest(attempts - 1, 0) WHERE ip = $1', [ip ?? '']);
  }

  /** Forgets addresses that have been quiet. */
  async sweep(): Promise<void> {
    const oldest = new Date(this.clock.now().getTime() - WINDOW_MINUTES * 60_000);
    await this.source.query('DELETE FROM sign_in_throttle WHERE window_start < $1', [oldest]);
  }
}
