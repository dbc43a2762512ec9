import { ADMIN_ROLES, ROLES, type Role } from '../../server/src/rules/actor.js';
import { OBJECT_PROCESS, type ObjectAct } from '../../server/src/rules/object.process.js';
import type { ObjectState } from '../../server/src/rules/object.words.js';
import { bodyOf } from '../support/bodies.js';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { Stage } from '../support/stage.js';

/** Where the units of a relation stand: the object lies in the lead unit's county, its plan is the owner's. */
const STANDS = { county: 'lead', owner: 'owner' } as const;
const PAIRS = { county: ['lijq', 'kongf'], owner: ['wufr', 'dept-head.owner'] } as const;
const GIVEN = { on: '2026-11-20', rectifyBy: '2027-01-31', plannedReview: '2027-01-31', score: '92' };
const ACTS = Object.keys(OBJECT_PROCESS.acts) as ObjectAct[];

let stage: Stage;
let planner: Client;
let entered = 0;
const people: { place: 'lead' | 'owner'; role: Role; client: Client }[] = [];

beforeAll(async () => {
  stage = await Stage.open();
  planner = await stage.person('wufr');
  for (const place of Object.values(STANDS))
    for (const role of Object.keys(ROLES) as Role[])
      people.push({ place, role, client: await stage.person(await stage.hire(place, role)) });
});
afterAll(() => stage?.close());

/** An object that stands in a state, whoever brought it there. */
async function objectIn(state: ObjectState): Promise<number> {
  entered += 1;
  const { status, body } = await planner.post('objects', {
    planId: stage.draftOf().planId,
    countyUnitId: stage.unit('lead'),
    institution: `第${entered}卫生院`,
    kind: 'sub_centre',
    plannedReview: '2026-12-20',
    buildYear: 2026,
  });
  expect(status).toBe(201);
  await stage.source.query('UPDATE object_item SET state = $2 WHERE id = $1', [body.id, state]);
  return body.id;
}

describe.each(ACTS)('重点建设单位：%s', name => {
  const { noun, from, who } = OBJECT_PROCESS.acts[name];

  it('只有表里的岗位办得了，管理员一律不行', async () => {
    const id = await objectIn(from[0] as ObjectState);
    const body = { ...bodyOf(OBJECT_PROCESS, name, GIVEN), version: 999_999 };
    for (const { place, role, client } of people) {
      const listed = who.some(line => line.role === role && line.as !== undefined && STANDS[line.as] === place);
      const { status } = await client.post(`objects/${id}/${noun}`, body);
      expect([role, place, status]).toEqual([role, place, listed && !ADMIN_ROLES.includes(role) ? 409 : 403]);
    }
  });

  it('两个人同时办：一个办成，另一个得知有人先办了', async () => {
    const id = await objectIn(from[0] as ObjectState);
    const pair = PAIRS[who[0]?.as as keyof typeof PAIRS];
    const [one, other] = [await stage.person(pair[0]), await stage.person(pair[1])];
    const body = { version: await stage.version('object_item', id), ...bodyOf(OBJECT_PROCESS, name, GIVEN) };
    const answers = await Promise.all([one.post(`objects/${id}/${noun}`, body), other.post(`objects/${id}/${noun}`, body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await stage.version('object_item', id)).toBe(body.version + 1);
  });

  it('别的环节上一律拒绝，什么也不变', async () => {
    const person = await stage.person(PAIRS[who[0]?.as as keyof typeof PAIRS][0]);
    for (const state of (Object.keys(OBJECT_PROCESS.states) as ObjectState[]).filter(each => !from.includes(each))) {
      const id = await objectIn(state);
      const version = await stage.version('object_item', id);
      expectProblem(await person.post(`objects/${id}/${noun}`, { version, ...bodyOf(OBJECT_PROCESS, name, GIVEN) }), 422, 'act.refused');
      expect(await stage.version('object_item', id)).toBe(version);
    }
  });
});
