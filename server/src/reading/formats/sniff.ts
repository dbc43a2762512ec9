import { CompoundFile } from './compound.js';
import { Package } from './zip.js';

/** What a file really is, by its bytes: one of the formats, 'text', 'encrypted' or 'other', and its name for the person. */
export interface Sniffed {
  kind: 'docx' | 'doc' | 'pdf' | 'ofd' | 'xlsx' | 'html' | 'text' | 'encrypted' | 'other';
  name: string;
}

const SIGNATURES: readonly [number[], string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'PNG 图片'],
  [[0xff, 0xd8, 0xff], 'JPEG 图片'],
  [[0x47, 0x49, 0x46, 0x38], 'GIF 图片'],
  [[0x49, 0x49, 0x2a, 0x00], 'TIFF 图片'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'TIFF 图片'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR 压缩包'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z 压缩包'],
  [[0x1f, 0x8b], 'gzip 压缩包'],
  [[0x7f, 0x45, 0x4c, 0x46], '可执行程序'],
  [[0x4d, 0x5a], '可执行程序'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'RTF 文档'],
];

/** Throws `reading.damaged` and `reading.bomb` for a container that cannot be looked into. */
export async function sniff(bytes: Uint8Array, fileName: string): Promise<Sniffed> {
  if (starts(bytes, [0x50, 0x4b])) return inZip(bytes, fileName);
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return inCompound(bytes, fileName);
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (/%PDF-\d/.test(head)) return { kind: 'pdf', name: 'PDF 文件' };
  const signed = SIGNATURES.find(([start]) => starts(bytes, start));
  if (signed) return { kind: 'other', name: signed[1] };
  if (/<(?:!doctype\s+html|html|head|body|meta|div|p|table)\b/i.test(head.replaceAll('\0', ''))) return { kind: 'html', name: '网页' };
  return { kind: 'text', name: '纯文本或其他文件' };
}

async function inZip(bytes: Uint8Array, fileName: string): Promise<Sniffed> {
  const parts = await Package.open(bytes, fileName);
  try {
    if (parts.has('OFD.xml')) return { kind: 'ofd', name: 'OFD 版式文件' };
    const names = parts.names;
    if (names.some(n => n.startsWith('word/'))) return { kind: 'docx', name: 'Word 文档（.docx）' };
    if (names.some(n => n.startsWith('xl/'))) return { kind: 'xlsx', name: 'Excel 表格（.xlsx）' };
    if (names.some(n => n.startsWith('ppt/'))) return { kind: 'other', name: '演示文稿（.pptx）' };
    return { kind: 'other', name: '压缩包' };
  } finally {
    parts.close();
  }
}

function inCompound(bytes: Uint8Array, fileName: string): Sniffed {
  const file = new CompoundFile(bytes, fileName);
  if (file.has('EncryptedPackage')) return { kind: 'encrypted', name: '加密的 Office 文件' };
  if (file.has('WordDocument')) return { kind: 'doc', name: 'Word 97-2003 文档（.doc）' };
  if (file.has('Workbook') || file.has('Book')) return { kind: 'other', name: '旧版 Excel 表格（.xls）' };
  if (file.has('PowerPoint Document')) return { kind: 'other', name: '旧版演示文稿（.ppt）' };
  return { kind: 'doc', name: 'Word 97-2003 文档（.doc）' };
}

function starts(bytes: Uint8Array, head: number[]): boolean {
  return head.every((b, i) => bytes[i] === b);
}
