import { weeksOf } from './months.js';

describe('a month as a calendar sheet', () => {
  it('begins its weeks on Monday and leaves the days of other months blank', () => {
    const weeks = weeksOf(2026, 11);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null]);
    expect(weeks.every(week => week.length === 7)).toBe(true);
  });

  it('knows leap years', () => {
    expect(weeksOf(2024, 2).flat().filter(Boolean)).toHaveLength(29);
    expect(weeksOf(2026, 2).flat().filter(Boolean)).toHaveLength(28);
  });
});
