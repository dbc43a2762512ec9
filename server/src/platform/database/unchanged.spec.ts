import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Unchanged } from './unchanged.js';

let database: TestDatabase;
let unchanged: Unchanged;
let made: number;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());
beforeEach(() => {
  unchanged = new Unchanged(database.source);
  made = 0;
});

const write = (kind: string) => database.source.query('INSERT INTO document_number (kind, year, last) VALUES ($1, 2026, 1)', [kind]);
const numbers = async () => {
  made += 1;
  return (await database.source.query('SELECT count(*) AS numbers FROM document_number'))[0].numbers;
};

describe('an answer that is kept', () => {
  it('is given again while nothing was written, and made anew once anything was', async () => {
    const first = await unchanged.since('a', numbers);
    // The server itself may write between two of them (autovacuum), but not between each.
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      expect(await unchanged.since('a', numbers)).toBe(first);
      times.push(made);
    }
    expect(new Set(times).size).toBeLessThan(times.length);
    await write('one');
    expect(await unchanged.since('a', numbers)).toBe(first + 1);
  });

  it('is one for each who asks', async () => {
    await unchanged.since('a', numbers);
    await unchanged.since('b', numbers);
    expect(made).toBe(2);
  });

  it('sees a change at its commit and not before', async () => {
    const runner = database.source.createQueryRunner();
    await runner.startTransaction();
    await runner.query("INSERT INTO document_number (kind, year, last) VALUES ('open', 2026, 1)");
    const before = await unchanged.since('a', numbers);
    expect(await unchanged.since('a', numbers)).toBe(before);
    await runner.commitTransaction();
    await runner.release();
    expect(await unchanged.since('a', numbers)).toBe(before + 1);
  });

  it('is not kept when something was written while it was made', async () => {
    await unchanged.since('a', async () => {
      const value = await numbers();
      await write('between');
      return value;
    });
    const now = await unchanged.since('a', numbers);
    expect(made).toBe(2);
    expect(now).toBe(await numbers());
  });

  it('is made once for all who ask at the same time', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => unchanged.since('a', numbers)));
    expect(made).toBe(1);
    expect(new Set(answers).size).toBe(1);
  });

  it('is not kept when it failed', async () => {
    await expect(
      unchanged.since('a', async () => {
        throw new Error('broken off');
      }),
    ).rejects.toThrow('broken off');
    expect(await unchanged.since('a', numbers)).toBe(await numbers());
  });
});
