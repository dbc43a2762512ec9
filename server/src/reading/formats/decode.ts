import { foreign, startsWith } from './signatures.js';
import { clean } from './tidy.js';

/** A file that cannot be read as a plan text; the message says in Chinese what is wrong and what to do. */
export class UnreadableFile extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'UnreadableFile';
  }
}

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** More than any plan: a text beyond this is refused rather than read for minutes. */
export const MAX_BYTES = 32 * 1024 * 1024;

const MARKS: { encoding: Encoding; bytes: number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Files of other readers that are often renamed to .txt by mistake. */
const OTHERS: { bytes: number[]; name: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: '压缩包或 Word、Excel 文件' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: '旧版 Word 或 Excel 文件' },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'PDF 文件' },
];

/** What ends a line besides a line feed: the returns of old machines, feeds, and what Unicode has for it. */
const LINE_ENDS = /\r(?!\n)|[\v\f\u0085\u2028\u2029]/g;

/**
 * Decodes the bytes of a .txt file: a byte order mark decides; otherwise strict UTF-8, otherwise GB18030.
 * The mark is no part of the text, nor what nobody sees; lines end as everywhere. Throws UnreadableFile for an empty, too large, binary or undecodable file.
 */
export function decodeText(bytes: Uint8Array, fileName: string): { text: string; encoding: Encoding } {
  refuseUnfit(bytes, fileName);
  const encoding = MARKS.find(m => startsWith(bytes, m.bytes))?.encoding ?? unmarkedWide(bytes);
  const decoded = encoding ? { encoding, text: decode(bytes, encoding) } : guess(bytes);
  if (decoded.text === null) {
    throw new UnreadableFile(
      'reading.encoding',
      `“${fileName}”的文字编码无法识别。请用记事本或 WPS 打开后另存为 UTF-8 编码的文本文件，再重新上传。`,
    );
  }
  if (isBinary(decoded.text)) throw binary(fileName, '二进制内容');
  const text = clean(decoded.text.replace(LINE_ENDS, '\n'));
  if (!text.trim()) throw empty(fileName);
  return { text, encoding: decoded.encoding };
}

function refuseUnfit(bytes: Uint8Array, fileName: string): void {
  if (bytes.length === 0) throw empty(fileName);
  if (bytes.length > MAX_BYTES) {
    throw new UnreadableFile(
      'reading.too_large',
      `“${fileName}”超过 ${MAX_BYTES / 1024 / 1024} MB,无法作为文件正文阅读。请只保留正文后重新上传。`,
    );
  }
  const other = OTHERS.find(o => startsWith(bytes, o.bytes))?.name ?? foreign(bytes);
  if (other) throw binary(fileName, other);
  const isWide = startsWith(bytes, MARKS[1]!.bytes) || startsWith(bytes, MARKS[2]!.bytes) || unmarkedWide(bytes) !== null;
  if (!isWide && bytes.includes(0)) throw binary(fileName, '二进制内容');
}

/** Letters, figures, Chinese characters and the marks between them: what nearly all of a Chinese text consists of. */
const USUAL = /[\t\n\r\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e‘’“”—…·]/g;
/** So much of the text is looked at to guess. */
const PROBE = 4096;

/** UTF-16 without a mark: it holds NUL bytes (in line feeds, figures), and reads as usual characters. */
function unmarkedWide(bytes: Uint8Array): Encoding | null {
  const probe = bytes.subarray(0, PROBE);
  if (bytes.length % 2 !== 0 || !probe.includes(0)) return null;
  return (['utf-16le', 'utf-16be'] as const).find(encoding => readsAsUsual(new TextDecoder(encoding).decode(probe))) ?? null;
}

function readsAsUsual(text: string): boolean {
  return (text.match(USUAL)?.length ?? 0) >= text.length * 0.95;
}

function guess(bytes: Uint8Array): { encoding: Encoding; text: string | null } {
  const utf8 = decode(bytes, 'utf-8');
  return utf8 === null ? { encoding: 'gb18030', text: decode(bytes, 'gb18030') } : { encoding: 'utf-8', text: utf8 };
}

function decode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Text holds next to no control characters; tab, line feed, form feed and carriage return are text. */
function isBinary(text: string): boolean {
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0) return true;
    if (c < 32 && c !== 9 && c !== 10 && c !== 12 && c !== 13) controls++;
  }
  return controls > 8 && controls * 100 > text.length;
}

function empty(fileName: string): UnreadableFile {
  return new UnreadableFile('reading.empty', `“${fileName}”是空文件，没有可以阅读的文字。请检查后重新上传。`);
}

function binary(fileName: string, what: string): UnreadableFile {
  return new UnreadableFile(
    'reading.binary',
    `“${fileName}”不是文本文件（实际是${what}）。请用原来的软件打开，另存为 .docx 或 .txt 后重新上传；只是扩展名写错的，改回原来的扩展名即可。`,
  );
}
