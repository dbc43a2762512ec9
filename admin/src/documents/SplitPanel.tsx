import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Fragment, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { IntakeRecord } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { toggled } from '../parts/index.js';
import { COLOURS } from '../theme.js';
import { clausesOf } from './pieces.js';

interface Props {
  record: IntakeRecord;
  /** Code points of the document at which a new piece begins. */
  onSplit: (cuts: number[]) => void;
  onClose: () => void;
}

/** A sentence with the places where it may be cut: ← → go from place to place, Space cuts or joins, Enter does it. */
export function SplitPanel({ record, onSplit, onClose }: Props) {
  const t = useText();
  const clauses = useMemo(() => clausesOf(record.text), [record.text]);
  const [cuts, setCuts] = useState<ReadonlySet<number>>(new Set());
  const [at, setAt] = useState(1);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const toggle = (index: number) => {
    setAt(index);
    setCuts(all => toggled(all, index));
  };
  const split = () => cuts.size > 0 && onSplit([...cuts].map(index => record.start + clauses[index]!.start));
  const right = () => setAt(Math.min(at + 1, clauses.length - 1));
  const left = () => setAt(Math.max(at - 1, 1));
  const cut = () => clauses.length > 1 && toggle(at);
  const keys: Record<string, () => void> = { ArrowRight: right, ArrowLeft: left, Space: cut, Enter: split, Escape: onClose };
  const press = (event: KeyboardEvent) => {
    const act = keys[event.code];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <Box ref={panel} tabIndex={-1} role="group" aria-label={t('documents.splitPanel.title')} onKeyDown={press} sx={sheet}>
      <div>
        {clauses.map(({ start, words }, index) => (
          <Fragment key={start}>
            {index > 0 && (
              <button
                type="button"
                tabIndex={-1}
                className={`cut${cuts.has(index) ? ' done' : ''}${index === at ? ' here' : ''}`}
                aria-pressed={cuts.has(index)}
                aria-label={t('documents.splitPanel.cut')}
                onClick={() => toggle(index)}
              >
                {cuts.has(index) ? '✂' : '┊'}
              </button>
            )}
            {words.replace(/\s*\n\s*/g, '')}
          </Fragment>
        ))}
      </div>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.75, fontSize: 12, color: 'text.secondary' }}>
        {t(clauses.length > 1 ? 'documents.splitPanel.help' : 'documents.splitPanel.single')}
        <Button color="inherit" onClick={onClose} sx={{ ml: 'auto' }}>
          {t('ra.action.cancel')}
        </Button>
        <Button variant="contained" disabled={cuts.size === 0} onClick={split}>
          {t('documents.splitPanel.do', { count: cuts.size + 1 })}
        </Button>
      </Box>
    </Box>
  );
}

const sheet = {
  mt: 1,
  p: 1.25,
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'primary.main',
  borderRadius: 1,
  lineHeight: 2,
  cursor: 'default',
  outline: 'none',
  '& .cut': { border: 0, background: 'none', px: '3px', mx: '2px', color: COLOURS.inkSoft, borderRadius: '3px' },
  '& .cut.here': { background: COLOURS.accentSoft, outline: `2px solid ${COLOURS.accent}` },
  '& .cut.done': { color: COLOURS.danger, fontWeight: 700 },
} as const;
