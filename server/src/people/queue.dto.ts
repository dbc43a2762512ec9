import { z } from 'zod';
import type { Way } from '../platform/queue/carrier.js';

/** How the outbox is worked off, in words. */
export const WAYS: Record<Way, string> = {
  embedded: '未设置 Redis：由网页进程直接处理',
  queue: '由 Redis 队列分送给工作进程',
  no_redis: '连不上 Redis：由网页进程直接处理，恢复后自动改回队列',
  no_worker: '没有工作进程在运行：由网页进程直接处理',
};

export const QueueView = z
  .object({
    wayLabel: z.string(),
    /** Something to look after: the configured way does not go. */
    troubled: z.boolean(),
    workers: z.int(),
    jobs: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        depth: z.int(),
        failing: z.int(),
        dead: z.int(),
        oldestAt: z.iso.datetime().nullable(),
      }),
    ),
  })
  .meta({ id: 'QueueView' });
export type QueueView = z.infer<typeof QueueView>;

export const FailedJobFilter = z.object({ dead: z.boolean().optional() });
export type FailedJobFilter = z.infer<typeof FailedJobFilter>;

/** A row that has failed: what kind, which numbers, when, how often, with what error. Nothing of its business. */
export const FailedJob = z
  .object({
    id: z.int(),
    label: z.string(),
    references: z.string(),
    addedAt: z.iso.datetime(),
    attempts: z.int(),
    /** When it is tried again by itself; null: given up. */
    nextAt: z.iso.datetime().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'FailedJob' });
export type FailedJob = z.infer<typeof FailedJob>;

const CHOOSE = '请选择要重新发送的事项，一次最多 500 项';

export const Resend = z
  .strictObject({ ids: z.union([z.literal('all'), z.array(z.int32()).min(1, CHOOSE).max(500, CHOOSE)], { error: CHOOSE }) })
  .meta({ id: 'Resend' });
export type Resend = z.infer<typeof Resend>;

export const Resent = z.object({ resent: z.int() }).meta({ id: 'Resent' });
export type Resent = z.infer<typeof Resent>;
