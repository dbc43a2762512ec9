import { leadInYear } from './leadIns.js';
import { readPlan } from './read.js';

describe('lead-ins', () => {
  it.each([
    ['2027年,要着重做好以下工作:', false, 2027],
    ['一、2027年要做的几件实事', true, 2027],
    ['经镇政府研究,2027年全镇办好十件民生实事,具体安排如下。', false, 2027],
    ['二、2027年工作安排', true, null],
    ['为做好2027年工作,制定方案如下。', false, null],
  ] as const)('%s → %s, %s', (head, isHeading, year) => expect(leadInYear(head, isHeading)).toBe(year));

  it('gives the year of the goals to those that follow in the same paragraph, and to no other', () => {
    const text =
      '某县经济工作要点\n\n一、主要目标\n\n2027年主要预期目标是:粮食产量增长2%以上;村级集体收入增长9%左右;新增就业3000人。\n\n新建农村道路30公里。\n';
    expect(
      readPlan(text)
        .records.filter(r => r.kind !== 'heading')
        .map(r => r.phases),
    ).toEqual([[2027], [2027], [2027], []]);
  });
});
