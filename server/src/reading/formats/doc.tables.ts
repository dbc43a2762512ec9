import { propertiesIn } from './doc.properties.js';
import type { Cell, Grid } from './table.text.js';

/** Properties of a paragraph and of a row ([MS-DOC] 2.6.2, 2.6.3) that make a table. */
const IN_TABLE = 0x2416;
const ENDS_ROW = 0x2417;
const DEPTH = 0x6649;
const ENDS_INNER_CELL = 0x244b;
const ENDS_INNER_ROW = 0x244c;
const DEFINITION = 0xd608;
const JOIN = 0x5624;
const JOIN_DOWN = 0xd62b;
/** How much of a row's definition each cell takes (2.9.327). */
const CELL_SIZE = 20;
/** Edges of cells this close (in twentieths of a point) are one: rows are seldom drawn quite alike. */
const NEAR = 100;

/** A row's cells: where they begin and end, and which of them are one with the cell before or above. */
export interface RowShape {
  edges: number[];
  cells: { isBefore: boolean; isAbove: boolean }[];
}

/** How a paragraph stands in tables. */
export interface Place {
  /** of tables in one another; 0: in none */
  depth: number;
  endsCell: boolean;
  /** the row that it ends, which is no paragraph of its own */
  endsRow: RowShape | null;
}

/** @param closes the paragraph ends with the mark of a cell or row */
export function placeIn(properties: Buffer, closes: boolean): Place {
  const said = new Map(propertiesIn(properties));
  const is = (code: number) => (said.get(code)?.[0] ?? 0) !== 0;
  const depth = said.get(DEPTH)?.readInt32LE(0) ?? (is(IN_TABLE) ? 1 : 0);
  const endsRow = depth > 1 ? is(ENDS_INNER_ROW) : closes && is(ENDS_ROW);
  return { depth, endsCell: !endsRow && (depth > 1 ? is(ENDS_INNER_CELL) : closes), endsRow: endsRow ? shapeIn(properties) : null };
}

function shapeIn(properties: Buffer): RowShape {
  let shape: RowShape = { edges: [], cells: [] };
  for (const [code, operand] of propertiesIn(properties)) {
    if (code === DEFINITION) shape = definition(operand);
    if (code === JOIN) for (let n = operand[0]! + 1; n < operand[1]!; n++) if (shape.cells[n]) shape.cells[n]!.isBefore = true;
    if (code === JOIN_DOWN && shape.cells[operand[1]!]) shape.cells[operand[1]!]!.isAbove = operand[2] === 1;
  }
  return shape;
}

function definition(operand: Buffer): RowShape {
  const count = operand.readUInt8(2);
  const edges = Array.from({ length: count + 1 }, (_, n) => operand.readInt16LE(3 + n * 2));
  const cells = Array.from({ length: count }, (_, n) => {
    const at = 3 + (count + 1) * 2 + n * CELL_SIZE;
    const flags = at + 2 > operand.length ? 0 : operand.readUInt16LE(at);
    return { isBefore: (flags & 2) !== 0, isAbove: ((flags >> 5) & 3) === 1 };
  });
  return { edges, cells };
}

/** The rows of a table, each cell where it stands; merged cells are one. */
export function gridOf(rows: { cells: string[]; shape: RowShape }[]): Grid {
  const columns = together(rows.flatMap(({ shape }) => shape.edges));
  const grid: Grid = [];
  for (const { cells, shape } of rows) {
    const fits = shape.cells.length === cells.length;
    grid.push(fits ? line(cells, shape, columns, grid.at(-1) ?? []) : cells.map(text => ({ text })));
  }
  return grid;
}

function line(cells: string[], { edges, cells: shapes }: RowShape, columns: number[], above: Grid[number]): Grid[number] {
  const row: (Cell | null)[] = Array(Math.max(0, columns.length - 1)).fill(null);
  let at = 0;
  let before: Cell | null = null;
  cells.forEach((text, n) => {
    at = Math.max(at, columnOf(columns, edges[n]!));
    const { isBefore, isAbove } = shapes[n]!;
    const cell: Cell = (isBefore ? before : isAbove ? above[at] : null) ?? { text };
    const end = Math.max(at + 1, columnOf(columns, edges[n + 1]!));
    row.fill(cell, at, end);
    if (end > row.length) row.push(cell);
    [at, before] = [end, cell];
  });
  return row;
}

/** Where columns begin: edges that lie close to one another are taken as one. */
function together(edges: number[]): number[] {
  const found: number[] = [];
  for (const edge of [...edges].sort((a, b) => a - b)) if (found.length === 0 || edge - found.at(-1)! > NEAR) found.push(edge);
  return found;
}

const columnOf = (columns: number[], edge: number) =>
  Math.max(
    0,
    columns.findLastIndex(start => start <= edge),
  );
