/**
 * Names as documents write them, brought to one form so that they can be compared: 市卫生健康委员会 = 市卫健委 = 市卫生健康委.
 * Long forms first; each is tried on what the ones before have left.
 */
const SHORT_FORMS: readonly [RegExp, string][] = [
  [/机构编制委员会办公室/g, '编办'],
  [/委编办/g, '编办'],
  [/发展和改革|发展改革(?=委)/g, '发改'],
  [/卫生健康|卫生和计划生育|卫生计生|卫计(?=委|局)/g, '卫健'],
  [/人力资源(和)?社会保障/g, '人社'],
  [/医疗保障(?=局)/g, '医保'],
  [/市场监督管理(?=局)/g, '市监'],
  [/市场监管(?=局)/g, '市监'],
  [/自然资源和规划/g, '自然规划'],
  [/住房和?城乡建设/g, '住建'],
  [/农业农村/g, '农业'],
  [/教育和体育|教体(?=局)/g, '教育体育'],
  [/文化和旅游|文旅(?=[局委厅])/g, '文化旅游'],
  [/工业和信息化|工信(?=[局委厅])/g, '工业信息化'],
  [/药品监督管理|药监(?=局)/g, '药品监管'],
  [/残疾人联合会/g, '残联'],
  [/疾病预防控制|疾控/g, '疾控'],
  [/妇幼保健计划生育服务/g, '妇幼保健'],
  [/中医医院/g, '中医院'],
  [/委员会/g, '委'],
];

/** What separates or decorates a name without being part of it. */
const NOISE = /[\s\u3000()[\]{}〔〕【】《》<>“”"'‘’、,，.。;；:：·•-]/g;

/** A level of government that documents leave without its place: 市财政局 in a plan of 聊城市. */
const LEVEL = /^[省市县区]/;

/** A place that documents leave out altogether: 东阿县 before 牛角店镇中心卫生院, 省 before 发展改革委. */
const PLACE = /^.{0,4}[省市县区]$/;

/** Districts whose own name begins with a level. */
const CENTRAL = '市[中南北]区';

/** Levels of government from the top, as names (canonical) begin with them. The 市 of 县市监局 tells none. */
const LEVELS: readonly RegExp[] = [
  /^[^省市县区]{0,4}(?:省|自治区)/,
  new RegExp(`^(?!${CENTRAL}|市监)[^省市县区]{0,4}市`),
  new RegExp(`^(?:${CENTRAL}|(?!社区)[^省市县区旗]{0,4}[县区旗])`),
];
export const [PROVINCE, CITY, COUNTY] = [0, 1, 2];

/** The level that a name tells, with its place or without: 0 for 省财政厅, 1 for 聊城市财政局; null where it tells none. */
export function levelOf(name: string): number | null {
  const level = LEVELS.findIndex(opening => opening.test(name));
  return level < 0 ? null : level;
}

const CITY_OR_COUNTY = new RegExp(`^(?:${CENTRAL}|(?!社区)[^省市县区]{1,4}[市县区])`);

/** The city or county with which a name begins: 东阿县 of 东阿县卫健局; undefined where it begins with none. */
export const placeOf = (name: string): string | undefined => CITY_OR_COUNTY.exec(name)?.[0];

/** Whether a name says of which place it speaks, not only of which level. */
export const hasPlace = (name: string) => /^[^省市县区]{1,4}省/.test(name) || placeOf(name) !== undefined;

/** What is left of a name without the level that it tells, and its places: 财政局 of 聊城市东阿县财政局 and of 县财政局. */
export function withoutPlace(name: string): string {
  const opening = LEVELS.map(level => level.exec(name)?.[0] ?? '').find(Boolean);
  return opening && opening.length < name.length ? withoutPlace(name.slice(opening.length)) : name;
}

/** The comparable form of a unit's name. */
export function canonical(name: string): string {
  const bare = name.normalize('NFKC').replace(NOISE, '');
  return SHORT_FORMS.reduce((text, [long, short]) => text.replace(long, short), bare);
}

/** Whether `asked` (canonical) names a unit called `full` (canonical) without its place: 市财政局 for 聊城市财政局. */
export function isPlaceless(asked: string, full: string): boolean {
  if (!full.endsWith(asked)) return false;
  const before = full.slice(0, full.length - asked.length);
  return PLACE.test(before) || (LEVEL.test(asked) && before.length <= 4);
}

/**
 * How well a name that no unit bears fits a unit's (both canonical), 0 to 1: best where it stands in the unit's name as it is (民政 in 市民政局),
 * else by the pairs of characters that they have in common.
 */
export function likeness(asked: string, full: string): number {
  const [a, b] = [asked.length, full.length];
  if (a === 0 || b === 0) return 0;
  if (full.includes(asked) || asked.includes(full)) return 0.5 + Math.min(a, b) / Math.max(a, b) / 2;
  const [own, other] = [pairsOf(withoutKind(asked)), pairsOf(withoutKind(full))];
  const common = own.filter(pair => other.includes(pair)).length;
  return (2 * common) / Math.max(1, own.length + other.length);
}

/** Whether one is the other with a letter or two mistyped: 县财证局 for 东阿县财政局. Between two real units this tells nothing (财政局, 民政局). */
export function isSlip(typed: string, name: string): boolean {
  const [a, b] = [typed, name].map(each => withoutPlace(canonical(each))) as [string, string];
  const same = Array.from(a).filter((letter, index) => letter === b[index]).length;
  return a.length === b.length && same * 2 > a.length;
}

/** Every bureau ends in 局: 财政局 and 民政局 have nothing else in common. */
const withoutKind = (name: string) => name.replace(/[局委厅办处科院会]$/, '');
const pairsOf = (name: string) => Array.from(name.slice(1), (character, index) => `${name[index]}${character}`);
