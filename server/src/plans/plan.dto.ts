import { z } from 'zod';
import { Day, keyOf, RequiredText, Text, Version } from '../platform/dto.js';
import { PHASE_KINDS } from '../rules/cadences.js';
import { IndicatorStanding } from '../tasks/indicator.dto.js';
import { IndicatorView, OPS } from './document.dto.js';
import { PLAN_KINDS, PLAN_STATES } from './plan.entity.js';

const Year = z.number({ error: '请填写年份' }).int('年份应当是整数').min(1949, '年份过早').max(2199, '年份过晚');

const PhaseForm = z.object({
  year: Year,
  kind: keyOf(PHASE_KINDS),
  name: RequiredText(50, '阶段名称'),
  dueDate: z.string({ error: '请填写阶段时限' }).pipe(Day),
});

export const ConfirmPlan = z
  .strictObject({
    version: Version,
    title: RequiredText(200, '方案名称'),
    kind: keyOf(PLAN_KINDS),
    docNumber: Text(100, '文号').nullish(),
    startYear: Year,
    endYear: Year,
    phases: z.array(PhaseForm).max(30, '阶段最多 30 个'),
  })
  .meta({ id: 'ConfirmPlan' });
export type ConfirmPlan = z.infer<typeof ConfirmPlan>;

export const PlanFilter = z.strictObject({ q: Text(100, '检索词').optional(), state: keyOf(PLAN_STATES).optional() });
export type PlanFilter = z.infer<typeof PlanFilter>;

const PhaseView = z.object({
  id: z.int(),
  year: z.int(),
  kind: keyOf(PHASE_KINDS),
  name: z.string(),
  dueDate: z.string(),
});

export const PlanView = z
  .object({
    id: z.int(),
    title: z.string(),
    kind: keyOf(PLAN_KINDS),
    kindLabel: z.string(),
    docNumber: z.string().nullable(),
    ownerUnitId: z.int(),
    ownerUnitName: z.string(),
    state: keyOf(PLAN_STATES),
    stateLabel: z.string(),
    startYear: z.int(),
    endYear: z.int(),
    phases: z.array(PhaseView),
    documentId: z.int().nullable(),
    counts: z.object({ measures: z.int(), tasks: z.int(), completed: z.int(), overdue: z.int() }),
    confirmedAt: z.iso.datetime().nullable(),
    confirmedByName: z.string().nullable(),
    version: z.int(),
    permissions: z.object({ confirm: z.boolean(), breakDown: z.boolean() }),
  })
  .meta({ id: 'Plan' });
export type PlanView = z.infer<typeof PlanView>;

export const MeasureView = z
  .object({
    id: z.int(),
    no: z.string(),
    title: z.string().nullable(),
    section: z.array(z.string()),
    text: z.string(),
    /** The whole list that this measure was taken out of; null: it stands on its own. */
    listText: z.string().nullable(),
    deadline: z.string().nullable(),
    deadlineRaw: z.string().nullable(),
    phases: z.array(z.int()),
    leadNames: z.array(z.string()),
    supportNames: z.array(z.string()),
    indicators: z.array(IndicatorView),
    /** The version of the document that no longer has it, where that was adopted. */
    goneSince: z.int().nullable(),
    documentId: z.int(),
    start: z.int(),
    end: z.int(),
    taskIds: z.array(z.int()),
  })
  .meta({ id: 'Measure' });
export type MeasureView = z.infer<typeof MeasureView>;

const Point = z.object({
  id: z.int(),
  year: z.int().nullable(),
  dueDate: z.string().nullable(),
  op: z.enum(OPS),
  value: z.number().nullable(),
  value2: z.number().nullable(),
  raw: z.string(),
  defect: z.string().nullable(),
});

export const IndicatorSeriesView = z
  .object({
    id: z.int(),
    name: z.string(),
    unit: z.string(),
    op: z.enum(OPS),
    measureId: z.int().nullable(),
    measureNo: z.string().nullable(),
    documentId: z.int(),
    start: z.int(),
    standing: IndicatorStanding,
    baseline: z.object({ value: z.number(), date: z.string().nullable(), raw: z.string() }).nullable(),
    targets: z.array(Point),
    /** What was to be reached until a version of the document said otherwise. */
    former: z.array(Point.extend({ untilVersion: z.int() })),
  })
  .meta({ id: 'PlanIndicator' });
export type IndicatorSeriesView = z.infer<typeof IndicatorSeriesView>;

export const TargetView = z
  .object({
    id: z.int(),
    text: z.string(),
    section: z.array(z.string()),
    indicators: z.array(IndicatorView),
    deadline: z.string().nullable(),
  })
  .meta({ id: 'Target' });
export type TargetView = z.infer<typeof TargetView>;

export const SourceView = z
  .object({
    documentId: z.int(),
    documentTitle: z.string(),
    planTitle: z.string(),
    measureNo: z.string(),
    measureText: z.string(),
    before: z.string(),
    sentence: z.string(),
    after: z.string(),
    section: z.array(z.string()),
    /** What a newer version of the document says instead, where somebody decided that it holds. */
    newer: z
      .object({
        kind: z.enum(['changed', 'gone']),
        text: z.string(),
        versionNo: z.int(),
        documentId: z.int(),
        decidedAt: z.iso.datetime(),
        deciderName: z.string().nullable(),
        note: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'TaskSource' });
export type SourceView = z.infer<typeof SourceView>;
