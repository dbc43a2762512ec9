import { OPEN_END } from './table.js';

/** What a cell that should hold a day says: a day, no end at all, nothing, or words that are no day. */
export type ReadDay = { day: string } | { open: true } | { blank: true } | { fault: string };

const OPEN = /^(长期推进|长期坚持|长期|持续推进|持续|常态化推进|常态化)$/;
const HOW = '请写成 2026年12月31日 或 2026-12-31';
const TAIL = '(?:前|之前|以前|止|完成|前完成|底前完成)?';
const FULL = new RegExp(`^(\\d{4})[年./-](\\d{1,2})[月./-](\\d{1,2})日?${TAIL}$`);
const MONTH = new RegExp(`^(\\d{4})(?:年(\\d{1,2})月|[./-](\\d{1,2}))(?:底|末)?${TAIL}$`);
const QUARTER = new RegExp(`^(\\d{4})年?第?([一二三四1-4])季度(?:底|末)?${TAIL}$`);
const HALF = new RegExp(`^(\\d{4})年上半年${TAIL}$`);
const YEAR = new RegExp(`^(\\d{4})年?(?:年?底|年?末|下半年)?${TAIL}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
/** Days since 1899-12-30, as spreadsheets count: the serials of 1949 to 2199. */
const SERIAL = { first: 18_172, last: 109_575 };
const EPOCH = Date.UTC(1899, 11, 30);

/** Reads a day as offices write it; a month, a quarter or a year means its last day. */
export function readDay(cell: { text: string; day: string | null; number: number | null }): ReadDay {
  if (cell.day !== null) return { day: cell.day };
  if (cell.number !== null && cell.number >= SERIAL.first && cell.number <= SERIAL.last)
    return { day: new Date(EPOCH + Math.floor(cell.number) * 86_400_000).toISOString().slice(0, 10) };
  const words = cell.text.normalize('NFKC').replace(/\s/g, '');
  if (/^[-—/无]*$/.test(words)) return { blank: true };
  if (OPEN.test(words)) return { open: true };
  return readWords(words) ?? { fault: `“${cell.text}”不是日期，${HOW}；没有期限的写“${OPEN_END}”` };
}

function readWords(words: string): ReadDay | null {
  const [, year, month, day] = FULL.exec(words) ?? COMPACT.exec(words) ?? [];
  if (year) return existing(Number(year), Number(month), Number(day), words);
  const [, y, m, also] = MONTH.exec(words) ?? [];
  if (y) return lastOf(Number(y), Number(m ?? also), words);
  const [, quarterYear, quarter] = QUARTER.exec(words) ?? [];
  if (quarterYear && quarter) return lastOf(Number(quarterYear), ('一二三四'.indexOf(quarter) + 1 || Number(quarter)) * 3, words);
  const half = HALF.exec(words)?.[1];
  if (half) return lastOf(Number(half), 6, words);
  const whole = YEAR.exec(words)?.[1];
  return whole ? lastOf(Number(whole), 12, words) : null;
}

function lastOf(year: number, month: number, words: string): ReadDay {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return existing(year, month, last, words);
}

function existing(year: number, month: number, day: number, words: string): ReadDay {
  const at = new Date(Date.UTC(year, month - 1, day));
  const exists = month >= 1 && month <= 12 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year >= 1950 && year <= 2199;
  return exists ? { day: at.toISOString().slice(0, 10) } : { fault: `没有“${words}”这一天，${HOW}` };
}
