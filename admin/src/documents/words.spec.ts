import { zh } from '../i18n/zh/index.js';
import { indicatorText, otherWords, seriesText, yearsOf, yearsText } from './words.js';

const t = (key: string) => (zh.documents as unknown as Record<string, string>)[key.replace('documents.', '')]!;
const zhText = (key: string) => key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], zh) as string;
const text = (indicator: Parameters<typeof indicatorText>[0]) => indicatorText(indicator, t);

describe('指标和年份的写法', () => {
  const indicator = { raw: '', name: '县域就诊率', op: '>=', value: 90, unit: '%' } as const;

  it('指标一行写清', () => {
    expect(text(indicator)).toBe('县域就诊率 ≥ 90%');
    expect(text({ ...indicator, name: '骨干人员', op: 'between', value: 1, value2: 2, unit: '名' })).toBe('骨干人员 1—2名');
    expect(text({ ...indicator, name: '人均预期寿命', op: '+=', value: 1, unit: '岁' })).toBe('人均预期寿命 提高 1岁');
    expect(text({ ...indicator, value: null })).toBe('县域就诊率 ≥ （原文缺数）%');
  });

  it('同名的几个值写明年份，只有一个的不写', () => {
    const all = [80, 90].map(value => ({ ...indicator, value }));
    const years = (key: string, params?: Record<string, unknown>) => (key === 'plans.year' ? `${params?.from}年` : t(key));
    expect(all.map((_, index) => seriesText(all, [2025, 2027], index, years))).toEqual([
      '2025年 县域就诊率 ≥ 80%',
      '2027年 县域就诊率 ≥ 90%',
    ]);
    expect(seriesText([indicator], [2025], 0, years)).toBe('县域就诊率 ≥ 90%');
    expect(seriesText(all, [null, null], 0, years)).toBe('县域就诊率 ≥ 80%');
  });

  it('大数按万、亿写，写不整的照写', () => {
    const money = (value: number) => text({ ...indicator, name: '补助', op: '=', value, unit: '元' });
    expect([200_000_000, 100_000, 3_500_000, 123_000_000].map(money)).toEqual([
      '补助 2亿元',
      '补助 10万元',
      '补助 350万元',
      '补助 1.23亿元',
    ]);
    expect([75_559, 16_000, 1_234_567, 0].map(money)).toEqual(['补助 75559元', '补助 16000元', '补助 1234567元', '补助 0元']);
  });

  it('年份可以逐个写，也可以写起止', () => {
    expect(yearsOf('2024、2026')).toEqual([2024, 2026]);
    expect(yearsOf('2024—2026年')).toEqual([2024, 2025, 2026]);
    expect(yearsOf('2026，2024 2026')).toEqual([2024, 2026]);
    expect(yearsOf('没有年份')).toEqual([]);
  });

  it('连续三年以上写成起止，写出来的读得回去', () => {
    expect(yearsText([2016, 2017, 2018, 2025])).toBe('2016—2018、2025');
    expect(yearsText([2024, 2025])).toBe('2024、2025');
    expect(yearsOf(yearsText([2016, 2017, 2018, 2025]))).toEqual([2016, 2017, 2018, 2025]);
  });

  it('别人改了自己也在改的，说改成了什么；自己没动的、没有变的不说', () => {
    const record = { kind: 'measure', title: null, lead: ['市卫健委'], support: [], deadline: null, phases: [], indicators: [] } as const;
    const opened = { ...record, lead: [...record.lead], support: [], phases: [], indicators: [] };
    const now = { ...opened, title: '急救圈', lead: [], deadline: { raw: '2028年底', date: '2028-12-31' } };
    const words = (draft: object) => otherWords(opened, now, draft, key => zhText(key));
    expect(words({ title: '急救时间' })).toEqual(['简称“急救圈”']);
    expect(words({ lead: ['市财政局'], deadline: null })).toEqual(['牵头清空了', '时限“2028年12月31日”']);
    expect(words({ support: ['市财政局'] })).toEqual([]);
    expect(otherWords(opened, opened, { title: '急救时间' }, zhText)).toEqual([]);
  });
});
