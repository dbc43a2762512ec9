import type { MessageKind } from './messages.js';

/**
 * The ladder of reminders on a due day, in calendar days from it (negative: before). Each rung fires once per task and due day (G12);
 * a changed due day is a new ladder.
 */
export const RUNGS: readonly { rung: string; days: number; kind: MessageKind }[] = [
  { rung: 'due_7', days: -7, kind: 'due_soon' },
  { rung: 'due_3', days: -3, kind: 'due_soon' },
  { rung: 'overdue_1', days: 1, kind: 'overdue' },
];

/** The rung that a task stands on today: the last one whose day has come, so that a sweep after a pause does not send all that it missed. */
export function rungOn(nextDue: string, today: string, daysBetween: (from: string, to: string) => number): (typeof RUNGS)[number] | null {
  const passed = daysBetween(nextDue, today);
  return RUNGS.filter(rung => rung.days <= passed).at(-1) ?? null;
}
