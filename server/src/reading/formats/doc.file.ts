import { FONT, marksIn, SYMBOL } from './doc.marks.js';
import { propertiesIn } from './doc.properties.js';
import { type Style, stylesIn } from './doc.styles.js';
import { inFont, isOfSymbols, symbolOf } from './symbols.js';

/** Where the file information block keeps the place and size of a table ([MS-DOC] 2.5.6). */
export const FIB = {
  styles: 0xa2,
  footnoteMarks: 0xaa,
  footnotes: 0xb2,
  characters: 0xfa,
  paragraphs: 0x102,
  fonts: 0x112,
  pieces: 0x1a2,
  shapes: 0x1da,
  endnoteMarks: 0x20a,
  endnotes: 0x212,
  boxes: 0x25a,
  lists: 0x2e2,
  overrides: 0x2ea,
} as const;

/** The parts of the text one behind the other, and where the block keeps how long each is. */
const STORIES = [
  ['body', 0x4c],
  ['footnotes', 0x50],
  ['heads', 0x54],
  ['macros', 0x58],
  ['comments', 0x5c],
  ['endnotes', 0x60],
  ['boxes', 0x64],
] as const;
type Story = (typeof STORIES)[number][0];

const PAGE = 512;
/** A paragraph's place on its page of properties takes so many bytes more than a run's. */
const ENTRY = { characters: 1, paragraphs: 13 } as const;
/** A paragraph with more properties than a page holds keeps them in a stream of their own. */
const ELSEWHERE = [0x6645, 0x6646];

/** What a piece of one byte a character is written in, in Chinese files too: Windows-1252 has these from 0x80 to 0x9f, else it is Latin-1. */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** A stretch of the text as the file keeps it. */
interface Piece {
  from: number;
  to: number;
  /** in the main stream */
  place: number;
  /** of a character */
  bytes: number;
}

interface Formatted {
  /** in the main stream */
  from: number;
  to: number;
  properties: Buffer;
}

/**
 * The streams of a Word 97 file, its text and what is said of stretches of it.
 * @throws RangeError where it points out of itself
 */
export class WordFile {
  readonly text: string;
  /** Of each character. */
  readonly marks: Uint16Array;
  readonly styles: Style[];
  /** Characters that a font of symbols prints, by their place in the text. */
  readonly symbols = new Map<number, string>();
  private readonly pieces: Piece[];
  private readonly paragraphs: Formatted[];

  constructor(
    readonly main: Buffer,
    readonly table: Buffer,
    private readonly data: () => Buffer | null,
  ) {
    this.pieces = this.piecesIn(this.part(FIB.pieces));
    this.text = this.pieces.map(piece => this.textOf(piece)).join('');
    this.paragraphs = this.formatted('paragraphs').sort((a, b) => a.from - b.from);
    this.styles = stylesIn(this.part(FIB.styles));
    this.marks = this.marked();
  }

  /** A table by its place in the block. */
  part(at: number): Buffer {
    const [from, size] = [this.main.readUInt32LE(at), this.main.readUInt32LE(at + 4)];
    return this.table.subarray(from, from + size);
  }

  /** From where to where a part of the text goes. */
  story(name: Story): { from: number; to: number } {
    let from = 0;
    for (const [story, at] of STORIES) {
      const to = from + this.main.readUInt32LE(at);
      if (story === name) return { from, to: Math.min(to, this.text.length) };
      from = to;
    }
    throw new RangeError(name);
  }

  /** The number of the style and the properties of the paragraph that this character ends. */
  paragraph(end: number): { style: number; properties: Buffer } {
    const place = this.placeOf(end);
    const found = this.paragraphs[lastNotAfter(this.paragraphs, place)];
    if (!found || place >= found.to || found.properties.length < 2) return { style: 0, properties: Buffer.alloc(0) };
    return { style: found.properties.readUInt16LE(0), properties: this.whole(found.properties.subarray(2)) };
  }

  /** Whether the paragraph that this character belongs to ends with it. */
  endsParagraph(at: number): boolean {
    const place = this.placeOf(at);
    const found = this.paragraphs[lastNotAfter(this.paragraphs, place)];
    return found !== undefined && found.to <= place + 2;
  }

  private placeOf(at: number): number {
    const piece = this.pieces[this.pieces.findIndex(({ to }) => at < to)];
    return piece ? piece.place + (at - piece.from) * piece.bytes : -1;
  }

  private whole(properties: Buffer): Buffer {
    for (const [code, operand] of propertiesIn(properties)) {
      const data = ELSEWHERE.includes(code) ? this.data() : null;
      if (!data) continue;
      const at = operand.readUInt32LE(0);
      return data.subarray(at + 2, at + 2 + data.readUInt16LE(at));
    }
    return properties;
  }

