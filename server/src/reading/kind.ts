import { find, has } from './find.js';
import { ACTIONS, NOUNISH } from './lexicon.js';
import { AHEAD_MARKS, CONTEXT_MARKS, DONE_MARKS, PROBLEM_MARKS } from './marks.js';
import type { Role } from './roles.js';
import { wordAt } from './scan.js';
import { leadingVerb, type Segment, segments } from './segments.js';
import type { Kind, Reason } from './types.js';

/** What is known of a clause before its kind is decided. */
export interface Situation {
  folded: string;
  marks: Marks;
  role: Role | null;
  /** a heading above or before it has turned from what was done to what is planned */
  isPlanned: boolean;
  /** the text around it reports results (press, work review) rather than planning them */
  isReport: boolean;
  /** it stands before the first heading of a text that has headings */
  isOpening: boolean;
  /** it carries a counted figure */
  hasFigure: boolean;
  /** an organisation that is bound to act is its grammatical subject */
  hasActor: boolean;
  /** it names a day in the future of the document */
  hasDeadline: boolean;
  /** and says so as a limit: 到…, …前, …底, 期间 */
  hasDueDate: boolean;
  /** somebody is named as responsible, in whatever form */
  hasDuty: boolean;
  /** the clause before it in the same paragraph reports something done */
  followsResult: boolean;
  /** every year that it names lies before the document's own */
  isPast: boolean;
}

export interface Decision {
  kind: Kind | null;
  /** how sure the rule is, 0..1 */
  weight: number;
  why: Reason;
}

/** Decides what a body clause, cut into `parts`, is; null is context. The first rule that fits decides. */
export function decide(s: Situation, parts: Segment[] = segments(s.folded)): Decision {
  for (const rule of RULES) {
    const found = rule.test(s, parts);
    if (found)
      return { kind: rule.kind, weight: rule.weight - doubt(rule.kind, s, parts), why: { field: 'kind', rule: rule.name, words: found } };
  }
  return { kind: null, weight: 0.6, why: { field: 'kind', rule: '无可督办的内容', words: s.folded.slice(0, 20) } };
}

/** What makes any decision less sure, whatever rule it rests on. */
const DOUBTS: readonly { less: number; test(kind: Kind | null, s: Situation, parts: Segment[]): boolean }[] = [
  { less: 0.15, test: (kind, s) => kind === 'measure' && !s.isPlanned && !s.hasDuty && !isAhead(s) },
  { less: 0.1, test: (kind, s) => kind === 'measure' && (s.isReport || s.isOpening || s.role === 'review' || s.role === 'goal') },
  { less: 0.1, test: (kind, s, parts) => kind === 'measure' && !s.hasDuty && parts[0]?.kind !== 'action' },
  { less: 0.1, test: (kind, s) => kind !== 'achievement' && s.marks.done !== '' },
  { less: 0.1, test: (_, s) => !/[。;!]$/.test(s.folded) && s.folded.length < 16 },
  { less: 0.1, test: (kind, s) => kind === 'achievement' && !/已|截至|目前|累计|了|印发/.test(s.marks.done) },
];

function doubt(kind: Kind | null, s: Situation, parts: Segment[]): number {
  return DOUBTS.reduce((sum, d) => sum + (d.test(kind, s, parts) ? d.less : 0), 0);
}

/** The first word of a clause that tells of what is done, and of what is ahead, or ''. */
export interface Marks {
  done: string;
  ahead: string;
}

export function marksOf(folded: string): Marks {
  return { done: words(DONE_MARKS, folded), ahead: words(AHEAD_MARKS, folded) };
}

/** Whether the words look back: marks of what is done and none of what is ahead. */
export function looksDone({ done, ahead }: Marks): boolean {
  return done !== '' && ahead === '';
}

interface Rule {
  name: string;
  kind: Kind | null;
  weight: number;
  /** the words that the rule rests on, or '' */
  test(s: Situation, parts: Segment[]): string;
}

const words = (pattern: RegExp, text: string): string => find(pattern, text)?.[0] ?? '';
const isAhead = ({ marks }: Situation): boolean => marks.ahead !== '';
const firstOf = (parts: Segment[], kind: Segment['kind']): Segment | undefined => parts.find(p => p.kind === kind);
/** The first part that says something: an action or a level, adverbials passed over. */
const opening = (parts: Segment[]): Segment | undefined => parts.find(p => p.kind !== 'other');

/** "动员部署阶段(6月30日前)。" */
const STAGE = /^[^,。;]{2,14}(?:阶段|环节)\([^()]*\)[。:]?$/;
/** "2024年,…产生量约3.1亿吨": where things stand. */
const BASELINE =
  /^(?:答:)?(?:截至)?20\d\d年(?:底|末)?,(?!.*(?:达到|力争|以上|以内))[^。]*(?:率|量|数|比重|寿命|占比|面积|收入)(?:分别)?(?:约?为|约)/;
