import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { Link } from 'react-router-dom';
import { client } from '../../api/client.js';
import type { TaskBoard, TaskRow } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { TaskLight } from '../../parts/index.js';
import { DueCell } from '../columns.js';
import { ledgerWith, ViewPage } from './ViewPage.js';

/** Tasks by state, what is due first on top of each column; the rest of a column is behind its link. */
export default function BoardPage() {
  const t = useText();
  return (
    <ViewPage title={t('views.board')} fetch={client.taskBoard} isEmpty={board => board.columns.length === 0}>
      {(board, filter) => (
        <Box sx={{ display: 'flex', gap: 1, overflowX: 'auto', alignItems: 'flex-start', pb: 1 }}>
          {board.columns.map(column => (
            <Column key={column.state} column={column} filter={filter} />
          ))}
        </Box>
      )}
    </ViewPage>
  );
}

function Column({
  column: { state, stateLabel, total, tasks },
  filter,
}: {
  column: TaskBoard['columns'][number];
  filter: Record<string, unknown>;
}) {
  const t = useText();
  return (
    <Box component="section" sx={{ flex: '1 0 176px', maxWidth: 300, minWidth: 0 }}>
      <Box component="h2" sx={{ fontSize: 14, m: 0, mb: 0.75, display: 'flex', justifyContent: 'space-between' }}>
        {stateLabel}
        <span>{total}</span>
      </Box>
      <Box sx={{ display: 'grid', gap: 0.75 }}>
        {tasks.map(task => (
          <Card key={task.id} task={task} />
        ))}
        {total > tasks.length && (
          <Box component={Link} to={ledgerWith({ ...filter, state })} sx={{ fontSize: 13, color: 'primary.main', py: 0.5 }}>
            {t('views.boardPage.more', { count: total })}
          </Box>
        )}
      </Box>
    </Box>
  );
}

function Card({ task }: { task: TaskRow }) {
  const t = useText();
  return (
    <Paper variant="outlined" component={Link} to={`/tasks/${task.id}/show`} sx={card}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <TaskLight task={task} />
        {task.percent !== null && <b>{task.percent}%</b>}
      </Box>
      <Box sx={clamped}>{task.title}</Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, fontSize: 12 }}>
        <Box sx={{ color: 'text.secondary', minWidth: 0 }}>{task.leadUnitName ?? t('views.boardPage.nobody')}</Box>
        <DueCell task={task} />
      </Box>
    </Paper>
  );
}

const card = {
  display: 'block',
  p: 1,
  fontSize: 13,
  color: 'text.primary',
  textDecoration: 'none',
  '&:hover': { borderColor: 'primary.main' },
} as const;
const clamped = { display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden', my: 0.5 } as const;
