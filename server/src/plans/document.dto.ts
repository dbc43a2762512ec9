import { z } from 'zod';
import { Day, keyOf, RequiredText, Text, Version } from '../platform/dto.js';
import { DECISIONS } from './document.entity.js';
import { PLAN_STATES } from './plan.entity.js';

export const RECORD_KINDS = { measure: '措施', target: '目标', achievement: '成效', heading: '标题' } as const;
export const OPS = ['>=', '<=', '=', '>', '<', 'between', '+>=', '+='] as const;

const Names = z.array(RequiredText(100, '单位名称')).max(60, '单位最多 60 个');
const Year = z.number({ error: '年份应当是数字' }).int('年份应当是整数').min(1949, '年份过早').max(2199, '年份过晚');
const figure = (label: string) => z.number({ error: `${label}应当是数字` }).finite(`${label}应当是数字`);

const DeadlineView = z.object({ raw: Text(200, '时限原文'), date: z.string({ error: '请填写日期' }).pipe(Day) });

export const IndicatorView = z
  .object({
    raw: Text(500, '指标原文'),
    name: RequiredText(200, '指标名称'),
    op: z.enum(OPS, { error: '请选择比较方式' }),
    value: figure('指标值').nullable(),
    value2: figure('指标上限').optional(),
    unit: Text(20, '计量单位'),
    defect: Text(200, '缺损说明').optional(),
  })
  .meta({ id: 'ReadIndicator' });

/** As a form sends it: what is left out may be null. */
const IndicatorForm = IndicatorView.extend({ value2: figure('指标上限').nullish(), defect: Text(200, '缺损说明').nullish() })
  .superRefine(({ op, value, value2, defect }, context) => {
    if (value === null && !defect) context.addIssue({ code: 'custom', path: ['value'], message: '请填写指标值；原文缺损的请写明缺损情况' });
    if (op === 'between' && (value2 == null || (value !== null && value2 <= value)))
      context.addIssue({ code: 'custom', path: ['value2'], message: '区间的上限应当大于下限' });
  })
  .transform(({ value2, defect, ...indicator }) => ({
    ...indicator,
    ...(value2 == null ? {} : { value2 }),
    ...(defect ? { defect } : {}),
  }));

export const ChangeRecord = z
  .strictObject({
    version: Version,
    kind: keyOf(RECORD_KINDS).optional(),
    title: Text(100, '简称').nullable().optional(),
    lead: Names.optional(),
    support: Names.optional(),
    deadline: DeadlineView.nullable().optional(),
    phases: z.array(Year).max(30, '年份最多 30 个').optional(),
    indicators: z.array(IndicatorForm).max(100, '指标最多 100 个').optional(),
  })
  .meta({ id: 'ChangeRecord' });
export type ChangeRecord = z.infer<typeof ChangeRecord>;

export const UploadDocument = z.object({ title: Text(200, '标题').optional() });

export const DocumentFilter = z.strictObject({ q: Text(100, '检索词').optional(), planState: keyOf(PLAN_STATES).optional() });
export type DocumentFilter = z.infer<typeof DocumentFilter>;

/** Why an upload by mistake is taken back. */
export const WithdrawDocument = z.strictObject({ reason: RequiredText(500, '撤回理由') }).meta({ id: 'WithdrawDocument' });

/** Which part of a very long document is wanted: from this code point on. */
export const DocumentWindow = z.object({ from: z.coerce.number().int().min(0).default(0) });

const SpanView = z.object({ start: z.int(), end: z.int(), text: z.string() });

/** Whose word it is that a name means a unit: the register's, or that of somebody at the desk; `text`: no unit is meant; `open`: nobody has said. */
export const NAME_SOURCES = ['register', 'document', 'text', 'open'] as const;

/** A name and what it means: one unit, or several of which `unitName` tells the first and how many. */
export const Duty = z.object({
  name: z.string(),
  unitIds: z.array(z.int()),
  unitName: z.string().nullable(),
  source: z.enum(NAME_SOURCES),
});

export const RecordView = z
  .object({
    id: z.int(),
    seq: z.int(),
    start: z.int(),
    end: z.int(),
    text: z.string(),
    /** The text as it is read: the lines of the print joined, who owes a row of a table by when only behind its last sentence. */
    words: z.string(),
    kind: keyOf(RECORD_KINDS),
    title: z.string().nullable(),
    section: z.array(z.string()),
    lead: z.array(z.string()),
    support: z.array(z.string()),
    deadline: DeadlineView.nullable(),
    phases: z.array(z.int()),
    indicators: z.array(IndicatorView),
    /** The year that the words tie each of them to. */
    indicatorYears: z.array(z.int().nullable()),
    items: z.array(SpanView),
    /** It began as a row of a breakdown table, which counts as one. */
    isRow: z.boolean(),
    confidence: z.number(),
    defects: z.array(z.string()),
    why: z.array(z.object({ field: z.string(), rule: z.string(), words: z.string() })),
    decision: keyOf(DECISIONS),
    edited: z.boolean(),
    parentId: z.int().nullable(),
    decidedByName: z.string().nullable(),
    version: z.int(),
    leadUnits: z.array(Duty),
    supportUnits: z.array(Duty),
  })
  .meta({ id: 'IntakeRecord' });
export type RecordView = z.infer<typeof RecordView>;

export const DocumentRow = z
  .object({
    id: z.int(),
    title: z.string(),
    fileName: z.string(),
    format: z.string(),
    size: z.int(),
    chars: z.int(),
    encoding: z.string(),
    planId: z.int(),
    planTitle: z.string(),
    planState: keyOf(PLAN_STATES),
    uploadedByName: z.string(),
    uploadedAt: z.iso.datetime(),
    /** 1: the plan as first issued */
    versionNo: z.int(),
    withdrawnAt: z.iso.datetime().nullable(),
    counts: z.object({
      measure: z.int(),
      target: z.int(),
      achievement: z.int(),
      heading: z.int(),
      pending: z.int(),
      accepted: z.int(),
      discarded: z.int(),
    }),
  })
  .meta({ id: 'DocumentRow' });
export type DocumentRow = z.infer<typeof DocumentRow>;

export const DocumentView = z
  .object({
    ...DocumentRow.shape,
    notes: z.array(z.string()),
    text: z.string(),
    records: z.array(RecordView),
    window: z.object({ from: z.int(), to: z.int(), next: z.int().nullable() }),
    /** The last step at the desk that this answer knows of. */
    at: z.int(),
  })
  .meta({ id: 'Document' });
export type DocumentView = z.infer<typeof DocumentView>;
