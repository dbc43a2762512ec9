import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import type { Actor } from '../rules/actor.js';
import { ESCALATION_PROCESS } from '../rules/escalation.process.js';
import { type LitTask, lightOf } from '../rules/lights.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { LIGHT_COLUMNS } from '../tasks/light.sql.js';
import { unitsForAct } from './reach.js';
import { REVIEW_KINDS, type ReviewItem, type ReviewKind } from './review-queue.dto.js';

const LONGEST = 500;

/** When a record last went through an act: since then it waits. */
const since = (process: string, record: string, act: string) =>
  `(SELECT max(h.at) FROM process_history h WHERE h.process = '${process}' AND h.record_id = ${record} AND h.act = '${act}')`;

/** `$1` units in whose name the actor reviews, `$2` settles notices, `$3` signs off; empty where no post of the actor does. */
const WAITING = `
  SELECT 'close_requested' AS kind, t.id, NULL::int AS escalation_id, ${since('task', 't.id', 'request_completion')} AS since
    FROM task t WHERE t.state = 'close_requested' AND t.supervising_unit_id = ANY($1::int[])
  UNION ALL
  SELECT 'escalation_answered', t.id, x.id, ${since('escalation', 'x.id', 'answer')}
    FROM escalation x JOIN task t ON t.id = x.task_id WHERE x.state = 'answered' AND t.supervising_unit_id = ANY($2::int[])
  UNION ALL
  SELECT 'sign_off', t.id, NULL, ${since('task', 't.id', 'register')}
    FROM task t WHERE t.state = 'pending_issue' AND t.owner_unit_id = ANY($3::int[])`;

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
  async of(actor: Actor): Promise<{ data: ReviewItem[]; total: number }> {
    const reach = [
      unitsForAct(TASK_PROCESS, 'complete', actor),
      unitsForAct(ESCALATION_PROCESS, 'accept', actor),
      unitsForAct(TASK_PROCESS, 'sign_off', actor),
    ];
    const rows: (QueueRow & { total: number })[] = await this.source.query(
      `SELECT w.kind, w.since, w.escalation_id AS "escalationId", t.id AS "taskId", t.no, t.title, u.name AS "leadUnitName", p.title AS "planTitle",
              t.deadline, ${LIGHT_COLUMNS('t')}, count(*) OVER () AS total
         FROM (${WAITING}) w JOIN task t ON t.id = w.id JOIN plan p ON p.id = t.plan_id LEFT JOIN unit u ON u.id = t.lead_unit_id
        ORDER BY w.since, t.id LIMIT ${LONGEST}`,
      reach,
    );
    const today = this.clock.today();
    return { data: rows.map(({ total: _, ...row }) => present(row, today)), total: rows[0]?.total ?? 0 };
  }
}

function present({ nextDue, warnFrom, criticalFrom, noData, ...row }: QueueRow, today: string): ReviewItem {
  return {
    ...row,
    kindLabel: REVIEW_KINDS[row.kind],
    since: row.since.toISOString(),
    light: lightOf({ issued: row.kind !== 'sign_off', closed: false, nextDue, warnFrom, criticalFrom, noData }, today),
  };
}
