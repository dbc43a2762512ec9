import { Problem } from '../../platform/problems.js';
import { readSheets as read, type SheetCell, UnreadableFile } from '../../reading/index.js';

export interface SheetRow {
  /** As the spreadsheet numbers it. */
  row: number;
  /** By their column, from 1. */
  cells: (SheetCell | undefined)[];
}

export interface Sheet {
  name: string;
  rows: SheetRow[];
}

export const TABLE_MAX_BYTES = 5 * 1024 * 1024;
const MAX_UNPACKED = 40 * 1024 * 1024;
const MAX_ROWS = 3000;
const OLD_FORMAT = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const WORD = /\.(?:docx?|wps|rtf)$/i;
const SAVE_AS = '请用 Excel 或 WPS 打开，“另存为”选择“Excel 工作簿（.xlsx）”后再导入。';

/** What reading refuses, told to somebody who imports a table; whatever else goes wrong is damage. */
const REFUSALS: Record<string, (fileName: string) => Problem> = {
  'reading.format': notATable,
  'reading.macro': fileName => refusal(415, 'macro', `“${fileName}”带有宏，为了安全不能导入。${SAVE_AS}`),
  'reading.bomb': tableTooLarge,
  'reading.too_long': tableTooLarge,
};

/**
 * The visible sheets of a workbook with all their cells, those of hidden rows and columns too. Throws `table.*` for anything that is no plain
 * workbook of a sensible size: old or encrypted files, macros, files that unpack without end.
 */
export async function readSheets(bytes: Buffer, fileName: string): Promise<Sheet[]> {
  if (bytes.length > TABLE_MAX_BYTES) throw tableTooLarge();
  if (WORD.test(fileName))
    throw refusal(415, 'format', `“${fileName}”是 Word 文件，不能导入。请导出 Excel 表格（.xlsx），在表格里改好再导入。`);
  if (bytes.subarray(0, 8).equals(OLD_FORMAT))
    throw refusal(415, 'format', `“${fileName}”是旧版 .xls 文件，或设了打开密码，不能导入。${SAVE_AS}设了密码的请先取消密码。`);
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') throw notATable(fileName);
  const { visible } = await read(bytes, fileName, MAX_UNPACKED).catch(error => {
    throw (REFUSALS[error instanceof UnreadableFile ? error.code : ''] ?? damaged)(fileName);
  });
  const sheets = visible.map(({ name, lines }) => ({ name, rows: lines.map(trimmed).filter(saysAnything) }));
  if (sheets.some(({ rows }) => rows.length > MAX_ROWS)) throw tableTooLarge();
  return sheets;
}

/** 413, naming both limits. */
export function tableTooLarge(): Problem {
  return refusal(413, 'too_large', '表格文件太大：最多 5 MB、3000 行。请只保留要导入的工作表，删去图片和多余的空行后再导入。');
}

function notATable(fileName: string): Problem {
  return refusal(415, 'format', `“${fileName}”不是 .xlsx 表格文件。${SAVE_AS}`);
}

function damaged(fileName: string): Problem {
  return refusal(422, 'damaged', `“${fileName}”读不出来，可能已经损坏。请用 Excel 或 WPS 打开检查，另存为新的 .xlsx 文件后再导入。`);
}

function refusal(status: number, code: string, detail: string): Problem {
  return new Problem(status, `table.${code}`, '表格不能导入', detail);
}

function trimmed({ row, cells }: SheetRow): SheetRow {
  return { row, cells: cells.map(cell => cell && { ...cell, text: cell.text.trim() }) };
}

function saysAnything({ cells }: SheetRow): boolean {
  return cells.some(cell => cell && (cell.text !== '' || cell.isFormula));
}

/** 1 → A, 27 → AA. */
export function letterOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? letterOf(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}
