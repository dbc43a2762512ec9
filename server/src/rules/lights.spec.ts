import fc from 'fast-check';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { lightCase, lightCondition } from '../tasks/light.sql.js';
import { addDays, chineseDate, daysBetween, LIGHTS, type Light, type LitTask, lightOf, nextDueOf } from './lights.js';
import { closedAs, TASK_PROCESS, type TaskState, UNISSUED_STATES } from './task.process.js';

const TODAY = '2026-11-22';
const NAMES = Object.keys(LIGHTS) as Light[];
const STATES = Object.keys(TASK_PROCESS.states) as TaskState[];
const day = fc.integer({ min: -400, max: 400 }).map(days => addDays(TODAY, days));

type Days = Omit<LitTask, 'issued' | 'closed'>;
const NONE: Days = { paused: false, nextDue: null, warnFrom: null, criticalFrom: null, noData: false };
const lit = (state: TaskState, days: Partial<Days>, today = TODAY) =>
  lightOf({ ...NONE, ...days, paused: state === 'suspended', issued: !UNISSUED_STATES.includes(state), closed: closedAs(state) }, today);

describe('lights', () => {
  it.each<[TaskState, Partial<Days>, Light]>([
    ['in_progress', { nextDue: '2026-11-21', warnFrom: '2026-11-14' }, 'overdue'],
    ['in_progress', { nextDue: '2026-11-22', warnFrom: '2026-11-15' }, 'due_soon'],
    ['in_progress', { nextDue: '2026-11-29', warnFrom: '2026-11-22' }, 'due_soon'],
    ['in_progress', { nextDue: '2026-11-30', warnFrom: '2026-11-23' }, 'normal'],
    ['in_progress', { nextDue: '2026-12-31' }, 'normal'],
    ['in_progress', { nextDue: '2026-12-31', warnFrom: '2026-09-01', criticalFrom: '2026-11-22' }, 'critical'],
    ['in_progress', { nextDue: '2026-12-31', criticalFrom: '2026-12-11', noData: true }, 'no_data'],
    ['in_progress', { nextDue: '2026-12-31', criticalFrom: '2026-11-11', noData: true }, 'critical'],
    ['in_progress', { nextDue: '2026-11-01', criticalFrom: '2026-12-11', noData: true }, 'overdue'],
    ['returned', {}, 'no_date'],
    ['suspended', {}, 'paused'],
    ['suspended', { nextDue: '2026-01-01' }, 'paused'],
    ['close_requested', { nextDue: '2026-01-01' }, 'overdue'],
    ['completed', { nextDue: '2026-01-01' }, 'done'],
    ['archived', {}, 'done'],
    ['terminated', { nextDue: '2026-01-01' }, 'ended'],
    ['carried_over', {}, 'ended'],
    ['draft', { nextDue: '2026-01-01' }, 'unissued'],
    ['pending_issue', {}, 'unissued'],
    ['discarded', { nextDue: '2026-01-01' }, 'unissued'],
  ])('%s %j: %s', (state, days, light) => expect(lit(state, days)).toBe(light));

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
    // Whichever order they come in, and an end that was brought forward before a phase.
    expect(nextDueOf(phases.toReversed(), '2026-12-31', '2024-07-01')).toBe('2025-12-31');
    expect(nextDueOf([{ dueDate: '2026-12-31', verdict: null }], '2026-06-30', null)).toBe('2026-06-30');
  });
});

describe('the same light in the function and in the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database?.close());

  it('for any state, days and today exactly one condition holds: that of the function’s light', async () => {
    const row = fc.record({
      state: fc.constantFrom(...STATES),
      nextDue: fc.option(day),
      warnFrom: fc.option(day),
      criticalFrom: fc.option(day),
      noData: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), day, async (rows, today) => {
        const conditions = NAMES.map(name => `${lightCondition('task', name, today)} IS TRUE AS ${name}`).join(', ');
        const columns = ['state', 'nextDue', 'warnFrom', 'criticalFrom', 'noData'] as const;
        const found: (Record<Light, boolean> & { light: Light })[] = await database.source.query(
          `SELECT ${conditions}, ${lightCase('task', today)} AS light FROM unnest($1::text[], $2::date[], $3::date[], $4::date[], $5::boolean[]) WITH ORDINALITY
             AS task(state, next_due, warn_from, critical_from, no_data, place) ORDER BY place`,
          columns.map(column => rows.map(each => each[column])),
        );
        const said = rows.map(({ state, ...days }) => lit(state, days, today));
        expect(found.map(each => NAMES.filter(name => each[name]))).toEqual(said.map(light => [light]));
        expect(found.map(each => each.light)).toEqual(said);
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
