import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A labelled value. */
export function Fact({ label, children, wide }: { label: string; children: ReactNode; wide?: boolean }) {
  return (
    <Box sx={{ minWidth: 0, gridColumn: wide ? '1 / -1' : undefined }}>
      <Box component="dt" sx={{ fontSize: 12, lineHeight: 1.5, color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, fontSize: 13, lineHeight: 1.6, overflowWrap: 'anywhere' }}>
        {children}
      </Box>
    </Box>
  );
}

/** A paragraph that keeps its own line breaks. */
export function Words({ children }: { children: ReactNode }) {
  return <Box sx={{ fontSize: 13, lineHeight: 1.7, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{children}</Box>;
}
