import type { Placed } from '../outline/placed.js';
import type { Indicator } from '../types.js';
import { pattern } from '../words/pattern.js';
import type { Openings, Segment } from '../words/segments.js';
import type { Marks } from './marks.js';
import type { Traits } from './traits.js';

/** 0 neither done nor ahead, 1 what is done, 2 what is ahead, 3 both. */
export type Tense = 0 | 1 | 2 | 3;

/** A clause with all that its kind is judged by. */
export interface Evidence {
  placed: Placed;
  figures: Indicator[];
  tense: Tense;
  /** an organisation that is bound to act is its grammatical subject */
  hasActor: boolean;
  /** somebody is named as responsible, in whatever form */
  hasDuty: boolean;
  /** it names a day in the future of the document */
  hasDeadline: boolean;
  /** it is context for certain */
  isNever: boolean;
  /** what its own words say; what stands around it is added when all clauses of its document are known */
  traits: Traits;
  /** what is so of it, a bit each, for the second look */
  states: number;
}

/** What a trait is about, for people, by the template of its number; templates that would tell a person nothing are left out. */
export const TRAIT_NAMES: Record<number, string> = {
  1: '已列入计划部分',
  2: '有数字',
  3: '主体有义务办理',
  4: '写明期限',
  5: '写明责任单位',
  6: '时态',
  7: '上级标题的性质',
  8: '表示已完成的词',
  9: '表示将要做的词',
  11: '指标的单位',
  21: '开头的动词',
  22: '开头',
  23: '分句开头',
  24: '结尾',
  30: '用语',
  41: '所在标题中的',
  42: '文件标题中的',
};

/** The templates of the words of headings and title. */
export const NAMED_ABOVE: readonly number[] = [41, 42];

/** Takes what a clause's own words say into its traits: it is done with its parts then. */
export function describe(e: Evidence, marks: Marks, parts: Segment[], opens: Openings): void {
  e.traits.add(0);
  saying(e.traits, e, marks);
  wording(e.traits, e, parts, opens);
}

/** Adds to the traits of each body clause of one document what stands around it. */
export function surround(all: Evidence[]): void {
  const surroundings = new Surroundings(all);
  all.forEach((e, i) => {
    if (isBody(e)) surroundings.describe(e.traits, e, i);
  });
}

/** Whether a kind is to be decided: headings have theirs. */
export function isBody({ placed }: Evidence): boolean {
  return placed.level === null && !placed.isTitle;
}

/** Which way the marks of a clause look. */
export function tenseOf({ done, ahead }: Marks): Tense {
  return done ? (ahead ? 3 : 1) : ahead ? 2 : 0;
}

function saying(t: Traits, e: Evidence, marks: Marks): void {
  const { placed, figures, tense } = e;
  const hasFigure = figures.length > 0 ? 1 : 0;
  state(t, 1, placed.isPlanned);
  state(t, 2, hasFigure === 1);
  state(t, 3, e.hasActor);
  state(t, 4, e.hasDeadline);
  state(t, 5, e.hasDuty);
  t.add(6, tense, placed.isPlanned ? 1 : 0, 0, marks.ahead || marks.done);
  t.word(7, placed.role ?? '', tense);
  t.word(7, placed.role ?? '', hasFigure + 4);
  t.word(8, marks.done);
  t.word(9, marks.ahead);
  for (let i = 0; i < Math.min(figures.length, 3); i++) {
    const f = figures[i]!;
    t.word(10, f.op, tense);
    t.word(10, f.op, f.unit === '%' ? 5 : 4);
    t.word(11, f.unit);
  }
  t.add(12, Math.min(figures.length, 4));
}

function state(t: Traits, template: number, is: boolean): void {
  t.add(template, is ? 1 : 0, 0, 0, is ? '是' : '');
}

