import { useQueryClient } from '@tanstack/react-query';
import { taskQuery } from '../api/task.js';
import type { TaskDetail } from '../api/types.js';

/** Everything on the screens that an act can change. */
const TOUCHED = ['papers', 'dashboard', 'review-queue', 'messages', 'plans', 'breakdown'];

/** Gives the function that puts a task's answer to an act where the screens read it (a paper's or an institution's is fetched anew) and lets lists, counts and charts fetch anew. */
export function useActed(): (detail: TaskDetail) => void {
  const queries = useQueryClient();
  return detail => {
    if (!('assignments' in detail)) {
      for (const key of ['papers', 'objects']) void queries.invalidateQueries({ queryKey: [key] });
      return;
    }
    queries.setQueryData(taskQuery(detail.id).queryKey, detail);
    void queries.invalidateQueries({ queryKey: ['tasks'], predicate: query => query.queryKey[1] !== 'detail' });
    for (const key of TOUCHED) void queries.invalidateQueries({ queryKey: [key] });
  };
}