/** Levels that are owed rather than reported. */
const PROMISE = /以上|以下|以内|不(?:低于|少于|高于|超过|得)|控制在|稳定在|力争|确保|保证|每(?:年|月|季|周|半年)|要|应/;
/** What a report says of where things stand: 由…提高到…, …率97.1%, 增至, 达…. */
const STATE =
  /(?:由|从)[^,;]{0,12}\d[^,;]{0,8}(?:到|至|为)|(?:增|升|降|减)至|(?:率|占比|比重|得分|面积|总量|总数|人次|产值|收入|投入|数)(?:达到?|为|约)?\d/;
/** Words that announce a list. */
const LEAD_IN =
  /^[^。;]{0,58}:$|(?:以下|如下|下列)[^,。]{0,12}(?:工作|任务|方面|内容|措施|事项|要求|意见)。$|(?:抓好|做好|突出|把握|处理好|围绕)[^,。]{0,10}[一二三四五六七八九十\d]+(?:个|件|项|大)?(?:方面|事|工作|任务|重点|关键|文章|问题|关系)[。:]$/;
/** 要, 应当, 必须, 不得, and how often something is to be done. */
const DEMAND =
  /(?:(?<![主重需必首纪摘概简险只])要(?![素求点么])|应当|(?<![对适供相反效感响])应(?!急|用|对|用|届|季)|(?<!必)须|必须|不得|严禁)|每(?:年|半年|季度?|月|周|学期)[^,;]{0,16}(?:次|场)(?:[,。;]|以上|专题|会)/;

const RULES: readonly Rule[] = [
  { name: '版面与程式文字', kind: null, weight: 0.95, test: (s, parts) => contextWords(s.folded, opening(parts)?.kind === 'action') },
  { name: '阶段名称', kind: null, weight: 0.9, test: s => words(STAGE, s.folded) },
  { name: '过短', kind: null, weight: 0.9, test: s => (s.folded.length < 6 ? s.folded : '') },
  {
    name: '引出下文',
    kind: null,
    weight: 0.85,
    test: s => (s.folded.length < 60 ? words(LEAD_IN, s.folded) : ''),
  },
  {
    name: '原则、背景之下',
    kind: null,
    weight: 0.9,
    test: s => (s.role === 'principle' || s.role === 'problem' || (s.role === 'background' && !(s.hasFigure && !isAhead(s))) ? s.role : ''),
  },
  { name: '总体要求之下的指导思想', kind: null, weight: 0.85, test: (s, parts) => (s.role === 'guide' && !isGoal(s, parts) ? s.role : '') },
  {
    name: '已经完成或现状',
    kind: 'achievement',
    weight: 0.9,
    test: s =>
      (s.isOpening && !s.hasFigure && !/^(?!近日|日前|为).*(?:印发|出台|发布|召开|举行)了/.test(s.folded)) ||
      (s.role === 'goal' && !/已|截至|目前/.test(s.folded))
        ? ''
        : looksDone(s.marks) && !isOrderToFinish(s)
          ? s.marks.done
          : '',
  },
  {
    name: '回顾之下',
    kind: 'achievement',
    weight: 0.85,
    test: (s, parts) =>
      (s.role === 'review' || (s.role === 'background' && s.hasFigure)) &&
      !isProblem(s, parts) &&
      (!isAhead(s) || (s.role === 'review' && s.marks.done !== '') || /预计/.test(s.folded))
        ? s.role
        : '',
  },
  { name: '基期', kind: 'achievement', weight: 0.8, test: s => (isAhead(s) ? '' : words(BASELINE, s.folded)) },
  {
    name: '目标之下的数字',
    kind: 'target',
    weight: 0.85,
    test: s => (s.role === 'goal' && s.hasFigure && !s.hasActor && (s.hasDueDate || s.folded.startsWith('力争')) ? '目标' : ''),
  },
  { name: '问题与形势', kind: null, weight: 0.8, test: (s, parts) => (isProblem(s, parts) ? words(PROBLEM_MARKS, s.folded) : '') },
  {
    name: '导语',
    kind: null,
    weight: 0.8,
    test: s => (s.isOpening && !s.hasDueDate && !(s.isReport && s.hasFigure) ? s.folded.slice(0, 12) : ''),
  },
  {
    name: '往年',
    kind: 'achievement',
    weight: 0.75,
    test: s => (s.isPast && !isAhead(s) && !s.isPlanned && s.role !== 'goal' ? '往年' : ''),
  },
  { name: '口号', kind: null, weight: 0.7, test: s => (isSlogan(s.folded) ? s.folded : '') },
  {
    name: '报道中的数字',
    kind: 'achievement',
    weight: 0.75,
    test: s => (s.isReport && s.hasFigure && !isAhead(s) && !has(DEMAND, s.folded) && !s.hasDeadline && s.role !== 'work' ? '有数字' : ''),
  },
  {
    name: '承上文的成效',
    kind: 'achievement',
    weight: 0.65,
    test: (s, parts) =>
      s.followsResult && !s.hasDeadline && !isAhead(s) && s.role !== 'work' && (s.hasFigure || opening(parts)?.kind === 'level')
        ? '前句已完成'
        : '',
  },
  {
    name: '单位应当办理',
    kind: 'measure',
    weight: 0.88,
    test: s => (s.hasActor && s.role !== 'goal' && !(s.isOpening && looksDone(s.marks)) && (!s.isReport || isAhead(s)) ? '责任主体' : ''),
  },
  {
    name: '要求',
    kind: 'measure',
    weight: 0.8,
    test: s => (s.role === 'goal' ? '' : words(DEMAND, s.folded)),
  },
  {
    name: '主体之后的要求',
    kind: 'measure',
    weight: 0.8,
    test: (s, parts) => (s.role === 'goal' || (s.isReport && !isAhead(s)) ? '' : modalVerb(parts)),
  },
  {
    name: '计划之外的现状',
    kind: 'achievement',
    weight: 0.7,
    test: s =>
      s.hasFigure && !s.isPlanned && !s.hasDeadline && !isAhead(s) && s.role !== 'goal' && s.role !== 'work' && !has(PROMISE, s.folded)
        ? words(STATE, s.folded)
        : '',
  },
  {
    name: '水平在先、没有行动',
    kind: 'target',
    weight: 0.85,
    test: (s, parts) => (opening(parts)?.kind === 'level' && isLevelOnly(s, parts) ? opening(parts)!.text : ''),
  },
  { name: '行动在先', kind: 'measure', weight: 0.95, test: (_, parts) => firstOf(parts, 'action')?.verb ?? '' },
  { name: '报道中的状态', kind: 'achievement', weight: 0.6, test: (s, parts) => (s.isReport ? (firstOf(parts, 'level')?.text ?? '') : '') },
  { name: '列明责任单位', kind: 'measure', weight: 0.7, test: s => (s.hasDuty && !s.isReport && !s.hasFigure ? '责任单位' : '') },
  { name: '带数字的水平', kind: 'target', weight: 0.7, test: s => (s.hasFigure && !s.isReport ? '有数字' : '') },
  {
    name: '句中有行动',
    kind: 'measure',
    weight: 0.55,
    test: (s, parts) => (s.isReport || s.isOpening || (s.role === null && !s.isPlanned) ? '' : innerVerb(parts)),
  },
];

