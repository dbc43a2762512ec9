import { z } from 'zod';
import { keysOf } from '../../plans/document.dto.js';
import { RequiredText } from '../../platform/dto.js';
import { PAPERS, TABLE_FIELDS } from './template.js';

const Column = z.object({ field: keysOf(TABLE_FIELDS), heading: RequiredText(30, '列标题') });

const shape = {
  title: RequiredText(100, '表格标题'),
  paper: keysOf(PAPERS),
  columns: z.array(Column).min(2, '至少保留两列').max(30, '最多 30 列'),
};

export const SaveTemplate = z
  .strictObject({ ...shape, version: z.int32({ error: '缺少版本号，请刷新页面后重试' }) })
  .refine(({ columns }) => columns.some(({ field }) => field === 'measure'), { path: ['columns'], error: '“工作任务”列不能去掉' })
  .refine(
    ({ columns }) => {
      const fields = columns.map(({ field }) => field).filter(field => field !== 'blank');
      return new Set(fields).size === fields.length;
    },
    { path: ['columns'], error: '同一列只能出现一次（手填列除外）' },
  )
  .refine(({ columns }) => new Set(columns.map(({ heading }) => heading)).size === columns.length, {
    path: ['columns'],
    error: '列标题不能重复',
  })
  .meta({ id: 'SaveTableTemplate' });
export type SaveTemplate = z.infer<typeof SaveTemplate>;

export const TemplateView = z
  .object({
    ...shape,
    /** 0: the usual form, nothing of the office's own saved yet. */
    version: z.int(),
    unitName: z.string(),
    fields: z.array(z.object({ field: keysOf(TABLE_FIELDS), label: z.string() })),
  })
  .meta({ id: 'TableTemplate' });
export type TemplateView = z.infer<typeof TemplateView>;

export const ExportTable = z.strictObject({ format: z.enum(['xlsx', 'docx'], { error: '格式只有 xlsx 和 docx' }).default('xlsx') });
export type ExportTable = z.infer<typeof ExportTable>;

/** Text fields beside the file. */
export const ImportTable = z.strictObject({
  /** JSON: names in the table → ids of the units that they mean. */
  aliases: z
    .string()
    .max(20_000)
    .default('{}')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: '单位对应关系无法识别，请刷新后重试' });
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string().max(200), z.int32().min(1), { error: '单位对应关系无法识别，请刷新后重试' })),
  /** What the trial said will change: nothing else is taken over. */
  digest: z.string().max(64).optional(),
});
export type ImportTable = z.infer<typeof ImportTable>;

const Change = z.object({
  row: z.int(),
  column: z.string(),
  heading: z.string(),
  measureNo: z.string(),
  title: z.string(),
  isNew: z.boolean(),
  old: z.string(),
  new: z.string(),
});
const Fault = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  heading: z.string().nullable(),
  measureNo: z.string().nullable(),
  message: z.string(),
  conflict: z.boolean(),
});

export const TableTrial = z
  .object({
    fileName: z.string(),
    sheet: z.string(),
    rowsRead: z.int(),
    /** Rows by what becomes of them. */
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    changes: z.array(Change),
    faults: z.array(Fault),
    unknownUnits: z.array(z.object({ name: z.string(), rows: z.array(z.int()) })),
    notices: z.array(z.string()),
    digest: z.string(),
  })
  .meta({ id: 'TableTrial' });
export type TableTrial = z.infer<typeof TableTrial>;
