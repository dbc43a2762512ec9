import { AUTHORITIES, depth, type Home, type NamedUnit, pathsAbove } from './unit.finding.js';
import type { UnitKind } from './unit.kinds.js';
import { CITY, COUNTY, PROVINCE } from './unit.names.js';

/** Whether a name (as written) stands for several units, known or not. */
export const saysSeveral = (name: string) => /各|有关|相关|^其他|^(?:县[(（、]?市(?![场监])|县区|区县|市县)/.test(name);

/** Units in few words: the only one, or the first of several and how many there are; null where there is none. */
export function nameOfAll([first, ...others]: string[]): string | null {
  if (first === undefined) return null;
  return others.length === 0 ? first : `${first}等 ${others.length + 1} 个单位`;
}

/** The most that one task can take; where a name means more, somebody must say which. */
export const MOST_UNITS = 300;

/** From where a group is spoken of. */
interface Stand {
  /** The authority or institution whose plan it is. */
  house: NamedUnit;
  /** Everything that is governed from the same place, without what stands above the house. */
  inside: NamedUnit[];
  level: number | null;
  /** The units above one, from the top, and itself. */
  way: (unit: NamedUnit) => NamedUnit[];
}

type Reach = (unit: NamedUnit, stand: Stand) => boolean;

const ofHouse: Reach = ({ path }, { house }) => path.startsWith(house.path) && depth(path) === depth(house.path) + 1;
const ofHouseAt =
  (own: number): Reach =>
  (unit, stand) =>
    stand.level === own && ofHouse(unit, stand);
const atLevel =
  (level: number): Reach =>
  (unit, stand) =>
    levelAt(unit, stand) === level;
/** Of the levels that a place names the nearest below the plan's own: 各市、县（市、区） is the cities to a province, the counties to a city. */
const below =
  (...levels: number[]): Reach =>
  (unit, stand) =>
    levelAt(unit, stand) === levels.find(each => each > (stand.level ?? COUNTY));
/** What is said of every level (各级人民政府) speaks of the own authority, too, and nobody can tell whom it binds. */
const anywhere: Reach = ({ kind }) => !AUTHORITIES.includes(kind);

const ROOMS = '(?:科室|处室|股室|科股室|内设机构|内设科室)';

/** Whose the units are, by how a name (canonical: without brackets and marks) begins; the first that fits. What is left says what they are. */
const REACHES: readonly [RegExp, Reach][] = [
  [new RegExp(`^(?:.{0,8}机关各?|[委局]内?各|各)(?=${ROOMS}$)`), ofHouse],
  [/^(?:各|[委局])?(?:直属|所属|属|直|管)各?(?=.)/, ofHouse],
  [/^省(?:直属|属|直|管)各?(?=.)/, ofHouseAt(PROVINCE)],
  [/^市(?:直属|属|直|管)各?(?=.)/, ofHouseAt(CITY)],
  [/^[县区](?:直属|属|直|管)各?(?=.)/, ofHouseAt(COUNTY)],
  [/^各?(?:县市区|县区市|县区|区县|县市(?![场监]))|^各[县区](?!域)(?:级(?=.))?|^[县区]级(?=.)/, below(COUNTY)],
  [/^各市(?:县市区|县区|区县|县|区)|^各地(?:区|方)?/, below(CITY, COUNTY)],
  [/^各?市级(?=.)/, atLevel(CITY)],
  [/^各(?:设区|地级)?市州?(?![场监])/, below(CITY)],
  [/^(?:全[省市县区]|辖区内?)?(?:各级各类|各级|各类|各|所有)|^(?:全[省市县区]|辖区内?)/, anywhere],
];

const HEALTH: readonly UnitKind[] = ['commission', 'county_bureau'];
const CLINICS: readonly UnitKind[] = ['hospital', 'maternal', 'township_centre', 'village_group'];

/** What is meant, by the words behind the place. Others are the ending of names, if anything: 各县（市、区）财政局, 各县级人民医院. */
const CLASSES: readonly { says: RegExp; kinds: readonly UnitKind[]; called?: RegExp; only?: Reach }[] = [
  // A place alone: whoever answers for health there, as tables have it.
  { says: /^$/, kinds: HEALTH },
  { says: /^卫[健生](?:[局委]|(?:行政|主管)*部门)$/, kinds: HEALTH },
  { says: /^(?:人民)?政府$/, kinds: ['government'], called: /[省市县区旗州盟](?:人民)?政府$/ },
  { says: /^(?:公立)?医院$/, kinds: ['hospital'] },
  { says: /^(?:公立)?医疗(?:机构|单位)$/, kinds: CLINICS },
  { says: /^(?:公立)?(?:医疗卫生|医疗保健|卫生)(?:机构|单位)$/, kinds: [...CLINICS, 'cdc'] },
  { says: /^基层医疗(?:卫生)?(?:机构|单位)$/, kinds: ['township_centre', 'village_group'] },
  { says: /^[乡镇街道]*卫生院$/, kinds: ['township_centre'], called: /卫生院$/ },
  { says: /^[乡镇街道]*卫生院和?社区卫生服务(?:中心|机构)$/, kinds: ['township_centre'] },
  { says: /^社区卫生服务(?:中心|机构)$/, kinds: ['township_centre'], called: /社区卫生/ },
  { says: /^村?卫生室$/, kinds: ['village_group'] },
  { says: /^疾控(?:中心|机构)$/, kinds: ['cdc'] },
  { says: /^妇幼(?:保健|健康)(?:院|中心|机构)$/, kinds: ['maternal'] },
  { says: new RegExp(`^${ROOMS}$`), kinds: ['section'], only: ofHouse },
  { says: /^单位$/, kinds: [...CLINICS, 'cdc', 'other'], only: ofHouse },
];

/** Shorter words end too many names. */
const SHORTEST_ENDING = 3;

/**
 * Tells the units that a name for several (canonical) means in a plan of `home`: 各县（市、区）卫生健康局, 各乡镇卫生院, 局机关各科室. Null where the name does
 * not tell which (各有关单位), where the register has none of them, or too many for one task. Of units that lie below each other the upper one is meant:
 * it answers for its own.
 * @param units the whole register
 */
export function groupFinder(units: NamedUnit[], home: Home): (asked: string) => NamedUnit[] | null {
  const stand = standOf(units, home);
  return asked => {
    const group = stand && groupOf(asked);
    return group ? membersOf(group, stand) : null;
  };
}

function membersOf({ isOf, reaches }: Group, stand: Stand): NamedUnit[] | null {
  const found = stand.inside.filter(unit => isOf(unit) && reaches(unit, stand));
  const paths = new Set(found.map(({ path }) => path));
  const upper = found.filter(({ path }) => !pathsAbove(path).some(above => paths.has(above)));
  return upper.length > 0 && upper.length <= MOST_UNITS ? inTreeOrder(upper, stand) : null;
}

interface Group {
  reaches: Reach;
  isOf: (unit: NamedUnit) => boolean;
}

function groupOf(asked: string): Group | null {
  const [opening, reaches] = REACHES.find(([begins]) => begins.test(asked)) ?? [];
  if (!opening || !reaches) return null;
  const what = asked.replace(opening, '');
  const known = CLASSES.find(({ says }) => says.test(what));
  if (known?.only && known.only !== reaches) return null;
  if (known)
    return { reaches, isOf: ({ kind, names }) => known.kinds.includes(kind) && names.some(name => known.called?.test(name) ?? true) };
  return what.length < SHORTEST_ENDING ? null : { reaches, isOf: ({ names }) => names.some(name => name.endsWith(what)) };
}

function standOf(units: NamedUnit[], { path, level }: Home): Stand | null {
  const above = units.filter(unit => path.startsWith(unit.path)).toSorted((a, b) => depth(a.path) - depth(b.path));
  const house = above.findLast(({ kind }) => kind !== 'section' && kind !== 'supervision_office');
  if (!house) return null;
  const realm = above.find(unit => level !== null && unit.level === level) ?? house;
  const inside = units.filter(unit => unit.path.startsWith(realm.path) && !house.path.startsWith(unit.path));
  const byPath = new Map(units.map(unit => [unit.path, unit]));
  return { house, inside, level, way: unit => [...pathsAbove(unit.path), unit.path].flatMap(each => byPath.get(each) ?? []) };
}

/** The level of the place in which a unit lies: the lowest that its name and those above it tell. */
function levelAt(unit: NamedUnit, { way }: Stand): number | null {
  const levels = way(unit).flatMap(({ level }) => level ?? []);
  return levels.length > 0 ? Math.max(...levels) : null;
}

/** As the organisation is read: each under those above it, neighbours in their own order. */
function inTreeOrder(some: NamedUnit[], { way }: Stand): NamedUnit[] {
  const compare = (a: NamedUnit, b: NamedUnit) => {
    const [left, right] = [way(a), way(b)];
    const fork = left.findIndex(({ id }, index) => id !== right[index]?.id);
    const [own, other] = [left[fork], right[fork]];
    return own && other ? own.sort - other.sort || own.id - other.id : 0;
  };
  return some.toSorted(compare);
}
