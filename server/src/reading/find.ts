/**
 * Patterns of this genre are long alternations that seldom match. Trying one at each position of a clause is what reading would spend its
 * time on; a pattern is therefore tried only where a character stands that it can begin with.
 */

interface Finder {
  /** the alternatives that stand at the very beginning, tried once; null: there are none */
  anchored: RegExp | null;
  anchoredFirsts: Uint8Array | null;
  /** the others; null: there are none */
  free: RegExp | null;
  /** 1 for each UTF-16 unit that a free match can begin with; null where it may be any */
  firsts: Uint8Array | null;
}

/** Patterns are constants of their modules; one made on the fly would be read anew each time. */
const finders = new WeakMap<RegExp, Finder>();

function finderOf(pattern: RegExp): Finder {
  let finder = finders.get(pattern);
  if (!finder) {
    finder = made(pattern);
    finders.set(pattern, finder);
  }
  return finder;
}

function made(pattern: RegExp): Finder {
  const flags = pattern.flags.replace(/[gy]/g, '');
  const rows = new FirstsReader(pattern.source).rows();
  const anchored = rows.filter(r => r.startsWith('^'));
  const free = rows.filter(r => !r.startsWith('^')).join('|');
  const firsts = free && flags === '' ? firstsOf(free) : null;
  return {
    anchoredFirsts: anchored.length > 0 && flags === '' ? firstsOf(anchored.join('|')) : null,
    anchored: anchored.length > 0 ? new RegExp(anchored.join('|'), `${flags}y`) : null,
    free: free ? new RegExp(free, `${flags}${firsts ? 'y' : 'g'}`) : null,
    firsts,
  };
}

/** The first match at or behind `from`; null where there is none. Alternatives with ^ go before others that begin at the same place. */
export function find(pattern: RegExp, text: string, from = 0): RegExpExecArray | null {
  const { anchored, anchoredFirsts, free, firsts } = finderOf(pattern);
  if (anchored && from === 0 && anchoredFirsts?.[text.charCodeAt(0)] !== 0) {
    anchored.lastIndex = 0;
    const found = anchored.exec(text);
    if (found) return found;
  }
  if (!free) return null;
  if (!firsts) {
    free.lastIndex = from;
    return free.exec(text);
  }
  for (let i = from; i < text.length; i++) {
    if (firsts[text.charCodeAt(i)] === 0) continue;
    free.lastIndex = i;
    const found = free.exec(text);
    if (found) return found;
  }
  return null;
}

/** The match that stands right at `at`; null where none does. The pattern has no ^. */
export function findAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  const { free, firsts } = finderOf(pattern);
  if (!free || !firsts || firsts[text.charCodeAt(at)] === 0) return null;
  free.lastIndex = at;
  return free.exec(text);
}

/** Whether the pattern matches anywhere. */
export function has(pattern: RegExp, text: string): boolean {
  return find(pattern, text) !== null;
}

/** All matches, left to right, none within another. */
export function matches(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let m = find(pattern, text); m; m = find(pattern, text, m.index + (m[0].length || 1))) found.push(m);
  return found;
}

/** The characters that a match of `source` can begin with, or null where that cannot be told or it can be empty. */
function firstsOf(source: string): Uint8Array | null {
  const reader = new FirstsReader(source);
  const { chars, isEmpty } = reader.alternatives();
  if (chars === null || isEmpty) return null;
  const table = new Uint8Array(0x10000);
  for (const c of chars) table[c] = 1;
  return table;
}

interface Firsts {
  chars: Set<number> | null;
  /** it can match nothing, so what follows begins too */
  isEmpty: boolean;
}

const DIGITS = Array.from('0123456789', c => c.charCodeAt(0));

/** Reads the source of a pattern as far as its first characters need it. */
class FirstsReader {
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

  alternatives(): Firsts {
    const all = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at++;
      all.push(this.sequence());
    }
    return { chars: union(all.map(a => a.chars)), isEmpty: all.some(a => a.isEmpty) };
  }

  private sequence(): Firsts {
    const parts: (Set<number> | null)[] = [];
    let isOpen = true;
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      const atom = this.atom();
      const isOptional = this.quantifier() || atom.isEmpty;
      if (isOpen) parts.push(atom.chars);
      isOpen &&= isOptional;
    }
    return { chars: union(parts), isEmpty: isOpen };
  }

  private atom(): Firsts {
    const c = this.source[this.at++]!;
    if (c === '(') return this.group();
    if (c === '[') return { chars: this.characterClass(), isEmpty: false };
    if (c === '\\') return { chars: this.escape(), isEmpty: false };
    if (c === '^' || c === '$') return { chars: new Set(), isEmpty: true };
    return { chars: c === '.' ? null : new Set([c.charCodeAt(0)]), isEmpty: false };
  }

  private group(): Firsts {
    const opened = /^\?(?:<?[=!]|:|<[A-Za-z]\w*>)/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += opened.length;
    const inner = this.alternatives();
    this.at++;
    return /[=!]$/.test(opened) ? { chars: new Set(), isEmpty: true } : inner;
  }

  /** Whether what it follows may be missing. */
  private quantifier(): boolean {
    const found = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.at, this.at + 12));
    if (!found) return false;
    this.at += found[0].length;
    return found[0].startsWith('?') || found[0].startsWith('*') || found[1] === '0';
  }

  private escape(): Set<number> | null {
    const c = this.source[this.at++]!;
    if (c === 'd') return new Set(DIGITS);
    if (c === 't') return new Set([9]);
    return /[A-Za-z]/.test(c) ? null : new Set([c.charCodeAt(0)]);
  }

  private characterClass(): Set<number> | null {
    const found = new Set<number>();
    let isKnown = this.source[this.at] !== '^';
    while (this.source[this.at] !== ']') {
      const c = this.source[this.at++]!;
      const one = c === '\\' ? this.escape() : new Set([c.charCodeAt(0)]);
      if (one === null) isKnown = false;
      const [low] = one ?? [0];
      if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']') {
        const high = this.source.charCodeAt(this.at + 1);
        this.at += 2;
        for (let i = low!; i <= high; i++) found.add(i);
      } else for (const each of one ?? []) found.add(each);
    }
    this.at++;
    return isKnown ? found : null;
  }
}

function union(sets: (Set<number> | null)[]): Set<number> | null {
  return sets.includes(null) ? null : new Set(sets.flatMap(s => [...s!]));
}
