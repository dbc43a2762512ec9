import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useStore } from 'react-admin';
import { useParams, useSearchParams } from 'react-router-dom';
import { request } from '../api/http.js';
import type { Decision, IntakeKind, IntakeRecord, Plan, PlanDocument } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, ProblemNote, useKeys } from '../parts/index.js';
import { HEADER_HEIGHT } from '../theme.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { DeskHead } from './DeskHead.js';
import { DeskTools } from './DeskTools.js';
import { DocumentText } from './DocumentText.js';
import { KeyLine } from './KeyLine.js';
import { KIND_NAMES, KINDS } from './kinds.js';
import { Outline } from './Outline.js';
import { RecordList } from './RecordList.js';
import { afterDeciding, isDecided, neighbour, outlineOf, type RecordFilter, shownRecords } from './records.js';
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
  const [confirming, setConfirming] = useState(false);
  const [outlineOpen, setOutlineOpen] = useStore('desk.outline', true);
  const shown = useMemo(() => shownRecords(records, filter), [records, filter]);
  const outline = useMemo(() => outlineOf(records), [records]);

  const toggle = (id: number) =>
    setSelected(all => {
      const next = new Set(all);
      if (!next.delete(id)) next.add(id);
      return next;
    });
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
  const acceptShown = () => {
    const open = shown.filter(record => !isDecided(record)).map(({ id }) => id);
    if (open.length > 0) decide(open, 'accepted');
  };
  const move = (step: 1 | -1) => () => setActive(neighbour(shown, active, step));
  const decideOn = (decision: Decision) => () => decide(selected.size > 0 ? [...selected] : active === null ? [] : [active], decision);
  const onActive = (work: (id: number) => void) => () => active !== null && work(active);
  const undo = () => void desk.undo();
  const moving = { ArrowDown: move(1), KeyJ: move(1), ArrowUp: move(-1), KeyK: move(-1) };
  const changing = {
    KeyA: decideOn('accepted'),
    KeyD: decideOn('discarded'),
    KeyZ: decideOn('pending'),
    'Shift+KeyA': acceptShown,
    KeyE: onActive(setEditing),
    KeyX: onActive(id => records.some(record => record.id === id && record.kind !== 'heading') && toggle(id)),
    KeyU: undo,
    ...kindKeys(kind => onActive(id => void desk.setKind(id, kind))),
  };
  useKeys(mayChange ? { ...moving, ...changing } : moving);

  return (
    <Box sx={page}>
      <DeskHead
        document={document}
        plan={plan}
        onConfirm={() => setConfirming(true)}
        onPending={() => setFilter({ decision: 'pending' })}
      />
      <DeskTools
        records={records}
        shown={shown}
        filter={filter}
        onFilter={setFilter}
        selected={selected}
        onClear={() => setSelected(new Set())}
        onDecide={mayChange ? decision => decide([...selected], decision) : undefined}
        onAcceptShown={mayChange ? acceptShown : undefined}
        outlineOpen={outlineOpen}
        onOutline={() => setOutlineOpen(!outlineOpen)}
      />
      <ProblemNote problem={desk.problem} onReload={desk.reload} onRetry={desk.clearProblem} />
      <Box sx={{ ...panes, gridTemplateColumns: outlineOpen ? '190px minmax(0,1fr) minmax(0,1fr)' : 'minmax(0,1fr) minmax(0,1fr)' }}>
        {outlineOpen && <Outline nodes={outline} active={active} onGo={goTo} />}
        <DocumentText document={document} active={active} onPick={goTo} />
        {shown.length > 0 ? (
          <RecordList
            desk={desk}
            records={shown}
            active={active}
            selected={selected}
            editing={editing}
            mayChange={mayChange}
            onPick={setActive}
            onSelect={toggle}
            onDecide={(id, decision) => decide([id], decision)}
            onEdit={setEditing}
          />
        ) : (
          <Box sx={{ border: 1, borderColor: 'divider', bgcolor: 'background.paper' }}>
            <EmptyState title={t(records.length > 0 ? 'documents.noneShown' : 'documents.noneRead')}>
              {t(records.length > 0 ? 'documents.noneShownNext' : 'documents.noneReadNext')}
            </EmptyState>
          </Box>
        )}
      </Box>
      <KeyLine desk={mayChange ? desk : null} />
      {confirming && (
        <ConfirmDialog
          plan={plan}
          records={records}
          onClose={() => setConfirming(false)}
          onGo={id => {
            setConfirming(false);
            if (id === null) setFilter({ decision: 'pending' });
            else goTo(id);
          }}
        />
      )}
    </Box>
  );
}

/** Where the desk opens: at the place asked for, else at the first record to be decided. */
function firstShown(records: IntakeRecord[], at: string | null, mayChange: boolean): number | null {
  const asked = at === null ? undefined : records.find(({ kind, start }) => kind !== 'heading' && start === Number(at));
  const open = mayChange ? records.find(record => !isDecided(record)) : undefined;
  return (asked ?? open)?.id ?? neighbour(records, null, 1);
}

/** 1–4, on either side of the keyboard. */
function kindKeys(change: (kind: IntakeKind) => () => void): Record<string, () => void> {
  return Object.fromEntries(KIND_NAMES.flatMap(kind => ['Digit', 'Numpad'].map(row => [`${row}${KINDS[kind].digit}`, change(kind)])));
}

const page = {
  display: 'flex',
  flexDirection: 'column',
  height: `calc(100vh - ${HEADER_HEIGHT}px - 22px)`,
  minHeight: 460,
  mb: '-24px',
} as const;
const panes = { flex: 1, minHeight: 0, display: 'grid', gridTemplateRows: 'minmax(0,1fr)', gap: 1 } as const;
