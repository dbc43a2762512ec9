import type { Marks } from './kind.js';
import type { Placed } from './outline.js';
import { pattern } from './pattern.js';
import type { Segment } from './segments.js';
import type { Traits } from './traits.js';
import type { Indicator } from './types.js';

/** A clause with all that its kind is judged by. */
export interface Evidence {
  placed: Placed;
  parts: Segment[];
  figures: Indicator[];
  marks: Marks;
  /** an organisation that is bound to act is its grammatical subject */
  hasActor: boolean;
  /** somebody is named as responsible, in whatever form */
  hasDuty: boolean;
  /** it names a day in the future of the document */
  hasDeadline: boolean;
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

/** What `use` makes of the traits of each body clause of one document, taken by one like `traits`; null for headings. */
export function traitsOf<T extends Traits, R>(all: Evidence[], traits: T, use: (traits: T) => R): (R | null)[] {
  const surroundings = new Surroundings(all);
  return all.map((e, i) => {
    if (!isBody(e)) return null;
    const own = traits.fresh() as T;
    describe(own, surroundings, e, i);
    return use(own);
  });
}

function describe(t: Traits, surroundings: Surroundings, e: Evidence, at: number): void {
  t.add(0);
  saying(t, e);
  wording(t, e);
  surroundings.describe(t, e, at);
}

/** Whether a kind is to be decided: headings have theirs. */
export function isBody({ placed }: Evidence): boolean {
  return placed.level === null && !placed.isTitle;
}

/** 0 neither, 1 what is done, 2 what is ahead, 3 both. */
function tense({ marks }: Evidence): number {
  return (marks.done ? 1 : 0) + (marks.ahead ? 2 : 0);
}

function saying(t: Traits, e: Evidence): void {
  const { placed, figures } = e;
  const time = tense(e);
  const hasFigure = figures.length > 0 ? 1 : 0;
  state(t, 1, placed.isPlanned);
  state(t, 2, hasFigure === 1);
  state(t, 3, e.hasActor);
  state(t, 4, e.hasDeadline);
  state(t, 5, e.hasDuty);
  t.add(6, time, placed.isPlanned ? 1 : 0, 0, e.marks.ahead || e.marks.done);
  t.word(7, placed.role ?? '', time);
  t.word(7, placed.role ?? '', hasFigure + 4);
  t.word(8, e.marks.done);
  t.word(9, e.marks.ahead);
  for (const f of figures.slice(0, 3)) {
    t.word(10, f.op, time);
    t.word(10, f.op, f.unit === '%' ? 5 : 4);
    t.word(11, f.unit);
  }
  t.add(12, Math.min(figures.length, 4));
}

function state(t: Traits, template: number, is: boolean): void {
  t.add(template, is ? 1 : 0, 0, 0, is ? '是' : '');
}

function wording(t: Traits, e: Evidence): void {
  const { folded } = e.placed.words;
  let kinds = '';
  for (const p of e.parts) kinds += p.kind[0]!;
  t.word(20, kinds, 0, 0, 3);
  t.word(20, kinds, e.figures.length > 0 ? 2 : 1, 0, 1);
  t.add(20, kinds.includes('a') ? 1 : 0, kinds.includes('l') ? 4 : 3);
  const [first] = e.parts;
  if (first) {
    t.word(21, first.verb);
    for (let n = 1; n <= 4; n++) t.word(22, first.core, n, 0, n);
  }
  for (let i = 0; i < Math.min(e.parts.length, 8); i++) t.word(23, e.parts[i]!.core, 0, 0, 2);
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
  private readonly underHeadings = new Map<Stretches, Traits[]>();
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

  private count(stretch: number, { marks }: Evidence): void {
    const tally = this.tallies[stretch] ?? { all: 0, done: 0, ahead: 0 };
    this.tallies[stretch] = tally;
    tally.all++;
    if (marks.ahead) tally.ahead++;
    else if (marks.done) tally.done++;
  }

  /** Asked of the body clauses in their order. */
  describe(t: Traits, e: Evidence, at: number): void {
    const stretches = this.stretches[at]!;
    this.headings(t, e, stretches);
    for (let i = 0; i < 3; i++) this.share(t, i, this.tallies[stretches[i]!]!, e);
    this.enter(stretches[1]);
    t.add(45, this.era, tense(e));
    if (tense(e)) this.era = tense(e);
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

  /** What headings and title say is the same for all clauses of a section that look the same way. */
  private headings(t: Traits, e: Evidence, stretches: Stretches): void {
    let said = this.underHeadings.get(stretches);
    if (!said) {
      said = [];
      this.underHeadings.set(stretches, said);
    }
    const way = tense(e) * 2 + (e.placed.isPlanned ? 1 : 0);
    if (!said[way]) {
      said[way] = t.fresh();
      this.nameHeadings(said[way], e);
      said[way].append(this.titled(t, e, way));
    }
    t.append(said[way]);
  }

  private nameHeadings(t: Traits, e: Evidence): void {
    const { section } = e.placed;
    const time = tense(e);
    t.add(40, section.length);
    [section.at(-1) ?? '', section[0] ?? ''].forEach((heading, at) => {
      const words = hanOnly(heading);
      for (let i = 0; i < Math.min(words.length, 20) - 1; i++) t.word(41, words, at, i, i + 2);
      t.word(41, words, at + 2, words.length - 2);
      t.word(41, words, time + 4 * at + 4, words.length - 2);
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
    said.word(42, title, 4 + tense(e) + (e.placed.isPlanned ? 4 : 0), title.length - 2);
    this.titles[way] = said;
    return said;
  }

  private share(t: Traits, at: number, tally: Tally, e: Evidence): void {
    const done = share(tally.done, tally.all);
    const ahead = share(tally.ahead, tally.all);
    t.add(43, at, done, tense(e));
    t.add(44, at, ahead, tense(e));
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
  else t.add(template, other.placed.paragraph === e.placed.paragraph ? 1 : 0, other.placed.level === null ? 1 : 2, tense(other));
}
