import { openHouse, PEOPLE, type TestHouse } from '../../../test/support/app.js';
import { signInAs } from './actors.js';
import { loadPlans } from './plans.js';
import { SEEDS } from './seeds.js';

let house: TestHouse;

beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.close());

const counts = () =>
  house.source.query(
    `SELECT (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM plan WHERE state = 'confirmed') AS confirmed,
            (SELECT count(*) FROM measure) AS measures, (SELECT count(*) FROM task) AS tasks,
            (SELECT count(*) FROM intake_record WHERE kind = 'target' AND decision = 'accepted') AS targets`,
  );

test('a newcomer finds five documents, one of them confirmed: 5 heads, 20 measures with a task each, the targets of three levels', async () => {
  expect(await counts()).toEqual([{ documents: 5, confirmed: 1, measures: 20, tasks: 20, targets: 6 }]);
  const planner = await house.as(PEOPLE.planner);
  const [plan] = (await planner.get('plans', { state: 'confirmed' })).body.data;
  expect(plan.phases.map((phase: { year: number; name: string }) => `${phase.year}${phase.name}`)).toEqual([
    '2024重点攻坚',
    '2025加快建设',
    '2026扫尾收官',
  ]);
  const measures: { no: string; section: string[]; text: string }[] = (await planner.get(`plans/${plan.id}/measures`)).body.data;
  expect(new Set(measures.map(measure => measure.section.at(-1))).size).toBe(5);
  expect(measures.map(measure => measure.no).join(' ')).toBe(
    '1.1 1.2 1.3 1.4 1.5 2.1 2.2 2.3 3.1 3.2 3.3 3.4 4.1 4.2 4.3 4.4 5.1 5.2 5.3 5.4',
  );
  expect(measures[2]?.text).toBe('建好村卫生室');
  const targets: { section: string[] }[] = (await planner.get(`plans/${plan.id}/targets`)).body.data;
  expect(new Set(targets.map(target => target.section.at(-1))).size).toBe(3);
});

test('loading once more does nothing', async () => {
  const before = await counts();
  const { taskIds } = await loadPlans(house.app, SEEDS, await signInAs(house.app, PEOPLE.planner));
  expect(taskIds).toHaveLength(20);
  expect(await counts()).toEqual(before);
});
