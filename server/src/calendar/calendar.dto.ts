import { z } from 'zod';
import { Day, RequiredText } from '../platform/dto.js';

const days = z.array(Day, '应当是日期的列表，如 ["2026-01-01"]').max(120, '一年最多 120 天');

/** One year as a file holds it, in the form of the State Council's notice. */
const YearFile = z.strictObject({
  year: z.int('年份应当是数字').min(1990, '年份应在1990年到2100年之间').max(2100, '年份应在1990年到2100年之间'),
  source: RequiredText(200, '来源'),
  holidays: z.record(z.string().min(1).max(30), days, '应当按节日列出日期，如 {"元旦": ["2026-01-01"]}'),
  workdays: days,
});

/** A file of working days: one or more years. */
export const CalendarFile = z.strictObject({
  note: z.string().max(500).optional(),
  years: z.array(YearFile, '文件里没有年份的列表（years）').min(1, '文件里没有年份').max(60, '一次最多 60 年'),
});
export type CalendarFile = z.infer<typeof CalendarFile>;

export const LoadCalendar = z
  .strictObject({ content: z.string().min(1, '请选择文件').max(500_000, '文件过大') })
  .meta({ id: 'LoadCalendar' });
export type LoadCalendar = z.infer<typeof LoadCalendar>;

const DayRow = z.object({
  date: z.string().describe('YYYY-MM-DD'),
  kind: z.enum(['holiday', 'workday']),
  name: z.string().describe('the holiday; empty for a working day in exchange'),
});
export type DayRow = z.infer<typeof DayRow>;

export const CalendarYearView = z
  .object({
    year: z.int(),
    source: z.string(),
    loadedAt: z.string(),
    loadedByName: z.string().nullable().describe('null: came with the program'),
    workingDays: z.int().describe('working days of the year'),
    days: z.array(DayRow).describe('what departs from its weekday'),
  })
  .meta({ id: 'CalendarYear' });
export type CalendarYearView = z.infer<typeof CalendarYearView>;

/** What a file would change, before it is loaded. */
export const CalendarPreview = z
  .object({
    years: z.array(
      z.object({
        year: z.int(),
        isNew: z.boolean(),
        workingDays: z.int(),
        changes: z
          .array(z.object({ date: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
          .describe('day by day in words; for a new year only what departs from its weekday'),
      }),
    ),
  })
  .meta({ id: 'CalendarPreview' });
export type CalendarPreview = z.infer<typeof CalendarPreview>;
