import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { ids, prepared } from './prepared.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

const ask = <Row>(text: string, values: unknown[] = []) => prepared<Row>(database.source.manager, text, values);

describe('what is asked in one turn', () => {
  it('gets each question its own answer, and each fault its own question', async () => {
    const [one, fault, two] = await Promise.allSettled([
      ask('SELECT $1::int AS n', [1]),
      ask('SELECT 1 / $1::int AS n', [0]),
      ask('SELECT $1::int AS n', [2]),
    ]);
    expect([one, two]).toEqual([
      { status: 'fulfilled', value: [{ n: 1 }] },
      { status: 'fulfilled', value: [{ n: 2 }] },
    ]);
    expect(fault).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
  });

  it('survives that the database ends its connection: the questions fail, the next ones are answered', async () => {
    const asked = Promise.allSettled([ask('SELECT pg_sleep($1)', [30]), ask('SELECT $1::int AS n', [1])]);
    const kill = () =>
      database.source.query(
        "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'SELECT pg_sleep%'",
      );
    while ((await kill()).length === 0);
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await ask('SELECT $1::int AS n', [3])).toEqual([{ n: 3 }]);
  });
});

it('a list of ids keeps what it finds, whatever its length', async () => {
  for (const given of [[], [7], [3, 5], Array.from({ length: 40 }, (_, index) => index)])
    expect(await ask('SELECT n FROM generate_series(0, 50) AS n WHERE n = ANY($1::int[]) ORDER BY n', [ids(given)])).toEqual(
      given.map(n => ({ n })),
    );
});
