import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepared } from './prepared.js';

const MOST = 500;

/**
 * Answers that are still true. PostgreSQL names which transactions a query sees (its snapshot); as long as the name is the same, nothing
 * whatever has been written, by this process or another, and an answer made before is the answer now.
 */
@Injectable()
export class Unchanged {
  private readonly kept = new Map<string, { seen: string; value: Promise<unknown> }>();

  constructor(private readonly source: DataSource) {}

  /**
   * The value as the database stands now; `make` is only asked when anything has been written since, and once for all who ask meanwhile.
   * @param key everything besides the database that the value depends on: who asks, and the day
   */
  async since<T>(key: string, make: () => Promise<T>): Promise<T> {
    const seen = await this.snapshot();
    const kept = this.kept.get(key);
    if (kept?.seen === seen) return kept.value as Promise<T>;
    const making = { seen, value: make() };
    this.keep(key, making);
    let still: string | null = null;
    try {
      const value = await making.value;
      still = await this.snapshot();
      return value;
    } finally {
      // What failed is not kept. What was written while it was made may be in one half of it and not in the other: then it serves only those who have asked before.
      if (still !== seen && this.kept.get(key) === making) this.kept.delete(key);
    }
  }

  private async snapshot(): Promise<string> {
    const [row] = await prepared<{ seen: string }>(this.source.manager, 'SELECT pg_current_snapshot()::text AS seen', []);
    return (row as { seen: string }).seen;
  }

  /** The oldest makes room. */
  private keep(key: string, made: { seen: string; value: Promise<unknown> }): void {
    this.kept.delete(key);
    this.kept.set(key, made);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
  }
}
