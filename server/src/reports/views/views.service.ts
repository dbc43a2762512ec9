import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarStore } from '../../calendar/calendar.store.js';
import { Clock } from '../../platform/clock.js';
import type { ListQuery, Page } from '../../platform/dto.js';
import type { Actor } from '../../rules/actor.js';
import type { Light } from '../../rules/lights.js';
import { TASK_PROCESS, type TaskState } from '../../rules/task.process.js';
import { daysOff } from '../../rules/working-days.js';
import { lightCase } from '../../tasks/light.sql.js';
import { TaskRows } from '../../tasks/task.rows.js';
import { LedgerConditions } from '../ledger/conditions.js';
import { type LedgerFilter, STANDING } from '../ledger/filter.js';
import { LedgerPages } from '../ledger/pages.js';
import { monthOf } from '../ledger/sheets.js';
import type { TaskBoard, TaskCalendar, TaskMatrix, WallRow } from './views.dto.js';

/** Cards of a column of the board, titles of a day, units of the matrix: the rest is counted and lies behind a link. */
const CARDS = 12;
const TITLES = 4;
const UNITS = 200;

const STATES = Object.keys(TASK_PROCESS.states) as TaskState[];

/** Other looks at the ledger: the same filter and the same scope, laid out by state, by day, by time, by unit. */
@Injectable()
export class TaskViews {
  constructor(
    private readonly source: DataSource,
    private readonly conditions: LedgerConditions,
    private readonly pages: LedgerPages,
    private readonly rows: TaskRows,
    private readonly clock: Clock,
    private readonly workingDays: CalendarStore,
  ) {}

  /** The board: a column per state in which there is something, in the order of the process table. */
  async board(filter: LedgerFilter, actor: Actor): Promise<TaskBoard> {
    const { from, where, parameters } = this.conditions.listed(filter, 'nextDue', actor);
    const counts: { state: TaskState; total: number }[] = await this.source.query(
      `SELECT t.state, count(*) AS total FROM ${from} WHERE ${where} GROUP BY t.state`,
      parameters,
    );
    const heads: { state: TaskState; id: number }[] = await this.source.query(
      `SELECT s.state, x.id FROM unnest($${parameters.length + 1}::text[]) AS s(state) CROSS JOIN LATERAL
         (SELECT t.id, t.next_due FROM ${from} WHERE ${where} AND t.state = s.state ORDER BY t.next_due, t.id LIMIT ${CARDS}) x ORDER BY x.next_due, x.id`,
      [...parameters, counts.map(({ state }) => state)],
    );
    const tasks = new Map(
      (
        await this.rows.of(
          heads.map(({ id }) => id),
          actor,
        )
      ).map(row => [row.id, row]),
    );
    const sorted = counts.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
    return {
      columns: sorted.map(({ state, total }) => ({
        state,
        stateLabel: TASK_PROCESS.states[state].label,
        total,
        tasks: heads.flatMap(head => (head.state === state ? (tasks.get(head.id) ?? []) : [])),
      })),
    };
  }

  /** The days of a month 'YYYY-MM' on which something is judged, with the first titles of each. */
  async calendar(filter: LedgerFilter, month: string, actor: Actor): Promise<TaskCalendar> {
    const { first, last } = monthOf(`${month}-01`);
    const { from: listed, where, parameters } = this.conditions.listed(filter, 'nextDue', actor);
    const light = this.lightOf();
    const [from, to] = [`$${parameters.length + 1}`, `$${parameters.length + 2}`];
    const counts: { day: string; light: Light; count: number }[] = await this.source.query(
      `SELECT t.next_due AS day, ${light} AS light, count(*) AS count
         FROM (SELECT t.id FROM ${listed} WHERE ${where} AND t.next_due BETWEEN ${from} AND ${to}) chosen JOIN task t ON t.id = chosen.id GROUP BY 1, 2 ORDER BY 1`,
      [...parameters, first, last],
    );
    const days = [...new Set(counts.map(({ day }) => day))];
    const titles: { day: string; id: number; title: string; light: Light; leadUnitName: string | null }[] = await this.source.query(
      `SELECT d.day, t.id, t.title, ${light} AS light, (SELECT u.name FROM unit u WHERE u.id = t.lead_unit_id) AS "leadUnitName"
         FROM unnest(${from}::date[]) AS d(day) CROSS JOIN LATERAL
              (SELECT t.id, ${STANDING} AS standing FROM ${listed} WHERE ${where} AND t.next_due = d.day ORDER BY 2, t.id LIMIT ${TITLES}) x
         JOIN task t ON t.id = x.id ORDER BY d.day, x.standing, x.id`,
      [...parameters, days],
    );
    const [{ undated }] = await this.source.query(
      `SELECT count(*) AS undated FROM ${listed} WHERE ${where} AND t.next_due IS NULL`,
      parameters,
    );
    return {
      month,
      undated,
      off: daysOff(await this.workingDays.current(), first, last),
      days: days.map(day => {
        const own = counts.filter(each => each.day === day);
        return {
          day,
          total: own.reduce((sum, { count }) => sum + count, 0),
          lights: Object.fromEntries(own.map(each => [each.light, each.count])),
          tasks: titles.flatMap(({ day: on, ...task }) => (on === day ? [task] : [])),
        };
      }),
    };
  }

