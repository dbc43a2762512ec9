import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import type { IntakeRecord, Likeness } from '../api/types.js';
import { toggled } from '../parts/index.js';
import type { PickHow } from './RecordCard.js';
import { byRecord, inShown, isDecided, neighbour, type RecordFilter, rangeOf, shownRecords } from './records.js';

/** Which records the desk shows, which one is at hand, and which are chosen. */
export function useStand(documentId: number, records: readonly IntakeRecord[], first: () => number | null, problem: unknown) {
  const [filter, setFilter] = useState<RecordFilter>({});
  const [active, setActive] = useState(first);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const alike = useLikenesses(documentId);
  const shown = useMemo(() => shownRecords(records, filter, { alike }), [records, filter, alike]);
  // What somebody has merged away is not there to stand on.
  useEffect(() => {
    if (active !== null && !records.some(({ id }) => id === active)) setActive(neighbour(records, null, 1));
  }, [records, active]);
  // Nor is what a filter hides: a key must not decide on what nobody sees.
  useEffect(() => {
    const hidden = records.find(({ id }) => id === active);
    if (hidden) setActive(inShown(shown, hidden));
  }, [records, shown, active]);

  const toggle = (id: number) => setSelected(all => toggled(all, id));
  const pick = (id: number, how: PickHow = 'only') => {
    if (how === 'range') setSelected(new Set(rangeOf(shown, active, id)));
    else if (how === 'toggle') toggle(id);
    setActive(id);
  };
  /** Shows a record even when the filter hides it. */
  const goTo = (id: number) => {
    if (!shown.some(record => record.id === id)) setFilter({});
    setActive(id);
  };
  // Where somebody was faster, to stand on what the refusal tells of.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    const [refused] = (problem instanceof ApiError && problem.body.current?.recordIds) || [];
    if (refused) goTo(refused);
  }, [problem]);

  return {
    filter,
    setFilter,
    alike,
    shown,
    active,
    setActive,
    selected,
    setSelected,
    toggle,
    pick,
    goTo,
    /** What an act is meant for: what is selected, else the record at hand. */
    chosen: () => (selected.size > 0 ? [...selected] : active === null ? [] : [active]),
  };
}

export type Stand = ReturnType<typeof useStand>;

/** Where the desk opens: at the place asked for, else at the first record to be decided. */
export function firstShown(records: readonly IntakeRecord[], at: string | null, mayChange: boolean): number | null {
  const asked = at === null ? undefined : records.find(({ kind, start }) => kind !== 'heading' && start === Number(at));
  const open = mayChange ? records.find(record => !isDecided(record)) : undefined;
  return (asked ?? open)?.id ?? neighbour(records, null, 1);
}

/** Measures of other plans that say the same, by record; looked up once, when the desk opens. */
function useLikenesses(documentId: number): ReadonlyMap<number, readonly Likeness[]> {
  const { data } = useQuery({
    queryKey: ['documents', 'likenesses', documentId],
    queryFn: () => client.likenesses(documentId),
    staleTime: 600_000,
  });
  return useMemo(() => byRecord(data?.data ?? []), [data]);
}
