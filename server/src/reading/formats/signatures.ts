/** What files that are no office document begin with. */
const STARTS: readonly [number[], string][] = [
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
/** So much of a file is looked at to tell what it is. */
const HEAD = 1024;
/** A page with all that belongs to it, kept as a letter. */
const WEB_ARCHIVE = /^(?:[\w-]+:.*\n)?Content-Type:\s*multipart\/related/is;
const WEB_PAGE = /<(?:!doctype\s+html|html|head|body|meta|div|p|table)\b/i;
const WHOLE_WEB_PAGE = /^\s*<(?:!doctype\s+html|html)\b/i;

export const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, n) => bytes[n] === byte);

/** The first bytes as letters, NUL bytes of wide ones left out. */
export const headOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, HEAD))
    .toString('latin1')
    .replace(/\0|^(?:\xff\xfe|\xfe\xff|\xef\xbb\xbf)/g, '');

/** What a file is by its first bytes, where no reader takes it; in words for the person. */
export function foreign(bytes: Uint8Array): string | null {
  return STARTS.find(([start]) => startsWith(bytes, start))?.[1] ?? (WEB_ARCHIVE.test(headOf(bytes)) ? '单个文件网页（.mht）' : null);
}

export const isWebPage = (bytes: Uint8Array): boolean => WEB_PAGE.test(headOf(bytes));

/** Whether it can be nothing else: a text may tell of a tag. */
export const isWholeWebPage = (bytes: Uint8Array): boolean => WHOLE_WEB_PAGE.test(headOf(bytes));
