import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'react-admin';
import { useParams, useSearchParams } from 'react-router-dom';
import { client } from '../api/client.js';
import { ApiError, request } from '../api/http.js';
import type { Decision, IntakeRecord, Likeness, Plan, PlanDocument } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, ProblemNote, useKeys } from '../parts/index.js';
import { HEADER_HEIGHT } from '../theme.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { DeskHead } from './DeskHead.js';
import { DeskTools } from './DeskTools.js';
import { DocumentText } from './DocumentText.js';
import { type DeskActs, deskKeys } from './deskKeys.js';
import { type Hint, KeyLine } from './KeyLine.js';
import { NamesDialog } from './NamesDialog.js';
import { Outline } from './Outline.js';
import type { PickHow } from './RecordCard.js';
import { RecordList } from './RecordList.js';
import {
  afterDeciding,
  byRecord,
  headingOf,
  inShown,
  isDecided,
  isPlain,
  maySplit,
  neighbour,
  outlineOf,
  type RecordFilter,
  rangeOf,
  sectionOf,
  shownRecords,
  toMerge,
} from './records.js';
import { type Desk, useDesk } from './useDesk.js';

/** The intake desk (识读台): the text on the left as it is stored, on the right what was read from it, for a person to go over. */
export default function DocumentDesk() {
  const id = Number(useParams().id);
  const [search] = useSearchParams();
  const desk = useDesk(id, Number(search.get('from') ?? 0));
  const { document } = desk;
  const { data: plan } = useQuery({
    queryKey: ['plans', 'getOne', document?.planId],
    queryFn: () => request<Plan>('GET', `/plans/${document?.planId}`),
    enabled: document !== undefined,
  });
  if (desk.error) return <ProblemNote problem={desk.error} onRetry={desk.retry} />;
  if (!document || !plan) return null;
  return <OpenDesk key={`${document.id}.${document.window.from}`} desk={desk} document={document} plan={plan} at={search.get('at')} />;
}

interface Props {
  desk: Desk;
  document: PlanDocument;
  plan: Plan;
  /** The place in the text (a code point) that the address asks for. */
  at: string | null;
}

