import type { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import yauzl from 'yauzl';
import { Problem } from '../../platform/problems.js';

/** A cell as it was found. */
export interface SheetCell {
  text: string;
  /** 'YYYY-MM-DD' where the spreadsheet itself knows a date. */
  day: string | null;
  number: number | null;
  /** A formula, or what is left of a broken one. */
  formula: boolean;
  /** Row (from 1) and column (from 1) of the upper left cell of the block that it is joined into. */
  master: { row: number; column: number };
}

export interface SheetRow {
  /** As the spreadsheet numbers it. */
  row: number;
  cells: (SheetCell | undefined)[];
}

export interface Sheet {
  name: string;
  rows: SheetRow[];
}

export const TABLE_MAX_BYTES = 5 * 1024 * 1024;
const MAX_UNPACKED = 40 * 1024 * 1024;
const MAX_ENTRIES = 2000;
export const MAX_ROWS = 3000;
const MAX_COLUMNS = 100;
const OLD_FORMAT = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const SAVE_AS = '请用 Excel 或 WPS 打开，“另存为”选择“Excel 工作簿（.xlsx）”后再导入。';

/**
 * The visible sheets of a workbook, as plain cells. Throws `table.*` for anything that is no plain workbook of a sensible size:
 * old or encrypted files, macros, files that unpack without end.
 */
export async function readSheets(bytes: Buffer, fileName: string): Promise<Sheet[]> {
  if (bytes.length > TABLE_MAX_BYTES) throw tableTooLarge();
  if (bytes.subarray(0, 8).equals(OLD_FORMAT))
    throw refusal(415, 'format', `“${fileName}”是旧版 .xls 文件，或设了打开密码，不能导入。${SAVE_AS}设了密码的请先取消密码。`);
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') throw refusal(415, 'format', `“${fileName}”不是 .xlsx 表格文件。${SAVE_AS}`);
  await inspect(bytes, fileName);
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    throw damaged(fileName);
  }
  return book.worksheets.filter(({ state }) => state === 'visible' || state === undefined).map(sheet => plain(sheet));
}

export function tableTooLarge(): Problem {
  return refusal(413, 'too_large', '表格文件太大：最多 5 MB、3000 行。请只保留分解表所在的工作表，删去图片和多余的空行后再导入。');
}

function damaged(fileName: string): Problem {
  return refusal(422, 'damaged', `“${fileName}”读不出来，可能已经损坏。请用 Excel 或 WPS 打开检查，另存为新的 .xlsx 文件后再导入。`);
}

function refusal(status: number, code: string, detail: string): Problem {
  return new Problem(status, `table.${code}`, '表格不能导入', detail);
}

/** Looks into the package before anything of it is taken apart: what is in it, and how large it really is once unpacked. */
async function inspect(bytes: Buffer, fileName: string): Promise<void> {
  const archive = await yauzl.fromBufferPromise(bytes, { lazyEntries: true }).catch(() => {
    throw damaged(fileName);
  });
  let entries = 0;
  let unpacked = 0;
  let workbook = false;
  try {
    for await (const entry of archive.eachEntry()) {
      entries += 1;
      if (/vbaProject\.bin$|\/macrosheets\//i.test(entry.fileName))
        throw refusal(415, 'macro', `“${fileName}”带有宏，为了安全不能导入。${SAVE_AS}`);
      if (entry.fileName === 'xl/workbook.xml') workbook = true;
      if (entries > MAX_ENTRIES || unpacked + entry.uncompressedSize > MAX_UNPACKED) throw tableTooLarge();
      unpacked += await sizeOf(await archive.openReadStreamPromise(entry));
    }
  } catch (error) {
    throw error instanceof Problem ? error : damaged(fileName);
  } finally {
    archive.close();
  }
  if (!workbook) throw refusal(415, 'format', `“${fileName}”不是 .xlsx 表格文件。${SAVE_AS}`);
}

/** Bytes that a stream really yields; a package may lie about it. */
async function sizeOf(stream: Readable): Promise<number> {
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_UNPACKED) throw tableTooLarge();
  }
  return size;
}

function plain(sheet: ExcelJS.Worksheet): Sheet {
  const rows: SheetRow[] = [];
  sheet.eachRow((line, row) => {
    const cells: (SheetCell | undefined)[] = [];
    line.eachCell((cell, column) => {
      if (column <= MAX_COLUMNS) cells[column] = plainCell(cell);
    });
    if (cells.some(cell => cell && (cell.text !== '' || cell.formula))) rows.push({ row, cells });
  });
  if (rows.length > MAX_ROWS) throw tableTooLarge();
  return { name: sheet.name, rows };
}

function plainCell(cell: ExcelJS.Cell): SheetCell {
  const { master } = cell;
  const place = { row: Number(master.row), column: Number(master.col) };
  const { value } = master;
  const formula = master.formula !== undefined || (typeof value === 'object' && value !== null && 'error' in value);
  const day = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString().slice(0, 10) : null;
  const number = typeof value === 'number' ? value : null;
  return { text: day ?? textOf(value), day, number, formula, master: place };
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('text' in value) return textOf(value.text as ExcelJS.CellValue);
  return '';
}
