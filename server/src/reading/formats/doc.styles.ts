import { turnedOn } from './doc.marks.js';
import { propertiesIn } from './doc.properties.js';
import type { NumberRef } from './numbering.js';

/** Properties of a paragraph ([MS-DOC] 2.6.2) that matter here: its level, and its list. */
const LEVEL = 0x260a;
const LIST = 0x460b;
/** From here on the number of a list means: not in a list (any more). */
const NO_LIST = 0x7ff;
const DEEPEST_STYLE = 16;
const [OF_PARAGRAPHS, OF_CHARACTERS] = [1, 2];
const NOTHING = Buffer.alloc(0);
/** The numbers that every sheet has for 目录 1 to 目录 9. */
const FIRST_CONTENTS = 19;
const LAST_CONTENTS = 27;

/** What the styles' sheet tells of a style. */
export interface Style {
  number: NumberRef;
  /** whether it is for lines of a table of contents */
  isContents: boolean;
  /** toggles, as bits */
  turnsOn: number;
}

const PLAIN: Style = { number: {}, isContents: false, turnsOn: 0 };

/** What a run of properties says of list and level. */
export function numberIn(properties: Buffer): NumberRef {
  const number: NumberRef = {};
  for (const [code, operand] of propertiesIn(properties)) {
    if (code === LEVEL) number.level = operand.readUInt8(0);
    if (code === LIST) number.numId = listNumber(operand.readUInt16LE(0));
  }
  return number;
}

const listNumber = (index: number) => (index > 0 && index < NO_LIST ? String(index) : '');

/** A style as the sheet writes it: what it changes of the one that it is based on. */
interface Change {
  base: number;
  isContents: boolean;
  paragraph: Buffer;
  characters: Buffer;
}

/** Every style, with what it has from the style that it is based on (2.9.271). */
export function stylesIn(sheet: Buffer): Style[] {
  if (sheet.length < 6) return [];
  const changes: (Change | null)[] = [];
  const [count, fixed] = [sheet.readUInt16LE(2), sheet.readUInt16LE(4)];
  for (let at = 2 + sheet.readUInt16LE(0), style = 0; style < count; style++) {
    const size = sheet.readUInt16LE(at);
    changes.push(size === 0 ? null : changeIn(sheet.subarray(at + 2, at + 2 + size), fixed));
    at += 2 + size + (size % 2);
  }
  const whole = (style: number, depth = 0): Style => {
    const own = changes[style];
    if (!own || depth >= DEEPEST_STYLE) return PLAIN;
    const { number, turnsOn } = whole(own.base, depth + 1);
    return {
      number: { ...number, ...numberIn(own.paragraph) },
      isContents: own.isContents,
      turnsOn: turnedOn(own.characters, turnsOn),
    };
  };
  return changes.map((_, style) => whole(style));
}

function changeIn(style: Buffer, fixed: number): Change {
  const known = style.readUInt16LE(0) & 0xfff;
  const [kind, base] = [style.readUInt16LE(2) & 15, style.readUInt16LE(2) >> 4];
  const isContents = known >= FIRST_CONTENTS && known <= LAST_CONTENTS;
  const first = partAt(style, even(fixed + 2 + style.readUInt16LE(fixed) * 2 + 2));
  if (kind === OF_CHARACTERS) return { base, isContents, paragraph: NOTHING, characters: first };
  if (kind !== OF_PARAGRAPHS) return { base, isContents, paragraph: NOTHING, characters: NOTHING };
  const characters = partAt(style, even(first.byteOffset - style.byteOffset + first.length));
  return { base, isContents, paragraph: first.subarray(2), characters };
}

const even = (at: number) => at + (at % 2);

/** A part of a style, its length before it. */
const partAt = (style: Buffer, at: number) => (at + 2 > style.length ? NOTHING : style.subarray(at + 2, at + 2 + style.readUInt16LE(at)));
