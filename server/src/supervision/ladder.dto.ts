import { z } from 'zod';
import { Day, keyOf, RequiredText, Text, Version, WholeNumber } from '../platform/dto.js';
import { ROLES } from '../rules/actor.js';
import { RUNG_KINDS, SIGNERS } from '../rules/ladder.js';
import { DAY_UNITS } from '../rules/schemes.js';
import { ESCALATION_LEVELS } from '../rules/task.words.js';

const RungInput = z.strictObject({
  code: z.string(),
  name: RequiredText(30, '名称'),
  offsetDays: WholeNumber('天数', -365, 365),
  unit: keyOf(DAY_UNITS),
  automatic: z.boolean(),
  active: z.boolean(),
  signer: z.enum(SIGNERS),
  copyTo: z.array(z.enum(['supervision_head', 'leader'])).max(2),
  replyDays: WholeNumber('答复天数', 1, 60).nullable(),
  demand: Text(500, '办理要求'),
});

const rungs = z.array(RungInput).min(1).max(30);

export const ChangeLadder = z.strictObject({ rungs, version: Version }).meta({ id: 'ChangeLadder' });
export type ChangeLadder = z.infer<typeof ChangeLadder>;

export const Ladder = z
  .object({
    rungs: z.array(RungInput.extend({ kind: keyOf(RUNG_KINDS), kindLabel: z.string(), mayBeAutomatic: z.boolean() })),
    own: z.boolean().describe('a plan has its own; otherwise it goes by the office’s'),
    choice: z
      .array(z.object({ id: z.int(), title: z.string(), own: z.boolean() }))
      .describe('plans that the reader’s office is in charge of; own: it has a ladder of its own'),
    version: z.int(),
  })
  .meta({ id: 'Ladder' });
export type Ladder = z.infer<typeof Ladder>;

/** A step that waits for somebody to confirm or skip it. */
export const Proposal = z
  .object({
    id: z.int(),
    taskId: z.int(),
    no: z.string().nullable(),
    title: z.string(),
    planTitle: z.string(),
    leadUnitName: z.string().nullable(),
    rung: z.string(),
    name: z.string(),
    kind: keyOf(RUNG_KINDS),
    dueDate: z.string(),
    text: z.string().describe('what will be written to the unit'),
    replyBy: z.string().nullable(),
    replyNote: z.string().nullable().describe('why there is no day to answer by'),
    signer: keyOf(ROLES),
    signerLabel: z.string(),
    maySign: z.boolean(),
    proposedAt: z.string(),
  })
  .meta({ id: 'LadderProposal' });
export type Proposal = z.infer<typeof Proposal>;

const ids = z.array(z.int32()).min(1, '请先选择事项').max(200, '一次最多处理 200 项');

export const DecideProposals = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('confirm'), ids, replyBy: Day.nullable().default(null) }),
    z.strictObject({ decision: z.literal('skip'), ids, reason: RequiredText(500, '跳过的理由') }),
  ])
  .meta({ id: 'DecideProposals' });
export type DecideProposals = z.infer<typeof DecideProposals>;

/** What the form of a notice (督办单) starts from, level by level. */
export const EscalationForm = z
  .object({
    signs: z.array(keyOf(ESCALATION_LEVELS)).describe('the levels that the person may sign'),
    levels: z.array(
      z.object({
        level: keyOf(ESCALATION_LEVELS),
        replyBy: z.string().nullable().describe('YYYY-MM-DD, Asia/Shanghai; null: no answer is owed, or the working days are not known'),
        text: z.string().describe('where the task stands, and the demand'),
      }),
    ),
  })
  .meta({ id: 'EscalationForm' });
export type EscalationForm = z.infer<typeof EscalationForm>;
