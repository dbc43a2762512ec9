import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { prepared } from '../platform/database/prepared.js';
import type { DayKind, WorkingCalendar, YearList } from '../rules/working-days.js';
import { daysOf, readCalendarFile } from './calendar.file.js';

/** The lists that come with the program. */
const SHIPPED = fileURLToPath(new URL('../../../seeds/calendar/years.json', import.meta.url));

/** The loaded working days: everything that counts 工作日 asks here. */
@Injectable()
export class CalendarStore implements OnModuleInit {
  private kept: { stamp: string; calendar: WorkingCalendar } | null = null;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The first start loads the lists that came with the program; later starts leave alone what the office has loaded. */
  async onModuleInit(): Promise<void> {
    const [{ empty }] = await this.source.query('SELECT NOT EXISTS (SELECT 1 FROM calendar_year) AS empty');
    if (!empty) return;
    const lists = readCalendarFile(readFileSync(SHIPPED, 'utf8'));
    await this.source.transaction(manager => this.write(manager, lists, null));
  }

  /** The calendar as it is now. Kept in memory until a list is loaded, by this process or another. */
  async current(manager: EntityManager = this.source.manager): Promise<WorkingCalendar> {
    const [{ stamp }] = (await prepared<{ stamp: string }>(
      manager,
      `SELECT count(*) || ' ' || coalesce(max(loaded_at)::text, '') || ' ' || coalesce(sum(revision), 0) AS stamp FROM calendar_year`,
      [],
    )) as [{ stamp: string }];
    if (this.kept?.stamp !== stamp) this.kept = { stamp, calendar: await load(manager) };
    return (this.kept as { calendar: WorkingCalendar }).calendar;
  }

  /** Puts lists in the place of those of the same years. Writers queue, so that no reader finds half a year. */
  async write(manager: EntityManager, lists: YearList[], loadedByName: string | null): Promise<void> {
    await manager.query('LOCK TABLE calendar_year IN SHARE ROW EXCLUSIVE MODE');
    for (const list of lists) {
      await manager.query(
        `INSERT INTO calendar_year (year, source, loaded_at, loaded_by_name) VALUES ($1, $2, $3, $4)
         ON CONFLICT (year) DO UPDATE SET source = excluded.source, loaded_at = excluded.loaded_at,
           loaded_by_name = excluded.loaded_by_name, revision = calendar_year.revision + 1`,
        [list.year, list.source, this.clock.now(), loadedByName],
      );
      await manager.query('DELETE FROM calendar_day WHERE year = $1', [list.year]);
      await manager.query(
        `INSERT INTO calendar_day (date, year, kind, name)
         SELECT date, $1, kind, name FROM jsonb_to_recordset($2::jsonb) AS d(date date, kind text, name text)`,
        [list.year, JSON.stringify(daysOf(list))],
      );
    }
  }
}

async function load(manager: EntityManager): Promise<WorkingCalendar> {
  const years: { year: number }[] = await manager.query('SELECT year FROM calendar_year');
  const days: { date: string; kind: DayKind }[] = await manager.query('SELECT date, kind FROM calendar_day');
  return { years: new Set(years.map(({ year }) => year)), exceptions: new Map(days.map(({ date, kind }) => [date, kind])) };
}
