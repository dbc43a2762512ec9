import { z } from 'zod';
import { Day, Text } from '../platform/dto.js';

export const AuditFilter = z.object({ q: Text(60).optional(), act: Text(60).optional(), from: Day.optional(), to: Day.optional() });
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditRow = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    actorName: z.string(),
    ip: z.string().nullable(),
    act: z.string(),
    actLabel: z.string(),
    objectType: z.string(),
    objectLabel: z.string(),
    objectId: z.string().nullable(),
    success: z.boolean(),
    detail: z.record(z.string(), z.unknown()),
    /** SHA-256 of the line and of all before it, hexadecimal. */
    hash: z.string(),
  })
  .meta({ id: 'AuditRow' });
export type AuditRow = z.infer<typeof AuditRow>;

export const AuditVerification = z
  .object({ ok: z.boolean(), checked: z.int(), brokenAt: z.int().nullable(), seal: z.string() })
  .meta({ id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof AuditVerification>;
