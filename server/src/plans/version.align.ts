import { withoutNumber } from './text.js';

/** A meaning-bearing unit of a document: one sentence that bids, aims or reports, or one item of a list. */
export interface AlignUnit {
  text: string;
  /** The chain of headings above, outermost first. */
  section: string[];
}

/** Two units that say the same, or the same in other words; indices into the two lists. */
export interface AlignPair {
  old: number;
  fresh: number;
  /** 0..1; 1: the same words. */
  similarity: number;
  /** It stands elsewhere now: under another heading, or in another order among its like. */
  moved: boolean;
}

export interface Alignment {
  pairs: AlignPair[];
  /** Units of the old version that the new one no longer has. */
  gone: number[];
  /** Units that only the new version has. */
  fresh: number[];
}

/** Two units below this likeness are taken for two different things. */
const ALIKE = 0.5;
/** A pair of letters in more units than this (的、和、工作) tells nothing. */
const COMMON = 60;
const CANDIDATES = 6;
/** Shorter words are too easily found inside others. */
const SHORTEST_PART = 6;

/**
 * Finds which unit of the new version says what a unit of the old one said, whatever moved. Time grows with the length of the texts, not with
 * the product of the two lists: only units that share uncommon pairs of letters are compared.
 */
export function align(old: AlignUnit[], fresh: AlignUnit[]): Alignment {
  const [before, after] = [old, fresh].map(units => units.map(({ text }) => essence(text))) as [string[], string[]];
  const pairs = sameWords(before, after);
  const left = { old: missing(before, pairs, 'old'), fresh: missing(after, pairs, 'fresh') };
  pairs.push(...joinedOrParted(before, after, left));
  const open = { old: missing(before, pairs, 'old'), fresh: missing(after, pairs, 'fresh') };
  pairs.push(...likeWords(before, after, open));
  pairs.sort((a, b) => a.fresh - b.fresh || a.old - b.old);
  markMoves(pairs, old, fresh);
  return { pairs, gone: missing(before, pairs, 'old'), fresh: missing(after, pairs, 'fresh') };
}

