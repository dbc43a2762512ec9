import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { listing } from '../platform/database/listing.js';
import { changeVersioned } from '../platform/database/versioned.js';
import type { ListQuery, Page } from '../platform/dto.js';
import { claimKey, keepResult } from '../platform/idempotency.js';
import { invalid, notFound, refused } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import { changeOrganisation } from './organisation.js';
import type { ChangeUnit, CreateUnit, UnitFilter, UnitRow } from './unit.dto.js';
import { Unit } from './unit.entity.js';
import { UNIT_KINDS } from './unit.kinds.js';

const NOUN = { code: 'unit', label: '个单位' };

const ROWS = `
  SELECT u.id, u.name, u.short_name AS "shortName", u.kind, u.parent_id AS "parentId", p.name AS "parentName", u.path,
    coalesce((SELECT array_agg(a.alias ORDER BY a.id) FROM unit_alias a WHERE a.unit_id = u.id), '{}') AS aliases, u.active, u.sort, u.version
  FROM unit u LEFT JOIN unit p ON p.id = u.parent_id`;

/** As an organisation is read: each unit under the one above it, neighbours in their own order. */
const TREE = `ARRAY(SELECT above.sort * 1000000000::bigint + above.id
  FROM unnest(string_to_array(trim('/' FROM path), '/')::int[]) WITH ORDINALITY step (id, place) JOIN unit above ON above.id = step.id ORDER BY place)`;
const SORTABLE: Record<string, string> = { name: 'name', kind: 'kind', sort: TREE, parentName: '"parentName"' };
export const UNIT_SORTS = Object.keys(SORTABLE);

/** The register of units, kept by the system administrator. */
@Injectable()
export class UnitService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
  ) {}

  /** The units that a filter leaves; `q` looks into names, short names and aliases. */
  async list(query: ListQuery<UnitFilter>): Promise<Page<UnitRow>> {
    const { q = null, parentId = null, kind = null, active = null } = query.filter;
    const sql = `${ROWS} WHERE ($1::text IS NULL OR strpos(lower(u.name || ' ' || coalesce(u.short_name, '')), lower($1)) > 0
        OR EXISTS (SELECT FROM unit_alias a WHERE a.unit_id = u.id AND strpos(lower(a.alias), lower($1)) > 0))
      AND ($2::int IS NULL OR u.parent_id = $2) AND ($3::text IS NULL OR u.kind = $3) AND ($4::boolean IS NULL OR u.active = $4)`;
    const page = await listing<Omit<UnitRow, 'kindLabel'>>(this.source, sql, [q, parentId, kind, active], SORTABLE, 'sort, id', query);
    return { ...page, data: page.data.map(labelled) };
  }

  /** One unit; throws 404. */
  async get(id: number, manager: EntityManager = this.source.manager): Promise<UnitRow> {
    const [row] = await manager.query(`${ROWS} WHERE u.id = $1`, [id]);
    if (!row) throw notFound(NOUN.code, NOUN.label);
    return labelled(row);
  }

  /** Adds a unit below its parent. 400 where a name is taken. */
  create(input: CreateUnit, actor: Actor, key?: string): Promise<UnitRow> {
    return changeOrganisation(this.source, async manager => {
      const repeat = await claimKey(manager, actor.accountId, key, ['unit.create', input]);
      if (repeat.recordId) return this.get(repeat.recordId, manager);
      const id = await addUnit(manager, input);
      await keepResult(manager, actor.accountId, key, id);
      await this.audit.write(manager, { actor, act: 'unit.create', objectType: 'unit', objectId: id, detail: { name: input.name } });
      return this.get(id, manager);
    });
  }

  /** Changes a unit; where it moves, everything below it moves along. 422 below itself or while something active hangs on a unit to be closed. */
  change(id: number, input: ChangeUnit, actor: Actor): Promise<UnitRow> {
    return changeOrganisation(this.source, async manager => {
      const before = await this.get(id, manager);
      await refuseTakenNames(manager, input, id);
      const { aliases, version, ...fields } = input;
      const path = await pathBelow(manager, input.parentId, id);
      if (path.startsWith(before.path) && path !== before.path) throw refused('移动单位', ['上级单位不能是它自己或它的下级单位。']);
      if (before.active && !input.active) await this.refuseWhileInUse(manager, id);
      await changeVersioned(manager, Unit, NOUN, id, version, { ...fields, path: before.path });
      await moveSubtree(manager, before.path, path);
      await writeAliases(manager, id, aliases);
      await this.audit.write(manager, { actor, act: 'unit.change', objectType: 'unit', objectId: id, detail: { before, after: input } });
      return this.get(id, manager);
    });
  }

  private async refuseWhileInUse(manager: EntityManager, id: number): Promise<void> {
    const [{ units, posts }] = await manager.query(
      `SELECT (SELECT count(*) FROM unit WHERE parent_id = $1 AND active) AS units,
         (SELECT count(*) FROM post p JOIN post_holding h ON h.post_id = p.id AND h.until IS NULL WHERE p.unit_id = $1 AND p.active) AS posts`,
      [id],
    );
    const reasons: string[] = [];
    if (units > 0) reasons.push(`还有 ${units} 个下级单位在用，请先移走或停用它们。`);
    if (posts > 0) reasons.push(`还有 ${posts} 人在这个单位任职，请先办理交接。`);
    if (reasons.length > 0) throw refused('停用单位', reasons);
  }
}

