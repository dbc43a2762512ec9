import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';

const DAY_MS = 86_400_000;

/** What has served its time, with the days that it is kept: a key guards against a repeat, a done errand shows what was sent. */
const KEPT: { table: string; since: string; days: number }[] = [
  { table: 'idempotency_key', since: 'used_at', days: 1 },
  { table: 'outbox', since: 'done_at', days: 30 },
];

/** What nobody needs any more does not stay for ever. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Removes what has served its time. */
  async clean(): Promise<void> {
    for (const { table, since, days } of KEPT)
      await this.source.query(`DELETE FROM ${table} WHERE ${since} < $1`, [new Date(this.clock.now().getTime() - days * DAY_MS)]);
  }
}
