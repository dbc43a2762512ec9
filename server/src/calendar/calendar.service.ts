import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { notFound } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import { addDays } from '../rules/lights.js';
import { isWorkingDay, type WorkingCalendar, workingDaysBetween, type YearList } from '../rules/working-days.js';
import type { CalendarPreview, CalendarYearView, DayRow } from './calendar.dto.js';
import { daysOf, readCalendarFile } from './calendar.file.js';
import { CalendarStore } from './calendar.store.js';

/** What follows in the same transaction once lists were loaded: whoever keeps dates counted in working days counts them anew. */
export type Recount = (manager: EntityManager) => Promise<void>;

/** Looks at the working days, and loads new lists. */
@Injectable()
export class CalendarService {
  private readonly recounts: Recount[] = [];

  constructor(
    private readonly source: DataSource,
    private readonly store: CalendarStore,
    private readonly audit: Audit,
  ) {}

  /** A room that keeps dates counted in working days registers how they are counted anew. */
  onLoaded(recount: Recount): void {
    this.recounts.push(recount);
  }

  /** Every loaded year, the newest first. */
  async years(): Promise<CalendarYearView[]> {
    const calendar = await this.store.current();
    const rows: (Omit<CalendarYearView, 'workingDays' | 'loadedAt'> & { loadedAt: Date })[] = await this.source.query(YEARS);
    return rows.map(row => ({ ...row, loadedAt: row.loadedAt.toISOString(), workingDays: workingDaysOf(calendar, row.year) }));
  }

  /** One loaded year; throws 404. */
  async year(year: number): Promise<CalendarYearView> {
    const found = (await this.years()).find(each => each.year === year);
    if (!found) throw notFound('calendar', '一年的工作日安排');
    return found;
  }

  /** What a file would change; throws `calendar.file` with every fault. */
  async preview(content: string): Promise<CalendarPreview> {
    const before = await this.store.current();
    const names = new Map((await this.years()).flatMap(({ days }) => days.map(day => [day.date, wordsOf(day)])));
    return { years: readCalendarFile(content).map(list => changesOf(list, before, names)) };
  }

  /** Loads a file in the place of the years that it names, and has everything counted in working days counted anew. */
  async load(content: string, actor: Actor): Promise<CalendarYearView[]> {
    const lists = readCalendarFile(content);
    await this.source.transaction(async manager => {
      await this.store.write(manager, lists, actor.name);
      const detail = { years: lists.map(({ year }) => year), sources: lists.map(({ source }) => source) };
      await this.audit.write(manager, { actor, act: 'calendar.load', objectType: 'calendar', objectId: null, detail });
      for (const recount of this.recounts) await recount(manager);
    });
    return this.years();
  }
}

const YEARS = `
  SELECT y.year, y.source, y.loaded_at AS "loadedAt", y.loaded_by_name AS "loadedByName",
         coalesce((SELECT json_agg(json_build_object('date', d.date, 'kind', d.kind, 'name', d.name) ORDER BY d.date)
                     FROM calendar_day d WHERE d.year = y.year), '[]') AS days
    FROM calendar_year y ORDER BY y.year DESC`;

/** Counted from New Year's Day on, so that no other year need be loaded; that day itself is always off. */
function workingDaysOf(calendar: WorkingCalendar, year: number): number {
  const counted = workingDaysBetween(calendar, `${year}-01-01`, `${year}-12-31`);
  return counted.known ? counted.value : 0;
}

function changesOf(list: YearList, before: WorkingCalendar, names: ReadonlyMap<string, string>): CalendarPreview['years'][number] {
  const isNew = !before.years.has(list.year);
  const days = new Map(daysOf(list).map(day => [day.date, day]));
  const after: WorkingCalendar = { years: new Set([list.year]), exceptions: new Map([...days].map(([date, { kind }]) => [date, kind])) };
  const changes: CalendarPreview['years'][number]['changes'] = [];
  for (let date = `${list.year}-01-01`; date <= `${list.year}-12-31`; date = addDays(date, 1)) {
    const named = days.get(date);
    const [was, will] = [isNew ? null : (names.get(date) ?? plainWords(before, date)), named ? wordsOf(named) : plainWords(after, date)];
    if (isNew ? named : was !== will) changes.push({ date, before: was, after: will });
  }
  return { year: list.year, isNew, workingDays: workingDaysOf(after, list.year), changes };
}

const wordsOf = ({ kind, name }: DayRow): string => (kind === 'holiday' ? `放假（${name}）` : '调休上班');

function plainWords(calendar: WorkingCalendar, date: string): string {
  const worked = isWorkingDay(calendar, date);
  return worked.known && worked.value ? '上班' : '周末';
}
