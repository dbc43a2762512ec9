import { ANY, beginnings, type Edges, EdgesReader } from './edges.js';
import { LETTERS, letterAt, letterOf, numbered, pairOf, tableOf } from './letters.js';

/**
 * Patterns of this genre are long alternations that seldom match, and each clause is asked for some hundred of them: trying them in vain
 * is what reading would spend its time on. So one pass over a text tells for thirty-two patterns at once where two characters stand that
 * each can begin with, and only there they are tried; those that must end with the text only where it ends as they can.
 */

/** Alternatives of a pattern with what is known of them before they are tried. */
interface Part {
  tried: RegExp;
  /** what tells whether they can be in a text; null where that cannot be told */
  group: Group | null;
  /** the one bit by which the group knows them */
  bit: number;
  /** the group tells where they can begin */
  isPlaced: boolean;
  /** 1 for each character that must stand at the text's edge: its first for what begins with ^, its last for what ends with $ */
  edge: Uint8Array | null;
}

interface Finder {
  /** the alternatives that begin with ^, tried once */
  anchored: Part | null;
  /** the others */
  free: Part | null;
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
  const rows = new EdgesReader(pattern.source).rows();
  return {
    anchored: anchored(
      rows.filter(r => r.startsWith('^')),
      flags,
    ),
    free: free(
      rows.filter(r => !r.startsWith('^')),
      flags,
    ),
  };
}

function anchored(rows: string[], flags: string): Part | null {
  if (rows.length === 0) return null;
  const edges = edgesOf(rows, flags);
  const edge = edgeOf(beginnings(edges).map(([first]) => first));
  return { tried: new RegExp(rows.join('|'), `${flags}y`), ...(edge ? NOWHERE : needing(edges)), edge };
}

function free(rows: string[], flags: string): Part | null {
  if (rows.length === 0) return null;
  const edges = edgesOf(rows, flags);
  const begun = beginnings(edges);
  const isPlaced = begun.every(([first]) => first !== ANY);
  const edge = rows.every(r => /[^\\]\$$/.test(r)) ? edgeOf([...edges.lasts]) : null;
  return {
    tried: new RegExp(rows.join('|'), `${flags}${isPlaced ? 'y' : 'g'}`),
    ...(isPlaced ? place(begun, true) : needing(edges)),
    edge,
  };
}

/** What may be anything: flags change what the source means. */
const ANYTHING: Edges = { isEmpty: true, ones: new Set([ANY]), twos: new Set(), lasts: new Set([ANY]), needs: null };

function edgesOf(rows: string[], flags: string): Edges {
  const edges = flags === '' ? new EdgesReader(rows.join('|')).alternatives() : ANYTHING;
  return edges.isEmpty ? { ...ANYTHING, needs: edges.needs } : edges;
}

/** A table of characters, or null where any will do. */
function edgeOf(characters: number[]): Uint8Array | null {
  return characters.includes(ANY) ? null : tableOf(characters);
}

/** Where in a text each pattern of a group can begin. */
interface Sight {
  text: string;
  /** the bits of all patterns that can begin anywhere in it */
  bits: number;
  /** how many places there are, the last first, where each is, the bits of the patterns that can begin there */
  count: number;
  places: Int32Array;
  bitsAt: Int32Array;
}

/** So many texts are remembered, at most one of each length. */
const SIGHTS = 64;

const PAIRS = 8192;

/** As many patterns as an integer has bits, looked for together. */
class Group {
  private size = 0;
  /** the patterns whose places are told, not only that they can be there */
  private placed = 0;
  /** for each character the patterns that can begin with it, and behind them those for which that is enough */
  private readonly firsts = new Int32Array(LETTERS * 2);
  /** for each two characters, as far as their number tells them apart, the patterns that can begin with both */
  private readonly pairs = new Int32Array(PAIRS);
  /** the texts looked at last, by their length: several readers ask for the same text one after the other */
  private readonly sights: Sight[] = Array.from({ length: SIGHTS }, () => ({
    text: '',
    bits: 0,
    count: 0,
    places: new Int32Array(64),
    bitsAt: new Int32Array(64),
  }));

  get isFull(): boolean {
    return this.size === 32;
  }

  /** Takes in a pattern by what it begins with; where `isPlaced` is not so, by what it needs. Gives its bit. */
  add(begun: [number, number][], isPlaced: boolean): number {
    const bit = 1 << this.size++;
    if (isPlaced) this.placed |= bit;
    for (const [first, second] of begun) {
      const letter = numbered(first);
      this.firsts[letter * 2]! |= bit;
      if (second === ANY) this.firsts[letter * 2 + 1]! |= bit;
      else this.pairs[pairOf(letter, numbered(second)) % PAIRS]! |= bit;
    }
    this.forget();
    return bit;
  }

