import { ANY, type Beginning, beginnings, type Edges, EdgesReader } from './edges.js';
import { Edge, Sought, sights } from './sights.js';

/**
 * Patterns of this genre are long alternations that seldom match, and each clause is asked for some hundred of them: trying them in vain
 * is what reading would spend its time on. So a pattern is asked like a RegExp, but is tried only where it can be: one that must begin
 * or end with the text where its first or last character is one of its own, one that is sought in whole clauses where two characters
 * stand that it can begin with.
 */
export class Pattern {
  /** the alternatives that begin with ^ */
  private anchored: Anchored | null = null;
  /** the others */
  private free: Free | null = null;
  private isRead = false;

  /** `isSought`: asked of whole clauses; one pass over a clause tells for all such patterns where they can begin */
  constructor(
    private readonly written: RegExp,
    private readonly isSought: boolean,
  ) {}

  get source(): string {
    return this.written.source;
  }

  /** Whether it matches anywhere. */
  test(text: string): boolean {
    if (!this.isRead) this.read();
    const { anchored, free } = this;
    return anchored?.opens(text, 0) === true || free?.stands(text) === true;
  }

  /** The first match at or behind `from`; null where there is none. Alternatives with ^ go before others that begin at the same place. */
  exec(text: string, from = 0): RegExpExecArray | null {
    if (!this.isRead) this.read();
    const { anchored, free } = this;
    return (from === 0 && anchored?.at(text, 0)) || (free?.next(text, from) ?? null);
  }

  /** All matches, left to right, none within another. */
  all(text: string): readonly RegExpExecArray[] {
    const first = this.exec(text);
    if (!first) return NONE;
    const found: RegExpExecArray[] = [];
    for (let m: RegExpExecArray | null = first; m; m = this.exec(text, m.index + (m[0].length || 1))) found.push(m);
    return found;
  }

  /** The match that stands right at `at`, as if the text began there; null where none does. All its alternatives begin with ^. */
  at(text: string, at: number): RegExpExecArray | null {
    if (!this.isRead) this.read();
    return this.anchored!.at(text, at);
  }

  /** Where the match ends that stands right at `at`, as if the text began there; -1 where none does. All its alternatives begin with ^. */
  endAt(text: string, at: number): number {
    if (!this.isRead) this.read();
    return this.anchored!.opens(text, at) ? this.anchored!.tried.lastIndex : -1;
  }

  /** The text with `by` in place of the first match, or of all where the pattern is written with the flag g. */
  replace(text: string, by: string | ((match: string) => string)): string {
    return this.test(text) ? text.replace(this.written, by as string) : text;
  }

  /** Of each of these sets a character stands in a text wherever it matches. */
  needs(): Set<number>[] {
    return edgesOf([this.source], this.flags).needs;
  }

  private get flags(): string {
    return this.written.flags.replace(/[gy]/g, '');
  }

  private read(): void {
    const { flags } = this;
    const rows = new EdgesReader(this.written.source).rows();
    const anchored = rows.filter(r => r.startsWith('^'));
    const free = rows.filter(r => !r.startsWith('^'));
    if (anchored.length > 0) this.anchored = new Anchored(anchored, flags, this.isSought);
    if (free.length > 0) this.free = new Free(free, flags, this.isSought);
    this.isRead = true;
  }
}

/** A pattern that is asked of parts of a clause. */
export function pattern(written: RegExp): Pattern {
  return new Pattern(written, false);
}

/** A pattern that is looked for in whole clauses. */
export function sought(written: RegExp): Pattern {
  return new Pattern(written, true);
}

const NONE: readonly RegExpExecArray[] = [];

/** Alternatives that begin with ^: tried at one place, where what they begin and end with allows it. */
class Anchored {
  readonly tried: RegExp;
  private readonly opening: Edge | null;
  private readonly closing: Edge | null;
  private readonly inside: Inside | null;

  constructor(rows: string[], flags: string, isSought: boolean) {
    const edges = edgesOf(rows, flags);
    const begun = beginnings(edges);
    this.tried = new RegExp(rows.map(r => r.slice(1)).join('|'), `${flags}y`);
    this.opening = isKnown(begun) ? new Edge(begun) : null;
    this.closing = closingOf(rows, edges);
    this.inside = this.opening ? null : insideOf(edges, isSought);
  }

  opens(text: string, at: number): boolean {
    if (!this.canOpen(text, at)) return false;
    this.tried.lastIndex = at;
    return this.tried.test(text);
  }

