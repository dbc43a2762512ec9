import { z } from 'zod';
import { keyOf, Text, Version } from '../../platform/dto.js';
import { PAPER_PROCESS, type PaperState } from '../../rules/paper.process.js';
import { BULLETIN_KINDS, CHECK_STATES, type CheckState, PAPER_KINDS, type PaperKind } from '../../rules/paper.words.js';
import { PROGRESS_CLASSES, type ProgressClass } from '../../rules/progress-class.js';
import { BlockedAct } from '../../tasks/task.dto.js';

export const DraftPaper = z
  .strictObject({
    kind: z.enum(BULLETIN_KINDS, { error: '请选择公文种类' }),
    planId: z.int32({ error: '请选择规划方案' }),
  })
  .meta({ id: 'DraftPaper' });
export type DraftPaper = z.infer<typeof DraftPaper>;

const chosen = z
  .array(z.int32())
  .max(50, '点名的任务不超过 50 项')
  .refine(ids => new Set(ids).size === ids.length, '同一项任务选了两次');

const text = {
  title: Text(80, '标题'),
  addressee: Text(200, '主送'),
  opening: Text(1000, '开头'),
  situation: Text(2000, '总体情况'),
  praise: Text(2000, '好的做法'),
  problems: Text(2000, '存在问题'),
  demands: Text(2000, '下一步要求'),
  copyTo: Text(300, '抄送'),
  copies: z.int('份数应当是整数').min(1, '份数至少是 1').max(9999, '份数太多').nullable(),
  praisedIds: chosen,
  laggingIds: chosen,
};

const PaperText = z.object(text).meta({ id: 'PaperText' });
export const SavePaperText = z.strictObject({ ...text, version: Version }).meta({ id: 'SavePaperText' });
export type SavePaperText = z.infer<typeof SavePaperText>;

export const PaperFilter = z.strictObject({
  taskId: z.int32().optional(),
  kind: keyOf<PaperKind>(PAPER_KINDS).optional(),
  state: keyOf<PaperState>(PAPER_PROCESS.states).optional(),
});
export type PaperFilter = z.infer<typeof PaperFilter>;

const row = {
  id: z.int(),
  kind: keyOf<PaperKind>(PAPER_KINDS),
  kindLabel: z.string(),
  state: keyOf<PaperState>(PAPER_PROCESS.states),
  stateLabel: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  officeUnitName: z.string(),
  drafterName: z.string().nullable(),
  taskId: z.int().nullable(),
  day: z.string().describe('on which the facts were taken'),
  issuedOn: z.string().nullable(),
  version: z.int(),
};

export const PaperRow = z.object(row).meta({ id: 'PaperRow' });
export type PaperRow = z.infer<typeof PaperRow>;

const Line = z.object({
  taskId: z.int(),
  no: z.string().nullable(),
  title: z.string(),
  leadUnitName: z.string(),
  deadline: z.string().nullable(),
  percent: z.int().nullable(),
  expected: z.int().nullable(),
  daysOver: z.int(),
  progress: keyOf<ProgressClass>(PROGRESS_CLASSES),
  progressLabel: z.string(),
});

export const PaperView = z
  .object({
    ...row,
    signerName: z.string().nullable(),
    checkBy: z.string().nullable(),
    sha256: z.string().nullable().describe('of the sheet as issued'),
    whole: z.boolean().describe('false: only the facts about the own unit are shown'),
    text: PaperText.nullable(),
    notice: z.array(z.object({ label: z.string().nullable(), value: z.string() })).describe('what a notice says, line by line'),
    counts: z.record(keyOf<ProgressClass>(PROGRESS_CLASSES), z.int()).nullable(),
    lines: z.array(Line).describe('tasks that are done or behind: those that the text may name'),
    checks: z.array(
      z.object({
        unitId: z.int(),
        unitName: z.string(),
        state: keyOf<CheckState>(CHECK_STATES).nullable(),
        stateLabel: z.string(),
        text: z.string().nullable(),
        byName: z.string().nullable(),
        at: z.iso.datetime().nullable(),
        facts: z.array(z.string()),
      }),
    ),
    pdf: z.object({ state: z.enum(['none', 'asked', 'there', 'failed']), trouble: z.string().nullable() }),
    permittedActs: z.array(z.string()),
    blockedActs: z.array(BlockedAct),
  })
  .meta({ id: 'Paper' });
export type PaperView = z.infer<typeof PaperView>;
