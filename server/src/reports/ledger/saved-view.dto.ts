import { z } from 'zod';
import { RequiredText, Version } from '../../platform/dto.js';
import { COLUMN_NAMES } from './columns.js';
import { LEDGER_SORTS, LedgerFilter } from './filter.js';

const content = {
  name: RequiredText(40, '视图名称'),
  /** The unit with which it is shared: one of the person's own. */
  unitId: z.int32().nullable(),
  filter: LedgerFilter,
  sort: z.strictObject({ field: z.enum(LEDGER_SORTS as [string, ...string[]]), order: z.enum(['ASC', 'DESC']) }).nullable(),
  columns: z.array(z.enum(COLUMN_NAMES)).min(1, '至少保留一列').max(COLUMN_NAMES.length),
};

export const SaveView = z.strictObject(content).meta({ id: 'SaveLedgerView' });
export type SaveView = z.output<typeof SaveView>;

export const ChangeView = z.strictObject({ ...content, version: Version }).meta({ id: 'ChangeLedgerView' });
export type ChangeView = z.output<typeof ChangeView>;

export const LedgerView = z
  .object({
    key: z.string().describe('in its link: /tasks?view=<key>'),
    name: z.string(),
    unitId: z.int().nullable(),
    unitName: z.string().nullable(),
    ownerName: z.string(),
    mine: z.boolean(),
    filter: z.record(z.string(), z.unknown()),
    sort: z.object({ field: z.string(), order: z.enum(['ASC', 'DESC']) }).nullable(),
    columns: z.array(z.string()),
    version: z.int(),
  })
  .meta({ id: 'LedgerView' });
export type LedgerView = z.infer<typeof LedgerView>;
export const LedgerViews = z.object({ data: z.array(LedgerView) }).meta({ id: 'LedgerViews' });
