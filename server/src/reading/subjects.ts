import { Candidates } from './candidates.js';
import { letterAt, tableOf, unitsOf } from './letters.js';
import { ACTIONS, ADVERBS, LEVELS, NOUNISH, PREPOSITIONS } from './lexicon.js';
import { ENDINGS, isOrganisation } from './organisations.js';
import { pattern } from './pattern.js';
import { endsWith, splitTop, wordAt, wordEnd } from './scan.js';
import {
  ADVERBIAL,
  BECOMES,
  BY_ROLE,
  BY_TASK,
  CONTINUES,
  COUNTED,
  DEPARTMENTS,
  ET_CETERA,
  EXAMPLES,
  FRONTED,
  GENERIC,
  INNER_VERBS,
  LEVELS_BOUND,
  LEVELS_TOGETHER,
  MODALS,
  NAME_VERBS,
  NO_SUBJECT,
  OBJECT,
  OBJECTS,
  OBLIGED,
  OF_COMMON,
  OF_KIND,
  RATE,
  RELATIVE_CLAUSE,
  RESULTS,
  SHORT_NAMES,
  STRESSED,
  WHOLE,
} from './subjectWords.js';
import { NONE } from './types.js';

const REACH = 60;

/** What a part can say of its subject; most say nothing of it. */
const SAID = new Candidates([OF_KIND, DEPARTMENTS, EXAMPLES, RELATIVE_CLAUSE, FRONTED, OBLIGED, RATE, BECOMES, OF_COMMON]);
const [KIND, LISTED, EXAMPLE, CLAUSE, FRONT, BOUND, RATED, BECOMING, COMMON] = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;

/** [from, to) of each organisation that stands as the grammatical subject at the head of `core`; [] where none does. `isDone`: verbs of results count too; `isAgent`: behind 由, where any verb says what they do. */
export function subject(core: string, isDone: boolean, isAgent = false): [number, number][] {
  const said = SAID.in(core);
  const ofKind = said & KIND ? OF_KIND.exec(core) : null;
  if (ofKind) return [[0, ofKind[1]!.length]];
  const departments = said & LISTED ? DEPARTMENTS.exec(core) : null;
  const listed = departments && splitTop(departments[1]!, '、');
  if (listed?.every(([a, b]) => SHORT_NAMES.has(core.slice(a, b)))) return listed;
  const examples = said & EXAMPLE ? EXAMPLES.exec(core) : null;
  if (examples && opensSubject(core)) return ofExamples(core, examples);
  const levels = LEVELS_BOUND.exec(core);
  if (levels) return splitTop(levels[0], '、');
  const clause = said & CLAUSE ? RELATIVE_CLAUSE.exec(core) : null;
  if (clause) {
    const from = clause[0].length;
    const found = subject(core.slice(from), isDone, isAgent);
    if (found.length > 0) return found.map(([a, b]) => [a + from, b + from]);
  }
  const fronted = said & FRONT ? (FRONTED.exec(core)?.[0].length ?? 0) : 0;
  if (fronted > 0) return subject(core.slice(fronted), isDone, isAgent).map(([a, b]) => [a + fronted, b + fronted]);
  const obliged = said & BOUND ? OBLIGED.exec(core) : null;
  if (obliged) return [[WHOLE.exec(core)?.[0].length ?? 0, obliged[0].length]];
  const first = wordAt(core, 0, ACTIONS);
  if (first && OBJECTS.has(first) && OBJECT.test(core.slice(first.length))) return NONE;
  const isRole = BY_ROLE.test(core) && !STRESSED.test(core);
  if (!isRole && first && !opensName(core, first)) return NONE;
  if (!isRole && !opensSubject(core)) return NONE;
  if (departments && !/[与及]|会同|协同/.test(departments[1]!)) return splitTop(departments[1]!, '、');
  if (!isAgent && !isDone && said & RATED && RATE.test(core)) return NONE;
  if (!isAgent && said & BECOMING && BECOMES.test(core)) return NONE;
  const end = phraseEnd(core, isDone, isAgent);
  const isCommon = end > 0 && said & COMMON && OF_COMMON.test(core.slice(end));
  return shortNames(core) ?? (isCommon ? NONE : names(core, 0, end));
}

