import { openHouse, PEOPLE, type TestHouse } from '../support/app.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('台账', () => {
  it('shows the twenty measures of the Liaocheng plan as tasks to its planner', async () => {
    const planner = await house.as(PEOPLE.planner);
    const { status, body } = await planner.get('tasks', {}, { range: '[0,99]' });
    expect(status).toBe(200);
    expect(body.total).toBe(20);
    expect(body.data).toHaveLength(20);
  });
});
