/** Stands for any character at all; no UTF-16 unit has this number. */
export const ANY = 0x10000;
/** A class of more characters than these counts as any character. */
const LARGEST_CLASS = 64;
const CONTROLS: Record<string, number> = { t: 9, n: 10, r: 13 };
const DIGITS = Array.from('0123456789', c => c.charCodeAt(0));

/** What a stretch of a pattern can begin and end with. */
export interface Edges {
  /** it can match nothing, so what follows begins too */
  isEmpty: boolean;
  /** it can be this one character */
  ones: Set<number>;
  /** it can begin with these two characters: twoOf(first, second) */
  twos: Set<number>;
  /** it can end with these */
  lasts: Set<number>;
  /** of each of these sets one character stands in it or beside it wherever it matches; two at most, the smaller first */
  needs: Set<number>[];
}

const NOTHING: Edges = { isEmpty: true, ones: new Set(), twos: new Set(), lasts: new Set(), needs: [] };

/** One number for two characters, from which `beginnings` tells both again. */
function twoOf(first: number, second: number): number {
  return first * 2 * ANY + second;
}

/** Two characters that a match can begin with; the second is ANY where it may be any, or where the match ends before it. */
export type Beginning = [first: number, second: number];

export function beginnings({ ones, twos }: Edges): Beginning[] {
  return [
    ...[...ones].map((one): Beginning => [one, ANY]),
    ...[...twos].map((two): Beginning => [Math.floor(two / 2 / ANY), two % (2 * ANY)]),
  ];
}

function oneOf(characters: Iterable<number>): Edges {
  const all = new Set(characters);
  const ones = all.has(ANY) || all.size > LARGEST_CLASS ? new Set([ANY]) : all;
  return { isEmpty: false, ones, twos: new Set(), lasts: ones, needs: ones.has(ANY) ? [] : [ones] };
}

function either(all: Edges[]): Edges {
  const union = (of: (e: Edges) => Set<number>): Set<number> => new Set(all.flatMap(e => [...of(e)]));
  const told = Math.min(...all.map(e => e.needs.length));
  return {
    isEmpty: all.some(e => e.isEmpty),
    ones: union(e => e.ones),
    twos: union(e => e.twos),
    lasts: union(e => e.lasts),
    needs: Array.from({ length: told }, (_, n) => union(e => e.needs[n]!)),
  };
}

function then(a: Edges, b: Edges): Edges {
  const seconds = new Set(beginnings(b).map(([first]) => first));
  return {
    isEmpty: a.isEmpty && b.isEmpty,
    ones: new Set([...(b.isEmpty ? a.ones : []), ...(a.isEmpty ? b.ones : [])]),
    twos: new Set([...a.twos, ...[...a.ones].flatMap(one => [...seconds].map(second => twoOf(one, second))), ...(a.isEmpty ? b.twos : [])]),
    lasts: new Set([...b.lasts, ...(b.isEmpty ? a.lasts : [])]),
    needs: eachOf(a.needs, b.needs),
  };
}

/** The smallest set of each side, the smaller first: what stands apart tells more than two characters of one word. */
function eachOf(left: Set<number>[], right: Set<number>[]): Set<number>[] {
  const [one, other] = [left[0], right[0]];
  if (!one || !other) return one ? left : right;
  return one.size <= other.size ? [one, other] : [other, one];
}

/** Reads the source of a pattern as far as its first two characters and its last need it. */
export class EdgesReader {
  private at = 0;

  constructor(private readonly source: string) {}

  /** The sources of the outermost alternatives. */
  rows(): string[] {
    const found: string[] = [];
    for (;;) {
      const from = this.at;
      this.sequence();
      found.push(this.source.slice(from, this.at));
      if (this.source[this.at] !== '|') return found;
      this.at++;
    }
  }

  alternatives(): Edges {
    const all = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at++;
      all.push(this.sequence());
    }
    return either(all);
  }

  private sequence(): Edges {
    let found = NOTHING;
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')')
      found = then(found, this.quantified(this.atom()));
    return found;
  }

  private atom(): Edges {
    const c = this.source[this.at++]!;
    if (c === '(') return this.group();
    if (c === '[') return this.characterClass();
    if (c === '\\') return oneOf(this.escape());
    if (c === '^' || c === '$') return NOTHING;
    return oneOf([c === '.' ? ANY : c.charCodeAt(0)]);
  }

  private group(): Edges {
    const opened = /^\?(?:<?[=!]|:|<[A-Za-z]\w*>)/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += opened.length;
    const inner = this.alternatives();
    this.at++;
    if (opened.endsWith('!')) return NOTHING;
    return opened.endsWith('=') ? { ...NOTHING, needs: inner.needs } : inner;
  }

  /** An atom with how often it may stand: ?, *, +, {2,3}. */
  private quantified(atom: Edges): Edges {
    const found = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.at, this.at + 12));
    if (!found) return atom;
    this.at += found[0].length;
    const mark = found[0][0]!;
    const perhaps = { ...atom, isEmpty: true, needs: [] };
    const once = '?*'.includes(mark) || found[1] === '0' ? perhaps : atom;
    return mark === '?' ? once : then(once, perhaps);
  }

  private escape(): number[] {
    const c = this.source[this.at++]!;
    if (c === 'd') return DIGITS;
    if (c in CONTROLS) return [CONTROLS[c]!];
    return [/[A-Za-z0-9]/.test(c) ? ANY : c.charCodeAt(0)];
  }

  private characterClass(): Edges {
    const found = new Set<number>();
    if (this.source[this.at] === '^') found.add(ANY);
    while (this.source[this.at] !== ']') {
      const c = this.source[this.at++]!;
      const one = c === '\\' ? this.escape() : [c.charCodeAt(0)];
      if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']') {
        const high = this.source.charCodeAt(this.at + 1);
        this.at += 2;
        if (high - one[0]! > LARGEST_CLASS) found.add(ANY);
        else for (let i = one[0]!; i <= high; i++) found.add(i);
      } else for (const each of one) found.add(each);
    }
    this.at++;
    return oneOf(found);
  }
}
