import ExcelJS from 'exceljs';
import { CADENCES } from '../../rules/cadences.js';
import { TOKEN_HEADING } from '../exchange/found-table.js';
import { pagesOf, withinPages } from './pages.js';
import { type CellValue, groupsOf, headDepth, type PrintedTable, type Run, runsOf } from './table.js';

const BODY_SIZE = 10.5;
const FONTS = { title: '方正小标宋简体', head: '黑体', body: '仿宋' } as const;
const PAPER_CODES = { A3: 8, A4: 9 } as const;
/** The tallest row that spreadsheets know, in points. */
const TALLEST = 409;
const [TITLE_HEIGHT, NOTE_HEIGHT] = [42, 20];
/** Of the rows of the head, by how many there are. */
const HEAD_HEIGHTS = { 1: [32], 2: [24, 24] } as const;
const DAY_FORMAT = 'yyyy"年"m"月"d"日"';
const THIN = { style: 'thin' } as const;

/** Half-width characters of the body's size that a landscape sheet takes beside its margins. */
const SHEET_WIDTH = { A3: 200, A4: 138 } as const;
/** How far columns give way before the sheet is printed smaller, and how far they spread. */
const STRETCH = { least: 0.75, most: 1.5 } as const;

/** Writes the table as a workbook that can be printed as it is, edited, and taken in again. */
export async function writeXlsx(table: PrintedTable): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const depth = headDepth(table.columns);
  const first = 3 + depth;
  const widths = widthsOf(table);
  const sheet = book.addWorksheet('任务分解表', {
    views: [{ state: 'frozen', xSplit: frozenColumns(table), ySplit: first - 1, showGridLines: false }],
    pageSetup: {
      paperSize: PAPER_CODES[table.paper] as ExcelJS.PaperSize,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.6, right: 0.6, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.4 },
      printTitlesRow: `3:${first - 1}`,
    },
    headerFooter: { oddFooter: `&C&"${FONTS.body},Regular"&10第 &P 页　共 &N 页` },
  });
  const hidden = table.columns.length + 1;
  sheet.columns = [...widths.map(width => ({ width })), { width: 24, hidden: true }];
  writeHead(sheet, table, depth);
  for (const [index, row] of table.rows.entries()) {
    const line = sheet.getRow(first + index);
    for (const [at, value] of row.cells.entries()) writeCell(line.getCell(at + 1), value, table.columns[at]?.centred ?? false);
    line.getCell(hidden).value = row.token;
  }
  joinByPage(sheet, table, widths, first);
  offerCadences(sheet, table, first);
  if (table.rows.length > 0) sheet.pageSetup.printArea = `A1:${sheet.getColumn(hidden - 1).letter}${first + table.rows.length - 1}`;
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Joins what belongs together, page by page, and says where pages end. */
function joinByPage(sheet: ExcelJS.Worksheet, table: PrintedTable, widths: number[], first: number): void {
  const head = HEAD_HEIGHTS[headDepth(table.columns)].reduce((sum, height) => sum + height, 0);
  const title = TITLE_HEIGHT + NOTE_HEIGHT;
  const begins = pagesOf(heights(table, widths, runsOf(table)), { paper: table.paper, widths, title, head });
  const runs = withinPages(runsOf(table), begins);
  for (const { column, from, to } of runs) sheet.mergeCells(first + from, column + 1, first + to, column + 1);
  for (const [index, height] of heights(table, widths, runs).entries()) sheet.getRow(first + index).height = height;
  for (const begin of begins.slice(1)) sheet.getRow(first + begin - 1).addPageBreak();
}

/** The columns share the sheet's width in their proportion. */
function widthsOf({ columns, paper }: PrintedTable): number[] {
  const sum = columns.reduce((total, { width }) => total + width, 0);
  const stretch = Math.min(STRETCH.most, Math.max(STRETCH.least, SHEET_WIDTH[paper] / sum));
  return columns.map(({ width }) => Math.round(width * stretch * 10) / 10);
}

/** The number and the measure stay in sight while one scrolls to the right, as far as they stand at the left. */
function frozenColumns({ columns }: PrintedTable): number {
  const measure = columns.findIndex(({ field }) => field === 'measure');
  return measure >= 0 && measure < 3 ? measure + 1 : 1;
}

