import { type Level, type List, Numbering, type NumberRef } from './numbering.js';

/** Where the file information block keeps the place and size of a table ([MS-DOC] 2.5.6). */
const FIB = { styles: 0xa2, paragraphs: 0x102, lists: 0x2e2, overrides: 0x2ea } as const;
/** Properties of a paragraph ([MS-DOC] 2.6.2) that matter here: its level, and its list. */
const LEVEL = 0x260a;
const LIST = 0x460b;
const TABLE_DEFINITION = 0xd608;
/** From here on the number of a list means: not in a list (any more). */
const NO_LIST = 0x7ff;
const PAGE = 512;
const LEVELS = 9;
const DEEPEST_STYLE = 16;
/** Where a list may begin at most; what says more is damaged. */
const HIGHEST_START = 0x7fff;

/** Formats of numbers by their codes ([MS-OSHARED] 2.2.1.3), named as in .docx; any other prints as 1, 2, 3. */
const FORMATS: Record<number, string> = {
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  10: 'ideographDigital',
  11: 'japaneseCounting',
  14: 'decimalFullWidth',
  18: 'decimalEnclosedCircle',
  19: 'decimalFullWidth2',
  22: 'decimalZero',
  23: 'bullet',
  26: 'decimalEnclosedFullstop',
  27: 'decimalEnclosedParen',
  28: 'decimalEnclosedCircleChinese',
  30: 'ideographTraditional',
  31: 'ideographZodiac',
  33: 'taiwaneseCounting',
  34: 'ideographLegalTraditional',
  35: 'taiwaneseCountingThousand',
  37: 'chineseCounting',
  38: 'chineseLegalSimplified',
  39: 'chineseCountingThousand',
  255: 'none',
};
const SUFFIXES = ['tab', 'space', 'nothing'];

/** A stretch of the text as the file keeps it. */
export interface Piece {
  startCp: number;
  endCp: number;
  startFilePos: number;
  /** Bytes a character. */
  bpc: number;
}

interface Paragraph {
  /** The bytes of the main stream that it takes. */
  from: number;
  to: number;
  number: NumberRef;
}

/**
 * The automatic numbers of a Word 97 file. Ask in the order of the text.
 * @throws RangeError where the tables point out of the file or hold what no list can
 */
export class DocLists {
  private readonly numbering: Numbering;
  private readonly paragraphs: Paragraph[];

  /** @param main the WordDocument stream, `table` the stream of its tables */
  constructor(
    main: Buffer,
    table: Buffer,
    private readonly pieces: readonly Piece[],
  ) {
    const part = (at: number) => table.subarray(main.readUInt32LE(at), main.readUInt32LE(at) + main.readUInt32LE(at + 4));
    this.numbering = new Numbering(listsIn(main, table));
    this.paragraphs = paragraphsIn(main, part(FIB.paragraphs), stylesIn(part(FIB.styles))).sort((a, b) => a.from - b.from);
  }

  /** The number before the paragraph that begins at this character of the text; '' where there is none. */
  numberAt(cp: number): string {
    const piece = this.pieces.find(({ startCp, endCp }) => startCp <= cp && cp < endCp);
    if (!piece) return '';
    const place = piece.startFilePos + (cp - piece.startCp) * piece.bpc;
    const { numId, level } = this.paragraphs[lastNotAfter(this.paragraphs, place)]?.number ?? {};
    return numId ? this.numbering.next({ numId, level }) : '';
  }
}

/** The last paragraph that begins at or before a place; -1: none. */
function lastNotAfter(paragraphs: readonly Paragraph[], place: number): number {
  let [low, high] = [0, paragraphs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paragraphs[middle]!.from <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Every paragraph's list: its own, else its style's. Paragraphs lie in pages of 512 bytes, each with its properties at its end (2.9.175). */
function paragraphsIn(main: Buffer, places: Buffer, styles: readonly NumberRef[]): Paragraph[] {
  const count = Math.floor((places.length - 4) / 8);
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const start = (places.readUInt32LE((count + 1) * 4 + at * 4) & 0x3fffff) * PAGE;
    const page = main.subarray(start, start + PAGE);
    const rows = page.readUInt8(PAGE - 1);
    return Array.from({ length: rows }, (_, row): Paragraph => {
      const found = page.readUInt8((rows + 1) * 4 + row * 13) * 2;
      const properties = found === 0 ? Buffer.alloc(2) : propertiesAt(page, found);
      const style = styles[properties.length < 2 ? 0 : properties.readUInt16LE(0)] ?? {};
      return {
        from: page.readUInt32LE(row * 4),
        to: page.readUInt32LE(row * 4 + 4),
        number: { ...style, ...numberIn(properties.subarray(2)) },
      };
    });
  }).flat();
}

function propertiesAt(page: Buffer, at: number): Buffer {
  const words = page.readUInt8(at);
  return words === 0 ? page.subarray(at + 2, at + 2 + page.readUInt8(at + 1) * 2) : page.subarray(at + 1, at + words * 2);
}

/** What a run of properties says of list and level. */
function numberIn(properties: Buffer): NumberRef {
  const number: NumberRef = {};
  for (let at = 0; at + 2 < properties.length; ) {
    const code = properties.readUInt16LE(at);
    at += 2;
    if (code === LEVEL) number.level = properties.readUInt8(at);
    if (code === LIST) number.numId = listNumber(properties.readUInt16LE(at));
    at += sizeOf(code, properties, at);
  }
  return number;
}

