import { isShareOut, parties } from '../duties/duties.js';
import { INNER_LABEL, WHEN_LABEL } from '../duties/dutyLabels.js';
import { isOrganisation } from '../duties/organisations.js';
import type { FlatRows } from '../tables/flatRows.js';
import { rowLevel } from '../tables/rows.js';
import { NONE } from '../types.js';
import { ACTIONS } from '../words/lexicon.js';
import { type Pattern, pattern, sought } from '../words/pattern.js';
import { wordAt } from '../words/scan.js';
import { type Words, words } from '../words/text.js';
import type { Clause, Paragraph } from './cut.js';
import { isAnnotationLine } from './merge.js';
import { bodyOf, type Draft, type Enumerator, LEAD, type Placed, TITLE } from './placed.js';
import { carriesFigure, compareSiblings, isLoneNumber } from './siblings.js';

/** Behind these a number is a figure, not a place in an outline. */
const MEASURED = '[万亿个家所名人元年月日岁分倍台辆套户件处座张项次天以公平立千百米吨亩条例期届]|小时';

/** Words that are numbered themselves: 任务一, 举措1. */
const NUMBERED = '(?:任务|行动|工程|举措|措施)';

/** Enumerators by rank, outermost first. */
const ENUMERATORS: readonly { level: number; pattern: Pattern }[] = [
  { level: 1, pattern: pattern(/^第[一二三四五六七八九十百]{1,3}(?:[章编篇]|部分?)/) },
  { level: 1.8, pattern: pattern(/^\[(?=[^[\]]{2,20}\]$)/) },
  { level: 1.5, pattern: pattern(/^第[一二三四五六七八九十百]{1,3}节/) },
  { level: 1.9, pattern: pattern(/^[Ⅰ-Ⅻ][.、 ]/) },
  { level: 2, pattern: pattern(/^[一二三四五六七八九十]{1,3}[、.]/) },
  { level: 2, pattern: pattern(new RegExp(`^${NUMBERED}[一二三四五六七八九十]{1,3}[:、. ]`)) },
  { level: 2, pattern: pattern(new RegExp(`^\\d{1,2} ?(?=[一-龥]{2,12}$)(?!${MEASURED})`)) },
  { level: 2.5, pattern: pattern(new RegExp(`^\\d{1,2}\\.\\d{1,2} ?(?=[一-龥]{2})(?!${MEASURED})`)) },
  { level: 2.7, pattern: pattern(new RegExp(`^\\d{1,2}(?:\\.\\d{1,2}){2} ?(?=[一-龥]{2})(?!${MEASURED})`)) },
  { level: 3, pattern: pattern(/^\([一二三四五六七八九十]{1,3}\)[、.]?/) },
  { level: 4, pattern: pattern(/^\d{1,3}[.、](?!\d(?!\d{3}年))/) },
  { level: 3.5, pattern: pattern(new RegExp(`^${NUMBERED}\\d{1,3}[:、. ]`)) },
  { level: 5, pattern: pattern(/^\(\d{1,3}\)[、.]?|^\d{1,3}\)/) },
  { level: 5.5, pattern: pattern(/^[①-⑳]/) },
  { level: 6.5, pattern: pattern(/^第[一二三四五六七八九十],|^(?:首先|其次|再次|最后),/) },
  { level: 7, pattern: pattern(/^[一二三四五六七八九十]{1,2}(?:是|要)/) },
];
/** What any of them begins with. */
const MAY_OPEN = pattern(/^[第一二三四五六七八九十百首其再最[(\d①-⑳Ⅰ-Ⅻ任行工举措]/);
/** 一是, 二要, 首先: steps inside a text */
const STEP = 6.5;
/** A cell of a table's head, read as a line of its own. */
const COLUMN_HEAD = pattern(
  /^(?:(?:主要|协同|第一)?(?:牵头|责任|配合|主办|协办|承办)*(?:单位|部门|领导)|序号|(?:重点|主要|具体)?(?:工作)?(?:任务|内容|事项|措施)|目标与任务|完成(?:时限|时间)|备注|分 ?管 ?[^,]{1,5})$/,
);
const FURNITURE = pattern(
  /^[^,。]{1,16}\[(?:19|20)\d\d\] ?第?\d+号$|^-+|^\(?20\d\d年\d{1,2}月\d{1,2}日在|^(?:来源|作者|编辑|责任编辑|(?:本报)?记者|通讯员|发布|时间|日期|字体|字号|打印|关闭|分享|上一篇|下一篇|相关|版权|标签|当前位置|首页|您的位置|附件|抄送|联系|电话|\(|资料图|图|索引号|文号|序号|说明|注)|(?:报道|讯|摄|(?:会议|大会|全会)上)$|[:>|]|^[^一-龥]*$/,
);

/** The enumerator that opens folded words, e.g. "(一)" or "二是", or null. */
function enumerator(folded: string): Enumerator | null {
  if (!MAY_OPEN.test(folded)) return null;
  for (const { level, pattern } of ENUMERATORS) {
    const found = pattern.exec(folded);
    if (found) return { level, length: found[0].length };
  }
  return null;
}

/** The clauses with what a heading is known by, at no place yet, and for each its rank as a heading or null. */
export function findHeadings(
  text: string,
  folded: string,
  paragraphs: Paragraph[],
  rows: FlatRows,
): { drafts: Placed[]; levels: (number | null)[] } {
  const drafts: Placed[] = [];
  paragraphs.forEach(({ clauses }, n) => {
    for (const [i, c] of clauses.entries()) drafts.push(draft(text, folded, c, n, i === 0, i === clauses.length - 1));
  });
  raiseDecimals(drafts);
  const levels = drafts.map((d, i) => (isOwed(drafts, i) ? null : headingLevel(d, drafts[i + 1])));
  compareSiblings(drafts, levels);
  drafts.forEach(({ clause: { start }, mark }, i) => {
    const row = rows.at(start);
    if (row) levels[i] = rowLevel(row, start, mark, folded);
  });
  return { drafts, levels };
}

/** A main number before lines that tell who owes it, behind which the next stands: a task, and no heading over others. */
function isOwed(drafts: Draft[], at: number): boolean {
  const { mark } = drafts[at]!;
  if (mark === null || mark.level > MAIN) return false;
  const body = bodyOf(drafts[at]!);
  if (body.length < SHORTEST_TASK || !wordAt(body, 0, ACTIONS)) return false;
  if (!drafts[at + 1] || !tellsWho(drafts[at + 1]!.words.folded)) return false;
  const next = drafts.slice(at + 1, at + MOST_LABELS).find(d => !tellsWho(d.words.folded));
  return next?.mark != null && next.mark.level <= mark.level;
}
const MOST_LABELS = 8;
const SHORTEST_TASK = 8;

const [MAIN, DECIMAL, ITEM] = [2, 2.5, 4];

/** "1.健全服务体系" right before "1.1 …" stands over it, as "1 健全服务体系" does. */
function raiseDecimals(drafts: Draft[]): void {
  drafts.forEach((d, i) => {
    if (d.mark?.level === ITEM && drafts[i + 1]?.mark?.level === DECIMAL) d.mark = { ...d.mark, level: MAIN };
  });
}

/** "重点抓好四件事:一是…" */
const LEAD_IN = pattern(/^[^:。;]{4,40}:(?=一是|一要|第一,|首先,)/);

function draft(text: string, folded: string, clause: Clause, paragraph: number, first: boolean, last: boolean): Placed {
  const w = words(text, folded, clause.start, clause.end);
  const colon = w.folded.includes(':') && LEAD_IN.exec(w.folded);
  const leadIn = colon ? colon[0].length : 0;
  return {
    clause,
    words: w,
    mark: enumerator(w.folded.slice(leadIn, leadIn + 24)),
    leadIn,
    paragraph,
    first,
    last,
    level: null,
    section: NONE,
    role: null,
    isTitle: false,
    phases: NONE,
    year: null,
    isPlanned: false,
    article: 0,
    document: 0,
    cells: [],
    stands: null,
    goals: null,
  };
}

function headingLevel(d: Draft, next: Draft | undefined): number | null {
  const whole = d.words.folded;
  const isClosed = '。;!?'.includes(whole.at(-1)!);
  const isLine = d.first && d.last && !isClosed;
  if (whole.endsWith(';') || !(d.mark || isLine || whole.length <= LONGEST_LEAD) || endsWithNames(whole)) return null;
  if ((INNER_LABEL.test(whole) || SHARED.test(whole)) && /[。;]/.test(whole)) return null;
  if (d.mark && SHARED_OUT.test(whole) && isShareOut(whole.slice(whole.indexOf(',') + 1))) return null;
  if (isLoneNumber(d)) return null;
  if (d.mark?.level === 1.8) return next ? 1.8 : null;
  if (d.mark) return isNumberedHeading(d, d.mark, isClosed, next) ? d.mark.level : null;
  if (next && (announces(whole) || (d.first && !d.last && isDated(whole)))) return LEAD;
  if (isLine && (isTitleLine(d, next) || (d.paragraph === 0 && isHeadline(whole, next)))) return TITLE;
  return null;
}

/** "(甲局牵头,乙局配合)" */
const SHARED = sought(/(?:牵头|负责|配合|协助|参与|参加)[)\]]|牵头[,;]/);

/** "消防专项整治,由公安部门负责,有关部门配合。" */
const SHARED_OUT = pattern(/^[^,;]{4,30},由[^;]{2,60}(?:负责|牵头|落实|配合|实施)。$/);

const LAST_BRACKET = sought(/[([]([^()[\]]+)[)\]][。;]?$/);

/** "…(县民政局)": who owes it, in brackets at the end. */
function endsWithNames(whole: string): boolean {
  const bracket = LAST_BRACKET.exec(whole);
  return bracket !== null && parties(bracket[1]!) !== null;
}

const CLOSING = pattern(/[。:]$/);
const SENTENCE_END = pattern(/[。?]$/);

function isNumberedHeading(d: Draft, mark: Enumerator, isClosed: boolean, next: Draft | undefined): boolean {
  const body = CLOSING.replace(d.words.folded.slice(d.leadIn + mark.length), '');
  const commas = body.split(',').length - 1;
  const elaborated = next !== undefined && opensBody(next, mark, d);
  if (elaborated && (STAGE.test(body) || QUESTION.test(body))) return true;
  if (NO_HEADING.test(body) || (mark.level >= 4 && POINTS.test(body))) return false;
  if (!isClosed) {
    if (mark.level <= 2) return body.length <= 60 && (elaborated || !carriesFigure(body));
    return d.last && body.length <= 45 && elaborated;
  }
  if (!elaborated || !SENTENCE_END.test(d.words.folded) || carriesFigure(body) || ORDERS.test(body)) return false;
  const limit = mark.level <= 3 ? 40 : 30;
  return commas === 0 ? body.length <= limit : commas === 1 ? body.length <= Math.min(limit, 30) : commas === 2 && body.length <= 26;
}

/** A day, who is responsible or a table's cell: no heading has these. */
const NO_HEADING = pattern(/\d{4}年底|责任单位|\t/);
/** "…(10分)": what a task counts; a main heading may tell what all under it count. */
const POINTS = pattern(/\(\d{1,3}分\)$/);

/** Words of an order with its time or frequency: no heading says these. */
const ORDERS = pattern(
  /(?:日|月|底|时)前|每(?:季|月|年|周|半年)|应当?[于在向]|不得|必须|不(?:超过|少于|低于|高于)|[局委办厅院会校位门镇县区]要|^[请由][各有市县区省]|年底[组开完]/,
);

/** "自查自改阶段(10月15日前)": a stage with its days. */
const STAGE = pattern(/^[^,。;:]{2,14}阶段(?:\([^()]{2,40}\))?$/);

/** "问:…?" */
const QUESTION = pattern(/^问:?[^。;]{4,60}\?$/);

/** Whether a line tells who owes what stands before it, or by when. */
const tellsWho = (line: string): boolean => WHEN_LABEL.test(line) || isAnnotationLine(line);

/** Whether what follows a numbered line belongs under it. */
function opensBody(next: Draft, mark: Enumerator, d: Draft): boolean {
  const after = next.words.folded;
  if (tellsWho(after)) return false;
  if (next.mark) return next.mark.level > mark.level;
  if (mark.level >= STEP && !(d.first && d.last)) return next.paragraph === d.paragraph;
  return next.paragraph === d.paragraph || !isTitleLine(next, undefined) || mark.level <= 3;
}

/** "《方案》明确了三个层面的主要目标。" */
function announces(whole: string): boolean {
  return whole.length <= LONGEST_LEAD && ANNOUNCED.test(whole);
}

const DATED = pattern(/\(20\d\d年?-20\d\d年\)。$/);

/** "农村危房改造(2021-2025年)。": a project with its years, before what became of it. */
function isDated(whole: string): boolean {
  return whole.length <= LONGEST_LEAD && DATED.test(whole);
}

const LONGEST_LEAD = 40;

const ANNOUNCED = pattern(
  /(?:明确|提出|部署|确定|制定|安排|包括|从)了?[^,]{0,8}[\d一二三四五六七八九十]+(?:个|项|条|大|方面)[^,]{0,12}(?:目标|措施|任务|举措|工作|要求|保障|内容)(?:[。:])$/,
);

/** "清川:到2027年建成15分钟养老服务圈" as the very first line: the headline, whatever marks are in it. */
function isHeadline(whole: string, next: Draft | undefined): boolean {
  return next !== undefined && HEADLINE.test(whole);
}

const HEADLINE = pattern(/^(?!.*(?:来源|日期|时间|作者|记者|编辑|索引号|发布|附件|责任|牵头|各位|同志们|现将))[^。;]{2,10}:[^。;:]{6,36}$/);

const BULLET = pattern(/^[◆●■▲★※▶➤•·○◇◎□▪✓√]/);

/** A title that names what it issues is longer than other lines of one. */
const LONGEST_LINE = 50;
const LONGEST_ISSUED = 120;
/** "某市人民政府关于印发…方案(2027-2029年)的通知": names itself at length. */
const ISSUED = pattern(/关于[^。;]+的(?:通知|通报|意见|决定|公告|报告|批复|答复|复?函)$/);

const SPEAKER = pattern(/^([一-龥]{0,20}(?:[省市县区州旗盟镇乡局厅院部]长|检察长|主席|主任|书记)) *[一-龥·](?: *[一-龥·]){1,12}$/);

/** "清川市市长 王某某": who speaks, set apart by a space. */
function isByline({ folded, gaps }: Words): boolean {
  const title = SPEAKER.exec(folded)?.[1];
  return title !== undefined && (folded[title.length] === ' ' || gaps.some(g => g.at === title.length));
}

function isTitleLine(d: Draft, next: Draft | undefined): boolean {
  const whole = d.words.folded;
  if (
    whole.length < 6 ||
    whole.length > LONGEST_ISSUED ||
    (whole.length > LONGEST_LINE && !ISSUED.test(whole)) ||
    /[,;:]$/.test(whole) ||
    FURNITURE.test(whole) ||
    isByline(d.words) ||
    COLUMN_HEAD.test(whole) ||
    (BULLET.test(whole) && !(whole.length <= 22 && next && !BULLET.test(next.words.folded)))
  )
    return false;
  if (/\t|^\d{4}年\d{1,2}月|[。;]/.test(whole) || whole.split(',').length > 3) return false;
  return (
    next !== undefined &&
    (next.mark !== null ||
      next.words.folded.length > 12 ||
      FURNITURE.test(next.words.folded.replace(/^[□■]/, '')) ||
      isPlanTitle(next.words.folded) ||
      isPlanTitle(whole)) &&
    (isPlanTitle(whole) || !tellsWho(next.words.folded) || PUBLISHED.test(next.words.folded) || isOrganisation(whole))
  );
}

/** When a page came out, below its title. */
const PUBLISHED = pattern(/^时间/);

const TITLE_END = pattern(
  /(?:规划|纲要|方案|计划|意见|通知|要点|报告|办法|清单|措施|公告|决定|总结|解读|纪要|讲话|任务|项目|分解表|预案|责任书|细则|制度|规程|守则|倡议书|承诺书|公约|实事|部署|安排|的(?:通报|批复))(?:[(（][^)）]*[)）])?$/,
);

/** Whether a line ends as the title of a plan, notice or report does. */
export function isPlanTitle(line: string): boolean {
  return TITLE_END.test(line) && !line.includes('>');
}
