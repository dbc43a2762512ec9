import { z } from 'zod';
import { keyOf, RequiredText, Text } from '../platform/dto.js';
import { UNIT_KINDS } from './unit.kinds.js';

const Kind = keyOf(UNIT_KINDS, '请选择单位类别');
const Parent = z.int32({ error: '请选择上级单位' }).nullable().default(null);

const shape = {
  name: RequiredText(60, '单位名称'),
  shortName: Text(30, '简称')
    .nullish()
    .transform(text => text || null),
  kind: Kind,
  parentId: Parent,
  aliases: z.array(RequiredText(60, '别名')).max(30, '别名最多 30 个').default([]),
  sort: z.int().min(0).max(10_000).default(0),
};

export const CreateUnit = z.object(shape).meta({ id: 'CreateUnit' });
export type CreateUnit = z.infer<typeof CreateUnit>;

export const ChangeUnit = z.object({ ...shape, active: z.boolean(), version: z.int32() }).meta({ id: 'ChangeUnit' });
export type ChangeUnit = z.infer<typeof ChangeUnit>;

export const UnitFilter = z.object({
  q: Text(60).optional(),
  parentId: z.int32().optional(),
  kind: Kind.optional(),
  active: z.boolean().optional(),
});
export type UnitFilter = z.infer<typeof UnitFilter>;

export const UnitRow = z
  .object({
    id: z.int(),
    name: z.string(),
    shortName: z.string().nullable(),
    kind: Kind,
    kindLabel: z.string(),
    parentId: z.int().nullable(),
    parentName: z.string().nullable(),
    path: z.string(),
    aliases: z.array(z.string()),
    active: z.boolean(),
    sort: z.int(),
    version: z.int(),
  })
  .meta({ id: 'Unit' });
export type UnitRow = z.infer<typeof UnitRow>;
