import { readPlan } from '../read.js';

/** The kinds of the body units of a text, context left out. */
const kinds = (text: string): string[] =>
  readPlan(text)
    .records.filter(r => r.kind !== 'heading')
    .map(r => r.kind);

describe('kinds', () => {
  it.each([
    ['推进分级诊疗,逐步提高县域就诊率。', ['measure']],
    ['各医疗机构严格落实核心制度。', ['measure']],
    ['为老年人提供连续的服务。', ['measure']],
    ['要做实基层机构,扩大用药种类。', ['measure']],
    ['到2025年,筛查率不低于75%。', ['target']],
    ['2026年底前,力争产权公有率达到100%。', ['target']],
    ['确保村级医疗卫生服务全覆盖。', ['target']],
    ['截至目前,已建成老年友好型社区2家。', ['achievement']],
    ['县医院成功升级为二级甲等医院。', ['achievement']],
    ['现将《方案》印发给你们,请认真贯彻执行。', []],
    ['为提升服务能力,结合实际,制定本方案。', []],
    ['各位代表!让我们携手奋进。', []],
    ['来源:某某日报', []],
  ])('%s', (text, expected) => expect(kinds(text)).toEqual(expected));

  it('reads figures in a report as results and in a plan as duties', () => {
    const report = '全区成功创建示范社区2家。建成托育机构12家。区医院获评先进集体。已开展义诊40场。新增床位300张。';
    expect(new Set(kinds(report))).toEqual(new Set(['achievement']));
    expect(kinds('一、工作任务\n建成托育机构12家。新增床位300张。')).toEqual(['measure', 'measure']);
  });

  it('knows a task by whatever time it opens with', () => {
    const told = ['国庆节前完成道路修复。', '6月份集中开展宣传。', '2025年3月至11月开展专项整治。', '采暖期前完成管网改造。'];
    expect(kinds(`某县2025年工作方案\n一、主要任务\n${told.join('\n')}`)).toEqual(told.map(() => 'measure'));
  });

  it('takes principles and problems for context and goals for targets', () => {
    expect(kinds('一、基本原则\n坚持政府主导,加强统筹协调。\n二、存在问题\n优质资源不足。\n三、工作目标\n服务体系更加完善。')).toEqual([
      'target',
    ]);
  });
});
