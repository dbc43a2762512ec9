import { Injectable } from '@nestjs/common';
import { toldTasks } from '../../messages/lines.js';
import { Clock } from '../../platform/clock.js';
import { type Actor, ownUnits, scopeOf } from '../../rules/actor.js';
import type { TaskState } from '../../rules/task.process.js';
import { lightCondition, riskDiffers } from '../../tasks/light.sql.js';
import { missesReport } from '../../tasks/report.days.js';
import { visibleTo } from '../../tasks/visible.js';
import { waitingTasks } from '../waiting.js';
import { containing } from './containing.js';
import { type LedgerFilter, URGENCY } from './filter.js';

/** A condition on tasks `t`. */
export interface Condition {
  where: string;
  parameters: unknown[];
}

/** Filters and orders that `task_sight` answers by itself: it has the state, the deadline and the day that is due next. */
const BRIEF_FILTERS = ['unitId', 'state', 'dueFrom', 'dueTo'];
const BRIEF_SORTS = [URGENCY, 'deadline', 'nextDue'];

/** Turns a filter and the actor's scope into the condition that lists, counts, views and exports of tasks share. */
@Injectable()
export class LedgerConditions {
  constructor(private readonly clock: Clock) {}

  /** What follows `WHERE`, with the values that it takes. */
  of(filter: LedgerFilter, actor: Actor): Condition {
    const { tops } = scopeOf(actor);
    const today = this.clock.today();
    const parameters: unknown[] = [];
    const place = (value: unknown) => `$${parameters.push(value)}`;
    const parts = [visibleTo('t', place(tops)), ...plainParts(filter, place)];
    if (filter.unitId)
      parts.push(`EXISTS (SELECT 1 FROM task_sight s WHERE s.task_id = t.id AND s.unit_id = ${place(filter.unitId)} AND s.shares)`);
    if (filter.mine) parts.push(`${assignedTo(place(ownUnits(actor)))} AND t.state NOT IN ('draft', 'pending_issue', 'discarded')`);
    if (filter.waiting) {
      const waits = waitingTasks(filter.waiting, actor, today, units => `${place(units)}::int[]`);
      parts.push(waits ? `t.id IN (SELECT t.id ${waits})` : 'false');
    }
    if (filter.followed)
      parts.push(`EXISTS (SELECT 1 FROM task_follower own WHERE own.task_id = t.id AND own.account_id = ${place(actor.accountId)})`);
    if (filter.told) parts.push(`t.id IN (${toldTasks(place(actor.accountId), place(filter.told))})`);
    if (filter.missed)
      parts.push(`EXISTS (SELECT 1 FROM assignment late WHERE late.task_id = t.id AND ${missesReport('late', 't', `'${today}'`)})`);
    if (filter.riskDiffers) parts.push(riskDiffers('t', today));
    if (filter.light) parts.push(`(${filter.light.map(light => lightCondition('t', light, today)).join(' OR ')})`);
    return { where: parts.join(' AND '), parameters };
  }

  /** The same for a list in an order, and where to look for it: the plainest ones, which everybody opens, never come to the tasks themselves. */
  listed(filter: LedgerFilter, sort: string, actor: Actor): Condition & { from: string } {
    const {
      units,
      tops: [top, ...others],
    } = scopeOf(actor);
    const { unitId = top, ...rest } = filter;
    const brief = Object.entries(filter).every(([name, value]) => value === undefined || BRIEF_FILTERS.includes(name));
    if (!brief || !BRIEF_SORTS.includes(sort) || top === undefined || others.length > 0 || !units.includes(unitId as number))
      return { from: 'task t', ...this.of(filter, actor) };
    const parameters: unknown[] = [];
    const place = (value: unknown) => `$${parameters.push(value)}`;
    const seen =
      unitId === top
        ? 's.visible'
        : `(s.visible OR EXISTS (SELECT 1 FROM task_sight o WHERE o.task_id = s.task_id AND o.unit_id = ${place(top)} AND o.visible))`;
    const from = `(SELECT s.task_id AS id, s.state, s.deadline, s.next_due FROM task_sight s
        WHERE s.unit_id = ${place(unitId)} AND ${filter.unitId ? 's.shares AND ' : ''}${seen}) t`;
    return { from, where: plainParts(rest, place).join(' AND '), parameters };
  }
}

function plainParts(filter: LedgerFilter, place: (value: unknown) => string): string[] {
  const { q, planId, phaseYear, leadUnitId, state, dueFrom, dueTo } = filter;
  const parts: string[] = [];
  if (q) parts.push(containing(q, place));
  if (planId) parts.push(`t.plan_id = ${place(planId)}`);
  if (phaseYear) parts.push(`EXISTS (SELECT 1 FROM task_phase f WHERE f.task_id = t.id AND f.year = ${place(phaseYear)})`);
  if (leadUnitId) parts.push(`t.lead_unit_id = ${place(leadUnitId)}`);
  if (dueFrom) parts.push(`t.next_due >= ${place(dueFrom)}`);
  if (dueTo) parts.push(`t.next_due <= ${place(dueTo)}`);
  if (filter.extended) parts.push('t.deadline <> t.original_deadline');
  if (state) parts.push(`t.state = ANY(${place(state satisfies TaskState[])})`);
  else parts.push(`t.state <> 'discarded'`);
  return parts;
}

function assignedTo(units: string): string {
  return `EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.unit_id = ANY(${units}) AND a.state <> 'replaced')`;
}
