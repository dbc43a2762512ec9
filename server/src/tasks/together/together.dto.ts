import { z } from 'zod';
import { Instant, keyOf, RequiredText } from '../../platform/dto.js';
import { INSTRUCTION_DEMANDS } from '../../rules/instruction.words.js';

export const WriteComment = z
  .strictObject({
    text: RequiredText(1000, '评论'),
    mentionIds: z.array(z.int32()).max(20, '一条评论最多提到 20 人').default([]),
  })
  .meta({ id: 'WriteComment' });
export type WriteComment = z.output<typeof WriteComment>;

export const CommentView = z.object({
  id: z.int(),
  authorName: z.string(),
  authorPost: z.string().nullable(),
  unitName: z.string().nullable(),
  text: z.string().nullable().describe('null: taken back'),
  mentionedNames: z.array(z.string()),
  at: Instant,
  withdrawnAt: Instant.nullable(),
  mayWithdraw: z.boolean(),
});
export type CommentView = z.infer<typeof CommentView>;

/** Somebody who sees a task. */
export const Onlooker = z.object({ id: z.int(), name: z.string(), postName: z.string(), unitName: z.string() }).meta({ id: 'Onlooker' });
export type Onlooker = z.infer<typeof Onlooker>;

export const InstructionView = z.object({
  id: z.int(),
  leaderName: z.string(),
  text: z.string(),
  demand: keyOf(INSTRUCTION_DEMANDS),
  demandLabel: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  replyBy: z.string().describe('YYYY-MM-DD, Asia/Shanghai'),
  recorderName: z.string().nullable().describe("null: the leader's own hand"),
  at: Instant,
  answer: z.string().nullable(),
  answeredByName: z.string().nullable(),
  answeredAt: Instant.nullable(),
  version: z.int(),
  permittedActs: z.array(z.string()),
  blockedActs: z.array(z.object({ act: z.string(), reasons: z.array(z.string()) })),
});
export type InstructionView = z.infer<typeof InstructionView>;
