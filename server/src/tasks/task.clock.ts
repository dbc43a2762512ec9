import type { CalendarStore } from '../calendar/calendar.store.js';
import type { Effect, EffectContext } from '../platform/process.room.js';
import { DAYS_TO_CONFIRM, DAYS_TO_MEND } from '../rules/task.words.js';
import { addWorkingDays } from '../rules/working-days.js';
import type { Lights } from './lights.js';
import type { TaskRecord } from './task.lock.js';

/** A granted extension: the new deadline counts, the original one stays beside it. */
export function moveDeadline(lights: Lights): Effect<TaskRecord> {
  return async ({ manager, row, input }) => {
    await manager.query('UPDATE task SET deadline = $2 WHERE id = $1', [row.id, input.deadline]);
    await lights.settle(manager, [row.id]);
  };
}

/** What was sent back is due on the reviewer's day, else some working days from now; none in a year whose holidays are not loaded (G8). */
export function giveTimeToMend(lights: Lights, calendar: CalendarStore): Effect<TaskRecord> {
  return async ({ manager, row, input, today }) => {
    const counted = addWorkingDays(await calendar.current(manager), today, DAYS_TO_MEND);
    const day = input.resubmitBy ?? (counted.known ? counted.value : null);
    await manager.query('UPDATE task SET resubmit_by = $2 WHERE id = $1', [row.id, day]);
    await lights.settle(manager, [row.id]);
  };
}

/** The clock stands still: while a task is suspended nothing is due. */
export function pauseClock(lights: Lights): Effect<TaskRecord> {
  return async ({ manager, row, input, today }) => {
    await manager.query('INSERT INTO suspension (task_id, from_day, confirmed_on, until_day) VALUES ($1, $2, $2, $3)', [
      row.id,
      today,
      input.until,
    ]);
    await lights.settle(manager, [row.id]);
  };
}

/** SQL: the day by which somebody has to say whether a pause stands. */
export const confirmedBy = (pause: string) => `LEAST(${pause}.until_day, ${pause}.confirmed_on + ${DAYS_TO_CONFIRM})`;

/** The pause was looked at and stands until another day. */
export async function confirmPause({ manager, row, input, today }: EffectContext<TaskRecord>): Promise<void> {
  await manager.query('UPDATE suspension SET confirmed_on = $2, until_day = $3 WHERE task_id = $1 AND ended_on IS NULL', [
    row.id,
    today,
    input.until,
  ]);
}

/** The clock goes on: the days lost are added to everything that is still due, the deadline itself stays. */
export function resumeClock(lights: Lights): Effect<TaskRecord> {
  return async ({ manager, row, today }) => {
    await manager.query('UPDATE suspension SET ended_on = $2 WHERE task_id = $1 AND ended_on IS NULL', [row.id, today]);
    await lights.settle(manager, [row.id]);
  };
}
