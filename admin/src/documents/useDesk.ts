import { client } from '../api/client.js';
import type { Decision, IntakeKind, IntakeRecord } from '../api/types.js';
import { NOTHING_CHANGED } from './changes.js';
import { useDeskLine } from './useDeskLine.js';

export type RecordChange = Partial<Pick<IntakeRecord, 'kind' | 'title' | 'lead' | 'support' | 'deadline' | 'phases' | 'indicators'>>;

/** A document at the intake desk: its records, and every way to change them. */
export function useDesk(documentId: number, from: number) {
  const { query, latestUndoable, known, seen, act, sendOwn, ...shown } = useDeskLine(documentId, from);

  const decide = (ids: number[], decision: Decision) => {
    const wanted = ids.flatMap(id => known(id) ?? []).filter(({ kind, decision: now }) => kind !== 'heading' && now !== decision);
    const changed = wanted.map(({ id }) => id);
    if (changed.length === 0) return Promise.resolve(null);
    return act(
      changed,
      () => client.decide(documentId, seen(changed), decision),
      record => ({ ...record, decision }),
    );
  };
  const setKind = (ids: number[], kind: IntakeKind) => {
    const changed = ids.filter(id => known(id) && known(id)?.kind !== kind);
    if (changed.length === 0) return Promise.resolve(null);
    return act(
      changed,
      () => client.changeKind(documentId, seen(changed), kind),
      record => ({ ...record, kind }),
    );
  };

  /** Sends a correction of the record as it was when the person began to type (`version`); throws what the server says (409: somebody was faster). */
  const change = (id: number, to: RecordChange, version: number): Promise<void> =>
    sendOwn(own => client.changeRecord(documentId, id, { version: Math.max(version, own(id)), ...to }));

  return {
    document: query.data,
    error: query.error,
    retry: () => query.refetch(),
    ...shown,
    decide,
    setKind,
    change,
    takeApart: (id: number) => act([id], () => client.takeApart(documentId, seen([id])[0]!)),
    split: (id: number, cuts: number[]) => act([id], () => client.splitRecord(documentId, seen([id])[0]!, cuts)),
    merge: (ids: number[]) => act(ids, () => client.mergeRecords(documentId, seen(ids))),
    /** Says what names mean, of several together in one step; no unit: they stay words. */
    name: (names: readonly string[], unitIds: number[], alias = false) =>
      act([], () => client.nameUnits(documentId, names, unitIds, alias)),
    /** Takes back the person's last step. */
    undo: () =>
      act([], async () => {
        const step = latestUndoable.current;
        if (!step) return NOTHING_CHANGED;
        return client.undoStep(documentId, step.id);
      }),
  };
}

export type Desk = ReturnType<typeof useDesk>;
