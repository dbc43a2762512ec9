import type { Share } from '../duties/duties.js';
import type { Indicator } from '../types.js';
import type { Words } from '../words/text.js';
import type { Clause } from './cut.js';
import type { Role } from './roles.js';

/** An unnumbered title line. */
export const TITLE = 0;
/** An unnumbered lead-in or caption under numbered headings. */
export const LEAD = 6;

/** What numbers a clause: its rank, outermost first, and how many characters it takes up. */
export interface Enumerator {
  level: number;
  length: number;
}

/** A clause with what a heading is known by. */
export interface Draft {
  clause: Clause;
  words: Words;
  mark: Enumerator | null;
  /** words before a colon that opens the enumeration in this very clause */
  leadIn: number;
  /** index of its paragraph; `first`/`last` within it */
  paragraph: number;
  first: boolean;
  last: boolean;
}

/** What stands behind a clause's number: 责任单位:… of "(二)责任单位:…". */
export const bodyOf = ({ words, mark }: Draft): string => (mark ? words.folded.slice(mark.length) : words.folded);

/** A cell that says who owes a task or by when. */
export interface OwedCell {
  words: Words;
  share: Share | 'due';
}

/** A clause with its place in the document. */
export interface Placed extends Draft {
  /** null: body text */
  level: number | null;
  /** the headings above, outermost first, as written without the closing mark; one array for all clauses under them */
  section: string[];
  role: Role | null;
  /** the document's own title: no heading of anything */
  isTitle: boolean;
  /** years given by a lead-in such as "2024年要着重抓好如下几项工作:" */
  phases: number[];
  /** the year that the headings above speak of, e.g. "三、2025年工作打算" */
  year: number | null;
  /** a main heading of its text has announced work to come: what follows is no report any more */
  isPlanned: boolean;
  /** counts unnumbered title lines: each opens a text of its own */
  article: number;
  /** counts texts that were joined: an unnumbered title behind numbered headings, before which the numbering begins again */
  document: number;
  /** what stands beside it in a table or on a line of its own: who owes it and by when */
  cells: OwedCell[];
  /** in a table that shares tasks out: among what is owed, or what is told of it; null: in none */
  stands: 'owed' | 'told' | null;
  /** what the row of a table of indicators is to reach; null: it is no such row */
  goals: Indicator[] | null;
}
