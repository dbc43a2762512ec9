import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { TimelineEntry } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import { InstantText } from './DateText.js';
import { EmptyState } from './EmptyState.js';

/** Everything that happened to a task, in the order that the server gives, on one line of time. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const t = useText();
  if (entries.length === 0) return <EmptyState title={t('app.timeline.empty')} />;
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {entries.map(entry => (
        <Entry key={`${entry.process}-${entry.id}`} entry={entry} />
      ))}
    </Box>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useText();
  const who = [entry.unitName, entry.actorPost, entry.actorName ?? t('app.timeline.system')].filter(Boolean).join(' · ');
  const moved = entry.fromLabel && entry.toLabel && entry.fromLabel !== entry.toLabel;
  return (
    <Box component="li" sx={item}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
        <Typography variant="h3" component="span">
          {entry.actLabel}
        </Typography>
        <Typography variant="caption" color="textSecondary" component="span" sx={{ ml: 'auto', whiteSpace: 'nowrap' }}>
          <InstantText value={entry.at} />
        </Typography>
      </Box>
      <Typography variant="caption" color="textSecondary" component="div">
        {who}
      </Typography>
      {moved && (
        <Typography variant="caption" color="textSecondary" component="div">
          {t('app.timeline.from', { from: entry.fromLabel ?? '', to: entry.toLabel ?? '' })}
        </Typography>
      )}
      {entry.text && (
        <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }}>
          {entry.text}
        </Typography>
      )}
      {entry.fields.map(field => (
        <Typography variant="body2" key={field.label} sx={{ whiteSpace: 'pre-line' }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {field.label}：
          </Box>
          {field.value}
        </Typography>
      ))}
    </Box>
  );
}

const item = {
  position: 'relative',
  breakInside: 'avoid',
  pl: 2.5,
  pb: 1.5,
  borderLeft: `1px solid ${COLOURS.line}`,
  ml: 0.75,
  '&::before': {
    content: '""',
    position: 'absolute',
    left: -5,
    top: 7,
    width: 9,
    height: 9,
    borderRadius: '50%',
    background: COLOURS.accent,
  },
  '&:last-of-type': { borderLeftColor: 'transparent', pb: 0 },
} as const;
