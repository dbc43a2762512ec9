import { z } from 'zod';
import { invalid } from '../platform/problems.js';
import { faultsOfYear, type YearList } from '../rules/working-days.js';
import { CalendarFile, type DayRow } from './calendar.dto.js';

const MOST_FAULTS = 20;

/**
 * Reads a file of working days and checks it: its form, every year complete, no day that contradicts another.
 * @throws Problem `calendar.file` with every fault
 */
export function readCalendarFile(content: string): YearList[] {
  const { years } = parsed(content);
  const twice = years.map(({ year }) => year).filter((year, index, all) => all.indexOf(year) !== index);
  refuse([...twice.map(year => `${year}年在文件里出现了不止一次`), ...years.flatMap(faultsOfYear)]);
  return years;
}

function parsed(content: string): CalendarFile {
  let file: unknown;
  try {
    file = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    throw invalid('这不是工作日文件：内容不是 JSON 格式。请对照“下载样例”的格式准备文件。', undefined, 'calendar.file');
  }
  const checked = CalendarFile.safeParse(file);
  if (!checked.success) refuse(checked.error.issues.map(issue => `${placeOf(issue)}：${issue.message}`));
  return checked.data as CalendarFile;
}

function placeOf({ path }: z.core.$ZodIssue): string {
  return path.map(step => (typeof step === 'number' ? `第 ${step + 1} 项` : String(step))).join(' ') || '文件';
}

function refuse(faults: string[]): void {
  if (faults.length === 0) return;
  const shown = faults.slice(0, MOST_FAULTS).map((fault, index) => [`fault${index}`, fault]);
  const more = faults.length > MOST_FAULTS ? `（只列出前 ${MOST_FAULTS} 处）` : '';
  throw invalid(`文件有 ${faults.length} 处问题，没有载入${more}。`, Object.fromEntries(shown), 'calendar.file');
}

/** The days of a year's list that depart from their weekday, in order. */
export function daysOf({ holidays, workdays }: YearList): DayRow[] {
  const off = Object.entries(holidays).flatMap(([name, dates]) => dates.map(date => ({ date, kind: 'holiday' as const, name })));
  return [...off, ...workdays.map(date => ({ date, kind: 'workday' as const, name: '' }))].sort((a, b) => (a.date < b.date ? -1 : 1));
}
