import { z } from 'zod';
import { keyOf, RequiredText, Text } from '../platform/dto.js';
import { CAPACITIES } from './post.entity.js';

export const ACCOUNT_STATES = { active: '正常', disabled: '已停用', locked: '已锁定' } as const;
export type AccountState = keyof typeof ACCOUNT_STATES;
const State = keyOf(ACCOUNT_STATES);

export const Login = z
  .string({ error: '请填写登录名' })
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{1,31}$/, '登录名用 2 至 32 位小写字母、数字、点或横线，以字母开头');

const Name = RequiredText(20, '姓名');
const PostIds = z.array(z.int32()).max(10, '一人最多任 10 个岗位').default([]);

export const CreateAccount = z.object({ login: Login, name: Name, postIds: PostIds }).meta({ id: 'CreateAccount' });
export type CreateAccount = z.infer<typeof CreateAccount>;

export const ChangeAccount = z.object({ name: Name, postIds: PostIds, version: z.int32() }).meta({ id: 'ChangeAccount' });
export type ChangeAccount = z.infer<typeof ChangeAccount>;

export const AccountFilter = z.object({ q: Text(60).optional(), state: State.optional(), unitId: z.int32().optional() });
export type AccountFilter = z.infer<typeof AccountFilter>;

export const AccountRow = z
  .object({
    id: z.int(),
    login: z.string(),
    name: z.string(),
    state: State,
    stateLabel: z.string(),
    posts: z.array(
      z.object({
        postId: z.int(),
        name: z.string(),
        roleLabel: z.string(),
        unitName: z.string(),
        capacity: keyOf(CAPACITIES),
      }),
    ),
    lastLoginAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    version: z.int(),
    /** Told once, when it is made. */
    initialPassword: z.string().optional(),
  })
  .meta({ id: 'AccountRow' });
export type AccountRow = z.infer<typeof AccountRow>;
