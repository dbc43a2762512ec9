import { z } from 'zod';
import { keyOf } from '../platform/dto.js';
import { ROLL_UPS } from '../rules/readings.js';

const day = z.string().describe('YYYY-MM-DD, Asia/Shanghai');

/** Where an indicator stands: the same figure in report, task, ledger and plan. */
export const IndicatorStanding = z
  .object({
    id: z.int(),
    name: z.string(),
    unit: z.string(),
    rollUp: keyOf(ROLL_UPS),
    current: z.object({ value: z.number(), day }).nullable(),
    readings: z.array(
      z.object({
        id: z.int(),
        unitId: z.int(),
        unitName: z.string(),
        day,
        value: z.number(),
        source: z.string().nullable(),
        enteredByName: z.string(),
      }),
    ),
    targets: z.array(
      z.object({
        id: z.int(),
        year: z.int().nullable(),
        due: day.nullable(),
        value: z.number().nullable(),
        value2: z.number().nullable(),
        verdict: z.enum(['reached', 'behind', 'unknown']),
        why: z.string(),
        rate: z.number().nullable().describe('actual of quota in percent, may pass 100'),
      }),
    ),
  })
  .meta({ id: 'IndicatorStanding' });
export type IndicatorStanding = z.infer<typeof IndicatorStanding>;

export const SetRollUp = z.strictObject({ rollUp: keyOf(ROLL_UPS, '请选择汇总方式') }).meta({ id: 'SetRollUp' });
export type SetRollUp = z.infer<typeof SetRollUp>;
