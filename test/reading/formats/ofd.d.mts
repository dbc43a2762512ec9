/** A document of the text, one line a TextCode, as an OFD file (GB/T 33190); `more` adds or replaces parts by name. */
export function ofd(text: string, more?: Record<string, string | Uint8Array>): Promise<Buffer>;
/** One page of words (x, y, text) and lines (x, y, width, height, thickness of a filled one), in millimetres. */
export function ofdPage(words: [number, number, string][], lines: number[][]): Promise<Buffer>;
/** A zip archive of parts by name. */
export function zip(parts: Record<string, string | Uint8Array>): Promise<Buffer>;
