import { z } from 'zod';

export const OnlineSession = z
  .object({
    id: z.int(),
    accountName: z.string(),
    login: z.string(),
    ip: z.string().nullable(),
    agent: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
  })
  .meta({ id: 'OnlineSession' });
export type OnlineSession = z.infer<typeof OnlineSession>;

export const PermissionTable = z
  .object({
    permissions: z.array(z.object({ permission: z.string(), label: z.string(), roles: z.array(z.string()) })),
    acts: z.array(
      z.object({
        process: z.string(),
        processLabel: z.string(),
        act: z.string(),
        label: z.string(),
        from: z.array(z.string()),
        to: z.string(),
        who: z.array(z.object({ roleLabel: z.string(), relationLabel: z.string() })),
      }),
    ),
    roles: z.record(z.string(), z.string()),
  })
  .meta({ id: 'PermissionTable' });
export type PermissionTable = z.infer<typeof PermissionTable>;
