import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as To } from 'react-router-dom';
import type { RelatedTask } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { formatDate, formatPercent, LightMark } from '../../parts/index.js';

/** The tasks that this one hangs together with: what it is part of, its parts, the one before and the one after. */
export function RelatedTasks({ tasks }: { tasks: RelatedTask[] }) {
  const t = useText();
  return (
    <>
      {tasks.map(task => (
        <Box key={task.id} component="article" sx={{ px: 2, py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontSize: 12, color: 'text.secondary' }}>
            <span>{t(`taskPage.related.${task.relation}`)}</span>
            <LightMark light={task.light} />
            <span>{task.stateLabel}</span>
          </Box>
          <Link component={To} to={`/tasks/${task.id}/show`} sx={{ fontSize: 13 }}>
            {task.title}
          </Link>
          <Typography variant="caption" color="textSecondary" component="div">
            {[task.no, task.leadUnitName, task.deadline && formatDate(task.deadline), formatPercent(task.percent)]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </Box>
      ))}
    </>
  );
}
