import type { UnitKind } from './unit.kinds.js';
import { CITY, COUNTY, hasPlace, isPlaceless, levelOf, placeOf } from './unit.names.js';

/** A unit with everything that it is called. */
export interface NamedUnit {
  id: number;
  path: string;
  kind: UnitKind;
  /** Full name, short name, aliases: canonical. */
  names: string[];
  /** Of government: 0 province, 1 city, 2 county; null where its names tell none. */
  level: number | null;
  /** Place among its siblings. */
  sort: number;
}

/** Where a plan belongs, and at which level that is; null: nobody knows. */
export interface Home {
  path: string;
  level: number | null;
}

/** The plan in which names stand: whose it is, and what it is called. */
export interface NamedIn {
  ownerUnitId: number;
  title: string;
}

/** The same with each city inside another one as the county that it is: 临清市 of 聊城市. */
export function withCountyCities(units: NamedUnit[]): NamedUnit[] {
  const cities = new Map(units.flatMap(unit => (unit.level === CITY ? [[unit.path, placeOf(unit.names[0] ?? '')] as const] : [])));
  const isInside = ({ path }: NamedUnit) => {
    const own = cities.get(path);
    return own !== undefined && pathsAbove(path).some(above => !own.endsWith(cities.get(above) ?? own));
  };
  return units.map(unit => (isInside(unit) ? { ...unit, level: COUNTY } : unit));
}

/** Where a plan belongs: to the county or else the city that its title names, whoever above them keeps the plan (县人民医院 in a plan of 东阿县), else to its owner. */
export function homeOf(units: NamedUnit[], plan?: NamedIn): Home {
  const owner = units.find(({ id }) => id === plan?.ownerUnitId);
  const named = (name: string) => plan?.title.includes(placeOf(name) ?? name);
  const namedOf = (kind: UnitKind) =>
    units.filter(unit => unit.kind === kind && unit.names.some(named) && !owner?.path.startsWith(unit.path));
  const [own] = [namedOf('county_bureau'), namedOf('commission'), owner ? [owner] : []].filter(({ length }) => length === 1).flat();
  if (!own) return { path: '/', level: null };
  const above = units.filter(({ path, level }) => own.path.startsWith(path) && level !== null);
  return { path: own.path, level: above.toSorted((a, b) => depth(b.path) - depth(a.path))[0]?.level ?? null };
}

/** Units of which there is one at every level and place, so that their name alone tells none. */
export const AUTHORITIES: readonly UnitKind[] = ['government', 'department', 'commission', 'county_bureau'];

/** The unit that a name (canonical) means; null where there is none or more than one. */
export function find(units: NamedUnit[], asked: string, { path, level }: Home): number | null {
  if (!asked) return null;
  const isBelow = (other: number | null) => level !== null && other !== null && other > level;
  if (!hasPlace(asked) && isBelow(levelOf(asked))) return null;
  const ofOther = levelOf(asked) === null ? (other: number | null) => level !== null && other !== null && other !== level : isBelow;
  const mayBe = (unit: NamedUnit) => hasPlace(asked) || !AUTHORITIES.includes(unit.kind) || !ofOther(unit.level);
  const exact = units.filter(unit => unit.names.includes(asked) && mayBe(unit));
  const found = exact.length > 0 ? exact : units.filter(unit => unit.names.some(name => isPlaceless(asked, name)) && mayBe(unit));
  return theOne(found, path);
}

const theOne = (found: NamedUnit[], near: string) => (found.length === 1 ? found[0] : nearest(found, near))?.id ?? null;

/** The one whose name begins with a place. */
export function ofPlace(units: NamedUnit[], place: string, near: string): number | null {
  if (place.length < 2) return null;
  const found = units.filter(({ names }) => names.some(name => name.startsWith(place)));
  return theOne(found, near);
}

/** The highest one below `near`, or else below the unit above it, and so on; undefined where two are equally near. */
function nearest(units: NamedUnit[], near: string): NamedUnit | undefined {
  for (let above = near; above !== '/'; above = above.replace(/[^/]+\/$/, '')) {
    const inside = units.filter(unit => unit.path.startsWith(above));
    const highest = inside.filter(unit => inside.every(other => depth(other.path) >= depth(unit.path)));
    if (highest.length > 0) return highest.length === 1 ? highest[0] : undefined;
  }
  return undefined;
}

/** The paths of the units above one, from the top. */
export const pathsAbove = (path: string) => [...path.matchAll(/\d+\//g)].map(({ index }) => path.slice(0, index)).slice(1);

/** How far below the top a path ends. */
export const depth = (path: string) => path.split('/').length;
