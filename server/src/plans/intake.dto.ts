import { z } from 'zod';
import { MOST_UNITS } from '../people/unit.groups.js';
import { keyOf, RequiredText, Version } from '../platform/dto.js';
import { Duty, RECORD_KINDS, RecordView } from './document.dto.js';
import { DECISIONS } from './document.entity.js';
import { STEP_ACTS } from './intake.entity.js';

const MOST = 5000;

/** Records with the version that the person saw: what somebody else has changed since is not touched. */
const Seen = z
  .array(z.strictObject({ id: z.int32(), version: Version }))
  .min(1, '请先选择记录')
  .max(MOST, `一次最多 ${MOST} 条`);
export type Seen = z.infer<typeof Seen>;

export const Decide = z.strictObject({ records: Seen, decision: keyOf(DECISIONS) }).meta({ id: 'DecideRecords' });
export type Decide = z.infer<typeof Decide>;

export const ChangeKind = z.strictObject({ records: Seen, kind: keyOf(RECORD_KINDS) }).meta({ id: 'ChangeKind' });
export type ChangeKind = z.infer<typeof ChangeKind>;

export const TakeApart = z.strictObject({ version: Version }).meta({ id: 'TakeApart' });

export const SplitRecord = z
  .strictObject({
    version: Version,
    /** Code points of the document at which a new piece begins. */
    at: z.array(z.int32()).min(1, '请指明从哪里拆开').max(50, '一次最多拆成 51 条'),
  })
  .meta({ id: 'SplitRecord' });
export type SplitRecord = z.infer<typeof SplitRecord>;

export const MergeRecords = z.strictObject({ records: Seen.min(2, '请选择要合并的两条以上记录') }).meta({ id: 'MergeRecords' });
export type MergeRecords = z.infer<typeof MergeRecords>;

export const NameUnit = z
  .strictObject({
    /** One, or several that mean the same. */
    names: z.array(RequiredText(100, '单位名称')).min(1, '请选择单位名称').max(MOST, `一次最多 ${MOST} 个`),
    /** Empty: no unit is meant, the names stay words. */
    unitIds: z.array(z.int32()).max(MOST_UNITS, `单位最多 ${MOST_UNITS} 个`),
    /** Also keep the name of one unit in the register, for every document to come. */
    alias: z.boolean().default(false),
  })
  .meta({ id: 'NameUnit' });
export type NameUnit = z.infer<typeof NameUnit>;

export const AskForUnit = z.strictObject({ name: RequiredText(100, '单位名称') }).meta({ id: 'AskForUnit' });

export const UnitRequestView = z
  .object({
    id: z.int(),
    name: z.string(),
    planTitle: z.string(),
    ownerUnitName: z.string(),
    /** The first sentence that names it. */
    sentence: z.string(),
    askedByName: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'UnitRequest' });
export type UnitRequestView = z.infer<typeof UnitRequestView>;

export const AnswerUnitRequest = z.strictObject({ answer: RequiredText(200, '不登记的理由') }).meta({ id: 'AnswerUnitRequest' });
export type AnswerUnitRequest = z.infer<typeof AnswerUnitRequest>;

export const UndoStep = z.strictObject({ stepId: z.int32() }).meta({ id: 'UndoStep' });

/** Steps after this one are wanted. */
export const ChangesAfter = z.object({ after: z.coerce.number().int().min(0).max(2_147_483_647) });

const StepView = z
  .object({
    id: z.int(),
    act: keyOf(STEP_ACTS),
    actLabel: z.string(),
    actorName: z.string(),
    mine: z.boolean(),
    at: z.iso.datetime(),
    /** How many records it changed. */
    count: z.int(),
    detail: z.object({
      decision: keyOf(DECISIONS).optional(),
      kind: keyOf(RECORD_KINDS).optional(),
      name: z.string().optional(),
      unitName: z.string().nullable().optional(),
      registered: z.boolean().optional(),
      /** The act that was taken back. */
      undone: keyOf(STEP_ACTS).optional(),
    }),
  })
  .meta({ id: 'IntakeStep' });
export type StepView = z.infer<typeof StepView>;

export const DeskChanges = z
  .object({
    /** The last step that this answer knows of. */
    at: z.int(),
    steps: z.array(StepView),
    records: z.array(RecordView),
    removed: z.array(z.int()),
    /** The asker's last step that can be taken back. */
    undoable: StepView.nullable(),
  })
  .meta({ id: 'DeskChanges' });
export type DeskChanges = z.infer<typeof DeskChanges>;

export const NameView = z
  .object({
    ...Duty.shape,
    records: z.int(),
    /** The name itself says that it means several (各有关单位). */
    several: z.boolean(),
    suggestions: z.array(z.object({ unitIds: z.array(z.int()), unitName: z.string() })),
    /** Somebody has asked the administrator to register it; `answer`: why it was not done. */
    asked: z.object({ byName: z.string(), at: z.iso.datetime(), answer: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'DocumentName' });
export type NameView = z.infer<typeof NameView>;

export const LikenessView = z
  .object({
    recordId: z.int(),
    measureId: z.int(),
    measureNo: z.string(),
    planId: z.int(),
    planTitle: z.string(),
    text: z.string(),
    /** 0..1, by pairs of characters. */
    similarity: z.number(),
  })
  .meta({ id: 'Likeness' });
export type LikenessView = z.infer<typeof LikenessView>;
