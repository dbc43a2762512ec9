import { at, elements, type Node, textOf } from './xml.js';

/** Formats that have a number and no words in the file, as a Chinese program shows them: percents and days. */
const KNOWN: Record<string, string> = { 9: '0%', 10: '0.00%' };
for (const id of [14, 15, 16, 22, 28, 29, 30, 31, 50, 51, 53, 54, 58]) KNOWN[id] = 'yyyy/m/d';
for (const id of [17, 27, 36, 52, 57]) KNOWN[id] = 'yyyy/m';

/** The format of each style that cells name by its number. */
export function formatsIn(styles: Node | null): string[] {
  const sheet = at(styles ?? undefined, 'styleSheet');
  const own = new Map(elements(at(sheet, 'numFmts'), 'numFmt').map(({ attributes }) => [attributes.numFmtId, attributes.formatCode ?? '']));
  return elements(at(sheet, 'cellXfs'), 'xf').map(({ attributes: { numFmtId = '0' } }) => own.get(numFmtId) ?? KNOWN[numFmtId] ?? '');
}

/** The words of a string: its pieces without the sounds that are printed over them. */
export function stringIn(node: Node | undefined): string {
  const pieces = elements(node).flatMap(child => (child.name === 't' ? [child] : child.name === 'r' ? elements(child, 't') : []));
  return pieces
    .map(textOf)
    .join('')
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

const DAY = 86_400_000;
/** Day 0; the program counts a day in 1900 that there never was. */
const [SINCE_1900, SINCE_1904] = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];

/** A number as its format shows it, where that is a day or a percent. */
export function numberAs(written: string, format: string, from1904: boolean): string {
  const value = Number(Number(written).toPrecision(15));
  if (written.trim() === '' || Number.isNaN(value)) return written;
  const said = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '');
  if (/[yd]/i.test(said) || (/m/i.test(said) && !/[hs]/i.test(said))) return dayOf(value, /d/i.test(said), from1904);
  if (!format.includes('%')) return String(value);
  // A quoted % is printed behind the number as it is, a bare one makes hundredths of it.
  return `${Number((said.includes('%') ? value * 100 : value).toFixed(4))}%`;
}

function dayOf(value: number, withDay: boolean, from1904: boolean): string {
  const day = new Date((from1904 ? SINCE_1904 : SINCE_1900) + Math.round(value * DAY));
  if (Number.isNaN(day.getTime())) return String(value);
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${withDay ? `${day.getUTCDate()}日` : ''}`;
}