const listNumber = (index: number) => (index > 0 && index < NO_LIST ? String(index) : '');

/** How long a property's operand is: told by the upper three bits of its code. */
function sizeOf(code: number, properties: Buffer, at: number): number {
  if (code === TABLE_DEFINITION) return properties.readUInt16LE(at) + 1;
  const kind = code >> 13;
  return kind === 6 ? properties.readUInt8(at) + 1 : ([1, 1, 2, 4, 2, 2, 0, 3][kind] ?? 1);
}

/** List and level of every style, with what it has from the style that it is based on (2.9.271). */
function stylesIn(sheet: Buffer): NumberRef[] {
  if (sheet.length < 6) return [];
  const own: { base: number; number: NumberRef }[] = [];
  const [count, fixed] = [sheet.readUInt16LE(2), sheet.readUInt16LE(4)];
  for (let at = 2 + sheet.readUInt16LE(0), style = 0; style < count; style++) {
    const size = sheet.readUInt16LE(at);
    own.push(size === 0 ? { base: -1, number: {} } : styleIn(sheet.subarray(at + 2, at + 2 + size), fixed));
    at += 2 + size + (size % 2);
  }
  const whole = (style: number, depth = 0): NumberRef => {
    const found = own[style];
    return found && depth < DEEPEST_STYLE ? { ...whole(found.base, depth + 1), ...found.number } : {};
  };
  return own.map((_, style) => whole(style));
}

function styleIn(style: Buffer, fixed: number): { base: number; number: NumberRef } {
  const [kind, base] = [style.readUInt16LE(2) & 15, style.readUInt16LE(2) >> 4];
  const name = fixed + 2 + style.readUInt16LE(fixed) * 2 + 2;
  const first = name + (name % 2);
  const ofParagraphs = kind === 1 && first + 4 <= style.length;
  return { base, number: ofParagraphs ? numberIn(style.subarray(first + 4, first + 2 + style.readUInt16LE(first))) : {} };
}

/** The lists by the numbers that paragraphs name them by: shapes (2.9.147), and what says of each use where it starts anew (2.9.131). */
function listsIn(main: Buffer, table: Buffer): Map<string, List> {
  const lists = new Map<string, List>();
  if (main.readUInt32LE(FIB.lists + 4) === 0 || main.readUInt32LE(FIB.overrides + 4) === 0) return lists;
  const shapes = shapesIn(table, main.readUInt32LE(FIB.lists), main.readUInt32LE(FIB.lists + 4));
  const at = main.readUInt32LE(FIB.overrides);
  const count = table.readUInt32LE(at);
  const reader = new LevelReader(table, at + 4 + count * 16);
  for (let list = 0; list < count; list++) {
    const head = at + 4 + list * 16;
    const abstractId = String(table.readInt32LE(head));
    const levels = [...(shapes.get(abstractId) ?? [])];
    const startOverrides = new Map<number, number>();
    reader.skip(4);
    for (let left = table.readUInt8(head + 12); left > 0; left--) {
      const { level, start, shape } = reader.override();
      if (shape) levels[level] = shape;
      if (start !== null) startOverrides.set(level, shape?.start ?? start);
    }
    lists.set(String(list + 1), { abstractId, levels, startOverrides });
  }
  return lists;
}

/** The levels of every shape: behind all the heads, one for a simple list, else nine. */
function shapesIn(table: Buffer, at: number, size: number): Map<string, Level[]> {
  const reader = new LevelReader(table, at + size);
  const heads = Array.from({ length: table.readUInt16LE(at) }, (_, list) => at + 2 + list * 28);
  return new Map(
    heads.map(head => {
      const isSimple = (table.readUInt8(head + 26) & 1) === 1;
      return [String(table.readInt32LE(head)), Array.from({ length: isSimple ? 1 : LEVELS }, () => reader.level())];
    }),
  );
}

/** Reads levels one behind the other. */
class LevelReader {
  constructor(
    private readonly table: Buffer,
    private at: number,
  ) {}

  skip(bytes: number): void {
    this.at += bytes;
  }

  level(): Level {
    const { table, at } = this;
    const flags = table.readUInt8(at + 5);
    const text = at + 28 + table.readUInt8(at + 24) + table.readUInt8(at + 25);
    const length = table.readUInt16LE(text);
    this.at = text + 2 + length * 2;
    const start = table.readInt32LE(at);
    if (start < 0 || start > HIGHEST_START) throw new RangeError(`a list begins at ${start}`);
    const printed = Array.from({ length }, (_, index) => table.readUInt16LE(text + 2 + index * 2));
    return {
      start,
      format: FORMATS[table.readUInt8(at + 4)] ?? 'decimal',
      text: printed.map(code => (code < LEVELS ? `%${code + 1}` : String.fromCharCode(code))).join(''),
      isLegal: (flags & 4) !== 0,
      suffix: SUFFIXES[table.readUInt8(at + 15)] ?? 'tab',
      restart: (flags & 8) !== 0 ? table.readUInt8(at + 26) : null,
    };
  }

  /** What one use of a list changes of a level: where it starts (null: nothing), or all of its shape. */
  override(): { level: number; start: number | null; shape: Level | null } {
    const [start, flags] = [this.table.readInt32LE(this.at), this.table.readUInt8(this.at + 4)];
    this.at += 8;
    return { level: flags & 15, start: (flags & 16) !== 0 ? start : null, shape: (flags & 32) !== 0 ? this.level() : null };
  }
}