  forget(): void {
    for (const sight of this.sights) [sight.text, sight.bits, sight.count] = ['', 0, 0];
  }

  look(text: string): Sight {
    const sight = this.sights[text.length % SIGHTS]!;
    if (sight.text !== text) this.scan(text, sight);
    return sight;
  }

  /** Whether the pattern known by `bit` can begin at `at`. */
  canBegin(bit: number, text: string, at: number): boolean {
    return (this.begunBy(letterAt(text, at), letterAt(text, at + 1)) & bit) !== 0;
  }

  /** The patterns that can begin with these two characters. */
  private begunBy(first: number, second: number): number {
    const begun = this.firsts[first * 2]!;
    return begun === 0 ? 0 : begun & (this.firsts[first * 2 + 1]! | this.pairs[pairOf(first, second) % PAIRS]!);
  }

  private scan(text: string, sight: Sight): void {
    const { length } = text;
    if (sight.places.length < length) [sight.places, sight.bitsAt] = [new Int32Array(length * 2), new Int32Array(length * 2)];
    const { places, bitsAt } = sight;
    let bits = 0;
    let count = 0;
    let next = 0;
    for (let i = length - 1; i >= 0; i--) {
      const letter = letterOf(text.charCodeAt(i));
      const here = this.begunBy(letter, next);
      bits |= here;
      if (here & this.placed) {
        places[count] = i;
        bitsAt[count++] = here;
      }
      next = letter;
    }
    sight.text = text;
    sight.bits = bits;
    sight.count = count;
  }
}

const groups: Group[] = [];

type Place = Pick<Part, 'group' | 'bit' | 'isPlaced'>;

const NOWHERE: Place = { group: null, bit: 0, isPlaced: false };

/** A place in a group for a pattern that begins so; where `isPlaced` is not so, that needs one of these. */
function place(begun: [number, number][], isPlaced: boolean): Place {
  if (groups.at(-1)?.isFull !== false) groups.push(new Group());
  const group = groups.at(-1)!;
  return { group, bit: group.add(begun, isPlaced), isPlaced };
}

function needing({ needs }: Edges): Place {
  return needs
    ? place(
        [...needs].map((c): [number, number] => [c, ANY]),
        false,
      )
    : NOWHERE;
}

/** Lets go of the texts looked at last. */
export function forget(): void {
  for (const group of groups) group.forget();
}

/** The first match at or behind `from`; null where there is none. Alternatives with ^ go before others that begin at the same place. */
export function find(pattern: RegExp, text: string, from = 0): RegExpExecArray | null {
  const { anchored, free } = finderOf(pattern);
  return (from === 0 && anchored && findFirst(anchored, text)) || (free && findNext(free, text, from));
}

function isMissing(edge: Uint8Array | null, text: string, at: number): boolean {
  return edge !== null && edge[letterAt(text, at)] === 0;
}

function findFirst({ tried, group, bit, edge }: Part, text: string): RegExpExecArray | null {
  if (isMissing(edge, text, 0) || (group && !(group.look(text).bits & bit))) return null;
  tried.lastIndex = 0;
  return tried.exec(text);
}

function findNext({ tried, group, bit, isPlaced, edge }: Part, text: string, from: number): RegExpExecArray | null {
  if (isMissing(edge, text, text.length - 1)) return null;
  const sight = group?.look(text);
  if (sight && !(sight.bits & bit)) return null;
  if (!sight || !isPlaced) {
    tried.lastIndex = from;
    return tried.exec(text);
  }
  for (let n = sight.count - 1; n >= 0; n--) {
    if (!(sight.bitsAt[n]! & bit) || sight.places[n]! < from) continue;
    tried.lastIndex = sight.places[n]!;
    const found = tried.exec(text);
    if (found) return found;
  }
  return null;
}

/** The match that stands right at `at`; null where none does. The pattern has no ^. */
export function findAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  const { free } = finderOf(pattern);
  if (at >= text.length || !free?.isPlaced || !free.group!.canBegin(free.bit, text, at)) return null;
  free.tried.lastIndex = at;
  return free.tried.exec(text);
}

/** Whether the pattern matches anywhere. */
export function has(pattern: RegExp, text: string): boolean {
  return find(pattern, text) !== null;
}

const NONE: readonly RegExpExecArray[] = [];

/** All matches, left to right, none within another. */
export function matches(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  const first = find(pattern, text);
  if (!first) return NONE;
  const found: RegExpExecArray[] = [];
  for (let m: RegExpExecArray | null = first; m; m = find(pattern, text, m.index + (m[0].length || 1))) found.push(m);
  return found;
}
