import { LETTERS, letterOf, numbered } from './letters.js';
import type { Pattern } from './pattern.js';

/** Two sets of characters are known of each pattern, 16 bits for all patterns each. */
const MOST = 16;

/** Patterns that are asked of the same short texts one after the other: one walk over the characters of a text tells for all of them whether it has what they need. */
export class Candidates {
  /** for each character a bit for each pattern that needs it or one like it, and MOST bits on for what the pattern needs besides */
  private readonly table = new Int32Array(LETTERS);
  private always = 0;

  constructor(patterns: readonly Pattern[]) {
    if (patterns.length > MOST) throw new Error('more patterns than one walk can tell apart');
    patterns.forEach((one, n) => {
      const needs = one.needs();
      for (let k = 0; k < 2; k++) {
        const bit = 1 << (n + MOST * k);
        if (!needs[k]) this.always |= bit;
        else for (const unit of needs[k]!) this.table[numbered(unit)]! |= bit;
      }
    });
  }

  /** A bit for each pattern that can stand in the text, 1 for the first, 2 for the second, 4… */
  in(text: string): number {
    const { table } = this;
    let found = this.always;
    for (let i = 0; i < text.length; i++) found |= table[letterOf(text.charCodeAt(i))]!;
    return found & (found >>> MOST);
  }
}
