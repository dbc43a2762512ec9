import { type Evidence, stretchesOf, TRAIT_NAMES, toldTraitsOf, traitsOf } from './evidence.js';
import { FIRST_SCALE, FIRST_WEIGHTS, SECOND_WEIGHTS } from './kindWeights.js';
import { AHEAD_MARKS, DONE_MARKS } from './marks.js';
import { TRAITS, type Traits } from './traits.js';
import type { Kind, Reason } from './types.js';

/** The first word of a clause that tells of what is done, and of what is ahead, or ''. */
export interface Marks {
  done: string;
  ahead: string;
}

export function marksOf(folded: string): Marks {
  return { done: DONE_MARKS.exec(folded)?.[0] ?? '', ahead: AHEAD_MARKS.exec(folded)?.[0] ?? '' };
}

/** Whether the words look back: marks of what is done and none of what is ahead. */
export function looksDone({ done, ahead }: Marks): boolean {
  return done !== '' && ahead === '';
}

/** What a body clause can be; null is context. */
export const CLASSES: readonly (Kind | null)[] = ['measure', 'target', 'achievement', null];
const SIZE = CLASSES.length;

/** How likely a clause is each of CLASSES; the sum is 1. */
export type Chances = number[];

export interface Decision {
  kind: Kind | null;
  /** how likely the decision is right, 0..1 */
  weight: number;
  /** null where it was not asked for */
  why: Reason | null;
}

/**
 * Two looks at each clause, both linear. The first weighs its own traits; the second what the first look found in it,
 * in its neighbours and in the rest of its section, chapter and document: sections mostly either report or plan.
 */
export interface Model {
  /** for each trait number a weight for each of CLASSES */
  first: ArrayLike<number>;
  /** what one unit in `first` is worth */
  scale: number;
  /** for each of the COMPANY numbers a weight for each of CLASSES */
  second: ArrayLike<number>;
}

const SHIPPED: Model = { first: decoded(FIRST_WEIGHTS), scale: FIRST_SCALE, second: SECOND_WEIGHTS.split(' ').map(w => Number(w) / 1000) };

function decoded(base64: string): Int8Array {
  const weights = new Int8Array(TRAITS * SIZE);
  weights.set(Buffer.from(base64, 'base64'));
  return weights;
}

/** Decides the kind of each clause of one document; `isExplained`: says why. */
export function decide(all: Evidence[], isExplained: boolean, model: Model = SHIPPED): Decision[] {
  const first = traitsOf(all, numbers => firstLook(numbers, model));
  const told = isExplained ? toldTraitsOf(all) : null;
  return companyOf(all, first, company => secondLook(company, model)).map((chances, i) => {
    const { words } = all[i]!.placed;
    if (!chances) return { kind: 'heading', weight: 0.95, why: isExplained ? reason('标题', words.written.slice(0, 20)) : null };
    const best = chances.indexOf(Math.max(...chances));
    return { kind: CLASSES[best]!, weight: chances[best]!, why: told && because(told[i]!, words.folded, best, model) };
  });
}

/** Keeps long clauses from being judged with more certainty than short ones. */
const FIRST_GAIN = 4;

export function firstLook(numbers: ArrayLike<number>, { first, scale }: Pick<Model, 'first' | 'scale'>): Chances {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < numbers.length; i++) {
    const at = numbers[i]! * SIZE;
    a += first[at]!;
    b += first[at + 1]!;
    c += first[at + 2]!;
    d += first[at + 3]!;
  }
  return softmax([a, b, c, d], gain(numbers) * scale);
}

/** What each trait of a clause counts. */
export function gain(numbers: ArrayLike<number>): number {
  return FIRST_GAIN / Math.sqrt(numbers.length);
}

export function secondLook(company: ArrayLike<number>, { second }: Pick<Model, 'second'>): Chances {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let n = 0; n < company.length; n++) {
    const x = company[n]!;
    const at = n * SIZE;
    a += second[at]! * x;
    b += second[at + 1]! * x;
    c += second[at + 2]! * x;
    d += second[at + 3]! * x;
  }
  return softmax([a, b, c, d], 1);
}

