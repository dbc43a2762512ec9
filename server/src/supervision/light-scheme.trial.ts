import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { Clock } from '../platform/clock.js';
import { quoted } from '../platform/database/quoted.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { type LightFacts, lightDays } from '../rules/light-days.js';
import { lightReason } from '../rules/light-reason.js';
import { lightOf } from '../rules/lights.js';
import { CLOSED_STATES, UNISSUED_STATES } from '../rules/task.process.js';
import type { WorkingCalendar } from '../rules/working-days.js';
import { Lights } from '../tasks/lights.js';
import { visibleTo } from '../tasks/visible.js';
import type { SchemeTrial, TrySchemeChange } from './light-scheme.dto.js';
import { type Change, count, emptyTally, type Judging, type Touched, touchedPlans, wordOf } from './light-scheme.touched.js';

const BATCH = 1000;

/** Marks a trial: only the change that was tried can be put into effect. */
export function sealOf(id: number, { name: _name, note: _note, planIds, ...change }: TrySchemeChange): string {
  const tried = [id, change.rules, change.words, change.isDefault, change.version, [...planIds].sort((a, b) => a - b)];
  return createHash('sha256').update(JSON.stringify(tried)).digest('hex').slice(0, 32);
}

/** Tries a scheme on the open tasks of today, and changes nothing. */
@Injectable()
export class LightSchemeTrial {
  constructor(
    private readonly source: DataSource,
    private readonly lights: Lights,
    private readonly calendar: CalendarStore,
    private readonly clock: Clock,
  ) {}

  /** What would change among the tasks that the scheme judges now or then, as far as the actor's scope reaches; throws 404. */
  async run(id: number, change: TrySchemeChange, actor: Actor): Promise<SchemeTrial> {
    const touched = await touchedPlans(this.source, id, change);
    const [today, calendar, tally] = [this.clock.today(), await this.calendar.current(), emptyTally()];
    for (let last: number | undefined = 0; last !== undefined; ) {
      const rows: TriedRow[] = await this.source.query(TRIED, [scopeOf(actor).units, [...touched.keys()], last]);
      const ids = rows.map(row => row.id);
      const facts = new Map((await this.lights.judged(this.source.manager, ids)).map(each => [each.id, each.facts]));
      count(
        tally,
        rows.map(row => compared(row, touched.get(row.planId) as Touched, facts.get(row.id) as LightFacts, calendar, today)),
      );
      last = rows.at(-1)?.id;
    }
    return { ...tally, seal: sealOf(id, change) };
  }
}

export interface TriedRow extends Pick<Change, 'no' | 'title' | 'planTitle' | 'leadUnitName'> {
  id: number;
  planId: number;
}

/** A task's light on a day under the scheme as it is and as it is to be. */
export function compared(row: TriedRow, { now, then }: Touched, facts: LightFacts, calendar: WorkingCalendar, day: string): Change {
  const lit = ({ rules }: Judging) =>
    lightOf({ issued: true, closed: null, paused: false, nextDue: facts.nextDue, ...lightDays(rules, facts, calendar) }, day);
  const [before, after] = [lit(now), lit(then)];
  const { no, title, planTitle, leadUnitName } = row;
  return {
    ...{ taskId: row.id, no, title, planTitle, leadUnitName },
    before,
    beforeLabel: wordOf(now, before).label,
    after,
    afterLabel: wordOf(then, after).label,
    afterColour: wordOf(then, after).colour,
    reason: before === after ? '' : lightReason(then, facts, lightDays(then.rules, facts, calendar), after, calendar, day),
  };
}

/** What is shown of a tried task `t`. */
export const SHOWN = `
  t.id, t.plan_id AS "planId", t.no, t.title, p.title AS "planTitle", u.name AS "leadUnitName"`;

const TRIED = `
  SELECT ${SHOWN} FROM task t JOIN plan p ON p.id = t.plan_id LEFT JOIN unit u ON u.id = t.lead_unit_id
   WHERE t.id > $3 AND t.plan_id = ANY($2) AND t.state NOT IN (${quoted([...UNISSUED_STATES, ...CLOSED_STATES])}) AND ${visibleTo('t', '$1')}
   ORDER BY t.id LIMIT ${BATCH}`;
