import { NONE } from '../types.js';
import { pattern } from '../words/pattern.js';
import { splitTop } from '../words/scan.js';
import { isOrganisation } from './organisations.js';
import { COUNTED, GENERIC, INNER_VERBS, LEVELS_TOGETHER, WHOLE } from './subjectWords.js';

/** 天津市|和平区: what joins elsewhere opens the name of a place. */
const PLACE_OF_HE = pattern(/^和(?:平[区县]|田[地市县]|顺县|龙市|静县|硕县|政县|林格尔|布克赛尔)/);

/** What may join two names; or stand inside one. */
const JOINS = '和或及';

/** "甲局和乙局" are two, 自然资源和规划局 is one: a joining word divides only where both sides are organisations. The last first. */
export function joinedNames(text: string, from: number, to: number): [number, number][] {
  for (let at = to - 2; at > from; at--) {
    const next = text.startsWith('或者', at) ? at + 2 : at + 1;
    if (!JOINS.includes(text[at]!) || PLACE_OF_HE.test(text.slice(at)) || !isOrganisation(text.slice(next, to))) continue;
    const before = joinedNames(text, from, text.startsWith('以及', at - 1) ? at - 1 : at);
    if (before.every(([a, b]) => isOrganisation(text.slice(a, b)))) return [...before, [next, to]];
  }
  return [[from, to]];
}

/** A hospital's own department stands for the hospital: 市中医医院骨伤科. */
const DEPARTMENT = pattern(
  /^([^、]{1,16}?(?:医院|保健院|卫生院))(?![^、]{0,6}[设建置办增])[一-龥]{1,8}(?:科|中心|室|病区|病房|门诊|诊室)$/,
);

/** "县卫健局商县财政局": only the first is the subject. */
const COMPANION = pattern(
  /^([^、]{2,16}?[局委厅办部院会校心队司科处所站社股构业省市县区州旗镇乡])(?:牵头)?(?:会同|携手|联合|[商同](?=[省市县区州])|与(?=[^、]{2,16}$))[^、]+$/,
);

/** "甲局、乙局|三部门": how many they are. */
const IN_ALL = pattern(/(?<=[局委办厅部院会])[两三四五六七八九十\d]+个?(?:部门|单位|厅局)$/);

/** "某某中心(以下简称中心)" */
const CALLED = pattern(/\(以?下(?:简称|统称|称)[^()]*\)$/);

/** Who acts, of what stands between two marks of a list. */
function bearer(name: string): string {
  const whole = CALLED.replace(name, '');
  const first = COMPANION.exec(whole)?.[1] ?? whole;
  return DEPARTMENT.exec(first)?.[1] ?? first;
}

const OF_THEM = pattern(/^其(?:有关|相关|所属|下属|各)/);

/** "县政府及|其有关部门": whose they are has been said. */
function owner(phrase: string, at: number): number {
  return OF_THEM.test(phrase.slice(at, at + 3)) ? 1 : 0;
}

/** "县巡查队、包保干部": persons beside an office. */
const PERSONS = pattern(/(?:干部|人员|同志|负责人|党员|队员|教师|医生|家长)$/);

const BESIDE = pattern(/(?<=[局委厅办部院会联校心队司科处所站社股区县市镇乡])(?:牵头)?(?:会同|携手|联合(?!会|体|社|国))/);
const OPENS_LEVELS = pattern(
  /^[省州市县区乡镇](?:\([省州市县区乡镇、]+\))?、(?!各|.[级直])|^各[省州市县区乡镇](?:\([省州市县区乡镇、]+\))?、(?=[省州市县区乡镇村](?!.?[级直]))/,
);

/** "各级融资担保、再担保机构": one ending for all of a list. */
const SHARES_ENDING = pattern(/^各[^、]{2,14}(?:、[^、]{2,10})*、[^、]{1,10}(?:机构|基金|企业|院所)$/);

const LEVEL_ALONE = pattern(/^各?[省州市县区乡镇](?:\([^()]*\))?$/);

/** Where the first name of a list ends that begins with levels: 县、镇(街道)党委|、政府; 0 where it is none. */
function levelsEnd(phrase: string): number {
  const owner = splitTop(phrase, '、').find(([a, b]) => !LEVEL_ALONE.test(phrase.slice(a, b)));
  const [from, to]: [number, number] = owner ?? [phrase.lastIndexOf('、') + 1, phrase.length];
  const [, end] = joinedNames(phrase, from, to)[0]!;
  return isOrganisation(phrase.slice(from, end)) ? end : 0;
}

/** [from, to) of each organisation among the words [from, to) of `core`; [] where one of them is none. */
export function names(core: string, from: number, to: number, isBody = isOrganisation): [number, number][] {
  const phrase = IN_ALL.replace(core.slice(from, to), '');
  const skip = WHOLE.exec(phrase)?.[0].length ?? 0;
  if (phrase.length < 2 || COUNTED.test(phrase) || (INNER_VERBS.test(phrase) && !GENERIC.test(phrase.slice(skip)))) return NONE;
  if (LEVELS_TOGETHER.test(phrase)) return [[from, to]];
  const parts = splitTop(phrase, '、');
  if (parts.length > 1 && phrase[0] === '各' && parts.every(([a, b]) => LEVEL_ALONE.test(phrase.slice(a, b))))
    return parts.map(([a, b]) => [from + a, from + b]);
  const beside = BESIDE.exec(phrase)?.index ?? 0;
  if (beside > 2) return names(core, from, from + beside, isBody);
  const levels = OPENS_LEVELS.test(phrase) ? levelsEnd(phrase) : 0;
  if (levels > 0) return [[from, from + levels], ...(levels < phrase.length ? names(core, from + levels + 1, to, isBody) : [])];
  const found: [number, number][] = [];
  for (const [a, b] of splitTop(phrase.slice(skip), '、')) {
    for (const [c, d] of joinedNames(phrase, skip + a, skip + b))
      if (d - c >= 2) found.push([from + c + owner(phrase, c), from + c + bearer(phrase.slice(c, d)).length]);
  }
  const offices = found.length > 1 ? found.filter(([a, b]) => !PERSONS.test(core.slice(a, b))) : found;
  if (offices.length > 0 && offices.length < found.length) found.splice(0, found.length, ...offices);
  const isShort = found.length > 1 && /^(?!.*(?:等|重点))[一-龥]{2,10}(?:部门|公司|企业|单位)$/.test(core.slice(...found.at(-1)!));
  if (found.every(([a, b]) => isBody(core.slice(a, b)) || (isShort && /^[一-龥]{2,12}$/.test(core.slice(a, b))))) return found;
  return SHARES_ENDING.test(phrase) && isBody(core.slice(...found.at(-1)!)) ? [[from, to]] : NONE;
}
