import type { LightFacts } from './light-days.js';
import { addDays, daysBetween, earlierOf, nextDueOf } from './lights.js';
import { CLOSED_STATES, type TaskState, UNISSUED_STATES } from './task.words.js';

/** What is on record of a task, each with the day on which it came to be so; lists in the order of their days ('YYYY-MM-DD'). */
export interface TaskRecord {
  startDate: string | null;
  /** As it was issued. */
  firstDeadline: string | null;
  issuedOn: string;
  /** Since when a unit that leads has signed for it. */
  receivedOn: string | null;
  states: { day: string; state: TaskState }[];
  extensions: { day: string; deadline: string }[];
  phases: { dueDate: string; verdict: string | null; judgedOn: string | null }[];
  reports: { day: string; percent: number }[];
  pauses: { from: string; to: string | null }[];
  /** What was sent back, and by when it had to be made good. */
  returns: { day: string; resubmitBy: string | null }[];
}

/**
 * The facts by which a task's light would have been judged at the end of a day, from what was on record by then.
 * Null: it was not issued yet, or was closed already.
 */
export function factsOn(task: TaskRecord, day: string): LightFacts | null {
  const state = lastBy(task.states, day)?.state;
  if (task.issuedOn > day || !state || UNISSUED_STATES.includes(state) || CLOSED_STATES.includes(state)) return null;
  const paused = task.pauses.some(({ from, to }) => from <= day && (to === null || to > day));
  const lost = task.pauses.reduce((sum, { from, to }) => sum + (to !== null && to <= day ? daysBetween(from, to) : 0), 0);
  const phases = task.phases.map(({ dueDate, verdict, judgedOn }) => ({
    dueDate: addDays(dueDate, lost),
    verdict: judgedOn !== null && judgedOn <= day ? verdict : null,
  }));
  const stated = lastBy(task.extensions, day)?.deadline ?? task.firstDeadline;
  const deadline = stated && addDays(stated, lost);
  const resubmitBy = state === 'returned' ? (lastBy(task.returns, day)?.resubmitBy ?? null) : null;
  return {
    startDate: task.startDate,
    issuedOn: task.issuedOn,
    deadline,
    nextDue: paused ? null : earlierOf(resubmitBy, nextDueOf(phases, deadline, task.issuedOn)),
    milestones: phases.map(({ dueDate }) => dueDate),
    percent: lastBy(task.reports, day)?.percent ?? null,
    received: task.receivedOn !== null && task.receivedOn <= day,
  };
}

/** The last days of so many months before a day, the oldest first. */
export function monthEndsBefore(today: string, months: number): string[] {
  const ends: string[] = [];
  for (let first = `${today.slice(0, 8)}01`; ends.length < months; ) {
    const end = addDays(first, -1);
    ends.unshift(end);
    first = `${end.slice(0, 8)}01`;
  }
  return ends;
}

function lastBy<T extends { day: string }>(events: T[], day: string): T | undefined {
  return events.findLast(event => event.day <= day);
}
