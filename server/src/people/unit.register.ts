import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { find, homeOf, type NamedIn, type NamedUnit, ofPlace, withCountyCities } from './unit.finding.js';
import { groupFinder, nameOfAll, saysSeveral } from './unit.groups.js';
import type { UnitKind } from './unit.kinds.js';
import { COUNTY, canonical, levelOf, likeness, PROVINCE, placeOf, withoutPlace } from './unit.names.js';

/** From here on a unit's name is worth proposing for another. */
const ALIKE = 0.3;

const GOVERNMENT = /(?:党委)?(?:人民)?政府$/;

/** Finds units for the other rooms: by the names in documents, by their place in the tree. */
@Injectable()
export class UnitRegister {
  constructor(private readonly source: DataSource) {}

  /**
   * The unit behind each name as documents write it, null where there is none or more than one. Tries the name itself (full, short, alias),
   * then the name without its place (市财政局 = 聊城市财政局). A name without a place speaks from where the plan stands: 县卫生健康局 in a plan of the
   * city is every county's and no unit, 发展改革委 in a plan of the province not the city's.
   * @param names as written
   * @param plan where a name fits several units, one below the plan's home (or below its parents, the nearest first) is meant: 办公室 of our own commission
   * @param manager the transaction to read in, where there is one: a second connection beside it could be waited for without end
   */
  async match(names: string[], plan?: NamedIn, manager: EntityManager = this.source.manager): Promise<Map<string, number | null>> {
    const units = await this.named(manager);
    const home = homeOf(units, plan);
    return new Map(names.map(name => [name, find(units, canonical(name), home)]));
  }

  /** The units behind each name: one, or all of a group (各县（市、区）卫生健康局, 委属各单位) as the plan means it; null where nobody can tell. */
  async meant(names: string[], plan: NamedIn, manager: EntityManager = this.source.manager): Promise<Map<string, number[] | null>> {
    const units = await this.named(manager);
    const home = homeOf(units, plan);
    const groupOf = groupFinder(units, home);
    const idsOf = (asked: string) => {
      const one = find(units, asked, home);
      return one === null ? (groupOf(asked)?.map(({ id }) => id) ?? null) : [one];
    };
    return new Map(names.map(name => [name, idsOf(canonical(name))]));
  }

  /** The same as `match` for county bureaus, which tables call by their county alone: 东阿县 or 东阿 for 东阿县卫生健康局. */
  async counties(names: string[], plan: NamedIn, manager: EntityManager): Promise<Map<string, number | null>> {
    const units = await this.named(manager);
    const home = homeOf(units, plan);
    const bureaus = units.filter(({ kind }) => kind === 'county_bureau');
    return new Map(names.map(name => [name, find(bureaus, canonical(name), home) ?? ofPlace(bureaus, canonical(name), home.path)]));
  }

  /** Whether a unit belongs to the house of another, or lies below it: the house of a section is the authority that it is a section of. */
  async inHouseOf(ofUnitId: number, unitId: number, manager: EntityManager = this.source.manager): Promise<boolean> {
    const [row] = await manager.query(
      `SELECT starts_with(asked.path, house.path) AS inside
         FROM unit own JOIN unit house ON starts_with(own.path, house.path) AND house.kind NOT IN ('section', 'supervision_office'), unit asked
        WHERE own.id = $1 AND asked.id = $2 ORDER BY length(house.path) DESC LIMIT 1`,
      [ofUnitId, unitId],
    );
    return row?.inside ?? false;
  }

  /** The supervision office that is responsible for what a unit owns: the nearest one beside it or beside a unit above it. Null: there is none. */
  async supervisingUnitFor(ownerUnitId: number, manager: EntityManager = this.source.manager): Promise<number | null> {
    const [row] = await manager.query(
      `SELECT office.id FROM unit owner
         JOIN unit above ON starts_with(owner.path, above.path)
         JOIN unit office ON office.parent_id = above.id AND office.kind = 'supervision_office' AND office.active
       WHERE owner.id = $1 ORDER BY length(above.path) DESC, office.sort, office.id LIMIT 1`,
      [ownerUnitId],
    );
    return row?.id ?? null;
  }

  /** The names of units; an id without a unit has no entry. */
  async label(ids: number[], manager: EntityManager = this.source.manager): Promise<Map<number, string>> {
    const rows = await manager.query('SELECT id, name FROM unit WHERE id = ANY($1::int[])', [ids]);
    return new Map(rows.map((row: { id: number; name: string }) => [row.id, row.name]));
  }

