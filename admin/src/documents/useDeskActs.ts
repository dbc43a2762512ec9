import { useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import type { Decision, IntakeRecord } from '../api/types.js';
import type { DeskActs } from './deskKeys.js';
import type { Hint } from './KeyLine.js';
import { afterDeciding, isDecided, isPlain, maySplit, neighbour, rangeOf, sectionOf, toMerge } from './records.js';
import type { Desk } from './useDesk.js';
import { RECUTS } from './useDeskLine.js';
import type { Stand } from './useStand.js';

type DeskDialog = 'confirm' | 'names' | null;

/** What a person does at the desk, by key or button, and where it leaves them standing; `hint`: why a key could do nothing, until the next step. */
export function useDeskActs(desk: Desk, records: readonly IntakeRecord[], stand: Stand, opened: DeskDialog) {
  const { shown, alike, active, setActive, selected, setSelected, toggle, goTo, chosen } = stand;
  const [editing, setEditing] = useState<number | null>(null);
  const [splitting, setSplitting] = useState<number | null>(null);
  const [dialog, setDialog] = useState<DeskDialog>(opened);
  const notify = useNotify();
  const [hint, setHint] = useState<Hint | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step
  useEffect(() => setHint(null), [active, desk.undoable]);

  // Somebody else has joined or parted what this person is correcting: the form goes, and not without a word.
  const recut = desk.others.find(({ act }) => RECUTS.includes(act));
  const isGone = editing !== null && recut !== undefined && !records.some(({ id }) => id === editing);
  useEffect(() => {
    if (!isGone) return;
    setEditing(null);
    notify('documents.editGone', { type: 'warning', autoHideDuration: 10_000, messageArgs: { name: recut?.actorName } });
  }, [isGone, notify, recut]);

  const here = records.find(({ id }) => id === active);
  const decide = (ids: number[], decision: Decision) => {
    if (decision !== 'pending') setActive(afterDeciding(shown, ids));
    setSelected(new Set());
    void desk.decide(ids, decision);
  };
  const acceptOpen = (list: IntakeRecord[]) => {
    const open = list.filter(record => !isDecided(record)).map(({ id }) => id);
    if (open.length > 0) decide(open, 'accepted');
  };
  const plainHere = () => sectionOf(records, active).filter(record => isPlain(record, { alike }));

  const acts: DeskActs = {
    move: step => setActive(neighbour(shown, active, step)),
    extend: step => {
      const next = neighbour(shown, active, step);
      if (next !== null) setSelected(all => new Set([...all, ...rangeOf(shown, active, next)]));
      setActive(next);
    },
    accept: () => decide(chosen(), 'accepted'),
    discard: () => decide(chosen(), 'discarded'),
    reopen: () => decide(chosen(), 'pending'),
    acceptPlain: () => {
      const plain = plainHere();
      const doubtful = sectionOf(records, active).find(record => !isDecided(record) && !plain.includes(record));
      acceptOpen(plain);
      if (doubtful) goTo(doubtful.id);
    },
    acceptShown: () => acceptOpen(shown),
    edit: () => setEditing(active),
    split: () => here && here.kind !== 'heading' && setSplitting(here.id),
    takeApart: () => (here && maySplit(here) ? void desk.takeApart(here.id) : setHint('noList')),
    merge: () => {
      const ids = toMerge(records, selected, active);
      if (ids.length < 2) return setHint('noNext');
      setSelected(new Set());
      setActive(ids[0]!);
      void desk.merge(ids);
    },
    names: () => setDialog('names'),
    select: () => here && here.kind !== 'heading' && toggle(here.id),
    selectShown: () => setSelected(new Set(shown.filter(({ kind }) => kind !== 'heading').map(({ id }) => id))),
    selectNone: () => setSelected(new Set()),
    // What was done a moment ago may still be on its way: whether there is anything to take back is known when its turn comes.
    undo: () =>
      void desk.undo().then(changes => {
        if (changes?.steps.length === 0) setHint('noStep');
        else if (changes?.records[0]) goTo(changes.records[0].id);
      }),
    setKind: kind => void desk.setKind(chosen(), kind),
  };
  return { acts, decide, plainHere, hint, editing, setEditing, splitting, setSplitting, dialog, setDialog };
}
