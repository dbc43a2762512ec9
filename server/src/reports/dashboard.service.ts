import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import type { Light } from '../rules/lights.js';
import { DONE_STATES } from '../rules/task.process.js';
import { isIssued, lightCondition, quoted } from '../tasks/light.sql.js';
import type { TaskRow } from '../tasks/task.dto.js';
import { visibleTo } from '../tasks/visible.js';
import type { Dashboard } from './dashboard.dto.js';
import { LedgerService } from './ledger.service.js';
import { waitingFor } from './waiting.js';

const LONGEST_LIST = 8;
const DONE = quoted(DONE_STATES);

/** The issued tasks in reach; `$1`: the units of the scope. */
const COUNTED = `${isIssued('t')} AND ${visibleTo('t', '$1')}`;

/** The first page of everybody's day, from a handful of grouped queries under the actor's scope. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly ledger: LedgerService,
  ) {}

  async of(actor: Actor): Promise<Dashboard> {
    const { units } = scopeOf(actor);
    const today = this.clock.today();
    const [waiting, late, dueSoon, byLight, byPhase, byUnit, plans] = await Promise.all([
      waitingFor(this.source.manager, actor, today),
      this.first(['overdue'], actor),
      this.first(['due_soon', 'critical'], actor),
      this.ledger.countByLight({}, actor),
      this.source.query(BY_PHASE, [units, today]),
      this.source.query(unitCounts(today), [units]),
      this.source.query(PLANS, [units]),
    ]);
    return { waiting, late, dueSoon, byPhase, byUnit, byLight, plans };
  }

  /** The most pressing lines of the ledger under some lights. */
  private async first(light: Light[], actor: Actor): Promise<TaskRow[]> {
    const sort = { field: 'nextDue', order: 'ASC' } as const;
    return (await this.ledger.list({ filter: { light }, sort, offset: 0, limit: LONGEST_LIST }, actor)).data;
  }
}

/** A phase without a record is reached once the task is completed, and behind once its day has passed; `$2`: today. */
const BY_PHASE = `
  SELECT f.year, min(f.name) AS name, p.id AS "planId", p.title AS "planTitle", count(*) AS total,
         count(*) FILTER (WHERE v.verdict = 'reached') AS reached, count(*) FILTER (WHERE v.verdict = 'behind') AS behind,
         count(*) FILTER (WHERE v.verdict = 'open') AS open
    FROM task t JOIN task_phase f ON f.task_id = t.id JOIN plan p ON p.id = t.plan_id
   CROSS JOIN LATERAL (SELECT CASE WHEN f.verdict IN ('reached', 'behind') THEN f.verdict WHEN t.state IN (${DONE}) THEN 'reached'
                                   WHEN f.verdict IS NULL AND f.due_date < $2::date THEN 'behind' ELSE 'open' END AS verdict) v
   WHERE ${COUNTED} GROUP BY p.id, f.year ORDER BY p.id, f.year`;

const PLANS = `
  SELECT p.id, p.title, count(*) AS total, count(*) FILTER (WHERE t.state IN (${DONE})) AS completed,
         round(100.0 * count(*) FILTER (WHERE t.state IN (${DONE})) / count(*)) AS percent
    FROM task t JOIN plan p ON p.id = t.plan_id WHERE ${COUNTED} GROUP BY p.id ORDER BY p.id`;

function unitCounts(today: string): string {
  const lit = (light: Light) => lightCondition('t', light, today);
  return `
  SELECT u.id AS "unitId", u.name AS "unitName", count(*) AS total, count(*) FILTER (WHERE ${lit('done')}) AS completed,
         count(*) FILTER (WHERE ${lit('overdue')}) AS overdue, count(*) FILTER (WHERE ${lit('due_soon')} OR ${lit('critical')}) AS "dueSoon",
         count(*) FILTER (WHERE ${lit('normal')} OR ${lit('no_date')} OR ${lit('no_data')}) AS normal
    FROM task t JOIN unit u ON u.id = t.lead_unit_id WHERE ${COUNTED} GROUP BY u.id ORDER BY overdue DESC, total DESC, u.path`;
}
