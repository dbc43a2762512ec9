import { fit, HEADING, lacks, look, type Piece, type Seen } from './flatCells.js';
import type { FlatHead } from './flatHeads.js';
import type { Column } from './flatRows.js';

/** A cell on the best way, and whether a row begins with it. */
export interface Placing {
  column: Column;
  pieces: Piece[];
  opens: boolean;
}

/** The best way to the end of a piece as a cell of a column: the cell before it ends with piece `before`, in column `column`. */
interface Step {
  score: number;
  before: number;
  column: number;
  opens: boolean;
}

interface Front {
  score: number;
  column: number;
}

/** So many pieces of text may make up a cell. */
const MOST_PIECES = 14;
/** Nothing that costs more to join is a cell. */
const MOST_JOINS = 9;
/** Behind so many pieces that belong to no row a table is over. */
const PATIENCE = 40;
/** Rows may be numbered where no head says so. */
const NUMBERS: Column = { role: 'seq', head: '', isTold: false };
/** What it costs that a cell ends without the mark that closes others. */
const UNCLOSED = 5;

/**
 * Shares the pieces of text under a head out among its columns, row after row: of all ways the one on which the cells fit their columns
 * best and rows lack the least (the longest way backwards through a lattice, as words are found in a line of characters).
 */
export class Ways {
  private readonly columns: readonly Column[];
  /** the cells stand on lines of their own */
  private readonly isOfLines: boolean;
  private readonly isLoose: boolean;
  private readonly isMarked: boolean;
  /** what it costs to lack all columns before each */
  private readonly costs: number[];
  private readonly pieces: Piece[] = [];
  private readonly steps: Step[][] = [];
  /** for each piece and column the best way to the piece that ends with a column before this one, what it would cost to lack the rest taken back; the last is the best of all */
  private readonly fronts: Front[][] = [];
  private best = { score: 0, at: -1, column: 0 };

  constructor(
    { columns, form }: FlatHead,
    private readonly source: Iterator<Piece>,
  ) {
    this.isOfLines = form.parts === null;
    this.isLoose = form.isLoose;
    this.isMarked = form.isMarked === true;
    this.columns = [...(this.isOfLines ? numbered(columns) : columns), HEADING];
    const hasItem = columns.some(c => c.role === 'item');
    this.costs = [0];
    for (const column of this.columns) this.costs.push(this.costs.at(-1)! + lacks(column, hasItem));
    for (let at = 0; at - this.best.at <= PATIENCE && this.has(at); at++) this.reach(at);
  }

  get score(): number {
    return this.best.score;
  }

  /** The cells on the best way. */
  cells(): Placing[] {
    const found: Placing[] = [];
    for (let { at, column } = this.best; at >= 0; ) {
      const { before, column: last, opens } = this.steps[at]![column]!;
      found.push({ column: this.columns[column]!, pieces: this.pieces.slice(before + 1, at + 1), opens });
      [at, column] = [before, last];
    }
    return found.reverse();
  }

  private has(at: number): boolean {
    while (this.pieces.length <= at) {
      const next = this.source.next();
      if (next.done) return false;
      this.pieces.push(next.value);
    }
    return true;
  }

  /** The best ways to the end of a piece, one for each column. */
  private reach(at: number): void {
    const steps = this.columns.map(() => ({ score: -Infinity, before: -1, column: -1, opens: true }));
    this.steps.push(steps);
    for (let from = at; from >= 0 && at - from < MOST_PIECES && (from === at || this.joins(from, at)); from--) {
      const cell = this.cellOf(this.pieces.slice(from, at + 1));
      if (cell.joins > MOST_JOINS) break;
      this.columns.forEach((column, c) => {
        this.arrive(steps[c]!, from, c, fit(column, cell));
      });
    }
    const fronts = this.frontsOf(steps);
    this.fronts.push(fronts);
    const { score, column } = fronts.at(-1)!;
    const whole = score - this.costs.at(-1)!;
    if (this.endsRow(at) && whole > this.best.score) this.best = { score: whole, at, column };
  }

  /** Between marks what it is broken into costs a cell nothing. */
  private cellOf(pieces: Piece[]): Seen {
    const cell = look(pieces);
    return this.isMarked ? { ...cell, joins: pieces.at(-1)!.closes ? 0 : UNCLOSED } : cell;
  }

  private frontsOf(steps: Step[]): Front[] {
    const fronts: Front[] = [{ score: -Infinity, column: -1 }];
    steps.forEach(({ score }, column) => {
      const last = fronts.at(-1)!;
      const own = score + this.costs[column + 1]!;
      fronts.push(own > last.score ? { score: own, column } : last);
    });
    return fronts;
  }

  /** Takes the best way to a cell of column `c` that begins at `from`: in the row of the cell before it, or in a new one. */
  private arrive(step: Step, from: number, c: number, own: number): void {
    const fronts = this.fronts[from - 1];
    const { isFirst } = this.pieces[from]!;
    const isHeading = this.columns[c] === HEADING;
    const value = isHeading ? own : own - this.costs[c]!;
    if (fronts && !isHeading && (this.isOfLines || !isFirst)) take(step, from, fronts[c]!, value, false);
    if (!fronts) take(step, from, START, value, true);
    else if (isFirst) take(step, from, fronts.at(-1)!, value - this.costs.at(-1)!, true);
  }

  /** Whether a cell that begins at `from` and ends at `at` may go on behind its first piece: in the next line, and in the same where what divides cells may stand inside one. */
  private joins(from: number, at: number): boolean {
    const next = this.pieces[from + 1]!;
    if (this.pieces[from]!.text === '' || this.pieces[at]!.text === '' || next.text === '') return false;
    if (this.isMarked && this.pieces[from]!.closes) return false;
    return next.isFirst || (this.isLoose && !this.isOfLines);
  }

  private endsRow(at: number): boolean {
    return this.isOfLines || !this.has(at + 1) || this.pieces[at + 1]!.isFirst;
  }
}

/** Before their first column, and before the items where these are numbered, not the topics over them. */
function numbered(columns: readonly Column[]): Column[] {
  const item = Math.max(
    0,
    columns.findIndex(c => c.role === 'item'),
  );
  const own = columns.some(c => c.role === 'seq') ? [] : [NUMBERS];
  return [...own, ...columns.slice(0, item), ...(item > 0 ? [NUMBERS] : []), ...columns.slice(item)];
}

const START: Front = { score: 0, column: -1 };

function take(step: Step, from: number, { score, column }: Front, value: number, opens: boolean): void {
  if (score + value > step.score) Object.assign(step, { score: score + value, before: from - 1, column, opens });
}
