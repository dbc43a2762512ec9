import { ANY, type Beginning } from './edges.js';
import { LETTERS, letterAt, letterOf, numbered, pairOf } from './letters.js';

/** As many edges are told apart: 32 a column. */
const COLUMNS = 16;
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
      else edgePairs[(pairOf(numbered(first), numbered(second)) % PAIRS) * COLUMNS + this.column]! |= this.bit;
    }
  }

  /** Whether it can stand at `at`. */
  stands(text: string, at: number): boolean {
    const first = letterAt(text, at);
    const row = first * COLUMNS * 2 + this.column;
    if (!(edgeFirsts[row]! & this.bit)) return false;
    if (edgeFirsts[row + COLUMNS]! & this.bit) return true;
    return (edgePairs[(pairOf(first, letterAt(text, at + 1)) % PAIRS) * COLUMNS + this.column]! & this.bit) !== 0;
  }
}

/** Where in a text each pattern of a group can begin. */
export interface Sight {
  text: string;
  /** the bits of all patterns that can begin anywhere in it */
  bits: number;
  /** how many places there are, the last first, where each is, the bits of the patterns that can begin there */
  count: number;
  places: Int32Array;
  bitsAt: Int32Array;
}

/** So many texts are remembered, at most one of each length. */
const SIGHTS = 64;

/** As many patterns as an integer has bits, looked for together: one pass over a text tells where two characters stand that each can begin with. */
export class Group {
  private size = 0;
  /** the patterns whose places are told, not only that they can be there */
  private placed = 0;
  /** for each character the patterns that can begin with it, and behind them those for which that is enough */
  private readonly firsts = new Int32Array(LETTERS * 2);
  /** for each two characters, as far as their number tells them apart, the patterns that can begin with both */
  private readonly pairs = new Int32Array(PAIRS);
  /** the texts looked at last, by their length: several readers ask for the same text one after the other */
  private readonly sights: Sight[] = Array.from({ length: SIGHTS }, () => ({
    text: '',
    bits: 0,
    count: 0,
    places: new Int32Array(64),
    bitsAt: new Int32Array(64),
  }));

  get isFull(): boolean {
    return this.size === 32;
  }

  /** Takes in a pattern by what it begins with; where `isPlaced` is not so, by what it needs. Gives its bit. */
  add(begun: Beginning[], isPlaced: boolean): number {
    const bit = 1 << this.size++;
    if (isPlaced) this.placed |= bit;
    for (const [first, second] of begun) {
      const letter = numbered(first);
      this.firsts[letter * 2]! |= bit;
      if (second === ANY) this.firsts[letter * 2 + 1]! |= bit;
      else this.pairs[pairOf(letter, numbered(second)) % PAIRS]! |= bit;
    }
    this.forget();
    return bit;
  }

  forget(): void {
    for (const sight of this.sights) [sight.text, sight.bits, sight.count] = ['', 0, 0];
  }

  look(text: string): Sight {
    const sight = this.sights[text.length % SIGHTS]!;
    if (sight.text !== text) this.scan(text, sight);
    return sight;
  }

  private scan(text: string, sight: Sight): void {
    const { length } = text;
    if (sight.places.length < length) [sight.places, sight.bitsAt] = [new Int32Array(length * 2), new Int32Array(length * 2)];
    const { places, bitsAt } = sight;
    const { firsts, pairs } = this;
    let bits = 0;
    let count = 0;
    let next = 0;
    for (let i = length - 1; i >= 0; i--) {
      const letter = letterOf(text.charCodeAt(i));
      const begun = firsts[letter * 2]!;
      const here = begun === 0 ? 0 : begun & (firsts[letter * 2 + 1]! | pairs[pairOf(letter, next) % PAIRS]!);
      bits |= here;
      if (here & this.placed) {
        places[count] = i;
        bitsAt[count++] = here;
      }
      next = letter;
    }
    sight.text = text;
    sight.bits = bits;
    sight.count = count;
  }
}