function OpenDesk({ desk, document, plan, at }: Props) {
  const t = useText();
  const { records } = document;
  const mayChange = plan.permissions.confirm;
  const [filter, setFilter] = useState<RecordFilter>({});
  const [active, setActive] = useState<number | null>(() => firstShown(records, at, mayChange));
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [editing, setEditing] = useState<number | null>(null);
  const [splitting, setSplitting] = useState<number | null>(null);
  const [dialog, setDialog] = useState<'confirm' | 'names' | null>(null);
  const [hint, setHint] = useState<Hint | null>(null);
  const [outlineOpen, setOutlineOpen] = useStore('desk.outline', true);
  const alike = useLikenesses(document.id);
  const shown = useMemo(() => shownRecords(records, filter, { alike }), [records, filter, alike]);
  const outline = useMemo(() => outlineOf(records), [records]);
  // What somebody has merged away is not there to stand on.
  useEffect(() => {
    if (active !== null && !records.some(({ id }) => id === active)) setActive(neighbour(records, null, 1));
  }, [records, active]);
  // Nor is what a filter hides: a key must not decide on what nobody sees.
  useEffect(() => {
    const hidden = records.find(({ id }) => id === active);
    if (hidden) setActive(inShown(shown, hidden));
  }, [records, shown, active]);

  // Where somebody was faster, to stand on what the refusal tells of.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    const [refused] = (desk.problem instanceof ApiError && desk.problem.body.current?.recordIds) || [];
    if (refused) goTo(refused);
  }, [desk.problem]);

  const toggle = (id: number) =>
    setSelected(all => {
      const next = new Set(all);
      if (!next.delete(id)) next.add(id);
      return next;
    });
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
  const chosen = () => (selected.size > 0 ? [...selected] : active === null ? [] : [active]);
  const merge = () => {
    const ids = toMerge(records, selected, active);
    if (ids.length < 2) return setHint('noNext');
    setSelected(new Set());
    setActive(ids[0]!);
    void desk.merge(ids);
  };
  // What a key could not do is told until the next step.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step
  useEffect(() => setHint(null), [active, desk.undoable]);
  const here = records.find(({ id }) => id === active);
  const heading = headingOf(records, active);
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
    merge,
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
  useKeys(deskKeys(acts, mayChange));

  return (
    <Box sx={page}>
      <DeskHead
        document={document}
        plan={plan}
        onConfirm={() => setDialog('confirm')}
        onPending={() => setFilter({ decision: 'pending' })}
        onNames={acts.names}
      />
      <DeskTools
        records={records}
        alike={alike}
        shown={shown}
        filter={filter}
        onFilter={setFilter}
        selected={selected}
        onClear={() => setSelected(new Set())}
        onDecide={mayChange ? decision => decide([...selected], decision) : undefined}
        onKind={mayChange ? kind => void desk.setKind([...selected], kind) : undefined}
        onMerge={mayChange ? merge : undefined}
        onAcceptShown={mayChange ? acts.acceptShown : undefined}
        outlineOpen={outlineOpen}
        onOutline={() => setOutlineOpen(!outlineOpen)}
      />
      <ProblemNote problem={desk.problem} onReload={desk.reload} onSeen={desk.clearProblem} />
      <Box sx={{ ...panes, gridTemplateColumns: outlineOpen ? '190px minmax(0,1fr) minmax(0,1fr)' : 'minmax(0,1fr) minmax(0,1fr)' }}>
        {outlineOpen && <Outline nodes={outline} active={active} onGo={goTo} />}
        <DocumentText document={document} active={active} heading={heading} onPick={goTo} />
        {shown.length > 0 ? (
          <RecordList
            desk={desk}
            records={shown}
            active={active}
            heading={heading}
            selected={selected}
            alike={alike}
            editing={editing}
            splitting={splitting}
            mayChange={mayChange}
            plainHere={plainHere}
            onPick={pick}
            onSelect={toggle}
            onDecide={(id, decision) => decide([id], decision)}
            onEdit={setEditing}
            onSplitting={setSplitting}
            onAcceptPlain={acts.acceptPlain}
            onNames={acts.names}
          />
        ) : (
          <Box sx={{ border: 1, borderColor: 'divider', bgcolor: 'background.paper' }}>
            <EmptyState title={t(records.length > 0 ? 'documents.noneShown' : 'documents.noneRead')}>
              {t(records.length > 0 ? 'documents.noneShownNext' : 'documents.noneReadNext')}
            </EmptyState>
          </Box>
        )}
      </Box>
      <KeyLine desk={desk} mayChange={mayChange} hint={hint} onUndo={acts.undo} />
      {dialog === 'names' && (
        <NamesDialog
          desk={desk}
          documentId={document.id}
          mayChange={mayChange}
          onClose={() => setDialog(null)}
          onGo={id => {
            setDialog(null);
            goTo(id);
          }}
        />
      )}
      {dialog === 'confirm' && (
        <ConfirmDialog
          plan={plan}
          records={records}
          onClose={() => setDialog(null)}
          onNames={() => setDialog('names')}
          onGo={id => {
            setDialog(null);
            if (id === null) setFilter({ decision: 'pending' });
            else goTo(id);
          }}
        />
      )}
    </Box>
  );
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

/** Where the desk opens: at the place asked for, else at the first record to be decided. */
function firstShown(records: IntakeRecord[], at: string | null, mayChange: boolean): number | null {
  const asked = at === null ? undefined : records.find(({ kind, start }) => kind !== 'heading' && start === Number(at));
  const open = mayChange ? records.find(record => !isDecided(record)) : undefined;
  return (asked ?? open)?.id ?? neighbour(records, null, 1);
}

const page = {
  display: 'flex',
  flexDirection: 'column',
  height: `calc(100vh - ${HEADER_HEIGHT}px - 22px)`,
  minHeight: 460,
  mb: '-24px',
  // On paper: the whole text with its marks.
  '@media print': { display: 'block', height: 'auto' },
} as const;
const panes = {
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gridTemplateRows: 'minmax(0,1fr)',
  gap: 1,
  '@media print': { display: 'block' },
} as const;
