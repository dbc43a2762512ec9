import type { EntityManager } from 'typeorm';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { prepared } from './prepared.js';
import { sendOff, transaction } from './transaction.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.source.query('CREATE TABLE noted (n integer UNIQUE)');
});
afterAll(() => database?.close());
beforeEach(() => database.source.query('TRUNCATE noted'));

const WITHIN = 'SELECT pg_current_xact_id()::text AS id';
const note = (manager: EntityManager, n: number) => sendOff<{ n: number }>(manager, 'INSERT INTO noted VALUES ($1) RETURNING n', [n]);
const noted = async () => (await database.source.query('SELECT n FROM noted ORDER BY n')).map(({ n }: { n: number }) => n);

describe('what travels with the beginning', () => {
  it.each([
    ['a prepared question', (manager: EntityManager) => prepared(manager, WITHIN, [])],
    ['a plain one', (manager: EntityManager) => manager.query(WITHIN)],
  ])('%s is within the transaction, though it did not wait for it', async (_, ask) => {
    const [[first], [second]] = await transaction(database.source, async manager => [await ask(manager), await ask(manager)]);
    expect(second).toEqual(first);
  });

  it('holds its lock until the end', async () => {
    await database.source.query('INSERT INTO noted VALUES (1)');
    await transaction(database.source, async manager => {
      await prepared(manager, 'SELECT n FROM noted FOR UPDATE', []);
      expect(await database.source.query('SELECT n FROM noted FOR UPDATE SKIP LOCKED')).toEqual([]);
    });
    expect(await database.source.query('SELECT n FROM noted FOR UPDATE SKIP LOCKED')).toHaveLength(1);
  });

  it('is told when the connection breaks, and the next one works', async () => {
    const broken = transaction(database.source, manager => prepared(manager, 'SELECT pg_terminate_backend(pg_backend_pid())', []));
    await expect(broken).rejects.toThrow();
    expect(await transaction(database.source, manager => prepared(manager, 'SELECT 1 AS n', []))).toEqual([{ n: 1 }]);
  });
});

describe('statements that travel with the commit', () => {
  it('are kept, in the order in which they were sent, and seen by what is asked after them', async () => {
    const seen = await transaction(database.source, async manager => {
      await note(manager, 1);
      await note(manager, 2);
      return prepared<{ n: number }>(manager, 'SELECT count(*) AS n FROM noted', []);
    });
    expect(seen).toEqual([{ n: 2 }]);
    expect(await noted()).toEqual([1, 2]);
  });

  it('take the whole transaction back when one fails, and the caller is told what for', async () => {
    const twice = transaction(database.source, async manager => {
      await note(manager, 1);
      await note(manager, 1);
      return 'done';
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    expect(await noted()).toEqual([]);
  });

  it('tell their own failure, not that of what was asked after it', async () => {
    const twice = transaction(database.source, async manager => {
      await note(manager, 1);
      await note(manager, 1);
      await prepared(manager, WITHIN, []);
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
  });

  it('are taken back with the work that throws after them', async () => {
    const broken = transaction(database.source, async manager => {
      await note(manager, 1);
      throw new Error('not allowed');
    });
    await expect(broken).rejects.toThrow('not allowed');
    expect(await noted()).toEqual([]);
  });

  it('give their answer to whoever asks for it later', async () => {
    const { answer } = await transaction(database.source, manager => note(manager, 7));
    expect(await answer).toEqual([{ n: 7 }]);
  });
});

describe('in any other transaction', () => {
  it('the sender waits, and hears at once what fails', async () => {
    const heard = database.source.transaction(async manager => {
      await note(manager, 1);
      await expect(note(manager, 1)).rejects.toMatchObject({ code: '23505' });
      throw new Error('heard');
    });
    await expect(heard).rejects.toThrow('heard');
    expect(await noted()).toEqual([]);
  });

  it('what comes too late does not get into the next one', async () => {
    const late = await database.source.transaction(async manager => () => prepared(manager, 'INSERT INTO noted VALUES (9)', []));
    await expect(late()).rejects.toThrow('over');
    expect(await noted()).toEqual([]);
  });
});
