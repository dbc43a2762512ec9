import Box from '@mui/material/Box';
import { useCallback, useEffect, useRef } from 'react';
import type { Decision, IntakeRecord } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import type { PickHow } from './DocumentDesk.js';
import { KIND_NAMES, KINDS } from './kinds.js';
import { HeadingRow, RecordCard } from './RecordCard.js';
import { RecordEditor } from './RecordEditor.js';
import { needsNoLook, type Surroundings } from './records.js';
import { SplitPanel } from './SplitPanel.js';
import type { Desk } from './useDesk.js';
import { useInSight } from './useInSight.js';

interface Props extends Surroundings {
  desk: Desk;
  records: IntakeRecord[];
  active: number | null;
  /** The heading that the record at hand stands under. */
  heading: number | null;
  selected: ReadonlySet<number>;
  editing: number | null;
  splitting: number | null;
  mayChange: boolean;
  /** What of the section at hand asks for no closer look. */
  plainHere: () => IntakeRecord[];
  onPick: (id: number, how: PickHow) => void;
  onSelect: (id: number) => void;
  onDecide: (id: number, decision: Decision) => void;
  onEdit: (id: number | null) => void;
  onSplitting: (id: number | null) => void;
  onAcceptPlain: () => void;
  onNames: () => void;
}

/** The records in the order of the text. The cards are plain elements and stay as they are while another one is worked on. */
export function RecordList({ desk, records, active, heading, selected, editing, splitting, alike, mayChange, plainHere, ...on }: Props) {
  const t = useText();
  const pane = useRef<HTMLUListElement>(null);
  const latest = useRef({ ...on, takeApart: desk.takeApart });
  useEffect(() => {
    latest.current = { ...on, takeApart: desk.takeApart };
  });
  const act = useCallback((id: number, what: CardAct) => {
    const { onPick, onSelect, onDecide, onEdit, onSplitting, onAcceptPlain, onNames, takeApart } = latest.current;
    if (what === 'select') return onSelect(id);
    if (what === 'names') return onNames();
    if (what === 'only' || what === 'range' || what === 'toggle') return onPick(id, what);
    onPick(id, 'only');
    if (what === 'edit') onEdit(id);
    else if (what === 'takeApart') void takeApart(id);
    else if (what === 'split') onSplitting(id);
    else if (what === 'plain') onAcceptPlain();
    else onDecide(id, what);
  }, []);

  const clicked = useInSight(pane, 'data-card', editing === null ? active : null, heading);

  /** The form that is open in a card; the others get nothing, so that they stay as they are. */
  const open = (record: IntakeRecord) => {
    if (record.id === editing) return <RecordEditor record={record} desk={desk} onClose={() => on.onEdit(null)} />;
    if (record.id !== splitting) return null;
    const split = (cuts: number[]) => {
      on.onSplitting(null);
      void desk.split(record.id, cuts);
    };
    return <SplitPanel record={record} onClose={() => on.onSplitting(null)} onSplit={split} />;
  };

  return (
    <Box component="ul" ref={pane} sx={list} tabIndex={0} aria-label={t('documents.records')} onClickCapture={clicked}>
      {records.map(record =>
        record.kind === 'heading' && record.id !== editing ? (
          <HeadingRow
            key={record.id}
            record={record}
            active={record.id === active}
            plain={record.id === active ? plainHere().length : 0}
            mayChange={mayChange}
            onAct={act}
          />
        ) : (
          <RecordCard
            key={record.id}
            record={record}
            alike={alike.get(record.id)}
            active={record.id === active}
            brief={needsNoLook(record, { alike })}
            selected={selected.has(record.id)}
            mayChange={mayChange}
            onAct={act}
          >
            {open(record)}
          </RecordCard>
        ),
      )}
    </Box>
  );
}

export type CardAct = Decision | PickHow | 'select' | 'edit' | 'split' | 'takeApart' | 'plain' | 'names';

const kinds = Object.fromEntries(
  KIND_NAMES.map(kind => [`& .kind.${kind}`, { color: KINDS[kind].ink, borderBottom: `3px ${KINDS[kind].line} ${KINDS[kind].ink}` }]),
);

