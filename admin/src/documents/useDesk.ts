import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { client } from '../api/client.js';
import { ApiError, request } from '../api/http.js';
import type { Decision, IntakeKind, IntakeRecord, PlanDocument } from '../api/types.js';

export type RecordChange = Partial<Pick<IntakeRecord, 'kind' | 'title' | 'lead' | 'support' | 'deadline' | 'phases' | 'indicators'>>;

/** What was decided last, so that it can be taken back: the records by what they were before. */
interface Step {
  decision: Decision;
  before: Map<number, Decision>;
}

/** A document at the intake desk: its records, and every way to change them. Changes go to the server one after the other. */
export function useDesk(documentId: number, from: number) {
  const queries = useQueryClient();
  const queryKey = ['documents', 'desk', documentId, from];
  const query = useQuery({ queryKey, queryFn: () => request<PlanDocument>('GET', `/documents/${documentId}`, { query: { from } }) });
  const [problem, setProblem] = useState<unknown>(null);
  const [steps, setSteps] = useState<Step[]>([]);
  const line = useRef<Promise<unknown>>(Promise.resolve());

  const known = (id: number) => queries.getQueryData<PlanDocument>(queryKey)?.records.find(record => record.id === id);
  const put = (change: (records: IntakeRecord[]) => IntakeRecord[]) =>
    queries.setQueryData<PlanDocument>(queryKey, document => document && { ...document, records: change(document.records) });
  const keep = (fresh: IntakeRecord[]) => {
    const byId = new Map(fresh.map(record => [record.id, record]));
    put(records => {
      const added = fresh.filter(({ id }) => !records.some(record => record.id === id));
      return [...records.map(record => byId.get(record.id) ?? record), ...added].toSorted((a, b) => a.seq - b.seq);
    });
    void queries.invalidateQueries({ queryKey: ['documents', 'getList'] });
  };
  const reload = () => queries.invalidateQueries({ queryKey });

  /** Waits for what was sent before; a failure stops nobody behind it. */
  const send = <T>(work: () => Promise<T>): Promise<T> => {
    const result = line.current.catch(() => undefined).then(work);
    line.current = result;
    return result;
  };

  /** Shows the decision at once; when the server refuses, shows what it says instead. */
  const decide = async (ids: number[], decision: Decision, isUndo = false): Promise<void> => {
    const before = new Map(
      ids
        .flatMap(id => known(id) ?? [])
        .flatMap(({ id, kind, decision: was }) => (kind === 'heading' || was === decision ? [] : [[id, was] as const])),
    );
    if (before.size === 0) return;
    setProblem(null);
    if (!isUndo) setSteps(all => [...all, { decision, before }].slice(-50));
    put(records => records.map(record => (before.has(record.id) ? { ...record, decision } : record)));
    try {
      await send(async () => keep((await client.decide(documentId, [...before.keys()], decision)).records));
    } catch (error) {
      setProblem(error);
      setSteps(all => all.filter(step => step.before !== before));
      await reload();
    }
  };

  const undo = async (): Promise<void> => {
    const last = steps.at(-1);
    if (!last) return;
    setSteps(all => all.slice(0, -1));
    for (const decision of new Set(last.before.values()))
      await decide(
        [...last.before].filter(([, was]) => was === decision).map(([id]) => id),
        decision,
        true,
      );
  };

  /** Sends a correction on the newest version that this screen has seen; throws what the server says (409: somebody was faster). */
  const change = (id: number, to: RecordChange): Promise<void> =>
    send(async () => keep([await client.changeRecord(documentId, id, { version: known(id)?.version ?? 0, ...to })]));

  /** Like `change`, for what carries nothing typed: a failure is shown above the records, and the record is fetched again. */
  const tryTo = async (work: () => Promise<void>): Promise<void> => {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error);
      if (error instanceof ApiError && error.status === 409) await reload();
    }
  };

  return {
    document: query.data,
    error: query.error,
    retry: () => query.refetch(),
    problem,
    clearProblem: () => setProblem(null),
    reload,
    decide,
    undo,
    lastStep: steps.at(-1) ?? null,
    change,
    setKind: (id: number, kind: IntakeKind) => tryTo(() => change(id, { kind })),
    split: (id: number) => tryTo(() => send(async () => keep((await client.splitItems(documentId, id, known(id)?.version ?? 0)).records))),
  };
}

export type Desk = ReturnType<typeof useDesk>;
