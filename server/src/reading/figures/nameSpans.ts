import { ACTIONS, ADVERBS, COMPOUNDS, NOUNISH } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { Lexicons } from '../words/scan.js';
import type { Figure } from './figures.js';
import { SEPARATORS } from './phrases.js';
import { isShare } from './units.js';

/**
 * Where the name of a figure can stand, and what speaks for each place: the characters at both its ends and inside it, how long it is, how far
 * from the figure. Each trait is a number; what it is worth is learnt (`trainNames.ts`).
 */

/** A trait is known by one number below this; two that share it share its weight. */
export const TRAITS = 1 << 16;

/** Figures that one name or one list of names goes for, from the `first` of all to the `last`: mostly one. */
export interface Group {
  all: readonly Figure[];
  first: number;
  last: number;
}

/** A stretch without a comma or a figure in it, and what the places in it are worth to a name, by their distance from where it begins. */
export interface Run<T> {
  from: number;
  to: number;
  /** which one before the figure, or behind it */
  side: number;
  begins: T[];
  ends: T[];
  insides: T[];
  /** by the length of the name, as LENGTHS tells it */
  lengths: T[];
  whole: T;
}

type Bounds = Pick<Run<unknown>, 'from' | 'to' | 'side'>;

const OWN = 0;
const FARTHEST = 4;
const BEHIND = 5;

/** How far before and behind its figure a name can stand, how long it can be, and in how many runs before the figure it is looked for. */
const BEFORE = 70;
const AFTER = 32;
export const LONGEST = 30;
const RUNS = 5;

/** Lengths that are told apart. */
export const LENGTHS = Uint8Array.from({ length: BEFORE + 1 }, (_, n) => (n < 8 ? n : n < 32 ? 7 + (n >> 3) : 11));

/** The traits put since the last were taken. */
const traits = new Int32Array(16);
let count = 0;

/** Makes of the first `count` numbers what they are worth. */
export type Take<T> = (numbers: Int32Array, count: number) => T;

function given<T>(take: Take<T>): T {
  const worth = take(traits, count);
  count = 0;
  return worth;
}

function put(template: number, what: number, where = 0): void {
  const h = Math.imul(what ^ Math.imul(template * 64 + where, 0x9e3779b1), 0x85ebca6b);
  traits[count++] = (h ^ (h >>> 15)) & (TRAITS - 1);
}

/** The runs in which the names of a group can stand. */
export function runsAround<T>(text: string, group: Group, take: Take<T>): Run<T>[] {
  const bounds = boundsAround(text, group);
  return bounds.map(b => new Look(text, group, b, bounds[0]!).run(take));
}

function boundsAround(text: string, { all, first, last }: Group): Bounds[] {
  const { from, part } = all[first]!;
  const { to } = all[last]!;
  const found: Bounds[] = [];
  const start = Math.max(0, from - BEFORE);
  for (let i = from - 1, end = from; i >= start - 1 && found.length < RUNS; i--) {
    if (i >= start && !divides(text, i, all)) continue;
    if (end > i + 1) found.push({ from: i + 1, to: end, side: end === from ? OWN : i >= part ? 1 : Math.min(FARTHEST, found.length + 1) });
    end = i;
  }
  const limit = to + (LABEL.exec(text.slice(to, to + AFTER))?.index ?? AFTER);
  let end = to;
  while (end < Math.min(text.length, limit) && !divides(text, end, all)) end++;
  if (end > to) found.push({ from: to, to: end, side: BEHIND });
  return found;
}

/** Who owes it, behind a task of a table: names no figure. */
const LABEL = pattern(/(?:责任|牵头|配合|主办|协办|承办|实施|落实)(?:单位|部门|科室|处室)|完成时限| /);

function divides(text: string, at: number, all: readonly Figure[]): boolean {
  if (SEPARATORS.includes(text[at]!)) return true;
  for (const f of all) if (at >= f.start && at < f.end) return true;
  return false;
}

/** Every figure is one to the traits. */
function codeOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57 ? 48 : code;
}

/** What stands beyond a run. */
const NOTHING_BEFORE = 1;
const NOTHING_BEHIND = 2;

const KNOWN = new Lexicons([ACTIONS, NOUNISH, ADVERBS, COMPOUNDS]);
const wordEnds = new Int32Array(4);

/** Puts the traits of one run. */
class Look {
  private readonly place: number;
  private readonly sort: number;
  /** run and sort of unit */
  private readonly where: number;
  private readonly codes: number[] = [];
  /** a bit for each lexicon of which a word begins at a place, and four on for each of which one ends before it */
  private readonly known: number[] = [];

  constructor(
    private readonly text: string,
    private readonly group: Group,
    private readonly bounds: Bounds,
    private readonly nearest: Bounds,
  ) {
    const { from, to, side } = bounds;
    this.place = side === OWN ? 0 : side === BEHIND ? 2 : 1;
    this.sort = sortOf(group.all[group.first]!.unit);
    this.where = side * 8 + this.sort;
    this.codes.push(NOTHING_BEFORE, NOTHING_BEFORE);
    for (let i = from; i < to; i++) this.codes.push(codeOf(text, i));
    this.codes.push(NOTHING_BEHIND, NOTHING_BEHIND);
    this.markWords();
  }

