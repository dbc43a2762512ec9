import Box from '@mui/material/Box';
import { LIGHTS, type Light } from '../api/rules.js';
import { LIGHT_COLOURS } from '../theme.js';

/** A task's light, the same everywhere: shape and word beside the colour, so that a black-and-white print still tells it. */
export function LightMark({ light, count }: { light: Light; count?: number }) {
  const { label, shape } = LIGHTS[light];
  const { ink, ground } = LIGHT_COLOURS[light];
  return (
    <Box component="span" sx={{ ...mark, color: ink, bgcolor: ground }}>
      <span aria-hidden="true">{shape}</span>
      {label}
      {count !== undefined && <b>{count}</b>}
    </Box>
  );
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
