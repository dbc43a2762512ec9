import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { Clock, dayOf } from '../platform/clock.js';
import { ids, prepared } from '../platform/database/prepared.js';
import { quoted } from '../platform/database/quoted.js';
import type { AssignmentRole } from '../rules/assignment.process.js';
import { opensOn, owedPeriod, owedPeriods, type Period, type PeriodSource, periodsOf } from '../rules/periods.js';
import { VOID_RETURNS } from '../rules/return.words.js';
import { UNDER_WAY } from '../rules/task.words.js';

/** A share with the periods that it is asked for, and the keys of those that a report stands for. */
export interface ShareReporting {
  id: number;
  taskId: number;
  /** Supporting units may report but are not waited for. */
  owes: boolean;
  periods: Period[];
  answered: string[];
  approved: string[];
}

/** The reporting periods of shares: what is asked for when, and what is missing. A missing return has no row, it follows from these. */
@Injectable()
export class ReportDays {
  constructor(
    private readonly calendar: CalendarStore,
    private readonly clock: Clock,
  ) {}

  /** Every present share of some tasks, by its id. Tasks that nobody has issued ask for nothing. */
  async ofTasks(manager: EntityManager, taskIds: number[]): Promise<Map<number, ShareReporting>> {
    const rows = await prepared<Row>(manager, SHARES, [ids(taskIds)]);
    const calendar = await this.calendar.current(manager);
    const today = this.clock.today();
    const periods = new Map<number, Period[]>();
    for (const { taskId, issuedAt, ...source } of rows)
      if (issuedAt && !periods.has(taskId)) periods.set(taskId, periodsOf({ ...source, from: dayOf(issuedAt) }, calendar, today));
    return new Map(
      rows.map(({ id, taskId, role, answered, approved }) => [
        id,
        { id, taskId, owes: role !== 'support', periods: periods.get(taskId) ?? [], answered, approved },
      ]),
    );
  }

  /** How many periods have passed unanswered since the last report, over the present shares of each task. */
  async missedSinceLast(manager: EntityManager, taskIds: number[]): Promise<Map<number, number>> {
    const today = this.clock.today();
    const owing = await prepared<{ id: number }>(
      manager,
      `SELECT a.id FROM assignment a JOIN task t ON t.id = a.task_id WHERE a.task_id = ANY($1) AND ${missesReport('a', 't', '$2::date')}`,
      [ids(taskIds), today],
    );
    const counts = new Map<number, number>();
    if (owing.length === 0) return counts;
    const shares = await this.ofTasks(manager, taskIds);
    for (const { id } of owing) {
      const { taskId, periods, answered } = shares.get(id) as ShareReporting;
      counts.set(taskId, (counts.get(taskId) ?? 0) + owedPeriods(periods, answered).filter(({ due }) => due < today).length);
    }
    return counts;
  }

  /** Keeps beside each share the period that is waited for next; whoever changes what it follows from settles the lights, and these with them. */
  async settle(manager: EntityManager, taskIds: number[]): Promise<void> {
    const settled = [...(await this.ofTasks(manager, taskIds)).values()].map(({ id, owes, periods, answered }) => {
      const owed = owes ? owedPeriod(periods, answered) : null;
      return { id, opens: owed && opensOn(owed), due: owed?.due ?? null };
    });
    await manager.query(
      `UPDATE assignment SET report_opens = s.opens, report_due = s.due FROM jsonb_to_recordset($1::jsonb) AS s(id int, opens date, due date)
        WHERE assignment.id = s.id AND (report_opens, report_due) IS DISTINCT FROM (s.opens, s.due)`,
      [JSON.stringify(settled)],
    );
  }
}

/** A share whose period has passed its due day without a report, as a condition on a row of `assignment` and its `task`; `today` is SQL for the day of the clock. */
export function missesReport(share: string, task: string, today: string): string {
  return `(${share}.state = 'received' AND ${share}.report_due < ${today} AND ${task}.state IN (${quoted(UNDER_WAY)}))`;
}

interface Row extends Omit<PeriodSource, 'from'> {
  id: number;
  taskId: number;
  role: AssignmentRole;
  issuedAt: Date | null;
  answered: string[];
  approved: string[];
}

const keysIn = (states: string) =>
  `ARRAY(SELECT r.period FROM cycle_return r WHERE r.assignment_id = a.id AND r.period IS NOT NULL AND r.state ${states} ORDER BY r.id)`;

const SHARES = `
  SELECT a.id, a.task_id AS "taskId", a.role, t.issued_at AS "issuedAt", t.cadence, t.deadline AS until,
         COALESCE((SELECT json_agg(json_build_object('year', f.year, 'name', f.name, 'dueDate', f.due_date, 'judged', f.verdict IS NOT NULL) ORDER BY f.due_date)
            FROM task_phase f WHERE f.task_id = t.id), '[]') AS phases,
         COALESCE((SELECT json_agg(json_build_object('from', x.from_day, 'to', x.ended_on)) FROM suspension x WHERE x.task_id = t.id), '[]') AS pauses,
         ${keysIn(`NOT IN (${quoted(VOID_RETURNS)})`)} AS answered, ${keysIn("= 'approved'")} AS approved
    FROM assignment a JOIN task t ON t.id = a.task_id WHERE a.task_id = ANY($1) AND a.state <> 'replaced' ORDER BY a.id`;
