const MAX_LENGTH = 200;

/** A whole file, held in memory. */
export interface NamedFile {
  fileName: string;
  bytes: Buffer;
}

/**
 * A file name fit to keep and to show: the last part of a path only, no control or direction characters, at most 200 characters
 * (cut before the extension). Chinese stays as it is. Never used as a path.
 */
export function cleanFileName(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  const clean = last.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069"<>|:*?]/g, '').trim();
  const name = clean.replace(/^\.+/, '') || '未命名';
  const letters = [...name];
  if (letters.length <= MAX_LENGTH) return name;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return letters.slice(0, MAX_LENGTH - extension.length).join('') + extension;
}

/** The Content-Disposition header for a Chinese file name (RFC 6266 with the encoding of RFC 8187). */
export function disposition(kind: 'inline' | 'attachment', fileName: string): string {
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename*=UTF-8''${encoded}`;
}
