import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { client, type Seen } from '../api/client.js';
import { ApiError, request } from '../api/http.js';
import type { Decision, DeskChanges, DeskStep, IntakeKind, IntakeRecord, PlanDocument } from '../api/types.js';
import { latestOfOthers, together, withChanges } from './changes.js';

export type RecordChange = Partial<Pick<IntakeRecord, 'kind' | 'title' | 'lead' | 'support' | 'deadline' | 'phases' | 'indicators'>>;

/** How often this screen asks what others have done meanwhile. */
const ASK_EVERY_MS = 3000;

/** After these the records hold other words than before. */
const RECUTS: readonly DeskStep['act'][] = ['take_apart', 'split', 'merge', 'kind', 'undo'];

/**
 * A document at the intake desk: its records, every way to change them, and what others do to them meanwhile. Changes go to the server one
 * after the other, each with the versions that this screen has seen; what is refused because somebody was faster is shown as it is now.
 */
export function useDesk(documentId: number, from: number) {
  const queries = useQueryClient();
  const queryKey = ['documents', 'desk', documentId, from];
  const query = useQuery({ queryKey, queryFn: () => request<PlanDocument>('GET', `/documents/${documentId}`, { query: { from } }) });
  const [problem, setProblem] = useState<unknown>(null);
  const [undoable, setUndoable] = useState<DeskStep | null>(null);
  const [others, setOthers] = useState<DeskStep[]>([]);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const latestUndoable = useRef<DeskStep | null>(null);
  const at = useRef<number | null>(null);
  /** Records that something was sent for, with how many answers are awaited. */
  const busy = useRef(new Map<number, number>());
  /** The newest version of each record that this screen itself has made: what comes of one's own act is no surprise. */
  const own = useRef(new Map<number, number>());

  const document = () => queries.getQueryData<PlanDocument>(queryKey);
  const known = (id: number) => document()?.records.find(record => record.id === id);
  const put = (change: (document: PlanDocument) => PlanDocument) =>
    queries.setQueryData<PlanDocument>(queryKey, current => current && change(current));
  const keep = (changes: DeskChanges) => {
    if (changes.records.length + changes.removed.length > 0) {
      put(current => withChanges(current, changes, busy.current));
      void queries.invalidateQueries({ queryKey: ['documents', 'getList'] });
    }
    latestUndoable.current = changes.undoable;
    setUndoable(was => (was?.id === changes.undoable?.id ? was : changes.undoable));
    if (changes.steps.some(({ act, detail }) => act === 'name' || act === 'correct' || detail.undone === 'name'))
      void queries.invalidateQueries({ queryKey: ['documents', 'names', documentId] });
    if (changes.steps.some(({ act }) => RECUTS.includes(act)))
      void queries.invalidateQueries({ queryKey: ['documents', 'likenesses', documentId] });
  };

  const keepOwn = (changes: DeskChanges) => {
    for (const { id, version } of changes.records) own.current.set(id, version);
    keep(changes);
  };

  /** Waits for what was sent before; a failure stops nobody behind it. */
  const send = <T>(work: () => Promise<T>): Promise<T> => {
    const result = line.current.catch(() => undefined).then(work);
    line.current = result;
    return result;
  };
  /** Fetches what has happened since this screen last asked. */
  const catchUp = () =>
    send(async () => {
      const changes = await client.deskChanges(documentId, at.current ?? document()?.at ?? 0);
      at.current = changes.at;
      keep(changes);
      const news = latestOfOthers(changes.steps);
      if (news.length > 0) setOthers(news);
    });
  const reload = async () => {
    setProblem(null);
    await queries.invalidateQueries({ queryKey });
  };
  const loaded = query.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks as long as this part of this document is open
  useEffect(() => {
    if (!loaded) return;
    const ask = () => globalThis.document.visibilityState === 'visible' && void catchUp().catch(() => undefined);
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [loaded, documentId, from]);

  const mark = (ids: readonly number[], by: 1 | -1) => {
    for (const id of ids) busy.current.set(id, (busy.current.get(id) ?? 0) + by);
  };
  /** Records with the versions that this screen has seen when their turn comes. */
  const seen = (ids: readonly number[]): Seen[] => ids.flatMap(id => known(id) ?? []).map(({ id, version }) => ({ id, version }));

  /** Shows at once how it will be; what the server then says is shown instead. Gives what has changed, null where it was refused. */
  const act = async (
    ids: readonly number[],
    work: () => Promise<DeskChanges>,
    soon?: (record: IntakeRecord) => IntakeRecord,
  ): Promise<DeskChanges | null> => {
    setProblem(null);
    mark(ids, 1);
    const wanted = new Set(ids);
    if (soon) put(current => ({ ...current, records: current.records.map(record => (wanted.has(record.id) ? soon(record) : record)) }));
    try {
      return await send(async () => {
        const changes = await work().finally(() => mark(ids, -1));
        keepOwn(changes);
        return changes;
      });
    } catch (error) {
      setProblem(error);
      // What was shown too early is not there: everything anew.
      if (soon || !(error instanceof ApiError) || error.status !== 409) await queries.invalidateQueries({ queryKey });
      else await catchUp().catch(() => undefined);
      return null;
    }
  };

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
    send(async () => {
      keepOwn(await client.changeRecord(documentId, id, { version: Math.max(version, own.current.get(id) ?? 0), ...to }));
    });

  return {
    document: query.data,
    error: query.error,
    retry: () => query.refetch(),
    problem,
    clearProblem: () => setProblem(null),
    reload,
    undoable,
    others,
    clearOthers: () => setOthers([]),
    decide,
    setKind,
    change,
    takeApart: (id: number) => act([id], () => client.takeApart(documentId, seen([id])[0]!)),
    split: (id: number, cuts: number[]) => act([id], () => client.splitRecord(documentId, seen([id])[0]!, cuts)),
    merge: (ids: number[]) => act(ids, () => client.mergeRecords(documentId, seen(ids))),
    name: (name: string, unitId: number | null, alias: boolean) => act([], () => client.nameUnit(documentId, name, unitId, alias)),
    /** Leaves names as words, one after the other, and shows it once. */
    leaveAsText: (names: readonly string[]) =>
      act([], async () => {
        const answers: DeskChanges[] = [];
        for (const name of names) answers.push(await client.nameUnit(documentId, name, null, false));
        return together(answers);
      }),
    /** Takes back the person's last step. */
    undo: () =>
      act([], async () => {
        const step = latestUndoable.current;
        if (!step) return together([]);
        return client.undoStep(documentId, step.id);
      }),
  };
}

export type Desk = ReturnType<typeof useDesk>;
