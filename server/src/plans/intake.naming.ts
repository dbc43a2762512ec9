import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { nameOfAll } from '../people/unit.groups.js';
import { UnitRegister } from '../people/unit.register.js';
import { invalid, refused } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import type { DeskChanges, NameUnit } from './intake.dto.js';
import { type Desk, DeskSteps } from './intake.steps.js';
import { NAMEABLE } from './plan.entity.js';
import { UnitAliases } from './unit.aliases.js';

/** What a naming step keeps for its way back. */
export interface NamingDetail {
  /** Of several names the first, and how many there are. */
  name: string;
  unitName: string | null;
  /** The register has taken a name as an alias. */
  registered: boolean;
  said: { name: string; aliasId: number | null; formerly: Said | null }[];
}

/** What somebody had said before; null: nobody. */
interface Said {
  unitIds: number[];
  stepId: number;
}

/** Says which units a document means by its names. */
@Injectable()
export class NamingDesk {
  constructor(
    private readonly steps: DeskSteps,
    private readonly register: UnitRegister,
    private readonly aliases: UnitAliases,
  ) {}

  /**
   * Says once for the whole document which unit or units names mean, or that none is meant. With `alias`, the register keeps a name of one
   * unit for every document to come, where the actor may do so for that unit and the name leads to no other; otherwise it holds for this document.
   */
  async name(actor: Actor, documentId: number, { names, unitIds: asked, alias }: NameUnit): Promise<DeskChanges> {
    const say = async (desk: Desk) => {
      const { manager } = desk;
      const naming = await recordsNaming(manager, documentId, names);
      const unitIds = [...new Set(asked)];
      const unitName = nameOfAll(await namesOf(manager, unitIds));
      const before = await saidOf(manager, documentId, names);
      const said: NamingDetail['said'] = [];
      for (const name of new Set(names)) {
        const aliasId = alias ? await this.aliases.keep(manager, actor, name, unitIds) : null;
        said.push({ name, aliasId, formerly: before.get(name) ?? null });
      }
      const detail: NamingDetail = { name: inShort(names), unitName, registered: said.some(({ aliasId }) => aliasId !== null), said };
      const stepId = await this.steps.begin(desk, 'name', [], { ...detail });
      for (const { name } of said) await saveName(manager, documentId, name, { unitIds, stepId });
      return this.steps.end(desk, stepId, naming);
    };
    return this.steps.at(actor, documentId, '修改', say, NAMEABLE);
  }

  /** Takes a naming back, within a step that does so. */
  async takeBack({ manager, documentId }: Desk, { said }: NamingDetail): Promise<void> {
    for (const { name, aliasId, formerly } of said) {
      if (aliasId !== null) await this.register.dropAlias(manager, aliasId);
      if (formerly) await saveName(manager, documentId, name, formerly);
      else await manager.query('DELETE FROM document_name WHERE document_id = $1 AND name = $2', [documentId, name]);
    }
  }
}

const inShort = ([first = '', ...others]: string[]) => (others.length === 0 ? first : `${first}等 ${others.length + 1} 个名称`);

async function recordsNaming(manager: EntityManager, documentId: number, names: string[]): Promise<number[]> {
  const rows: { id: number; names: string[] }[] = await manager.query(
    'SELECT id, lead || support AS names FROM intake_record WHERE document_id = $1 AND (lead ?| $2::text[] OR support ?| $2::text[]) ORDER BY id',
    [documentId, names],
  );
  const carried = new Set(rows.flatMap(row => row.names));
  const missing = names.find(name => !carried.has(name));
  if (missing !== undefined) throw refused('对应单位', [`这份文件的识读结果里没有“${missing}”，可能刚刚被改过，请刷新后再看。`]);
  return rows.map(({ id }) => id);
}

async function saidOf(manager: EntityManager, documentId: number, names: string[]): Promise<Map<string, Said>> {
  const rows: (Said & { name: string })[] = await manager.query(
    'SELECT name, unit_ids AS "unitIds", step_id AS "stepId" FROM document_name WHERE document_id = $1 AND name = ANY($2::text[])',
    [documentId, names],
  );
  return new Map(rows.map(({ name, ...said }) => [name, said]));
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
