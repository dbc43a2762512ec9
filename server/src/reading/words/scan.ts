import { LETTERS, letterAt, letterOf, numbered, pairOf, tableOf, unitsOf } from './letters.js';

/**
 * The inner loops of reading: finding patterns, splitting at separators, looking up words. Every clause passes here many times,
 * so nothing is copied that need not be.
 */

const OPENER = 1;
const CLOSER = 2;
const SEPARATOR = 4;

/** For each set of separators what every character is in it. */
const splitters = new Map<string, Uint8Array>();

function splitterOf(separators: string): Uint8Array {
  let table = splitters.get(separators);
  if (!table) {
    table = tableOf(unitsOf('([《“'), unitsOf(')]》”'), unitsOf(separators));
    splitters.set(separators, table);
  }
  return table;
}

/** The stretches between separators that stand outside brackets and quotes; empty ones are left out. Brackets that never close do not count. */
export function splitTop(text: string, separators: string): [number, number][] {
  const table = splitterOf(separators);
  return split(text, table, true) ?? split(text, table, false)!;
}

/** Null where `nested` and a bracket stays open so that next to nothing was split. */
function split(text: string, table: Uint8Array, nested: boolean): [number, number][] | null {
  const found: [number, number][] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const kind = table[letterOf(text.charCodeAt(i))]!;
    if (kind === 0) continue;
    if (nested && kind & OPENER) depth++;
    else if (nested && depth > 0 && kind & CLOSER) depth--;
    if (depth > 0 || !(kind & SEPARATOR) || isInsideNumber(text, i)) continue;
    if (i > from) found.push([from, i]);
    from = i + 1;
  }
  if (depth > 0 && found.length < 2) return null;
  if (text.length > from) found.push([from, text.length]);
  return found;
}

/** The colon of 1:1000, the comma of 1,300. */
function isInsideNumber(text: string, at: number): boolean {
  if (at === 0 || at + 1 === text.length || !isDigit(text.charCodeAt(at - 1)) || !isDigit(text.charCodeAt(at + 1))) return false;
  return text[at] === ':' || (text[at] === ',' && /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5)));
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** One number for a node and a letter behind it. */
function keyOf(node: number, letter: number): number {
  return Math.imul(node, LETTERS) + letter;
}

/** Words as a tree of their characters. */
class Tree {
  /** for each character the lexicons that have it as a word */
  private readonly ones = new Uint8Array(LETTERS);
  /** one bit for each two characters that a word begins with: a glance mostly tells that none stands there */
  private readonly pairs = new Int32Array(0x10000 / 32);
  /** for each node one bit for each lexicon that has the word ending there; a first character is the node of its number */
  private readonly lexicons: number[] = new Array(LETTERS).fill(0);
  /** node and letter of each branch, hashed, and beside it the node that it leads to; 0 is free */
  private branches = new Int32Array(64);

  /** Takes in a word, `lexicon` being one bit. */
  put(word: string, lexicon: number): void {
    const [first, second, ...rest] = unitsOf(word).map(numbered);
    if (second === undefined) this.ones[first!]! |= lexicon;
    else {
      this.pairs[pairOf(first!, second) >> 5]! |= 1 << pairOf(first!, second);
      const node = [second, ...rest].reduce((at, letter) => this.next(at, letter) || this.branch(at, letter), first!);
      this.lexicons[node]! |= lexicon;
    }
  }

  /** The lexicons that have this character as a word. */
  one(letter: number): number {
    return this.ones[letter]!;
  }

  /** The node of these two characters; 0 where no word begins with them. */
  two(first: number, second: number): number {
    const pair = pairOf(first, second);
    return this.pairs[pair >> 5]! & (1 << pair) ? this.next(first, second) : 0;
  }

  /** The node behind `node`; 0 where no word goes on so. */
  next(node: number, letter: number): number {
    return this.branches[this.slot(keyOf(node, letter)) + 1]!;
  }

  /** The lexicons that have the word which ends at a node. */
  ending(node: number): number {
    return this.lexicons[node]!;
  }

  private branch(node: number, letter: number): number {
    const made = this.lexicons.push(0) - 1;
    if ((made - LETTERS + 1) * 4 > this.branches.length) this.widen();
    this.enter(keyOf(node, letter), made);
    return made;
  }

  private enter(key: number, node: number): void {
    const slot = this.slot(key);
    this.branches[slot] = key;
    this.branches[slot + 1] = node;
  }

