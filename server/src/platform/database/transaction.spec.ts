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

const note = (manager: EntityManager, n: number) => sendOff<{ n: number }>(manager, 'INSERT INTO noted VALUES ($1) RETURNING n', [n]);
const noted = async () => (await database.source.query('SELECT n FROM noted ORDER BY n')).map(({ n }: { n: number }) => n);

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
