import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { heightOf } from '../breakdown/xlsx.js';
import type { CellKind } from './columns.js';

/** A column of a sheet, and what its cells hold. */
export interface SheetColumn {
  label: string;
  width: number;
  kind: CellKind;
  /** Holds what the program needs to know the row again; nobody sees it. */
  hidden?: boolean;
}

export type Cell = string | number | null;

export interface SheetPlan {
  name: string;
  title: string;
  note: string;
  columns: SheetColumn[];
  /** Columns from the left that stay in sight. */
  frozen: number;
}

const FONTS = { title: '方正小标宋简体', head: '黑体', body: '仿宋' } as const;
const THIN = { style: 'thin', color: { argb: 'FFB7B2A8' } } as const;
const BORDER = { top: THIN, bottom: THIN, left: THIN, right: THIN };
const FORMATS: Record<CellKind, string> = { text: '@', number: '0', percent: '0"%"', day: 'yyyy"年"m"月"d"日"' };
const HEAD_ROW = 3;
const A3 = 8 as ExcelJS.PaperSize;
/** Half-width characters that an A3 sheet takes across before it becomes too small to read; a wider table goes over several. */
const SHEET_WIDTH = 260;
/** A row takes no more than this, in points: long texts are read on the screen. */
const TALLEST = 150;
/** A letter that makes a spreadsheet take words for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Writes a workbook to a stream, sheet after sheet and row after row: a row has left before the next comes. */
export class LedgerWorkbook {
  private readonly book: ExcelJS.stream.xlsx.WorkbookWriter;

  constructor(stream: Writable) {
    this.book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false, zip: { zlib: { level: 1 } } });
  }

  /** Begins a sheet with its title, a line of explanation and its head; it must be closed before the next is begun. */
  sheet(plan: SheetPlan): LedgerSheet {
    const sheet = this.book.addWorksheet(plan.name, {
      views: [{ state: 'frozen', xSplit: plan.frozen, ySplit: HEAD_ROW, showGridLines: false }],
      pageSetup: {
        paperSize: A3,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: Math.ceil(plan.columns.reduce((sum, { width, hidden }) => sum + (hidden ? 0 : width), 0) / SHEET_WIDTH),
        fitToHeight: 0,
        margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
        printTitlesRow: `${HEAD_ROW}:${HEAD_ROW}`,
        printTitlesColumn: `A:${String.fromCharCode(64 + plan.frozen)}`,
      },
      headerFooter: { oddFooter: '&C第 &P 页　共 &N 页' },
    });
    sheet.columns = plan.columns.map(({ width, hidden }) => ({ width, hidden }));
    return new LedgerSheet(sheet, plan);
  }

  /** Completes the file. */
  async close(): Promise<void> {
    await this.book.commit();
  }
}

/** One sheet, written row by row: head first, filters last. */
export class LedgerSheet {
  private readonly styles: Partial<ExcelJS.Style>[];

  constructor(
    private readonly sheet: ExcelJS.Worksheet,
    private readonly plan: SheetPlan,
  ) {
    this.styles = plan.columns.map(({ kind }) => styleOf(kind));
    this.head();
  }

  /** Adds a row; its cells stand in the order of the columns. */
  add(cells: Cell[]): void {
    const row = this.sheet.addRow(cells.map((cell, index) => cellValue(cell, this.plan.columns[index]?.kind ?? 'text')));
    for (const [index, style] of this.styles.entries()) row.getCell(index + 1).style = style;
    row.height = this.heightFor(cells);
    row.commit();
  }

  /** Spreadsheets do not measure rows that were written as a stream. */
  private heightFor(cells: Cell[]): number {
    const heights = cells.map((cell, index) => (typeof cell === 'string' ? heightOf(cell, this.plan.columns[index]?.width ?? 10) : 0));
    return Math.min(TALLEST, Math.max(24, ...heights));
  }

  close(): void {
    if (this.plan.columns.length > 1)
      this.sheet.autoFilter = { from: { row: HEAD_ROW, column: 1 }, to: { row: HEAD_ROW, column: this.plan.columns.length } };
    this.sheet.commit();
  }

  private head(): void {
    const { title, note, columns } = this.plan;
    const last = Math.max(columns.length, 1);
    this.wide(1, title, { font: { name: FONTS.title, size: 18 }, alignment: { horizontal: 'left', vertical: 'middle' } }, 36, last);
    this.wide(2, note, { font: { name: FONTS.body, size: 10.5 }, alignment: { horizontal: 'left', vertical: 'middle' } }, 20, last);
    const head = this.sheet.getRow(HEAD_ROW);
    head.height = 30;
    for (const [index, { label }] of columns.entries()) {
      const cell = head.getCell(index + 1);
      cell.value = label;
      cell.style = {
        font: { name: FONTS.head, size: 10.5 },
        alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
        border: BORDER,
        fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F0EB' } },
      };
    }
    head.commit();
  }

  /** A line over all columns; left-bound, so that it is read without scrolling to the middle of a wide sheet. */
  private wide(number: number, text: string, style: Partial<ExcelJS.Style>, height: number, last: number): void {
    const row = this.sheet.getRow(number);
    row.height = height;
    row.getCell(1).value = text;
    row.getCell(1).style = style;
    if (last > 1) this.sheet.mergeCells(number, 1, number, last);
    row.commit();
  }
}

function styleOf(kind: CellKind): Partial<ExcelJS.Style> {
  return {
    font: { name: FONTS.body, size: 10.5 },
    alignment: { horizontal: kind === 'text' ? 'left' : 'center', vertical: 'middle', wrapText: true },
    border: BORDER,
    numFmt: FORMATS[kind],
  };
}

function cellValue(cell: Cell, kind: CellKind): ExcelJS.CellValue {
  if (cell === null || cell === '') return null;
  if (kind === 'day') return new Date(`${cell}T00:00:00Z`);
  // Some spreadsheets calculate what begins so, whoever wrote it.
  if (typeof cell === 'string' && FORMULA.test(cell)) return `'${cell}`;
  return cell;
}
