import { propertiesIn } from './doc.properties.js';

/** What a character is marked as, as bits. What styles turn on too has three: on, off, and contrary to what the paragraph's style says. */
export const Mark = { inserted: 1, deleted: 2, special: 4, hidden: 8, struck: 64 } as const;
export type Toggle = typeof Mark.hidden | typeof Mark.struck;
const [ON, OFF, CONTRARY] = [1, 2, 4];

/** Properties of characters ([MS-DOC] 2.6.1) that mark them. */
const FLAGS = new Map<number, number>([
  [0x0800, Mark.deleted],
  [0x0801, Mark.inserted],
  [0x0855, Mark.special],
]);
const TOGGLES = new Map<number, Toggle>([
  [0x083c, Mark.hidden],
  [0x0837, Mark.struck],
  [0x2a53, Mark.struck],
]);
/** A character of another font, by the fonts' numbers; and the font of a run. */
export const [SYMBOL, FONT] = [0x6a09, 0x4a4f];
const STYLE = 0x4a30;
/** What a toggle is told as: off, on, contrary to the style. */
const TOLD = new Map([
  [0, OFF],
  [1, ON],
  [0x81, CONTRARY],
]);

/** The marks that properties of characters come to. @param turned what a style of characters turns on, by its number */
export function marksIn(properties: Buffer, turned: (style: number) => number = () => 0): number {
  let bits = 0;
  for (const [code, operand] of propertiesIn(properties)) {
    const toggle = TOGGLES.get(code);
    const told = TOLD.get(operand[0]!);
    if (toggle && told) bits = told === CONTRARY ? bits ^ (toggle * told) : bits | (toggle * told);
    else if (code === STYLE) bits ^= turned(operand.readUInt16LE(0)) * CONTRARY;
    else if (code === SYMBOL) bits |= Mark.special;
    else if (told === ON) bits |= FLAGS.get(code) ?? 0;
  }
  return bits;
}

/** Whether marks come to a toggle that is on. @param style what the paragraph's style turns on */
export function isOn(bits: number, toggle: Toggle, style: number): boolean {
  if (bits & (toggle * (ON | OFF))) return (bits & (toggle * ON)) !== 0;
  return ((bits & (toggle * CONTRARY)) !== 0) !== ((style & toggle) !== 0);
}

/** What a style turns on. @param base what the style that it is based on does */
export function turnedOn(characters: Buffer, base: number): number {
  const bits = marksIn(characters);
  return [Mark.hidden, Mark.struck].reduce((all, toggle) => all | (isOn(bits, toggle, base) ? toggle : 0), 0);
}
