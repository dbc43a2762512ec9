/** What fonts of symbols print for a code where letters stand in others: comparisons, units, boxes to be ticked. */
const FONTS: Record<string, Record<number, string>> = {
  symbol: { 163: '≤', 176: '°', 177: '±', 179: '≥', 180: '×', 183: '•', 184: '÷', 185: '≠', 187: '≈' },
  wingdings: { 108: '●', 110: '■', 111: '□', 168: '□', 252: '✓', 253: '☒', 254: '☑' },
  wingdings2: { 80: '✓', 82: '☑', 83: '☒', 84: '☒', 163: '□' },
};
/** Codes of such fonts, moved to where Unicode leaves room for them. */
const MOVED = /[\uf020-\uf0ff]/g;

/** What a font prints: files name it with blanks, with a mark of what they hold of it, with its maker. */
const signsOf = (font: string) =>
  FONTS[
    font
      .replace(/^[A-Z]{6}\+/, '')
      .toLowerCase()
      .replace(/[^a-z\d]|(?:mt|-?regular)$/g, '')
  ];

/** The character that a font prints for a code; none where only the font knows it. */
export function symbolOf(font: string, code: number): string {
  const own = signsOf(font);
  const isMoved = code >= 0xf000 && code <= 0xf0ff;
  return own ? (own[code & 0xff] ?? '') : isMoved || !code ? '' : String.fromCodePoint(code);
}

export const isOfSymbols = (font: string): boolean => signsOf(font) !== undefined;

/** Whether words hold such codes. */
export const hasMoved = (text: string): boolean => text.search(MOVED) >= 0;

/** Words as a font prints them. */
export const inFont = (font: string, text: string) =>
  isOfSymbols(font) ? text.replace(MOVED, c => symbolOf(font, c.charCodeAt(0))) : text;
