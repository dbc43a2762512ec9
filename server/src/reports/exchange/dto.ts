import { z } from 'zod';
import { MOST_UNITS } from '../../people/unit.groups.js';

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
    .pipe(z.record(z.string().max(200), z.array(z.int32().min(1)).min(1).max(MOST_UNITS), { error: '单位对应关系无法识别，请刷新后重试' })),
  /** What the trial said will change: nothing else is taken over. */
  digest: z.string().max(64).optional(),
});
export type ImportTable = z.infer<typeof ImportTable>;

/** A cell that will be taken over. */
const Change = z.object({
  row: z.int(),
  column: z.string(),
  heading: z.string(),
  measureNo: z.string(),
  title: z.string(),
  /** A task is drawn up that was not there before. */
  isNew: z.boolean(),
  old: z.string(),
  new: z.string(),
});
/** Why a table cannot be taken over; row, column and heading as the person sees them in the spreadsheet. */
const Fault = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  heading: z.string().nullable(),
  measureNo: z.string().nullable(),
  message: z.string(),
  /** Somebody changed the same row after the table was exported. */
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
    unknownUnits: z.array(
      z.object({
        name: z.string(),
        rows: z.array(z.int()),
        /** Units of a similar name. */
        suggestions: z.array(z.object({ unitIds: z.array(z.int()), unitName: z.string() })),
      }),
    ),
    notices: z.array(z.string()),
    digest: z.string(),
  })
  .meta({ id: 'TableTrial' });
export type TableTrial = z.infer<typeof TableTrial>;
export type TableChange = TableTrial['changes'][number];
export type TableFault = TableTrial['faults'][number];