const list = {
  m: 0,
  p: 0,
  listStyle: 'none',
  overflow: 'auto',
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  outlineOffset: -2,
  fontSize: 13,
  '& > *': { scrollMarginBlock: '28px 120px' },
  '& button': { font: 'inherit', cursor: 'pointer' },
  '& .heading-row': {
    px: 1.25,
    py: '3px',
    background: COLOURS.band,
    borderBottom: `1px solid ${COLOURS.line}`,
    fontWeight: 600,
    fontSize: 12.5,
    cursor: 'pointer',
  },
  '& .heading-row.active': { boxShadow: `inset 3px 0 ${COLOURS.accent}`, background: COLOURS.accentSoft },
  '& .card': {
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 92px',
    px: 1.25,
    py: 0.75,
    borderBottom: `1px solid ${COLOURS.line}`,
    cursor: 'pointer',
  },
  '& .card.active': { boxShadow: `inset 3px 0 ${COLOURS.accent}`, background: '#fffbe8' },
  '& .card.discarded .words': { color: '#767c80', textDecoration: 'line-through' },
  '& .card-head': { display: 'flex', gap: 1, alignItems: 'center', fontSize: 12, lineHeight: '20px' },
  '& .kind': { fontWeight: 600 },
  ...kinds,
  '& .decision': { color: COLOURS.inkSoft },
  '& .accepted .decision': { color: COLOURS.good, fontWeight: 600 },
  '& .discarded .decision': { color: COLOURS.danger },
  '& .note': { color: COLOURS.warn, whiteSpace: 'nowrap' },
  '& .quick': { ml: 'auto', display: 'flex', gap: '4px' },
  '& .quick button': {
    border: `1px solid ${COLOURS.line}`,
    background: '#fff',
    borderRadius: '3px',
    px: '8px',
    fontSize: 12,
    lineHeight: '18px',
    color: COLOURS.accent,
  },
  '& .quick button:hover': { borderColor: COLOURS.accent, background: COLOURS.accentSoft },
  '& .quick .discard': { color: COLOURS.danger },
  '& .words': { mt: '2px', lineHeight: 1.65, display: '-webkit-box', WebkitLineClamp: 3, WebkitBoxOrient: 'vertical', overflow: 'hidden' },
  // One line for what needs no closer look: a whole section is seen at once. Its buttons lie over the line's end.
  '& .card.brief:not(.active)': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: 1,
    py: '2px',
    position: 'relative',
    containIntrinsicSize: 'auto 28px',
    '& .card-head': { display: 'contents' },
    '& .kind': { fontSize: 12 },
    '& .decision': { order: 1, fontSize: 12 },
    '& .note': { order: 1, fontSize: 12 },
    '& .words': { display: 'block', flex: 1, minWidth: 0, whiteSpace: 'nowrap', textOverflow: 'ellipsis', mt: 0 },
    '& .facts, & .alike, & .defects, & form': { order: 2, flexBasis: '100%', mt: 0, mb: '2px' },
    '& .quick': { position: 'absolute', right: 10, top: 3, opacity: 0 },
    '&:hover .quick': { opacity: 1 },
  },
  '& .card.active .words': { display: 'block' },
  '& .facts': { display: 'flex', flexWrap: 'wrap', gap: '3px 6px', mt: '4px', fontSize: 12, lineHeight: '20px' },
  '& .chip': { background: COLOURS.band, border: `1px solid ${COLOURS.line}`, borderRadius: '3px', px: '5px' },
  '& .chip b': { fontWeight: 400, color: COLOURS.inkSoft },
  '& .chip.bad': { borderStyle: 'dashed', borderColor: COLOURS.warn, color: COLOURS.warn },
  '& .defects': { color: COLOURS.warn, fontSize: 12, mt: '3px' },
  '& .alike': { fontSize: 12, mt: '3px', color: '#5b4a86', '& a': { color: 'inherit' }, '& q': { color: COLOURS.inkSoft } },
  '& .chip.text': { borderStyle: 'dotted', color: COLOURS.inkSoft },
  '& button.chip': { lineHeight: '18px' },
  '& .card.selected': { background: COLOURS.accentSoft },
  '& .why': {
    mt: '4px',
    fontSize: 12,
    color: COLOURS.inkSoft,
    '& summary': { cursor: 'pointer', color: COLOURS.accent },
    '& ul': { m: 0, pl: 2.25 },
  },
} as const;
