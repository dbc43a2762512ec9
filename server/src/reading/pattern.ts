import { ANY, type Beginning, beginnings, type Edges, EdgesReader } from './edges.js';
import { Edge, isSeen, type Sight, sights } from './sights.js';

/**
 * Patterns of this genre are long alternations that seldom match, and each clause is asked for some hundred of them: trying them in vain
 * is what reading would spend its time on. So a pattern is asked like a RegExp, but is tried only where it can be: one that must begin
 * or end with the text where its first or last character is one of its own, one that is sought in whole clauses where two characters
 * stand that it can begin with.
 */
export class Pattern {
  /** the alternatives that begin with ^ */
  private anchored: Part | null = null;
  /** the others */
  private free: Part | null = null;
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
    return anchored?.opens(text, 0) === true || (free?.next(text, 0) ?? null) !== null;
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

  /** Where the match ends that stands right at `at`, as if the text began there; -1 where none does. All its alternatives begin with ^. */
  endAt(text: string, at: number): number {
    if (!this.isRead) this.read();
    return this.anchored!.opens(text, at) ? this.anchored!.tried.lastIndex : -1;
  }

  /** The text with `by` in place of the first match, or of all where the pattern is written with the flag g. */
  replace(text: string, by: string | ((match: string) => string)): string {
    return this.test(text) ? text.replace(this.written, by as string) : text;
  }

  private read(): void {
    const flags = this.written.flags.replace(/[gy]/g, '');
    const rows = new EdgesReader(this.written.source).rows();
    const anchored = rows.filter(r => r.startsWith('^'));
    const free = rows.filter(r => !r.startsWith('^'));
    if (anchored.length > 0) this.anchored = anchoredPart(anchored, flags, this.isSought);
    if (free.length > 0) this.free = freePart(free, flags, this.isSought);
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

/** Alternatives of a pattern with what is known of them before they are tried. */
class Part {
  constructor(
    readonly tried: RegExp,
    /** what must stand at the text's edge: at its beginning for what begins with ^, at its end for what ends with $ */
    private readonly edge: Edge | null,
    /** by which number `sights` tell whether they can be in a text; -1 where they do not */
    private readonly number: number,
    /** they tell where they can begin */
    private readonly isPlaced: boolean,
  ) {}

  /** Whether what begins with ^ matches at `at`. */
  opens(text: string, at: number): boolean {
    if (!this.canOpen(text, at)) return false;
    this.tried.lastIndex = at;
    return this.tried.test(text);
  }

  /** The match at `at` of what begins with ^. */
  at(text: string, at: number): RegExpExecArray | null {
    if (!this.canOpen(text, at)) return null;
    this.tried.lastIndex = at;
    return this.tried.exec(text);
  }

  /** The first match at or behind `from` of what does not begin with ^. */
  next(text: string, from: number): RegExpExecArray | null {
    if (this.edge?.stands(text, text.length - 1) === false) return null;
    if (this.number >= 0) {
      const sight = sights.look(text);
      if (!isSeen(sight, this.number)) return null;
      if (this.isPlaced) return this.nextOf(sight, text, from);
    }
    this.tried.lastIndex = from;
    return this.tried.exec(text);
  }

  private canOpen(text: string, at: number): boolean {
    if (this.edge) return this.edge.stands(text, at);
    return at > 0 || this.number < 0 || isSeen(sights.look(text), this.number);
  }

  private nextOf(sight: Sight, text: string, from: number): RegExpExecArray | null {
    for (let at = sights.next(sight, this.number, from); at >= 0; at = sights.next(sight, this.number, at + 1)) {
      this.tried.lastIndex = at;
      const found = this.tried.exec(text);
      if (found) return found;
    }
    return null;
  }
}

function anchoredPart(rows: string[], flags: string, isSought: boolean): Part {
  const edges = edgesOf(rows, flags);
  const begun = beginnings(edges);
  const tried = new RegExp(rows.map(r => r.slice(1)).join('|'), `${flags}y`);
  if (isKnown(begun)) return new Part(tried, new Edge(begun), -1, false);
  return new Part(tried, null, isSought ? needing(edges) : -1, false);
}

function freePart(rows: string[], flags: string, isSought: boolean): Part {
  const edges = edgesOf(rows, flags);
  const begun = beginnings(edges);
  const lasts = alone(edges.lasts);
  const edge = rows.every(r => /[^\\]\$$/.test(r)) && isKnown(lasts) ? new Edge(lasts) : null;
  const source = rows.join('|');
  if (isSought && isKnown(begun)) return new Part(new RegExp(source, `${flags}y`), edge, sights.add(begun, true), true);
  return new Part(new RegExp(source, `${flags}g`), edge, isSought ? needing(edges) : -1, false);
}

/** What may be anything: flags change what the source means. */
const ANYTHING: Edges = { isEmpty: true, ones: new Set([ANY]), twos: new Set(), lasts: new Set([ANY]), needs: null };

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

/** The number by which `sights` know a pattern that needs one of these, or -1. */
function needing({ needs }: Edges): number {
  return needs ? sights.add(alone(needs), false) : -1;
}

/** Lets go of the texts looked at. */
export function forget(): void {
  sights.forget();
}
