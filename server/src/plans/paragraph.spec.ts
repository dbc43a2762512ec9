import { answeredByBrackets, type Sentence, withUnitsOfParagraph } from './paragraph.js';

const sentence = (start: number, text: string, leadNames: string[] = []): Sentence => ({
  ...{ id: start, documentId: 1, start, end: start + 10, text, leadNames },
  supportNames: [],
});
const MEASURES = [
  sentence(0, '上一段不写单位。'),
  sentence(12, '办好第一件。'),
  sentence(22, '市财政局筹措资金。', ['市财政局']),
  sentence(32, '办好第二件。（市卫生健康委、各镇（街道）按职责分工负责）', ['市卫生健康委']),
  sentence(42, '同一段里后面的话。'),
  sentence(60, '市卫生健康委组织（含培训）', ['市卫生健康委']),
];

describe('units in brackets that close a paragraph', () => {
  test('stand for its sentences that name nobody, as far as it goes on unbroken', () => {
    expect(withUnitsOfParagraph(MEASURES).map(({ leadNames }) => leadNames)).toEqual([
      [],
      ['市卫生健康委'],
      ['市财政局'],
      ['市卫生健康委'],
      [],
      ['市卫生健康委'],
    ]);
  });

  test('answer for those sentences', () => {
    expect([...answeredByBrackets(MEASURES)]).toEqual([[32, [12]]]);
  });
});
