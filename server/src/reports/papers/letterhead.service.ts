import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../../platform/audit.service.js';
import { Clock } from '../../platform/clock.js';
import { ids, prepared } from '../../platform/database/prepared.js';
import { conflict, notFound } from '../../platform/problems.js';
import type { Actor } from '../../rules/actor.js';
import type { Head } from './factsheet.js';
import type { LetterheadView, SaveLetterhead } from './letterhead.dto.js';

/** The house of a unit: the authority whose section or supervision office it is (as UnitRegister.inHouseOf), and its letterhead if it keeps one. */
const HOUSES = `
  SELECT DISTINCT ON (own.id) own.id AS "officeUnitId", house.id AS "unitId", house.name AS "unitName", own.name AS "officeName",
         l.mark, l.signature, l.seal_text AS "sealText", l.contact_name AS "contactName", l.contact_phone AS "contactPhone",
         l.copy_to AS "copyTo", l.printer, coalesce(l.version, 0) AS version
    FROM unit own CROSS JOIN LATERAL unnest(string_to_array(trim(BOTH '/' FROM own.path), '/')::int[]) AS above(id)
    JOIN unit house ON house.id = above.id AND house.kind NOT IN ('section', 'supervision_office')
    LEFT JOIN letterhead l ON l.unit_id = house.id
   WHERE own.id = ANY($1::int[]) ORDER BY own.id, length(house.path) DESC`;

type HouseRow = { officeUnitId: number; unitId: number; unitName: string; officeName: string; version: number } & {
  [field in keyof Head]: string | null;
};

/** The letterheads of the authorities, kept by their heads of supervision. */
@Injectable()
export class LetterheadService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The letterheads that the actor keeps; an authority that has set none has the usual one, with version 0. */
  async list(actor: Actor): Promise<LetterheadView[]> {
    const rows: HouseRow[] = await this.source.query(HOUSES, [
      actor.posts.filter(post => post.role === 'supervision_head').map(post => post.unitId),
    ]);
    return [...new Map(rows.map(row => [row.unitId, row])).values()].map(view);
  }

  /** The letterhead under which an office writes. */
  async of(officeUnitId: number, manager: EntityManager): Promise<Head> {
    const [row] = await prepared<HouseRow>(manager, HOUSES, [ids([officeUnitId])]);
    if (!row) throw new Error(`unit ${officeUnitId} has no house`);
    return headOf(row);
  }

  /** Keeps a letterhead. Throws 404 for an authority that is not the actor's, 409 where somebody was faster. */
  async save(unitId: number, { version, ...head }: SaveLetterhead, actor: Actor): Promise<LetterheadView> {
    if (!(await this.list(actor)).some(each => each.unitId === unitId)) throw notFound('letterhead', '个版头');
    await this.source.transaction(async manager => {
      const values = [unitId, head.mark, head.signature, head.sealText, head.contactName, head.contactPhone, head.copyTo, head.printer];
      const [, changed] = await manager.query(
        `UPDATE letterhead SET mark = $2, signature = $3, seal_text = $4, contact_name = $5, contact_phone = $6, copy_to = $7, printer = $8, version = version + 1
          WHERE unit_id = $1 AND version = $9`,
        [...values, version],
      );
      const kept = await manager.query(
        `INSERT INTO letterhead (unit_id, mark, signature, seal_text, contact_name, contact_phone, copy_to, printer, created_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $10 WHERE $9 = 0 ON CONFLICT (unit_id) DO NOTHING RETURNING id`,
        [...values, version, this.clock.now()],
      );
      if (changed + kept.length === 0) throw conflict('别人刚刚改过版头，请刷新后再改。', {});
      await this.audit.write(manager, { actor, act: 'letterhead.save', objectType: 'letterhead', objectId: unitId, detail: { ...head } });
    });
    return (await this.list(actor)).find(each => each.unitId === unitId) as LetterheadView;
  }
}

function view(row: HouseRow): LetterheadView {
  return { id: row.unitId, unitId: row.unitId, unitName: row.unitName, version: row.version, ...headOf(row) };
}

/** What an authority has not set: its own name where a name is asked for. */
function headOf(row: HouseRow): Head {
  return {
    mark: row.mark ?? `${row.unitName}文件`,
    signature: row.signature ?? row.unitName,
    sealText: row.sealText ?? '（加盖印章处）',
    contactName: row.contactName ?? '',
    contactPhone: row.contactPhone ?? '',
    copyTo: row.copyTo ?? '',
    printer: row.printer ?? row.officeName,
  };
}
