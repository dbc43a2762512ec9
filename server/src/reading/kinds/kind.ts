import type { Kind, Reason } from '../types.js';
import { type Evidence, isBody, type Stretches, stretchesOf, surround, TRAIT_NAMES } from './evidence.js';
import { FIRST_SCALE, FIRST_WEIGHTS, SECOND_WEIGHTS } from './kindWeights.js';
import { STATE_COUNT } from './states.js';
import { ListedTraits, TRAITS, type Traits, WeighedTraits, type Weights, weighed } from './traits.js';

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
 * in its neighbours and in the rest of its section, chapter and document (sections mostly either report or plan), and what is plainly so of it.
 */
export interface Model {
  first: Weights;
  /** what one unit in `first` is worth */
  scale: number;
  /** for each of the COMPANY numbers a weight for each of CLASSES */
  second: ArrayLike<number>;
}

const SHIPPED: Model = {
  first: decoded(FIRST_WEIGHTS),
  scale: FIRST_SCALE,
  second: Float64Array.from(SECOND_WEIGHTS.split(' '), w => Number(w) / 1000),
};

function decoded(base64: string): Int8Array {
  const weights = new Int8Array(TRAITS * SIZE);
  weights.set(Buffer.from(base64, 'base64'));
  return weights;
}

/** Made once: code that was compiled for objects of a kind is thrown away when the last of them is collected. */
const LISTED = new ListedTraits();
const WEIGHED = new WeighedTraits(SHIPPED.first);

/** Where the traits of a text's clauses go, by one that has none: listed where the decisions are to be explained, else only weighed. */
export function noTraits(isExplained: boolean): Traits {
  return isExplained ? LISTED : WEIGHED;
}

/** Decides the kind of each clause of one document, and says why where its traits were listed. */
export function decide(all: Evidence[]): Decision[] {
  surround(all);
  const owed = tasksOf(all);
  const first = all.map(e => (isBody(e) ? chancesOf(e.traits.weighed(SHIPPED.first), SHIPPED.scale) : null));
  return companyOf(all, first, company => secondLook(company, SHIPPED)).map((chances, i) => {
    const { placed, isNever, traits } = all[i]!;
    const told = traits instanceof ListedTraits ? traits : null;
    if (!chances) return { kind: 'heading', weight: 0.95, why: told && reason('标题', placed.words.written.slice(0, 20)) };
    if (placed.goals) return { kind: 'target', weight: 0.9, why: told && reason('指标表', placed.words.written.slice(0, 20)) };
    if (isNever) return { kind: null, weight: 0.95, why: null };
    if (owed[i]) owing(chances);
    else if (placed.stands === 'told') telling(chances);
    const best = chances.indexOf(Math.max(...chances));
    return { kind: CLASSES[best]!, weight: chances[best]!, why: told && because(told, placed.words.folded, best, SHIPPED) };
  });
}

/** Which clauses are tasks of a table that shares them out: those that stand in a row of it, and those before them in the same cell. */
function tasksOf(all: Evidence[]): boolean[] {
  const found: boolean[] = new Array(all.length).fill(false);
  for (let i = all.length - 1; i >= 0; i--) {
    const { placed } = all[i]!;
    found[i] = placed.stands === 'owed' || (found[i + 1] === true && all[i + 1]!.placed.paragraph === placed.paragraph);
  }
  return found;
}

/** What somebody owes is a measure or a target, however it is worded ("建成…并投入使用;"). */
function owing(chances: Chances): void {
  const [measure, target] = chances as [number, number];
  chances.splice(0, SIZE, measure / (measure + target), target / (measure + target), 0, 0);
}

/** How far a task is, is a result, however it is worded ("正在安装设备。"). */
function telling(chances: Chances): void {
  const nothing = chances[3]! / 2;
  chances.splice(0, SIZE, 0, 0, 1 - nothing, nothing);
}

/** Keeps long clauses from being judged with more certainty than short ones. */
const FIRST_GAIN = 4;

/** The first look at traits that were listed. */
export function firstLook(numbers: ArrayLike<number>, { first, scale }: Pick<Model, 'first' | 'scale'>): Chances {
  return chancesOf(weighed(numbers, first), scale);
}

