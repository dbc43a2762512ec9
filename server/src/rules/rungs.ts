import { addDays } from './lights.js';
import type { MessageKind } from './messages.js';

export interface Rung {
  rung: string;
  days: number;
  kind: Extract<MessageKind, 'due_soon' | 'overdue'>;
}

/**
 * The ladder of reminders on a due day, in calendar days from it (negative: before). Each rung fires once per task and due day (G12);
 * a changed due day is a new ladder.
 */
export const RUNGS: readonly Rung[] = [
  { rung: 'due_7', days: -7, kind: 'due_soon' },
  { rung: 'due_3', days: -3, kind: 'due_soon' },
  { rung: 'overdue_1', days: 1, kind: 'overdue' },
];

/**
 * The due days whose tasks stand on a rung today, both inclusive, null: unbounded. A task stands on the last rung whose day has come,
 * so that a sweep after a pause does not send all that it missed.
 */
export function dueDaysOn(rung: Rung, today: string): { from: string | null; to: string } {
  const next = RUNGS[RUNGS.indexOf(rung) + 1];
  return { from: next ? addDays(today, 1 - next.days) : null, to: addDays(today, -rung.days) };
}
