import fc from 'fast-check';
import { OBJECT_PROCESS, type ObjectAct } from '../../server/src/rules/object.process.js';
import { actOf } from '../support/bodies.js';
import { expectProblem } from '../support/problem.js';
import { Stage, TODAY } from '../support/stage.js';
import { ObjectModel, YESTERDAY } from './object-model.js';
import { type Attempt, areRefused, chosenFrom, firstOfEachLine, linesOf, type Person, send } from './verdict.js';

const RUNS = 18;
const STEPS = 30;
/** Of so many chances one is taken: these acts end the road. */
const RARELY: Partial<Record<string, number>> = { remove: 9, reject: 3, revoke: 3, send_back: 2 };
const LINES = linesOf([OBJECT_PROCESS]);

let stage: Stage;
let people: Person[];
let entered = 0;
const visited = new Set<string>();

beforeAll(async () => {
  stage = await Stage.open();
  // One person who sits on both sides: may declare for the county and review for the plan's owner, but never the same institution.
  const both = await stage.hire('owner', 'dept_head');
  const [post] = await stage.source.query("INSERT INTO post (unit_id, name, role) VALUES ($1, '兼职经办', 'unit_staff') RETURNING id", [
    stage.unit('lead'),
  ]);
  await stage.source.query("INSERT INTO post_holding (post_id, account_id, capacity, since) VALUES ($1, $2, 'holder', now())", [
    post.id,
    await stage.account(both),
  ]);
  const hired = [await stage.hire('owner', 'unit_staff'), await stage.hire('foreign', 'dept_head')];
  const logins = ['wufr', 'caixz', 'yinyf', 'weicy', 'lijq', 'lubx', both, ...hired];
  people = await Promise.all(logins.map(async login => ({ login, actor: await stage.actor(login) })));
});
afterAll(() => stage?.close());

async function enter(plannedReview: string): Promise<ObjectModel> {
  entered += 1;
  const { status, body } = await (await stage.person('wufr')).post('objects', {
    planId: stage.draftOf().planId,
    countyUnitId: stage.unit('lead'),
    institution: `第${entered}卫生院`,
    kind: 'sub_centre',
    plannedReview,
    buildYear: 2026,
  });
  expect(status).toBe(201);
  return new ObjectModel(body.id, plannedReview, stage.unit('lead'), stage.unit('owner'), stage.unit('office'));
}

/** What is refused here for the first time is tried; then something is done: with luck what has not been done yet, else at times what must fail. */
async function step(model: ObjectModel, luck: number, choice: number): Promise<void> {
  const all = model.attempts(people);
  await areRefused(stage, firstOfEachLine(all.filter(({ verdict }) => verdict.status !== 200 && !visited.has(verdict.line))), visited);
  const open = all.filter(({ verdict, act }) => verdict.status === 200 && choice % (RARELY[act] ?? 1) === 0);
  const fresh = open.filter(({ verdict }) => !visited.has(verdict.line));
  const pool = fresh.length > 0 && luck < 5 ? fresh : open.length > 0 && luck < 9 ? open : all;
  const attempt = chosenFrom(pool, choice);
  if (attempt.verdict.status !== 200) return areRefused(stage, [attempt], visited);
  visited.add(attempt.verdict.line);
  await succeeds(model, attempt);
  await agreesWith(model, people[choice % people.length] as Person);
}

async function succeeds(model: ObjectModel, attempt: Attempt): Promise<void> {
  const { act, person, input, verdict } = attempt;
  const answer = await send(stage, attempt);
  if (answer.status !== 200) throw new Error(`${verdict.line} by ${person.login}: ${answer.status} ${answer.text}`);
  model.apply(act as ObjectAct, person.actor, input);
}

/** What this person is shown is what the model says: state, dates, open acts and the reasons of the closed ones. */
async function agreesWith(model: ObjectModel, { login, actor }: Person): Promise<void> {
  const answer = await (await stage.person(login)).get(`objects/${model.id}`);
  if (!model.isSeenBy(actor)) return void expectProblem(answer, [403, 404]);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject(model.shownTo(actor));
}

describe('随机走遍重点建设单位一览表', () => {
  it('合规的一步必成，违规的一步必被拒绝且什么也不变；看到的就是表里说的', async () => {
    const move = fc.record({ luck: fc.integer({ min: 0, max: 9 }), choice: fc.nat() });
    const moves = fc.array(move, { minLength: STEPS, maxLength: STEPS });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('2026-12-20', YESTERDAY), moves, async (plannedReview, steps) => {
        const model = await enter(plannedReview);
        for (const { luck, choice } of steps) await step(model, luck, choice);
      }),
      { numRuns: RUNS, seed: 20_261_122, endOnFailure: true },
    );
  }, 600_000);

  it('表里的每个操作、每种拒绝都走到了', () => {
    expect(LINES.filter(line => !visited.has(line))).toEqual([]);
    expect([...visited].filter(line => !LINES.includes(line))).toEqual([]);
  });

  it('一路走来：申报、自评的人从不评审同一单位；认定都有文号，已办的日期都不晚于今天；移出的再没有动过', async () => {
    const judging = Object.keys(OBJECT_PROCESS.acts).filter(name =>
      actOf(OBJECT_PROCESS, name).guards.some(({ name: guard }) => guard === 'notByTheApplicant'),
    );
    expect(judging).toHaveLength(7);
    const both = await stage.source.query(
      `SELECT j.id FROM process_history j JOIN process_history a ON a.process = j.process AND a.record_id = j.record_id AND a.id < j.id
        WHERE j.process = 'object_item' AND j.act = ANY($1) AND a.act IN ('declare', 'self_assess') AND a.account_id = j.account_id`,
      [judging],
    );
    expect(both).toEqual([]);
    const unfounded = await stage.source.query(
      `SELECT id FROM object_item WHERE state = 'recognised' AND (doc_number IS NULL OR greatest(recognised_on, re_reviewed_on) IS NULL)
        OR greatest(declared_on, self_assessed_on, pre_reviewed_on, site_reviewed_on, recognised_on, re_reviewed_on) > $1 OR rectify_by < $1
        OR self_score !~ '^[0-9.]+$'`,
      [TODAY],
    );
    expect(unfounded).toEqual([]);
    const moved = await stage.source.query(
      `SELECT l.id FROM process_history l JOIN process_history r ON r.process = l.process AND r.record_id = l.record_id AND r.id < l.id
        WHERE l.process = 'object_item' AND r.act = 'remove'`,
    );
    expect(moved).toEqual([]);
  });
});
