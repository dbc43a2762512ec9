import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ids, prepared } from '../platform/database/prepared.js';
import { ROLES, type Role } from '../rules/actor.js';

export interface Holder {
  accountId: number;
  name: string;
  postName: string;
  unitId: number;
}

/** Who stands behind a unit now. */
@Injectable()
export class PeopleOf {
  constructor(private readonly source: DataSource) {}

  /**
   * The current holders and deputies of the units' own posts, of active accounts only: whoever left gets nothing any more (G13).
   * A person with two posts in a unit appears once, with the older holding.
   * @param roles only posts of these roles; absent: all
   * @param manager the transaction to read in, where there is one
   */
  holders(unitIds: number[], roles: readonly Role[] = ALL_ROLES, manager: EntityManager = this.source.manager): Promise<Holder[]> {
    return prepared<Holder>(
      manager,
      `SELECT DISTINCT ON (p.unit_id, a.id) a.id AS "accountId", a.name, p.name AS "postName", p.unit_id AS "unitId" ${HOLDING} AND p.unit_id = ANY($1::int[]) AND p.role = ANY($2::text[])
       ORDER BY p.unit_id, a.id, h.id`,
      [ids(unitIds), roles],
    );
  }

  /** The same for many units at once, by unit: each account with the role of each of its posts there. */
  async posted(unitIds: number[], manager: EntityManager): Promise<Map<number, Posted[]>> {
    const rows = await prepared<Posted & { unitId: number }>(
      manager,
      `SELECT DISTINCT p.unit_id AS "unitId", p.role, a.id AS "accountId" ${HOLDING} AND p.unit_id = ANY($1::int[]) ORDER BY 1, 3, 2`,
      [ids(unitIds)],
    );
    const byUnit = new Map<number, Posted[]>();
    for (const { unitId, ...posted } of rows) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), posted]);
    return byUnit;
  }
}

export interface Posted {
  accountId: number;
  role: Role;
}

const HOLDING = `
  FROM post_holding h JOIN post p ON p.id = h.post_id JOIN account a ON a.id = h.account_id
 WHERE h.until IS NULL AND p.active AND a.disabled_at IS NULL`;

const ALL_ROLES = Object.keys(ROLES) as Role[];
