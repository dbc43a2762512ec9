/** A trait is known by one number below this; two that share it share its weight. */
export const TRAITS = 1 << 16;
const LOW_BITS = TRAITS - 1;

/** Of a longer clause only the beginning is looked at character by character. */
const LONGEST = 160;
/** The traits of characters that stand together, and where each ends. */
const together = new Int32Array(LONGEST * 2);
const places = new Int32Array(LONGEST * 2);

/** Takes the traits of a clause, one by one: a template says what each is about. */
export abstract class Traits {
  /** Another of its kind that has none yet. */
  abstract fresh(): Traits;

  /** Adds those of another of its kind. */
  abstract append(other: Traits): void;

  /** The sums of their weights. */
  abstract weighed(weights: Weights): WeighedTraits;

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

  /** Two and three characters that stand together before `end`, of a longer text only at its beginning; a number counts as one digit. */
  characters(template: number, text: string, end: number): void {
    const to = Math.min(end, LONGEST);
    let count = 0;
    let before = 0;
    let b = 0;
    for (let i = 0; i < to; i++) {
      const raw = text.charCodeAt(i);
      const c = raw >= 48 && raw <= 57 ? 48 : raw;
      if (c === 48 && b === 48) continue;
      const two = second(first(template, b), c);
      if (b) {
        together[count] = last(third(two, 0));
        places[count++] = i;
      }
      if (before) {
        together[count] = last(third(before, c));
        places[count++] = i;
      }
      before = b && two;
      b = c;
    }
    this.putTogether(count, template);
  }

  /** Takes the first `count` of `together`. */
  protected abstract putTogether(count: number, template: number): void;

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
  return (h ^ (h >>> 13)) & LOW_BITS;
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

  weighed(weights: Weights): WeighedTraits {
    return weighed(this.numbers, weights);
  }

  protected put(number: number, template: number, words: string | number): void {
    this.numbers.push(number);
    this.templates.push(template);
    this.words.push(words);
  }

  protected putTogether(count: number, template: number): void {
    for (let i = 0; i < count; i++) this.put(together[i]!, template, places[i]!);
  }

  protected override quoted(text: string, from: number, to: number): string {
    return text.slice(from, to);
  }
}

/** For each trait number four weights, one for each class. */
export type Weights = ArrayLike<number>;

/** The weights of some traits by their numbers, summed. */
export function weighed(numbers: ArrayLike<number>, weights: Weights): WeighedTraits {
  const traits = new WeighedTraits(weights);
  for (let i = 0; i < numbers.length; i++) traits.put(numbers[i]!);
  return traits;
}

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

  weighed(): WeighedTraits {
    return this;
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

  protected putTogether(count: number): void {
    const { weights } = this;
    let { a, b, c, d } = this;
    for (let i = 0; i < count; i++) {
      const at = together[i]! * 4;
      a += weights[at]!;
      b += weights[at + 1]!;
      c += weights[at + 2]!;
      d += weights[at + 3]!;
    }
    this.count += count;
    [this.a, this.b, this.c, this.d] = [a, b, c, d];
  }
}
