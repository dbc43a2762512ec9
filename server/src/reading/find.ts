import { ANY, beginnings, type Edges, EdgesReader } from './edges.js';

/**
 * Patterns of this genre are long alternations that seldom match, and each clause is asked for some hundred of them: trying them in vain
 * is what reading would spend its time on. So one pass over a text tells for thirty-two patterns at once where two characters stand that
 * each can begin with, and only there they are tried; those that must end with the text only where it ends as they can.
 */

interface Finder {
  /** the alternatives that begin with ^, tried once; null: there are none */
  anchored: RegExp | null;
  /** 1 for each UTF-16 unit that they can begin with; null where it may be any */
  firsts: Uint8Array | null;
  /** the others; null: there are none */
  free: RegExp | null;
  /** what tells where the others can begin; null where that may be anywhere */
  group: Group | null;
  /** the one bit by which the group knows them */
  bit: number;
  /** where all of the others end with $, 1 for each UTF-16 unit that the text must end with; else null */
  lasts: Uint8Array | null;
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
  const anchored = rows.filter(r => r.startsWith('^')).join('|');
  const others = rows.filter(r => !r.startsWith('^'));
  const free = others.join('|');
  const edges = (source: string): Edges | null => (source && flags === '' ? new EdgesReader(source).alternatives() : null);
  const [group, bit] = placeOf(edges(free));
  return {
    anchored: anchored ? new RegExp(anchored, `${flags}y`) : null,
    firsts: tableOf(edges(anchored), e => beginnings(e).map(([first]) => first)),
    free: free ? new RegExp(free, `${flags}${group ? 'y' : 'g'}`) : null,
    group,
    bit,
    lasts: others.every(r => /[^\\]\$$/.test(r)) ? tableOf(edges(free), e => [...e.lasts]) : null,
  };
}

/** A table of characters, or null where any will do. */
function tableOf(edges: Edges | null, charactersOf: (edges: Edges) => number[]): Uint8Array | null {
  const characters = edges && !edges.isEmpty ? charactersOf(edges) : [ANY];
  if (characters.includes(ANY)) return null;
  const table = new Uint8Array(0x10000);
  for (const c of characters) table[c] = 1;
  return table;
}

/** Where in a text each pattern of a group can begin. */
interface Sight {
  text: string;
  /** the bits of all patterns that can begin anywhere in it */
  bits: number;
  /** how many places there are, where each is, the bits of the patterns that can begin there */
  count: number;
  places: Int32Array;
  bitsAt: Int32Array;
}

/** As many patterns as an integer has bits, looked for together. */
class Group {
  private size = 0;
  /** for each UTF-16 unit the patterns that can begin with it, and those for which that is enough */
  private readonly firsts = new Int32Array(0x10000);
  private readonly enough = new Int32Array(0x10000);
  /** for each pair of units, by its hash, the patterns that can begin with both */
  private readonly pairs = new Int32Array(0x10000);
  /** the texts looked at last, by their length: several readers ask for the same text one after the other */
  private readonly sights: Sight[] = Array.from({ length: 16 }, () => ({
    text: '',
    bits: 0,
    count: 0,
    places: new Int32Array(64),
    bitsAt: new Int32Array(64),
  }));

  get isFull(): boolean {
    return this.size === 32;
  }

  /** Takes in a pattern; gives its bit. */
  add(begun: [number, number][]): number {
    const bit = 1 << this.size++;
    for (const [first, second] of begun) {
      this.firsts[first]! |= bit;
      if (second === ANY) this.enough[first]! |= bit;
      else this.pairs[hash(first, second)]! |= bit;
    }
    this.forget();
    return bit;
  }

  forget(): void {
    for (const sight of this.sights) [sight.text, sight.bits, sight.count] = ['', 0, 0];
  }

  look(text: string): Sight {
    const sight = this.sights[text.length & 15]!;
    if (sight.text !== text) this.scan(text, sight);
    return sight;
  }

  /** Whether the pattern known by `bit` can begin at `at`. */
  canBegin(bit: number, text: string, at: number): boolean {
    const first = text.charCodeAt(at);
    const begun = this.firsts[first]! & bit;
    return (begun & (this.enough[first]! | this.pairs[hash(first, text.charCodeAt(at + 1))]!)) !== 0;
  }

  private scan(text: string, sight: Sight): void {
    const { firsts, enough, pairs } = this;
    if (sight.places.length < text.length)
      [sight.places, sight.bitsAt] = [new Int32Array(text.length * 2), new Int32Array(text.length * 2)];
    const { places, bitsAt } = sight;
    let bits = 0;
    let count = 0;
    let next = text.charCodeAt(0);
    for (let i = 0; i < text.length; i++) {
      const c = next;
      next = text.charCodeAt(i + 1);
      const begun = firsts[c]!;
      if (begun === 0) continue;
      const here = begun & (enough[c]! | pairs[hash(c, next)]!);
      if (here === 0) continue;
      bits |= here;
      places[count] = i;
      bitsAt[count++] = here;
    }
    sight.text = text;
    sight.bits = bits;
    sight.count = count;
  }
}

function hash(first: number, second: number): number {
  return (Math.imul(first, 40503) ^ second) & 0xffff;
}

const groups: Group[] = [];

/** A place among the groups for a pattern that can begin with these. */
function placeOf(edges: Edges | null): [Group | null, number] {
  const begun = edges && !edges.isEmpty ? beginnings(edges) : [];
  if (begun.length === 0 || begun.some(([first]) => first === ANY)) return [null, 0];
  if (groups.at(-1)?.isFull !== false) groups.push(new Group());
  const group = groups.at(-1)!;
  return [group, group.add(begun)];
}

/** Lets go of the texts looked at last. */
export function forget(): void {
  for (const group of groups) group.forget();
}

/** The first match at or behind `from`; null where there is none. Alternatives with ^ go before others that begin at the same place. */
export function find(pattern: RegExp, text: string, from = 0): RegExpExecArray | null {
  const { anchored, firsts, free, group, bit, lasts } = finderOf(pattern);
  if (anchored && from === 0 && firsts?.[text.charCodeAt(0)] !== 0) {
    anchored.lastIndex = 0;
    const found = anchored.exec(text);
    if (found) return found;
  }
  if (!free || lasts?.[text.charCodeAt(text.length - 1)] === 0) return null;
  if (!group) {
    free.lastIndex = from;
    return free.exec(text);
  }
  const { bits, count, places, bitsAt } = group.look(text);
  if (!(bits & bit)) return null;
  for (let n = 0; n < count; n++) {
    if (!(bitsAt[n]! & bit) || places[n]! < from) continue;
    free.lastIndex = places[n]!;
    const found = free.exec(text);
    if (found) return found;
  }
  return null;
}

/** The match that stands right at `at`; null where none does. The pattern has no ^. */
export function findAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  const { free, group, bit } = finderOf(pattern);
  if (!free || !group?.canBegin(bit, text, at)) return null;
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
