import type { Words } from '../words/text.js';
import type { Figure } from './figures.js';

/** A figure and what stands around it, as the ways to name it see them. */
export interface Around {
  words: Words;
  all: Figure[];
  /** Where the figure stands among `all`, and where the first and the last of its row do ("3亿元、2亿元"). */
  i: number;
  first: number;
  last: number;
  f: Figure;
  /** The noun phrase before its row. */
  before: string | null;
  /** The noun behind it, where it stands in no row. */
  after: string | null;
  /** The names of the figures before it, and what was named last. */
  named: string[][];
  earlier: string | undefined;
  /** What the heading above speaks of. */
  inherited: string | null;
}
