import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { quoted } from '../platform/database/quoted.js';
import type { Page } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { APPLICATION_PROCESS } from '../rules/application.process.js';
import { ASSIGNMENT_PROCESS } from '../rules/assignment.process.js';
import { ESCALATION_PROCESS } from '../rules/escalation.process.js';
import { INSTRUCTION_PROCESS } from '../rules/instruction.process.js';
import { type LitTask, lightOf } from '../rules/lights.js';
import type { AnyProcess } from '../rules/process.js';
import { RETURN_PROCESS } from '../rules/return.process.js';
import { TASK_PROCESS, UNDER_WAY } from '../rules/task.process.js';
import { LIGHT_COLUMNS } from '../tasks/light.sql.js';
import { mayDo } from './reach.js';
import { REVIEW_KINDS, type ReviewItem, type ReviewKind } from './review-queue.dto.js';

const LONGEST = 500;

interface Waiting {
  kind: ReviewKind;
  process: AnyProcess;
  /** Table and alias of the record beside the task `t`; a task waits itself. */
  record: 't' | 'x' | 'a' | 'r';
  from: string;
  states: readonly string[];
  /** The act that it waits for, and the acts that brought it there. */
  act: string;
  since: readonly string[];
}

const NOTICES = 'escalation x JOIN task t ON t.id = x.task_id';
const APPLICATIONS = 'application x JOIN task t ON t.id = x.task_id';
const INSTRUCTIONS = 'instruction x JOIN task t ON t.id = x.task_id';
const RETURNS = `cycle_return r JOIN assignment a ON a.id = r.assignment_id JOIN task t ON t.id = r.task_id AND t.state IN (${quoted(UNDER_WAY)})`;
const SHARES = 'assignment a JOIN task t ON t.id = a.task_id';

/** What a reviewer's queue is made of. Whom an item concerns follows from who may do the act that it waits for. */
const WAITING: readonly Waiting[] = [
  {
    kind: 'close_requested',
    process: TASK_PROCESS,
    record: 't',
    from: 'task t',
    states: ['close_requested', 'under_verification'],
    act: 'complete',
    since: ['request_completion'],
  },
  { kind: 'sign_off', process: TASK_PROCESS, record: 't', from: 'task t', states: ['pending_issue'], act: 'sign_off', since: ['register'] },
  {
    kind: 'escalation_answered',
    process: ESCALATION_PROCESS,
    record: 'x',
    from: NOTICES,
    states: ['answered'],
    act: 'accept',
    since: ['answer'],
  },
  {
    kind: 'application',
    process: APPLICATION_PROCESS,
    record: 'x',
    from: APPLICATIONS,
    states: ['applied'],
    act: 'endorse',
    since: ['hand_in'],
  },
  {
    kind: 'application',
    process: APPLICATION_PROCESS,
    record: 'x',
    from: APPLICATIONS,
    states: ['endorsed'],
    act: 'review',
    since: ['hand_in', 'endorse'],
  },
  {
    kind: 'application',
    process: APPLICATION_PROCESS,
    record: 'x',
    from: APPLICATIONS,
    states: ['reviewed'],
    act: 'grant',
    since: ['review'],
  },
  {
    kind: 'report',
    process: RETURN_PROCESS,
    record: 'r',
    from: RETURNS,
    states: ['submitted'],
    act: 'endorse',
    since: ['hand_in'],
  },
  {
    kind: 'report',
    process: RETURN_PROCESS,
    record: 'r',
    from: RETURNS,
    states: ['unit_approved'],
    act: 'approve',
    since: ['hand_in', 'endorse'],
  },
  {
    kind: 'instruction',
    process: INSTRUCTION_PROCESS,
    record: 'x',
    from: INSTRUCTIONS,
    states: ['answered'],
    act: 'accept',
    since: ['answer'],
  },
  {
    kind: 'dispute',
    process: ASSIGNMENT_PROCESS,
    record: 'a',
    from: SHARES,
    states: ['receipt_disputed'],
    act: 'uphold',
    since: ['dispute'],
  },
];

/** When a record last went through one of the acts: since then it waits. */
const since = ({ process, record, since: acts }: Waiting) =>
  `(SELECT max(h.at) FROM process_history h WHERE h.process = '${process.name}' AND h.record_id = ${record}.id AND h.act IN (${quoted(acts)}))`;

interface QueueRow extends Omit<ReviewItem, 'kindLabel' | 'since' | 'light'>, Omit<LitTask, 'issued' | 'closed'> {
  kind: ReviewKind;
  since: Date;
}

/** One queue of everything that waits for a supervisor or a leader. */
@Injectable()
export class ReviewQueueService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What waits for the actor, the oldest first; the desk holds the first 500, `total` counts all. */
  async of(actor: Actor): Promise<Page<ReviewItem>> {
    const parameters: number[][] = [];
    const place = (units: number[]) => `$${parameters.push(units)}::int[]`;
    const parts = WAITING.flatMap(waiting => {
      const mine = mayDo(waiting.process, waiting.act, actor, place);
      const { kind, process, act, record, from, states } = waiting;
      return mine
        ? `SELECT '${kind}' AS kind, '${process.name}' AS process, '${act}' AS act, t.id, ${record}.id AS "recordId", ${since(waiting)} AS since
             FROM ${from} WHERE ${record}.state IN (${quoted(states)}) AND ${mine}`
        : [];
    });
    if (parts.length === 0) return { data: [], total: 0 };
    const rows: (QueueRow & { total: number })[] = await this.source.query(
      `SELECT w.kind, w.process, w.act, w.since, w."recordId", t.id AS "taskId", t.no, t.title, u.name AS "leadUnitName", p.title AS "planTitle",
              t.deadline, ${LIGHT_COLUMNS('t')}, count(*) OVER () AS total
         FROM (${parts.join(' UNION ALL ')}) w JOIN task t ON t.id = w.id JOIN plan p ON p.id = t.plan_id LEFT JOIN unit u ON u.id = t.lead_unit_id
        ORDER BY w.since, t.id LIMIT ${LONGEST}`,
      parameters,
    );
    const today = this.clock.today();
    return { data: rows.map(({ total: _, ...row }) => present(row, today)), total: rows[0]?.total ?? 0 };
  }
}

function present({ paused, nextDue, warnFrom, criticalFrom, noData, ...row }: QueueRow, today: string): ReviewItem {
  return {
    ...row,
    kindLabel: REVIEW_KINDS[row.kind],
    since: row.since.toISOString(),
    light: lightOf({ issued: row.kind !== 'sign_off', closed: null, paused, nextDue, warnFrom, criticalFrom, noData }, today),
  };
}
