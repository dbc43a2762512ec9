/** A trait is known by one number below this; two that share it share its weight. */
export const TRAITS = 1 << 14;

/** The traits of a clause: their numbers, and where they are to be told to a person what each is about. */
export class Traits {
  private buffer = new Int32Array(512);
  private size = 0;
  readonly templates: number[] = [];
  /** the words that each rests on, or where in the clause its two or three characters begin */
  readonly words: (string | number)[] = [];

  /** `isTold`: templates and words are kept too */
  constructor(private readonly isTold: boolean) {}

  get numbers(): Int32Array {
    return this.buffer.subarray(0, this.size);
  }

  /** Begins anew; gives the numbers found until then. */
  taken(): Int32Array {
    const found = this.buffer.slice(0, this.size);
    this.size = 0;
    return found;
  }

  add(template: number, a = 0, b = 0, c = 0, at: string | number = ''): void {
    let h = Math.imul(template + 1, 0x9e3779b1);
    h = Math.imul(h ^ a, 0x85ebca6b) ^ (h >>> 13);
    h = Math.imul(h ^ b, 0xc2b2ae35) ^ (h >>> 15);
    h = Math.imul(h ^ c, 0x27d4eb2f) ^ (h >>> 14);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    this.put(((h ^ (h >>> 13)) >>> 0) % TRAITS);
    if (!this.isTold) return;
    this.templates.push(template);
    this.words.push(at);
  }

  word(template: number, word: string, extra = 0): void {
    let h = 7;
    for (let i = 0; i < word.length; i++) h = Math.imul(h, 31) + word.charCodeAt(i);
    this.add(template, h, extra, 0, word);
  }

  /** Adds what another clause under the same headings has had worked out. */
  append(other: { numbers: Int32Array; templates: number[]; words: (string | number)[] }): void {
    for (const n of other.numbers) this.put(n);
    if (!this.isTold) return;
    this.templates.push(...other.templates);
    this.words.push(...other.words);
  }

  private put(number: number): void {
    if (this.size === this.buffer.length) {
      const wider = new Int32Array(this.size * 2);
      wider.set(this.buffer);
      this.buffer = wider;
    }
    this.buffer[this.size++] = number;
  }
}
