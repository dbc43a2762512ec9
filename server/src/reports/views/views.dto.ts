import { z } from 'zod';
import { LightName, TaskRow, TaskStateName } from '../../tasks/task.dto.js';

const day = z.string().describe('YYYY-MM-DD, Asia/Shanghai');
const Counts = z.partialRecord(LightName, z.int());

/** Tasks by state; each column begins with what is due first, `total` says how many there are. */
export const TaskBoard = z
  .object({ columns: z.array(z.object({ state: TaskStateName, stateLabel: z.string(), total: z.int(), tasks: z.array(TaskRow) })) })
  .meta({ id: 'TaskBoard' });
export type TaskBoard = z.infer<typeof TaskBoard>;

export const TaskCalendar = z
  .object({
    month: z.string().describe('YYYY-MM'),
    days: z.array(
      z.object({
        day,
        total: z.int(),
        lights: Counts,
        tasks: z.array(z.object({ id: z.int(), title: z.string(), light: LightName, leadUnitName: z.string().nullable() })),
      }),
    ),
    undated: z.int().describe('tasks of the filter without a day'),
    off: z.array(day).describe('days of the month on which nobody works; none in a year whose list is not loaded'),
  })
  .meta({ id: 'TaskCalendar' });
export type TaskCalendar = z.infer<typeof TaskCalendar>;

export const WallRow = z
  .object({
    id: z.int(),
    no: z.string().nullable(),
    title: z.string(),
    planTitle: z.string(),
    leadUnitName: z.string().nullable(),
    state: TaskStateName,
    stateLabel: z.string(),
    light: LightName,
    percent: z.int().nullable(),
    begin: day.nullable(),
    deadline: day.nullable(),
    originalDeadline: day.nullable(),
    completedOn: day.nullable(),
    phases: z.array(
      z.object({ year: z.int(), name: z.string(), dueDate: day, verdict: z.enum(['reached', 'behind', 'unknown']).nullable() }),
    ),
  })
  .meta({ id: 'WallRow' });
export type WallRow = z.infer<typeof WallRow>;

const Cell = z.object({ state: TaskStateName, light: LightName, count: z.int() });
export const TaskMatrix = z
  .object({
    rows: z.array(z.object({ unitId: z.int().nullable(), unitName: z.string().nullable(), total: z.int(), cells: z.array(Cell) })),
    sums: z.array(Cell),
    total: z.int(),
    units: z.int().describe('how many units there are; rows are cut after the first 200'),
  })
  .meta({ id: 'TaskMatrix' });
export type TaskMatrix = z.infer<typeof TaskMatrix>;
