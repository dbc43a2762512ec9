import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { memo, useMemo, useRef } from 'react';
import { Link } from 'react-router-dom';
import type { IntakeRecord, PlanDocument } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import { asHigh, blocksOf } from './blocks.js';
import { KIND_NAMES, KINDS } from './kinds.js';
import { type Line, linesOf, takenWords } from './spans.js';
import { useInSight } from './useInSight.js';

interface Props {
  document: PlanDocument;
  active: number | null;
  /** The heading that the record at hand stands under. */
  heading: number | null;
  onPick: (id: number) => void;
}

/** The text exactly as stored, each record in the colour and underline of its kind; what is out of sight is not laid out. */
export function DocumentText({ document, active, heading, onPick }: Props) {
  const t = useText();
  const pane = useRef<HTMLDivElement>(null);
  const { text, records, window } = document;
  const blocks = useBlocks(document);
  const looks = useMemo(() => new Map(records.map(({ id, kind, decision }) => [id, `${kind} ${decision}`])), [records]);

  const clicked = useInSight(pane, 'data-record', active, heading);
  const pick = (target: EventTarget) => {
    const id = (target as HTMLElement).closest<HTMLElement>('[data-record]')?.dataset.record;
    if (id && !globalThis.getSelection()?.toString()) onPick(Number(id));
  };
  return (
    <Box
      ref={pane}
      sx={sheet}
      tabIndex={0}
      role="document"
      aria-label={t('documents.text')}
      onClickCapture={clicked}
      onClick={event => pick(event.target)}
    >
      {window.from > 0 && <PartLink to={0} label={t('documents.firstPart')} />}
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a stored text never move
        <TextBlock key={index} lines={block} looks={block.map(line => looksOf(line, looks, active)).join('\n')} />
      ))}
      {window.next !== null && (
        <PartLink to={window.next} label={t('documents.nextPart', { chars: document.chars - window.from - Array.from(text).length })} />
      )}
    </Box>
  );
}

/** The lines change only when records come or go or hold other words, not when one is decided on. */
function useBlocks({ text, records, window: { from } }: PlanDocument): Line[][] {
  const places = useMemo(() => records.map(record => ({ ...placeOf(record), taken: takenWords(record) })), [records]);
  const said = useMemo(() => JSON.stringify(places), [places]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the places by what they say, not by which array says it
  return useMemo(() => blocksOf(linesOf(text, places, from)), [text, said, from]);
}

const placeOf = ({ id, start, end }: IntakeRecord) => ({ id, start, end });

function looksOf(line: Line, looks: Map<number, string>, active: number | null): string {
  return line.map(({ recordId: id }) => (id === null ? '' : `${looks.get(id)}${id === active ? ' active' : ''}`)).join('|');
}

/** `looks`: as TextLine's, a line each; a block is drawn anew only when they change. */
const TextBlock = memo(function TextBlock({ lines, looks }: { lines: Line[]; looks: string }) {
  const each = looks.split('\n');
  return (
    <div style={asHigh(lines.reduce((sum, line) => sum + heightOf(line), 0))}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a stored text never move
        <TextLine key={index} line={line} looks={each[index]!} />
      ))}
    </div>
  );
});

/** As it stands in the pane of an office PC: 27 characters a row. */
const heightOf = (line: Line) => (line.length === 0 ? 12 : Math.ceil(line.reduce((sum, { text }) => sum + text.length, 0) / 27) * 29);

/** `looks`: the class names of the line's segments, joined by |; a line is drawn anew only when they change. */
const TextLine = memo(function TextLine({ line, looks }: { line: Line; looks: string }) {
  const names = looks.split('|');
  return (
    <div className={line.length > 0 ? 'line' : 'line blank'}>
      {line.map(({ text, recordId, first, taken }, index) =>
        recordId === null ? (
          text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: segments of a stored line never move
          <mark key={index} data-record={recordId} className={first ? `${names[index]} first` : names[index]}>
            {taken ? <b>{text}</b> : text}
          </mark>
        ),
      )}
    </div>
  );
});

function PartLink({ to, label }: { to: number; label: string }) {
  return (
    <Button component={Link} to={`?from=${to}`} variant="outlined" fullWidth sx={{ my: 1 }}>
      {label}
    </Button>
  );
}

const kinds = Object.fromEntries(
  KIND_NAMES.map(kind => {
    const { ground, line, ink } = KINDS[kind];
    return [
      `& .${kind}`,
      {
        background: kind === 'heading' ? 'none' : ground,
        textDecoration: `underline ${line} ${ink}`,
        textDecorationThickness: line === 'double' ? 3 : 1.5,
      },
    ];
  }),
);

const sheet = {
  overflow: 'auto',
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  px: 2.5,
  py: 1.5,
  fontSize: 15,
  lineHeight: 1.95,
  outlineOffset: -2,
  '@media print': { overflow: 'visible', border: 0, p: 0, '& > div': { contentVisibility: 'visible !important' } },
  '& .line': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '& .blank': { height: '0.8em' },
  '& mark': { color: 'inherit', cursor: 'pointer', textUnderlineOffset: '4px', padding: '2px 0', scrollMarginBlock: '30px 130px' },
  ...kinds,
  '& mark:not(.heading) b': { fontWeight: 700, color: COLOURS.accent },
  '& mark.first:not(.heading)': { borderLeft: `2px solid ${COLOURS.inkSoft}`, paddingLeft: '2px', marginLeft: '2px' },
  '& .heading': { ...kinds['& .heading'], fontWeight: 600 },
  '& .accepted.first:not(.heading)::before': { content: '"✓"', color: COLOURS.good, fontWeight: 700, fontSize: 12, marginRight: '2px' },
  '& .discarded': { background: 'none', color: '#767c80', textDecoration: 'line-through', textDecorationColor: '#9aa0a4' },
  '& mark.active': { background: '#ffe58a', borderBlock: '2px solid #b98a00', color: COLOURS.ink },
} as const;
