import type { EntityManager } from 'typeorm';
import { prepared } from '../platform/database/prepared.js';
import { locking } from '../platform/history.js';
import type { Locked, TaskBound } from '../platform/process.room.js';
import type { Scope } from '../rules/actor.js';
import { placesOf, type TaskPlaces, type TaskUnits, UNITS_OF } from './task.facts.js';
import { visibleTo } from './visible.js';

/** A task as an act holds it. */
export interface TaskRecord extends TaskBound {
  planId: number;
  leadUnitId: number | null;
  places: TaskPlaces;
}

const LOCK = `SELECT t.id, t.state, t.version, t.plan_id AS "planId", ${UNITS_OF('t')} FROM task t WHERE t.id = $1`;
const LOCK_ANY = locking(`${LOCK} FOR UPDATE`);
const LOCK_IN_SCOPE = locking(`${LOCK} AND ${visibleTo('t', '$2')} FOR UPDATE`);

interface LockedRow extends TaskUnits {
  state: string;
  version: number;
  planId: number;
  historyId: number;
}

/** Locks a task inside the scope. Everything that hangs on a task is locked after it, so that two acts never wait for each other. */
export async function lockTask(manager: EntityManager, id: number, scope: Scope | null): Promise<Locked<TaskRecord> | null> {
  const [row] = await (scope
    ? prepared<LockedRow>(manager, LOCK_IN_SCOPE, [id, scope.units])
    : prepared<LockedRow>(manager, LOCK_ANY, [id]));
  if (!row) return null;
  const { state, version, planId, leadUnitId, historyId } = row;
  return { id, taskId: id, state, version, planId, leadUnitId, places: placesOf(row), historyId };
}

/** Locks what hangs on a task, the task first: both are null outside the scope. `columns` beside id, state, version and the task. */
export async function lockUnderTask<Row extends TaskBound>(
  manager: EntityManager,
  table: string,
  id: number,
  scope: Scope | null,
  columns: string[] = [],
): Promise<{ row: Locked<Row>; task: TaskRecord } | { row: null; task: null }> {
  const [found] = await manager.query(`SELECT task_id FROM ${table} WHERE id = $1`, [id]);
  const task = found && (await lockTask(manager, found.task_id, scope));
  if (!task) return { row: null, task: null };
  const [row] = await manager.query(
    `SELECT ${['id', 'state', 'version', 'task_id AS "taskId"', ...columns].join(', ')} FROM ${table} WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return { row: { ...row, historyId: task.historyId }, task };
}
