import { z } from 'zod';
import { keyOf, RequiredText, Version } from '../../platform/dto.js';
import { PAPERS, TABLE_FIELDS } from './template.js';

const Column = z.object({ field: keyOf(TABLE_FIELDS), heading: RequiredText(30, '列标题') });

const shape = {
  title: RequiredText(100, '表格标题'),
  paper: keyOf(PAPERS),
  columns: z.array(Column).min(2, '至少保留两列').max(30, '最多 30 列'),
};

export const SaveTemplate = z
  .strictObject({ ...shape, version: Version })
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
    fields: z.array(z.object({ field: keyOf(TABLE_FIELDS), label: z.string() })),
  })
  .meta({ id: 'TableTemplate' });
export type TemplateView = z.infer<typeof TemplateView>;

export const ExportTable = z.strictObject({ format: z.enum(['xlsx', 'docx'], { error: '格式只有 xlsx 和 docx' }).default('xlsx') });
export type ExportTable = z.infer<typeof ExportTable>;
