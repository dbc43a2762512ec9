import { useGetOne } from 'react-admin';
import type { TaskDetail } from '../../api/types.js';

/** The task as the server shows it to this person; an act's answer replaces it at once (see useActed). */
export function useTask(id: number | undefined) {
  return useGetOne<TaskDetail>('tasks', { id: id ?? 0 }, { enabled: id !== undefined });
}