/** What is left of words when their number, blanks and marks are taken away: 3.09 and 309 stay apart. */
export function essence(text: string): string {
  return withoutNumber(text.normalize('NFKC'))
    .replace(/(?<!\d)[.]|[.](?!\d)/g, '')
    .replace(/[\s,;:!?，。；：！？、“”"'‘’《》〈〉()（）【】[\]·—-]/g, '');
}

type Found = AlignPair;
interface Open {
  old: number[];
  fresh: number[];
}

function missing(units: string[], pairs: AlignPair[], side: 'old' | 'fresh'): number[] {
  const paired = new Set(pairs.map(pair => pair[side]));
  return units.flatMap((_unit, index) => (paired.has(index) ? [] : [index]));
}

/** Units in the same words; repeated ones in their order. */
function sameWords(before: string[], after: string[]): Found[] {
  const places = new Map<string, number[]>();
  for (const [index, words] of before.entries()) places.set(words, [...(places.get(words) ?? []), index]);
  return after.flatMap((words, fresh) => {
    const old = places.get(words)?.shift();
    return old === undefined ? [] : [{ old, fresh, similarity: 1, moved: false }];
  });
}

/** Several units of one version that stand word for word in one unit of the other: joined or parted, and nothing else. */
function joinedOrParted(before: string[], after: string[], open: Open): Found[] {
  const joined = partsIn(before, open.old, after, open.fresh).map(([part, whole]) => ({
    old: part,
    fresh: whole,
    similarity: 1,
    moved: false,
  }));
  const taken = new Set(joined.map(({ old }) => old));
  const parted = partsIn(
    after,
    open.fresh.filter(index => !joined.some(({ fresh }) => fresh === index)),
    before,
    open.old.filter(index => !taken.has(index)),
  ).map(([part, whole]) => ({ old: whole, fresh: part, similarity: 1, moved: false }));
  return [...joined, ...parted];
}

/** [part, whole] for every whole that holds at least two of the parts, which make up most of it. */
function partsIn(parts: string[], openParts: number[], wholes: string[], openWholes: number[]): [number, number][] {
  const index = indexOf(parts, openParts);
  const used = new Set<number>();
  return openWholes.flatMap(whole => {
    const words = wholes[whole] as string;
    const inside = [...candidatesOf(words, index).keys()].filter(part => {
      const own = parts[part] as string;
      return !used.has(part) && own.length >= SHORTEST_PART && own.length < words.length && words.includes(own);
    });
    const held = inside.reduce((sum, part) => sum + (parts[part] as string).length, 0);
    if (inside.length < 2 || held < words.length * 0.6) return [];
    for (const part of inside) used.add(part);
    return inside.map((part): [number, number] => [part, whole]);
  });
}

/** The likest first; each unit once. */
function likeWords(before: string[], after: string[], open: Open): Found[] {
  const index = indexOf(before, open.old);
  const likenesses = open.fresh.flatMap(fresh => {
    const shared = [...candidatesOf(after[fresh] as string, index)].sort((a, b) => b[1] - a[1]).slice(0, CANDIDATES);
    return shared.map(([old]) => ({ old, fresh, similarity: likeness(before[old] as string, after[fresh] as string), moved: false }));
  });
  const away = ({ old, fresh }: Found) => Math.abs(old / before.length - fresh / after.length);
  const best = likenesses.filter(({ similarity }) => similarity >= ALIKE).sort((a, b) => b.similarity - a.similarity || away(a) - away(b));
  const used = { old: new Set<number>(), fresh: new Set<number>() };
  return best.filter(({ old, fresh }) => {
    if (used.old.has(old) || used.fresh.has(fresh)) return false;
    used.old.add(old);
    used.fresh.add(fresh);
    return true;
  });
}

function pairsOfLetters(words: string): string[] {
  const letters = Array.from(words);
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** Which units hold a pair of letters; pairs that many hold are left out. */
function indexOf(units: string[], open: number[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const unit of open)
    for (const pair of new Set(pairsOfLetters(units[unit] as string))) {
      const places = index.get(pair);
      if (!places) index.set(pair, [unit]);
      else if (places.length <= COMMON) places.push(unit);
    }
  for (const [pair, places] of index) if (places.length > COMMON) index.delete(pair);
  return index;
}

/** How many uncommon pairs of letters each unit of the index shares with the words. */
function candidatesOf(words: string, index: Map<string, number[]>): Map<number, number> {
  const shared = new Map<number, number>();
  for (const pair of new Set(pairsOfLetters(words)))
    for (const unit of index.get(pair) ?? []) shared.set(unit, (shared.get(unit) ?? 0) + 1);
  return shared;
}

/** Shared pairs of letters among all (Dice), 0..1; words that were only added to lose less. */
function likeness(a: string, b: string): number {
  const [first, second] = [pairsOfLetters(a), pairsOfLetters(b)];
  const counts = new Map<string, number>();
  for (const pair of first) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of second) {
    const left = counts.get(pair) ?? 0;
    if (left > 0) shared += 1;
    counts.set(pair, left - 1);
  }
  const dice = (2 * shared) / Math.max(1, first.length + second.length);
  const shorter = Math.min(first.length, second.length);
  return Math.max(dice, shorter >= SHORTEST_PART ? (0.7 * shared) / shorter : 0);
}

/** A unit moved when it stands under another heading (headings renamed in place apart), or out of the order of the others. */
function markMoves(pairs: AlignPair[], old: AlignUnit[], fresh: AlignUnit[]): void {
  const headings = (units: AlignUnit[], index: number) => essence(units[index]?.section.at(-1) ?? '');
  const renamed = mostFrequent(pairs.map(pair => [headings(old, pair.old), headings(fresh, pair.fresh)]));
  const inOrder = longestRising(pairs.map(pair => pair.old));
  for (const [index, pair] of pairs.entries())
    pair.moved = !inOrder.has(index) || renamed.get(headings(old, pair.old)) !== headings(fresh, pair.fresh);
}

/** For each first word the second that most often goes with it. */
function mostFrequent(couples: [string, string][]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [from, to] of couples) {
    const own = counts.get(from) ?? new Map<string, number>();
    counts.set(from, own.set(to, (own.get(to) ?? 0) + (from === to ? 1.5 : 1)));
  }
  return new Map([...counts].map(([from, own]) => [from, [...own].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '']));
}

/** Indices of a longest subsequence that does not fall (patience sorting, n log n). */
function longestRising(values: number[]): Set<number> {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, value] of values.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] as number] as number) <= value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (ends[low - 1] as number) : -1;
    ends[low] = index;
  }
  const kept = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] as number) kept.add(index);
  return kept;
}
