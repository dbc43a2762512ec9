import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { addDays } from './lights.js';
import { addWorkingDays, faultsOfYear, isWorkingDay, type WorkingCalendar, workingDaysBetween, type YearList } from './working-days.js';

const { years: LISTS }: { years: YearList[] } = JSON.parse(readFileSync(join(__dirname, '../../../seeds/calendar/years.json'), 'utf8'));
const list = (year: number) => structuredClone(LISTS.find(each => each.year === year) as YearList);
const calendar: WorkingCalendar = {
  years: new Set(LISTS.map(({ year }) => year)),
  exceptions: new Map(
    LISTS.flatMap(({ holidays, workdays }) => [
      ...Object.values(holidays)
        .flat()
        .map(date => [date, 'holiday'] as const),
      ...workdays.map(date => [date, 'workday'] as const),
    ]),
  ),
};
const certain = <T>(known: { known: true; value: T } | { known: false; because: string }): T => {
  if (!known.known) throw new Error(known.because);
  return known.value;
};

/** Days of the loaded years, far enough from both ends for 60 working days either way. */
const someDay = fc.integer({ min: 0, max: 6200 }).map(days => addDays('2009-01-01', days));
const someCount = fc.integer({ min: 0, max: 60 });

describe('working days', () => {
  it.each([
    ['2024-02-04', true, '春节前的周日上班'],
    ['2025-01-26', true, '春节前的周日上班'],
    ['2026-02-14', true, '春节前的周六上班'],
    ['2026-02-28', true, '春节后的周六上班'],
    ['2026-10-10', true, '国庆节后的周六上班'],
    ['2026-02-16', false, '除夕'],
    ['2026-10-07', false, '国庆节'],
    ['2026-11-22', false, '周日'],
    ['2026-11-23', true, '周一'],
    ['2018-12-29', true, '元旦前的周六上班'],
    ['2018-12-31', false, '元旦调休'],
  ])('%s is worked: %s (%s)', (date, worked) => {
    expect(isWorkingDay(calendar, date)).toEqual({ known: true, value: worked });
  });

  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    expect(workingDaysBetween(calendar, `${year - 1}-12-31`, `${year}-12-31`)).toEqual({ known: true, value: count });
  });

  it('counts over new year and over 春节', () => {
    expect(addWorkingDays(calendar, '2025-12-31', 1)).toEqual({ known: true, value: '2026-01-04' });
    expect(addWorkingDays(calendar, '2026-02-13', 3)).toEqual({ known: true, value: '2026-02-25' });
    expect(addWorkingDays(calendar, '2026-02-25', -3)).toEqual({ known: true, value: '2026-02-13' });
    expect(workingDaysBetween(calendar, '2026-02-14', '2026-02-23')).toEqual({ known: true, value: 0 });
  });

  it('adding and counting agree, forwards and back', () => {
    fc.assert(
      fc.property(someDay, someCount, (from, days) => {
        const ahead = certain(addWorkingDays(calendar, from, days));
        expect(certain(workingDaysBetween(calendar, from, ahead))).toBe(days);
        const back = certain(addWorkingDays(calendar, from, -days));
        expect(certain(workingDaysBetween(calendar, from, back))).toBe(days === 0 ? 0 : -days);
      }),
    );
  });

  it('lands on a working day, steps add up, and more days never come earlier', () => {
    fc.assert(
      fc.property(someDay, someCount, someCount, (from, one, other) => {
        const first = certain(addWorkingDays(calendar, from, one));
        if (one > 0) expect(certain(isWorkingDay(calendar, first))).toBe(true);
        expect(certain(addWorkingDays(calendar, first, other))).toBe(certain(addWorkingDays(calendar, from, one + other)));
        expect(first >= from).toBe(true);
      }),
    );
  });

  it('counting is additive over any day between', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 }), (from, one, other) => {
        const [middle, to] = [addDays(from, one), addDays(from, one + other)];
        const count = (a: string, b: string) => certain(workingDaysBetween(calendar, a, b));
        if (Math.sign(one) === Math.sign(other)) expect(count(from, middle) + count(middle, to)).toBe(count(from, to));
      }),
    );
  });
});

describe('a year that is not loaded', () => {
  const because = '2027年的放假安排还没有载入，算不出工作日';

  it('has no working days, and says why', () => {
    expect(isWorkingDay(calendar, '2027-03-01')).toEqual({ known: false, because });
    expect(addWorkingDays(calendar, '2026-12-31', 1)).toEqual({ known: false, because });
    expect(workingDaysBetween(calendar, '2026-12-30', '2027-01-02')).toEqual({ known: false, because });
    expect(addWorkingDays(calendar, '2008-01-02', -9)).toMatchObject({ known: false, because: expect.stringContaining('2007年') });
  });

  it('is not asked for while the days stay within the loaded ones', () => {
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toEqual({ known: true, value: '2026-12-31' });
    expect(addWorkingDays(calendar, '2027-01-01', 0)).toEqual({ known: true, value: '2027-01-01' });
  });
});

describe("a year's list", () => {
  it('is complete and free of contradictions for every year that comes with the program', () => {
    expect(LISTS.map(({ year }) => year)).toEqual(Array.from({ length: 19 }, (_, index) => 2008 + index));
    for (const each of LISTS) expect(faultsOfYear(each)).toEqual([]);
  });

  it.each<[string, (year: YearList) => void, string]>([
    ['a day both off and worked', year => year.workdays.push('2026-10-03'), '2026-10-03既是放假又是上班'],
    ['a day twice', year => year.workdays.push('2026-02-14'), '2026-02-14写了两遍'],
    ['a day of another year', year => year.holidays.元旦?.push('2025-12-31'), '2025-12-31不在2026年'],
    ['a working day that is one anyway', year => year.workdays.push('2026-11-23'), '2026-11-23不是周末，本来就上班，不必列为调休上班'],
    ['no 春节', year => delete year.holidays.春节, '2026年没有春节的放假日，安排不完整'],
    ['no 中秋节', year => delete year.holidays.中秋节, '2026年没有中秋节的放假日，安排不完整'],
    ['no 清明节', year => delete year.holidays.清明节, '2026年没有清明节的放假日，安排不完整'],
  ])('is refused with %s', (_what, spoil, fault) => {
    const year = list(2026);
    spoil(year);
    expect(faultsOfYear(year)).toContain(fault);
  });
});
