import { NONE } from '../types.js';
import { letterAt, tableOf, unitsOf } from '../words/letters.js';
import { ACTIONS, ADVERBS, NOUNISH, PREPOSITIONS } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { endsWith, lexicon, wordAt, wordEnd } from '../words/scan.js';
import { canAct, ENDINGS, NAME_ENDS } from './organisations.js';
import { PLACES } from './places.js';
import { names } from './subjectNames.js';
import {
  ADVERBIAL,
  CONTINUES,
  DEEDS,
  ET_CETERA,
  FEATS,
  ITS_PERSONS,
  MODALS,
  NAME_VERBS,
  OBJECTS,
  RESULTS,
  SHORT_NAMES,
  WHOLE,
} from './subjectWords.js';

/** A subject is no longer than this. */
export const REACH = 60;

/** An authority, hospital or company by its full name: it stands as a subject even before a verb that no lexicon knows. */
const OFFICE = pattern(
  /^(?:各|[我本]|团|[一二三]级(?:及)?以上|属地|县级|市级|省级|[国省市县区州旗镇乡局院校厅委](?!长|内|外|级以上)|[一-龥]{2,4}[省市县区州镇乡](?=[一-龥]{2}))[一-龥]{0,14}(?:局|委|厅|办|法院|检察院|医院|保健院|卫生院|支队|大队|中队|公司|疾控中心|街道|政府|妇联|残联|总工会|团委|市委|[村镇乡]?[一-龥]{1,3}所|血站|急救中心|图书馆|文化馆|电视台|供销社|小学|中学|中心校|支行|[一二三四五六七八九十]院|指挥部|管委会|[专]班|银行|各?(?:单位|部门|学校|医院|乡镇|社区|机构|企业))$/,
);
/** What follows an office that is only part of a longer noun, or does nothing itself. */
const NO_DEED = pattern(
  /^(?:[的、和与及或等(“《]|20\d\d年度?[^,]{0,12}(?:项目|实事|工作报告|目标|清单)|关于|第[一二三四五六七八九十]|[国省市县区州旗](?:人民)?政府|(?!设|有|建|新|增|开|推|配)[一-龥]{0,3}(?:项目|资金|经费|预算|工程|工作|实事|大楼|院区|系统|平台|网站|账户|窗口|干部|医生|班子|专家|主任|局长|负责|主要|数据|文件|方案|预案|制度|机制|能力|水平|标准|服务|床位|科室|建设|改造|管理|就诊|门诊|诊疗|住院|新院|全体|代表|附属|分院|所属|下属|直属|[一二三四]级|长|里|[一二三四五六七八九十\d]+[楼号]|[^,]{1,8}(?:科长|处长|股长|主任|负责人|书记)|[^,的]{0,14}(?:不少于|不低于|不超过|不高于|控制在|保持在|达到|达\d|占)|[^,]{0,6}[率数量额占]|情况|数量|(?![^,]*(?:重视|抓|做|推进|负责|主管|开展))[^,]{4,16}(?:工作|业务)$|是(?:否|不是)|有[一-龥]{2,4}的))/,
);

/** "某镇|还通过…" */
const ALSO = pattern(/^(?:还|也|则|又|均|都|重点|主要|积极|充分|紧紧|牢牢)(?=通过|利用|依托|结合|针对|围绕|对|在|为|将|把|向|按|以|与)/);

/** No name goes on behind these. */
const STOPS = tableOf(unitsOf(',;。:'));

const NUMBER_SOON = pattern(/^[一-龥]{1,4}\d/);
const ALL_OF_KIND = pattern(/^(?:辖区内?)?各/);

/**
 * Where the subject ends: behind a name where a modal, adverb, verb or adverbial begins; a modal further on outweighs a verb that may belong to the
 * name (督查室要). 0 where none ends.
 */
export function phraseEnd(core: string, isDone: boolean, isAgent: boolean): number {
  let weak = 0;
  let office = 0;
  let agent = 0;
  const opening = WHOLE.exec(core)?.[0].length ?? 0;
  let reach = REACH;
  for (let i = opening + 2; i < Math.min(core.length, reach); i++) {
    if (weak && i > weak + 8) return weak;
    if (STOPS[letterAt(core, i - 1)] !== 0) break;
    if (!endsName(core, i) || isParticle(core, i)) continue;
    if (core[i] === '、') reach = Math.max(reach, i + REACH / 2);
    const rest = behindName(core.slice(i));
    if (AND_PERSONS.test(rest)) return i;
    if (goesOn(core, i, rest)) continue;
    if (beginsDeed(rest, isDone && core[i - 1] !== '科', isAgent)) return i;
    if (governs(rest) && isOfficeName(lastName(core, i))) return i;
    if (office === 0 && isOfficeThatActs(lastName(core, i), rest)) office = i;
    if (agent === 0 && isAgent && WHATEVER.test(rest) && canAct(lastName(core, i)) && !isLonger(core, i)) agent = i;
    if (weak === 0 && (isPredicate(rest, isAgent || ALL_OF_KIND.test(core)) || (isDone && isFeat(rest))) && !isInside(core, i)) weak = i;
  }
  return weak || office || agent;
}

/** "市政府|专班予以核实": right behind the name ends one that it opens. */
function isLonger(core: string, at: number): boolean {
  return !wordAt(core, at, ACTIONS) && !wordAt(core, at, ADVERBS) && endsName(core, at + 2) && canAct(lastName(core, at + 2));
}

/** "省住房和城乡|建设局", "县城市|管理局": no name, and a few characters on one ends. */
function isInside(core: string, at: number): boolean {
  if (canAct(lastName(core, at))) return false;
  for (let to = at + 2; to <= at + 4 && to <= core.length; to++) if (endsName(core, to) && canAct(lastName(core, to))) return true;
  return false;
}

/** Of the names before `at`, the last. */
const lastName = (core: string, at: number): string => core.slice(core.lastIndexOf('、', at - 1) + 1, at);

/** The name that could end at `at` is longer: what follows still belongs to it. */
function goesOn(core: string, at: number, rest: string): boolean {
  if (isPlaceOf(core, at) || CONTINUES.test(rest) || ITS_PERSONS.test(rest)) return true;
  const endsBehind = at < core.length && endsWith(core, at + 1, ENDINGS);
  return endsBehind && wordAt(rest, 0, ACTIONS).length < 2 && !NO_ENDING.test(core.slice(at, at + 3));
}

/** What follows a name says beyond doubt what its bearer must do, or did. */
function beginsDeed(rest: string, isDone: boolean, isAgent: boolean): boolean {
  if (isAgent && (rest[0] === '“' || AGENT_DEEDS.test(rest))) return true;
  return isEach(rest) || MODALS.test(rest) || (isDone && RESULTS.test(rest)) || ADVERBIAL.test(ALSO.replace(rest, ''));
}

/** "市水利局|帮助东河县完成…": behind an office that is no place these verbs have who is helped as their object, whatever that one does. */
function governs(rest: string): boolean {
  const verb = wordAt(rest, 0, OBJECTS);
  return verb !== '' && GOVERNED.test(rest.slice(verb.length));
}

const GOVERNED = pattern(/^(?!的)(?:各|有关|相关|[省市县区镇乡]|[一-龥]{2,3}[省市县区镇乡])[^,]{3}/);
const PLACE_NAME = pattern(/[省市县区州旗镇乡村]$/);

function isOfficeName(name: string): boolean {
  return !PLACE_NAME.test(name) && canAct(name);
}

function isOfficeThatActs(name: string, rest: string): boolean {
  if (rest.length < 4 && !ACTIONS.has(rest)) return false;
  return OFFICE.test(name) && !NO_DEED.test(rest) && !(NUMBER_SOON.test(rest) && !wordAt(rest, 0, ACTIONS));
}

/** "河北、辽宁等11个地区|已完成…": provinces and cities by their bare names, where what follows says what they do; [] elsewhere. */
export function places(core: string, isDone: boolean): [number, number][] {
  const found: [number, number][] = [];
  let end = 0;
  do {
    const from = found.length > 0 ? end + 1 : 0;
    end = wordEnd(core, wordEnd(core, from, PLACES), PLACES);
    if (end === from) return NONE;
    found.push([from, end]);
  } while ('、和'.includes(core[end] ?? ','));
  const rest = behindName(core.slice(end));
  const deed = rest.replace(/^[还也则又均都]/, '');
  if (opensLongerName(core, end, isDone)) return NONE;
  return MODALS.test(rest) || ADVERBIAL.test(deed) || (isDone && (RESULTS.test(rest) || isFeat(deed))) || isPredicate(deed, false)
    ? found
    : NONE;
}

/** "新疆|生产建设兵团狠抓…", "河北|建设集团推进…": a place's name opens that of a body which acts. */
function opensLongerName(core: string, at: number, isDone: boolean): boolean {
  if (wordEnd(core, at, NAME_VERBS) === at) return false;
  const end = phraseEnd(core, isDone, false);
  return end > at && names(core, 0, end).length === 1;
}

/** "由街道党工委|讨论决定" */
const AGENT_DEEDS = pattern(
  /^(?:集体|统一|直接)?(?:讨论|研究|办成|决定|审议|审定|审核|审批|批准|确定|议定|核定|认定|签发|出资|承建|承接|兜底|托管|主持|派出|选派|指定)/,
);

/** Behind 由 and a name whatever follows is what its bearer does, unless it makes a longer name. */
const WHATEVER = pattern(
  /^(?![的、和与及或等(长]|一家|处以|处罚|为(?:龙头|牵头|主)|[^,]{0,8}(?:[主校班站院局处科市县镇乡队组]长|主任|负责人|人员|同志|书记|领导|专家|教师))[一-龥]{2}/,
);

const ALIAS_BEFORE = pattern(/(?<=[一-龥]{2})\((?!不?含|包括|除|见)[一-龥、“”]{2,20}\)$/);

/** Whether a name can end at `at`, with what stands for it in brackets or without. */
function endsName(core: string, at: number): boolean {
  if (endsWith(core, at, NAME_ENDS)) return core[at] !== '各' || endsWith(core, at, ENDINGS);
  const alias = core[at - 1] === ')' ? ALIAS_BEFORE.exec(core.slice(0, at)) : null;
  return alias !== null && endsWith(core, alias.index, ENDINGS);
}

const RELATIVE = pattern(/^[需在属有未谓述称示作做致列指涉]/);

/** "领导要站|在…", "村民活动阵地办|公设施": the last character of an ending opens a word of its own. */
const NO_ENDING = pattern(
  /^(?:部署|办(?:成(?!立)|结(?!合)|[好理])|站[在稳位到]|办公(?!室|厅)|处[于在理以]|科[技学普研教创]|组(?:建(?!立)|成(?!立)|[织合])|市[场民值面容]|村[医民])/,
);

/** Bodies whose last character opens a word elsewhere: 办事处|在…, 党组|建立…. */
const BODIES = lexicon(
  '派出所 看守所 戒毒所 司法所 监督所 研究所 卫生所 管理所 事务所 办事处 管理处 事务处 教务处 德育处 总务处 干部处 检查站 边检站 服务站 工作站 救援站 火车站 高铁站 党组',
);
const isBody = (core: string, at: number): boolean => '在到有指建成'.includes(core[at]!) && endsWith(core, at, BODIES);

/** 委托, 委任, 委派; not "市委|派出…". */
const DELEGATES = pattern(/^(?:[托任员]|派(?![出驻员遣]))/);

/** "应急所|需物资", "有所改善", "管委|会签署": an ending that is none there. */
export function isParticle(core: string, at: number): boolean {
  if (core[at - 1] === '所') return (RELATIVE.test(core.slice(at)) || '有前'.includes(core[at - 2]!)) && !isBody(core, at);
  if (NO_ENDING.test(core.slice(at - 1, at + 2))) return !isBody(core, at);
  if (core[at - 1] === '委') return DELEGATES.test(core.slice(at, at + 2)) || (core[at] === '会' && '管村居'.includes(core[at - 2]!));
  return core[at] === '员';
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

/** "县医院|“三个到位”抓防控": how it is done, by a phrase that counts. */
const BY_QUOTED = pattern(/^“(?!两委)[^”]{0,6}[一二两三四五六七八九十\d][^”]{1,12}”(?=[一-龥]{2})/);

function behindQuoted(text: string): string {
  const rest = BY_QUOTED.replace(text, '');
  return wordEnd(rest, 0, ACTIONS) > 0 || wordEnd(rest, 0, ADVERBS) > 0 ? rest : text;
}

/** What follows a name and the words that only close it: 等部门, 的同志们. */
function behindName(text: string): string {
  if (text[0] === '“') return behindQuoted(text);
  const rest = text.startsWith('等') ? text.replace(ET_CETERA, '') : MEETING.replace(text, '');
  return rest.startsWith('的') ? rest.replace(/^的(?:各位)?同志们?/, '') : rest;
}

const BRANCH = pattern(
  /^(?:(?:开发|高新|经开|工业|保税)区|[一-龥]{2,3}(?=分局|支行|分公司))?(?:分局|支队|大队|支行|分公司|分院)|^[一-龥]{1,6}[省市县区州旗](?:税务局|调查队)/,
);
const BELONGS = pattern(/^[一-龥]{0,14}?(?:医院|卫生院|保健院|局|厅|委员会|健康委|卫健委|人民政府|疾控中心|公司|学校|大学|小学|中学|支行)/);

/** "各级|教育部门", "各地|应急管理和生态环境部门": whose they are. */
const OF_ALL = pattern(
  /^(?!(?:组织|宣传)(?:[各有相所本]|开展))[一-龥]{2,14}?(?:部门|机关|机构)(?=[和及与、要应须必务将成组建按把对积严切加])/,
);

/** "青山区|应急局", "东河县|招商局": offices whose names open with what is a verb or an adverb elsewhere. */
const OFFICE_OF_DEED = pattern(
  /^(?:教育|教体|应急|审计|统计|招商|投资促进|信访|规划|能源|发展(?:和)?改革|监督|组织(?=部)|宣传(?=部))[一-龥]{0,7}[局厅委部]|^实验(?:小|中|学校)|^开发区管委会/,
);

/** 各县(市、区), 乡镇(街道) */
const LEVELS_IN_BRACKETS = pattern(/[省市县区州旗镇乡]\([省市县区州旗盟镇乡街道、]+\)$/);

/** Whether the place or authority that ends at `at` only opens the name of what lies in it or belongs to it: 临清市|人民医院, 市场监管局|开发区分局. */
export function isPlaceOf(core: string, at: number): boolean {
  const rest = core.slice(at, at + 20);
  if ('局行司院'.includes(core[at - 1]!)) return BRANCH.test(rest);
  if (core[at - 2] === '各' && '级地'.includes(core[at - 1]!)) return wordEnd(rest, 0, SHORT_NAMES) > 0 && OF_ALL.test(rest);
  if (!('省市县区州旗镇乡'.includes(core[at - 1]!) || (core[at - 1] === ')' && LEVELS_IN_BRACKETS.test(core.slice(0, at))))) return false;
  const inner = BELONGS.exec(rest);
  if (OFFICE_OF_DEED.test(rest)) return true;
  return inner !== null && !MODALS.test(rest) && [ACTIONS, ADVERBS, PREPOSITIONS].every(words => wordEnd(rest, 0, words) === 0);
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
  /^(?:(?:增加|扩大|扩充|扩容|扩展|拓展|减少|发展|提高|提升|下降|降低|增长|上升|壮大|缩减|压减)(?:[了到至为达]|\d)|达到?|仅有|20\d\d年度(?!内))/,
);

const SIGNS_WITH = pattern(/^与[^,]{2,24}(?:签订|签署|签约(?!率)|共建|联合|合作)/);
/** What is only said of a bearer: what becomes of it or of a part of it, what it is, how a thing is shared. */
const SAID_OF = pattern(
  /^(?:已|还|均|都|全部|继续|成功|如期|正式|顺利|普遍|基本)*(?:出列|扩围|落地|见效|提速|达标|[建竣]成投用|投用|投入(?:使用|运营)|转型|提质|清零|封顶)$|^(?:正式)?成立$|^(?![报汇通反说介])[一-龥]{2}情况$|^[建竣]成(?:通航|通车|运营|开放)$|^[一-龥]{0,6}建设取得|^[一-龥]{2,8}(?:工作|工程|项目)(?:全面|顺利|基本)?(?:完成|开工|建成|竣工)$|^(?:均|都)为|^为[^,]{0,14}成员单位|^成立\d+周年|^(?!要|应|须|将|按|在|以|对|把|向|从|与|就|通过|根据|围绕|依|负责|进一步|不断|持续|切实|大力)[一-龥A-Z\d和]{2,14}(?:提速|扩围|增强|提升|改善|全覆盖|新气象|翻番|向好)$|^(?!要|应|须|将|按|在|以|对|把|向|从|与|就|通过|根据|围绕|依)[一-龥]{2,12}(?:水平|标准|比例|额度|金额|价格)(?:可|应|原则上|不得|适当|要|按|由|为|参照)|^按[\d:]+分担/,
);
/** "医院|建筑面积近3万平方米": how much there is of what it has. */
const MEASURED = pattern(
  /^(?!要|应|须|将|按|在|以|对|把|向|为|已为|从|与|就|通过|根据|围绕|依|负责|承担|实现|完成|开展|[^,]{0,6}了)(?:20\d\d年)?[一-龥A-Z\d]{2,12}?(?=近\d|(?<![下到送传直])达到?\d|超过?\d|突破\d|约\d|共?包括|强度\d|预算\d|占比?\d|增长\d|下降\d)/,
);

/** "督察组|进驻期间移交的…": when something else came about. */
const MEANWHILE = pattern(/^[^,]{2,6}期间[^,]{1,6}的/);

const OBJECT_NAMED = pattern(/^(?:了|[“《\d]|一[个批系])/);

/** What none does but who can act: a modal, an adverbial, an adverb with its verb, a verb whose object is named or counted. */
export function isDeed(rest: string, isDone: boolean): boolean {
  if (CHANGES.test(rest) || MEANWHILE.test(rest)) return false;
  if (MODALS.test(rest) || ADVERBIAL.test(ALSO.replace(rest, '')) || (isDone && RESULTS.test(rest))) return true;
  const adverb = wordAt(rest, 0, ADVERBS);
  const verb = wordAt(rest, adverb.length, ACTIONS);
  return (
    verb !== '' &&
    (adverb !== '' || OBJECT_NAMED.test(rest.slice(adverb.length + verb.length)) || COUNTED_OBJECT.test(rest.slice(verb.length)))
  );
}

/** Whether what stands behind a name is no deed of its bearer. */
export function isSaidOf(rest: string): boolean {
  const said = behindName(rest);
  if (SAID_OF.test(said)) return true;
  const measured = MEASURED.exec(said)?.[0].replace(/不$/, '');
  return measured !== undefined && !endsWith(measured, measured.length, ACTIONS);
}

const MAKES_NOUN = pattern(/^[的率数性型]/);

/** "汇报了情况" */
const HAS_DONE = pattern(/^[一-龥]{2}(?<!为)了(?!解)/);

function isFeat(rest: string): boolean {
  return HAS_DONE.test(rest) || wordEnd(rest, 0, FEATS) > 0;
}

/** Whether words right behind a name say what its bearer does; behind a generic name (各社区) even verbs that are often nouns do. */
function isPredicate(rest: string, isGeneric: boolean): boolean {
  if (SIGNS_WITH.test(rest) || wordEnd(rest, 0, DEEDS) > 0) return true;
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
