import BufferReader from 'word-extractor/lib/buffer-reader.js';
import filters from 'word-extractor/lib/filters.js';
import WordOleExtractor from 'word-extractor/lib/word-ole-extractor.js';
import { CompoundFile } from './compound.js';
import { DocLists } from './doc.lists.js';
import type { PlainText } from './plain.js';
import { refusal, refuseChars, refusePages } from './refusals.js';
import { writeTable } from './table.js';
import type { Cell, Grid } from './table.text.js';
import { joinParagraphs } from './tidy.js';

/** Offsets in a Word 97 file's information block: its flags, and the bit there that says that it is encrypted. */
const FLAGS = 10;
const ENCRYPTED = 0x0100;

const OLD = '这种旧格式里竖向合并的单元格读不出来；如有，请另存为 .docx 后上传。';
const NO_NUMBERS = '文件里由软件自动编的序号没有读出来，请另存为 .docx 后上传，或对照原文件补上。';

/** Reads the lists beside the text; `lists` is null where they do not hold together. */
class Extractor extends WordOleExtractor {
  lists: DocLists | null = null;

  override writeParagraphProperties(main: Buffer, table: Buffer): void {
    super.writeParagraphProperties(main, table);
    try {
      this.lists = new DocLists(main, table, this._pieces);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
}

/** Reads a .doc or .wps of the Word 97 family: paragraphs and tables, then foot- and endnotes. */
export async function readDoc(bytes: Uint8Array, fileName: string): Promise<PlainText> {
  const file = new CompoundFile(bytes, fileName);
  refuseUnfit(file, fileName);
  const reader = new BufferReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  await reader.open();
  const extractor = new Extractor();
  const document = await extractor.extract(reader);
  const body = extractor._pieces
    .map(piece => piece.text)
    .join('')
    .slice(0, extractor._boundaries.ccpText);
  refusePages(body.split('\f').length, fileName);
  refuseChars(body.length, fileName);
  const notes = [document.getFootnotes({ filterUnicode: false }), document.getEndnotes({ filterUnicode: false })].flatMap(paragraphs);
  return {
    text: joinParagraphs([...blocks(numbered(body, extractor.lists)), ...notes.map(n => `注：${n}`)]),
    notes: [...(notes.length > 0 ? [`脚注和尾注 ${notes.length} 条放在正文之后。`] : []), ...(extractor.lists ? [] : [NO_NUMBERS]), OLD],
  };
}

function refuseUnfit(file: CompoundFile, fileName: string): void {
  if (!file.has('WordDocument')) throw refusal('reading.format', fileName, '较早的或其他软件的文档');
  const head = file.head('WordDocument', 512);
  if (head.length < 32) throw refusal('reading.damaged', fileName);
  if (head[0] !== 0xec || head[1] !== 0xa5) throw refusal('reading.format', fileName, '较早版本的 Word 文档');
  if ((head[FLAGS]! | (head[FLAGS + 1]! << 8)) & ENCRYPTED) throw refusal('reading.encrypted', fileName);
  if (file.has('_VBA_PROJECT') || file.has('_VBA_PROJECT_CUR')) throw refusal('reading.macro', fileName);
  file.checkWhole('WordDocument');
}

/** The text with the automatic number before each paragraph that has one and says something. */
function numbered(body: string, lists: DocLists | null): string {
  if (!lists) return body;
  let at = 0;
  return body
    .split(PARAGRAPH_END)
    .map((part, index) => {
      const number = index % 2 === 0 && filters.clean(part).trim() ? lists.numberAt(at) : '';
      at += part.length;
      return number + part;
    })
    .join('');
}

/** What closes a cell, and a row: a cell's mark and the line feed that the library puts for the row's. */
const CELL = '\u0007';
const ROW = '\u0007\n';
/** What ends a paragraph: its mark, a cell's or row's, a section's. */
const PARAGRAPH_END = new RegExp(`([\\r\\n\\f${CELL}])`);

/** Paragraphs and tables in their order. A table's first cell begins behind the paragraph before it. */
function blocks(body: string): string[] {
  const found: string[] = [];
  let rows: string[][] = [];
  const parts = body.split(ROW);
  const last = parts.pop()!;
  for (const part of parts) {
    const before =
      rows.length === 0 || part.split(CELL)[0]!.includes('\r')
        ? part.lastIndexOf('\r', part.indexOf(CELL) < 0 ? part.length : part.indexOf(CELL)) + 1
        : 0;
    if (before > 0) {
      found.push(...writeTable(gridOf(rows)), ...paragraphs(filters.clean(part.slice(0, before))));
      rows = [];
    }
    rows.push(part.slice(before).split(CELL));
  }
  return [...found, ...writeTable(gridOf(rows)), ...paragraphs(filters.clean(last))];
}

/** The file tells no widths here: a row of heads above a longer one spreads over it where the empty and the filled stretches of that row are as many as its own cells. */
function gridOf(rows: string[][]): Grid {
  const cells = rows.map(row => row.map((text): Cell => ({ text: paragraphs(filters.clean(text)).join('\n') })));
  return cells.map((row, i) => (i + 1 < cells.length && row.length < cells[i + 1]!.length ? spread(row, cells[i + 1]!) : row));
}

function spread(row: Cell[], below: Cell[]): Cell[] {
  const starts = below.map((cell, c) => c === 0 || !cell.text || !below[c - 1]!.text);
  if (starts.filter(Boolean).length !== row.length) return row;
  let at = -1;
  return below.map((_, c) => {
    if (starts[c]) at++;
    return row[at]!;
  });
}

function paragraphs(text: string): string[] {
  return text
    .split(/[\n\r\f\v]/)
    .map(line => line.replace(/^\t+|\t+$/g, '').trimEnd())
    .filter(line => line.trim());
}
