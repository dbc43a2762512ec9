import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Clock } from './clock.js';
import { OutboxService } from './outbox.service.js';

const NOON = new Date('2026-11-22T04:00:00Z');
let database: TestDatabase;
let clock: Clock;
let outbox: OutboxService;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await database.source.query('DELETE FROM outbox');
  clock = new Clock();
  clock.set(NOON);
  outbox = service();
});
afterAll(() => database?.close());

function service(): OutboxService {
  const made = new OutboxService(database.source, clock);
  (made as unknown as { log: { error(): void } }).log.error = () => undefined;
  return made;
}
const add = (topic: string, payload: Record<string, unknown> = {}) => outbox.add(database.source.manager, topic, payload);
const rows = () => database.source.query('SELECT topic, attempts, done_at, dead, last_error FROM outbox ORDER BY id');
const later = (seconds: number) => clock.set(new Date(clock.now().getTime() + seconds * 1000));

describe('the outbox', () => {
  it('takes nothing that nobody handles, and no second handler for a topic', async () => {
    await expect(add('unknown')).rejects.toThrow('nobody handles unknown');
    outbox.handle('note', async () => undefined);
    expect(() => outbox.handle('note', async () => undefined)).toThrow('has a handler already');
    expect(await rows()).toEqual([]);
  });

  it('goes down with the transaction that it was put into', async () => {
    outbox.handle('note', async () => undefined);
    const attempt = database.source.transaction(async manager => {
      await outbox.add(manager, 'note', {});
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    expect(await outbox.drain()).toBe(0);
  });

  it('handles each row once, in order, with ten drains at once', async () => {
    const seen: unknown[] = [];
    outbox.handle('note', async ({ number }) => {
      seen.push(number);
    });
    for (let number = 0; number < 50; number += 1) await add('note', { number });
    await Promise.all(Array.from({ length: 10 }, () => outbox.drain()));
    expect(seen.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 50 }, (_, number) => number));
    expect(await outbox.drain()).toBe(0);
  });

  it('undoes a failing handler alone, goes on with the others, and tries again after a growing pause', async () => {
    let broken = true;
    outbox.handle('bad', async (_payload, manager) => {
      await manager.query("INSERT INTO document_number (kind, year, last) VALUES ('half', 2026, 1)");
      if (broken) throw new Error('no luck');
    });
    outbox.handle('good', async () => undefined);
    await add('bad');
    await add('good');
    await outbox.drain();
    expect(await rows()).toMatchObject([
      { topic: 'bad', attempts: 1, done_at: null, dead: false, last_error: 'no luck' },
      { topic: 'good', attempts: 1, done_at: NOON },
    ]);
    const half = () => database.source.query("SELECT 1 FROM document_number WHERE kind = 'half'");
    expect(await half()).toEqual([]);
    await outbox.drain();
    expect((await rows())[0].attempts).toBe(1);
    broken = false;
    later(2);
    await outbox.drain();
    expect((await rows())[0]).toMatchObject({ attempts: 2, done_at: expect.any(Date) });
    expect(await half()).toHaveLength(1);
  });

  it('gives up after eight attempts and keeps the row', async () => {
    outbox.handle('bad', async () => {
      throw new Error('never');
    });
    await add('bad');
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await outbox.drain();
      expect((await rows())[0]).toMatchObject({ attempts: attempt, dead: attempt === 8 });
      later(2 ** attempt);
    }
    later(100_000);
    expect(await outbox.drain()).toBe(0);
  });

  it('a row whose handler is gone waits, and does not hold the others up', async () => {
    outbox.handle('old', async () => undefined);
    await add('old');
    const newer = service();
    newer.handle('note', async () => undefined);
    await newer.add(database.source.manager, 'note', {});
    await newer.drain();
    expect(await rows()).toMatchObject([
      { topic: 'old', done_at: null, last_error: 'nobody handles old' },
      { topic: 'note', done_at: NOON },
    ]);
  });
});
