import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { UnitRegister } from '../people/unit.register.js';
import { Clock } from '../platform/clock.js';
import { type ListQuery, Text } from '../platform/dto.js';
import { type Actor, ownUnits, type Role, scopeOf } from '../rules/actor.js';
import { LIGHTS, type Light } from '../rules/lights.js';
import type { TaskState } from '../rules/task.process.js';
import { lightCondition } from '../tasks/light.sql.js';
import { LightName, type TaskRow, TaskStateName } from '../tasks/task.dto.js';
import { TaskRows } from '../tasks/task.rows.js';
import { visibleTo } from '../tasks/visible.js';

const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema.transform(one => [one]), z.array(schema).max(20)]);

export const LedgerFilter = z.strictObject({
  q: Text(100, '搜索词').optional(),
  planId: z.int32().optional(),
  phaseYear: z.int32().optional(),
  unitId: z.int32().optional(),
  state: oneOrMore(TaskStateName).optional(),
  light: oneOrMore(LightName).optional(),
  mine: z.literal(true).optional(),
  waiting: z.literal(true).optional(),
});
export type LedgerFilter = z.output<typeof LedgerFilter>;

/** Sortable columns and what each is in the query; the id settles ties, so that pages neither repeat nor lose a row. */
const SORTS: Record<string, string> = {
  deadline: 't.deadline',
  nextDue: 't.next_due',
  no: 't.id',
  title: 't.title COLLATE "zh-x-icu"',
  state: 't.state',
  percent: 't.percent',
  leadUnitName: '(SELECT u.name FROM unit u WHERE u.id = t.lead_unit_id) COLLATE "zh-x-icu"',
};
export const LEDGER_SORTS = Object.keys(SORTS);

/** What waits for whom: a condition on the task, `$own` the actor's own units, `$scope` all that he sees. */
const WAITING: Partial<Record<Role, string>> = {
  unit_staff: `(t.state IN ('issued', 'in_progress') AND EXISTS (SELECT 1 FROM assignment w WHERE w.task_id = t.id AND w.unit_id = ANY($own) AND w.state = 'pending_receipt')
     OR t.state = 'returned' AND t.lead_unit_id = ANY($own))`,
  supervisor: `(t.state IN ('close_requested', 'under_verification') AND t.supervising_unit_id = ANY($scope))`,
  dept_head: `(t.state = 'draft' AND t.owner_unit_id = ANY($scope))`,
  leader: `(t.state = 'pending_issue' AND t.owner_unit_id = ANY($scope))`,
};
/** Heads answer for what waits for their staff, the head of supervision for what waits for the supervisors. */
const ALSO: Partial<Record<Role, Role>> = { dept_head: 'unit_staff', supervision_head: 'supervisor' };

interface Condition {
  where: string;
  parameters: unknown[];
}

/** The ledger (台账): every list of tasks is this one with a filter. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly source: DataSource,
    private readonly rows: TaskRows,
    private readonly register: UnitRegister,
    private readonly clock: Clock,
  ) {}

  async list({ filter, sort, offset, limit }: ListQuery<LedgerFilter>, actor: Actor): Promise<{ data: TaskRow[]; total: number }> {
    const { where, parameters } = await this.conditionOf(filter, actor);
    const column = SORTS[sort?.field ?? 'nextDue'];
    const order = sort?.order ?? 'ASC';
    const found: { id: number }[] = await this.source.query(
      `SELECT t.id FROM task t WHERE ${where} ORDER BY ${column} ${order} NULLS LAST, t.id ${order} LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    const [{ total }] = await this.source.query(`SELECT count(*) AS total FROM task t WHERE ${where}`, parameters);
    const ids = found.map(({ id }) => id);
    return { data: await this.rows.of(ids, actor), total };
  }

  /** How many tasks of the filter show each light. */
  async countByLight(filter: LedgerFilter, actor: Actor): Promise<Record<Light, number>> {
    const { where, parameters } = await this.conditionOf({ ...filter, light: undefined }, actor);
    const today = this.clock.today();
    const counts = (Object.keys(LIGHTS) as Light[]).map(
      light => `count(*) FILTER (WHERE ${lightCondition('t', light, today)}) AS ${light}`,
    );
    const [row] = await this.source.query(`SELECT ${counts.join(', ')} FROM task t WHERE ${where}`, parameters);
    return row;
  }

  private async conditionOf(filter: LedgerFilter, actor: Actor): Promise<Condition> {
    const parameters: unknown[] = [scopeOf(actor).units];
    const place = (value: unknown) => `$${parameters.push(value)}`;
    const parts = [visibleTo('t', '$1'), ...this.plainParts(filter, place)];
    if (filter.unitId) parts.push(assignedTo(place(await this.register.subtreeOf(filter.unitId))));
    if (filter.mine) parts.push(`${assignedTo(place(ownUnits(actor)))} AND t.state NOT IN ('draft', 'pending_issue', 'discarded')`);
    if (filter.waiting) parts.push(waitingFor(actor, place(ownUnits(actor))));
    if (filter.light) parts.push(`(${filter.light.map(light => lightCondition('t', light, this.clock.today())).join(' OR ')})`);
    return { where: parts.join(' AND '), parameters };
  }

  private plainParts({ q, planId, phaseYear, state }: LedgerFilter, place: (value: unknown) => string): string[] {
    const parts: string[] = [];
    if (q) {
      const like = place(`%${q.replace(/[\\%_]/g, letter => `\\${letter}`)}%`);
      parts.push(`(t.title ILIKE ${like} OR t.no ILIKE ${like})`);
    }
    if (planId) parts.push(`t.plan_id = ${place(planId)}`);
    if (phaseYear) parts.push(`EXISTS (SELECT 1 FROM task_phase f WHERE f.task_id = t.id AND f.year = ${place(phaseYear)})`);
    if (state) parts.push(`t.state = ANY(${place(state satisfies TaskState[])})`);
    else parts.push(`t.state <> 'discarded'`);
    return parts;
  }
}

function assignedTo(units: string): string {
  return `EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.unit_id = ANY(${units}))`;
}

function waitingFor(actor: Actor, own: string): string {
  const roles = new Set(actor.posts.flatMap(({ role }) => [role, ALSO[role] ?? role]));
  const conditions = [...roles]
    .flatMap(role => WAITING[role] ?? [])
    .map(condition => condition.replaceAll('$own', own).replaceAll('$scope', '$1'));
  return conditions.length > 0 ? `(${conditions.join(' OR ')})` : 'false';
}
