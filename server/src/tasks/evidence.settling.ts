import type { EntityManager } from 'typeorm';
import { proposeRequirements, type RequiredEvidence } from '../rules/evidence.js';

/** At issue: where nobody has set the requirements, those that the words propose. */
export async function settleRequirements(manager: EntityManager, taskId: number): Promise<void> {
  const [task] = await manager.query(
    'SELECT evidence_required, EXISTS (SELECT 1 FROM evidence_requirement q WHERE q.task_id = t.id) AS settled FROM task t WHERE t.id = $1',
    [taskId],
  );
  if (!task.settled) await addRequirements(manager, taskId, proposeRequirements(task.evidence_required));
}

/**
 * After an amendment: the requirements that the new words propose. What keeps its name keeps the papers that stand for it; papers of a requirement
 * that has gone stand for nothing until somebody says what for.
 */
export async function reviseRequirements(manager: EntityManager, taskId: number, words: string): Promise<void> {
  const required = proposeRequirements(words);
  const names = required.map(({ name }) => name);
  await manager.query('DELETE FROM evidence_requirement WHERE task_id = $1 AND NOT (name = ANY($2))', [taskId, names]);
  const kept: { name: string }[] = await manager.query('SELECT name FROM evidence_requirement WHERE task_id = $1', [taskId]);
  for (const [position, { name, minimum, kind }] of required.entries())
    if (kept.some(each => each.name === name))
      await manager.query('UPDATE evidence_requirement SET position = $3, minimum = $4, kind = $5 WHERE task_id = $1 AND name = $2', [
        taskId,
        name,
        position,
        minimum,
        kind,
      ]);
    else await addRequirements(manager, taskId, [{ name, minimum, kind }], position);
}

/** Before a draft is saved with other words: what was set for the old ones is void. */
export async function dropStaleRequirements(manager: EntityManager, taskId: number, words: string | null): Promise<void> {
  await manager.query(
    `DELETE FROM evidence_requirement WHERE task_id = $1
        AND EXISTS (SELECT 1 FROM task t WHERE t.id = $1 AND t.state = 'draft' AND t.evidence_required IS DISTINCT FROM $2)`,
    [taskId, words],
  );
}

/** Adds requirements to a task, from a place in the order on. */
export async function addRequirements(manager: EntityManager, taskId: number, required: RequiredEvidence[], from = 0): Promise<void> {
  for (const [index, { kind, name, minimum }] of required.entries())
    await manager.query('INSERT INTO evidence_requirement (task_id, position, kind, name, minimum) VALUES ($1, $2, $3, $4, $5)', [
      taskId,
      from + index,
      kind,
      name,
      minimum,
    ]);
}
