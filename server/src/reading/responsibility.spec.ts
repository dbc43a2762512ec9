import { responsibility } from './responsibility.js';
import { segments } from './segments.js';
import { fold, words } from './text.js';

const read = (text: string): [string[], string[]] => {
  const unit = words(text, fold(text), 0, text.length);
  const { lead, support } = responsibility(unit, segments(unit.folded), false, []);
  return [lead, support];
};

describe('responsibility', () => {
  it.each<[string, string[], string[]]>([
    ['新建学校3所。(责任单位:县教育局、县财政局)', ['县教育局'], ['县财政局']],
    ['新建学校3所。（牵头单位：县教育局；配合单位：县财政局、各乡镇人民政府）', ['县教育局'], ['县财政局', '各乡镇人民政府']],
    ['完善机制。〔市医保局牵头，市财政局、市卫生健康委配合〕', ['市医保局'], ['市财政局', '市卫生健康委']],
    ['完善机制。(市医保局、市卫生健康委按职责分工负责)', ['市医保局'], ['市卫生健康委']],
    ['完善机制。(各县(市、区)人民政府负责)', ['各县(市、区)人民政府'], []],
    ['完善机制。(责任单位:县教育局;完成时限:2025年8月底前)', ['县教育局'], []],
    ['各医疗机构严格落实核心制度', ['各医疗机构'], []],
    ['人民医院、中医院要聚焦薄弱环节', ['人民医院', '中医院'], []],
    ['县政府督查室要将完成情况纳入督查', ['县政府督查室'], []],
    ['由县卫健局牵头,10月底前建成', ['县卫健局'], []],
    ['县交通运输局会同县公安局优化线路', ['县交通运输局'], ['县公安局']],
    ['协调卫生、教育、民政等部门开展场所建设', [], ['卫生', '教育', '民政']],
    ['请各单位于5月10日前报送', ['各单位'], []],
  ])('%s', (text, lead, support) => expect(read(text)).toEqual([lead, support]));

  it.each([
    '鼓励医疗机构设置服务协调员',
    '推动县级疾控机构与县域医共体协同发展',
    '12个乡镇卫生院通过标准',
    '加强公立医院建设',
    '医疗机构感染管理水平不断提高',
    '逐步将基层医疗机构纳入监测范围',
  ])('%s names nobody', text => expect(read(text)).toEqual([[], []]));

  it('takes the cells of a table row', () => {
    expect(read('1\t新建农村公路80公里\t县交通局、各乡镇\t2026年11月底前')).toEqual([['县交通局'], ['各乡镇']]);
  });
});
