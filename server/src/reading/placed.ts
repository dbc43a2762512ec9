import type { Clause } from './cut.js';
import type { Share } from './duties.js';
import type { Role } from './roles.js';
import type { Words } from './text.js';
import type { Indicator } from './types.js';

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
  /** what stands beside it: cells of the same table row, read line by line, and the head of its table, where one was found */
  cells: Words[];
  head: Head | null;
  /** what the row of a table of indicators is to reach; null: it is no such row */
  goals: Indicator[] | null;
}

/** What the head of a table says about the cells below it. */
export interface Head {
  /** for each column of units, in their order, what its units do */
  shares: Share[];
  /** how many columns of units or times stand behind the task's */
  behind: number;
  /** units stand before the task */
  isOwnerFirst: boolean;
  /** the level to be reached has a column of its own behind the task's */
  isGoalApart: boolean;
  /** its rows begin with a number */
  isNumbered: boolean;
  /** which columns hold units or times */
  cells: boolean[];
  /** no column tells how far things are: the rows hold what is to be done */
  isPlan: boolean;
}
