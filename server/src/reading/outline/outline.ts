import type { FlatRows } from '../tables/flatRows.js';
import { bracketedYear, leadInYear } from '../times/leadIns.js';
import { numeral } from '../words/numerals.js';
import { pattern } from '../words/pattern.js';
import type { Words } from '../words/text.js';
import type { Paragraph } from './cut.js';
import { findHeadings, isPlanTitle } from './headings.js';
import { type Draft, LEAD, type Placed, TITLE } from './placed.js';
import { type Role, roleOf } from './roles.js';

/** Finds the headings among the clauses and gives every clause its chain of headings and the role they announce. */
export function outline(text: string, folded: string, paragraphs: Paragraph[], rows: FlatRows): Placed[] {
  const { drafts, levels } = findHeadings(text, folded, paragraphs, rows);
  return new Outline(text, drafts, levels).place();
}

/** A heading that stands above. */
interface Above {
  level: number;
  text: string;
  role: Role | null;
  year: number | null;
  /** of its enumerator, null where it has none or one without a number */
  number: number | null;
}

/** Goes through the clauses from the first to the last, and keeps what stands above. */
class Outline {
  private above: Above[] = [];
  private section: string[] = [];
  private phases: number[] = [];
  /** Of the heading or lead-in that named them: they end with the next one that stands as high. */
  private phasesLevel = TITLE;
  private article = 0;
  private document = 0;
  private isPlanned = false;
  private label: Label | null = null;
  private inTitle = false;
  private readonly startsAnew: boolean[];

  constructor(
    private readonly text: string,
    private readonly drafts: Placed[],
    private readonly levels: (number | null)[],
  ) {
    this.startsAnew = beforeFirsts(drafts);
  }

  /** Each draft becomes the clause at its place itself: long texts are mostly these, and two of each would be collected as garbage. */
  place(): Placed[] {
    this.drafts.forEach((draft, i) => {
      this.take(draft, i);
    });
    return this.drafts;
  }

  private take(d: Placed, i: number): void {
    this.begin(d, i);
    const level = rank(this.levels[i] ?? null, this.above);
    this.close(level ?? siblingLevel(d, this.above));
    if (level === TITLE) this.article++;
    const own = level === null ? '' : ownWords(d);
    const role = level === null ? null : announced(own, level);
    if (level !== null) this.isPlanned = turn(this.isPlanned, level, own, role);
    this.label = labelOf(d, level, this.label);
    this.turnToYears(d, level);
    d.isTitle = this.isTitle(d, level, i);
    d.level = level;
    d.section = this.section;
    d.role = this.label?.role ?? innermost(this.above);
    d.phases = this.phases;
    d.year = headingYear(this.above);
    d.isPlanned = this.isPlanned;
    d.article = this.article;
    d.document = this.document;
    if (level !== null && !d.isTitle) this.open(d, level, role);
  }

  /** A text of its own, a title or an annex: what stood above does so no more. */
  private begin(d: Draft, i: number): void {
    const isTitle = this.levels[i] === TITLE;
    if (isTitle && this.startsAnew[i] && this.above.some(isNumbered)) {
      [this.above, this.phases, this.label, this.isPlanned] = [[], [], null, false];
      this.document++;
    } else if (isAnnex(d)) [this.above, this.section, this.phases, this.label] = [[], [], [], null];
  }

  /** Headings end where one begins that stands as high; null: none does. */
  private close(level: number | null): void {
    if (level === null) return;
    this.above = this.above.filter(a => a.level < level);
    this.section = this.above.map(a => a.text);
  }

  private open(d: Draft, level: number, role: Role | null): void {
    const year = yearIn(d.words.folded);
    this.above.push({ level, text: headingText(this.text, d), role, year, number: numberOf(d) });
    this.section = this.above.map(a => a.text);
  }

  private turnToYears({ words, leadIn }: Draft, level: number | null): void {
    if (level !== null && level <= this.phasesLevel) this.phases = [];
    const year = leadInYear(leadIn > 0 ? words.folded.slice(0, leadIn) : words.folded, level !== null);
    const bracketed = level === null || level === TITLE ? null : bracketedYear(words.folded);
    if (bracketed) [this.phases, this.phasesLevel] = [[bracketed], level!];
    if (year) [this.phases, this.phasesLevel] = [[year], this.above.at(-1)?.level ?? TITLE];
  }

  /** A title by its name, or a line of one that is broken. */
  private isTitle(d: Draft, level: number | null, i: number): boolean {
    const isNamed = level === TITLE && isPlanTitle(d.words.folded);
    this.inTitle = level === TITLE && !isNamed && (this.inTitle || opensTitle(this.drafts, this.levels, i));
    return isNamed || this.inTitle;
  }
}

const isNumbered = ({ level }: Above) => level >= 1 && level < LEAD;

/** The level of the heading that a numbered sentence counts on from: "(三)到2026年末,…。" stands beside "(二)改善条件。" and not under it. Null where none stands above. */
function siblingLevel(d: Draft, above: Above[]): number | null {
  if (!d.mark) return null;
  const sibling = above.find(a => a.level === d.mark!.level);
  const number = sibling?.number == null ? null : numberOf(d);
  return number !== null && number > sibling!.number! ? d.mark.level : null;
}

const NUMBER = pattern(/[一二三四五六七八九十]+|\d+/);

function numberOf({ mark, words }: Draft): number | null {
  const found = mark && NUMBER.exec(words.folded.slice(0, mark.length));
  return found ? numeral(found[0]) : null;
}

/** "附件2" on a line of its own: what follows stands under none of the headings before it. */
const isAnnex = ({ words, first, last }: Draft) => first && last && ANNEX.test(words.folded);
const ANNEX = pattern(/^附件\d{0,2}:?$/);

