import { z } from 'zod';

export const DeliveryView = z
  .object({
    id: z.int(),
    day: z.string(),
    channel: z.string(),
    to: z.string(),
    state: z.enum(['waiting', 'sent', 'empty', 'unknown', 'failed']),
    items: z.int().nullable(),
    sentAt: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.infer<typeof DeliveryView>;