function writeHead(sheet: ExcelJS.Worksheet, { title, note, columns }: PrintedTable, depth: 1 | 2): void {
  sheet.mergeCells(1, 1, 1, columns.length);
  const top = sheet.getCell(1, 1);
  top.value = title;
  top.font = { name: FONTS.title, size: 20 };
  top.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  sheet.getRow(1).height = TITLE_HEIGHT;
  sheet.mergeCells(2, 1, 2, columns.length);
  const under = sheet.getCell(2, 1);
  under.value = note;
  under.font = { name: FONTS.body, size: BODY_SIZE };
  under.alignment = { horizontal: 'right', vertical: 'middle' };
  sheet.getRow(2).height = NOTE_HEIGHT;
  for (const [index, { heading, group }] of columns.entries()) {
    for (let row = 3; row < 3 + depth; row++) headCell(sheet.getCell(row, index + 1));
    sheet.getCell(depth === 2 && group !== null ? 4 : 3, index + 1).value = heading;
    if (depth === 2 && group === null) sheet.mergeCells(3, index + 1, 4, index + 1);
  }
  for (const { name, from, to } of groupsOf(columns)) {
    sheet.getCell(3, from + 1).value = name;
    if (to > from) sheet.mergeCells(3, from + 1, 3, to + 1);
  }
  for (const [index, height] of HEAD_HEIGHTS[depth].entries()) sheet.getRow(3 + index).height = height;
  sheet.getCell(2 + depth, columns.length + 1).value = TOKEN_HEADING;
}

function headCell(cell: ExcelJS.Cell): void {
  cell.font = { name: FONTS.head, size: 11 };
  cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  cell.border = { top: THIN, bottom: THIN, left: THIN, right: THIN };
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } };
}

function writeCell(cell: ExcelJS.Cell, value: CellValue, centred: boolean): void {
  cell.font = { name: FONTS.body, size: BODY_SIZE };
  cell.alignment = { horizontal: centred ? 'center' : 'left', vertical: 'middle', wrapText: true };
  cell.border = { top: THIN, bottom: THIN, left: THIN, right: THIN };
  // Words stay words: the number 1.10 would become 1.1.
  if (typeof value === 'string') cell.numFmt = '@';
  else cell.numFmt = DAY_FORMAT;
  if (typeof value === 'string') cell.value = value || null;
  else cell.value = new Date(`${value.day}T00:00:00Z`);
}

interface Validated {
  dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void };
}

function offerCadences(sheet: ExcelJS.Worksheet, { columns, rows }: PrintedTable, first: number): void {
  const column = columns.findIndex(({ field }) => field === 'cadence') + 1;
  if (column === 0 || rows.length === 0) return;
  const letter = sheet.getColumn(column).letter;
  // The library makes overlapping ranges of cells one by one; that it takes a range, too, its types do not say.
  (sheet as unknown as Validated).dataValidations.add(`${letter}${first}:${letter}${first + rows.length - 1}`, {
    type: 'list',
    allowBlank: true,
    formulae: [`"${Object.values(CADENCES).join(',')}"`],
    showErrorMessage: true,
    errorTitle: '报送频次',
    error: `请选：${Object.values(CADENCES).join('、')}；不定期的留空。`,
  });
}

/** Row heights in points that show every word: spreadsheets do not measure joined cells, and some measure none before the first edit. */
function heights(table: PrintedTable, widths: number[], runs: Run[]): number[] {
  const own = table.rows.map((row, index) => {
    const alone = row.cells.map((value, column) => {
      const joined = runs.some(run => run.column === column && index >= run.from && index <= run.to);
      return joined ? 0 : heightOf(value, widths[column] ?? 10);
    });
    return Math.max(24, ...alone);
  });
  for (const { column, from, to } of runs) {
    const needed = heightOf(table.rows[from]?.cells[column] ?? '', widths[column] ?? 10);
    const given = own.slice(from, to + 1).reduce((sum, height) => sum + height, 0);
    if (needed > given) for (let index = from; index <= to; index++) own[index] = (own[index] ?? 0) + (needed - given) / (to - from + 1);
  }
  return own.map(height => Math.min(TALLEST, Math.ceil(height)));
}

/** Points that a cell of this width needs for its words, line by line. */
export function heightOf(value: CellValue, width: number): number {
  if (typeof value !== 'string') return 24;
  // A column of width 10 is 75 pixels, a Chinese character of this size takes 14; a line ends early rather than split a number.
  const perLine = Math.max(2, Math.floor(width - 1));
  const lines = value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(halfWidths(line) / perLine)), 0);
  return lines * (BODY_SIZE * 1.35) + 6;
}

/** Length in characters of half width. */
function halfWidths(line: string): number {
  let width = 0;
  for (const letter of line) width += letter <= '\u00ff' ? 1 : 2;
  return width;
}
