import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Doorway } from '../platform/doorway.js';
import { claimKey, requestName } from '../platform/idempotency.js';
import { Problem } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import type { BulkResult } from './task.dto.js';
import { visibleTo } from './visible.js';

/** Issues many drafts at once: each in its own transaction, so that one refusal holds nobody else up. */
@Injectable()
export class BulkIssueService {
  constructor(
    private readonly source: DataSource,
    private readonly doorway: Doorway,
  ) {}

  /**
   * What could be issued is issued; the rest comes back with every reason. Ids outside the scope are passed over in silence.
   * The same request sent again under its key counts what it issued the first time as done, and tries the rest once more.
   */
  async issue(ids: number[], actor: Actor, key?: string): Promise<BulkResult> {
    const tasks: { id: number; title: string; version: number }[] = await this.source.query(
      `SELECT t.id, t.title, t.version FROM task t WHERE t.id = ANY($1) AND ${visibleTo('t', '$2')} ORDER BY array_position($1::int[], t.id)`,
      [ids, scopeOf(actor).units],
    );
    const result: BulkResult = { done: [], refused: [] };
    const together = requestName(actor.accountId, key);
    for (const { id, title, version } of tasks) {
      const reasons = await this.issueOne(id, version, actor, together, key && `${key}.${id}`);
      if (reasons.length === 0) result.done.push(id);
      else result.refused.push({ id, title, reasons });
    }
    return result;
  }

  private async issueOne(id: number, version: number, actor: Actor, together: string, key?: string): Promise<string[]> {
    try {
      await this.source.transaction(async manager => {
        const { repeated } = await claimKey(manager, actor.accountId, key, ['bulk issue', id]);
        if (!repeated) await this.doorway.performIn(manager, 'task', 'issue', id, actor, { version }, together);
      });
      return [];
    } catch (error) {
      if (error instanceof Problem) return error.extras.reasons ?? [error.detail];
      throw error;
    }
  }
}
