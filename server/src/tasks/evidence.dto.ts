import { z } from 'zod';
import { Instant, keyOf, RequiredText } from '../platform/dto.js';
import { EVIDENCE_KINDS, LONGEST_NAME, MOST_PIECES, MOST_REQUIREMENTS } from '../rules/evidence.js';

const KindName = keyOf(EVIDENCE_KINDS);

/** One thing that the proof must contain, with how many different papers stand for it. `id` is null while it is only proposed. */
export const RequirementView = z
  .object({ id: z.int().nullable(), kind: KindName, kindLabel: z.string(), name: z.string(), minimum: z.int(), count: z.int() })
  .meta({ id: 'RequirementView' });
export type RequirementView = z.infer<typeof RequirementView>;

export const EvidenceView = z
  .object({
    id: z.int(),
    assignmentId: z.int(),
    requirementId: z.int().nullable(),
    unitName: z.string(),
    fileName: z.string(),
    size: z.int(),
    mediaType: z.string(),
    sha256: z.string(),
    previewable: z.enum(['image', 'pdf', 'text', 'office']).nullable(),
    versionNo: z.int().describe('1 for the first'),
    replaced: z.boolean().describe('a newer version stands in its place'),
    uploadedByName: z.string(),
    uploadedAt: Instant,
    frozenAt: Instant.nullable(),
    withdrawnAt: Instant.nullable(),
    withdrawnReason: z.string().nullable(),
    mayWithdraw: z.boolean(),
    sameContentAs: z.string().nullable().describe('name of an earlier file of this task with the same content'),
    alsoUsedIn: z.array(z.object({ taskId: z.int(), no: z.string().nullable(), title: z.string() })),
  })
  .meta({ id: 'EvidenceView' });
export type EvidenceView = z.infer<typeof EvidenceView>;

const RequiredName = RequiredText(LONGEST_NAME, '材料名称');
export const SetRequirements = z
  .strictObject({
    version: z.int32(),
    requirements: z
      .array(
        z.strictObject({
          kind: KindName,
          name: RequiredName,
          minimum: z.int('份数应当是整数').min(1, '份数至少为 1').max(MOST_PIECES, `份数最多 ${MOST_PIECES}`),
        }),
      )
      .min(1, '请至少写明一种材料')
      .max(MOST_REQUIREMENTS, `最多 ${MOST_REQUIREMENTS} 种材料`)
      .refine(list => new Set(list.map(({ name }) => name)).size === list.length, '材料名称有重复，请合并'),
  })
  .meta({ id: 'SetRequirements' });
export type SetRequirements = z.infer<typeof SetRequirements>;
