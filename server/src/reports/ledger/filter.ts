import { z } from 'zod';
import { quoted } from '../../platform/database/quoted.js';
import { Day, Text } from '../../platform/dto.js';
import { CLOSED_STATES, UNISSUED_STATES } from '../../rules/task.process.js';
import { WAITING_KINDS, type WaitingKind } from '../../rules/waiting.words.js';
import { LightName, TaskStateName } from '../../tasks/task.dto.js';

const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema.transform(one => [one]), z.array(schema).max(20)]);

/** What the ledger and its views can be narrowed to; every list of tasks is the ledger with one of these. */
export const LedgerFilter = z
  .strictObject({
    q: Text(100, '搜索词').optional(),
    planId: z.int32().optional(),
    phaseYear: z.int32().optional(),
    /** A unit with a share in the task, or one below it. */
    unitId: z.int32().optional(),
    /** The lead unit itself. */
    leadUnitId: z.int32().optional(),
    state: oneOrMore(TaskStateName).optional(),
    light: oneOrMore(LightName).optional(),
    /** The day judged next lies between these, both included. */
    dueFrom: Day.optional(),
    dueTo: Day.optional(),
    /** The deadline has been moved. */
    extended: z.literal(true).optional(),
    mine: z.literal(true).optional(),
    /** Something of this kind waits for the person. */
    waiting: z.enum(Object.keys(WAITING_KINDS) as WaitingKind[]).optional(),
    /** The person follows it. */
    followed: z.literal(true).optional(),
    /** A line of the person's inbox tells of it: the id of its message. */
    told: z.int32().optional(),
    /** A share has let a reporting period pass. */
    missed: z.literal(true).optional(),
    /** The unit's own risk and the light say different things. */
    riskDiffers: z.literal(true).optional(),
  })
  .meta({ id: 'LedgerFilter' });
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

/** The usual order: what is owed by its next day, so that what is late comes first; then drafts; then what is closed. */
export const URGENCY = 'urgency';
/** By the plans' own order, as a wall chart hangs. */
const PLAN = 'plan';
export const LEDGER_SORTS = [URGENCY, PLAN, ...Object.keys(SORTS)];

/** As the index `task_urgency` has it, word for word; a spec sees to it that the two do not part. */
export const STANDING = `(CASE WHEN t.state IN (${quoted(CLOSED_STATES)}) THEN 2 WHEN t.state IN (${quoted(UNISSUED_STATES)}) THEN 1 ELSE 0 END)`;

/** The order of a list of tasks `t`, for `ORDER BY`. */
export function orderOf(sort: { field: string; order: 'ASC' | 'DESC' } | null): string {
  const order = sort?.order === 'DESC' ? 'DESC' : 'ASC';
  if (sort?.field === PLAN) return `t.plan_id ${order}, t.measure_id ${order}, t.id ${order}`;
  const column = SORTS[sort?.field ?? URGENCY];
  if (!column) return `${STANDING} ${order}, t.next_due ${order}, t.id ${order}`;
  return `${column} ${order} NULLS LAST, t.id ${order}`;
}