  /** Behind properties that pieces share comes the table of pieces: where each begins in the text, then where it lies (2.9.38). */
  private piecesIn(table: Buffer): Piece[] {
    let at = 0;
    while (table.readUInt8(at) === 1) at += 3 + table.readUInt16LE(at + 1);
    const count = Math.floor((table.readUInt32LE(at + 1) - 4) / 12);
    const first = at + 5;
    const [begin, end] = [table.readUInt32LE(first), table.readUInt32LE(first + count * 4)];
    if (begin !== 0 || end > this.main.length) throw new RangeError('more text than the file holds');
    return Array.from({ length: count }, (_, n): Piece => {
      const [from, to] = [table.readUInt32LE(first + n * 4), table.readUInt32LE(first + n * 4 + 4)];
      const place = table.readUInt32LE(first + (count + 1) * 4 + n * 8 + 2);
      const isNarrow = (place & 0x4000_0000) !== 0;
      return isNarrow ? { from, to, place: (place & 0x3fff_ffff) >> 1, bytes: 1 } : { from, to, place, bytes: 2 };
    });
  }

  private textOf({ from, to, place, bytes }: Piece): string {
    const found = this.main.subarray(place, place + (to - from) * bytes);
    if (to < from || found.length < (to - from) * bytes) throw new RangeError('a piece lies outside the file');
    return bytes === 1
      ? found.toString('latin1').replace(/[\u0080-\u009f]/g, c => WESTERN[c.charCodeAt(0) - 0x80]!)
      : found.toString('utf16le');
  }

  /** Runs of characters or paragraphs; they lie in pages of 512 bytes, each with its properties at its end (2.9.33, 2.9.175). */
  private formatted(kind: keyof typeof ENTRY): Formatted[] {
    const places = this.part(FIB[kind]);
    const count = Math.max(0, Math.floor((places.length - 4) / 8));
    return Array.from({ length: count }, (_, n) => {
      const start = (places.readUInt32LE((count + 1) * 4 + n * 4) & 0x3f_ffff) * PAGE;
      return runsIn(this.main.subarray(start, start + PAGE), kind);
    }).flat();
  }

  private marked(): Uint16Array {
    const marks = new Uint16Array(this.text.length);
    const fonts = fontsIn(this.part(FIB.fonts));
    for (const { from, to, properties } of this.formatted('characters')) {
      const bits = marksIn(properties, style => this.styles[style]?.turnsOn ?? 0);
      const said = new Map(propertiesIn(properties));
      const [symbol, font] = [said.get(SYMBOL), fonts[said.get(FONT)?.readUInt16LE(0) ?? -1] ?? ''];
      if (bits === 0 && !isOfSymbols(font)) continue;
      for (const piece of this.pieces) {
        const [first, end] = within(piece, from, to);
        for (let at = first; at < end; at++) {
          marks[at]! |= bits;
          if (symbol) this.symbols.set(at, symbolOf(fonts[symbol.readUInt16LE(0)] ?? '', symbol.readUInt16LE(2)));
          else if (isOfSymbols(font)) this.symbols.set(at, inFont(font, this.text[at]!));
        }
      }
    }
    return marks;
  }
}

/** From where to where a piece lies between two places of the stream. */
function within(piece: Piece, from: number, to: number): [number, number] {
  const place = (at: number) => piece.from + Math.ceil((at - piece.place) / piece.bytes);
  return [Math.max(piece.from, place(from)), Math.min(piece.to, place(to))];
}

/** The names of the fonts, each at a fixed place behind its length (2.9.286, 2.9.81). */
function fontsIn(table: Buffer): string[] {
  const names: string[] = [];
  for (let at = 4; at + 1 < table.length; at += 1 + table.readUInt8(at))
    names.push(
      table
        .subarray(at + 40, at + 1 + table.readUInt8(at))
        .toString('utf16le')
        .replace(/\0.*$/s, ''),
    );
  return names;
}

function runsIn(page: Buffer, kind: keyof typeof ENTRY): Formatted[] {
  const rows = page.readUInt8(PAGE - 1);
  return Array.from({ length: rows }, (_, row) => {
    const at = page.readUInt8((rows + 1) * 4 + row * ENTRY[kind]) * 2;
    const properties = at === 0 ? Buffer.alloc(0) : kind === 'characters' ? ofCharacters(page, at) : ofParagraph(page, at);
    return { from: page.readUInt32LE(row * 4), to: page.readUInt32LE(row * 4 + 4), properties };
  });
}

const ofCharacters = (page: Buffer, at: number) => page.subarray(at + 1, at + 1 + page.readUInt8(at));

function ofParagraph(page: Buffer, at: number): Buffer {
  const words = page.readUInt8(at);
  return words === 0 ? page.subarray(at + 2, at + 2 + page.readUInt8(at + 1) * 2) : page.subarray(at + 1, at + words * 2);
}

/** The last that begins at or before a place; -1: none. */
function lastNotAfter(sorted: readonly Formatted[], place: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.from <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
