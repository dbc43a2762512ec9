import { readDay } from './days.js';

const words = (text: string) => readDay({ text, day: null, number: null });

describe('a day as offices write it', () => {
  test.each([
    ['2026年3月5日', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['２０２６年３月５日前', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['2026年6月底前', '2026-06-30'],
    ['2026年6月底前完成', '2026-06-30'],
    ['2028年2月', '2028-02-29'],
    ['2026-11', '2026-11-30'],
    ['2026年第三季度', '2026-09-30'],
    ['2026年1季度末', '2026-03-31'],
    ['2026年上半年', '2026-06-30'],
    ['2026年底前', '2026-12-31'],
    ['2026 年', '2026-12-31'],
  ])('%s is %s', (text, day) => expect(words(text)).toEqual({ day }));

  test('a date or a serial of the spreadsheet', () => {
    expect(readDay({ text: '2026-03-05', day: '2026-03-05', number: null })).toEqual({ day: '2026-03-05' });
    expect(readDay({ text: '46387', day: null, number: 46_387 })).toEqual({ day: '2026-12-31' });
  });

  test('no end, and nothing at all', () => {
    for (const text of ['长期推进', '持续推进', '长期']) expect(words(text)).toEqual({ open: true });
    for (const text of ['', '—', '/', '无']) expect(words(text)).toEqual({ blank: true });
  });

  test.each(['2026年2月30日', '2026-13-01', '2026年第五季度', '尽快', '12月底前', '3.5'])('%s is refused with what to write', text => {
    expect(words(text)).toEqual({ fault: expect.stringMatching(/请写成 2026年12月31日/) });
  });
});
