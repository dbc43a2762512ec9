import { ACTIONS, ADVERBS, CARRIERS, COMPOUNDS, LEVELS, NOUNISH, PREPOSITIONS, STATE_MARKS, URGING } from './lexicon.js';
import { pattern } from './pattern.js';
import { Lexicons, splitTop, wordAt, wordEnd } from './scan.js';

/** Between two commas: what it says first. */
export type SegmentKind = 'action' | 'level' | 'other';

export interface Segment {
  /** position in the unit's folded words */
  start: number;
  text: string;
  /** the text without enumerator, time and joining words in front */
  core: string;
  kind: SegmentKind;
  /** the action verb that opens it, or '' */
  verb: string;
}

const TIME =
  /^(?:(?:力争|争取)?(?:到|至|在|自|从|展望)?(?:(?:19|20)\d\d|[二〇零一两]{4})年度?(?:\d{1,2}月(?:份|底|末|[上中下]旬)?)?(?:\d{1,2}日)?(?:[至到-]+(?:(?:19|20)\d\d年)?\d{1,2}月(?:份|底|末|[上中下]旬)?(?:\d{1,2}日)?)?(?:上半年|下半年|年?底|年?末|全年|[春秋]季(?:学期)?(?:开学)?|期间|内)?(?:之?前|以前|为止|起)?|(?:到|至|在)?“?十[三四五六七]五”?(?:时期|期间|末|规划期)?|年[底末](?:之?前)?|年内|今年(?:内|底前|以来)?|明年|全年|\d{1,2}月(?:份|底|末|上旬|中旬|下旬|\d{1,2}日)?(?:[上下]午)?(?:\d{1,2}[时点])?(?:之?前|起|开始)?(?:[至到-]+\d{1,2}月(?:份|底|末|[上中下]旬|\d{1,2}日)?)?|上半年|下半年|第?[一二三四]季度(?:末|底)?(?:前)?|每(?:半|两|[二三])?(?:年|月|季度?|周|学期|旬|日|天)(?:初|底|末|首月\d{1,2}日|次月\d{1,2}日|至少|\d{1,2}日)?(?:之?前)?|每个?(?:地市|县区|乡镇|街道|社区|学校|医院|行政村|[市县区乡镇村校院班家户])(?=至少|[^,]{0,3}(?:建|办|配|设|选|培|创|打造|开展|完成))|(?:“?(?:元旦|春节|清明|五一|端午|中秋|国庆|双节|两节)”?(?:劳动)?节?|高考|中考|[入主]?[汛冬]期?|采暖[期季]|供暖[期季]|[春秋]季学期|新?学期|[寒暑]假)(?:开始|来临|到来|开学)?(?:之?前|期间)|近期|当前|今后(?:一个时期|[一二三四五]年)?)/;
const ENUMERATOR = pattern(
  /^(?:\[[一-龥]{2,8}\]|[◆●■▲★※▶➤•·○◇◎□▪✓√]|第[一二三四五六七八九十]+[章节条]|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.、](?!\d(?!\d{3}年))|[①-⑳]|\d{1,2}(?:\.\d{1,2}){1,2} ?(?=[一-龥]{2})(?![万亿个家所名人元年月日岁分倍台辆套户件处座张项次天以公平立千百米吨亩条])|(?:任务|项目|措施|行动)[一二三四五六七八九十\d]{1,3}[:、.]|[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十],|首先,?|其次,?|再次,?|最后,?)/,
);

/** Splits a unit's folded words at commas, semicolons and colons outside brackets and quotes, and says what each part opens with. */
export function segments(folded: string): Segment[] {
  const spoken = folded.startsWith('“') && /^“[^“”]{8,}”[。!]?$/.test(folded) ? folded.replace(/[“”]/g, ' ') : folded;
  const parts = splitTop(spoken, ',;:。!?\t').map(([from, to]): Segment => {
    const text = spoken.slice(from, to);
    const core = stripLead(text);
    const { kind, verb } = classify(core);
    return { start: from, text, core, kind, verb };
  });
  parts.forEach((p, i) => {
    if (MEANS.test(p.core) && isMeans(p, parts.slice(i + 1))) p.kind = 'other';
  });
  return parts;
}

/** What the parts of a clause open with. */
export interface Openings {
  first: Segment['kind'] | null;
  hasAction: boolean;
  hasLevel: boolean;
}

