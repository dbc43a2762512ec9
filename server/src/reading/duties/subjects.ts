import { NONE } from '../types.js';
import { Candidates } from '../words/candidates.js';
import { ACTIONS, ADVERBS, LEVELS, NOUNISH, PREPOSITIONS } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { endsWith, lexicon, splitTop, wordAt, wordEnd } from '../words/scan.js';
import { canAct, ENDINGS, isOrganisation } from './organisations.js';
import { isDeed, isParticle, isPlaceOf, isSaidOf, phraseEnd, places, REACH } from './subjectEnd.js';
import { names } from './subjectNames.js';
import {
  BECOMES,
  BY_ROLE,
  BY_TASK,
  DEMANDS,
  DEPARTMENTS,
  EXAMPLES,
  FRONTED,
  LEVELS_BOUND,
  NAME_VERBS,
  NO_SUBJECT,
  OBJECT,
  OBJECTS,
  OBLIGED,
  OF_COMMON,
  OF_KIND,
  RATE,
  RELATIVE_CLAUSE,
  SHORT_NAMES,
  STRESSED,
  TOLD,
  WHOLE,
} from './subjectWords.js';

/** What a part can say of its subject; most say nothing of it. */
const SAID = new Candidates([OF_KIND, DEPARTMENTS, EXAMPLES, RELATIVE_CLAUSE, FRONTED, OBLIGED, RATE, BECOMES, OF_COMMON, TOLD, DEMANDS]);
const [KIND, LISTED, EXAMPLE, CLAUSE, FRONT, BOUND, RATED, BECOMING, COMMON, TELLS, DEMANDED] = [
  1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024,
] as const;

/** [from, to) of each organisation that stands as the grammatical subject at the head of `core`; [] where none does. `isDone`: verbs of results count too; `isAgent`: behind 由, where any verb says what they do. */
export function subject(core: string, isDone: boolean, isAgent = false): [number, number][] {
  const said = SAID.in(core);
  const ofKind = said & KIND ? OF_KIND.exec(core) : null;
  if (ofKind && !(ofKind[2] && said & CLAUSE && RELATIVE_CLAUSE.test(core))) return ofEach(ofKind);
  const departments = said & LISTED ? DEPARTMENTS.exec(core) : null;
  const listed = departments && placed(departments);
  if (listed?.every(([a, b]) => SHORT_NAMES.has(core.slice(a, b)))) return listed;
  const examples = said & EXAMPLE ? EXAMPLES.exec(core) : null;
  if (examples && opensSubject(core)) return ofExamples(core, examples);
  const levels = LEVELS_BOUND.exec(core);
  if (levels) return splitTop(levels[0], '、');
  const bare = places(core, isDone);
  if (bare.length > 0) return bare;
  const clause = said & CLAUSE ? RELATIVE_CLAUSE.exec(core) : null;
  if (clause) {
    const from = clause[0].length;
    const found = subject(core.slice(from), isDone, isAgent);
    if (found.length > 0) return found.map(([a, b]) => [a + from, b + from]);
  }
  const told = ((said & TELLS ? TOLD.exec(core) : null) ?? (said & DEMANDED && !isDone ? DEMANDS.exec(core) : null))?.[0].length ?? 0;
  if (told > 0) return subject(core.slice(told), isDone, isAgent).map(([a, b]) => [a + told, b + told]);
  const fronted = said & FRONT ? (FRONTED.exec(core)?.[0].length ?? 0) : 0;
  if (fronted > 0) return subject(core.slice(fronted), isDone, isAgent).map(([a, b]) => [a + fronted, b + fronted]);
  const obliged = said & BOUND ? OBLIGED.exec(core) : null;
  if (obliged) return [[WHOLE.exec(core)?.[0].length ?? 0, core.indexOf(obliged[1]!) + obliged[1]!.length]];
  const first = wordAt(core, 0, ACTIONS);
  if (first && OBJECTS.has(first) && OBJECT.test(core.slice(first.length))) return NONE;
  const isRole = BY_ROLE.test(core) && !STRESSED.test(core);
  if (!isRole && first && !opensName(core, first)) return NONE;
  if (!isRole && !opensSubject(core)) return NONE;
  if (departments && listed && !/[与及了由]|会同|协同/.test(departments[1]!)) return listed;
  if (!isAgent && !isDone && said & RATED && RATE.test(core)) return NONE;
  if (!isAgent && said & BECOMING && BECOMES.test(core)) return NONE;
  const end = phraseEnd(core, isDone, isAgent);
  const isCommon = end > 0 && said & COMMON && OF_COMMON.test(core.slice(end));
  if (!isAgent && end > 0 && isSaidOf(core.slice(end))) return NONE;
  if (isCommon) return shortNames(core) ?? NONE;
  const named = shortNames(core) ?? names(core, 0, end);
  return named.length === 0 && end > 0 && !first && (isAgent || isDeed(core.slice(end), isDone)) ? names(core, 0, end, canAct) : named;
}

