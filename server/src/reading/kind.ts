import { chapterKey, type Evidence, isBody, sectionKey, TRAIT_NAMES, TRAITS, type Traits, traitsOf } from './evidence.js';
import { find } from './find.js';
import { FIRST_SCALE, FIRST_WEIGHTS, SECOND_WEIGHTS } from './kindWeights.js';
import { AHEAD_MARKS, DONE_MARKS } from './marks.js';
import type { Kind, Reason } from './types.js';

/** The first word of a clause that tells of what is done, and of what is ahead, or ''. */
export interface Marks {
  done: string;
  ahead: string;
}

export function marksOf(folded: string): Marks {
  return { done: find(DONE_MARKS, folded)?.[0] ?? '', ahead: find(AHEAD_MARKS, folded)?.[0] ?? '' };
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
  why: Reason;
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

/** Decides the kind of each clause of one document. */
export function decide(all: Evidence[], model: Model = SHIPPED): Decision[] {
  const traits = traitsOf(all);
  const first = traits.map(t => t && firstLook(t.numbers, model));
  const company = companyOf(all, first);
  return all.map((e, i) => {
    if (!isBody(e)) return { kind: 'heading', weight: 0.95, why: reason('标题', e.placed.words.written.slice(0, 20)) };
    const chances = secondLook(company[i]!, model);
    const best = chances.indexOf(Math.max(...chances));
    return { kind: CLASSES[best]!, weight: chances[best]!, why: because(traits[i]!, e.placed.words.folded, best, model) };
  });
}

/** Keeps long clauses from being judged with more certainty than short ones. */
const FIRST_GAIN = 4;

export function firstLook(numbers: number[], { first, scale }: Pick<Model, 'first' | 'scale'>): Chances {
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
export function gain(numbers: number[]): number {
  return FIRST_GAIN / Math.sqrt(numbers.length);
}

export function secondLook(company: number[], { second }: Pick<Model, 'second'>): Chances {
  const sums: number[] = new Array(SIZE).fill(0);
  for (let n = 0; n < company.length; n++) for (let c = 0; c < SIZE; c++) sums[c]! += second[n * SIZE + c]! * company[n]!;
  return softmax(sums, 1);
}

function softmax(sums: number[], scale: number): Chances {
  const most = Math.max(...sums);
  const powers = sums.map(s => Math.exp((s - most) * scale));
  const all = powers.reduce((a, b) => a + b, 0);
  return powers.map(p => p / all);
}

/** How many numbers the second look weighs: own chances, one, three stretches, two neighbours in the paragraph or beyond. */
export const COMPANY = SIZE * 8 + 1;
const NOTHING: Chances = [0, 0, 0, 0];

/** For each body clause what the first look found in it and around it; empty for headings. */
export function companyOf(all: Evidence[], first: (Chances | null)[]): number[][] {
  const keys = all.map(e => [`节${sectionKey(e)}`, `章${chapterKey(e)}`, '']);
  const sums = new Map<string, { count: number; chances: Chances }>();
  first.forEach((chances, i) => {
    if (chances) for (const key of keys[i]!) add(sums, key, chances);
  });
  return first.map((own, i) => {
    if (!own) return [];
    const stretches = keys[i]!.flatMap(key => others(sums.get(key)!, own));
    const neighbours = [i - 1, i + 1].flatMap(j => {
      const chances = first[j] ?? NOTHING;
      return all[j]?.placed.paragraph === all[i]!.placed.paragraph ? [...chances, ...NOTHING] : [...NOTHING, ...chances];
    });
    return [...own.map(p => Math.log(p + 1e-4)), 1, ...stretches, ...neighbours];
  });
}

function add(sums: Map<string, { count: number; chances: Chances }>, key: string, chances: Chances): void {
  const sum = sums.get(key) ?? { count: 0, chances: [...NOTHING] };
  sums.set(key, sum);
  sum.count++;
  chances.forEach((p, c) => {
    sum.chances[c]! += p;
  });
}

/** The mean of the other clauses of a stretch; the fewer they are, the less they say. */
function others({ count, chances }: { count: number; chances: Chances }, own: Chances): number[] {
  return chances.map((p, c) => (p - own[c]!) / count);
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