function labelled(row: Omit<UnitRow, 'kindLabel'>): UnitRow {
  return { ...row, kindLabel: UNIT_KINDS[row.kind] };
}

/** Adds a unit with its aliases inside the caller's transaction; gives its id. */
export async function addUnit(manager: EntityManager, { aliases, ...fields }: CreateUnit): Promise<number> {
  await refuseTakenNames(manager, { name: fields.name, aliases }, 0);
  const inserted = await manager.insert(Unit, { ...fields, path: '' });
  const id: number = inserted.identifiers[0]?.id;
  await manager.update(Unit, { id }, { path: await pathBelow(manager, fields.parentId, id) });
  await writeAliases(manager, id, aliases);
  return id;
}

/** A name must lead to one unit only, whether it is its name or an alias. */
async function refuseTakenNames(manager: EntityManager, { name, aliases }: { name: string; aliases: string[] }, id: number): Promise<void> {
  const taken: { name: string; owner: string }[] = await manager.query(
    `SELECT name, name AS owner FROM unit WHERE name = ANY($1::text[]) AND id <> $2
     UNION SELECT a.alias, u.name FROM unit_alias a JOIN unit u ON u.id = a.unit_id WHERE a.alias = ANY($1::text[]) AND u.id <> $2`,
    [[name, ...aliases], id],
  );
  if (taken.length === 0) return;
  const told = taken.map(row => `“${row.name}”已经是“${row.owner}”的名称或别名`).join('；');
  throw invalid(`${told}。请换一个名称。`, { [taken.some(row => row.name === name) ? 'name' : 'aliases']: told });
}

async function pathBelow(manager: EntityManager, parentId: number | null, id: number): Promise<string> {
  if (parentId === null) return `/${id}/`;
  const parent = await manager.findOneBy(Unit, { id: parentId });
  if (!parent) throw invalid('上级单位不存在，请重新选择。', { parentId: '请重新选择' });
  return `${parent.path}${id}/`;
}

/** Everything below a unit follows it: `':'` is the character after the digits and the slash, so the range is the whole subtree. */
async function moveSubtree(manager: EntityManager, from: string, to: string): Promise<void> {
  if (from === to) return;
  await manager.query(`UPDATE unit SET path = $2 || substr(path, length($1) + 1) WHERE path >= $1 AND path < $1 || ':'`, [from, to]);
}

async function writeAliases(manager: EntityManager, unitId: number, aliases: string[]): Promise<void> {
  await manager.query('DELETE FROM unit_alias WHERE unit_id = $1', [unitId]);
  await manager.query('INSERT INTO unit_alias (unit_id, alias) SELECT DISTINCT $1::int, unnest($2::text[])', [unitId, aliases]);
}
