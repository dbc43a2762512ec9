import type { Role } from '../formats/table.js';

/** A column of a table, by its head; a null role: the head tells nothing. */
export interface Column {
  role: Role | null;
  head: string;
  /** it tells how far things are */
  isTold: boolean;
  /** its head does not say that it holds the tasks */
  isGuessed?: boolean;
}

export interface FlatCell {
  column: Column;
  from: number;
  to: number;
}

/** A row of a table that came as text: [from, to) with its cells. */
export interface FlatRow {
  from: number;
  to: number;
  cells: FlatCell[];
  /** its cells stand in one line, else each on lines of its own */
  isLine: boolean;
  /** it stands over the rows below it */
  isHeading: boolean;
  /** it is known of every column what it holds, and none in the same line tells how far things are */
  isPlan: boolean;
}

/** The rows of a text's tables, by place. */
export class FlatRows {
  constructor(private readonly rows: readonly FlatRow[]) {}

  /** The row that covers the place. */
  at(place: number): FlatRow | undefined {
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rows[middle]!.from <= place) low = middle + 1;
      else high = middle;
    }
    const row = this.rows[low - 1];
    return row && place < row.to ? row : undefined;
  }
}
