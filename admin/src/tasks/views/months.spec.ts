import { axisOf, monthAway, placeOf } from './months.js';

describe('月份和时间轴', () => {
  it.each([
    ['2026-11', 2, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-12', 12, '2027-12'],
  ])('%s and %i months', (month, away, expected) => expect(monthAway(month, away)).toBe(expected));

  it('spans whole periods around all days and today', () => {
    expect(axisOf(['2024-03-05', '2026-12-31'], 'year', '2026-11-22')).toMatchObject({ from: '2024-01-01', to: '2027-01-01' });
    const quarters = axisOf(['2026-05-01'], 'quarter', '2026-11-22');
    expect([quarters.from, quarters.to, quarters.ticks.map(({ label }) => label)]).toEqual([
      '2026-04-01',
      '2027-01-01',
      ['2季', '3季', '4季'],
    ]);
    expect(axisOf([], 'month', '2026-11-22').ticks).toEqual([{ day: '2026-11-01', label: '11月', newYear: false }]);
  });

  it('places days between the ends', () => {
    const axis = { from: '2026-01-01', to: '2027-01-01' };
    expect(placeOf(axis, '2026-07-02')).toBeCloseTo(182 / 365);
    expect([placeOf(axis, '2020-01-01'), placeOf(axis, '2030-01-01')]).toEqual([0, 1]);
  });
});
