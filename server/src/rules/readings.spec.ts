import { judgeTarget, type ReadIndicator, type Reading, readFigure, rolledUp, type TargetPoint } from './readings.js';

const TODAY = '2026-11-22';
const of = (unit: string, name = '县域就诊率', known: number[] = []): ReadIndicator => ({ id: 1, name, unit, known });

describe('a typed figure', () => {
  it.each([
    ['62.5', '%', 62.5],
    ['62.5%', '%', 62.5],
    ['６２．５％', '%', 62.5],
    ['1,234 张', '张', 1234],
    ['0', '%', 0],
    ['101.13%', '%', 101.13],
    ['7.5', '/10万', 7.5],
    ['3.2‰', '‰', 3.2],
  ])('%s (%s) is %d', (typed, unit, value) => expect(readFigure(typed, of(unit))).toEqual({ value }));

  it.each([
    ['约六成', '%', /应当填数字/],
    ['', '%', /应当填数字/],
    ['62.5‰', '%', /单位是“%”，不能按“‰”填报/],
    ['3 家', '张', /单位是“张”/],
    ['-5', '%', /不能是负数/],
    ['2.5', '家', /应当是整数/],
    ['6250', '%', /超出可能的范围/],
  ])('%s (%s) is refused', (typed, unit, words) => expect(readFigure(typed, of(unit))).toEqual({ refusal: expect.stringMatching(words) }));

  it('a rank begins with one; what is a hundred times all that is known is a slip', () => {
    expect(readFigure('0', of('名', '全省排名'))).toEqual({ refusal: expect.stringContaining('从 1 起') });
    expect(readFigure('150000', of('人', '培训人数', [1200]))).toEqual({ refusal: expect.stringContaining('请核对') });
    expect(readFigure('15000', of('人', '培训人数', [1200]))).toEqual({ value: 15_000 });
  });
});

describe('rolling up', () => {
  const reading = (unitId: number, day: string, value: number, weight: number | null = null): Reading => ({ unitId, day, value, weight });
  const series = [reading(1, '2026-03-31', 10, 75), reading(2, '2026-06-30', 20, 25), reading(1, '2026-09-30', 12, 75)];

  it('the last entered, the sum of each unit’s last, their weighted mean', () => {
    expect(rolledUp('entered', series, null)).toEqual({ value: 12, day: '2026-09-30' });
    expect(rolledUp('sum', series, null)).toEqual({ value: 32, day: '2026-09-30' });
    expect(rolledUp('mean', series, null)).toEqual({ value: 14, day: '2026-09-30' });
    expect(rolledUp('mean', [reading(1, '2026-01-01', 0), reading(2, '2026-01-01', 5)], null)).toMatchObject({ value: 2.5 });
  });

  it('as it stood on a day; nothing yet is nothing, zero is zero', () => {
    expect(rolledUp('sum', series, '2026-06-30')).toEqual({ value: 30, day: '2026-06-30' });
    expect(rolledUp('sum', series, '2026-01-01')).toBeNull();
    expect(rolledUp('entered', [reading(1, '2026-01-01', 0)], null)).toEqual({ value: 0, day: '2026-01-01' });
  });
});

describe('the verdict on a target', () => {
  const target = (fields: Partial<TargetPoint>): TargetPoint => ({ op: '>=', value: 60, value2: null, due: '2025-12-31', ...fields });
  const judge = (fields: Partial<TargetPoint>, value: number | null, baseline: number | null = null) =>
    judgeTarget(target(fields), '%', value === null ? null : { value, day: '2025-12-20' }, baseline, TODAY);

  it.each<[Partial<TargetPoint>, number, 'reached' | 'behind']>([
    [{}, 60, 'reached'],
    [{}, 59.9, 'behind'],
    [{ op: '>' }, 60, 'behind'],
    [{ op: '<=', value: 5 }, 5, 'reached'],
    [{ op: '<=', value: 5 }, 5.1, 'behind'],
    [{ op: '<', value: 5 }, 5, 'behind'],
    [{ op: '=', value: 60 }, 61, 'reached'],
    [{ op: 'between', value: 3, value2: 5 }, 4, 'reached'],
    [{ op: 'between', value: 3, value2: 5 }, 6, 'behind'],
  ])('%j with %d: %s', (fields, value, verdict) => expect(judge(fields, value).verdict).toBe(verdict));

  it('an increase is counted from the baseline', () => {
    expect(judge({ op: '+>=', value: 5 }, 66, 60)).toMatchObject({
      verdict: 'reached',
      rate: 120,
      why: expect.stringContaining('比基数增加 6%'),
    });
    expect(judge({ op: '+>=', value: 5 }, 63, 60).verdict).toBe('behind');
    expect(judge({ op: '+>=', value: 5 }, 63)).toMatchObject({ verdict: 'unknown', why: '没有基数，算不出增加多少。' });
  });

  it('says why it cannot be told', () => {
    expect(judge({ value: null }, 60).why).toContain('目标数不完整');
    expect(judge({}, null).why).toBe('还没有填报数据。');
    expect(judge({ due: '2026-12-31' }, 50)).toMatchObject({ verdict: 'unknown', why: expect.stringContaining('2026年12月31日才到期') });
    expect(judge({ due: null }, 50).why).toContain('没有写明到期日');
  });

  it('zero is a figure; the rate goes beyond 100', () => {
    expect(judge({ op: '<=', value: 0 }, 0).verdict).toBe('reached');
    expect(judge({ op: '=', value: 3000 }, 3034)).toMatchObject({ verdict: 'reached', rate: 101.13 });
    expect(judge({ op: '<=', value: 5 }, 4).rate).toBeNull();
  });
});