  at(text: string, at: number): RegExpExecArray | null {
    if (!this.canOpen(text, at)) return null;
    this.tried.lastIndex = at;
    return this.tried.exec(text);
  }

  private canOpen(text: string, at: number): boolean {
    if (this.opening?.stands(text, at) === false) return false;
    if (this.closing?.stands(text, text.length - 1) === false) return false;
    return this.inside === null || this.inside.next(text, at) >= 0;
  }
}

/** Alternatives that may begin anywhere: tried where two characters stand that they can begin with, or from the first place on if a character that they need is there. */
class Free {
  private readonly tried: RegExp;
  private readonly closing: Edge | null;
  private readonly inside: Inside | null;
  /** `inside` tells where they can begin */
  private readonly isPlaced: boolean;

  constructor(rows: string[], flags: string, isSought: boolean) {
    const edges = edgesOf(rows, flags);
    const begun = beginnings(edges);
    this.isPlaced = isKnown(begun);
    this.tried = new RegExp(rows.join('|'), `${flags}${this.isPlaced ? 'y' : 'g'}`);
    this.closing = closingOf(rows, edges);
    this.inside = this.isPlaced ? (isSought ? new Sought(begun, besides(edges, begun)) : new Edge(begun)) : insideOf(edges, isSought);
  }

  stands(text: string): boolean {
    if (this.closing?.stands(text, text.length - 1) === false) return false;
    if (this.isPlaced) return this.standsPlaced(this.inside!, text);
    if (this.inside !== null && this.inside.next(text, 0) < 0) return false;
    this.tried.lastIndex = 0;
    return this.tried.test(text);
  }

  private standsPlaced(inside: Inside, text: string): boolean {
    for (let at = inside.next(text, 0); at >= 0; at = inside.next(text, at + 1)) {
      this.tried.lastIndex = at;
      if (this.tried.test(text)) return true;
    }
    return false;
  }

  next(text: string, from: number): RegExpExecArray | null {
    if (this.closing?.stands(text, text.length - 1) === false) return null;
    if (this.isPlaced) return this.nextPlaced(this.inside!, text, from);
    if (this.inside !== null && this.inside.next(text, from) < 0) return null;
    this.tried.lastIndex = from;
    return this.tried.exec(text);
  }

  private nextPlaced(inside: Inside, text: string, from: number): RegExpExecArray | null {
    for (let at = inside.next(text, from); at >= 0; at = inside.next(text, at + 1)) {
      this.tried.lastIndex = at;
      const found = this.tried.exec(text);
      if (found) return found;
    }
    return null;
  }
}

/** Tells the first place at or behind `from` where something can be, or -1. */
interface Inside {
  next(text: string, from: number): number;
}

/** What one of those that they need begins with; null where that cannot be told. */
function insideOf({ needs: [needed] }: Edges, isSought: boolean): Inside | null {
  if (!needed) return null;
  return isSought ? new Sought(alone(needed)) : new Edge(alone(needed));
}

/** Of more characters than these one stands in nearly every clause. */
const MOST_NEEDED = 8;

/** What sought alternatives need, where that says more than what they begin with. */
function besides({ needs: [needed] }: Edges, begun: Beginning[]): Beginning[] | undefined {
  if (!needed || needed.size > MOST_NEEDED) return undefined;
  const firsts = new Set(begun.map(([first]) => first));
  return [...needed].every(c => firsts.has(c)) ? undefined : alone(needed);
}

/** The last character of what must end with the text. */
function closingOf(rows: string[], { lasts }: Edges): Edge | null {
  const closing = alone(lasts);
  return rows.every(r => /[^\\]\$$/.test(r)) && isKnown(closing) ? new Edge(closing) : null;
}

/** What may be anything: flags change what the source means. */
const ANYTHING: Edges = { isEmpty: true, ones: new Set([ANY]), twos: new Set(), lasts: new Set([ANY]), needs: [] };

function edgesOf(rows: string[], flags: string): Edges {
  const edges = flags === '' ? new EdgesReader(rows.join('|')).alternatives() : ANYTHING;
  return edges.isEmpty ? { ...ANYTHING, needs: edges.needs } : edges;
}

function isKnown(begun: Beginning[]): boolean {
  return begun.every(([first]) => first !== ANY);
}

function alone(characters: Set<number>): Beginning[] {
  return [...characters].map(c => [c, ANY]);
}

/** Lets go of the texts looked at. */
export function forget(): void {
  sights.forget();
}
