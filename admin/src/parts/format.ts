/** How offices write days, instants and sizes. Days come in as 'YYYY-MM-DD', instants as ISO; all is shown for Asia/Shanghai. */

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** 2026-03-05 → 2026年3月5日 (GB/T 9704: no leading zeros); nothing for no date. */
export function formatDate(date: string | null | undefined): string {
  if (!date) return '';
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** For dense tables: 03-05 within the year of `today`, otherwise 2025-03-05. Always shown with the full date as its title. */
export function formatShortDate(date: string | null | undefined, today: string): string {
  if (!date) return '';
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5, 10) : date.slice(0, 10);
}

/** The calendar day of an instant in Asia/Shanghai, 'YYYY-MM-DD'. */
export function dayOf(instant: string): string {
  return shanghai.format(new Date(instant)).slice(0, 10);
}

/** An instant as 2026年3月5日 14:05. */
export function formatInstant(instant: string | null | undefined): string {
  if (!instant) return '';
  const [day, time] = shanghai.format(new Date(instant)).split(', ');
  return `${formatDate(day)} ${time}`;
}

/** The same moment as a part of a file's name that sorts by time: 2026-11-22-1532. */
export const stampOf = (instant: Date): string => shanghai.format(instant).replace(', ', '-').replace(':', '');

/** Whole days from one day to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** A file's size in words of an office: 820 KB, 3.4 MB. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}

export const formatPercent = (percent: number | null | undefined): string =>
  percent === null || percent === undefined ? '' : `${percent}%`;
