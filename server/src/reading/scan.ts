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
  if (!isDigit(text.charCodeAt(at - 1)) || !isDigit(text.charCodeAt(at + 1))) return false;
  return text[at] === ':' || (text[at] === ',' && /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5)));
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

interface Node {
  /** one bit for each lexicon that has the word ending here */
  lexicons: number;
  next: Map<number, Node>;
}

/** Words as a tree of their characters; a glance at two characters mostly tells that none stands there. */
class Tree {
  private readonly root: Node = { lexicons: 0, next: new Map() };
  /** for each character the lexicons that have it as a word */
  private readonly ones = new Uint8Array(LETTERS);
  /** one bit for each two characters that a word begins with */
  private readonly pairs = new Int32Array(0x10000 / 32);

  /** Takes in a word, `lexicon` being one bit. */
  put(word: string, lexicon: number): void {
    let node = this.root;
    for (let i = 0; i < word.length; i++) {
      const letter = numbered(word.charCodeAt(i));
      const next = node.next.get(letter) ?? { lexicons: 0, next: new Map() };
      node.next.set(letter, next);
      node = next;
    }
    node.lexicons |= lexicon;
    const [first, second] = unitsOf(word).map(numbered);
    if (second === undefined) this.ones[first!]! |= lexicon;
    else this.pairs[pairOf(first!, second) >> 5]! |= 1 << pairOf(first!, second);
  }

  /** The lexicons that have this character as a word. */
  one(letter: number): number {
    return this.ones[letter]!;
  }

  /** The node of these two characters; undefined where no word begins with them. */
  two(first: number, second: number): Node | undefined {
    const pair = pairOf(first, second);
    return this.pairs[pair >> 5]! & (1 << pair) ? this.root.next.get(first)?.next.get(second) : undefined;
  }
}

/** Each lexicon as a tree of its words read forwards or backwards, made when it is first asked. */
const forward = new Map<ReadonlySet<string>, Tree>();
const backward = new Map<ReadonlySet<string>, Tree>();

function treeOf(words: ReadonlySet<string>, trees = forward): Tree {
  let tree = trees.get(words);
  if (!tree) {
    tree = new Tree();
    for (const word of words) tree.put(trees === forward ? word : [...word].reverse().join(''), 1);
    trees.set(words, tree);
  }
  return tree;
}

/** Where the longest word of `lexicon` that stands at `at` ends; `at` itself where none does. */
export function wordEnd(text: string, at: number, lexicon: ReadonlySet<string>): number {
  const first = letterAt(text, at);
  if (first === 0) return at;
  const tree = treeOf(lexicon);
  let end = at + tree.one(first);
  let node = tree.two(first, letterAt(text, at + 1));
  for (let i = at + 2; node; i++) {
    if (node.lexicons) end = i;
    node = node.next.get(letterAt(text, i));
  }
  return end;
}

/** The longest word of `lexicon` that stands at `at`, or ''. */
export function wordAt(text: string, at: number, lexicon: ReadonlySet<string>): string {
  const end = wordEnd(text, at, lexicon);
  return end === at ? '' : text.slice(at, end);
}

/** Several lexicons as one tree, so that one walk tells the longest word of each. */
export class Lexicons {
  private readonly tree = new Tree();
  private readonly count: number;

  constructor(lexicons: ReadonlySet<string>[]) {
    this.count = lexicons.length;
    lexicons.forEach((words, n) => {
      for (const word of words) this.tree.put(word, 1 << n);
    });
  }

  /** Writes into `ends` where the longest word of each lexicon that stands at `at` ends; `at` itself where none does. */
  at(text: string, at: number, ends: Int32Array): void {
    ends.fill(at);
    const first = letterAt(text, at);
    this.mark(this.tree.one(first), at + 1, ends);
    let node = this.tree.two(first, letterAt(text, at + 1));
    for (let i = at + 2; node; i++) {
      this.mark(node.lexicons, i, ends);
      node = node.next.get(letterAt(text, i));
    }
  }

  private mark(lexicons: number, end: number, ends: Int32Array): void {
    if (lexicons) for (let n = 0; n < this.count; n++) if (lexicons & (1 << n)) ends[n] = end;
  }
}

/** Whether a word of `lexicon` ends right before `end`. */
export function endsWith(text: string, end: number, lexicon: ReadonlySet<string>): boolean {
  const last = letterAt(text, end - 1);
  if (last === 0) return false;
  const tree = treeOf(lexicon, backward);
  if (tree.one(last)) return true;
  let node = tree.two(last, letterAt(text, end - 2));
  for (let i = end - 3; node; i--) {
    if (node.lexicons) return true;
    node = node.next.get(letterAt(text, i));
  }
  return false;
}
