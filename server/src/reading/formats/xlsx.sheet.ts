import { refusal } from './refusals.js';
import type { Cell, Grid } from './table.text.js';
import { dayIn, inWords, isPartlyStruck, numberAs, stringIn, type Value } from './xlsx.values.js';
import { all, at, elements, type Node, parseXml, textOf } from './xml.js';

/** A breakdown table is far smaller; beyond this a sheet is a database. */
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;

/** What the cells of a book refer to. */
export interface Shared {
  strings: readonly string[];
  /** by the number of the string: some of it is struck out */
  struckStrings: readonly boolean[];
  formats: readonly string[];
  struckStyles: readonly boolean[];
  from1904: boolean;
}

/** A cell with its own place, from 1: where several are joined into one, that of the first. */
export interface SheetCell extends Cell, Value {
  row: number;
  column: number;
  /** reckoned by the program, or what is left of it where that went wrong */
  isFormula: boolean;
}

interface Row {
  n: number;
  isHidden: boolean;
  /** from 1; empty ones are left out */
  cells: Map<number, SheetCell>;
}

/** The rows of a sheet that hold anything, and what is hidden of it. */
export class Sheet {
  private readonly rows: Row[] = [];
  private readonly hidden: { min: number; max: number }[];
  /** over the first row: one cell for several columns */
  readonly title: string = '';
  /** cells of which something is struck out; cells whose formula has come to nothing */
  struck = 0;
  failed = 0;

  constructor(
    xml: string,
    readonly name: string,
    private readonly shared: Shared,
    private readonly fileName: string,
  ) {
    let last = 0;
    const sheet = at(
      parseXml(xml, fileName, 'sheetData', row => {
        last = Number(row.attributes.r ?? last + 1);
        this.add(row, last);
      }),
      'worksheet',
    );
    this.hidden = elements(at(sheet, 'cols'), 'col')
      .filter(({ attributes }) => isOn(attributes.hidden))
      .map(({ attributes }) => ({ min: Number(attributes.min), max: Number(attributes.max) }));
    const byNumber = new Map(this.rows.map(row => [row.n, row]));
    for (const { attributes } of all(sheet ?? { name: '', attributes: {}, children: [] }, 'mergeCell')) {
      const range = rangeOf(attributes.ref ?? '');
      const master = range && byNumber.get(range.top)?.cells.get(range.left);
      if (!master) continue;
      if (range.top === 1 && range.left === 1 && range.right > 1) this.title = master.text;
      for (const row of this.rowsIn(range, byNumber))
        for (let column = range.left; column <= Math.min(range.right, MAX_COLUMNS); column++) row.cells.set(column, master);
    }
  }

  get hiddenRows(): number {
    return this.rows.filter(row => row.isHidden).length;
  }

  get hiddenColumns(): number {
    const filled = new Set(this.rows.flatMap(row => [...row.cells.keys()]));
    return [...filled].filter(column => this.isHidden(column)).length;
  }

  /** Every row that holds anything, hidden ones and columns too; cells by their column, from 1. */
  get lines(): { row: number; cells: (SheetCell | undefined)[] }[] {
    return this.rows.map(({ n, cells }) => {
      const line: (SheetCell | undefined)[] = [];
      for (const [column, cell] of cells) line[column] = cell;
      return { row: n, cells: line };
    });
  }

  /** What is seen of the sheet. */
  get grid(): Grid {
    return this.rows
      .filter(row => !row.isHidden)
      .map(({ cells }) => {
        const seen = [...cells].filter(([column, { text }]) => text && !this.isHidden(column));
        const line: (Cell | null)[] = Array(Math.max(0, ...seen.map(([column]) => column))).fill(null);
        for (const [column, cell] of seen) line[column - 1] = cell;
        return line;
      });
  }

  private add(node: Node, n: number): void {
    const cells = new Map<number, SheetCell>();
    let column = 0;
    for (const cell of elements(node, 'c')) {
      column = cell.attributes.r ? columnOf(cell.attributes.r) : column + 1;
      if (column > MAX_COLUMNS) continue;
      const value = this.valueIn(cell);
      const isFormula = cell.attributes.t === 'e' || at(cell, 'f') !== undefined;
      if (value.text || isFormula) cells.set(column, { ...value, row: n, column, isFormula });
    }
    if (cells.size === 0) return;
    this.rows.push({ n, isHidden: isOn(node.attributes.hidden), cells });
    if (this.rows.length > MAX_ROWS) throw refusal('reading.too_long', this.fileName, `的工作表“${this.name}”超过 ${MAX_ROWS} 行`);
  }

  private valueIn(cell: Node): Value {
    const { t: kind = 'n', s: style = '0' } = cell.attributes;
    const value = textOf(at(cell, 'v'));
    const isWholly = this.shared.struckStyles[Number(style)] && cell.children.length > 0;
    if (isWholly || (kind === 's' ? this.shared.struckStrings[Number(value)] : isPartlyStruck(at(cell, 'is')))) this.struck++;
    if (kind === 'e' || (at(cell, 'f') && !at(cell, 'v'))) this.failed++;
    if (isWholly) return inWords('');
    if (kind === 's') return inWords(this.shared.strings[Number(value)] ?? '');
    if (kind === 'inlineStr') return inWords(stringIn(at(cell, 'is')));
    if (kind === 'e') return inWords('');
    if (kind === 'd') return dayIn(value);
    if (kind === 'b') return inWords(isOn(value) ? 'TRUE' : 'FALSE');
    return kind === 'n' ? numberAs(value, this.shared.formats[Number(style)] ?? '', this.shared.from1904) : inWords(value);
  }

  private rowsIn({ top, bottom }: { top: number; bottom: number }, byNumber: ReadonlyMap<number, Row>): Row[] {
    if (bottom - top > this.rows.length) return this.rows.filter(({ n }) => n >= top && n <= bottom);
    return Array.from({ length: bottom - top + 1 }, (_, n) => byNumber.get(top + n)).filter(row => row !== undefined);
  }

  private isHidden(column: number): boolean {
    return this.hidden.some(({ min, max }) => min <= column && column <= max);
  }
}

const isOn = (flag: string | undefined) => flag === '1' || flag === 'true';

/** A1 is 1, AB7 is 28. */
function columnOf(place: string): number {
  return Array.from(/^[A-Za-z]*/.exec(place)![0].toUpperCase()).reduce((column, c) => column * 26 + c.charCodeAt(0) - 64, 0);
}

function rangeOf(ref: string): { top: number; bottom: number; left: number; right: number } | null {
  const [, from, top, to, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? [];
  return from && to ? { top: Number(top), bottom: Number(bottom), left: columnOf(from), right: columnOf(to) } : null;
}
