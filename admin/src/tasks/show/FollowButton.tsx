import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../../api/client.js';
import { taskQuery } from '../../api/task.js';
import type { TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';

/** Begins or ends to follow the task. */
export function FollowButton({ task }: { task: TaskDetail }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const toggle = async () => {
    setBusy(true);
    await client.follow(task.id, !task.following).then(
      () => {
        queries.setQueryData(taskQuery(task.id).queryKey, { ...task, following: !task.following });
        notify(t(task.following ? 'taskPage.follow.ended' : 'taskPage.follow.begun'), { type: 'success' });
      },
      error => notify(error.message, { type: 'error' }),
    );
    setBusy(false);
  };
  return (
    <Button variant="outlined" aria-pressed={task.following} loading={busy} onClick={() => void toggle()}>
      {t(task.following ? 'taskPage.follow.on' : 'taskPage.follow.off')}
    </Button>
  );
}
