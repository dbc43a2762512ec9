import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { nameOfAll } from '../people/unit.groups.js';
import { UnitRegister } from '../people/unit.register.js';
import { invalid, refused } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import type { DeskChanges, NameUnit } from './intake.dto.js';
import { type Desk, DeskSteps } from './intake.steps.js';
import type { PlanState } from './plan.entity.js';
import { UnitAliases } from './unit.aliases.js';

/** What a naming step keeps for its way back. */
export interface NamingDetail {
  name: string;
  unitName: string | null;
  /** The register has taken the name as an alias. */
  registered: boolean;
  aliasId: number | null;
  /** What somebody had said before; null: nobody. */
  formerly: Said | null;
}

interface Said {
  unitIds: number[];
  stepId: number;
}

/** What a name means may still be said of a confirmed plan: it changes no record, only what is proposed for measures that have no task yet. */
const NAMEABLE: readonly PlanState[] = ['intake', 'confirmed'];

/** Says which units a document means by its names. */
@Injectable()
export class NamingDesk {
  constructor(
    private readonly steps: DeskSteps,
    private readonly register: UnitRegister,
    private readonly aliases: UnitAliases,
  ) {}

  /**
   * Says once for the whole document which unit or units a name means, or that none is meant. With `alias`, the register keeps the name of one
   * unit for every document to come, where the actor may do so for that unit and the name leads to no other; otherwise it holds for this document.
   */
  async name(actor: Actor, documentId: number, said: NameUnit): Promise<DeskChanges> {
    const say = async (desk: Desk) => {
      const { manager } = desk;
      const naming = await recordsNaming(manager, documentId, said.name);
      const unitIds = [...new Set(said.unitIds)];
      const unitName = nameOfAll(await namesOf(manager, unitIds));
      const aliasId = said.alias ? await this.aliases.keep(manager, actor, said.name, unitIds) : null;
      const [formerly = null]: NamingDetail['formerly'][] = await manager.query(
        'SELECT unit_ids AS "unitIds", step_id AS "stepId" FROM document_name WHERE document_id = $1 AND name = $2',
        [documentId, said.name],
      );
      const detail: NamingDetail = { name: said.name, unitName, registered: aliasId !== null, aliasId, formerly };
      const stepId = await this.steps.begin(desk, 'name', [], { ...detail });
      await saveName(manager, documentId, said.name, { unitIds, stepId });
      return this.steps.end(desk, stepId, naming);
    };
    return this.steps.at(actor, documentId, '修改', say, NAMEABLE);
  }

  /** Takes a naming back, within a step that does so. */
  async takeBack({ manager, documentId }: Desk, { name, aliasId, formerly }: NamingDetail): Promise<void> {
    if (aliasId !== null) await this.register.dropAlias(manager, aliasId);
    if (formerly) await saveName(manager, documentId, name, formerly);
    else await manager.query('DELETE FROM document_name WHERE document_id = $1 AND name = $2', [documentId, name]);
  }
}

async function recordsNaming(manager: EntityManager, documentId: number, name: string): Promise<number[]> {
  const rows: { id: number }[] = await manager.query(
    'SELECT id FROM intake_record WHERE document_id = $1 AND (lead ? $2 OR support ? $2) ORDER BY id',
    [documentId, name],
  );
  if (rows.length === 0) throw refused('对应单位', [`这份文件的识读结果里没有“${name}”，可能刚刚被改过，请刷新后再看。`]);
  return rows.map(({ id }) => id);
}

/** The names of active units, in the order of their ids. */
async function namesOf(manager: EntityManager, ids: number[]): Promise<string[]> {
  const units: { name: string }[] = await manager.query(
    'SELECT name FROM unit WHERE id = ANY($1::int[]) AND active ORDER BY array_position($1::int[], id)',
    [ids],
  );
  if (units.length < ids.length) throw invalid('单位名录中没有所选的单位，或已停用，请重新选择。', { unitIds: '请重新选择' });
  return units.map(({ name }) => name);
}

async function saveName(manager: EntityManager, documentId: number, name: string, { unitIds, stepId }: Said): Promise<void> {
  await manager.query(
    `INSERT INTO document_name (document_id, name, unit_ids, step_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (document_id, name) DO UPDATE SET unit_ids = excluded.unit_ids, step_id = excluded.step_id`,
    [documentId, name, unitIds, stepId],
  );
}
