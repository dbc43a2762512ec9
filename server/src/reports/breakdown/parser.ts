import { invalid } from '../../platform/problems.js';
import type { SheetCell } from '../../reading/index.js';
import { TOKEN_HEADING } from '../exchange/found-table.js';
import { letterOf, type Sheet, type SheetRow } from '../exchange/reader.js';
import { TABLE_FIELDS, type TableField, type TableTemplate } from './template.js';

/** A column of the sheet that was recognised. */
export interface FoundColumn {
  /** A field, `phase.<year>`, or `token`. */
  key: string;
  field: TableField | 'token';
  phaseYear: number | null;
  heading: string;
  /** From 1. */
  column: number;
}

export interface FoundRow {
  /** As the spreadsheet numbers it. */
  row: number;
  cells: Map<string, SheetCell>;
}

export interface FoundTable {
  sheet: string;
  /** Sheets beside it that have words, too. */
  otherSheets: string[];
  columns: FoundColumn[];
  rows: FoundRow[];
  /** Headings under which the table has words that are not taken over. */
  unknown: string[];
}

const HEAD_DEPTH = 25;
const FIELDS = Object.keys(TABLE_FIELDS) as TableField[];

/** The breakdown table in a workbook: the first sheet with a head that has something to recognise rows by. Throws `table.head` where none has. */
export function findTable(sheets: Sheet[], template: TableTemplate, years: number[]): FoundTable {
  const headings = headingsOf(template);
  for (const sheet of sheets) {
    const columns = findHead(sheet, headings, years);
    if (!columns) continue;
    refuseTwice(columns.found);
    const body = sheet.rows.filter(({ row }) => row > columns.lastRow);
    const rows = body.map(line => rowOf(line, columns.found)).filter(row => row !== null);
    const unknown = columns.unknown.filter(({ column }) => body.some(({ cells }) => cells[column]?.text)).map(({ heading }) => heading);
    const otherSheets = sheets.filter(other => other !== sheet && other.rows.length > 0).map(({ name }) => name);
    return { sheet: sheet.name, otherSheets, columns: columns.found, rows, unknown };
  }
  throw invalid(
    '没有在表格里找到分解表的表头。请保留导出时的表头行，至少要有“序号”或“工作任务”，以及要修改的列（如“牵头单位”“完成时限”）。',
    undefined,
    'table.head',
  );
}

/** Every heading by which a field is known: the office's own first, then the usual names. */
function headingsOf({ columns }: TableTemplate): Map<string, TableField> {
  const headings = new Map<string, TableField>();
  const add = (heading: string, field: TableField) => {
    const bare = bareHeading(heading);
    if (bare && !headings.has(bare)) headings.set(bare, field);
  };
  for (const { field, heading } of columns) if (field !== 'phases') add(heading, field);
  for (const field of FIELDS)
    for (const name of [TABLE_FIELDS[field].label, ...TABLE_FIELDS[field].names]) if (field !== 'phases') add(name, field);
  return headings;
}

/** Without blanks, marks and what stands in brackets. */
function bareHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s*:：、·]/g, '');
}

interface Head {
  found: FoundColumn[];
  unknown: { heading: string; column: number }[];
  lastRow: number;
}

/** The row that names most columns; a second row above or below adds what it names. */
function findHead({ rows }: Sheet, headings: Map<string, TableField>, years: number[]): Head | null {
  const top = rows.slice(0, HEAD_DEPTH);
  const named = (line: SheetRow) => (column: number) => recognise(line.cells[column]?.text ?? '', headings, years) !== null;
  const scores = top.map(line => line.cells.filter((_cell, column) => named(line)(column)).length);
  const best = scores.indexOf(Math.max(...scores, 0));
  if (best === -1 || (scores[best] ?? 0) < 2) return null;
  const line = top[best] as SheetRow;
  const below = top[best + 1];
  const second = below && goesOn(below, named(line), named(below)) ? below : undefined;
  const width = Math.max(line.cells.length, second?.cells.length ?? 0, top[best - 1]?.cells.length ?? 0);
  const head: Head = { found: [], unknown: [], lastRow: (second ?? line).row };
  for (let column = 1; column < width; column++) {
    const words = [second?.cells[column]?.text, line.cells[column]?.text].filter(Boolean) as string[];
    const over = top[best - 1]?.cells[column];
    const above = over?.text ?? '';
    const tries = [...words, words.toReversed().join(''), `${above}${words[0] ?? ''}`];
    const heading = words[0] ?? (over?.column === column ? above : '');
    const known = tries.map(each => recognise(each, headings, years)).find(Boolean);
    if (known) head.found.push({ ...known, heading, column });
    else if (heading) head.unknown.push({ heading, column });
  }
  const tells = head.found.some(({ field }) => field === 'token' || field === 'seq' || field === 'measure');
  return tells ? head : null;
}

/** A second row of the head says something only in columns that the first leaves open. */
function goesOn(below: SheetRow, namedAbove: (column: number) => boolean, namedBelow: (column: number) => boolean): boolean {
  const own = below.cells.flatMap((cell, column) => (cell?.text && cell.row === below.row ? [column] : []));
  return own.some(namedBelow) && own.every(column => !namedAbove(column));
}

function recognise(heading: string, headings: Map<string, TableField>, years: number[]): Omit<FoundColumn, 'heading' | 'column'> | null {
  const bare = bareHeading(heading);
  if (bare === '') return null;
  if (bare === bareHeading(TOKEN_HEADING)) return { key: 'token', field: 'token', phaseYear: null };
  const field = headings.get(bare);
  if (field && field !== 'blank') return { key: field, field, phaseYear: null };
  const year = Number(/^(20\d\d)年?/.exec(bare)?.[1] ?? 0);
  if (years.includes(year) && !field) return { key: `phase.${year}`, field: 'phases', phaseYear: year };
  return null;
}

function refuseTwice(columns: FoundColumn[]): void {
  const twice = columns.find((column, index) => columns.findIndex(({ key }) => key === column.key) < index);
  if (!twice) return;
  const both = columns.filter(({ key }) => key === twice.key).map(({ column, heading }) => `${letterOf(column)} 列“${heading}”`);
  throw invalid(`表头里有两列是同一个意思：${both.join('、')}。请删去一列，或改名后再导入。`, undefined, 'table.head');
}

/** The row where it says something in a column that counts; lines across the table and notes under it are none. */
function rowOf({ row, cells }: SheetRow, columns: FoundColumn[]): FoundRow | null {
  const found = new Map(columns.flatMap(({ key, column }): [string, SheetCell][] => (cells[column] ? [[key, cells[column]]] : [])));
  if (found.get('token')?.text) return { row, cells: found };
  const said = [...found.values()].filter(cell => cell.text !== '' || cell.isFormula);
  const places = new Set(said.map(({ row, column }) => `${row}.${column}`));
  const [only] = said;
  const across = places.size === 1 && (said.length > 2 || /^(注|说明|备注|填报)/.test(only?.text ?? ''));
  return said.length === 0 || across || places.size < 2 ? null : { row, cells: found };
}