  private widen(): void {
    const old = this.branches;
    this.branches = new Int32Array(old.length * 2);
    for (let i = 0; i < old.length; i += 2) if (old[i]! !== 0) this.enter(old[i]!, old[i + 1]!);
  }

  /** Where a branch stands, or where it would. */
  private slot(key: number): number {
    const { branches } = this;
    const mask = branches.length - 2;
    let slot = ((Math.imul(key, 0x9e3779b1) >>> 15) * 2) & mask;
    while (branches[slot]! !== 0 && branches[slot]! !== key) slot = (slot + 2) & mask;
    return slot;
  }
}

/** Words of one sort. */
export class Lexicon extends Set<string> {
  private forward: Tree | null = null;
  private backward: Tree | null = null;

  /** Whether this is one of the words. */
  override has(word: string): boolean {
    return word !== '' && this.endAt(word, 0) === word.length;
  }

  /** Where the longest word that stands at `at` ends; `at` itself where none does. */
  endAt(text: string, at: number): number {
    this.forward ??= treeOf(this);
    const first = letterAt(text, at);
    if (first === 0) return at;
    const tree = this.forward;
    let end = at + tree.one(first);
    let node = tree.two(first, letterAt(text, at + 1));
    for (let i = at + 2; node !== 0; i++) {
      if (tree.ending(node)) end = i;
      node = tree.next(node, letterAt(text, i));
    }
    return end;
  }

  /** Whether a word ends right before `end`. */
  endsAt(text: string, end: number): boolean {
    this.backward ??= treeOf([...this].map(word => [...word].reverse().join('')));
    const last = letterAt(text, end - 1);
    if (last === 0) return false;
    const tree = this.backward;
    if (tree.one(last)) return true;
    let node = tree.two(last, letterAt(text, end - 2));
    for (let i = end - 3; node !== 0; i--) {
      if (tree.ending(node)) return true;
      node = tree.next(node, letterAt(text, i));
    }
    return false;
  }
}

function treeOf(words: Iterable<string>): Tree {
  const tree = new Tree();
  for (const word of words) tree.put(word, 1);
  return tree;
}

/** The words that white space divides. */
export function lexicon(words: string): Lexicon {
  return new Lexicon(words.trim().split(/\s+/));
}

/** Where the longest word of `words` that stands at `at` ends; `at` itself where none does. */
export function wordEnd(text: string, at: number, words: Lexicon): number {
  return words.endAt(text, at);
}

/** The longest word of `words` that stands at `at`, or ''. */
export function wordAt(text: string, at: number, words: Lexicon): string {
  const end = words.endAt(text, at);
  return end === at ? '' : text.slice(at, end);
}

/** Whether a word of `words` ends right before `end`. */
export function endsWith(text: string, end: number, words: Lexicon): boolean {
  return words.endsAt(text, end);
}

/** The longest reach of a word across a place. */
const ACROSS = 3;

/** Where the word of `words` begins that has `at` in its middle; `at` itself where none does. */
export function outOfWord(text: string, at: number, words: Lexicon): number {
  for (let from = Math.max(0, at - ACROSS); from < at; from++) if (words.endAt(text, from) > at) return from;
  return at;
}

/** Several lexicons as one tree, so that one walk tells the longest word of each. */
export class Lexicons {
  private readonly tree = new Tree();
  private readonly count: number;

  constructor(lexicons: Lexicon[]) {
    this.count = lexicons.length;
    lexicons.forEach((words, n) => {
      for (const word of words) this.tree.put(word, 1 << n);
    });
  }

  /** Writes into `ends` where the longest word of each lexicon that stands at `at` ends; `at` itself where none does. */
  at(text: string, at: number, ends: Int32Array): void {
    const { tree } = this;
    for (let n = 0; n < this.count; n++) ends[n] = at;
    const first = letterAt(text, at);
    if (first === 0) return;
    if (tree.one(first)) this.mark(tree.one(first), at + 1, ends);
    let node = tree.two(first, letterAt(text, at + 1));
    for (let i = at + 2; node !== 0; i++) {
      if (tree.ending(node)) this.mark(tree.ending(node), i, ends);
      node = tree.next(node, letterAt(text, i));
    }
  }

  private mark(lexicons: number, end: number, ends: Int32Array): void {
    for (let n = 0; n < this.count; n++) if (lexicons & (1 << n)) ends[n] = end;
  }
}
