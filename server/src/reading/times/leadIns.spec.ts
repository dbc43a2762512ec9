import { readPlan } from '../read.js';
import { bracketedYear, leadInYear } from './leadIns.js';

describe('lead-ins', () => {
  it.each([
    ['2027年,要着重做好以下工作:', false, 2027],
    ['一、2027年要做的几件实事', true, 2027],
    ['经镇政府研究,2027年全镇办好十件民生实事,具体安排如下。', false, 2027],
    ['二、2027年工作安排', true, null],
    ['2027年,我局将以更大的力度,着重抓好以下几个方面的工作。', false, 2027],
    ['2027年,我局完成了以下项目。', false, null],
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

  it('gives them past words that stand before the year, up to the full stop', () => {
    const text = '某区政府工作报告\n\n综合各方面因素,2027年主要预期指标是:工业投资增长9%;外贸进出口增长5%。新建农村道路30公里。\n';
    expect(readPlan(text).records.map(r => r.phases)).toEqual([[2027], [2027], []]);
  });

  it.each([
    ['一、行动目标(到2027年)', 2027],
    ['(二)集中整治阶段(2026年4月-11月底)。', 2026],
    ['危房改造(2021-2025年)。', null],
    ['(二)老旧管网改造', null],
    ['学习《基本规范(2026年版)》', null],
  ])('%s carries %s', (heading, year) => expect(bracketedYear(heading)).toBe(year));

  it("gives the year in a heading's brackets to what stands under it, and to no more", () => {
    const text =
      '某市学校体育设施提升方案\n一、工作步骤\n(一)摸底阶段(2026年3月底前)。各县区要逐校登记场地。\n(二)改造阶段(2027年)。按照标准开展改造。\n二、保障措施\n加强经费保障,确保专款专用。\n';
    expect(
      readPlan(text)
        .records.filter(r => r.kind !== 'heading')
        .map(r => [r.phases, r.deadline]),
    ).toEqual([
      [[2026], null],
      [[2027], null],
      [[], null],
    ]);
  });
});
