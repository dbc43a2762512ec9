/**
 * Patterns of this genre are long alternations that seldom match. Trying one at each position of a clause is what reading would spend its
 * time on; a pattern is therefore tried only where a character stands that it can begin with.
 */

interface Finder {
  sticky: RegExp;
  /** 1 for each UTF-16 unit that a match can begin with; null where it may be any */
  firsts: Uint8Array | null;
}

/** Patterns are constants of their modules; one made on the fly would be read anew each time. */
const finders = new WeakMap<RegExp, Finder>();

function finderOf(pattern: RegExp): Finder {
  let finder = finders.get(pattern);
  if (!finder) {
    const flags = pattern.flags.replace(/[gy]/g, '');
    const firsts = flags === '' ? firstsOf(pattern.source) : null;
    finder = { sticky: new RegExp(pattern.source, `${flags}${firsts ? 'y' : 'g'}`), firsts };
    finders.set(pattern, finder);
  }
  return finder;
}

/** The first match at or behind `from`, as pattern.exec would give it; null where there is none. */
export function find(pattern: RegExp, text: string, from = 0): RegExpExecArray | null {
  const { sticky, firsts } = finderOf(pattern);
  if (!firsts) {
    sticky.lastIndex = from;
    return sticky.exec(text);
  }
  for (let i = from; i < text.length; i++) {
    if (firsts[text.charCodeAt(i)] === 0) continue;
    sticky.lastIndex = i;
    const found = sticky.exec(text);
    if (found) return found;
  }
  return null;
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
