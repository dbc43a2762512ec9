/** A trait is known by one number below this; two that share it share its weight. */
export const TRAITS = 1 << 14;

/** Traits taken out of those of a clause. */
export interface Told {
  numbers: number[];
  templates: number[];
  words: (string | number)[];
}

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

  /** How many there are. */
  get count(): number {
    return this.size;
  }

  /** Begins anew. */
  clear(): void {
    this.size = 0;
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

  /** What stands in `text` from `from` up to `to`, as far as there is any. */
  word(template: number, text: string, extra = 0, from = 0, to = text.length): void {
    const begin = Math.max(from, 0);
    const end = Math.min(to, text.length);
    let h = 7;
    for (let i = begin; i < end; i++) h = Math.imul(h, 31) + text.charCodeAt(i);
    this.add(template, h, extra, 0, this.isTold ? text.slice(begin, end) : '');
  }

  /** The traits from number `from` on, for `append`. */
  since(from: number): Told {
    const numbers: number[] = [];
    for (let i = from; i < this.size; i++) numbers.push(this.buffer[i]!);
    return { numbers, templates: this.templates.slice(from), words: this.words.slice(from) };
  }

  /** Adds what another clause under the same headings has had worked out. */
  append(other: Told): void {
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
