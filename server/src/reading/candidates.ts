import { ANY } from './edges.js';
import { LETTERS, letterAt, letterOf, numbered } from './letters.js';
import type { Pattern } from './pattern.js';

/** As many patterns are told apart: a bit each. */
const MOST = 32;

/**
 * Patterns that are asked of the same short texts one after the other. What they begin and end with tells of most of them that they cannot
 * stand; where that leaves some, one walk over the characters tells for all of these whether the text has what they need.
 */
export class Candidates {
  /** for each character the patterns whose text can begin with it, and end with it */
  private readonly firsts = new Int32Array(LETTERS);
  private readonly lasts = new Int32Array(LETTERS);
  /** for each character the patterns that need it or one like it, and beside them those that need it besides */
  private readonly needed = new Int32Array(LETTERS * 2);
  /** the patterns of which nothing is known that they need, or need besides; those of which something is */
  private needless = 0;
  private needlessBesides = 0;
  private readonly demanding: number;

  constructor(private readonly patterns: readonly Pattern[]) {
    if (patterns.length > MOST) throw new Error('more patterns than one walk can tell apart');
    patterns.forEach((one, n) => {
      const bit = 1 << n;
      const { first, last, needs } = one.bounds();
      enter(this.firsts, bit, first);
      enter(this.lasts, bit, last);
      const [needed, besides] = needs;
      if (!needed) this.needless |= bit;
      if (!besides) this.needlessBesides |= bit;
      for (const unit of needed ?? []) this.needed[numbered(unit) * 2]! |= bit;
      for (const unit of besides ?? []) this.needed[numbered(unit) * 2 + 1]! |= bit;
    });
    this.demanding = ~(this.needless & this.needlessBesides);
  }

  /** A bit for each pattern that can stand in the text, 1 for the first, 2 for the second, 4… */
  in(text: string): number {
    const within = this.firsts[letterAt(text, 0)]! & this.lasts[letterAt(text, text.length - 1)]!;
    return (within & this.demanding) === 0 ? within : within & this.having(text);
  }

  /** The text without what they find in it, one after the other. */
  without(text: string): string {
    let left = text;
    let candidates = this.in(left);
    for (let n = 0; n < this.patterns.length; n++) {
      if (!(candidates & (1 << n))) continue;
      const shorter = this.patterns[n]!.replace(left, '');
      if (shorter !== left) candidates = this.in(shorter);
      left = shorter;
    }
    return left;
  }

  /** The patterns that find in the text what they need. */
  private having(text: string): number {
    const { needed } = this;
    let found = this.needless;
    let besides = this.needlessBesides;
    for (let i = 0; i < text.length; i++) {
      const row = letterOf(text.charCodeAt(i)) * 2;
      found |= needed[row]!;
      besides |= needed[row + 1]!;
    }
    return found & besides;
  }
}

/** Sets the bit for these characters; for all where any may stand. */
function enter(table: Int32Array, bit: number, units: ReadonlySet<number>): void {
  if (units.has(ANY)) for (let letter = 0; letter < LETTERS; letter++) table[letter]! |= bit;
  else for (const unit of units) table[numbered(unit)]! |= bit;
}