function softmax(sums: number[], scale: number): Chances {
  const most = Math.max(sums[0]!, sums[1]!, sums[2]!, sums[3]!);
  let all = 0;
  for (let i = 0; i < SIZE; i++) all += sums[i] = Math.exp((sums[i]! - most) * scale);
  for (let i = 0; i < SIZE; i++) sums[i]! /= all;
  return sums;
}

/** How many numbers the second look weighs: own chances, one, three stretches, two neighbours in the paragraph or beyond. */
export const COMPANY = SIZE * 8 + 1;

/** What `use` makes of what the first look found in each body clause and around it, which it does not keep; null for headings. */
export function companyOf<T>(all: Evidence[], first: (Chances | null)[], use: (company: Float64Array) => T): (T | null)[] {
  const stretches = sumsOf(all, first);
  const company = new Float64Array(COMPANY);
  return first.map((own, i) => {
    if (!own) return null;
    company.fill(0);
    own.forEach((p, c) => {
      company[c] = Math.log(p + 1e-4);
    });
    company[SIZE] = 1;
    stretches[i]!.forEach((sum, at) => {
      others(company, SIZE * (at + 1) + 1, sum, own);
    });
    [i - 1, i + 1].forEach((j, at) => {
      const beyond = all[j]?.placed.paragraph === all[i]!.placed.paragraph ? 0 : SIZE;
      company.set(first[j] ?? NOTHING, SIZE * (4 + 2 * at) + 1 + beyond);
    });
    return use(company);
  });
}

/** For each clause the sums over its section, its chapter and the whole document. */
function sumsOf(all: Evidence[], first: (Chances | null)[]): Sum[][] {
  const sums = new Map<string, Sum>();
  const keys = stretchesOf(all);
  let found: Sum[] = [];
  return keys.map((each, i) => {
    const [chapter, section, whole] = each;
    if (each !== keys[i - 1]) found = [section, chapter, whole].map(key => stretch(sums, key));
    const chances = first[i];
    if (chances) for (const sum of found) add(sum, chances);
    return found;
  });
}

const NOTHING: Chances = [0, 0, 0, 0];

interface Sum {
  count: number;
  chances: Chances;
}

function stretch(sums: Map<string, Sum>, key: string): Sum {
  let sum = sums.get(key);
  if (!sum) {
    sum = { count: 0, chances: [...NOTHING] };
    sums.set(key, sum);
  }
  return sum;
}

function add(sum: Sum, chances: Chances): void {
  sum.count++;
  chances.forEach((p, c) => {
    sum.chances[c]! += p;
  });
}

/** The mean of the other clauses of a stretch; the fewer they are, the less they say. */
function others(company: Float64Array, from: number, { count, chances }: Sum, own: Chances): void {
  chances.forEach((p, c) => {
    company[from + c] = (p - own[c]!) / count;
  });
}

/** The two traits that speak most for the class, of those that a person can check in the text. */
function because(t: Traits, folded: string, best: number, { first }: Model): Reason {
  let [one, two] = [-1, -1];
  let [most, second] = [0, 0];
  for (let i = 0; i < t.numbers.length; i++) {
    const at = t.numbers[i]! * SIZE;
    const speaks = first[at + best]! * SIZE - first[at]! - first[at + 1]! - first[at + 2]! - first[at + 3]!;
    if (speaks <= second || !tells(t, i, folded)) continue;
    if (speaks > most) [two, second, one, most] = [one, most, i, speaks];
    else [two, second] = [i, speaks];
  }
  const told = [one, two].filter(i => i >= 0);
  if (told.length === 0) return reason('前后文', folded.slice(0, 20));
  return reason([...new Set(told.map(i => TRAIT_NAMES[t.templates[i]!]!))].join('、'), told.map(i => wordsOf(t, i, folded)).join('…'));
}

function tells(t: Traits, i: number, folded: string): boolean {
  return TRAIT_NAMES[t.templates[i]!] !== undefined && /[一-龥]/.test(wordsOf(t, i, folded));
}

function wordsOf(t: Traits, i: number, folded: string): string {
  const words = t.words[i]!;
  return typeof words === 'number' ? folded.slice(Math.max(0, words - 2), words + 1) : words;
}

function reason(rule: string, words: string): Reason {
  return { field: 'kind', rule, words };
}
