import { z } from 'zod';
import { keyOf } from '../platform/dto.js';
import { MESSAGE_KINDS } from '../rules/messages.js';

const Kind = keyOf(MESSAGE_KINDS);

export const MessageFilter = z.object({ unread: z.boolean().optional(), kind: Kind.optional() });
export type MessageFilter = z.infer<typeof MessageFilter>;

export const MessageView = z
  .object({
    id: z.int(),
    kind: Kind,
    kindLabel: z.string(),
    title: z.string(),
    body: z.string(),
    taskId: z.int().nullable(),
    paperId: z.int().nullable(),
    /** Of how many tasks the line tells. */
    tasks: z.int(),
    at: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'MessageView' });
export type MessageView = z.infer<typeof MessageView>;

const CHOOSE = '请选择要标为已读的消息，一次最多 500 条';

export const ReadMessages = z
  .strictObject({ ids: z.union([z.literal('all'), z.array(z.int32()).min(1, CHOOSE).max(500, CHOOSE)], { error: CHOOSE }) })
  .meta({ id: 'ReadMessages' });
export type ReadMessages = z.infer<typeof ReadMessages>;

export const UnreadCount = z.object({ unread: z.int() }).meta({ id: 'UnreadCount' });
export type UnreadCount = z.infer<typeof UnreadCount>;
