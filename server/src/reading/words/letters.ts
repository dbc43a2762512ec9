/**
 * The characters that patterns, lexicons and separators speak of, numbered from 1 as they are met, so that what is to be known of a
 * character stands in tables small enough to stay in the processor's cache. 0 is every other character, and the end of a text.
 */
const numbers = new Uint16Array(0x10000);
let count = 0;

/** No number is as high as this: all characters of the language's lists together are fewer. */
export const LETTERS = 2048;

/** The number of a UTF-16 unit, 0 where nothing speaks of it. */
export function letterOf(unit: number): number {
  return numbers[unit]!;
}

/** The number of the unit that stands at `at`; 0 outside the text. */
export function letterAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? numbers[text.charCodeAt(at)]! : 0;
}

/** Numbers a unit, where it has no number yet. */
export function numbered(unit: number): number {
  if (numbers[unit] === 0) {
    if (++count === LETTERS) throw new Error('more characters than the tables of reading can tell apart');
    numbers[unit] = count;
  }
  return numbers[unit]!;
}

/** One of 65,536 for two numbered characters that stand together. */
export function pairOf(first: number, second: number): number {
  return (Math.imul(first, 40503) ^ Math.imul(second, 9)) & 0xffff;
}

/** For each numbered character one bit for each set that it is in: 1 for the first, 2 for the second, 4… */
export function tableOf(...sets: Iterable<number>[]): Uint8Array {
  const table = new Uint8Array(LETTERS);
  sets.forEach((set, n) => {
    for (const unit of set) table[numbered(unit)]! |= 1 << n;
  });
  return table;
}

/** The UTF-16 units of some words. */
export function unitsOf(words: string): number[] {
  return words.split('').map(c => c.charCodeAt(0));
}
