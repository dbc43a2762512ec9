import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'react-admin';
import { useParams, useSearchParams } from 'react-router-dom';
import { request } from '../api/http.js';
import type { Plan, PlanDocument } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, ProblemNote, useKeys } from '../parts/index.js';
import { HEADER_HEIGHT } from '../theme.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { DeskHead } from './DeskHead.js';
import { DeskTools } from './DeskTools.js';
import { DocumentText } from './DocumentText.js';
import { deskKeys } from './deskKeys.js';
import { KeyLine } from './KeyLine.js';
import { NamesDialog } from './NamesDialog.js';
import { Outline } from './Outline.js';
import { RecordList } from './RecordList.js';
import { headingOf, outlineOf } from './records.js';
import { type Desk, useDesk } from './useDesk.js';
import { useDeskActs } from './useDeskActs.js';
import { firstShown, useStand } from './useStand.js';

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
  const key = `${document.id}.${document.window.from}`;
  return <OpenDesk key={key} desk={desk} document={document} plan={plan} at={search.get('at')} asksNames={search.has('names')} />;
}

interface Props {
  desk: Desk;
  document: PlanDocument;
  plan: Plan;
  /** The place in the text (a code point) that the address asks for. */
  at: string | null;
  /** The address asks for the table of names. */
  asksNames: boolean;
}

function OpenDesk({ desk, document, plan, at, asksNames }: Props) {
  const { records } = document;
  const mayChange = plan.permissions.confirm;
  const stand = useStand(document.id, records, () => firstShown(records, at, mayChange), desk.problem);
  const { filter, setFilter, alike, shown, active, selected, goTo } = stand;
  const { acts, decide, plainHere, hint, editing, setEditing, splitting, setSplitting, dialog, setDialog } = useDeskActs(
    desk,
    records,
    stand,
    asksNames ? 'names' : null,
  );
  const [outlineOpen, setOutlineOpen] = useStore('desk.outline', true);
  const outline = useMemo(() => outlineOf(records), [records]);
  const heading = headingOf(records, active);
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
        onClear={acts.selectNone}
        onDecide={mayChange ? decision => decide([...selected], decision) : undefined}
        onKind={mayChange ? kind => void desk.setKind([...selected], kind) : undefined}
        onMerge={mayChange ? acts.merge : undefined}
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
            onPick={stand.pick}
            onSelect={stand.toggle}
            onDecide={(id, decision) => decide([id], decision)}
            onEdit={setEditing}
            onSplitting={setSplitting}
            onAcceptPlain={acts.acceptPlain}
            onNames={acts.names}
          />
        ) : (
          <NoRecords why={records.length > 0 ? 'noneShown' : 'noneRead'} />
        )}
      </Box>
      <KeyLine desk={desk} mayChange={mayChange} hint={hint} onUndo={acts.undo} />
      {dialog === 'names' && (
        <NamesDialog
          desk={desk}
          documentId={document.id}
          mayChange={mayChange || plan.permissions.breakDown}
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

/** Instead of the list, where it would be empty: what to do next. */
function NoRecords({ why }: { why: 'noneShown' | 'noneRead' }) {
  const t = useText();
  return (
    <Box sx={{ border: 1, borderColor: 'divider', bgcolor: 'background.paper' }}>
      <EmptyState title={t(`documents.${why}`)}>{t(`documents.${why}Next`)}</EmptyState>
    </Box>
  );
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