function wording(t: Traits, e: Evidence, parts: Segment[], { hasAction, hasLevel }: Openings): void {
  const { folded } = e.placed.words;
  let kinds = '';
  for (let i = 0; i < Math.min(parts.length, 3); i++) kinds += parts[i]!.kind[0]!;
  t.word(20, kinds);
  t.word(20, kinds, e.figures.length > 0 ? 2 : 1, 0, 1);
  t.add(20, hasAction ? 1 : 0, hasLevel ? 4 : 3);
  const [first] = parts;
  if (first) {
    t.word(21, first.verb);
    for (let n = 1; n <= 4; n++) t.word(22, first.core, n, 0, n);
  }
  for (let i = 0; i < Math.min(parts.length, 8); i++) t.word(23, parts[i]!.core, 0, 0, 2);
  for (let n = 1; n <= 3; n++) t.word(22, folded, n + 4, 0, n);
  let end = folded.length;
  while (end > 0 && '。;!”"'.includes(folded[end - 1]!)) end--;
  for (let n = 1; n <= 4; n++) t.word(24, folded, n, end - n, end);
  t.word(25, folded, 0, folded.length - 1);
  t.add(26, Math.min(6, folded.length >> 4));
  t.characters(30, folded, end);
}

/** How many clauses of a stretch look back, how many ahead. */
interface Tally {
  all: number;
  done: number;
  ahead: number;
}

/** The numbers of the stretches that a clause stands in: the clauses under one main heading, under one heading, of the whole document. */
export type Stretches = readonly [chapter: number, section: number, whole: number];

/** Both looks ask for those of the same clauses. */
const known = new WeakMap<Evidence[], Stretches[]>();

/** The stretches of each clause; one array for all that follow each other in the same. */
export function stretchesOf(all: Evidence[]): Stretches[] {
  const found = known.get(all) ?? numbered(all);
  known.set(all, found);
  return found;
}

/** A heading with a number for the clauses right under it and one for all that it heads. */
interface Heading {
  section: number;
  chapter: number;
  under: Map<string, Heading>;
}

function numbered(all: Evidence[]): Stretches[] {
  let count = 0;
  const below = ({ under }: Heading, words: string): Heading => {
    const found = under.get(words) ?? { section: ++count, chapter: ++count, under: new Map() };
    under.set(words, found);
    return found;
  };
  const whole: Heading = { section: 0, chapter: 0, under: new Map() };
  let last: Placed | null = null;
  let found: Stretches = [0, 0, 0];
  return all.map(({ placed }) => {
    const { article, section } = placed;
    if (section !== last?.section || article !== last.article) {
      const own = below(whole, String(article));
      found = [below(own, section[0] ?? '').chapter, section.reduce(below, own).section, 0];
    }
    last = placed;
    return found;
  });
}

/** What stands around the clauses of one document. */
class Surroundings {
  private readonly tallies: Tally[] = [];
  private readonly title: string;
  private readonly bodies: number;
  private position = 0;
  /** what the last clause with a mark under the same heading said */
  private era = 0;
  private section = -1;
  private readonly stretches: Stretches[];
  private readonly frames = new Map<Stretches, Traits[]>();
  private readonly titles: Traits[] = [];

  constructor(private readonly all: Evidence[]) {
    this.stretches = stretchesOf(all);
    const named = all.find(e => e.placed.isTitle) ?? all.find(e => e.placed.level === 0);
    this.title = hanOnly(named?.placed.words.folded ?? announced(all));
    let bodies = 0;
    all.forEach((e, i) => {
      if (!isBody(e)) return;
      bodies++;
      for (const stretch of this.stretches[i]!) this.count(stretch, e);
    });
    this.bodies = bodies;
  }

  private count(stretch: number, { tense }: Evidence): void {
    const tally = this.tallies[stretch] ?? { all: 0, done: 0, ahead: 0 };
    this.tallies[stretch] = tally;
    tally.all++;
    if (tense >= 2) tally.ahead++;
    else if (tense === 1) tally.done++;
  }

