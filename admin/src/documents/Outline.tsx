import Box from '@mui/material/Box';
import { memo, useState } from 'react';
import { useText } from '../i18n/index.js';
import { toggled } from '../parts/index.js';
import { COLOURS } from '../theme.js';
import type { OutlineNode } from './records.js';

interface Props {
  nodes: OutlineNode[];
  active: number | null;
  onGo: (id: number) => void;
}

/** From this many headings on, only the upper two levels are open at first. */
const MANY = 40;

/** The headings as a tree, each with how many records under it still wait (or ✓). */
export const Outline = memo(function Outline({ nodes, active, onGo }: Props) {
  const t = useText();
  const [closed, setClosed] = useState<ReadonlySet<number>>(
    () => new Set(nodes.length > MANY ? nodes.filter(({ depth, parent }) => parent && depth >= 1).map(({ id }) => id) : []),
  );
  const toggle = (id: number) => setClosed(all => toggled(all, id));
  return (
    <Box component="nav" aria-label={t('documents.outline')} sx={tree}>
      {nodes.length === 0 && <Box sx={{ p: 1, color: 'text.secondary' }}>{t('documents.noOutline')}</Box>}
      {nodes
        .filter(({ above }) => !above.some(id => closed.has(id)))
        .map(({ id, text, depth, total, pending, parent }) => (
          <div key={id} className={id === active ? 'node active' : 'node'} style={{ paddingLeft: depth * 12 }}>
            <button
              type="button"
              className="fold"
              onClick={() => toggle(id)}
              disabled={!parent}
              aria-expanded={parent ? !closed.has(id) : undefined}
              aria-label={t('documents.fold')}
            >
              {parent ? (closed.has(id) ? '▸' : '▾') : ''}
            </button>
            <button type="button" className="name" onClick={() => onGo(id)} title={text}>
              {text}
            </button>
            {total > 0 && (
              <span className={pending > 0 ? 'count' : 'count done'} title={t('documents.outlineCount', { pending, total })}>
                {pending > 0 ? `${pending}/${total}` : '✓'}
              </span>
            )}
          </div>
        ))}
    </Box>
  );
});

const tree = {
  overflow: 'auto',
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  py: 0.5,
  '@media print': { display: 'none' },
  fontSize: 12.5,
  '& .node': { display: 'flex', alignItems: 'flex-start', gap: '2px', pr: '6px' },
  '& .active': { background: COLOURS.accentSoft },
  '& button': { border: 0, background: 'none', font: 'inherit', color: 'inherit', p: 0, cursor: 'pointer', lineHeight: '22px' },
  '& .fold': { width: 16, flex: 'none', color: COLOURS.inkSoft },
  '& .name': { flex: 1, minWidth: 0, textAlign: 'left', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .name:hover': { color: COLOURS.accent },
  '& .count': { color: COLOURS.warn, fontSize: 11.5, lineHeight: '22px' },
  '& .done': { color: COLOURS.good, fontWeight: 700 },
} as const;
