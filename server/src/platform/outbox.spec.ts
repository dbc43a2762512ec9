import { EventEmitter, once } from 'node:events';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import type { Job } from '../rules/jobs.js';
import { Clock } from './clock.js';
import { sendOff, transaction } from './database/transaction.js';
import { OutboxService } from './outbox.service.js';

const NOON = new Date('2026-11-22T04:00:00Z');
let database: TestDatabase;
let clock: Clock;
let outbox: OutboxService<Notes>;

type Notes = Record<'note' | 'bad' | 'good' | 'old' | 'errand', Record<string, unknown>>;
const job = { label: '事', priority: 2, references: {} };
const NOTES: Record<keyof Notes, Job> = { note: job, bad: job, good: job, old: job, errand: { ...job, together: true } };
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

function service(): OutboxService<Notes> {
  const made = new OutboxService<Notes>(database.source, clock, NOTES);
  (made as unknown as { log: { error(): void } }).log.error = () => undefined;
  return made;
}
const add = (topic: keyof Notes, payload: Record<string, unknown> = {}) => outbox.add(database.source.manager, topic, payload);
const rows = () => database.source.query('SELECT topic, attempts, done_at, dead, last_error FROM outbox ORDER BY id');
const later = (seconds: number) => clock.set(new Date(clock.now().getTime() + seconds * 1000));

describe('the outbox', () => {
  it('takes nothing that nobody handles, and no second handler for a topic', async () => {
    await expect(add('note')).rejects.toThrow('nobody handles note');
    outbox.handle('note', async () => undefined);
    expect(() => outbox.handle('note', async () => undefined)).toThrow('has a handler already');
    expect(() => outbox.handle('gossip' as never, async () => undefined)).toThrow('no job gossip');
    expect(await rows()).toEqual([]);
  });

  it('lets no program start while a job has no handler', () => {
    for (const name of ['note', 'bad', 'good', 'errand'] as const) outbox.handle(name, async () => undefined);
    expect(() => outbox.checkHandlers()).toThrow('jobs without a handler: old');
    outbox.handle('old', async () => undefined);
    outbox.checkHandlers();
  });

  it('takes the more urgent first, and nothing before its time', async () => {
    const seen: unknown[] = [];
    for (const name of ['note', 'good'] as const) outbox.handle(name, async ({ number }) => void seen.push(number));
    await add('note', { number: 3 });
    await outbox.add(database.source.manager, 'note', { number: 4 }, new Date(NOON.getTime() + 60_000));
    await add('note', { number: 1 });
    await database.source.query("UPDATE outbox SET priority = 1 WHERE payload->>'number' = '1'");
    await outbox.drain();
    expect(seen).toEqual([1, 3]);
    later(60);
    await outbox.drain();
    expect(seen).toEqual([1, 3, 4]);
  });

  it('tells of what a commit has left, once and only then', async () => {
    const told: string[] = [];
    outbox.onCommit(lines => told.push(lines.map(line => line.topic).join()));
    outbox.handle('note', async () => undefined);
    outbox.handle('good', async () => undefined);
    await database.source.transaction(async manager => {
      await outbox.add(manager, 'note', {});
      await manager.transaction(inner => outbox.add(inner, 'good', {}));
      expect(told).toEqual([]);
    });
    await expect(
      database.source.transaction(async manager => {
        await outbox.add(manager, 'note', {});
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(told).toEqual(['note,good']);
    await add('good');
    expect(told).toEqual(['note,good', 'good']);
  });

  it('hides no failure: the statement that failed before it is the one that is told', async () => {
    const told: string[] = [];
    outbox.onCommit(lines => told.push(lines.map(line => line.topic).join()));
    outbox.handle('note', async () => undefined);
    const failing = transaction(database.source, async manager => {
      await sendOff(manager, 'SELECT 1 / $1::int', [0]);
      await outbox.add(manager, 'note', {});
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect([told, await rows()]).toEqual([[], []]);
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

  it('leaves to the next round what comes due while it is at work', async () => {
    const seen: unknown[] = [];
    outbox.handle('note', async ({ number }, manager) => {
      seen.push(number);
      clock.set(new Date(NOON.getTime() + 1000));
      if (number === 1) await outbox.add(manager, 'note', { number: 2 });
    });
    await add('note', { number: 1 });
    expect(await outbox.drain(NOON)).toBe(1);
    expect(seen).toEqual([1]);
    expect(await outbox.drain(clock.now())).toBe(1);
    expect(seen).toEqual([1, 2]);
  });

  it('handles many of a job in one go where it says so, and the one that fails is undone alone', async () => {
    const calls: unknown[][] = [];
    outbox.handleTogether('errand', async (payloads, manager) => {
      const numbers = payloads.map(({ number }) => number);
      calls.push(numbers);
      await manager.query("INSERT INTO document_number (kind, year, last) SELECT 'errand', number, 1 FROM unnest($1::int[]) AS number", [
        numbers,
      ]);
      if (numbers.includes(2)) await manager.query('SELECT 1 / 0');
    });
    outbox.handle('note', async ({ number }) => void calls.push([number]));
    for (const [number, topic] of (['errand', 'note', 'errand', 'errand', 'note'] as const).entries()) await add(topic, { number });
    expect(await outbox.drain()).toBe(5);
    expect(calls).toEqual([[0, 2, 3], [0], [2], [3], [1], [4]]);
    const kept = await database.source.query("SELECT year FROM document_number WHERE kind = 'errand' ORDER BY 1");
    expect(kept).toEqual([{ year: 0 }, { year: 3 }]);
    expect((await rows()).map((row: { done_at: unknown; attempts: number }) => [row.done_at !== null, row.attempts])).toEqual([
      [true, 1],
      [true, 1],
      [false, 1],
      [true, 1],
      [true, 1],
    ]);
    expect(outbox.tally.get('errand')).toEqual({ done: 2, failed: 1 });
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

  it('a row that a queue brings is done once; who comes second is told to come back, or that there is nothing to do', async () => {
    const gate = new EventEmitter();
    const begun = once(gate, 'begun');
    outbox.handle('note', async () => {
      const open = once(gate, 'open');
      gate.emit('begun');
      await open;
    });
    outbox.handle('bad', async () => {
      throw new Error('no luck');
    });
    await add('note');
    await add('bad');
    const [note, bad] = (await outbox.left(0, 10)).map(line => line.id) as [number, number];
    const first = outbox.run(note);
    await begun;
    expect(await outbox.run(note)).toBe(1000);
    gate.emit('open');
    expect(await first).toBeNull();
    expect(await outbox.run(note)).toBeNull();
    expect((await rows())[0]).toMatchObject({ attempts: 1, done_at: NOON });

    expect(await outbox.run(bad)).toBe(2000);
    expect(await outbox.run(bad)).toBe(4000);
    for (const id of [note, bad]) await outbox.bury(id, 'ended five processes');
    expect(await outbox.run(bad)).toBeNull();
    expect(await rows()).toMatchObject([
      { attempts: 1, dead: false },
      { attempts: 2, dead: true, last_error: 'ended five processes' },
    ]);
    expect(await outbox.left(0, 10)).toEqual([]);
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
