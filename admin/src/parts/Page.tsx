import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useSessionState } from '../api/session.js';
import { useText } from '../i18n/index.js';
import { formatDate } from './format.js';

/** The head of every page: its name (also the browser tab's), a line of explanation, and what can be done on it; on paper, the day that it shows. */
export function PageHead({ title, note, actions }: { title: string; note?: ReactNode; actions?: ReactNode }) {
  const t = useText();
  const { session } = useSessionState();
  return (
    <Box component="header" sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1.25, minHeight: 34, flexWrap: 'wrap' }}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <Typography variant="h1" sx={{ whiteSpace: 'nowrap' }}>
        {title}
      </Typography>
      {note && (
        <Typography variant="body2" color="textSecondary">
          {note}
        </Typography>
      )}
      <Box className="no-print" sx={{ ml: 'auto', display: 'flex', gap: 1, alignItems: 'center' }}>
        {actions}
      </Box>
      {session && (
        <Box className="print-only" sx={{ ml: 'auto', fontSize: 12 }}>
          {t('app.asOf', { date: formatDate(session.today) })}
        </Box>
      )}
    </Box>
  );
}

/** A sheet of a page with a heading of its own. */
export function Panel({
  title,
  note,
  actions,
  children,
  flush,
}: {
  title?: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) {
  return (
    <Paper component="section" variant="outlined" sx={{ mb: 1.5, minWidth: 0 }}>
      {title && (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'baseline',
            gap: 1.5,
            px: 2,
            py: 1,
            borderBottom: 1,
            borderColor: 'divider',
            breakAfter: 'avoid',
          }}
        >
          <Typography variant="h2">{title}</Typography>
          {note && (
            <Typography variant="caption" color="textSecondary">
              {note}
            </Typography>
          )}
          <Box sx={{ ml: 'auto' }}>{actions}</Box>
        </Box>
      )}
      <Box sx={flush ? undefined : { px: 2, py: 1.5 }}>{children}</Box>
    </Paper>
  );
}
