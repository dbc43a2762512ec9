import { fit, lacks, look, type Piece } from './flatCells.js';
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

/** So many pieces of text may make up a cell. */
const MOST_PIECES = 14;
/** Behind so many pieces that belong to no row a table is over. */
const PATIENCE = 40;
/** Rows may be numbered where no head says so. */
const NUMBERS: Column = { role: 'seq', head: '', isTold: false };

/**
 * Shares the pieces of text under a head out among its columns, row after row: of all ways the one on which the cells fit their columns
 * best and rows lack the least (the longest way backwards through a lattice, as words are found in a line of characters).
 */
export class Ways {
  private readonly columns: readonly Column[];
  /** the cells stand on lines of their own */
  private readonly isOfLines: boolean;
  private readonly isLoose: boolean;
  /** what it costs to lack all columns before each */
  private readonly costs: number[];
  private readonly pieces: Piece[] = [];
  private readonly steps: Step[][] = [];
  private best = { score: 0, at: -1, column: 0 };

  constructor(
    { columns, form }: FlatHead,
    private readonly source: Iterator<Piece>,
  ) {
    this.isOfLines = form.divider === null;
    this.isLoose = form.isLoose;
    this.columns = this.isOfLines && columns[0]!.role !== 'seq' ? [NUMBERS, ...columns] : columns;
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
      const cell = look(this.pieces.slice(from, at + 1));
      this.columns.forEach(({ role, isTold }, c) => {
        this.arrive(steps[c]!, from, c, fit(role, isTold, cell));
      });
    }
    if (!this.endsRow(at)) return;
    steps.forEach(({ score }, column) => {
      const whole = score - this.lacked(column, this.columns.length);
      if (whole > this.best.score) this.best = { score: whole, at, column };
    });
  }

  /** Takes the best way to a cell of column `c` that begins at `from`: in the row of the cell before it, or in a new one. */
  private arrive(step: Step, from: number, c: number, own: number): void {
    const opens = this.pieces[from]!.isFirst;
    const goesOn = this.isOfLines || !opens;
    const opening = own - this.lacked(-1, c);
    if (from === 0) take(step, { score: opening, before: -1, column: -1, opens: true });
    this.steps[from - 1]?.forEach(({ score }, b) => {
      if (goesOn && b < c) take(step, { score: score + own - this.lacked(b, c), before: from - 1, column: b, opens: false });
      if (opens) take(step, { score: score + opening - this.lacked(b, this.columns.length), before: from - 1, column: b, opens: true });
    });
  }

  /** What it costs to lack the columns between two. */
  private lacked(after: number, before: number): number {
    return this.costs[before]! - this.costs[after + 1]!;
  }

  /** Whether a cell that begins at `from` and ends at `at` may go on behind its first piece: in the next line, and in the same where what divides cells may stand inside one. */
  private joins(from: number, at: number): boolean {
    const next = this.pieces[from + 1]!;
    if (this.pieces[from]!.text === '' || this.pieces[at]!.text === '' || next.text === '') return false;
    return next.isFirst || (this.isLoose && !this.isOfLines);
  }

  private endsRow(at: number): boolean {
    return this.isOfLines || !this.has(at + 1) || this.pieces[at + 1]!.isFirst;
  }
}

function take(step: Step, other: Step): void {
  if (other.score > step.score) Object.assign(step, other);
}
