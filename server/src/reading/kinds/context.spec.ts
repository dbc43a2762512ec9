import { readPlan } from '../read.js';

/** The body units that are read from lines, with their kinds. */
const units = (...lines: string[]): string[] =>
  readPlan(lines.join('\n'))
    .records.filter(r => r.kind !== 'heading')
    .map(r => `${r.kind} ${r.text}`);

const MEASURE = '县卫生健康局10月底前完成8家卫生院设备更新。';

describe('what the genre writes around its content', () => {
  it.each([
    '各乡镇人民政府、街道办事处,县直各部门:',
    '尊敬的李代表:',
    '备注:续建。',
    '现将《行动方案》印发给你们,请认真贯彻执行。',
    '为全面提升服务能力,推动资源下沉,结合实际,制定本方案。',
    '现提出如下意见。',
    '为激发消费活力,现提出若干支持办法。',
    '现就有关事项通知如下:',
    '本办法所称签约服务,是指团队按协议开展健康管理的活动。',
    '注：本方案所称反应时间,指接到呼叫至到达现场的平均时间。',
    '副组长:林远 县卫生健康局局长',
    '联系电话:0599-8000000',
    '发布时间:2025-06-21 08:30 浏览次数:213',
    '县教育局、县财政局等部门相关负责人参加会议。',
    '县委书记陈立、县长周敏出席新校区落成仪式。',
    '周敏一行先后察看了门诊大厅和药房,详细询问了药价。',
    '清川市推进养老服务工作领导小组办公室',
    '由县长任组长,分管副县长任副组长,各乡镇主要负责人为成员。',
    '各乡镇考核指标详见附件。',
    '索 引 号 000014349/2020-376',
    '二、培训地点:县会议中心三楼。',
  ])('%s', line => expect(units('县基层卫生工作方案', line, MEASURE)).toEqual([`measure ${MEASURE}`]));

  it.each([
    '各乡镇卫生院要落实首诊责任:对转诊病人逐一登记。',
    '各医疗机构于6月底前完成自查,并将问题清单报县卫生健康局。',
    '县教育局制定本地实施细则,年底前印发各学校。',
    '建立联系人制度,每家企业明确1名联络员。',
    '各学校要一行一策建立台账,逐项销号。',
    '村干部每季度出席一次村民说事会,当场答复诉求。',
  ])('stays: %s', line => expect(units('县基层卫生工作方案', line)).not.toEqual([]));

  it('leaves out what stands under principles', () => {
    const text = ['(一)基本原则。', '坚持预防为主。健全机制,强化源头治理,推动关口前移。', '二、主要任务', MEASURE];
    expect(units('一、总体要求', ...text)).toEqual([`measure ${MEASURE}`]);
  });
});
