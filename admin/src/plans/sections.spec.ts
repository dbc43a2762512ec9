import { bySection } from './sections.js';

describe('措施按标题分组', () => {
  it('共有的上级标题不重复，次序不变', () => {
    const items = [{ section: ['方案', '机构建设'] }, { section: ['方案', '机构建设'] }, { section: ['方案', '人才', '培养'] }];
    expect(bySection(items).map(({ section, items: all }) => [section, all.length])).toEqual([
      ['机构建设', 2],
      ['人才 › 培养', 1],
    ]);
  });

  it('只有一个标题或没有标题时不分', () => {
    expect(bySection([{ section: ['方案'] }]).map(({ section }) => section)).toEqual(['']);
    expect(bySection([])).toEqual([]);
  });
});
