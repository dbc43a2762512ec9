import { z } from 'zod';
import { keyOf } from '../platform/dto.js';
import { LightName } from '../tasks/task.dto.js';

export const REVIEW_KINDS = {
  close_requested: '办结待审',
  escalation_answered: '督办答复',
  sign_off: '待签发',
  application: '申请',
  report: '进展报送',
  dispute: '签收异议',
  instruction: '批示落实',
} as const;
export type ReviewKind = keyof typeof REVIEW_KINDS;

export const ReviewItem = z
  .object({
    taskId: z.int(),
    no: z.string().nullable(),
    title: z.string(),
    leadUnitName: z.string().nullable(),
    planTitle: z.string(),
    kind: keyOf(REVIEW_KINDS),
    kindLabel: z.string(),
    since: z.iso.datetime(),
    light: LightName,
    deadline: z.string().nullable().describe('YYYY-MM-DD, Asia/Shanghai'),
    /** The record that waits: the task itself, a notice of the ladder, an application, or a unit's share. */
    recordId: z.int(),
    process: z.string(),
    act: z.string().describe('the act of that process that it waits for'),
  })
  .meta({ id: 'ReviewItem' });
export type ReviewItem = z.infer<typeof ReviewItem>;
