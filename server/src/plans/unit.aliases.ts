import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitRegister } from '../people/unit.register.js';
import { Audit } from '../platform/audit.service.js';
import type { Actor } from '../rules/actor.js';
import { postFor } from './reach.js';

/** Names that somebody has said the meaning of, kept in the register for everything to come. */
@Injectable()
export class UnitAliases {
  constructor(
    private readonly register: UnitRegister,
    private readonly audit: Audit,
  ) {}

  /**
   * Keeps the name of one unit, in the caller's transaction. Answers the alias's id; null where the name means several units or none, where the
   * actor may not say so for that unit, or where the name leads to one already.
   */
  async keep(manager: EntityManager, actor: Actor, alias: string, [unitId, ...others]: number[]): Promise<number | null> {
    const post = postFor(actor, 'unit.alias');
    if (unitId === undefined || others.length > 0 || !post || !(await this.register.inHouseOf(post.unitId, unitId, manager))) return null;
    const aliasId = await this.register.addAlias(manager, unitId, alias);
    if (aliasId !== null)
      await this.audit.write(manager, { actor, act: 'unit.alias', objectType: 'unit', objectId: unitId, detail: { alias } });
    return aliasId;
  }
}
