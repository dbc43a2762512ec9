import { ANY, type Beginning } from './edges.js';
import { LETTERS, letterAt, letterOf, numbered, pairOf } from './letters.js';

/** As many edges are told apart: 32 a column. */
const COLUMNS = 32;
const PAIRS = 8192;

/** For each character a row of bits: the edges that can begin with it, and behind them those for which that is enough. One glance at a character tells it for all. */
const edgeFirsts = new Int32Array(LETTERS * COLUMNS * 2);
/** For each two characters, as far as their number tells them apart, the edges that can begin with both. */
const edgePairs = new Int32Array(PAIRS * COLUMNS);
let edges = 0;

/** What must stand at one place of a text, as far as one or two characters tell it. */
export class Edge {
  private readonly column = edges >> 5;
  private readonly bit = 1 << (edges & 31);

  constructor(begun: Beginning[]) {
    if (++edges > COLUMNS * 32) throw new Error('more patterns than the tables of reading can tell apart');
    for (const [first, second] of begun) {
      const row = numbered(first) * COLUMNS * 2 + this.column;
      edgeFirsts[row]! |= this.bit;
      if (second === ANY) edgeFirsts[row + COLUMNS]! |= this.bit;
      else edgePairs[(pairOf(numbered(first), numbered(second)) & (PAIRS - 1)) * COLUMNS + this.column]! |= this.bit;
    }
  }

  /** The first place at or behind `from` where it can stand, or -1. */
  next(text: string, from: number): number {
    const { column, bit } = this;
    for (let i = from; i < text.length; i++)
      if (edgeFirsts[letterOf(text.charCodeAt(i)) * COLUMNS * 2 + column]! & bit && this.stands(text, i)) return i;
    return -1;
  }

  /** Whether it can stand at `at`. */
  stands(text: string, at: number): boolean {
    const first = letterAt(text, at);
    const row = first * COLUMNS * 2 + this.column;
    if (!(edgeFirsts[row]! & this.bit)) return false;
    if (edgeFirsts[row + COLUMNS]! & this.bit) return true;
    return (edgePairs[(pairOf(first, letterAt(text, at + 1)) & (PAIRS - 1)) * COLUMNS + this.column]! & this.bit) !== 0;
  }
}

/** Where in a text sought patterns can begin. */
interface Sight {
  /** the bits of all that can be in it, 32 in each */
  low: number;
  high: number;
  /** which of `places` are its own: the last place in the text first */
  from: number;
  to: number;
}

/** As many patterns are told apart. */
const MOST = 64;
/** Beyond so many places remembered all texts are let go of. */
const REMEMBERED = 1 << 18;
/** So many texts are remembered; two that fall on the same slot drive each other out. */
const SLOTS = 1 << 13;

const NOTHING_SEEN: Sight = { low: 0, high: 0, from: 0, to: 0 };

/** All sought patterns, looked for together: one pass over a text tells where two characters stand that each can begin with. */
class Sights {
  private size = 0;
  /** for each character the patterns that can begin with it, and behind them those for which that is enough */
  private readonly firsts = new Int32Array(LETTERS * 4);
  /** for each two characters, as far as their number tells them apart, the patterns that can begin with both */
  private readonly pairs = new Int32Array(PAIRS * 2);
  /** the texts looked at: several readers ask for the same */
  private readonly texts: string[] = new Array(SLOTS).fill('');
  private readonly seen: Sight[] = new Array(SLOTS).fill(NOTHING_SEEN);
  /** the slots that hold one */
  private taken: number[] = [];
  private last = NOTHING_SEEN;
  private lastText = '';
  /** by what the patterns begin with or need */
  private readonly numbers = new Map<string, number>();
  /** three numbers for each place: where it is, and the bits of the patterns that can begin there */
  private places = new Int32Array(3 << 10);
  private used = 0;

  /** Takes in a pattern by what it begins with, or by what it needs. Gives its bit among the low ones or the high ones. */
  bitsOf(begun: Beginning[]): [low: number, high: number] {
    const key = begun.join(' ');
    const number = this.numbers.get(key) ?? this.add(begun);
    this.numbers.set(key, number);
    const bit = 1 << (number & 31);
    return number < 32 ? [bit, 0] : [0, bit];
  }

