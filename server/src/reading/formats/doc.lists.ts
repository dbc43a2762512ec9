import { FIB, type WordFile } from './doc.file.js';
import type { Level, List } from './numbering.js';

const LEVELS = 9;
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

/**
 * The lists by the numbers that paragraphs name them by: shapes (2.9.147), and what says of each use where it starts anew (2.9.131).
 * @throws RangeError where they point out of the file or hold what no list can
 */
export function listsIn({ main, table }: WordFile): Map<string, List> {
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
