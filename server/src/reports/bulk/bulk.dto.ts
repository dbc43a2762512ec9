import { z } from 'zod';
import { keyOf } from '../../platform/dto.js';
import { BULK_ACTS, BULK_MOST } from './bulk.acts.js';

const act = keyOf(BULK_ACTS, '这件事不能批量办理');
const input = z.record(z.string(), z.union([z.string(), z.number(), z.null()])).default({});
const many = <T extends z.ZodType>(item: T) => z.array(item).min(1, '请先选择任务').max(BULK_MOST, `一次最多办理 ${BULK_MOST} 项`);

export const TryBulk = z.strictObject({ act, ids: many(z.int32()), input }).meta({ id: 'TryBulkAct' });
export type TryBulk = z.output<typeof TryBulk>;

/** The versions are those of the preview: what has changed since is refused. */
export const DoBulk = z
  .strictObject({ act, items: many(z.strictObject({ id: z.int32(), version: z.int() })), input })
  .meta({ id: 'DoBulkAct' });
export type DoBulk = z.output<typeof DoBulk>;

const line = {
  id: z.int(),
  no: z.string().nullable(),
  title: z.string(),
  report: z.string().nullable().describe('how far it is, in the words that are agreed to or reported again'),
};
export const BulkOutcome = z
  .object({
    open: z.array(z.object({ ...line, version: z.int() })).describe('preview: what will be done; afterwards: what has been done'),
    refused: z.array(z.object({ ...line, reasons: z.array(z.string()) })),
  })
  .meta({ id: 'BulkOutcome' });
export type BulkOutcome = z.infer<typeof BulkOutcome>;
