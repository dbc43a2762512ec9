/**
 * The inner loops of reading: finding patterns, splitting at separators, looking up words. Every clause passes here many times,
 * so nothing is copied that need not be.
 */

/** For each UTF-16 unit one bit for each set of characters that it is in: 1 for the first, 2 for the second, 4… */
export function tableOf(...sets: string[]): Uint8Array {
  const table = new Uint8Array(0x10000);
  sets.forEach((set, n) => {
    for (const c of set) table[c.charCodeAt(0)]! |= 1 << n;
  });
  return table;
}

const OPENER = 1;
const CLOSER = 2;
const SEPARATOR = 4;

/** For each set of separators what every UTF-16 unit is in it. */
const splitters = new Map<string, Uint8Array>();

function splitterOf(separators: string): Uint8Array {
  let table = splitters.get(separators);
  if (!table) {
    table = tableOf('([《“', ')]》”', separators);
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
    const kind = table[text.charCodeAt(i)]!;
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

function isDigit(code: number): boolean {
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
  /** the lexicons that have the UTF-16 unit as a word */
  private readonly ones = new Uint8Array(0x10000);
  /** 1 for each pair of units that a word begins with, by its hash */
  private readonly pairs = new Uint8Array(0x10000);

  /** Takes in a word, `lexicon` being one bit. */
  put(word: string, lexicon: number): void {
    let node = this.root;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      const next = node.next.get(code) ?? { lexicons: 0, next: new Map() };
      node.next.set(code, next);
      node = next;
    }
    node.lexicons |= lexicon;
    if (word.length === 1) this.ones[word.charCodeAt(0)]! |= lexicon;
    else this.pairs[hash(word.charCodeAt(0), word.charCodeAt(1))] = 1;
  }

  /** The lexicons that have this one unit as a word. */
  one(unit: number): number {
    return this.ones[unit]!;
  }

  /** The node of these two units; undefined where no word begins with them. */
  two(first: number, second: number): Node | undefined {
    return this.pairs[hash(first, second)] ? this.root.next.get(first)?.next.get(second) : undefined;
  }
}

function hash(first: number, second: number): number {
  return (Math.imul(first, 40503) ^ second) & 0xffff;
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
  if (at >= text.length) return at;
  const tree = treeOf(lexicon);
  const first = text.charCodeAt(at);
  let end = at + tree.one(first);
  if (at + 1 >= text.length) return end;
  let node = tree.two(first, text.charCodeAt(at + 1));
  for (let i = at + 2; node; i++) {
    if (node.lexicons) end = i;
    node = i < text.length ? node.next.get(text.charCodeAt(i)) : undefined;
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
    if (at >= text.length) return;
    const first = text.charCodeAt(at);
    this.mark(this.tree.one(first), at + 1, ends);
    if (at + 1 >= text.length) return;
    let node = this.tree.two(first, text.charCodeAt(at + 1));
    for (let i = at + 2; node; i++) {
      this.mark(node.lexicons, i, ends);
      node = i < text.length ? node.next.get(text.charCodeAt(i)) : undefined;
    }
  }

  private mark(lexicons: number, end: number, ends: Int32Array): void {
    if (lexicons) for (let n = 0; n < this.count; n++) if (lexicons & (1 << n)) ends[n] = end;
  }
}

/** Whether a word of `lexicon` ends right before `end`. */
export function endsWith(text: string, end: number, lexicon: ReadonlySet<string>): boolean {
  if (end < 1) return false;
  const tree = treeOf(lexicon, backward);
  const last = text.charCodeAt(end - 1);
  if (tree.one(last)) return true;
  if (end < 2) return false;
  let node = tree.two(last, text.charCodeAt(end - 2));
  for (let i = end - 3; node; i--) {
    if (node.lexicons) return true;
    node = i >= 0 ? node.next.get(text.charCodeAt(i)) : undefined;
  }
  return false;
}
