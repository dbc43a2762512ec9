import ExcelJS from 'exceljs';
import yazl from 'yazl';
import type { PlainText } from './plain.js';
import { refusal, refuseChars } from './refusals.js';
import { writeTable } from './table.js';
import type { Cell, Grid } from './table.text.js';
import { joinParagraphs, oneLine } from './tidy.js';
import { Package } from './zip.js';

/** A breakdown table is far smaller; beyond this a sheet is a database. */
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;
/** The parts that hold cells; pictures, drawings and links never reach the library. */
const NEEDED =
  /^\[content_types\]\.xml$|^_rels\/\.rels$|^xl\/(?:workbook|sharedstrings|styles)\.xml$|^xl\/_rels\/workbook\.xml\.rels$|^xl\/worksheets\/[^/]+\.xml$/;
const NAMES: Record<string, string> = { '[content_types].xml': '[Content_Types].xml', 'xl/sharedstrings.xml': 'xl/sharedStrings.xml' };
const IGNORED = ['drawing', 'legacyDrawing', 'picture', 'hyperlinks', 'tableParts', 'dataValidations', 'conditionalFormatting', 'extLst'];

/** Reads the visible sheets of an .xlsx as breakdown tables (see writeTable). */
export async function readXlsx(bytes: Uint8Array, fileName: string): Promise<PlainText> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await neededParts(bytes, fileName)) as never, { ignoreNodes: IGNORED });
  const visible = workbook.worksheets.filter(sheet => sheet.state === 'visible');
  const written = visible
    .map(sheet => ({ name: sheet.name, lines: writeTable(grid(sheet, fileName)) }))
    .filter(sheet => sheet.lines.length > 0);
  const named =
    written.length > 1 ? written.flatMap(s => [/^sheet\d*$/i.test(s.name) ? '' : s.name, ...s.lines, '']) : (written[0]?.lines ?? []);
  refuseChars(
    named.reduce((sum, line) => sum + line.length, 0),
    fileName,
  );
  const title = titleOver(visible[0]);
  const hidden = workbook.worksheets.length - visible.length;
  const rows = visible.reduce((sum, sheet) => sum + hiddenRows(sheet), 0);
  const columns = visible.flatMap(sheet => (sheet.columns ?? []).filter(column => column?.hidden && column.values?.some(Boolean))).length;
  return {
    text: joinParagraphs(named),
    ...(title && { title }),
    notes: [
      '表格每行写成一段，责任单位和时限附在每句之后；请对照原表核对。',
      ...(hidden > 0 ? [`${hidden} 张隐藏的工作表未识读。`] : []),
      ...(rows > 0 ? [`${rows} 行隐藏的内容未识读；需要的话，请取消隐藏或筛选后重新上传。`] : []),
      ...(columns > 0 ? [`${columns} 列隐藏的内容未识读。`] : []),
    ],
  };
}

function hiddenRows(sheet: ExcelJS.Worksheet): number {
  let count = 0;
  sheet.eachRow(row => {
    if (row.hidden && row.hasValues) count++;
  });
  return count;
}

/** The first row where it is one cell over all columns. */
function titleOver(sheet: ExcelJS.Worksheet | undefined): string {
  const first = sheet?.findRow(1)?.getCell(1);
  return first?.isMerged && sheet?.findRow(1)?.getCell(2).master === first.master ? oneLine(cellText(first.master)) : '';
}

async function neededParts(bytes: Uint8Array, fileName: string): Promise<Buffer> {
  const parts = await Package.open(bytes, fileName);
  try {
    if (parts.names.some(n => n.endsWith('vbaproject.bin'))) throw refusal('reading.macro', fileName);
    const zip = new yazl.ZipFile();
    for (const name of parts.names.filter(n => NEEDED.test(n))) {
      const content = await parts.bytes(name);
      if (content) zip.addBuffer(content, NAMES[name] ?? name, { compress: false });
    }
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } finally {
    parts.close();
  }
}

function grid(sheet: ExcelJS.Worksheet, fileName: string): Grid {
  if (sheet.actualRowCount > MAX_ROWS) throw refusal('reading.too_long', fileName, `的工作表“${sheet.name}”超过 ${MAX_ROWS} 行`);
  const cells = new Map<ExcelJS.Cell, Cell>();
  const rows: Grid = [];
  sheet.eachRow(row => {
    if (row.hidden) return;
    const line: (Cell | null)[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      if (column > MAX_COLUMNS || sheet.getColumn(column).hidden) return;
      const master = cell.master;
      const known = cells.get(master) ?? { text: cellText(master) };
      cells.set(master, known);
      line[column - 1] = known;
    });
    rows.push(Array.from(line, cell => cell ?? null));
  });
  return rows;
}

function cellText(cell: ExcelJS.Cell): string {
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' && !(value instanceof Date)) {
    if ('richText' in value) return value.richText.map(part => part.text).join('');
    if ('result' in value) return plain(value.result, cell.numFmt);
    if ('text' in value) return typeof value.text === 'string' ? value.text : cell.text;
    return '';
  }
  return plain(value, cell.numFmt);
}

function plain(value: unknown, format = ''): string {
  if (value instanceof Date) {
    const day = /d/i.test(format.replace(/\[[^\]]*\]|"[^"]*"/g, '')) ? `${value.getUTCDate()}日` : '';
    return `${value.getUTCFullYear()}年${value.getUTCMonth() + 1}月${day}`;
  }
  if (typeof value === 'number' && format.includes('%')) {
    // A quoted % is printed behind the number as it is, a bare one makes hundredths of it.
    const hundredths = format.replace(/"[^"]*"|\\./g, '').includes('%') ? value * 100 : value;
    return `${Number(hundredths.toFixed(4))}%`;
  }
  return typeof value === 'object' ? '' : String(value ?? '');
}
