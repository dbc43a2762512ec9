import Box from '@mui/material/Box';
import { type Colour, LIGHTS, type Light } from '../api/rules.js';
import type { TaskRow } from '../api/types.js';
import { LIGHT_COLOURS, SCHEME_COLOURS } from '../theme.js';

interface Props {
  light: Light;
  count?: number;
  /** The scheme's word and colour for the light, and why it is lit. */
  label?: string;
  colour?: Colour | null;
  reason?: string;
}

/** A task's light, the same everywhere: shape and word beside the colour, so that a black-and-white print still tells it. */
export function LightMark({ light, count, label, colour, reason }: Props) {
  const { label: usual, shape } = LIGHTS[light];
  const { ink, ground } = colour ? SCHEME_COLOURS[colour] : LIGHT_COLOURS[light];
  return (
    <Box component="span" title={reason} sx={{ ...mark, color: ink, bgcolor: ground }}>
      <span aria-hidden="true">{shape}</span>
      {label ?? usual}
      {count !== undefined && <b>{count}</b>}
    </Box>
  );
}

/** The light of a task's row in the words of its scheme; the reason shows when the pointer rests on it. */
export function TaskLight({ task }: { task: Pick<TaskRow, 'light' | 'lightLabel' | 'lightColour' | 'lightReason'> }) {
  return <LightMark light={task.light} label={task.lightLabel} colour={task.lightColour} reason={task.lightReason} />;
}

const mark = {
  display: 'inline-flex',
  alignItems: 'center',
  gap: '4px',
  px: '6px',
  borderRadius: '3px',
  fontSize: 12,
  lineHeight: '20px',
  whiteSpace: 'nowrap',
  '@media print': { bgcolor: '#fff', border: '1px solid #000' },
} as const;
