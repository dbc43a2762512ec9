import { z } from 'zod';
import { keyOf, RequiredText, Text } from '../platform/dto.js';
import { ROLES } from '../rules/actor.js';

const RoleName = keyOf(ROLES, '请选择角色');
const Person = z.int32({ error: '请选择人员' }).nullable().default(null);

const shape = {
  name: RequiredText(30, '岗位名称'),
  role: RoleName,
  unitId: z.int32({ error: '请选择单位' }),
  holderId: Person,
  deputyId: Person,
};

export const CreatePost = z.object(shape).meta({ id: 'CreatePost' });
export type CreatePost = z.infer<typeof CreatePost>;

export const ChangePost = z.object({ ...shape, active: z.boolean().default(true), version: z.int32() }).meta({ id: 'ChangePost' });
export type ChangePost = z.infer<typeof ChangePost>;

export const PostFilter = z.object({
  q: Text(60).optional(),
  unitId: z.int32().optional(),
  role: RoleName.optional(),
  vacant: z.boolean().optional(),
});
export type PostFilter = z.infer<typeof PostFilter>;

export const PostRow = z
  .object({
    id: z.int(),
    name: z.string(),
    role: RoleName,
    roleLabel: z.string(),
    unitId: z.int(),
    unitName: z.string(),
    holderId: z.int().nullable(),
    holderName: z.string().nullable(),
    deputyId: z.int().nullable(),
    deputyName: z.string().nullable(),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Post' });
export type PostRow = z.infer<typeof PostRow>;