export function openingsOf(parts: Segment[]): Openings {
  const opens: Openings = { first: parts[0]?.kind ?? null, hasAction: false, hasLevel: false };
  for (const { kind } of parts) {
    if (kind === 'action') opens.hasAction = true;
    else if (kind === 'level') opens.hasLevel = true;
  }
  return opens;
}

/** Whether a part only names the means of what follows; 依托…建立… says more than that before a mere level. */
function isMeans(part: Segment, later: Segment[]): boolean {
  return later.some(l => l.kind === 'action' || (l.kind === 'level' && !/^(?:依托|利用|借助)/.test(part.core)));
}

interface Opening {
  kind: SegmentKind;
  verb: string;
}

function classify(core: string): Opening {
  const first = leadingVerb(core);
  if (first.level) return { kind: hasLaterAction(core, first.at) ? 'action' : 'level', verb: first.verb };
  if (first.verb)
    return {
      kind:
        ATTRIBUTIVE.test(core) ||
        ((NOUNISH.has(first.verb) || (core.includes('占') && /占[^,]{2,16}比[例重]/.test(core))) && first.at === 0 && RATE_LEVEL.test(core))
          ? 'level'
          : 'action',
      verb: first.verb,
    };
  if (wordEnd(core, 0, CARRIERS) > 0) return prepositional(core);
  if (wordEnd(core, first.at, CARRIERS) > first.at) return prepositional(core.slice(first.at));
  if (wordEnd(core, 0, PREPOSITIONS) > 0) {
    const bound = BY_RULE.exec(core);
    const verb = bound ? wordAt(core, bound[0].length, ACTIONS) : '';
    return verb ? { kind: 'action', verb } : { kind: STATE_FIGURE.test(core) ? 'level' : 'other', verb: '' };
  }
  return { kind: STATE_MARKS.test(core) ? 'level' : 'other', verb: '' };
}

/** "力争利用三年时间打造…": behind the promise an adverbial and its verb. */
function hasLaterAction(core: string, at: number): boolean {
  const from = /^(?:力争|确保|争取|努力)+/.exec(core.slice(at))?.[0].length ?? 0;
  return from > 0 && wordEnd(core, at + from, CARRIERS) > at + from && prepositional(core.slice(at + from)).kind === 'action';
}

/** "为…提供…", "将…纳入…", "在…开展…": an action when a verb follows; "以…为…" alone is none. */
function prepositional(core: string): Opening {
  if (RATE_LEVEL.test(core)) return { kind: 'level', verb: '' };
  for (let i = 2; i < core.length - 1; i++) {
    const end = wordEnd(core, i, ACTIONS);
    if (end === i || end >= core.length || core[end] === '的') continue;
    const verb = core.slice(i, end);
    if (!NOUNISH.has(verb)) return { kind: /^以[^,]*为/.test(core) ? 'other' : 'action', verb };
  }
  return { kind: !/^以[^,]*为/.test(core) && STATE_FIGURE.test(core) ? 'level' : 'other', verb: '' };
}

/** One step of what stands before the words proper: a mark, a time, a joining word. */
const STEP = pattern(
  new RegExp(
    `^(?:[ “]+|${TIME.source.slice(1)}|(?:,|请|我们(?=[一-龥]{3})|现(?=全|各|有)|会议(?:议定|决定|要求|强调|明确|指出),?|答:|一是|下一?步,?|(?:会议)?责成|(?:原则)?同意|特别是|尤其是|(?:再|最后)一条是?,?|第[一二三四五六七八九]条是|是(?=各[一-龥])|同时|此外|另外|并且?|其中|还|也|均|都)(?=[一-龥]))`,
  ),
);

/** Takes enumerators, times and joining words off the front. */
export function stripLead(text: string): string {
  let at = ENUMERATOR.exec(text)?.[0].length ?? 0;
  while (text[at] === '-') at++;
  for (let i = 0; i < 9; i++) {
    const end = STEP.endAt(text, at);
    if (end < 0) break;
    at = end;
  }
  return at === 0 ? text : text.slice(at);
}

const OPENINGS = new Lexicons([LEVELS, ADVERBS, COMPOUNDS, ACTIONS]);
const ends = new Int32Array(4);

