import type { DeskChanges, DeskStep, IntakeRecord, PlanDocument } from '../api/types.js';

/** Records in the order of the text; what contains others stands before them. */
const inOrder = (a: IntakeRecord, b: IntakeRecord) => a.start - b.start || b.end - a.end;

/**
 * A document after what was done to it: fresh records in place of those known, removed ones gone. Older news than what is known, and records
 * of another part of a long document, change nothing; records in `busy` wait for the answer to what this screen has sent.
 */
export function withChanges(
  document: PlanDocument,
  { records, removed }: DeskChanges,
  busy: ReadonlyMap<number, number> = new Map(),
): PlanDocument {
  const known = new Map(document.records.map(record => [record.id, record]));
  const { from, to } = document.window;
  for (const id of removed) known.delete(id);
  for (const fresh of records) {
    const was = known.get(fresh.id);
    if (busy.get(fresh.id) || fresh.start < from || fresh.start >= to) continue;
    if (!was || fresh.version >= was.version) known.set(fresh.id, fresh);
  }
  return { ...document, records: [...known.values()].toSorted(inOrder) };
}

/** The answer where there is nothing to send. */
export const NOTHING_CHANGED: DeskChanges = { at: 0, steps: [], records: [], removed: [], undoable: null };

/** What others have done, the latest of each person, for a line on the screen. */
export function latestOfOthers(steps: readonly DeskStep[]): DeskStep[] {
  const byPerson = new Map(steps.filter(({ mine }) => !mine).map(step => [step.actorName, step]));
  return [...byPerson.values()];
}