function chancesOf({ count, a, b, c, d }: WeighedTraits, scale: number): Chances {
  return softmax([a, b, c, d], gain(count) * scale);
}

/** What each trait of a clause counts that has so many. */
export function gain(count: number): number {
  return FIRST_GAIN / Math.sqrt(count);
}

/** Four sums, each by itself: taken apart from one list, each number would be an object of its own at every turn. */
export function secondLook(company: ArrayLike<number>, { second }: Pick<Model, 'second'>): Chances {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let n = 0; n < company.length; n++) {
    const x = company[n]!;
    if (x === 0) continue;
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

/** Behind own chances, one, three stretches and two neighbours in the paragraph or beyond stand the states. */
const STATES_AT = SIZE * 8 + 1;
/** How many numbers the second look weighs. */
export const COMPANY = STATES_AT + STATE_COUNT;

/** What `use` makes of what the first look found in each body clause and around it, which it does not keep; null for headings. */
export function companyOf<T>(all: Evidence[], first: (Chances | null)[], use: (company: Float64Array) => T): (T | null)[] {
  const stretches = stretchesOf(all);
  const sums = sumsOf(stretches, first);
  const company = new Float64Array(COMPANY);
  return first.map((own, i) => {
    if (!own) return null;
    for (let c = 0; c < SIZE; c++) company[c] = Math.log(own[c]! + 1e-4);
    company[SIZE] = 1;
    const [chapter, section, whole] = stretches[i]!;
    others(company, 1, sums[section]!, own);
    others(company, 2, sums[chapter]!, own);
    others(company, 3, sums[whole]!, own);
    beside(company, 4, i - 1, i);
    beside(company, 6, i + 1, i);
    const { states } = all[i]!;
    for (let n = 0; n < STATE_COUNT; n++) company[STATES_AT + n] = (states >> n) & 1;
    return use(company);
  });

  /** One neighbour, at one place in the same paragraph, at the next beyond it; nothing at the other. */
  function beside(company: Float64Array, place: number, at: number, own: number): void {
    const chances = first[at] ?? NO_CHANCES;
    const isBeyond = chances !== NO_CHANCES && all[at]!.placed.paragraph !== all[own]!.placed.paragraph;
    put(company, place, isBeyond ? NO_CHANCES : chances);
    put(company, place + 1, isBeyond ? chances : NO_CHANCES);
  }
}

const NO_CHANCES: Chances = [0, 0, 0, 0];

function put(company: Float64Array, place: number, chances: Chances): void {
  for (let c = 0; c < SIZE; c++) company[SIZE * place + 1 + c] = chances[c]!;
}

/** Of a stretch how many clauses it has and the sums of what the first look found in them. */
interface Sum {
  count: number;
  chances: Chances;
}

function sumsOf(stretches: Stretches[], first: (Chances | null)[]): Sum[] {
  const sums: Sum[] = [];
  stretches.forEach((each, i) => {
    const chances = first[i];
    if (!chances) return;
    for (const stretch of each) {
      sums[stretch] ??= { count: 0, chances: [0, 0, 0, 0] };
      add(sums[stretch], chances);
    }
  });
  return sums;
}

function add(sum: Sum, chances: Chances): void {
  sum.count++;
  for (let c = 0; c < SIZE; c++) sum.chances[c]! += chances[c]!;
}

/** The mean of the other clauses of a stretch; the fewer they are, the less they say. */
function others(company: Float64Array, place: number, { count, chances }: Sum, own: Chances): void {
  for (let c = 0; c < SIZE; c++) company[SIZE * place + 1 + c] = (chances[c]! - own[c]!) / count;
}

/** The two traits that speak most for the class, of those that a person can check in the text. */
function because(t: ListedTraits, folded: string, best: number, { first }: Model): Reason {
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

function tells(t: ListedTraits, i: number, folded: string): boolean {
  return TRAIT_NAMES[t.templates[i]!] !== undefined && /[一-龥]/.test(wordsOf(t, i, folded));
}

function wordsOf(t: ListedTraits, i: number, folded: string): string {
  const words = t.words[i]!;
  return typeof words === 'number' ? folded.slice(Math.max(0, words - 2), words + 1) : words;
}

function reason(rule: string, words: string): Reason {
  return { field: 'kind', rule, words };
}
