import type { EntityManager } from 'typeorm';
import { insertAll } from './bulk.js';
import type { ProposedPhase } from './intake.proposals.js';

/** Sets the phases of a plan, in place of those that it had. */
export async function replacePhases(manager: EntityManager, planId: number, phases: ProposedPhase[]): Promise<void> {
  await manager.query('DELETE FROM plan_phase WHERE plan_id = $1', [planId]);
  const rows = phases
    .toSorted((a, b) => a.year - b.year)
    .map(({ year, kind, name, dueDate }) => ({ plan_id: planId, year, kind, name, due_date: dueDate }));
  await insertAll(manager, 'plan_phase', 'plan_id integer, year integer, kind text, name text, due_date date', rows);
}