/** The verb that opens `text` after any adverbs; `level` when only a promised level opens it. */
export function leadingVerb(text: string): { verb: string; level: boolean; at: number } {
  let at = 0;
  let action = '';
  let actionAt = 0;
  let isLevel = false;
  let urged = false;
  for (let i = 0; i < 8; i++) {
    OPENINGS.at(text, at, ends);
    const levelEnd = ends[0]!;
    const adverbEnd = ends[1]!;
    const verbEnd = ends[2]! > at && OPENS_WORD.endAt(text, ends[2]! - 1) < 0 ? at : ends[3]! > at ? ends[3]! : newlyEnd(text, at);
    if (verbEnd > at && verbEnd > adverbEnd && levelEnd === at)
      return NOUN_TAIL.endAt(text, verbEnd) >= 0
        ? { verb: action, level: false, at: action ? actionAt : at }
        : { verb: text.slice(at, verbEnd), level: false, at };
    const isGoverned = action !== '' && GOVERNING.test(action);
    if (levelEnd > at && !isGoverned && wordEnd(text, levelEnd, ACTIONS) === levelEnd)
      return { verb: text.slice(at, levelEnd), level: true, at };
    const step = text.slice(at, levelEnd > at ? levelEnd : adverbEnd);
    if (!step) break;
    isLevel ||= levelEnd > at && !isGoverned;
    if (ACTIONS.has(step) || GOVERNING.test(step)) [action, actionAt] = [step, at];
    urged ||= URGING.has(step);
    at += step.length;
  }
  if (isLevel) return { verb: action || '力争', level: true, at };
  if (!action && urged && text.length > at + 2) return { verb: text.slice(at, at + 2), level: false, at };
  return { verb: action, level: false, at: action ? actionAt : at };
}

/** 建成|区域中心: the last character of a compound opens a word of its own. */
const OPENS_WORD = pattern(/^区(?:域|级|县)/);

/** Where 新开工, 新培育 ends, 新 before any verb; `at` where none stands there. */
function newlyEnd(text: string, at: number): number {
  const end = text[at] === '新' ? wordEnd(text, at + 1, ACTIONS) : 0;
  return end > at + 2 ? end : at;
}

/** Behind a verb these make a noun of it: 整合型体系, 监测站, 管理人员. */
const NOUN_TAIL = pattern(
  /^(?:目标|时限|措施|任务|内容|方式|对象|范围|标准|原则|依据|步骤|重点|情况|时间|期限)(?:$|[:(])|^(?:[型性率者员式类]|压力|形势|难度|风险(?:较|加|增|上升)|人员|机构|部门|单位|体系(?:基本|更加|进一步|逐步|不断|全面|日益)|能力(?:显著|明显|持续|不断|大幅|进一步|稳步|全面|有效)|水平(?:显著|明显|持续|不断|大幅|进一步|稳步|全面)|质量(?:显著|明显|持续|不断|大幅|进一步|稳步|全面))/,
);
/** "实行一体化管理的村卫生室全面实现…": the verb only describes the subject of a level. */
const ATTRIBUTIVE = pattern(
  /^(?:实行|符合|纳入|开展|承担|参与|签约|使用|实施|列入|接受|享受|覆盖|服务|支撑|引领|促进|保障|满足|适应|融合)[^,的]{2,20}的[^,的]{2,16}?(?:(?:更加|显著|明显|进一步|基本|全面|持续|不断|逐步|日益)(?:完善|健全|提升|提高|增强|改善|形成|建立|巩固|优化|成熟|定型)|全面实现|全部实现|基本实现|实现|达到|得到|覆盖率|合格率)/,
);
/** "以…为单位…不低于90%" says a level although it opens with a preposition. */
const STATE_FIGURE = pattern(
  /(?:达到?|不低于|不少于|不高于|不超过|控制在|提高到|提升到|保持在|稳定在|降至|下降到|超过)\D{0,3}\d|基本(?:实现|建成|形成)|翻[一两]?番/,
);
/** "按每人每月不低于100元的标准发放…" */
const BY_RULE = pattern(/^按[^,]*(?:标准|比例|要求|原则|规定|方式|程序|办法|分工)(?:予以|进行)?/);
/** What only names the means of what follows: "通过实施…,". */
const MEANS = pattern(/^(?:通过|依托|利用|借助|凭借|围绕|结合|针对|根据|按照)/);
/** "在用柴油车…合格率达到95%": a level, whatever stands inside its name. */
const RATE_LEVEL = pattern(
  /(?:率|占比|比例|比重|浓度|满意度|指数|数|量)(?:均|都|分别)?(?:达到?|不低于|不少于|不高于|不超过|控制在|保持在|稳定在|提高到|提升到|提升至|下降到|降至|超过)/,
);
const GOVERNING = pattern(/鼓励|支持|引导|推动|督促|指导|倡导/);
