/** A trait is known by one number below this; two that share it share its weight. */
export const TRAITS = 1 << 14;

/** Takes the traits of a clause, one by one: a template says what each is about. */
export abstract class Traits {
  /** Another of its kind that has none yet. */
  abstract fresh(): Traits;

  /** Adds those of another of its kind. */
  abstract append(other: Traits): void;

  /** `words`: what it rests on, or where in the clause its two or three characters begin */
  protected abstract put(number: number, template: number, words: string | number): void;

  add(template: number, a = 0, b = 0, c = 0, words: string | number = ''): void {
    this.put(last(third(second(first(template, a), b), c)), template, words);
  }

  /** What stands in `text` from `from` up to `to`, as far as there is any. */
  word(template: number, text: string, extra = 0, from = 0, to = text.length): void {
    const begin = Math.max(from, 0);
    const end = Math.min(to, text.length);
    let h = 7;
    for (let i = begin; i < end; i++) h = Math.imul(h, 31) + text.charCodeAt(i);
    this.add(template, h, extra, 0, this.quoted(text, begin, end));
  }

  /** Two and three characters that stand together before `end`; a number counts as one digit. */
  characters(template: number, text: string, end: number): void {
    let before = 0;
    let b = 0;
    for (let i = 0; i < end; i++) {
      const raw = text.charCodeAt(i);
      const c = raw >= 48 && raw <= 57 ? 48 : raw;
      if (c === 48 && b === 48) continue;
      const two = second(first(template, b), c);
      if (b) this.put(last(third(two, 0)), template, i);
      if (before) this.put(last(third(before, c)), template, i);
      before = b && two;
      b = c;
    }
  }

  /** The words of a trait, where they are kept. */
  protected quoted(_text: string, _from: number, _to: number): string {
    return '';
  }
}

/** The steps by which a template and up to three numbers become one. */
function first(template: number, a: number): number {
  const h = Math.imul(template + 1, 0x9e3779b1);
  return Math.imul(h ^ a, 0x85ebca6b) ^ (h >>> 13);
}

function second(h: number, b: number): number {
  return Math.imul(h ^ b, 0xc2b2ae35) ^ (h >>> 15);
}

function third(h: number, c: number): number {
  return Math.imul(h ^ c, 0x27d4eb2f) ^ (h >>> 14);
}

function last(mixed: number): number {
  const h = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((h ^ (h >>> 13)) >>> 0) % TRAITS;
}

/** Keeps the numbers of the traits, with what each is about. */
export class ListedTraits extends Traits {
  readonly numbers: number[] = [];
  readonly templates: number[] = [];
  readonly words: (string | number)[] = [];

  fresh(): ListedTraits {
    return new ListedTraits();
  }

  append({ numbers, templates, words }: ListedTraits): void {
    this.numbers.push(...numbers);
    this.templates.push(...templates);
    this.words.push(...words);
  }

  protected put(number: number, template: number, words: string | number): void {
    this.numbers.push(number);
    this.templates.push(template);
    this.words.push(words);
  }

  protected override quoted(text: string, from: number, to: number): string {
    return text.slice(from, to);
  }
}

/** For each trait number four weights, one for each class. */
export type Weights = ArrayLike<number>;

/** Keeps only how many the traits are and the sums of their weights. */
export class WeighedTraits extends Traits {
  count = 0;
  a = 0;
  b = 0;
  c = 0;
  d = 0;

  constructor(private readonly weights: Weights) {
    super();
  }

  fresh(): WeighedTraits {
    return new WeighedTraits(this.weights);
  }

  append({ count, a, b, c, d }: WeighedTraits): void {
    this.count += count;
    this.a += a;
    this.b += b;
    this.c += c;
    this.d += d;
  }

  put(number: number): void {
    const { weights } = this;
    const at = number * 4;
    this.count++;
    this.a += weights[at]!;
    this.b += weights[at + 1]!;
    this.c += weights[at + 2]!;
    this.d += weights[at + 3]!;
  }
}
