import { z } from 'zod';
import { keyOf, Text } from '../platform/dto.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { DIFFERENCES, VERSION_DECISIONS } from './version.entity.js';

export const VersionRow = z
  .object({
    documentId: z.int(),
    versionNo: z.int(),
    title: z.string(),
    fileName: z.string(),
    uploadedAt: z.iso.datetime(),
    uploaderName: z.string().nullable(),
    withdrawnAt: z.iso.datetime().nullable(),
    pending: z.int(),
    differences: z.int(),
  })
  .meta({ id: 'PlanVersion' });
export type VersionRow = z.infer<typeof VersionRow>;

const Side = z.object({
  text: z.string(),
  section: z.array(z.string()),
  kind: z.string(),
  deadline: z.string().nullable(),
  lead: z.array(z.string()),
  support: z.array(z.string()),
});

export const DifferenceView = z
  .object({
    id: z.int(),
    kind: keyOf(DIFFERENCES),
    kindLabel: z.string(),
    moved: z.boolean(),
    old: Side.nullable(),
    fresh: Side.nullable(),
    /** Word by word; empty where only one side is there. */
    words: z.array(z.object({ side: z.enum(['both', 'old', 'new']), text: z.string() })),
    measureId: z.int().nullable(),
    measureNo: z.string().nullable(),
    tasks: z.array(
      z.object({ id: z.int(), no: z.string().nullable(), title: z.string(), state: keyOf(TASK_PROCESS.states), stateLabel: z.string() }),
    ),
    decision: keyOf(VERSION_DECISIONS).nullable(),
    decisionLabel: z.string().nullable(),
    deciderName: z.string().nullable(),
    decidedAt: z.iso.datetime().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'VersionDifference' });
export type DifferenceView = z.infer<typeof DifferenceView>;

export const VersionView = z
  .object({
    version: VersionRow,
    before: VersionRow,
    planTitle: z.string(),
    /** How many units stay as they were. */
    unchanged: z.int(),
    differences: z.array(DifferenceView),
    mayDecide: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'VersionComparison' });
export type VersionView = z.infer<typeof VersionView>;

const id = z.int32({ error: '请选择要决定的条目' }).min(1);

export const DecideDifferences = z
  .strictObject({
    ids: z.array(id).min(1, '请选择要决定的条目').max(500, '一次最多决定 500 条'),
    decision: z.enum(['taken', 'kept'], { error: '请选择采用新版或保持原样' }),
    note: Text(500, '说明').nullish(),
  })
  .meta({ id: 'DecideDifferences' });
export type DecideDifferences = z.infer<typeof DecideDifferences>;
