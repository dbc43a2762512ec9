import { courseOf } from './course.js';

const reading = (day: string, value: number) => ({ day, value, unitName: '甲县' }) as never;
const target = (due: string | null, value: number) => ({ due, value }) as never;
const aims = (targets: never[], readings = [reading('2026-11-22', 85)]) =>
  courseOf({ readings, targets, unit: '%' }, '实际', '目标').series.filter(({ name }) => name === '目标');

describe('the course of an indicator', () => {
  it('draws a target without a date over the whole width', () => {
    expect(aims([target(null, 100)]).map(({ data }) => data)).toEqual([
      [
        ['2026-11-01', 100],
        ['2026-12-01', 100],
      ],
    ]);
  });

  it('draws dated targets as one line, and none where there is none', () => {
    expect(aims([target('2025-12-31', 60), target('2026-12-31', 65)]).map(({ data }) => data)).toEqual([
      [
        ['2025-12-31', 60],
        ['2026-12-31', 65],
      ],
    ]);
    expect(aims([])).toEqual([]);
  });

  it('stands in whole months that hold every figure and target, across new year', () => {
    const { xAxis } = courseOf({ readings: [reading('2025-12-03', 1)], targets: [target('2026-12-31', 2)], unit: '家' }, '实际', '目标');
    expect([xAxis.min, xAxis.max]).toEqual(['2025-12-01', '2027-01-01']);
  });
});
