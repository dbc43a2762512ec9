import { clock, isPercent, shown } from './xlsx.formats.js';
import { at, elements, type Node, textOf } from './xml.js';

/** Formats that have a number and no words in the file, as a Chinese program shows them: figures, percents, times and days. */
const KNOWN: Record<string, string> = { 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%' };
for (const id of [18, 19, 20, 21, 32, 33, 45, 46, 55, 56]) KNOWN[id] = 'h:mm';
for (const id of [37, 38]) KNOWN[id] = '#,##0';
for (const id of [39, 40]) KNOWN[id] = '#,##0.00';
for (const id of [14, 15, 16, 22, 28, 29, 30, 31, 50, 51, 53, 54, 58]) KNOWN[id] = 'yyyy/m/d';
for (const id of [17, 27, 36, 52, 57]) KNOWN[id] = 'yyyy/m';

/** The format of each style that cells name by its number. */
export function formatsIn(styles: Node | null): string[] {
  const sheet = at(styles ?? undefined, 'styleSheet');
  const own = new Map(elements(at(sheet, 'numFmts'), 'numFmt').map(({ attributes }) => [attributes.numFmtId, attributes.formatCode ?? '']));
  return elements(at(sheet, 'cellXfs'), 'xf').map(({ attributes: { numFmtId = '0' } }) => own.get(numFmtId) ?? KNOWN[numFmtId] ?? '');
}

/** Which styles strike out what stands in their cells. */
export function struckStyles(styles: Node | null): boolean[] {
  const sheet = at(styles ?? undefined, 'styleSheet');
  const fonts = elements(at(sheet, 'fonts'), 'font').map(isStruck);
  return elements(at(sheet, 'cellXfs'), 'xf').map(({ attributes: { fontId = '0' } }) => fonts[Number(fontId)] ?? false);
}

function isStruck(font: Node | undefined): boolean {
  const strike = at(font, 'strike');
  return strike !== undefined && !['0', 'false'].includes(strike.attributes.val ?? '');
}

/** Whether some of a string's pieces are struck out. */
export const isPartlyStruck = (node: Node | undefined): boolean => elements(node, 'r').some(piece => isStruck(at(piece, 'rPr')));

/** The words of a string: its pieces without those that are struck out and the sounds that are printed over them. */
export function stringIn(node: Node | undefined): string {
  const pieces = elements(node).flatMap(child =>
    child.name === 't' ? [child] : child.name === 'r' && !isStruck(at(child, 'rPr')) ? elements(child, 't') : [],
  );
  return pieces
    .map(textOf)
    .join('')
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

const DAY = 86_400_000;
/** Day 0; the program counts a day in 1900 that there never was. */
const [SINCE_1900, SINCE_1904] = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];

/** What a cell holds, as it is seen: its words, and the number (of percents, not of hundredths) or the day ('YYYY-MM-DD') that it is. */
export interface Value {
  text: string;
  number: number | null;
  day: string | null;
}

export const inWords = (text: string): Value => ({ text, number: null, day: null });

/** A number as its format shows it; a day also tells its year. */
export function numberAs(written: string, format: string, from1904: boolean): Value {
  const number = Number(Number(written).toPrecision(15));
  if (written.trim() === '' || Number.isNaN(number)) return inWords(written);
  const said = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '');
  if (/[yd]/i.test(said) || (/m/i.test(said) && !/[hs]/i.test(said))) return dayOf(number, /d/i.test(said), from1904);
  if (/[hs]/i.test(said)) return { text: clock(number), number, day: null };
  return { text: shown(number, format), number: isPercent(format) ? Number((number * 100).toPrecision(15)) : number, day: null };
}

/** A day in the form that ISO 8601 gives it. */
export function dayIn(written: string): Value {
  const [day] = /^\d{4}-\d\d-\d\d/.exec(written) ?? [];
  if (!day) return inWords(written);
  const [year, month, date] = day.split('-').map(Number);
  return { text: `${year}年${month}月${date}日`, number: null, day };
}

/** A month without its day is no day. */
function dayOf(number: number, withDay: boolean, from1904: boolean): Value {
  const at = new Date((from1904 ? SINCE_1904 : SINCE_1900) + Math.round(number * DAY));
  if (Number.isNaN(at.getTime())) return { text: String(number), number, day: null };
  return withDay ? dayIn(at.toISOString()) : inWords(`${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月`);
}