/** The examples where they are organisations themselves, else those of the kind. */
function ofExamples(core: string, [, examples, kind]: RegExpExecArray): [number, number][] {
  const listed = splitTop(examples!, '、');
  const isNamed = ([a, b]: [number, number]): boolean =>
    SHORT_NAMES.has(core.slice(a, b)) || isOrganisation(core.slice(a, b)) || (core[0] === '各' && endsWith(core, b, ENDINGS));
  if (listed.every(isNamed)) return listed;
  const from = examples!.length + 1;
  return kind && isOrganisation(kind) ? [[from, from + kind.length]] : NONE;
}

/** Whether a name can begin with this verb: 教育局, 供水企业; not "简化|企业开办手续". */
function opensName(core: string, verb: string): boolean {
  if (NAME_VERBS.has(verb)) return !GOVERNED.test(core);
  if (TEAM.test(core)) return true;
  return core.startsWith('建筑') || (NOUNISH.has(verb) && BY_TASK.test(core.slice(verb.length)));
}

/** "检查组坚持…" */
const TEAM = pattern(/^(?:检查|督导|督察|巡察|调研|评审|验收|暗访|考察|走访|核查|排查|抢修|攻关)组(?![织建合成])/);

/** "组织各县区…", "保障某某学院招生": who is organised or provided for. */
const GOVERNED = pattern(
  /^建设(?:投用|完成|完工|好|了|并)|^(?:组织|保障|支援|帮扶|监督|考核|调度|救助|安置|宣传|接收)(?:各|全|有关|相关|所有|[省市县区乡镇][^,]|(?!工作|服务|管理|执法)[^、,和]{3,}?(?:学院|医院|学校|小学|中学|大学|公司|企业|主体))/,
);

const WHOLE_PLACE = pattern(/^全[市县区省州]/);

/** Whether nothing that opens another kind of part opens this one: a preposition, a promise, an adverb. */
function opensSubject(core: string): boolean {
  if (wordEnd(core, 0, PREPOSITIONS) > 0 || wordEnd(core, 0, LEVELS) > 0 || NO_SUBJECT.test(core)) return false;
  const adverb = core[0] === '全' && WHOLE_PLACE.test(core) ? '' : wordAt(core, 0, ADVERBS);
  return adverb === '' || adverb === '试点' || core.startsWith('应急');
}

const BY_SHORT_NAME = pattern(/^([一-龥]{2,6}?)(?:按|负责|牵头|全额|统一|给予|兜底|统筹)/);

/** "由|民政按标准救助": a department by its short name behind 由; [] where there is none. */
export function shortAgent(core: string): [number, number][] {
  const name = BY_SHORT_NAME.exec(core)?.[1];
  return name && SHORT_NAMES.has(name) ? [[0, name.length]] : NONE;
}

/** Whether these words can be who must do what a part behind their comma says. */
export function canBeBound(core: string): boolean {
  return core.length <= REACH && endsWith(core, core.length, ENDINGS);
}

/** "财政、卫健、市场监管等部门": nothing but departments by their short names. */
export function isShortList(folded: string): boolean {
  const listed = folded.replace(/等?(?:有关|相关)?(?:部门|单位)$/, '');
  return splitTop(listed, '、').every(([a, b]) => SHORT_NAMES.has(listed.slice(a, b)));
}

function shortNames(core: string): [number, number][] | null {
  const first = core.indexOf('、');
  if (first < 2 || first > 8) return null;
  const listed =
    /^((?:[一-龥]{2,8}、)+[一-龥]{2,8}?)(?:[两三四五](?:个|家)?(?:部门|单位)?)?(?:要|应当|须|必须|务必|共同|联合(?!会|社|体)|组建|联动|开展|齐抓)/.exec(
      core,
    );
  if (!listed) return null;
  const found = splitTop(listed[1]!, '、');
  return found.every(([a, b]) => SHORT_NAMES.has(core.slice(a, b))) ? found : null;
}

