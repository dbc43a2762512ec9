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
  isWord: boolean;
  next: Map<number, Node>;
}

/** A tree of words; `firsts` says for each UTF-16 unit whether a word begins with it. */
interface Tree {
  root: Node;
  firsts: Uint8Array;
}

/** Each lexicon as a tree of its words' characters, read forwards or backwards, made when it is first asked. */
const forward = new Map<ReadonlySet<string>, Tree>();
const backward = new Map<ReadonlySet<string>, Tree>();

function treeOf(table: ReadonlySet<string>, trees = forward): Tree {
  const known = trees.get(table);
  if (known) return known;
  const root: Node = { isWord: false, next: new Map() };
  for (const word of table) {
    let node = root;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(trees === forward ? i : word.length - 1 - i);
      const next = node.next.get(code) ?? { isWord: false, next: new Map() };
      node.next.set(code, next);
      node = next;
    }
    node.isWord = true;
  }
  const firsts = new Uint8Array(0x10000);
  for (const code of root.next.keys()) firsts[code] = 1;
  const tree = { root, firsts };
  trees.set(table, tree);
  return tree;
}

/** The longest word of `table` that stands at `at`, or ''. */
export function wordAt(text: string, at: number, table: ReadonlySet<string>): string {
  const { root, firsts } = treeOf(table);
  const first = text.charCodeAt(at);
  if (!firsts[first]) return '';
  let node = root.next.get(first);
  let end = at;
  for (let i = at + 1; node; i++) {
    if (node.isWord) end = i;
    node = i < text.length ? node.next.get(text.charCodeAt(i)) : undefined;
  }
  return text.slice(at, end);
}

/** Several lexicons as one tree, so that one walk tells the longest word of each. */
export class Lexicons {
  private readonly root: Marked = { tables: 0, next: new Map() };
  private readonly firsts = new Uint8Array(0x10000);

  constructor(private readonly tables: ReadonlySet<string>[]) {
    tables.forEach((table, n) => {
      for (const word of table) this.put(word, 1 << n);
    });
  }

  /** Writes into `ends` where the longest word of each lexicon that stands at `at` ends; `at` itself where none does. */
  at(text: string, at: number, ends: Int32Array): void {
    ends.fill(at);
    const first = text.charCodeAt(at);
    if (!this.firsts[first]) return;
    let node = this.root.next.get(first);
    for (let i = at + 1; node; i++) {
      if (node.tables) for (let n = 0; n < this.tables.length; n++) if (node.tables & (1 << n)) ends[n] = i;
      node = i < text.length ? node.next.get(text.charCodeAt(i)) : undefined;
    }
  }

  private put(word: string, table: number): void {
    let node = this.root;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      const next = node.next.get(code) ?? { tables: 0, next: new Map() };
      node.next.set(code, next);
      node = next;
    }
    node.tables |= table;
    this.firsts[word.charCodeAt(0)] = 1;
  }
}

interface Marked {
  /** one bit for each lexicon that has the word ending here */
  tables: number;
  next: Map<number, Marked>;
}

/** Whether a word of `table` ends right before `end`. */
export function endsWith(text: string, end: number, table: ReadonlySet<string>): boolean {
  const { root, firsts } = treeOf(table, backward);
  if (!firsts[text.charCodeAt(end - 1)]) return false;
  let node: Node | undefined = root;
  for (let i = end - 1; node && i >= 0; i--) {
    node = node.next.get(text.charCodeAt(i));
    if (node?.isWord) return true;
  }
  return false;
}
