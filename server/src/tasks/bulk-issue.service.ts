import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Doorway } from '../platform/doorway.js';
import { oneByOne, requestOnMany } from '../platform/one-by-one.js';
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
    const onEach = requestOnMany(this.source, actor.accountId, key);
    const { done, refused } = await oneByOne(tasks, ({ id, version }) =>
      onEach(id, ['bulk issue', id], (manager, together) =>
        this.doorway.performIn(manager, 'task', 'issue', id, actor, { version }, together),
      ),
    );
    return { done: done.map(({ id }) => id), refused: refused.map(({ id, title, reasons }) => ({ id, title, reasons })) };
  }
}
