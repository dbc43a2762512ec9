import { z } from 'zod';
import { Day, keyOf, RequiredText } from '../platform/dto.js';
import { ROLES } from '../rules/actor.js';
import { PERMISSIONS } from '../rules/permissions.js';

/** Texts over these lengths are nobody's login or password; passwords are taken as typed, blanks included. */
export const SignIn = z.object({
  login: z.string({ error: '请填写登录名' }).toLowerCase().pipe(RequiredText(64, '登录名')),
  password: z.string({ error: '请填写密码' }).min(1, '请填写密码').max(256, '密码过长'),
});
export type SignIn = z.infer<typeof SignIn>;

export const ChangePassword = z.object({
  current: z.string({ error: '请填写原密码' }).min(1, '请填写原密码').max(256, '密码过长'),
  next: z.string({ error: '请填写新密码' }).min(1, '请填写新密码').max(256, '密码过长'),
});
export type ChangePassword = z.infer<typeof ChangePassword>;

export const SessionView = z
  .object({
    account: z.object({ id: z.int(), name: z.string(), login: z.string(), mustChangePassword: z.boolean() }),
    posts: z.array(
      z.object({
        postId: z.int(),
        name: z.string(),
        role: keyOf(ROLES),
        roleLabel: z.string(),
        unitId: z.int(),
        unitName: z.string(),
      }),
    ),
    permissions: z.array(keyOf(PERMISSIONS)),
    csrfToken: z.string(),
    today: Day,
    unread: z.int(),
    limits: z.object({ uploadBytes: z.int(), documentBytes: z.int() }),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;
