import type { TaskDetail, TimelineEntry } from '../../api/types.js';

/** The request for closing that is (or was last) under review, read from the task's story. */
export interface Submission {
  entry: TimelineEntry;
  /** How many times closing has been asked for. */
  count: number;
  /** The return before it, if there was one. */
  lastReturn: TimelineEntry | null;
}

const isTaskAct = (act: string) => (entry: TimelineEntry) => entry.process === 'task' && entry.act === act;

/** `timeline` comes newest first, as the server gives it; null when closing was never asked for. */
export function submissionOf(timeline: TimelineEntry[]): Submission | null {
  const requests = timeline.filter(isTaskAct('request_completion'));
  const [entry] = requests;
  if (!entry) return null;
  return { entry, count: requests.length, lastReturn: timeline.find(isTaskAct('return')) ?? null };
}

/** Why the task was sent back, while it is with the unit again; null in every other state. */
export function openReturn(task: Pick<TaskDetail, 'state' | 'timeline'>): TimelineEntry | null {
  return task.state === 'returned' ? (task.timeline.find(isTaskAct('return')) ?? null) : null;
}

/** What an entry says, in one line: its text, then what else it carries. */
export function spoken({ text, fields }: Pick<TimelineEntry, 'text' | 'fields'>): string {
  const others = fields.map(({ label, value }) => `${label}：${value}`).join('；');
  return [text, others && `（${others}）`].filter(Boolean).join('');
}