  /** Asked of the body clauses in their order. */
  describe(t: Traits, e: Evidence, at: number): void {
    const stretches = this.stretches[at]!;
    this.frame(t, e, stretches);
    this.enter(stretches[1]);
    t.add(45, this.era, e.tense);
    if (e.tense !== 0) this.era = e.tense;
    t.add(46, Math.min(this.position, 5), Math.min(this.bodies - this.position - 1, 4));
    t.add(46, e.placed.first ? 1 : 0, e.placed.last ? 8 : 7);
    t.add(46, e.placed.cells.length > 0 ? 1 : 0, e.hasDuty ? 10 : 9);
    this.position++;
    neighbour(t, 47, this.all[at - 1], e);
    neighbour(t, 48, this.all[at + 1], e);
  }

  private enter(section: number): void {
    if (section !== this.section) [this.section, this.era] = [section, 0];
  }

  /** What headings and title say, and how many look back or ahead, is the same for all clauses of a section that look the same way. */
  private frame(t: Traits, e: Evidence, stretches: Stretches): void {
    let said = this.frames.get(stretches);
    if (!said) {
      said = [];
      this.frames.set(stretches, said);
    }
    const way = e.tense * 2 + (e.placed.isPlanned ? 1 : 0);
    if (!said[way]) {
      said[way] = t.fresh();
      this.nameHeadings(said[way], e);
      said[way].append(this.titled(t, e, way));
      for (let i = 0; i < 3; i++) this.share(said[way], i, this.tallies[stretches[i]!]!, e);
    }
    t.append(said[way]);
  }

  private nameHeadings(t: Traits, e: Evidence): void {
    const { section } = e.placed;
    const { tense } = e;
    t.add(40, section.length);
    [section.at(-1) ?? '', section[0] ?? ''].forEach((heading, at) => {
      const words = hanOnly(heading);
      for (let i = 0; i < Math.min(words.length, 20) - 1; i++) t.word(41, words, at, i, i + 2);
      t.word(41, words, at + 2, words.length - 2);
      t.word(41, words, tense + 4 * at + 4, words.length - 2);
    });
  }

  /** What the title says is the same in all sections. */
  private titled(t: Traits, e: Evidence, way: number): Traits {
    const known = this.titles[way];
    if (known) return known;
    const said = t.fresh();
    const { title } = this;
    for (const n of [2, 3]) said.word(42, title, n, title.length - n);
    for (let i = 0; i < Math.min(title.length, 40) - 1; i++) said.word(42, title, 0, i, i + 2);
    said.word(42, title, 4 + e.tense + (e.placed.isPlanned ? 4 : 0), title.length - 2);
    this.titles[way] = said;
    return said;
  }

  private share(t: Traits, at: number, tally: Tally, e: Evidence): void {
    const done = share(tally.done, tally.all);
    const ahead = share(tally.ahead, tally.all);
    t.add(43, at, done, e.tense);
    t.add(44, at, ahead, e.tense);
    t.add(43, at + 4, done * 8 + ahead);
  }
}

const FIRST = 5;
/** "现将…工作情况汇报如下:" says what a title would. */
const ANNOUNCED = pattern(/([^,。;:]{2,40}(?:汇报|报告|通报|总结|说明|解读|通知))如下[。:]?$/);

function announced(all: Evidence[]): string {
  for (const { placed } of all.slice(0, FIRST)) {
    const found = ANNOUNCED.exec(placed.words.folded);
    if (found) return found[1]!;
  }
  return '';
}

/** None, a quarter, a half, three quarters, all. */
function share(part: number, all: number): number {
  if (part === 0) return 0;
  return part * 4 < all ? 1 : part * 2 < all ? 2 : part * 4 < all * 3 ? 3 : 4;
}

function hanOnly(words: string): string {
  let [from, to] = [0, words.length];
  while (from < to && !isIdeograph(words.charCodeAt(from))) from++;
  while (to > from && !isIdeograph(words.charCodeAt(to - 1))) to--;
  return words.slice(from, to);
}

function isIdeograph(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fa5;
}

function neighbour(t: Traits, template: number, other: Evidence | undefined, e: Evidence): void {
  if (!other) t.add(template, 9);
  else t.add(template, other.placed.paragraph === e.placed.paragraph ? 1 : 0, other.placed.level === null ? 1 : 2, other.tense);
}
