import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** What stands where nothing is yet: a sentence that says so, and the next step. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Box role="status" sx={{ textAlign: 'center', py: 6, px: 3, color: 'text.secondary' }}>
      <Typography variant="h2" component="p" sx={{ color: 'text.primary', mb: 0.5 }}>
        {title}
      </Typography>
      {children && (
        <Typography variant="body2" sx={{ maxWidth: 560, mx: 'auto' }}>
          {children}
        </Typography>
      )}
      {action && <Box sx={{ mt: 2 }}>{action}</Box>}
    </Box>
  );
}
