import type { Measure, TaskRow } from '../api/types.js';
import { yearsText } from '../documents/words.js';

/** When a measure is due, and who says so; `date` is 'YYYY-MM-DD', `years` as an office writes them. */
export type Due =
  | { source: 'text'; date: string /** the last day of its tasks where that is another */; tasksTo: string | null }
  | { source: 'tasks'; date: string }
  | { source: 'years'; years: string }
  | { source: 'none' };

/** What its sentence says, else the last day of its tasks, else the years that the sentence is tied to. */
export function dueOf({ deadline, phases }: Pick<Measure, 'deadline' | 'phases'>, tasks: readonly Pick<TaskRow, 'deadline'>[]): Due {
  const last = tasks
    .flatMap(task => task.deadline ?? [])
    .toSorted()
    .at(-1);
  if (deadline) return { source: 'text', date: deadline, tasksTo: last && last !== deadline ? last : null };
  if (last) return { source: 'tasks', date: last };
  return phases.length > 0 ? { source: 'years', years: yearsText(phases) } : { source: 'none' };
}
