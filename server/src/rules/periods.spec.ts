import { missedPeriods, owedPeriods, type PeriodSource, periodFor, periodsOf, refusalOfPeriod } from './periods.js';
import type { WorkingCalendar } from './working-days.js';

const TODAY = '2026-11-22';
const calendar: WorkingCalendar = { years: new Set([2026]), exceptions: new Map([['2026-10-01', 'holiday']]) };
const monthly: PeriodSource = { cadence: 'month', phases: [], from: '2026-09-15', until: '2026-12-15', pauses: [] };
const of = (source: Partial<PeriodSource>, today = TODAY) => periodsOf({ ...monthly, ...source }, calendar, today);
const keys = (source: Partial<PeriodSource>, today?: string) => of(source, today).map(({ key }) => key);

describe('periods of reporting', () => {
  it('run from issue to end, of those to come only the next; they open and lock by working days', () => {
    expect(of({}).map(({ label, opens, due, locks }) => [label, opens, due, locks])).toEqual([
      ['2026年9月', '2026-09-23', '2026-09-30', '2026-10-08'],
      ['2026年10月', '2026-10-26', '2026-10-31', '2026-11-06'],
      ['2026年11月', '2026-11-23', '2026-11-30', '2026-12-07'],
    ]);
  });

  it('the last is due at the end, in the middle of a month', () => {
    expect(of({}, '2026-12-10').at(-1)).toMatchObject({ key: '2026-12', due: '2026-12-15' });
    expect(keys({}, '2027-03-01')).toHaveLength(4);
  });

  it.each([
    ['ten_day', ['2026-11-1', '2026-11-2', '2026-11-3'], '2026年11月下旬'],
    ['quarter', ['2026-Q4'], '2026年第四季度'],
    ['half_year', ['2026-H2'], '2026年下半年'],
    ['year', ['2026'], '2026年'],
  ] as const)('%s', (cadence, expected, label) => {
    const periods = of({ cadence, from: '2026-11-05', until: null });
    expect(periods.map(({ key }) => key)).toEqual(expected);
    expect(periods.at(-1)?.label).toBe(label);
  });

  it('ten-day periods end on the 10th, the 20th and the last of the month', () => {
    const dues = of({ cadence: 'ten_day', from: '2026-02-01', until: '2026-03-05' }).map(({ due }) => due);
    expect(dues).toEqual(['2026-02-10', '2026-02-20', '2026-02-28', '2026-03-05']);
  });

  const phase = (year: number, judged = false) => ({ year, name: '阶段', dueDate: `${year}-12-31`, judged });

  it('without a cadence each phase is one; what was over before the issue is none, what is judged is settled', () => {
    const periods = of({ cadence: null, from: '2025-03-01', phases: [phase(2024), phase(2025, true), phase(2026)], until: '2026-12-31' });
    expect(periods.map(({ key, begins, settled }) => [key, begins, settled])).toEqual([
      ['P2025', '2025-03-01', true],
      ['P2026', '2026-01-01', false],
    ]);
    expect(missedPeriods(periods, [], '2027-02-01').map(({ key }) => key)).toEqual(['P2026']);
    expect(of({ cadence: null })).toEqual([]);
  });

  it('what falls due while the task is suspended is not asked for', () => {
    expect(keys({ pauses: [{ from: '2026-10-10', to: '2026-11-02' }] })).toEqual(['2026-09', '2026-11']);
    expect(keys({ pauses: [{ from: '2026-10-10', to: null }] }, '2027-01-01')).toEqual(['2026-09']);
    expect(keys({ pauses: [{ from: '2026-10-10', to: null }], until: null }, '2027-01-01')).toEqual(['2026-09']);
  });

  it('in a year whose working days are not loaded nothing is guessed: the period neither shuts anybody out nor locks', () => {
    const [period] = of({ cadence: 'quarter', from: '2027-02-01', until: null }, '2027-02-05');
    expect(period).toMatchObject({ key: '2027-Q1', opens: null, locks: null });
    expect(refusalOfPeriod([period!], '2027-Q1', '2027-02-05')).toBeNull();
    expect(refusalOfPeriod([period!], '2027-Q1', '2029-02-05')).toBeNull();
  });
});

describe('what is answered and what is missing', () => {
  const periods = of({}, '2026-12-10');

  it('a report goes to the earliest open period that is still owed, a second one to the same', () => {
    expect(periodFor(periods, [], '2026-11-22')).toBeNull();
    expect(periodFor(periods, [], '2026-11-23')?.key).toBe('2026-11');
    expect(periodFor(periods, ['2026-11'], '2026-11-24')?.key).toBe('2026-11');
    expect(periodFor(periods, ['2026-11'], '2026-12-08')?.key).toBe('2026-12');
  });

  it('missing are those past their due day; what went before the last answer is not urged any more', () => {
    const missing = (answered: string[]) => missedPeriods(periods, answered, '2026-12-01').map(({ key }) => key);
    expect(missing([])).toEqual(['2026-09', '2026-10', '2026-11']);
    expect(missing(['2026-10'])).toEqual(['2026-09', '2026-11']);
    expect(owedPeriods(periods, ['2026-10']).map(({ key }) => key)).toEqual(['2026-11', '2026-12']);
    expect(owedPeriods(periods, []).map(({ key }) => key)).toEqual(['2026-09', '2026-10', '2026-11', '2026-12']);
  });

  it.each([
    ['2026-10', '2026-11-06', null],
    ['2026-10', '2026-11-07', /2026年10月的报送已于2026年11月6日截止/],
    ['2026-11', '2026-11-22', /从2026年11月23日开始/],
    ['2026-11', '2026-11-23', null],
    ['2025-01', '2026-11-23', /没有这一期/],
  ])('%s on %s', (key, today, words) => {
    const refusal = refusalOfPeriod(periods, key, today);
    if (words === null) expect(refusal).toBeNull();
    else expect(refusal).toMatch(words);
  });
});
