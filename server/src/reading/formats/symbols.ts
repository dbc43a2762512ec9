/** What fonts of symbols print for a code where letters stand in others: comparisons, units, boxes to be ticked. */
const FONTS: Record<string, Record<number, string>> = {
  symbol: { 163: '≤', 176: '°', 177: '±', 179: '≥', 180: '×', 183: '•', 184: '÷', 185: '≠', 187: '≈' },
  wingdings: { 110: '■', 111: '□', 168: '□', 252: '✓', 253: '☒', 254: '☑' },
  'wingdings 2': { 80: '✓', 82: '☑', 83: '☒', 84: '☒', 163: '□' },
};
/** Codes of such fonts, moved to where Unicode leaves room for them. */
const MOVED = /[\uf020-\uf0ff]/g;

/** The character that a font prints for a code; none where only the font knows it. */
export function symbolOf(font: string, code: number): string {
  const own = FONTS[font.toLowerCase()];
  const isMoved = code >= 0xf000 && code <= 0xf0ff;
  return own ? (own[code & 0xff] ?? '') : isMoved || !code ? '' : String.fromCodePoint(code);
}

export const isOfSymbols = (font: string) => font.toLowerCase() in FONTS;

/** Words as a font prints them. */
export const inFont = (font: string, text: string) =>
  isOfSymbols(font) ? text.replace(MOVED, c => symbolOf(font, c.charCodeAt(0))) : text;
