import { useQueryClient } from '@tanstack/react-query';
import { taskQuery } from '../api/task.js';
import type { TaskDetail } from '../api/types.js';

/** Everything on the screens that an act can change. */
const TOUCHED = ['dashboard', 'review-queue', 'messages', 'plans', 'breakdown'];

/** Gives the function that puts an act's answer where the screens read it and lets lists, counts and charts fetch anew. */
export function useActed(): (detail: TaskDetail) => void {
  const queries = useQueryClient();
  return detail => {
    queries.setQueryData(taskQuery(detail.id).queryKey, detail);
    void queries.invalidateQueries({ queryKey: ['tasks'], predicate: query => query.queryKey[1] !== 'detail' });
    for (const key of TOUCHED) void queries.invalidateQueries({ queryKey: [key] });
  };
}
