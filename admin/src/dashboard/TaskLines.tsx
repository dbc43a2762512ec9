import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router-dom';
import type { TaskRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { Panel, TaskLight } from '../parts/index.js';
import { DueCell, oneLine } from '../tasks/columns.js';

/** A short list of tasks on the dashboard; each line opens its task. */
export function TaskLines({ title, tasks, none, more }: { title: string; tasks: TaskRow[]; none: string; more: string }) {
  const t = useText();
  return (
    <Panel
      title={title}
      flush
      actions={
        tasks.length > 0 && (
          <MuiLink component={Link} to={more} variant="body2">
            {t('dashboard.more')}
          </MuiLink>
        )
      }
    >
      {tasks.length === 0 && <Box sx={{ px: 2, py: 2, color: 'text.secondary' }}>{none}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {tasks.map(task => (
          <Box
            component="li"
            key={task.id}
            sx={{ display: 'flex', gap: 1.5, alignItems: 'center', px: 2, py: 0.75, borderTop: 1, borderColor: 'divider', fontSize: 13 }}
          >
            <TaskLight task={task} />
            <Box sx={{ minWidth: 0, flex: 1 }}>
              <MuiLink
                component={Link}
                to={`/tasks/${task.id}/show`}
                title={task.title}
                sx={{ ...oneLine, display: 'block', color: 'text.primary' }}
              >
                {task.title}
              </MuiLink>
              <Box sx={{ ...oneLine, fontSize: 12, color: 'text.secondary' }}>{task.leadUnitName}</Box>
            </Box>
            <DueCell task={task} />
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
