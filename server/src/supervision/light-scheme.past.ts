import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { Clock } from '../platform/clock.js';
import { quoted } from '../platform/database/quoted.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { factsOn, monthEndsBefore, type TaskRecord } from '../rules/light-past.js';
import { VOID_RETURNS } from '../rules/return.words.js';
import { isIssued } from '../tasks/light.sql.js';
import { visibleTo } from '../tasks/visible.js';
import type { PastTrial, TrySchemeChange } from './light-scheme.dto.js';
import { count, emptyTally, type Touched, touchedPlans } from './light-scheme.touched.js';
import { compared, SHOWN, type TriedRow } from './light-scheme.trial.js';

const BATCH = 500;
const MONTHS = 12;

/**
 * Tries a scheme on the past: how the tasks would have stood at the ends of the last twelve months, beside the scheme that judges them now.
 * All of it is derived from what was on record on those days, and nothing is kept.
 */
@Injectable()
export class LightSchemePast {
  constructor(
    private readonly source: DataSource,
    private readonly calendar: CalendarStore,
    private readonly clock: Clock,
  ) {}

  /** The oldest day first; of tasks as far as the actor's scope reaches. Throws 404. */
  async run(id: number, change: TrySchemeChange, actor: Actor): Promise<PastTrial> {
    const touched = await touchedPlans(this.source, id, change);
    const calendar = await this.calendar.current();
    const days = monthEndsBefore(this.clock.today(), MONTHS).map(day => ({ day, ...emptyTally() }));
    for (let last: number | undefined = 0; last !== undefined; ) {
      const rows: (TriedRow & TaskRecord)[] = await this.source.query(ON_RECORD, [scopeOf(actor).units, [...touched.keys()], last]);
      for (const tally of days)
        count(
          tally,
          rows.flatMap(row => {
            const facts = factsOn(row, tally.day);
            if (!facts) return [];
            const found = compared(row, touched.get(row.planId) as Touched, facts, calendar, tally.day);
            return [{ ...found, reason: found.reason.replaceAll('今天', '当天') }];
          }),
        );
      last = rows.at(-1)?.id;
    }
    return { days };
  }
}

/** The Chinese calendar day of an instant. */
const dayOf = (column: string) => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;
const list = (fields: string, from: string, order: string) =>
  `coalesce((SELECT json_agg(json_build_object(${fields}) ORDER BY ${order}) FROM ${from}), '[]')`;

/** Every task that was ever issued, with its days. */
const ON_RECORD = `
  SELECT ${SHOWN}, t.start_date AS "startDate", coalesce(t.original_deadline, t.deadline) AS "firstDeadline", ${dayOf('t.issued_at')} AS "issuedOn",
         (SELECT ${dayOf('min(a.received_at)')} FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead') AS "receivedOn",
         ${list(`'day', ${dayOf('h.at')}, 'state', h.to_state`, "process_history h WHERE h.process = 'task' AND h.record_id = t.id", 'h.id')} AS states,
         ${list(
           `'day', ${dayOf('h.at')}, 'deadline', h.input ->> 'deadline'`,
           "process_history h WHERE h.process = 'task' AND h.record_id = t.id AND h.act = 'extend'",
           'h.id',
         )} AS extensions,
         ${list(`'dueDate', f.due_date, 'verdict', f.verdict, 'judgedOn', ${dayOf('f.recorded_at')}`, 'task_phase f WHERE f.task_id = t.id', 'f.due_date')} AS phases,
         ${list(
           `'day', ${dayOf('r.at')}, 'percent', r.percent`,
           `cycle_return r JOIN assignment a ON a.id = r.assignment_id AND a.role = 'lead'
             WHERE r.task_id = t.id AND r.state NOT IN (${quoted(VOID_RETURNS)})`,
           'r.id',
         )} AS reports,
         ${list(
           `'day', ${dayOf('h.at')}, 'resubmitBy', coalesce(h.input ->> 'resubmitBy', t.resubmit_by::text)`,
           "process_history h WHERE h.process = 'task' AND h.record_id = t.id AND h.act IN ('return', 'refute')",
           'h.id',
         )} AS returns,
         ${list(`'from', s.from_day, 'to', s.ended_on`, 'suspension s WHERE s.task_id = t.id', 's.from_day')} AS pauses
    FROM task t JOIN plan p ON p.id = t.plan_id LEFT JOIN unit u ON u.id = t.lead_unit_id
   WHERE t.id > $3 AND t.plan_id = ANY($2) AND t.issued_at IS NOT NULL AND ${isIssued('t')} AND ${visibleTo('t', '$1')}
   ORDER BY t.id LIMIT ${BATCH}`;