  /** Tasks against time (挂图作战), a window of the ledger's rows. */
  async wall(query: ListQuery<LedgerFilter>, actor: Actor): Promise<Page<WallRow>> {
    const { ids, total } = await this.pages.of(query, actor);
    const rows: (Omit<WallRow, 'stateLabel'> & { state: TaskState })[] = await this.source.query(
      `SELECT t.id, t.no, t.title, p.title AS "planTitle", lead.name AS "leadUnitName", t.state, ${this.lightOf()} AS light, t.percent, t.deadline,
              t.original_deadline AS "originalDeadline", COALESCE(t.start_date, (t.issued_at AT TIME ZONE 'Asia/Shanghai')::date) AS begin,
              (t.completed_at AT TIME ZONE 'Asia/Shanghai')::date AS "completedOn",
              COALESCE((SELECT json_agg(json_build_object('year', f.year, 'name', f.name, 'dueDate', f.due_date, 'verdict', f.verdict) ORDER BY f.due_date)
                 FROM task_phase f WHERE f.task_id = t.id), '[]') AS phases
         FROM task t JOIN plan p ON p.id = t.plan_id LEFT JOIN unit lead ON lead.id = t.lead_unit_id
        WHERE t.id = ANY($1) ORDER BY array_position($1, t.id)`,
      [ids],
    );
    return { data: rows.map(row => ({ ...row, stateLabel: TASK_PROCESS.states[row.state].label })), total };
  }

  /** Lead unit × state × light, in counts: the units with most that is late first. */
  async matrix(filter: LedgerFilter, actor: Actor): Promise<TaskMatrix> {
    const { where, parameters } = this.conditions.of(filter, actor);
    const found: { unitId: number | null; unitName: string | null; state: TaskState; light: Light; count: number }[] =
      await this.source.query(
        `SELECT c.*, u.name AS "unitName" FROM (
         SELECT t.lead_unit_id AS "unitId", t.state, ${this.lightOf()} AS light, count(*) AS count FROM task t WHERE ${where} GROUP BY 1, 2, 3) c
         LEFT JOIN unit u ON u.id = c."unitId" ORDER BY u.sort, u.id`,
        parameters,
      );
    const units = new Map<number | null, TaskMatrix['rows'][number]>();
    const sums = new Map<string, TaskMatrix['sums'][number]>();
    for (const { unitId, unitName, ...cell } of found) {
      const row = units.get(unitId) ?? { unitId, unitName, total: 0, cells: [] };
      units.set(unitId, { ...row, total: row.total + cell.count, cells: [...row.cells, cell] });
      const key = `${cell.state} ${cell.light}`;
      sums.set(key, { ...cell, count: cell.count + (sums.get(key)?.count ?? 0) });
    }
    const late = (row: TaskMatrix['rows'][number]) =>
      row.cells.reduce((sum, { light, count }) => sum + (light === 'overdue' ? count : 0), 0);
    const rows = [...units.values()].sort((a, b) => late(b) - late(a) || b.total - a.total);
    const total = rows.reduce((sum, row) => sum + row.total, 0);
    return { rows: rows.slice(0, UNITS), sums: [...sums.values()], total, units: rows.length };
  }

  /** The light of a task `t` as an expression. */
  private lightOf(): string {
    return lightCase('t', this.clock.today());
  }
}
