import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import type { ListQuery, Page } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import type { Light } from '../rules/lights.js';
import { COUNT_OF_EACH_LIGHT, lightCase } from '../tasks/light.sql.js';
import type { TaskRow } from '../tasks/task.dto.js';
import { TaskRows } from '../tasks/task.rows.js';
import { LedgerConditions } from './ledger/conditions.js';
import type { LedgerFilter } from './ledger/filter.js';
import { LedgerPages } from './ledger/pages.js';

/** The ledger (台账): every list of tasks is this one with a filter. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly source: DataSource,
    private readonly rows: TaskRows,
    private readonly conditions: LedgerConditions,
    private readonly clock: Clock,
    private readonly pages: LedgerPages,
  ) {}

  /** A page of the tasks in reach that a filter leaves. */
  async list(query: ListQuery<LedgerFilter>, actor: Actor): Promise<Page<TaskRow>> {
    const { ids, total } = await this.pages.of(query, actor);
    return { data: await this.rows.of(ids, actor), total };
  }

  /** How many tasks of the filter show each light. */
  async countByLight(filter: LedgerFilter, actor: Actor): Promise<Record<Light, number>> {
    const { where, parameters } = this.conditions.of({ ...filter, light: undefined }, actor);
    const [row] = await this.source.query(
      `SELECT ${COUNT_OF_EACH_LIGHT} FROM (SELECT ${lightCase('t', this.clock.today())} AS light FROM task t WHERE ${where}) lit`,
      parameters,
    );
    return row;
  }
}
