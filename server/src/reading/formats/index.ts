import type { RowPlace } from '../types.js';
import { decodeText, type Encoding, UnreadableFile } from './decode.js';
import type { PlainText } from './plain.js';
import { refusal, refuseChars } from './refusals.js';
import { takeRows } from './row.marks.js';
import { isWholeWebPage } from './signatures.js';
import { sniff } from './sniff.js';
import { withoutContents } from './tidy.js';

export interface ReadDocument extends PlainText {
  format: Format;
  /** of a text file; others carry their own */
  encoding: Encoding | '';
  /** its breakdown tables' rows, each one task as offices count them */
  rows: RowPlace[];
}

interface Kind {
  name: string;
  mediaType: string;
  read: (bytes: Uint8Array, fileName: string) => Promise<PlainText & { encoding?: Encoding }>;
}

const OOXML = 'application/vnd.openxmlformats-officedocument';

/** Every format that is read, by its extension. The readers are loaded when first needed. */
const KINDS = {
  txt: { name: '纯文本', mediaType: 'text/plain', read: async (bytes, name) => ({ ...plainText(bytes, name), notes: [] }) },
  docx: {
    name: 'Word 文档',
    mediaType: `${OOXML}.wordprocessingml.document`,
    read: async (b, n) => (await import('./docx.js')).readDocx(b, n),
  },
  doc: { name: 'Word 97-2003 文档', mediaType: 'application/msword', read: async (b, n) => (await import('./doc.js')).readDoc(b, n) },
  wps: { name: 'WPS 文字文档', mediaType: 'application/vnd.ms-works', read: async (b, n) => (await import('./doc.js')).readDoc(b, n) },
  pdf: { name: 'PDF 文件', mediaType: 'application/pdf', read: async (b, n) => (await import('./pdf.js')).readPdf(b, n) },
  ofd: { name: 'OFD 版式文件', mediaType: 'application/ofd', read: async (b, n) => (await import('./ofd.js')).readOfd(b, n) },
  xlsx: { name: 'Excel 表格', mediaType: `${OOXML}.spreadsheetml.sheet`, read: async (b, n) => (await import('./xlsx.js')).readXlsx(b, n) },
  html: { name: '网页', mediaType: 'text/html', read: async (b, n) => (await import('./html.js')).readHtml(b, n) },
} satisfies Record<string, Kind>;

export type Format = keyof typeof KINDS;

export const FORMATS = Object.keys(KINDS) as Format[];
/** Other endings of the same formats. */
const ALIASES: Record<string, Format> = { htm: 'html', shtml: 'html' };
/** Endings of files that only differ in carrying macros. */
const WITH_MACROS = new Set(['docm', 'dotm', 'xlsm', 'xltm', 'xlam']);

/** The format that a file's name promises, or null. */
export function formatOf(fileName: string): Format | null {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const format = ALIASES[ending] ?? ending;
  return format in KINDS ? (format as Format) : null;
}

/** The media type under which a file of a format is kept. */
export function mediaTypeOf(format: Format): string {
  return KINDS[format].mediaType;
}

/**
 * Reads any known document into the text that offsets refer to. Throws UnreadableFile with one of the codes `reading.*`:
 * empty, binary, encoding, too_large (text files), format, wrong_extension, scanned, garbled, encrypted, macro, bomb, too_long, damaged.
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (WITH_MACROS.has(ending)) throw refusal('reading.macro', fileName);
  const format = formatOf(fileName);
  if (!format) throw refusal('reading.format', fileName);
  if (format !== 'txt') await refuseOther(format, bytes, fileName);
  const kind: Kind = KINDS[format];
  const { text: whole, notes, title, encoding = '' } = await readSafely(kind, bytes, fileName);
  if (!whole.trim()) throw refusal('reading.empty', fileName);
  if (format === 'txt') return { text: whole, notes, format, encoding, rows: [] };
  refuseChars(whole.length, fileName);
  const { text: marked, left } = withoutContents(whole);
  const said = [...notes, ...(left > 0 ? [`目录 ${left} 行已略去。`] : [])];
  return { ...takeRows(marked), notes: said, format, encoding, ...(title && { title }) };
}

async function refuseOther(format: Format, bytes: Uint8Array, fileName: string): Promise<void> {
  if (bytes.length === 0) throw refusal('reading.empty', fileName);
  const real = await sniff(bytes, fileName);
  if (real.kind === format || (real.kind === 'doc' && format === 'wps') || (real.kind === 'text' && format === 'html')) return;
  if (real.kind === 'encrypted') throw refusal('reading.encrypted', fileName);
  throw refusal('reading.wrong_extension', fileName, real.name);
}

function plainText(bytes: Uint8Array, fileName: string) {
  if (isWholeWebPage(bytes)) throw refusal('reading.wrong_extension', fileName, '网页');
  return decodeText(bytes, fileName);
}

/** Whatever a library stumbles over in a broken file is told as such. */
async function readSafely(kind: Kind, bytes: Uint8Array, fileName: string) {
  try {
    return await kind.read(bytes, fileName);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw refusal('reading.damaged', fileName);
  }
}