/** Where the names stand that the first group of a match lists. */
function placed({ 0: whole, 1: listed }: RegExpExecArray): [number, number][] {
  const from = whole.indexOf(listed!);
  return splitTop(listed!, '、').map(([a, b]) => [a + from, b + from]);
}

/** Those of a kind, and who is joined to them. */
function ofEach({ 0: whole, 1: first, 2: second }: RegExpExecArray): [number, number][] {
  return second
    ? [
        [0, first!.length],
        [whole.length - second.length, whole.length],
      ]
    : [[0, first!.length]];
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
export function opensName(core: string, verb: string): boolean {
  if (NAME_VERBS.has(verb)) return !GOVERNED.test(core);
  if (TEAM.test(core)) return true;
  return core.startsWith('建筑') || (NOUNISH.has(verb) && BY_TASK.test(core.slice(verb.length)));
}

/** "检查组坚持…" */
const TEAM = pattern(
  /^(?:检查|督导|指导|督察|巡察|调研|评审|验收|暗访|考察|走访|核查|排查|抢修|攻关|推进|攻坚)组(?![织建合成])|^(?:协调|评审|监督|管理|编制|考核)委(?![员托派])/,
);

/** "组织各县区…", "保障某某学院招生": who is organised or provided for. */
const GOVERNED = pattern(
  /^建设(?:投用|完成|完工|好|了|并)|^承办[省市县区][^,]{1,8}[局委厅办]交办|^(?:组织|保障|支援|帮扶|监督|考核|调度|救助|安置|宣传|接收)(?:各|全|有关|相关|所有|[省市县区乡镇][^,]|(?!工作|服务|管理|执法)[^、,和]{3,}?(?:学院|医院|学校|小学|中学|大学|公司|企业|主体))/,
);

const WHOLE_PLACE = pattern(/^全[市县区省州]/);

/** "应急局", "示范区管委会", "组织部": adverbs that open a name. */
const IN_NAME = pattern(/^(?:同级|试点|应急|示范(?=区管|校|院)|组织(?:人事)?部)/);

/** Whether nothing that opens another kind of part opens this one: a preposition, a promise, an adverb. */
function opensSubject(core: string): boolean {
  const inName = GOVERNED.test(core) ? 0 : wordEnd(core, 0, NAME_VERBS);
  if ((wordEnd(core, 0, PREPOSITIONS) > inName && !IN_NAME.test(core)) || wordEnd(core, 0, LEVELS) > 0 || NO_SUBJECT.test(core))
    return false;
  const adverb = core[0] === '全' && WHOLE_PLACE.test(core) ? '' : wordAt(core, 0, ADVERBS);
  return adverb === '' || IN_NAME.test(core) || TEAM.test(core);
}

const BY_SHORT_NAME = pattern(/^([一-龥]{2,6}?)(?:按|负责|牵头|全额|统一|给予|兜底|统筹|承担|负担|解决|安排|主导)/);

/** Who pays and decides by the name of the level alone. */
const BY_LEVEL = lexicon('国家 中央 地方 省级 市级 县级 省里 市里 县里');

/** "由|民政按标准救助": a department by its short name behind 由; [] where there is none. */
export function shortAgent(core: string): [number, number][] {
  const name = BY_SHORT_NAME.exec(core)?.[1];
  return name && (SHORT_NAMES.has(name) || BY_LEVEL.has(name)) ? [[0, name.length]] : NONE;
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
  if (first < 2 || first > 14) return null;
  const listed =
    /^((?:[一-龥]{2,14}、)+[一-龥]{2,12}?)(?:[两三四五](?:个|家)?(?:部门|单位)?)?(?:要|应当|须|必须|务必|共同|联合(?!会|社|体)|组建|联动|开展|齐抓)/.exec(
      core,
    );
  if (!listed) return null;
  const found = splitTop(listed[1]!, '、');
  return found.every(([a, b]) => SHORT_NAMES.has(core.slice(a, b).replace(/^各[地级]/, ''))) ? found : null;
}

/** Brackets with levels belong to a name: 各县(市、区)教育局. */
const COMPANIONS_END = pattern(/[,;。:]|\((?![省市县区州盟旗乡镇街道、]+\))|(?<!\([省市县区州盟旗乡镇街道、]+)\)/);

/** "会同|有关部门|组建协调小组和专家委员会": they are all who is named. */
const THOSE_CONCERNED = pattern(/^各?(?:有关|相关)(?:部门|单位|方面|地方|处室|科室|企业)(?![、和及与(])/);

/** The organisations named at the head of `text`, up to a verb or the end: what stands behind 会同 or 联合. */
export function companions(text: string): [number, number][] {
  const concerned = THOSE_CONCERNED.exec(text);
  if (concerned) return [[0, concerned[0].length]];
  const stop = COMPANIONS_END.exec(text)?.index ?? text.length;
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
      !isPlaceOf(head, i) &&
      !isParticle(head, i) &&
      endsWith(head, i, ENDINGS) &&
      !'、和及与('.includes(head[i] ?? '') &&
      !endsWith(head, i + 1, ENDINGS);
    if (isWhole && names(head, 0, i).length > 0) return i;
  }
  return 0;
}
