import { numeral } from './numerals.js';

describe('numeral', () => {
  it.each([
    ['3.09万', 30900],
    ['1,300', 1300],
    ['2亿', 200000000],
    ['5.40', 5.4],
    ['二十', 20],
    ['一百零五', 105],
    ['两万', 20000],
    ['十四', 14],
    ['一千二百', 1200],
    ['六十五', 65],
    ['二〇二五', 2025],
    ['九十九点五', 99.5],
    ['万', 10000],
  ])('%s is %d', (written, value) => expect(numeral(written)).toBe(value));

  it.each(['', '若干', 'abc', '3个'])('%s is no numeral', written => expect(numeral(written)).toBeNull());
});
