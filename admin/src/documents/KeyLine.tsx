import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type TextKey, useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import { DECISIONS } from './kinds.js';
import type { Desk } from './useDesk.js';

/** What the help line shows, in this order. */
const KEY_HELP: { keys: string; label: TextKey }[] = [
  { keys: '↑ ↓ / J K', label: 'documents.key.move' },
  { keys: 'A', label: 'documents.key.accept' },
  { keys: 'D', label: 'documents.key.discard' },
  { keys: 'Z', label: 'documents.key.pending' },
  { keys: 'E', label: 'documents.key.edit' },
  { keys: '1–4', label: 'documents.key.kind' },
  { keys: 'X', label: 'documents.key.select' },
  { keys: 'Shift+A', label: 'documents.key.acceptShown' },
  { keys: 'U', label: 'documents.key.undo' },
];

/** The keys of the desk, and what was decided last with the way back. `desk` is null where nothing may be changed. */
export function KeyLine({ desk }: { desk: Desk | null }) {
  const t = useText();
  const help = desk ? KEY_HELP : KEY_HELP.slice(0, 1);
  const step = desk?.lastStep;
  return (
    <Box className="no-print" sx={line}>
      {!desk && <span>{t('documents.readOnly')}</span>}
      {help.map(({ keys, label }) => (
        <span key={keys}>
          <kbd>{keys}</kbd> {t(label)}
        </span>
      ))}
      {step && (
        <Box sx={{ ml: 'auto', whiteSpace: 'nowrap' }} aria-live="polite">
          {t('documents.lastStep', { decision: t(DECISIONS[step.decision].label), count: step.before.size })}
          <Button onClick={() => desk.undo()} sx={{ py: 0, ml: 0.5 }}>
            {t('documents.key.undo')}
          </Button>
        </Box>
      )}
    </Box>
  );
}

const line = {
  display: 'flex',
  gap: 1.5,
  alignItems: 'center',
  mt: 0.5,
  minHeight: 26,
  fontSize: 12,
  color: 'text.secondary',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  '& kbd': {
    fontFamily: 'inherit',
    border: `1px solid ${COLOURS.line}`,
    borderBottomWidth: 2,
    borderRadius: '3px',
    px: '5px',
    bgcolor: '#fff',
    color: COLOURS.ink,
  },
} as const;
