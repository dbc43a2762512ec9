import type { Actor, Role } from './actor.js';

/** The day on which the guards are asked. */
export const TODAY = '2026-11-22';

/** Somebody with one post, in unit 2 unless said otherwise. */
export const actor = (accountId: number | null, role: Role = 'supervisor', unitId = 2): Actor => ({
  accountId,
  name: '某人',
  ip: null,
  posts: [{ postId: 1, name: '岗位', role, unitId, unitName: '单位', subtree: [unitId] }],
});