function contextWords(folded: string, isAction: boolean): string {
  const found = CONTEXT_MARKS.find(c => !(c.yields && isAction) && has(c.pattern, folded));
  return found ? `${found.rule}:${words(found.pattern, folded)}` : '';
}

function isProblem(_: Situation, parts: Segment[]): boolean {
  const joined = parts.map(p => p.text).join(',');
  return has(PROBLEM_MARKS, joined) && opening(parts)?.kind !== 'action';
}

/** An action verb behind some subject: "托育机构用水用电实行居民价格". */
function innerVerb(parts: Segment[]): string {
  for (const p of parts) for (let i = 2; i < p.text.length - 3; i++) if (wordAt(p.text, i, ACTIONS)) return wordAt(p.text, i, ACTIONS);
  return '';
}

/** "省里将建立…", "建筑工地全部安装…": behind a subject a modal and its verb. */
function modalVerb(parts: Segment[]): string {
  for (const p of parts) {
    const modal =
      p.kind !== 'action' &&
      /^[^,]{2,24}?(?:将|一律|全部|统一|逐一|应当?|须|需(?!求|要的)|每年)|^每个?(?:地市|[市县区乡镇村校院]{1,3}|街道|社区|学校|医院)/.exec(
        p.text,
      );
    if (!modal) continue;
    const { verb, level } = leadingVerb(p.text.slice(modal[0].length));
    if (verb && !level && !NOUNISH.has(verb) && !/^(?:完成|实现|达到)$/.test(verb)) return modal[0].slice(-2) + verb;
  }
  return '';
}

/** "建成投用…中心" among tasks: what would report elsewhere is an order where nothing but the verb itself speaks of an end. */
function isOrderToFinish(s: Situation): boolean {
  return (s.isPlanned || (s.hasDuty && !s.hasActor)) && !/已|截至|目前|累计|了|以来|去年|印发|获/.test(s.folded);
}

/** 聚焦“…”“…”,精准服务“…”: nothing is left when the quoted words are taken out. */
function isSlogan(folded: string): boolean {
  return /^(?:聚焦|围绕|紧扣|瞄准|坚持|锚定)/.test(folded) && folded.replace(/“[^”]*”/g, '').length <= 12 && folded.includes('“');
}

/** Under a heading of aims: a level or a date ahead. */
function isGoal(s: Situation, parts: Segment[]): boolean {
  return (s.hasDeadline || s.hasFigure) && opening(parts) !== undefined;
}

/** A level that stands first: a target unless a real action follows outside a section of aims. */
function isLevelOnly(s: Situation, parts: Segment[]): boolean {
  if (s.isReport && !s.hasDeadline && !isAhead(s)) return false;
  if (s.role === 'goal' || (s.hasDeadline && !/^确保/.test(opening(parts)!.text))) return true;
  return !firstOf(parts, 'action') && (s.hasFigure || opening(parts)!.verb !== '确保');
}
