import request from 'supertest';
import { ROLES, type Role } from '../../server/src/rules/actor.js';
import { PERMISSIONS } from '../../server/src/rules/permissions.js';
import type { Client } from '../support/client.js';
import { expectNoFailure, expectProblem } from '../support/problem.js';
import { filled, type Route, routesOf } from '../support/routes.js';
import { Stage } from '../support/stage.js';

let stage: Stage;
let routes: Route[];
const people = new Map<Role | 'nobody', Client>();

beforeAll(async () => {
  stage = await Stage.open();
  routes = routesOf(stage.house.app);
  for (const role of Object.keys(ROLES) as Role[]) people.set(role, await stage.person(await stage.hire('foreign', role)));
  people.set('nobody', await stage.person(await stage.hire('foreign', null)));
});
afterAll(() => stage?.close());

/** By the permission table alone. */
function isOpenTo(route: Route, role: Role | 'nobody'): boolean {
  if (route.access?.kind !== 'permission') return true;
  return route.access.anyOf.some(permission => (PERMISSIONS[permission].roles as readonly string[]).includes(role));
}

const call = (client: Client, { method, path }: Route) =>
  method === 'get' ? client.get(filled(path)) : client.send(method, filled(path), { nothing: true });

/** Signing out would end the session that the other rows need. */
const signsOut = ({ method, path }: Route) => method === 'delete' && path === '/api/session';

describe('每个地址 × 每个角色', () => {
  it('finds the routes of every room in the running application, and each says who may call it', () => {
    const rooms = new Set(routes.map(({ path }) => path.split('/')[2]));
    for (const room of ['session', 'tasks', 'assignments', 'escalations', 'evidence', 'plans', 'documents', 'units', 'accounts', 'audit'])
      expect(rooms).toContain(room);
    const undeclared = routes.filter(({ access }) => access === null).map(({ method, path }) => `${method} ${path}`);
    expect(undeclared).toEqual(['get /api/openapi.json']);
  });

  it('opens exactly to the roles of the declared permission', async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const route of routes.filter(route => route.access && !signsOut(route)))
      for (const [role, client] of people) {
        asked += 1;
        const answer = await call(client, route);
        expectNoFailure(answer);
        const closed = answer.status === 401 || (answer.status === 403 && answer.body.detail.startsWith('您没有做这件事的权限'));
        if (closed === isOpenTo(route, role)) wrong.push(`${route.method} ${route.path} ${role}: ${answer.status}`);
      }
    expect(wrong).toEqual([]);
    expect(asked).toBe((routes.filter(route => route.access).length - 1) * people.size);
  });

  it('answers nobody who has not signed in, but for signing in', async () => {
    const open: string[] = [];
    for (const route of routes.filter(route => route.access)) {
      const answer = await request(stage.house.app.getHttpServer())
        [route.method](`/api/${filled(route.path)}`)
        .send({});
      if (route.access?.kind === 'public') open.push(`${route.method} ${route.path}`);
      else expectProblem(answer, 401, 'session.missing');
    }
    expect(open).toEqual(['post /api/session']);
  });

  it('changes nothing for a page that does not hold the token of the session', async () => {
    const before = await stage.fingerprint();
    const [session] = await stage.source.query('SELECT count(*) AS open FROM session');
    for (const route of routes.filter(route => route.method !== 'get' && route.access && route.access.kind !== 'public')) {
      const client = people.get('supervisor') as Client;
      expectProblem(await client.withoutToken(route.method, filled(route.path)), 403, 'csrf.invalid');
    }
    expect(await stage.source.query('SELECT count(*) AS open FROM session')).toEqual([session]);
    expect(await stage.fingerprint()).toBe(before);
  });
});
