import { CompoundFile } from './compound.js';
import { foreign, headOf, isWebPage, startsWith } from './signatures.js';
import { Package } from './zip.js';

/** What a file really is, by its bytes: one of the formats, 'text', 'encrypted' or 'other', and its name for the person. */
export interface Sniffed {
  kind: 'docx' | 'doc' | 'pdf' | 'ofd' | 'xlsx' | 'html' | 'text' | 'encrypted' | 'other';
  name: string;
}

/** Throws `reading.damaged` and `reading.bomb` for a container that cannot be looked into. */
export async function sniff(bytes: Uint8Array, fileName: string): Promise<Sniffed> {
  if (startsWith(bytes, [0x50, 0x4b])) return inZip(bytes, fileName);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return inCompound(bytes, fileName);
  if (/%PDF-\d/.test(headOf(bytes))) return { kind: 'pdf', name: 'PDF 文件' };
  const other = foreign(bytes);
  if (other) return { kind: 'other', name: other };
  if (isWebPage(bytes)) return { kind: 'html', name: '网页' };
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