  run<T>(take: Take<T>): Run<T> {
    const { from, to, side } = this.bounds;
    const length = to - from;
    const begins = new Array<T>(length);
    const ends = new Array<T>(length);
    const insides = new Array<T>(length);
    const lengths = new Array<T>(LENGTHS[LONGEST]! + 1);
    for (let i = 0; i < length; i++) {
      begins[i] = this.begin(i, length, take);
      insides[i] = this.inside(i, take);
      ends[i] = this.end(i + 1, length, take);
    }
    for (let n = 0; n < lengths.length; n++) lengths[n] = this.length(n, take);
    return { from, to, side, begins, ends, insides, lengths, whole: this.whole(take) };
  }

  private markWords(): void {
    const { from, to } = this.bounds;
    const { known } = this;
    for (let i = from; i <= to; i++) known.push(0);
    for (let i = from; i < to; i++) {
      KNOWN.at(this.text, i, wordEnds);
      for (let n = 0; n < wordEnds.length; n++) {
        const end = wordEnds[n]!;
        if (end < i + 2 || end > to) continue;
        known[i - from]! |= 1 << n;
        known[end - from]! |= 16 << n;
      }
    }
  }

  /** The character `at` places behind where the run begins. */
  private one(at: number): number {
    return this.codes[at + 2]!;
  }

  /** That and the next. */
  private two(at: number): number {
    return (this.one(at) << 16) | this.one(at + 1);
  }

  private begin<T>(at: number, length: number, take: Take<T>): T {
    const { place, sort } = this;
    put(1, this.one(at), place);
    put(2, this.two(at), place);
    put(3, this.one(at - 1), place);
    put(4, this.two(at - 2), place);
    put(5, this.two(at - 1), place);
    put(6, this.two(at), sort);
    if (at === 0) put(7, codeOf(this.text, this.bounds.from - 1), this.bounds.side);
    put(8, LENGTHS[at]!, place);
    put(9, this.known[at]!, place);
    put(10, LENGTHS[length - at]!, this.where);
    return given(take);
  }

  private end<T>(at: number, length: number, take: Take<T>): T {
    const { place, sort } = this;
    const { side, to } = this.bounds;
    put(11, this.one(at - 1), place);
    put(12, this.two(at - 2), place);
    put(13, this.one(at), place);
    put(14, this.two(at), place);
    put(15, this.two(at - 1), place);
    put(16, this.two(at - 2), sort);
    put(17, this.one(at - 1), sort);
    put(18, LENGTHS[length - at]!, side);
    put(19, this.known[at]!, place);
    put(20, at === length ? 1 : 0, this.where);
    if (at === length) put(21, codeOf(this.text, to), side);
    return given(take);
  }

  private inside<T>(at: number, take: Take<T>): T {
    put(22, this.one(at), this.place);
    put(23, this.two(at), this.place);
    put(24, this.one(at), this.sort);
    return given(take);
  }

  /** `length` as it is told apart. */
  private length<T>(length: number, take: Take<T>): T {
    put(25, length, this.where);
    put(26, length);
    return given(take);
  }

  private whole<T>(take: Take<T>): T {
    const { text, nearest } = this;
    const { all, first, last } = this.group;
    const { from, to, side } = this.bounds;
    const f = all[first]!;
    const behind = codeOf(text, all[last]!.to);
    const unit = f.unit === '' ? 0 : (f.unit.charCodeAt(0) << 16) | f.unit.charCodeAt(f.unit.length - 1);
    put(27, f.op.startsWith('+') ? 1 : f.op === '=' ? 0 : 2, this.where);
    put(28, text[all[last]!.to] === '的' ? 1 : 0, this.where);
    put(29, (codeOf(text, f.from - 2) << 16) | codeOf(text, f.from - 1), side);
    put(30, unit, side);
    put(31, Math.imul(unit, 31) + behind, side);
    put(32, nearest.side === OWN ? LENGTHS[nearest.to - nearest.from]! : -1, this.where);
    put(33, LENGTHS[to - from]!, side);
    put(34, Math.min(last - first, 2), side);
    return given(take);
  }
}

/** Sorts of units: those of one sort are told of in like words. */
const SORTS: readonly RegExp[] = [/元$/, /时|天|日|月|年|分钟/, /[次轮遍场期]/, /[公千]里|米|亩|顷|吨|瓦|斤|克/, /^$/];
const sorts = new Map<string, number>();

function sortOf(unit: string): number {
  let sort = sorts.get(unit);
  if (sort === undefined) {
    sort = isShare(unit) ? SORTS.length + 1 : SORTS.findIndex(s => s.test(unit)) + 1;
    sorts.set(unit, sort);
  }
  return sort;
}
