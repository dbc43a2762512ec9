import { type Actor, ADMIN_ROLES, ROLES, type Role, SYSTEM, scopeOf } from './actor.js';
import { PROCESSES } from './index.js';
import { may, PERMISSIONS, type Permission, permissionsOf } from './permissions.js';

const ALL = Object.keys(PERMISSIONS) as Permission[];
const actor = (...roles: Role[]): Actor => ({
  accountId: 1,
  name: '某人',
  ip: null,
  posts: roles.map((role, index) => ({ postId: index, name: role, role, unitId: 7, unitName: '单位', subtree: [7, 8] })),
});
/** Permissions that touch business data. */
const BUSINESS = ALL.filter(permission =>
  /^((plan|task|evidence|review|dashboard|light_scheme|ladder|paper|letterhead|object)\.|message\.read$)/.test(permission),
);

describe('permissions', () => {
  it('are closed by default: without a post, nothing', () => {
    expect(permissionsOf(actor())).toEqual([]);
    expect(permissionsOf(SYSTEM)).toEqual([]);
  });

  it.each(Object.keys(ROLES) as Role[])('%s has exactly what the table gives', role => {
    expect(permissionsOf(actor(role))).toEqual(ALL.filter(permission => (PERMISSIONS[permission].roles as readonly Role[]).includes(role)));
  });

  it('the three administrators see no business data, reach no record and do no act', () => {
    for (const role of ADMIN_ROLES) {
      expect([role, BUSINESS.filter(permission => may(actor(role), permission))]).toEqual([role, []]);
      expect(scopeOf(actor(role))).toEqual({ units: [], tops: [] });
      for (const process of PROCESSES)
        for (const act of Object.values<{ who: readonly { role: string }[] }>(process.acts))
          expect(act.who.map(who => who.role)).not.toContain(role);
    }
  });

  it('keep the three administrators apart from each other: nobody manages accounts and reads the log', () => {
    for (const permission of ALL.filter(
      each => !BUSINESS.includes(each) && each !== 'unit.read' && each !== 'account.read' && each !== 'unit.alias',
    )) {
      const administrators = (PERMISSIONS[permission].roles as readonly Role[]).filter(role => ADMIN_ROLES.includes(role));
      expect([permission, administrators.length]).toEqual([permission, 1]);
    }
  });

  it('have Chinese labels', () => {
    for (const { label } of Object.values(PERMISSIONS)) expect(label).toMatch(/^[\u4e00-\u9fff、]+$/);
  });

  it('several posts add up, and reach is that of the business posts only', () => {
    expect(new Set(permissionsOf(actor('unit_staff', 'supervisor')))).toEqual(
      new Set([...permissionsOf(actor('unit_staff')), ...permissionsOf(actor('supervisor'))]),
    );
    const mixed = actor('unit_staff', 'sys_admin');
    mixed.posts[1] = { ...(mixed.posts[1] as (typeof mixed.posts)[number]), subtree: [1, 2, 3] };
    expect(scopeOf(mixed)).toEqual({ units: [7, 8], tops: [7] });
  });
});
