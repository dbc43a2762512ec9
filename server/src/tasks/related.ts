import type { EntityManager } from 'typeorm';
import { prepared } from '../platform/database/prepared.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { type LitTask, lightOf } from '../rules/lights.js';
import { closedAs, TASK_PROCESS, type TaskState, UNISSUED_STATES } from '../rules/task.process.js';
import { LIGHT_COLUMNS } from './light.sql.js';
import type { RelatedTask } from './task.dto.js';
import { visibleTo } from './visible.js';

type Row = Omit<RelatedTask, 'stateLabel' | 'light'> & Omit<LitTask, 'issued' | 'closed'> & { state: TaskState };

/** The tasks that one hangs together with, as far as the actor may see them: what it is part of, its parts, the one before and after it. */
export async function relatedTo(manager: EntityManager, taskId: number, actor: Actor, today: string): Promise<RelatedTask[]> {
  const rows = await prepared<Row>(
    manager,
    `SELECT t.id, link.relation, t.no, t.title, t.state, ${LIGHT_COLUMNS('t')}, u.name AS "leadUnitName", t.deadline, t.percent
       FROM (SELECT parent_id AS id, 'parent' AS relation FROM task WHERE id = $1
             UNION ALL SELECT predecessor_id, 'predecessor' FROM task WHERE id = $1
             UNION ALL SELECT id, 'subtask' FROM task WHERE parent_id = $1
             UNION ALL SELECT id, 'successor' FROM task WHERE predecessor_id = $1) link
       JOIN task t ON t.id = link.id LEFT JOIN unit u ON u.id = t.lead_unit_id
      WHERE ${visibleTo('t', '$2')} ORDER BY link.relation, t.id LIMIT 200`,
    [taskId, scopeOf(actor).units],
  );
  return rows.map(({ state, paused, nextDue, warnFrom, criticalFrom, noData, ...row }) => {
    const lit = {
      issued: !UNISSUED_STATES.includes(state),
      closed: closedAs(state),
      paused,
      nextDue,
      warnFrom,
      criticalFrom,
      noData,
    };
    return { ...row, stateLabel: TASK_PROCESS.states[state].label, light: lightOf(lit, today) };
  });
}
