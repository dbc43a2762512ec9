import Box from '@mui/material/Box';
import { useText } from '../i18n/index.js';
import { COLOURS, LIGHT_COLOURS } from '../theme.js';

/** How many of a plan's tasks are done, as figures over a thin bar; how many are late, in words. */
export function Progress({ tasks, completed, overdue }: { tasks: number; completed: number; overdue: number }) {
  const t = useText();
  if (tasks === 0) return <Box sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{t('plans.noTasks')}</Box>;
  return (
    <Box sx={{ minWidth: 120, whiteSpace: 'nowrap' }}>
      {t('plans.progress', { completed, tasks })}
      {overdue > 0 && (
        <Box component="span" sx={{ color: LIGHT_COLOURS.overdue.ink, ml: 1 }}>
          {t('plans.overdue', { count: overdue })}
        </Box>
      )}
      <Box sx={{ height: 4, bgcolor: '#e6e2da', borderRadius: 1 }}>
        <Box sx={{ height: 4, borderRadius: 1, bgcolor: COLOURS.accent, width: `${(completed / tasks) * 100}%` }} />
      </Box>
    </Box>
  );
}