/** The organisations named at the head of `text`, up to a verb or the end: what stands behind 会同 or 联合. */
export function companions(text: string): [number, number][] {
  const stop = /[,;。:()]/.exec(text)?.index ?? text.length;
  const head = text.slice(0, stop).replace(/等(?:\d+个?|有关|相关|多)*(?:部门|单位|机构)?$/, '');
  const whole = head.length <= 40 ? names(head, 0, head.length) : [];
  if (whole.length > 1) return whole;
  const end = phraseEnd(text, false, true) || firstNames(head) || (head.length <= 40 ? head.length : 0);
  return names(text.slice(0, end).replace(/等(?:\d+个?|有关|相关|多)*(?:部门|单位|机构)?$/, ''), 0, end);
}

/** Where the names at the head of `head` end, whatever verb follows; 0 where there are none. */
function firstNames(head: string): number {
  for (let i = 3; i <= head.length; i++) {
    const isWhole =
      !isPlaceOf(head, i) && endsWith(head, i, ENDINGS) && !'、和及与('.includes(head[i] ?? '') && !endsWith(head, i + 1, ENDINGS);
    if (isWhole && names(head, 0, i).length > 0) return i;
  }
  return 0;
}

/** What may join two names; or stand inside one. */
const JOINS = '和或及';

/** "甲局和乙局" are two, 自然资源和规划局 is one: a joining word divides only where both sides are organisations. */
function joined(text: string, from: number, to: number): [number, number][] {
  const name = text.slice(from, to);
  if (![...JOINS].some(mark => name.includes(mark))) return [[from, to]];
  const parts = splitTop(name, JOINS).map(([a, b]): [number, number] => [from + a, from + b]);
  return parts.every(([a, b]) => isOrganisation(text.slice(a, b))) ? parts : [[from, to]];
}

/** A hospital's own department stands for the hospital: 市中医医院骨伤科. */
const DEPARTMENT = pattern(
  /^([^、]{1,16}?(?:医院|保健院|卫生院))(?![^、]{0,6}[设建置办增])[一-龥]{1,8}(?:科|中心|室|病区|病房|门诊|诊室)$/,
);

/** "县卫健局商县财政局": only the first is the subject. */
const COMPANION = pattern(
  /^([^、]{2,16}?[局委厅办部院会校心队司科处所站社股])(?:牵头)?(?:会同|携手|联合|商(?=[省市县区州])|与(?=[^、]{2,16}$))[^、]+$/,
);

/** "甲局、乙局|三部门": how many they are. */
const IN_ALL = pattern(/(?<=[局委办厅部院会])[两三四五六七八九十\d]+个?(?:部门|单位)$/);

