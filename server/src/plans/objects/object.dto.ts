import { z } from 'zod';
import { Day, keyOf, RequiredText, Text, Version } from '../../platform/dto.js';
import { OBJECT_PROCESS } from '../../rules/object.process.js';
import { OBJECT_KINDS, type ObjectKind, type ObjectState } from '../../rules/object.words.js';
import { TimelineEntry } from '../../tasks/task.dto.js';

const day = z.string().describe('YYYY-MM-DD, Asia/Shanghai');
const KindName = keyOf<ObjectKind>(OBJECT_KINDS, '请选择建设类别');
const StateName = keyOf<ObjectState>(OBJECT_PROCESS.states);
const blank = (max: number, label: string) =>
  Text(max, label)
    .nullish()
    .transform(text => text || null);

/** What the register says of an institution beside how far it has come. */
const entry = {
  institution: RequiredText(100, '机构名称'),
  institutionCode: blank(40, '机构代码'),
  kind: KindName,
  specialty: Text(60, '专科名称')
    .nullish()
    .transform(text => text ?? ''),
  buildYear: z
    .int({ error: '建设年度应当是年份' })
    .min(2000)
    .max(2199)
    .nullish()
    .transform(year => year ?? null),
  guidanceUnit: blank(100, '牵头（指导）单位'),
  note: blank(500, '备注'),
};

export const EnterObject = z
  .strictObject({
    ...entry,
    planId: z.int32({ error: '请选择规划方案' }),
    countyUnitId: z.int32({ error: '请选择县（市、区）' }),
    plannedReview: z.string({ error: '请选择拟评审时间' }).pipe(Day),
  })
  .meta({ id: 'EnterObject' });
export type EnterObject = z.output<typeof EnterObject>;

export const ChangeObject = z.strictObject({ ...entry, version: Version }).meta({ id: 'ChangeObject' });
export type ChangeObject = z.output<typeof ChangeObject>;

export const ObjectFilter = z
  .strictObject({
    q: Text(100, '搜索词').optional(),
    planId: z.int32().optional(),
    kind: KindName.optional(),
    countyUnitId: z.int32().optional(),
    state: StateName.optional(),
    buildYear: z.int32().optional(),
    /** The planned day has passed and the reviewers have not been there. */
    late: z.literal(true).optional(),
  })
  .meta({ id: 'ObjectFilter' });
export type ObjectFilter = z.output<typeof ObjectFilter>;

export const ObjectRow = z
  .object({
    id: z.int(),
    planId: z.int(),
    planTitle: z.string(),
    countyUnitId: z.int(),
    countyName: z.string(),
    institution: z.string(),
    institutionCode: z.string().nullable(),
    kind: KindName,
    kindLabel: z.string(),
    specialty: z.string(),
    buildYear: z.int().nullable(),
    plannedReview: day,
    late: z.boolean(),
    guidanceUnit: z.string().nullable(),
    note: z.string().nullable(),
    state: StateName,
    stateLabel: z.string(),
    declaredOn: day.nullable(),
    selfAssessedOn: day.nullable(),
    selfScore: z.string().nullable(),
    preReviewedOn: day.nullable(),
    preReview: z.string().nullable(),
    siteReviewedOn: day.nullable(),
    experts: z.string().nullable(),
    recognisedOn: day.nullable(),
    docNumber: z.string().nullable(),
    rectifyBy: day.nullable(),
    reReviewedOn: day.nullable(),
    version: z.int(),
    mayChange: z.boolean(),
    permittedActs: z.array(z.string()),
    blockedActs: z.array(z.object({ act: z.string(), reasons: z.array(z.string()) })),
  })
  .meta({ id: 'ObjectRow' });
export type ObjectRow = z.infer<typeof ObjectRow>;

export const ObjectDetail = ObjectRow.extend({ timeline: z.array(TimelineEntry) }).meta({ id: 'ObjectDetail' });
export type ObjectDetail = z.infer<typeof ObjectDetail>;

/** How a kind stands against what the plan asks for. */
export const ObjectCounts = z
  .object({
    data: z.array(
      z.object({
        kind: KindName,
        kindLabel: z.string(),
        target: z.number().nullable().describe("the plan's own indicator; null: the plan has none"),
        targetName: z.string().nullable(),
        listed: z.int(),
        recognised: z.int(),
        rectifying: z.int(),
        failed: z.int(),
        pending: z.int(),
        late: z.int(),
        quarters: z.array(z.object({ quarter: z.string(), planned: z.int() })).describe('not yet reviewed, by the quarter planned'),
      }),
    ),
  })
  .meta({ id: 'ObjectCounts' });
export type ObjectCounts = z.infer<typeof ObjectCounts>;
