import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { client, type Seen } from '../api/client.js';
import { ApiError, request } from '../api/http.js';
import type { DeskChanges, DeskStep, IntakeRecord, PlanDocument } from '../api/types.js';
import { latestOfOthers, withChanges } from './changes.js';

/** How often this screen asks what others have done meanwhile. */
const ASK_EVERY_MS = 3000;

/** After these the records hold other words than before. */
export const RECUTS: readonly DeskStep['act'][] = ['take_apart', 'split', 'merge', 'kind', 'undo'];

/**
 * A document as this screen knows it: its records, and what others do to them meanwhile. Changes go to the server one after the other, each with the
 * versions that this screen has seen; what is refused because somebody was faster is shown as it is now.
 */
export function useDeskLine(documentId: number, from: number) {
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

  /** Sends a change when its turn comes, with the newest versions that this screen itself has made; throws what the server says. */
  const sendOwn = (work: (version: (id: number) => number) => Promise<DeskChanges>): Promise<void> =>
    send(async () => keepOwn(await work(id => own.current.get(id) ?? 0)));

  return {
    query,
    problem,
    clearProblem: () => setProblem(null),
    reload,
    /** The person's last step that can be taken back, as it is shown, and as it is when its turn comes. */
    undoable,
    latestUndoable,
    others,
    clearOthers: () => setOthers([]),
    known,
    seen,
    act,
    sendOwn,
  };
}
