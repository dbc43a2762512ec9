import { daysBetween } from './lights.js';
import { expectedPercent } from './pace.js';
import type { PaceRules, SchemeRules } from './schemes.js';
import { closedAs, DONE_STATES, type TaskState } from './task.words.js';

/** The five classes in which offices sum up a stocktaking (金寨 2025). */
export const PROGRESS_CLASSES = { done: '已完成', ahead: '超进度', on_pace: '达进度', behind: '欠进度', other: '其他' } as const;
export type ProgressClass = keyof typeof PROGRESS_CLASSES;

/** What a task's class follows from. Days are 'YYYY-MM-DD'. */
export interface ClassedTask {
  state: TaskState;
  begin: string | null;
  deadline: string | null;
  /** The day that counts next: a phase's or the end. */
  nextDue: string | null;
  milestones: readonly string[];
  /** Percent of the last report; null: there has been none. */
  percent: number | null;
}

/** So many points off the expected percent are still on pace, where the plan's scheme does not say it otherwise (银川). */
const POINTS = 10;
const LINEAR: Pick<PaceRules, 'curve' | 'weights'> = { curve: 'linear', weights: [] };

/**
 * The class of a task on a day, and the percent expected of it by then (null where there is no stretch to judge by).
 * Past a due day a task is behind whatever it has reported; without an end, suspended, given up or carried over, it stands with the others.
 */
export function classOf(task: ClassedTask, rules: SchemeRules, today: string): { progress: ProgressClass; expected: number | null } {
  const { state, begin, deadline, nextDue, milestones, percent } = task;
  if (DONE_STATES.includes(state)) return { progress: 'done', expected: null };
  if (closedAs(state) === 'ended' || begin === null || deadline === null || nextDue === null) return { progress: 'other', expected: null };
  const pace = rules.kind === 'pace' ? rules : LINEAR;
  const points = rules.kind === 'pace' ? rules.warn : POINTS;
  const expected = Math.round(expectedPercent(pace, { begin, end: deadline, milestones }, today));
  const gap = (percent ?? 0) - expected;
  if (nextDue < today || gap <= -points) return { progress: 'behind', expected };
  return { progress: gap >= points ? 'ahead' : 'on_pace', expected };
}

/** How many days a task is past the day that counts; 0: it is not. */
export function daysOver(nextDue: string | null, today: string): number {
  return nextDue !== null && nextDue < today ? daysBetween(nextDue, today) : 0;
}