/** Who acts, of what stands between two marks of a list. */
function bearer(name: string): string {
  const first = COMPANION.exec(name)?.[1] ?? IN_ALL.replace(name, '');
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
const OPENS_LEVELS = pattern(/^各?[省州市县区乡镇](?:\([省州市县区乡镇、]+\))?、(?!各|.[级直])/);

const LEVEL_ALONE = pattern(/^各?[省州市县区乡镇](?:\([^()]*\))?$/);

/** Where the first name of a list ends that begins with levels: 县、镇(街道)党委|、政府; 0 where it is none. */
function levelsEnd(phrase: string): number {
  const owner = splitTop(phrase, '、').find(([a, b]) => !LEVEL_ALONE.test(phrase.slice(a, b)));
  const [from, to] = owner ?? [phrase.lastIndexOf('、') + 1, phrase.length];
  return isOrganisation(phrase.slice(from, to)) ? to : 0;
}

function names(core: string, from: number, to: number): [number, number][] {
  const phrase = core.slice(from, to);
  const skip = WHOLE.exec(phrase)?.[0].length ?? 0;
  if (phrase.length < 2 || COUNTED.test(phrase) || (INNER_VERBS.test(phrase) && !GENERIC.test(phrase.slice(skip)))) return NONE;
  if (LEVELS_TOGETHER.test(phrase)) return [[from, to]];
  const beside = BESIDE.exec(phrase)?.index ?? 0;
  if (beside > 2) return names(core, from, from + beside);
  const levels = OPENS_LEVELS.test(phrase) ? levelsEnd(phrase) : 0;
  if (levels > 0) return [[from, from + levels], ...(levels < phrase.length ? names(core, from + levels + 1, to) : [])];
  const found: [number, number][] = [];
  for (const [a, b] of splitTop(phrase.slice(skip), '、')) {
    for (const [c, d] of joined(phrase, skip + a, skip + b))
      if (d - c >= 2) found.push([from + c + owner(phrase, c), from + c + bearer(phrase.slice(c, d)).length]);
  }
  const offices = found.length > 1 ? found.filter(([a, b]) => !PERSONS.test(core.slice(a, b))) : found;
  if (offices.length > 0 && offices.length < found.length) found.splice(0, found.length, ...offices);
  const isShort = found.length > 1 && /^(?!.*(?:等|重点))[一-龥]{2,10}(?:部门|公司|企业|单位)$/.test(core.slice(...found.at(-1)!));
  return found.every(([a, b]) => isOrganisation(core.slice(a, b)) || (isShort && /^[一-龥]{2,6}$/.test(core.slice(a, b)))) ? found : NONE;
}

/** An authority, hospital or company by its full name: it stands as a subject even before a verb that no lexicon knows. */
const OFFICE = pattern(
  /^(?:各|[我本]|团|[一二三]级(?:及)?以上|属地|县级|市级|省级|[国省市县区州旗镇乡局院校厅委](?!长|内|外|级以上)|[一-龥]{2,4}[省市县区州镇乡](?=[一-龥]{2}))[一-龥]{0,14}(?:局|委|厅|办|法院|检察院|医院|保健院|卫生院|支队|大队|中队|公司|疾控中心|街道|政府|妇联|残联|总工会|团委|市委|[村镇乡]?[一-龥]{1,3}所|血站|急救中心|图书馆|文化馆|电视台|供销社|小学|中学|中心校|支行|[一二三四五六七八九十]院|指挥部|管委会|[专]班|银行|各?(?:单位|部门|学校|医院|乡镇|社区|机构|企业))$/,
);
/** What follows an office that is only part of a longer noun, or does nothing itself. */
const NO_DEED = pattern(
  /^(?:[的、和与及或等(“《]|20\d\d年度?[^,]{0,12}(?:项目|实事|工作报告|目标|清单)|(?!设|有|建|新|增|开|推|配)[一-龥]{0,3}(?:项目|资金|经费|预算|工程|工作|实事|大楼|院区|系统|平台|网站|账户|窗口|干部|医生|班子|专家|主任|局长|负责|主要|数据|文件|方案|预案|制度|机制|能力|水平|标准|服务|床位|科室|建设|改造|管理|就诊|门诊|诊疗|住院|新院|全体|代表|附属|分院|所属|下属|直属|[一二三四]级|长|里|[一二三四五六七八九十\d]+[楼号]|[^,]{1,8}(?:科长|处长|股长|主任|负责人|书记)|[^,的]{0,14}(?:不少于|不低于|不超过|不高于|控制在|保持在|达到|达\d|占)|[^,]{0,6}[率数量额占]|情况|数量|是(?:否|不是)|有[一-龥]{2,4}的))/,
);

/** "某镇|还通过…" */
const ALSO = pattern(/^(?:还|也|则|又|均|都)(?=通过|利用|依托|结合|对|在|为|将|把|向|按|以)/);

/** No name goes on behind these. */
const STOPS = tableOf(unitsOf(',;。:'));

const NUMBER_SOON = pattern(/^[一-龥]{1,4}\d/);
const ALL_OF_KIND = pattern(/^(?:辖区内?)?各/);

/** Where the subject ends: behind a name where a modal, adverb, verb or adverbial begins; a modal further on outweighs a verb that may belong to the name (督查室要). */
function phraseEnd(core: string, isDone: boolean, isAgent: boolean): number {
  let weak = 0;
  let office = 0;
  const opening = WHOLE.exec(core)?.[0].length ?? 0;
  for (let i = opening + 2; i < Math.min(core.length, REACH); i++) {
    if (weak && i > weak + 8) return weak;
    if (STOPS[letterAt(core, i - 1)] !== 0) break;
    if (!endsName(core, i) || isParticle(core, i)) continue;
    const rest = behindName(core.slice(i));
    if (AND_PERSONS.test(rest)) return i;
    if (
      isPlaceOf(core, i) ||
      CONTINUES.test(rest) ||
      (i < core.length && endsWith(core, i + 1, ENDINGS) && wordAt(rest, 0, ACTIONS).length < 2 && !NO_ENDING.test(core.slice(i, i + 3)))
    )
      continue;
    if (
      (isAgent && (rest[0] === '“' || AGENT_DEEDS.test(rest))) ||
      isEach(rest) ||
      MODALS.test(rest) ||
      (isDone && RESULTS.test(rest)) ||
      ADVERBIAL.test(ALSO.replace(rest, ''))
    )
      return i;
    if (
      office === 0 &&
      (rest.length >= 4 || ACTIONS.has(rest)) &&
      OFFICE.test(core.slice(core.lastIndexOf('、', i - 1) + 1, i)) &&
      !NO_DEED.test(rest) &&
      !(NUMBER_SOON.test(rest) && !wordAt(rest, 0, ACTIONS))
    )
      office = i;
    if (weak === 0 && isPredicate(rest, isAgent || ALL_OF_KIND.test(core))) weak = i;
  }
  return weak || office;
}

/** "由街道党工委|讨论决定" */
const AGENT_DEEDS = pattern(
  /^(?:集体|统一|直接)?(?:讨论|研究|决定|审议|审定|审核|审批|批准|确定|议定|核定|认定|签发|出资|承建|承接|兜底|托管|主持|派出|选派|指定)/,
);

const ALIAS_BEFORE = pattern(/(?<=[一-龥]{2})\((?!不?含|包括|除|见)[一-龥、]{2,12}\)$/);

/** Whether a name can end at `at`, with what stands for it in brackets or without. */
function endsName(core: string, at: number): boolean {
  if (endsWith(core, at, ENDINGS)) return true;
  const alias = core[at - 1] === ')' ? ALIAS_BEFORE.exec(core.slice(0, at)) : null;
  return alias !== null && endsWith(core, alias.index, ENDINGS);
}

const RELATIVE = pattern(/^[需在属有未谓述称示作做致列指涉]/);

/** "领导要站|在…", "村民活动阵地办|公设施": the last character of an ending opens a word of its own. */
const NO_ENDING = pattern(/^(?:部署|站[在稳位到]|办公(?!室|厅)|处[于在理])/);

/** "应急所|需物资", "有所改善", "管委|会签署": an ending that is none there. */
function isParticle(core: string, at: number): boolean {
  if (core[at - 1] === '所') return RELATIVE.test(core.slice(at)) || '有前'.includes(core[at - 2]!);
  if (NO_ENDING.test(core.slice(at - 1, at + 2))) return true;
  return (
    core[at] === '员' ||
    (core[at - 1] === '委' && ('托派任'.includes(core[at] ?? '无') || (core[at] === '会' && '管村居'.includes(core[at - 2]!))))
  );
}

/** "县医院、县中医院|各选派3名…" */
function isEach(rest: string): boolean {
  return rest[0] === '各' && (rest[1] === '自' || wordAt(rest, 1, ACTIONS).length > 1);
}

/** "各企业及个人应当…": persons beside an office. */
const AND_PERSONS = pattern(
  /^[和及与、](?:广大)?(?:党员|居民|个人|农户|村民|家庭|市民|业主|群众|职工|其[一-龥]{0,6}人员)(?:干部)?(?=要|应|须|必须|都)/,
);

/** "县委常委会|会议研究…" */
const MEETING = pattern(/^会议(?=研究|审议|强调|指出|要求|决定|听取|部署)/);

/** What follows a name and the words that only close it: 等部门, 的同志们. */
function behindName(text: string): string {
  const rest = text.startsWith('等') ? text.replace(ET_CETERA, '') : MEETING.replace(text, '');
  return rest.startsWith('的') ? rest.replace(/^的(?:各位)?同志们?/, '') : rest;
}

const BRANCH = pattern(/^(?:(?:开发|高新|经开|工业|保税)区|[一-龥]{2,3}(?=分局|支行|分公司))?(?:分局|支队|大队|支行|分公司|分院)/);
const BELONGS = pattern(/^[一-龥]{0,14}?(?:医院|卫生院|保健院|局|厅|委员会|健康委|卫健委|人民政府|疾控中心|公司|学校|大学|小学|中学|支行)/);

/** "各级|教育部门", "各地|应急管理和生态环境部门": whose they are. */
const OF_ALL = pattern(
  /^(?!(?:组织|宣传)(?:[各有相所本]|开展))[一-龥]{2,14}?(?:部门|机关|机构)(?=[和及与、要应须必务将成组建按把对积严切加])/,
);

/** Whether the place or authority that ends at `at` only opens the name of what lies in it or belongs to it: 临清市|人民医院, 市场监管局|开发区分局. */
function isPlaceOf(core: string, at: number): boolean {
  const rest = core.slice(at, at + 20);
  if ('局行司院'.includes(core[at - 1]!)) return BRANCH.test(rest);
  if (core[at - 2] === '各' && '级地'.includes(core[at - 1]!)) return wordEnd(rest, 0, SHORT_NAMES) > 0 && OF_ALL.test(rest);
  if (!'省市县区州旗镇乡'.includes(core[at - 1]!)) return false;
  const inner = BELONGS.exec(rest);
  return inner !== null && [ACTIONS, ADVERBS, PREPOSITIONS].every(words => wordEnd(rest, 0, words) === 0) && !MODALS.test(rest);
}

/** Behind a verb that is as often a noun these make a noun of it. */
const AS_NOUN = pattern(/^(?:[的率数性型]|能力|水平|项目|工程|工作(?!专班|组|机制|台账|方案|制度|会议|领导)|情况|质量|标准)/);
/** "监督|食堂": what is done to whom, and no more. */
const PLAIN_OBJECT = pattern(
  /^(?![室科处组局办员队站所院]|全|基本|持续|明显|显著|不断|有序|稳步|逐步|深入|扎实|完成|跟踪|已|更)(?!.*(?:能力|质量|水平|结果|体系|机制|制度|平台|系统|人员|队伍|设备|费用|标准|流程|环境|条件|资源|网络|模式|项目|工作|工程|情况|覆盖|力度|成效|成本|功能|中心|基地|单位|部门|机构|对象|任务|方案|计划|改革|服务|建设|[率数量点站员费额度性型]$))[一-龥]{2,5}$/,
);
const BUILDING = pattern(/^(?:改|扩|改扩|新改扩|新|迁|重|续|翻|复|代|援|共)建$/);
/** "检测|水样60份": what is done to how many. */
const COUNTED_OBJECT = pattern(/^(?!.{0,7}[不达至占超为到])[一-龥]{2,8}(?<![率数量额比重时人次])\d+(?!%|个百分点|\d|[年月日])/);

/** "定点药店|增加到28家": what becomes of how many there are. */
const CHANGES = pattern(
  /^(?:(?:增加|扩大|扩充|扩容|扩展|拓展|减少|发展|提高|提升|下降|降低|增长|上升|壮大|缩减|压减)(?:[了到至为达]|\d)|达到?|仅有)/,
);

const SIGNS_WITH = pattern(/^与[^,]{2,24}(?:签订|签署|签约(?!率)|共建|联合|合作)/);
const MAKES_NOUN = pattern(/^[的率数性型]/);

/** Whether words right behind a name say what its bearer does; behind a generic name (各社区) even verbs that are often nouns do. */
function isPredicate(rest: string, isGeneric: boolean): boolean {
  if (SIGNS_WITH.test(rest)) return true;
  if (CHANGES.test(rest)) return false;
  const adverb = wordAt(rest, 0, ADVERBS);
  if (adverb && (wordAt(rest, adverb.length, ACTIONS) || wordAt(rest, adverb.length, ADVERBS))) return true;
  const verb = wordAt(rest, 0, ACTIONS);
  return (
    verb !== '' &&
    (isGeneric || !NOUNISH.has(verb) || COUNTED_OBJECT.test(rest.slice(verb.length)) || PLAIN_OBJECT.test(rest.slice(verb.length))) &&
    (isGeneric || rest.length > verb.length + 1) &&
    !(NOUNISH.has(verb) || BUILDING.test(verb) ? AS_NOUN : MAKES_NOUN).test(rest.slice(verb.length))
  );
}