  /**
   * For each name that the register does not know, active units whose name is most like it, whatever their places are called, the likest first; of
   * equally like ones those at the plan's home. A name that tells its level (省…) is like none of another, nor at its own of another place; one that tells none is like none above the plan,
   * and where more units than can be shown are equally like (医院), it says none of them. One of several units is like none at all; for governments that
   * the register does not have (各县人民政府) those who answer for health there are proposed.
   */
  async resembling(
    names: string[],
    plan: NamedIn,
    most: number,
    manager: EntityManager = this.source.manager,
  ): Promise<Map<string, { unitIds: number[]; unitName: string }[]>> {
    if (names.length === 0) return new Map();
    const units = await this.named(manager);
    const labels = await this.label(
      units.map(({ id }) => id),
      manager,
    );
    const home = homeOf(units, plan);
    const abroad = ({ path }: NamedUnit) => Number(!path.startsWith(home.path));
    const known = units.map(unit => ({ unit, away: abroad(unit), words: unit.names.map(withoutPlace) }));
    const ours = units.filter(({ path, level }) => home.path.startsWith(path) && level === home.level).flatMap(({ names }) => names);
    const bestOf = (asked: string, level = levelOf(asked)) => {
      const place = placeOf(asked) ?? (level === home.level ? ours.map(placeOf).find(Boolean) : undefined);
      const mayBe = ({ level: other, names }: NamedUnit) =>
        other === null ||
        (level === null
          ? other >= (home.level ?? PROVINCE)
          : other === level && (!place || names.some(name => (placeOf(name) ?? place) === place)));
      const likest = known
        .filter(({ unit }) => mayBe(unit))
        .map(each => ({ ...each, like: Math.max(...each.words.map(other => likeness(withoutPlace(asked), other))) }))
        .filter(({ like }) => like >= ALIKE)
        .toSorted((a, b) => b.like - a.like || a.away - b.away);
      const [first, next] = [likest[0], likest[most]];
      if (next && next.like === first?.like && next.away === first.away) return [];
      return likest.slice(0, most).map(({ unit: { id } }) => ({ unitIds: [id], unitName: labels.get(id) ?? '' }));
    };
    const groupOf = groupFinder(units, home);
    const standIns = (asked: string) => {
      const unitIds = (GOVERNMENT.test(asked) ? groupOf(asked.replace(GOVERNMENT, '')) : null)?.map(({ id }) => id) ?? [];
      const unitName = nameOfAll(unitIds.map(id => labels.get(id) ?? ''));
      return unitName === null ? [] : [{ unitIds, unitName }];
    };
    return new Map(names.map(name => [name, saysSeveral(name) ? standIns(canonical(name)) : bestOf(canonical(name))]));
  }

  /**
   * Keeps a name as an alias of a unit, in the caller's transaction. Gives the alias's id; null where the name already leads to a unit
   * (this or another): a name leads to one unit only.
   */
  async addAlias(manager: EntityManager, unitId: number, alias: string): Promise<number | null> {
    await manager.query('SELECT 1 FROM unit WHERE id = $1 FOR UPDATE', [unitId]);
    const asked = canonical(alias);
    if ((await this.named(manager)).some(unit => unit.names.includes(asked))) return null;
    const [row] = await manager.query(
      'INSERT INTO unit_alias (unit_id, alias) VALUES ($1, $2) ON CONFLICT (alias) DO NOTHING RETURNING id',
      [unitId, alias],
    );
    if (!row) return null;
    await manager.query('UPDATE unit SET version = version + 1 WHERE id = $1', [unitId]);
    return row.id;
  }

  /** Takes back what `addAlias` has kept. */
  async dropAlias(manager: EntityManager, id: number): Promise<void> {
    const [[row]] = await manager.query('DELETE FROM unit_alias WHERE id = $1 RETURNING unit_id', [id]);
    if (row) await manager.query('UPDATE unit SET version = version + 1 WHERE id = $1', [row.unit_id]);
  }

  private async named(manager: EntityManager): Promise<NamedUnit[]> {
    const rows: { id: number; path: string; kind: UnitKind; sort: number; names: (string | null)[] }[] = await manager.query(
      `SELECT u.id, u.path, u.kind, u.sort, array[u.name, u.short_name] || coalesce(array_agg(a.alias) FILTER (WHERE a.id IS NOT NULL), '{}') AS names
       FROM unit u LEFT JOIN unit_alias a ON a.unit_id = u.id WHERE u.active GROUP BY u.id ORDER BY u.path`,
    );
    const units = rows.map(row => {
      const names = row.names.filter(name => name !== null).map(canonical);
      const [level = null] = names.map(levelOf).filter(level => level !== null);
      return { ...row, names, level: row.kind === 'county_bureau' ? COUNTY : level };
    });
    return withCountyCities(units);
  }
}
