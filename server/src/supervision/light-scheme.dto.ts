import { z } from 'zod';
import { keyOf, RequiredText, Text, Version, WholeNumber } from '../platform/dto.js';
import { COLOURS, CURVES, DAY_UNITS, NAMED_LIGHTS, type SchemeRules, type SchemeWords } from '../rules/schemes.js';
import { LightName } from '../tasks/task.dto.js';

const Rules = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('days'),
      unit: keyOf(DAY_UNITS),
      warn: WholeNumber('黄灯天数', 1, 365),
      critical: WholeNumber('橙灯天数', 0, 365).nullable(),
    }),
    z.strictObject({
      kind: z.literal('pace'),
      curve: keyOf(CURVES),
      weights: z
        .array(z.number('每月的份量应当是数字').min(0, '每月的份量不能小于 0').max(1000, '每月的份量不能大于 1000'))
        .length(12, '请填写 12 个月的份量'),
      warn: WholeNumber('黄灯百分点', 1, 99),
      critical: WholeNumber('红灯百分点', 1, 100),
      graceDays: WholeNumber('不报送的宽限天数', 1, 365),
    }),
    z.strictObject({ kind: z.literal('ratio'), warn: WholeNumber('黄灯比例', 1, 99), critical: WholeNumber('橙灯比例', 1, 99) }),
    z.strictObject({
      kind: z.literal('steps'),
      receive: WholeNumber('签收天数', 0, 365),
      report: WholeNumber('反馈天数', 0, 365),
      solve: WholeNumber('一般事项办结天数', 1, 365),
      major: WholeNumber('重大事项办结天数', 1, 365),
    }),
  ])
  .superRefine((rules, context) => {
    const fault = disorderOf(rules);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

/** The graver light must not come first, and a curve needs some weight. */
function disorderOf(rules: SchemeRules): string | null {
  switch (rules.kind) {
    case 'days':
      return rules.critical !== null && rules.critical >= rules.warn ? '橙灯的天数应当小于黄灯的天数' : null;
    case 'ratio':
      return rules.critical >= rules.warn ? '橙灯的比例应当小于黄灯的比例' : null;
    case 'pace':
      if (rules.critical <= rules.warn) return '红灯的百分点应当大于黄灯的百分点';
      return rules.weights.every(weight => weight === 0) ? '12 个月的份量不能全是 0' : null;
    case 'steps':
      return rules.receive <= rules.report && rules.report <= rules.solve && rules.solve <= rules.major
        ? null
        : '各步骤的天数应当依次不减：签收、反馈、一般事项、重大事项';
  }
}

const Word = z.strictObject({ label: RequiredText(8, '名称'), colour: keyOf(COLOURS) });
const Words = z.strictObject(Object.fromEntries(NAMED_LIGHTS.map(light => [light, Word])) as Record<keyof SchemeWords, typeof Word>);

const fields = {
  name: RequiredText(30, '名称'),
  note: Text(300, '说明'),
  rules: Rules,
  words: Words.refine(words => new Set(Object.values(words).map(({ label }) => label)).size === NAMED_LIGHTS.length, '各灯的名称不能相同'),
};

export const CreateScheme = z.strictObject(fields).meta({ id: 'CreateLightScheme' });
export type CreateScheme = z.infer<typeof CreateScheme>;

const effect = {
  planIds: z
    .array(z.int32())
    .max(500)
    .refine(ids => new Set(ids).size === ids.length, '同一个方案选了两次')
    .describe('every plan that is to be judged by it'),
  isDefault: z.boolean(),
  version: Version,
};

/** A scheme as it is to be, tried on the tasks of today. */
export const TrySchemeChange = z.strictObject({ ...fields, ...effect }).meta({ id: 'TryLightScheme' });
export type TrySchemeChange = z.infer<typeof TrySchemeChange>;

/** The same, put into effect: with the seal of the trial that was looked at. */
export const ChangeScheme = z
  .strictObject({ ...fields, ...effect, seal: z.string('请先试算，核对后再生效').min(1, '请先试算，核对后再生效') })
  .meta({ id: 'ChangeLightScheme' });
export type ChangeScheme = z.infer<typeof ChangeScheme>;

export const SchemeView = z
  .object({
    id: z.int(),
    name: z.string(),
    note: z.string(),
    rules: Rules,
    words: Words,
    sentence: z.string().describe('the thresholds in words'),
    isDefault: z.boolean(),
    plans: z.array(z.object({ id: z.int(), title: z.string() })).describe('that have chosen it'),
    version: z.int(),
  })
  .meta({ id: 'LightScheme' });
export type SchemeView = z.infer<typeof SchemeView>;

const Counts = z.record(LightName, z.int());

const tally = {
  tasks: z.int().describe('open tasks that the scheme judges now or then'),
  before: Counts,
  after: Counts,
  changed: z.int(),
  changes: z
    .array(
      z.object({
        taskId: z.int(),
        no: z.string().nullable(),
        title: z.string(),
        planTitle: z.string(),
        leadUnitName: z.string().nullable(),
        before: LightName,
        beforeLabel: z.string(),
        after: LightName,
        afterLabel: z.string(),
        afterColour: keyOf(COLOURS).nullable(),
        reason: z.string(),
      }),
    )
    .describe('the first 200, the gravest first'),
};

export const SchemeTrial = z.object({ ...tally, seal: z.string() }).meta({ id: 'LightSchemeTrial' });
export type SchemeTrial = z.infer<typeof SchemeTrial>;

/** The same on days that are past. */
export const PastTrial = z
  .object({ days: z.array(z.object({ day: z.string(), ...tally })).describe('month ends of the last year, the oldest first') })
  .meta({ id: 'PastTrial' });
export type PastTrial = z.infer<typeof PastTrial>;
