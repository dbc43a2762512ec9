import { inYear, yearsIn } from './indicators.js';

const target = (id: number, year: number | null) => ({
  id,
  year,
  dueDate: null,
  op: '>=' as const,
  value: id,
  value2: null,
  raw: '',
  defect: null,
});
const indicator = (targets: ReturnType<typeof target>[]) => ({
  ...{ id: 1, name: '就诊率', unit: '%', op: '>=' as const, measureId: null, measureNo: null, documentId: 1, start: 0, baseline: null },
  former: [],
  targets,
  standing: { id: 1, name: '就诊率', unit: '%', rollUp: 'entered' as const, current: null, readings: [], targets: [] },
});

describe('指标表的年份列', () => {
  it('按年份从早到晚，没有年份的在最后，各年只列一次', () => {
    const all = [indicator([target(1, 2025), target(2, null)]), indicator([target(3, 2022), target(4, 2025)]), indicator([])];
    expect(yearsIn(all)).toEqual([2022, 2025, null]);
    expect(yearsIn([])).toEqual([]);
  });

  it('一年可以有几个目标值', () => {
    const one = indicator([target(1, 2025), target(2, 2025), target(3, null)]);
    expect(inYear(one, 2025).map(({ id }) => id)).toEqual([1, 2]);
    expect(inYear(one, null).map(({ id }) => id)).toEqual([3]);
    expect(inYear(one, 2024)).toEqual([]);
  });
});
