import type { Marks } from './kind.js';
import type { Unit } from './merge.js';
import type { Placed } from './outline.js';
import type { Segment } from './segments.js';
import { type Told, Traits } from './traits.js';
import type { Indicator } from './types.js';

/** A clause with all that its kind is judged by. */
export interface Evidence {
  placed: Unit;
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

/** Of a longer clause only the beginning is looked at character by character. */
const LONGEST_NGRAM_TEXT = 160;

/** What `use` makes of the numbers of the traits of each body clause of one document, which it does not keep; null for headings. */
export function traitsOf<T>(all: Evidence[], use: (numbers: Int32Array) => T): (T | null)[] {
  const surroundings = new Surroundings(all);
  const traits = new Traits(false);
  return all.map((e, i) => {
    if (!isBody(e)) return null;
    traits.clear();
    describe(traits, surroundings, e, i);
    return use(traits.numbers);
  });
}

/** The same with what each trait is about, for people. */
export function toldTraitsOf(all: Evidence[]): (Traits | null)[] {
  const surroundings = new Surroundings(all);
  return all.map((e, i) => {
    if (!isBody(e)) return null;
    const traits = new Traits(true);
    describe(traits, surroundings, e, i);
    return traits;
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
  for (const p of e.parts.slice(0, 8)) t.word(23, p.core, 0, 0, 2);
  for (let n = 1; n <= 3; n++) t.word(22, folded, n + 4, 0, n);
  let end = folded.length;
  while (end > 0 && '。;!”"'.includes(folded[end - 1]!)) end--;
  for (let n = 1; n <= 4; n++) t.word(24, folded, n, end - n, end);
  t.word(25, folded, 0, folded.length - 1);
  t.add(26, Math.min(6, folded.length >> 4));
  pairs(t, folded, end);
}

/** Two and three characters that stand together; a number counts as one digit. */
function pairs(t: Traits, folded: string, end: number): void {
  let a = 0;
  let b = 0;
  for (let i = 0; i < Math.min(end, LONGEST_NGRAM_TEXT); i++) {
    const raw = folded.charCodeAt(i);
    const c = raw >= 48 && raw <= 57 ? 48 : raw;
    if (c === 48 && b === 48) continue;
    if (b) t.add(30, b, c, 0, i);
    if (a) t.add(30, a, b, c, i);
    a = b;
    b = c;
  }
}

/** How many clauses of a stretch look back, how many ahead. */
interface Tally {
  all: number;
  done: number;
  ahead: number;
}

/** The keys of the stretches that each clause stands in: the clauses under one main heading, under one heading, of the whole document. */
export function stretchesOf(all: Evidence[]): Stretches[] {
  let last: Placed | null = null;
  let keys: Stretches = ['', '', ''];
  return all.map(({ placed }) => {
    const { article, section } = placed;
    if (section !== last?.section || article !== last.article)
      keys = [`章${article}|${section[0] ?? ''}`, `节${article}|${section.join('|')}`, ''];
    last = placed;
    return keys;
  });
}

type Stretches = [string, string, string];

/** What stands around the clauses of one document. */
class Surroundings {
  private readonly tallies = new Map<string, Tally>();
  private readonly title: string;
  private readonly bodies: number;
  private position = 0;
  /** what the last clause with a mark under the same heading said */
  private era = 0;
  private section = '';
  private readonly keys: Stretches[];
  private readonly underHeadings = new Map<Stretches, Told[]>();

  constructor(private readonly all: Evidence[]) {
    this.keys = stretchesOf(all);
    const named = all.find(e => e.placed.isTitle) ?? all.find(e => e.placed.level === 0);
    this.title = hanOnly(named?.placed.words.folded ?? '');
    let bodies = 0;
    all.forEach((e, i) => {
      if (!isBody(e)) return;
      bodies++;
      for (const key of this.keys[i]!) this.count(key, e);
    });
    this.bodies = bodies;
  }

  private count(key: string, { marks }: Evidence): void {
    const tally = this.tallies.get(key) ?? { all: 0, done: 0, ahead: 0 };
    this.tallies.set(key, tally);
    tally.all++;
    if (marks.ahead) tally.ahead++;
    else if (marks.done) tally.done++;
  }

  /** Asked of the body clauses in their order. */
  describe(t: Traits, e: Evidence, at: number): void {
    const keys = this.keys[at]!;
    this.headings(t, e, keys);
    this.shares(t, e, keys);
    this.enter(keys[1]);
    t.add(45, this.era, tense(e));
    if (tense(e)) this.era = tense(e);
    t.add(46, Math.min(this.position, 5), Math.min(this.bodies - this.position - 1, 4));
    t.add(46, e.placed.first ? 1 : 0, e.placed.last ? 8 : 7);
    t.add(46, e.placed.cells.length > 0 ? 1 : 0, e.hasDuty ? 10 : 9);
    this.position++;
    neighbour(t, 47, this.all[at - 1], e);
    neighbour(t, 48, this.all[at + 1], e);
  }

  private enter(section: string): void {
    if (section !== this.section) [this.section, this.era] = [section, 0];
  }

  /** What headings and title say is the same for all clauses of a section that look the same way. */
  private headings(t: Traits, e: Evidence, keys: Stretches): void {
    let told = this.underHeadings.get(keys);
    if (!told) {
      told = [];
      this.underHeadings.set(keys, told);
    }
    const way = tense(e) * 2 + (e.placed.isPlanned ? 1 : 0);
    if (told[way]) t.append(told[way]);
    else {
      const from = t.count;
      this.nameHeadings(t, e);
      told[way] = t.since(from);
    }
  }

  private nameHeadings(t: Traits, e: Evidence): void {
    const { section, isPlanned } = e.placed;
    const time = tense(e);
    t.add(40, section.length);
    [section.at(-1) ?? '', section[0] ?? ''].forEach((heading, at) => {
      const words = hanOnly(heading);
      for (let i = 0; i < Math.min(words.length, 20) - 1; i++) t.word(41, words, at, i, i + 2);
      t.word(41, words, at + 2, words.length - 2);
      t.word(41, words, time + 4 * at + 4, words.length - 2);
    });
    const { title } = this;
    for (const n of [2, 3]) t.word(42, title, n, title.length - n);
    for (let i = 0; i < Math.min(title.length, 40) - 1; i++) t.word(42, title, 0, i, i + 2);
    t.word(42, title, 4 + time + (isPlanned ? 4 : 0), title.length - 2);
  }

  private shares(t: Traits, e: Evidence, keys: string[]): void {
    keys.forEach((key, at) => {
      const tally = this.tallies.get(key)!;
      const done = share(tally.done, tally.all);
      const ahead = share(tally.ahead, tally.all);
      t.add(43, at, done, tense(e));
      t.add(44, at, ahead, tense(e));
      t.add(43, at + 4, done * 8 + ahead);
    });
  }
}

/** None, a quarter, a half, three quarters, all. */
function share(part: number, all: number): number {
  if (part === 0) return 0;
  return part * 4 < all ? 1 : part * 2 < all ? 2 : part * 4 < all * 3 ? 3 : 4;
}

function hanOnly(words: string): string {
  return words.replace(/^[^一-龥]+|[^一-龥]+$/g, '');
}

function neighbour(t: Traits, template: number, other: Evidence | undefined, e: Evidence): void {
  if (!other) t.add(template, 9);
  else t.add(template, other.placed.paragraph === e.placed.paragraph ? 1 : 0, other.placed.level === null ? 1 : 2, tense(other));
}
