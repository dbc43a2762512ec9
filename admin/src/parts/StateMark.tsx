import Box from '@mui/material/Box';
import { COLOURS } from '../theme.js';

/** States that ask for a look have their own ink; all others are plain. */
const INK: Record<string, string> = {
  draft: COLOURS.inkSoft,
  discarded: COLOURS.inkSoft,
  pending_issue: COLOURS.warn,
  close_requested: COLOURS.warn,
  pending_receipt: COLOURS.warn,
  returned: COLOURS.danger,
  disabled: COLOURS.inkSoft,
  locked: COLOURS.danger,
  intake: COLOURS.warn,
  under_verification: COLOURS.warn,
  receipt_disputed: COLOURS.warn,
  branch_submitted: COLOURS.warn,
  suspended: COLOURS.inkSoft,
  terminated: COLOURS.inkSoft,
  replaced: COLOURS.inkSoft,
  completed: COLOURS.good,
  delisted: COLOURS.good,
  archived: COLOURS.good,
  granted: COLOURS.good,
  refused: COLOURS.danger,
  closed: COLOURS.good,
  recognised: COLOURS.good,
  rectifying: COLOURS.danger,
  failed: COLOURS.danger,
  planned: COLOURS.inkSoft,
  removed: COLOURS.inkSoft,
};

/** The state of a record by its Chinese label, as the server names it. */
export function StateMark({ state, label }: { state: string; label: string }) {
  const ink = INK[state] ?? COLOURS.accent;
  return (
    <Box
      component="span"
      sx={{
        color: ink,
        border: `1px solid ${ink}`,
        borderRadius: '3px',
        px: '5px',
        fontSize: 12,
        lineHeight: '18px',
        whiteSpace: 'nowrap',
        display: 'inline-block',
      }}
    >
      {label}
    </Box>
  );
}
