import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { claimKey, keepResult } from './idempotency.js';
import { nextNumber } from './numbers.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.source.query(
    "INSERT INTO account (login, name, password_hash, must_change_password) VALUES ('a', '甲', 'none', false), ('b', '乙', 'none', false)",
  );
});
afterAll(() => database?.close());

describe('numbers of papers', () => {
  it('run per kind and year, in six-cornered brackets, without a leading zero', async () => {
    const { manager } = database.source;
    expect(await nextNumber(manager, 'task', 2025)).toBe('督办〔2025〕1号');
    expect(await nextNumber(manager, 'task', 2025)).toBe('督办〔2025〕2号');
    expect(await nextNumber(manager, 'task', 2026)).toBe('督办〔2026〕1号');
    expect(await nextNumber(manager, 'escalation', 2025)).toBe('督单〔2025〕1号');
  });

  it('have neither a gap nor a double when forty come at once and every third is taken back', async () => {
    const attempts = Array.from({ length: 40 }, (_, index) =>
      database.source
        .transaction(async manager => {
          const no = await nextNumber(manager, 'escalation', 2030);
          if (index % 3 === 0) throw new Error('taken back');
          return Number(/〕(\d+)号/.exec(no)?.[1]);
        })
        .catch(() => null),
    );
    const given = (await Promise.all(attempts)).filter(no => no !== null).sort((a, b) => a - b);
    expect(given).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
  });
});

describe('keys of requests', () => {
  const claim = (accountId: number | null, key: string | undefined, request: unknown) =>
    database.source.transaction(manager => claimKey(manager, accountId, key, request));

  it('are claimed once; the repeat is told what the first one made', async () => {
    expect(await claim(1, 'k', ['issue', 7])).toEqual({ repeated: false, recordId: null });
    await keepResult(database.source.manager, 1, 'k', 42);
    expect(await claim(1, 'k', ['issue', 7])).toEqual({ repeated: true, recordId: 42 });
  });

  it('belong to one account and one request', async () => {
    expect((await claim(2, 'k', ['issue', 7])).repeated).toBe(false);
    await expect(claim(1, 'k', ['issue', 8])).rejects.toMatchObject({ status: 422, code: 'idempotency.mismatch' });
  });

  it('are free again when the request that claimed them failed', async () => {
    const failing = database.source.transaction(async manager => {
      await claimKey(manager, 1, 'again', 'x');
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect((await claim(1, 'again', 'y')).repeated).toBe(false);
  });

  it('are not asked of the system or where none was sent', async () => {
    expect(await claim(null, 'k', 'x')).toEqual({ repeated: false, recordId: null });
    expect(await claim(1, undefined, 'x')).toEqual({ repeated: false, recordId: null });
    await expect(claim(1, 'k'.repeat(201), 'x')).rejects.toMatchObject({ status: 400, code: 'idempotency.key' });
  });

  it('at the same moment: one goes first, the others wait and find it done', async () => {
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(1, 'together', 'x')));
    expect(claims.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });
});
