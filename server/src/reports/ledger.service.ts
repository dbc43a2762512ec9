import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Unchanged } from '../platform/database/unchanged.js';
import type { ListQuery } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { LIGHTS, type Light } from '../rules/lights.js';
import { lightCondition } from '../tasks/light.sql.js';
import type { TaskRow } from '../tasks/task.dto.js';
import { TaskRows } from '../tasks/task.rows.js';
import { LedgerConditions } from './ledger/conditions.js';
import { type LedgerFilter, orderOf, URGENCY } from './ledger/filter.js';

/** The ledger (台账): every list of tasks is this one with a filter. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly source: DataSource,
    private readonly rows: TaskRows,
    private readonly conditions: LedgerConditions,
    private readonly clock: Clock,
    private readonly unchanged: Unchanged,
  ) {}

  async list({ filter, sort, offset, limit }: ListQuery<LedgerFilter>, actor: Actor): Promise<{ data: TaskRow[]; total: number }> {
    const { from, where, parameters } = this.conditions.listed(filter, sort?.field ?? URGENCY, actor);
    const chosen = `FROM ${from} WHERE ${where}`;
    const page = `ORDER BY ${orderOf(sort)} LIMIT ${limit} OFFSET ${offset}`;
    const { ids, total } = await this.unchanged.since(`ledger ${chosen} ${page} ${JSON.stringify(parameters)}`, () =>
      this.choose(chosen, page, parameters),
    );
    return { data: await this.rows.of(ids, actor), total };
  }

  /** Counted on the way: every one of them has to be looked at anyway. Only a page behind the last has nothing to carry the number. */
  private async choose(chosen: string, page: string, parameters: unknown[]): Promise<{ ids: number[]; total: number }> {
    const found: { id: number; total: number }[] = await this.source.query(
      `SELECT t.id, count(*) OVER () AS total ${chosen} ${page}`,
      parameters,
    );
    return { ids: found.map(({ id }) => id), total: found[0]?.total ?? (await this.count(chosen, parameters)) };
  }

  private async count(chosen: string, parameters: unknown[]): Promise<number> {
    const [{ total }] = await this.source.query(`SELECT count(*) AS total ${chosen}`, parameters);
    return total;
  }

  /** How many tasks of the filter show each light. */
  async countByLight(filter: LedgerFilter, actor: Actor): Promise<Record<Light, number>> {
    const { where, parameters } = this.conditions.of({ ...filter, light: undefined }, actor);
    const today = this.clock.today();
    const counts = (Object.keys(LIGHTS) as Light[]).map(
      light => `count(*) FILTER (WHERE ${lightCondition('t', light, today)}) AS ${light}`,
    );
    const [row] = await this.source.query(`SELECT ${counts.join(', ')} FROM task t WHERE ${where}`, parameters);
    return row;
  }
}
