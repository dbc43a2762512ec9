import { z } from 'zod';
import { LIGHTS, type Light } from '../rules/lights.js';
import { TaskRow } from '../tasks/task.dto.js';

const count = z.int();
const lights = Object.fromEntries(Object.keys(LIGHTS).map(light => [light, count])) as Record<Light, typeof count>;

/** Everything counts issued tasks in the actor's reach. */
export const Dashboard = z
  .object({
    waiting: z.array(
      z.object({ key: z.string(), label: z.string(), count, to: z.string().describe('page of the front end, with its filter') }),
    ),
    late: z.array(TaskRow),
    dueSoon: z.array(TaskRow),
    byPhase: z.array(
      z.object({
        year: count,
        name: z.string(),
        planId: count,
        planTitle: z.string(),
        total: count,
        reached: count.describe('recorded as reached, or the whole task is completed'),
        behind: count.describe('recorded as behind, or past its day without a record'),
        open: count,
      }),
    ),
    byUnit: z.array(
      z.object({
        unitId: count.describe('lead unit'),
        unitName: z.string(),
        total: count,
        completed: count,
        overdue: count,
        dueSoon: count.describe('with a warning lit before the due day'),
        normal: count.describe('in time, without an end, or without data yet'),
      }),
    ),
    byLight: z.object(lights),
    plans: z.array(
      z.object({ id: count, title: z.string(), total: count, completed: count, percent: count.describe('completed of total, 0 to 100') }),
    ),
  })
  .meta({ id: 'Dashboard' });
export type Dashboard = z.infer<typeof Dashboard>;
