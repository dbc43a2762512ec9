import { withoutNumber } from './text.js';

/** How many bands a sketch has, and how many hashes make one: alike texts (half of their pairs in common) practically always share a band. */
const BANDS = 24;
const ROWS = 2;

/** What two wordings of the same measure may differ in: marks, spaces, the number before it. */
const NOISE = /[\s\p{P}\p{S}]+/gu;

/** The pairs of neighbouring characters of a text, each once. */
export function pairsOf(text: string): Set<string> {
  const characters = Array.from(withoutNumber(text.normalize('NFKC')).replace(NOISE, ''));
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/** How alike two texts are, 0 to 1: the share of their pairs that they have in common (Dice). */
export function similarity(a: Set<string>, b: Set<string>): number {
  if (a.size + b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const pair of small) if (large.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size);
}

/**
 * A sketch of a text (MinHash in bands): numbers of 32 bits of which two texts share at least one when they are alike, and hardly ever one
 * when they are not. Looking sketches up in an index finds the like among any number of texts without comparing each with each.
 */
export function sketchOf(pairs: Set<string>): number[] {
  if (pairs.size === 0) return [];
  const hashes = [...pairs].map(hash);
  const bands: number[] = [];
  for (let band = 0; band < BANDS; band++) {
    let mixed = mix(band + 1);
    for (let row = 0; row < ROWS; row++) mixed = mix(mixed ^ smallest(hashes, band * ROWS + row));
    bands.push(mixed);
  }
  return bands;
}

function smallest(hashes: number[], seed: number): number {
  let least = 0xffffffff;
  const salt = mix(seed + 0x9e37);
  for (const value of hashes) least = Math.min(least, mix(value ^ salt) >>> 0);
  return least | 0;
}

function hash(pair: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < pair.length; index++) value = Math.imul(value ^ pair.charCodeAt(index), 0x01000193);
  return value;
}

/** Spreads 32 bits over 32 bits (the finish of MurmurHash3). */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
