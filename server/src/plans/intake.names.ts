import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { NamedIn } from '../people/unit.finding.js';
import { nameOfAll, saysSeveral } from '../people/unit.groups.js';
import { UnitRegister } from '../people/unit.register.js';
import type { UnitGroup } from './breakdown.dto.js';
import type { NAME_SOURCES } from './document.dto.js';
import type { NameView } from './intake.dto.js';

/** What a name means in a document. */
export interface Meaning {
  unitIds: number[];
  /** Of several units the first, and how many there are. */
  unitName: string | null;
  source: (typeof NAME_SOURCES)[number];
}

/** The units behind each name as a plan means it; none: somebody said that no unit is meant; null: nobody can tell. */
export type Meanings = Map<string, number[] | null>;

/** How many units are proposed for a name that the register does not know. */
export const SUGGESTIONS = 3;

/** Units as a document names them: what somebody at its desk said goes before what the register knows. */
@Injectable()
export class DocumentNames {
  constructor(
    private readonly source: DataSource,
    private readonly register: UnitRegister,
  ) {}

  /** The meaning of each name. */
  async match(documentId: number, names: string[], manager = this.source.manager): Promise<Map<string, Meaning>> {
    return this.meanings(documentId, await planOf(manager, documentId), names, manager);
  }

  private async meanings(documentId: number, plan: NamedIn, names: string[], manager: EntityManager): Promise<Map<string, Meaning>> {
    const said: { name: string; unitIds: number[] }[] = await manager.query(
      'SELECT name, unit_ids AS "unitIds" FROM document_name WHERE document_id = $1 AND name = ANY($2::text[])',
      [documentId, names],
    );
    const here = new Map(said.map(({ name, unitIds }) => [name, unitIds]));
    const registered = await this.register.meant(names, plan, manager);
    const labels = await this.register.label(
      [...here.values(), ...registered.values()].flatMap(ids => ids ?? []),
      manager,
    );
    return new Map(
      names.map(name => {
        const own = here.get(name);
        const unitIds = own ?? registered.get(name) ?? [];
        const unitName = nameOfAll(unitIds.map(id => labels.get(id) ?? ''));
        const [known, unknown] = own ? (['document', 'text'] as const) : (['register', 'open'] as const);
        return [name, { unitIds, unitName, source: unitIds.length > 0 ? known : unknown }];
      }),
    );
  }

  /**
   * What names mean in a plan's documents, whichever of them said so: what the breakdown proposes. `groups`: the names that tell everybody which units
   * they stand for; what only the office could tell (各有关单位) is not written for them.
   */
  async unitsOf(
    manager: EntityManager,
    plan: NamedIn & { id: number },
    names: string[],
  ): Promise<{ units: Meanings; groups: UnitGroup[] }> {
    const units = await this.register.meant(names, plan, manager);
    const known = [...units].flatMap(([name, unitIds]) => (unitIds && unitIds.length > 1 ? [{ name, unitIds }] : []));
    const said: { name: string; unitIds: number[] }[] = await manager.query(
      `SELECT n.name, n.unit_ids AS "unitIds" FROM document_name n JOIN document d ON d.id = n.document_id
        WHERE d.plan_id = $1 AND n.name = ANY($2::text[]) ORDER BY n.document_id`,
      [plan.id, names],
    );
    for (const { name, unitIds } of said) units.set(name, unitIds);
    return { units, groups: known.filter(({ name, unitIds }) => units.get(name) === unitIds) };
  }

  /** Every name that the records of a document still carry, with how many do, the most frequent first; for the unknown ones units of a similar name. */
  async list(documentId: number): Promise<NameView[]> {
    const { manager } = this.source;
    const rows: { name: string; records: number }[] = await manager.query(
      `SELECT named.name, count(DISTINCT r.id)::int AS records
         FROM intake_record r, jsonb_array_elements_text(r.lead || r.support) AS named (name)
        WHERE r.document_id = $1 AND r.kind <> 'heading' AND r.decision <> 'discarded' GROUP BY named.name ORDER BY records DESC, min(r.start_at), named.name`,
      [documentId],
    );
    const names = rows.map(({ name }) => name);
    const plan = await planOf(manager, documentId);
    const meanings = await this.meanings(documentId, plan, names, manager);
    const open = names.filter(name => meanings.get(name)?.source === 'open');
    const similar = await this.register.resembling(open, plan, SUGGESTIONS);
    const asked: (NonNullable<NameView['asked']> & { name: string })[] = await manager.query(
      `SELECT q.name, a.name AS "byName", q.at, q.answer FROM unit_request q JOIN account a ON a.id = q.account_id WHERE q.document_id = $1`,
      [documentId],
    );
    const requests = new Map(asked.map(({ name, ...request }) => [name, request]));
    return rows.map(row => ({
      ...row,
      ...(meanings.get(row.name) as Meaning),
      asked: requests.get(row.name) ?? null,
      several: saysSeveral(row.name),
      suggestions: similar.get(row.name) ?? [],
    }));
  }
}

async function planOf(manager: EntityManager, documentId: number): Promise<NamedIn> {
  const [plan] = await manager.query(
    'SELECT p.title, p.owner_unit_id AS "ownerUnitId" FROM document d JOIN plan p ON p.id = d.plan_id WHERE d.id = $1',
    [documentId],
  );
  return plan;
}
