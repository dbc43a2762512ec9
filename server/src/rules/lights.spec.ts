import fc from 'fast-check';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { lightCondition } from '../tasks/light.sql.js';
import { addDays, chineseDate, DUE_SOON_DAYS, daysBetween, LIGHTS, type Light, lightOf, nextDueOf } from './lights.js';
import { dueDaysOn, RUNGS } from './rungs.js';
import { CLOSED_STATES, TASK_PROCESS, type TaskState, UNISSUED_STATES } from './task.process.js';

const TODAY = '2026-11-22';
const NAMES = Object.keys(LIGHTS) as Light[];
const STATES = Object.keys(TASK_PROCESS.states) as TaskState[];
const day = fc.integer({ min: -400, max: 400 }).map(days => addDays(TODAY, days));

const lit = (state: TaskState, nextDue: string | null, today = TODAY) =>
  lightOf({ issued: !UNISSUED_STATES.includes(state), closed: CLOSED_STATES.includes(state), nextDue }, today);

describe('lights', () => {
  it.each<[TaskState, string | null, Light]>([
    ['in_progress', '2026-11-21', 'overdue'],
    ['in_progress', '2026-11-22', 'due_soon'],
    ['in_progress', '2026-11-29', 'due_soon'],
    ['in_progress', '2026-11-30', 'normal'],
    ['returned', null, 'no_date'],
    ['close_requested', '2026-01-01', 'overdue'],
    ['completed', '2026-01-01', 'done'],
    ['draft', '2026-01-01', 'unissued'],
    ['pending_issue', null, 'unissued'],
    ['discarded', '2026-01-01', 'unissued'],
  ])('%s, due %s: %s', (state, nextDue, light) => expect(lit(state, nextDue)).toBe(light));

  it('each has a word and a shape of its own, for prints in black and white', () => {
    expect(new Set(NAMES.map(name => LIGHTS[name].label)).size).toBe(NAMES.length);
    expect(new Set(NAMES.map(name => LIGHTS[name].shape)).size).toBe(NAMES.length);
  });

  it('the phase counts before the end, and one that was reached no longer', () => {
    const phases = [
      { dueDate: '2025-12-31', verdict: null },
      { dueDate: '2026-12-31', verdict: null },
    ];
    expect(nextDueOf(phases, '2026-12-31', '2024-07-01')).toBe('2025-12-31');
    expect(nextDueOf([{ dueDate: '2025-12-31', verdict: 'behind' }], '2026-12-31', null)).toBe('2026-12-31');
    expect(nextDueOf([{ dueDate: '2025-12-31', verdict: 'reached' }], '2026-12-31', null)).toBe('2026-12-31');
    expect(nextDueOf([{ dueDate: '2025-12-31', verdict: 'reached' }], null, null)).toBeNull();
    expect(nextDueOf([], null, null)).toBeNull();
    expect(nextDueOf([{ dueDate: '2024-12-31', verdict: null }], '2026-12-31', '2026-11-18')).toBe('2026-12-31');
  });
});

describe('the same light in the function and in the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database?.close());

  it('for any state, due day and today exactly one condition holds: that of the function’s light', async () => {
    const row = fc.record({ state: fc.constantFrom(...STATES), nextDue: fc.option(day) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), day, async (rows, today) => {
        const conditions = NAMES.map(name => `${lightCondition('task', name, today)} IS TRUE AS ${name}`).join(', ');
        const found: Record<Light, boolean>[] = await database.source.query(
          `SELECT ${conditions} FROM unnest($1::text[], $2::date[]) WITH ORDINALITY AS task(state, next_due, place) ORDER BY place`,
          [rows.map(({ state }) => state), rows.map(({ nextDue }) => nextDue)],
        );
        const inDatabase = found.map(each => NAMES.filter(name => each[name]));
        expect(inDatabase).toEqual(rows.map(({ state, nextDue }) => [lit(state, nextDue, today)]));
      }),
      { numRuns: 60 },
    );
  });
});

describe('days', () => {
  it('adding and counting days undo each other, over leap days and year ends', () => {
    fc.assert(fc.property(day, fc.integer({ min: -2000, max: 2000 }), (from, days) => daysBetween(from, addDays(from, days)) === days));
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('are written as offices write them', () => {
    expect(chineseDate('2026-03-05')).toBe('2026年3月5日');
    expect(chineseDate('2026-11-22')).toBe('2026年11月22日');
  });
});

describe('rungs', () => {
  it('every due day stands on one rung at most, and no day between the first and the last is left out', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), days => {
        const due = addDays(TODAY, days);
        const standing = RUNGS.filter(rung => {
          const { from, to } = dueDaysOn(rung, TODAY);
          return due <= to && (from === null || due >= from);
        });
        expect(standing.map(rung => rung.rung)).toHaveLength(days <= DUE_SOON_DAYS ? 1 : 0);
      }),
    );
  });
});
