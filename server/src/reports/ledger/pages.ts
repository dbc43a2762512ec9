import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Unchanged } from '../../platform/database/unchanged.js';
import type { ListQuery } from '../../platform/dto.js';
import type { Actor } from '../../rules/actor.js';
import { LedgerConditions } from './conditions.js';
import { type LedgerFilter, orderOf, URGENCY } from './filter.js';

/** The ids of a page, in its order, and how many there are in all. */
export interface LedgerPage {
  ids: number[];
  total: number;
}

/** Chooses the tasks of a page of the ledger, whatever is shown of them. */
@Injectable()
export class LedgerPages {
  constructor(
    private readonly source: DataSource,
    private readonly conditions: LedgerConditions,
    private readonly unchanged: Unchanged,
  ) {}

  /** The ids of one page in their order, and how many there are in all. */
  of({ filter, sort, offset, limit }: ListQuery<LedgerFilter>, actor: Actor): Promise<LedgerPage> {
    const { from, where, parameters } = this.conditions.listed(filter, sort?.field ?? URGENCY, actor);
    const chosen = `FROM ${from} WHERE ${where}`;
    const page = `ORDER BY ${orderOf(sort)} LIMIT ${limit} OFFSET ${offset}`;
    return this.unchanged.since(`ledger ${chosen} ${page} ${JSON.stringify(parameters)}`, () => this.choose(chosen, page, parameters));
  }

  /** Counted on the way: every one of them has to be looked at anyway. Only a page behind the last has nothing to carry the number. */
  private async choose(chosen: string, page: string, parameters: unknown[]): Promise<LedgerPage> {
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
}
