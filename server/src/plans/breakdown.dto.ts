import { z } from 'zod';
import { MOST_UNITS } from '../people/unit.groups.js';
import { Day, keyOf, Text } from '../platform/dto.js';
import { CADENCES } from '../rules/cadences.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { PlanView } from './plan.dto.js';

const id = (what: string) =>
  z
    .number({ error: `请选择${what}` })
    .int()
    .min(1)
    .max(2_147_483_647);
const words = (max: number, label: string) => Text(max, label).nullish();
const day = (label: string) =>
  z
    .string({ error: `${label}应当是日期` })
    .pipe(Day)
    .nullish();

const units = (what: string) => z.array(id(what)).max(MOST_UNITS, `${what}最多 ${MOST_UNITS} 个`).default([]);

/** One row of the grid as it comes back: what a person may set, everything else of the row is ignored. */
export const DraftRow = z
  .object({
    measureId: id('措施'),
    taskId: id('任务').nullish(),
    version: z.int32().nullish(),
    title: Text(200, '任务名称'),
    doneCriterion: words(1000, '完成标准'),
    evidenceRequired: words(1000, '佐证材料要求'),
    leadUnitId: id('牵头单位').nullish(),
    /** Units that each lead a task of their own, of a measure that has none yet: instead of one lead. */
    eachUnitIds: units('牵头单位'),
    coLeadUnitIds: units('责任单位'),
    supportUnitIds: units('配合单位'),
    startDate: day('开始日期'),
    deadline: day('完成时限'),
    cadence: keyOf(CADENCES).nullish(),
    phases: z
      .array(z.object({ phaseId: id('阶段'), dueDate: day('阶段时限'), target: words(500, '阶段目标') }))
      .max(30, '阶段最多 30 个')
      .default([]),
  })
  .meta({ id: 'DraftRow' });
export type DraftRow = z.infer<typeof DraftRow>;

export const SaveBreakdown = z
  .strictObject({ rows: z.array(DraftRow).min(1, '没有要保存的行').max(500, '一次最多保存 500 行') })
  .meta({ id: 'SaveBreakdown' });
export type SaveBreakdown = z.infer<typeof SaveBreakdown>;

export const BreakdownRow = z
  .object({
    measureId: z.int(),
    measureNo: z.string(),
    section: z.string().nullable(),
    measureText: z.string(),
    taskId: z.int().nullable(),
    taskState: keyOf(TASK_PROCESS.states).nullable(),
    version: z.int().nullable(),
    title: z.string(),
    doneCriterion: z.string().nullable(),
    evidenceRequired: z.string().nullable(),
    leadUnitId: z.int().nullable(),
    /** The lead as the text names it, where there is none yet and the register does not know the name. */
    unknownLead: z.string().nullable(),
    /** Units that each get a task of their own, where the text names several for lead (各县（市、区）卫生健康局). */
    eachUnitIds: z.array(z.int()),
    coLeadUnitIds: z.array(z.int()),
    supportUnitIds: z.array(z.int()),
    startDate: z.string().nullable(),
    deadline: z.string().nullable(),
    cadence: keyOf(CADENCES).nullable(),
    phases: z.array(z.object({ phaseId: z.int(), year: z.int(), name: z.string(), dueDate: z.string(), target: z.string().nullable() })),
    proposed: z.array(z.string()),
    issues: z.array(z.string()),
    /** Something without which it cannot be handed out is still open. */
    incomplete: z.boolean(),
    /** The plan's newer version words the measure otherwise than the task, or no longer has it. */
    sourceChange: z.enum(['changed', 'gone']).nullable(),
    permittedActs: z.array(z.string()),
  })
  .meta({ id: 'BreakdownRow' });
export type BreakdownRow = z.infer<typeof BreakdownRow>;

/** A name that stands for several units at once. */
const UnitGroup = z.object({ name: z.string(), unitIds: z.array(z.int()) }).meta({ id: 'UnitGroup' });
export type UnitGroup = z.infer<typeof UnitGroup>;

export const BreakdownRows = z.object({ rows: z.array(BreakdownRow) }).meta({ id: 'BreakdownRows' });
export const BreakdownView = z
  .object({ plan: PlanView, rows: z.array(BreakdownRow), groups: z.array(UnitGroup), unsaid: z.array(z.string()) })
  .meta({ id: 'Breakdown' });
export type BreakdownView = z.infer<typeof BreakdownView>;