/** "整改目标:…", "进展情况:…": a label before a colon says for its paragraph, or where it stands alone until the next, what a heading would say. */
interface Label {
  role: Role | null;
  paragraph: number;
  isAlone: boolean;
}

/** "今年发展的主要预期目标是:…;…": what the clause goes on with, and those behind it in its paragraph, are aims. */
const AIMS = pattern(/(?:^|,)[^,。:;]{0,30}(?:预期|发展|工作|奋斗|总体|具体|主要|年度)目标(?:任务)?(?:是|为|如下)?:(.?)/);

function labelOf(d: Draft, level: number | null, last: Label | null): Label | null {
  const aims = level === null && d.words.folded.includes('目标') ? AIMS.exec(d.words.folded) : null;
  if (aims) return { role: 'goal', paragraph: d.paragraph, isAlone: !aims[1] };
  const found =
    d.words.folded.includes(':') &&
    /^([^,。:;]{2,8}):(.?)/.exec(d.leadIn > 0 ? d.words.folded : ownWords(d) + (d.words.folded.endsWith(':') ? ':' : ''));
  if (found && level === null && (d.first || roleOf(found[1]!)))
    return { role: roleOf(found[1]!), paragraph: d.paragraph, isAlone: !found[2] };
  return level === null && last && (last.isAlone || last.paragraph === d.paragraph) ? last : null;
}

/** A headline is too free in its words to announce anything unless it is as short as a heading. */
function announced(words: string, level: number): Role | null {
  return level === TITLE && words.length > 14 ? null : roleOf(words);
}

/** Titles of texts that say what is to be done, not what was. */
const PLAN_TITLE = pattern(
  /^(?!.*(?:总结|情况|汇报|综述|侧记|解读)).*(?:规划|方案|计划|意见|要点|清单|任务|措施|实事|预案|责任书|通知|办法|细则|打算|部署|安排|分解表)(?:[(][^)]*[)])?$/,
);

/** Whether, with this heading, the text speaks of what is planned. */
function turn(isPlanned: boolean, level: number, heading: string, role: Role | null): boolean {
  if (level === TITLE) return PLAN_TITLE.test(heading);
  if (level > 2) return isPlanned;
  if (role === 'review' || role === 'background' || role === 'problem') return false;
  return isPlanned || role === 'work' || role === 'goal' || role === 'guide';
}

const LONGEST_TITLE = 3;
const TITLE_WORDS = pattern(/推进|加强|实施|深化|提升|促进|落实|完善|开展|加快|建设|改革|综合|年度?/);
const TITLE_OPENING = pattern(/关于|(?:人民政府|办公[厅室]|委员会|健康[委局]|领导小组|指挥部|[市县区省]委|[^门]局|厅)$/);

/** Whether a line is the beginning of a title that is broken over two or three: "某某县人民政府办公室", "关于印发…的通知". */
function opensTitle(drafts: Draft[], levels: (number | null)[], at: number): boolean {
  const { words, paragraph } = drafts[at]!;
  if (!TITLE_OPENING.test(words.folded) && !(paragraph === 0 && TITLE_WORDS.test(words.folded))) return false;
  for (let i = at + 1; i < Math.min(at + LONGEST_TITLE, drafts.length) && levels[i] === TITLE; i++) {
    if (isPlanTitle(drafts[i]!.words.folded)) return true;
  }
  return false;
}

/** For each draft whether the next main heading behind it is a first one (一、, 第一章). */
function beforeFirsts(drafts: Draft[]): boolean[] {
  const found: boolean[] = new Array(drafts.length);
  let isFirst = false;
  for (let i = drafts.length - 1; i >= 0; i--) {
    found[i] = isFirst;
    const { mark, words } = drafts[i]!;
    if (mark && mark.level <= 2) isFirst = /^(?:第?一(?!十)|1(?!\d))/.test(words.folded);
  }
  return found;
}

/** An unnumbered line under numbered headings is a caption there, not a new text. */
function rank(level: number | null, above: Above[]): number | null {
  return level === TITLE && above.some(isNumbered) ? LEAD : level;
}

function yearIn(heading: string): number | null {
  const found = /(?<![\d—-])(20\d\d)年(?!-|—|以来|前)/.exec(heading);
  return found ? Number(found[1]) : null;
}

function headingYear(above: Above[]): number | null {
  for (let i = above.length - 1; i >= 0; i--) {
    if (above[i]!.year !== null) return above[i]!.year;
  }
  return null;
}

function innermost(above: Above[]): Role | null {
  for (let i = above.length - 1; i >= 0; i--) if (above[i]!.role) return above[i]!.role;
  return null;
}

const LINE_BREAK = pattern(/[ \t\u3000]*[\r\n][ \t\r\n\u3000]*/g);
const CLOSING_MARK = pattern(/[。;:；：]$/);

/** A heading as written, its own spaces kept but for those between all its letters ("三 、 组 织 实 施"). */
function headingText(text: string, { clause, words }: Draft): string {
  const written = isSpacedOut(words) ? words.written : LINE_BREAK.replace(text.slice(clause.start, clause.end), '');
  return CLOSING_MARK.replace(written, '');
}

/** As many gaps as letters, nearly. */
function isSpacedOut({ gaps, folded }: Words): boolean {
  return gaps.length > 3 && gaps.length * 2 > folded.length;
}

function ownWords(d: Draft): string {
  return d.words.folded
    .slice(d.leadIn + (d.mark?.length ?? 0))
    .replace(/[。:;\]?]$/, '')
    .trim();
}
