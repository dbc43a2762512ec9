import fc from 'fast-check';
import { lettersOf, titleLines } from './title.lines.js';

const MOST = 19;

describe('the lines of a title', () => {
  it.each([
    [
      '关于《聊城市医疗卫生强基工程行动方案（2024—2026年）》落实情况的通报',
      ['关于《聊城市医疗卫生强基工程行动方案', '（2024—2026年）》落实情况的通报'],
    ],
    [
      '关于《聊城市乡村医疗卫生服务能力提质增效三年行动实施方案（2024—2026年）》落实情况的督查专报',
      ['关于《聊城市乡村医疗卫生服务', '能力提质增效三年行动实施方案', '（2024—2026年）》落实情况的督查专报'],
    ],
    ['督办单', ['督办单']],
    ['', []],
  ])('%s: no word is torn, and they are alike in length', (title, lines) => expect(titleLines(title, MOST)).toEqual(lines));

  it('begin with no closing mark and end with no opening one; a year, a number and a quarter stay whole', () => {
    const title = '关于进一步加强全市紧密型县域医疗卫生共同体建设和基层卫生人才队伍建设有关重点工作2026年第三季度推进落实情况的通报';
    for (let most = 8; most <= 40; most += 1) {
      const lines = titleLines(title, most);
      expect(lines.join('')).toBe(title);
      expect(lines.filter(line => /^[》）”、，。：的等]|[《（“和与及]$|第三$|^年/u.test(line))).toEqual([]);
      expect(lines.some(line => line.includes('2026年'))).toBe(true);
      // Words that the dictionary does not know, and no line longer than asked but for what cannot be torn.
      expect(lines.join('|')).not.toMatch(/紧密\|型|县\|域|型\|县|共同\|体/);
      if (most >= 12) expect(lines.filter(line => lettersOf(line) > most)).toEqual([]);
    }
  });

  it('whatever the title: nothing is lost', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), title => titleLines(title, MOST).join('') === title));
  });

  it('count half-width letters half', () => expect(lettersOf('2026年')).toBe(3));
});
