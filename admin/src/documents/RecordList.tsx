import Box from '@mui/material/Box';
import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import type { Decision, IntakeRecord } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import { asHigh, blocksOf, same, useSeen } from './blocks.js';
import { KIND_NAMES, KINDS } from './kinds.js';
import { type CardAct, HeadingRow, type PickHow, RecordCard } from './RecordCard.js';
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

/** The records in the order of the text. They stay as they are while another one is worked on; what is out of sight is not laid out. */
export function RecordList({ desk, records, active, heading, selected, editing, splitting, alike, mayChange, plainHere, ...on }: Props) {
  const t = useText();
  const pane = useRef<HTMLDivElement>(null);
  const blocks = useMemo(() => blocksOf(records), [records]);
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

  /** The form that is open in a card. */
  const formOf = (record: IntakeRecord) => {
    if (record.id === editing) return <RecordEditor record={record} desk={desk} onClose={() => on.onEdit(null)} />;
    const split = (cuts: number[]) => {
      on.onSplitting(null);
      void desk.split(record.id, cuts);
    };
    return <SplitPanel record={record} onClose={() => on.onSplitting(null)} onSplit={split} />;
  };
  const open = records.find(({ id }) => id === editing || id === splitting);
  const form = open && formOf(open);

  return (
    <Box ref={pane} sx={list} tabIndex={0} role="region" aria-label={t('documents.records')} onClickCapture={clicked}>
      {blocks.map(block => {
        const holds = (id: number | null | undefined) => block.some(record => record.id === id);
        return (
          <RecordBlock
            key={block[0]!.id}
            records={block}
            alike={alike}
            active={holds(active) ? active : null}
            wanted={holds(active) || holds(heading)}
            chosen={block.filter(({ id }) => selected.has(id)).map(({ id }) => id)}
            opened={holds(open?.id) ? open!.id : null}
            form={holds(open?.id) ? form : null}
            plain={holds(active) ? plainHere().length : 0}
            mayChange={mayChange}
            onAct={act}
          />
        );
      })}
    </Box>
  );
}

interface BlockProps extends Surroundings {
  records: IntakeRecord[];
  active: number | null;
  /** Its rows are to be there even where nobody has come to them: one is about to be shown. */
  wanted: boolean;
  chosen: number[];
  /** The record that is being corrected or split, and the form for it. */
  opened: number | null;
  form: ReactNode;
  plain: number;
  mayChange: boolean;
  onAct: (id: number, what: CardAct) => void;
}

/** Some of the records; drawn anew only when something of theirs has changed. */
const RecordBlock = memo(function RecordBlock({
  records,
  alike,
  active,
  wanted,
  chosen,
  opened,
  form,
  plain,
  mayChange,
  onAct,
}: BlockProps) {
  const block = useRef<HTMLUListElement>(null);
  const seen = useSeen(block);
  const height = records.reduce((sum, record) => sum + heightOf(record, needsNoLook(record, { alike })), 0);
  if (!seen && !wanted) return <ul ref={block} style={{ height }} />;
  const common = (record: IntakeRecord) => ({ record, active: record.id === active, mayChange, onAct });
  return (
    <ul ref={block} style={asHigh(height)}>
      {records.map(record =>
        record.kind === 'heading' && record.id !== opened ? (
          <HeadingRow key={record.id} {...common(record)} plain={record.id === active ? plain : 0} />
        ) : (
          <RecordCard
            key={record.id}
            {...common(record)}
            alike={alike.get(record.id)}
            brief={needsNoLook(record, { alike })}
            selected={chosen.includes(record.id)}
          >
            {record.id === opened ? form : null}
          </RecordCard>
        ),
      )}
    </ul>
  );
}, isUnchanged);

function isUnchanged(a: BlockProps, b: BlockProps): boolean {
  return (
    same(a.records, b.records) &&
    same(a.chosen, b.chosen) &&
    (['alike', 'active', 'wanted', 'opened', 'form', 'plain', 'mayChange', 'onAct'] as const).every(name => a[name] === b[name])
  );
}

/** As it stands in the pane of an office PC. */
function heightOf({ kind, indicators, leadUnits, supportUnits, deadline, phases }: IntakeRecord, brief: boolean): number {
  if (kind === 'heading') return 26;
  const facts = indicators.length + leadUnits.length + supportUnits.length + phases.length > 0 || deadline ? 24 : 0;
  return (brief ? 27 : 92) + facts;
}

const kinds = Object.fromEntries(
  KIND_NAMES.map(kind => [`& .kind.${kind}`, { color: KINDS[kind].ink, borderBottom: `3px ${KINDS[kind].line} ${KINDS[kind].ink}` }]),
);

const list = {
  overflow: 'auto',
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  outlineOffset: -2,
  '@media print': { display: 'none' },
  fontSize: 13,
  '& > ul': { m: 0, p: 0, listStyle: 'none' },
  '& li': { scrollMarginBlock: '28px 120px' },
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
