import Box from '@mui/material/Box';
import { useSession } from '../api/session.js';
import type { TaskRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { DateText, dayOf, daysBetween } from '../parts/index.js';
import { LIGHT_COLOURS } from '../theme.js';

/** The title of a task with the place in its plan under it. */
export function TitleCell({ task }: { task: TaskRow }) {
  const where = [task.measureNo, task.section].filter(Boolean).join(' ');
  return (
    <Box sx={{ minWidth: 200 }}>
      <Box sx={twoLines}>{task.title}</Box>
      {/* As wide as the title lets it be: a long place must not push the last columns off the screen. */}
      {where && <Box sx={{ ...oneLine, width: 0, minWidth: '100%', fontSize: 12, color: 'text.secondary' }}>{where}</Box>}
    </Box>
  );
}

/** The day that counts next and how far away it is. */
export function DueCell({ task }: { task: TaskRow }) {
  const t = useText();
  const { today } = useSession();
  if (!task.nextDue) return <Box sx={{ color: 'text.secondary' }}>{task.light === 'paused' ? task.lightLabel : t('tasks.noDate')}</Box>;
  const judged = task.light !== 'done' && task.light !== 'unissued';
  const days = daysBetween(today, task.nextDue);
  const away = days === 0 ? t('tasks.today') : days > 0 ? t('tasks.daysLeft', { days }) : t('tasks.daysOver', { days: -days });
  return (
    <Box sx={{ whiteSpace: 'nowrap' }}>
      <DateText value={task.nextDue} short />
      {judged && <Box sx={{ fontSize: 12, color: LIGHT_COLOURS[task.light].ink }}>{away}</Box>}
    </Box>
  );
}

/** How far the task is by its last report: percent, what was said in one line, and when. */
export function ProgressCell({ task }: { task: TaskRow }) {
  const t = useText();
  const missed = task.missedReports > 0 && (
    <Box sx={{ fontSize: 12, color: 'error.main' }}>{t('tasks.missedReports', { count: task.missedReports })}</Box>
  );
  if (task.percent === null)
    return (
      <Box sx={{ color: 'text.secondary' }}>
        {t('tasks.noReport')}
        {missed}
      </Box>
    );
  return (
    <Box sx={{ width: 190 }} title={task.lastReportText ?? undefined}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <b>{task.percent}%</b>
        <Box sx={{ flex: 1, height: 4, bgcolor: '#e6e2da', borderRadius: 1 }}>
          <Box sx={{ height: 4, borderRadius: 1, bgcolor: 'primary.main', width: `${Math.min(task.percent, 100)}%` }} />
        </Box>
        {task.lastReportAt && (
          <Box component="span" sx={{ fontSize: 12, color: 'text.secondary' }}>
            <DateText value={dayOf(task.lastReportAt)} short />
          </Box>
        )}
      </Box>
      <Box sx={{ ...oneLine, fontSize: 12, color: 'text.secondary' }}>{task.lastReportText}</Box>
      {missed}
    </Box>
  );
}

export const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
const twoLines = { display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' } as const;