  private add(begun: Beginning[]): number {
    if (this.size === MOST) throw new Error('more sought patterns than one pass can tell apart');
    const number = this.size++;
    const [half, bit] = [number >> 5, 1 << (number & 31)];
    for (const [first, second] of begun) {
      const letter = numbered(first);
      this.firsts[letter * 4 + half]! |= bit;
      if (second === ANY) this.firsts[letter * 4 + 2 + half]! |= bit;
      else this.pairs[(pairOf(letter, numbered(second)) & (PAIRS - 1)) * 2 + half]! |= bit;
    }
    this.forget();
    return number;
  }

  forget(): void {
    for (const slot of this.taken) {
      this.texts[slot] = '';
      this.seen[slot] = NOTHING_SEEN;
    }
    this.taken = [];
    this.last = NOTHING_SEEN;
    this.lastText = '';
    this.used = 0;
  }

  /** What stands in a text. */
  of(text: string): Sight {
    if (text !== this.lastText) {
      const slot = slotOf(text);
      if (this.texts[slot] !== text) this.see(text, slot);
      this.last = this.seen[slot]!;
      this.lastText = text;
    }
    return this.last;
  }

  private see(text: string, slot: number): void {
    if (this.used > REMEMBERED) this.forget();
    this.seen[slot] = this.scan(text);
    this.texts[slot] = text;
    this.taken.push(slot);
  }

  /** The first place of a sight at or behind `from` where one of these bits is set; -1 where there is none. */
  next(sight: Sight, low: number, high: number, from: number): number {
    const { places } = this;
    for (let n = sight.to - 3; n >= sight.from; n -= 3)
      if (places[n]! >= from && ((places[n + 1]! & low) | (places[n + 2]! & high)) !== 0) return places[n]!;
    return -1;
  }

  private scan(text: string): Sight {
    this.makeRoom(text.length * 3);
    const { firsts, pairs, places } = this;
    const from = this.used;
    let used = from;
    let low = 0;
    let high = 0;
    let next = 0;
    for (let i = text.length - 1; i >= 0; i--) {
      const letter = letterOf(text.charCodeAt(i));
      const row = letter * 4;
      if ((firsts[row]! | firsts[row + 1]!) !== 0) {
        const pair = (pairOf(letter, next) & (PAIRS - 1)) * 2;
        const hereLow = firsts[row]! & (firsts[row + 2]! | pairs[pair]!);
        const hereHigh = firsts[row + 1]! & (firsts[row + 3]! | pairs[pair + 1]!);
        if ((hereLow | hereHigh) !== 0) {
          low |= hereLow;
          high |= hereHigh;
          places[used] = i;
          places[used + 1] = hereLow;
          places[used + 2] = hereHigh;
          used += 3;
        }
      }
      next = letter;
    }
    this.used = used;
    return { low, high, from, to: used };
  }

  private makeRoom(more: number): void {
    if (this.used + more <= this.places.length) return;
    const wider = new Int32Array((this.used + more) * 2);
    wider.set(this.places);
    this.places = wider;
  }
}

/** Where a text is remembered, by its length and three of its characters. */
function slotOf(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  const told =
    Math.imul(text.charCodeAt(0), 31) ^ Math.imul(text.charCodeAt(length >> 1), 167) ^ Math.imul(text.charCodeAt((length * 3) >> 2), 1031);
  return (told + length * 61) & (SLOTS - 1);
}

export const sights = new Sights();

/** Like Edge, for a pattern that is sought in whole clauses; `needed`: what must stand in them besides, wherever. */
export class Sought {
  private readonly low: number;
  private readonly high: number;
  private readonly neededLow: number;
  private readonly neededHigh: number;

  constructor(begun: Beginning[], needed: Beginning[] = begun) {
    [this.low, this.high] = sights.bitsOf(begun);
    [this.neededLow, this.neededHigh] = sights.bitsOf(needed);
  }

  next(text: string, from: number): number {
    const sight = sights.of(text);
    if (((sight.low & this.low) | (sight.high & this.high)) === 0) return -1;
    if (((sight.low & this.neededLow) | (sight.high & this.neededHigh)) === 0) return -1;
    return sights.next(sight, this.low, this.high, from);
  }
}
