import { readPlan } from '../read.js';

/*
 * What is read must not hang on how somebody is called: names, figures and times are swapped for others of their kind.
 * All names are invented; they are made of the forms that names of units, figures and times have.
 */

const words = (list: string): string[] => list.trim().split(/\s+/);
const each = (...lists: string[][]): string[] => lists.reduce((made, list) => made.flatMap(a => list.map(b => a + b)), ['']);

const UNITS: Record<string, string[]> = {
  authorities: each(
    words('省 市 县 区 旗 州 临江市 东河县 青山区 云岭满族自治县'),
    words(`发展和改革委员会 教体局 财政局 人力资源社会保障局 住房和城乡建设局 城市管理局 能源局 委督查室 应急管理局 审计局 招商局 医保局 疾控局
      市场监管局（知识产权局） 消防救援支队 供销社 总工会 残联 政协办 人大常委会 委宣传部 委编办 法院 贸促会 团委`),
  ),
  ministries: words(
    '教育部 国家卫生健康委 国家数据局 住房城乡建设部 应急管理部 海关总署 市场监管总局 国务院国资委 中国科协 全国妇联 共青团中央',
  ),
  generic:
    words(`各县（市、区） 各县（市、区）人民政府 各市（州）人民政府 各镇街 各乡镇（街道） 各村（社区） 各有关单位 各级党组织 各成员单位
    各级各部门 各监管部门 各医疗卫生机构 各高职院校 行业主管部门 属地政府 人力资源社会保障部门 医疗保障部门 公安机关 项目承担单位
    新闻媒体 用人单位 建设单位 群团组织 基层党组织 相关责任单位 乡镇卫生院 物业服务企业`),
  offices: words(`办公室 党政办 就业促进处 规财处 医政医管处 市容科 社保科 职成科 执法监察科 行政审批股 医务科 护理部 教务处 德育处
    组织人事部 机关各处室 工会 教研室 信息中心`),
  below: words(`柳河镇 白塔乡人民政府 龙泉街道办事处 东城街道党工委 花园社区居委会 永安村党支部 镇综合执法队 镇便民服务中心 高新区管委会
    经开区管委会 示范区管委会 雁湖新区管委会 化工园区管委会 团场 达来苏木`),
  bodies:
    words(`县人民医院 市第一人民医院 市第一中学 临江市实验小学 临江市开发区管委会 市第三人民医院 县妇幼保健院 区疾控中心 市120急救中心 县医共体 市血站 北川大学 市第二中学 县职教中心
    市城投集团 市公交公司 国网东河县供电公司 县农商行 市物业协会 县商会 县融媒体中心 市农科院 县公路站
    市优化营商环境领导小组办公室 县防汛抗旱指挥部 市双创办 市委军民融合办 县委巡察办 县项目专班 县委 市政府`),
};

/** What is written of X and Y, and who leads and who supports. */
const DUTIES: [string, string, string][] = [
  ['X要建立健全工作机制，每月调度一次。', 'X', ''],
  ['X应当于6月底前制定实施细则。', 'X', ''],
  ['X负责做好人员培训工作。', 'X', ''],
  ['X每季度通报一次进展情况。', 'X', ''],
  ['X将专项经费纳入年度预算。', 'X', ''],
  ['X要会同Y制定补助办法。', 'X', 'Y'],
  ['X、Y要加强协作配合，完善资金保障机制。', 'XY', ''],
  ['加强排查，联合Y开展专项整治。', '', 'Y'],
  ['由X牵头，Y配合，10月底前建成平台。', 'X', 'Y'],
  ['X牵头，Y参与，建立协同机制。', 'X', 'Y'],
  ['建立健全工作机制。（X牵头，Y配合）', 'X', 'Y'],
  ['建立健全工作机制。（X、Y按职责分工负责）', 'X', 'Y'],
  ['建立健全工作机制。（责任单位：X、Y；完成时限：6月底前）', 'X', 'Y'],
  ['建立健全工作机制。【牵头单位：X；配合单位：Y】', 'X', 'Y'],
  ['建立健全工作机制。（X为牵头单位，Y为配合单位）', 'X', 'Y'],
  ['建立健全工作机制。（责任单位：X、Y，列第一位的为牵头单位，下同）', 'X', 'Y'],
  ['建立健全工作机制。\n牵头单位：X\n责任单位：Y', 'X', 'Y'],
  ['建立健全工作机制。（责任单位：X会同Y）', 'X', 'Y'],
  ['建立健全工作机制。（责任单位：X/Y）', 'X', 'Y'],
  ['建立健全工作机制。（责任单位：X；Y按职责分工负责）', 'X', 'Y'],
  ['建立健全工作机制。（牵头单位：X，配合单位：Y，进度安排：3月底前完成选址，年底前建成）', 'X', 'Y'],
  ['建立健全工作机制。（牵头单位：X，督办单位：县委督查室）', 'X', ''],
  ['建立健全工作机制。（以上任务由X牵头，Y配合）', 'X', 'Y'],
  ['建立健全工作机制。——X牵头，Y配合', 'X', 'Y'],
  ['建立健全工作机制。\n牵头市领导：王某某\n牵头单位：X\n配合单位：Y\n时间要求：10月底前', 'X', 'Y'],
  ['建立健全工作机制。\n（一）牵头单位：X\n（二）配合单位：Y\n（三）完成时限：10月底前', 'X', 'Y'],
];

/** A figure as it may be written, and what it says. */
const FIGURES: [string, string][] = [
  ['县域就诊率达到90%以上', '>= 90 %'],
  ['县域就诊率由85.2%提升到90.6%', '= 90.6 %'],
  ['县域就诊率大于等于百分之九十', '>= 90 %'],
  ['县域就诊率达到85%—90%', 'between 85-90 %'],
  ['婴儿死亡率控制在3.2‰以内', '<= 3.2 ‰'],
  ['孕产妇死亡率降至9/10万以下', '<= 9 /10万'],
  ['孕产妇死亡率控制在十万分之九以内', '<= 9 /10万'],
  ['婴儿死亡率下降到千分之三', '= 3 ‰'],
  ['平均住院日小于等于7.5天', '<= 7.5 天'],
  ['招聘全科医生十五名', '= 15 名'],
  ['新建卫生室12家', '= 12 家'],
  ['新增托位1200个以上', '+>= 1200 个'],
  ['培育三至五个示范社区', 'between 3-5 个'],
  ['培训全科医生500余名', '> 500 名'],
  ['完成投资2.5亿元', '= 250000000 元'],
  ['改造供水管网不小于35公里', '>= 35 公里'],
  ['每月开展督查不少于1次', '>= 1 次'],
  ['村卫生室实现全覆盖', '= 100 %'],
];

/** A time as it may be written in a plan for 2025, and the last day that it allows. */
const TIMES: [string, string | null][] = [
  ['6月底前', '2025-06-30'],
  ['2025年三季度末前', '2025-09-30'],
  ['年内', '2025-12-31'],
  ['今年上半年', '2025-06-30'],
  ['明年3月前', '2026-02-28'],
  ['“十五五”末', '2030-12-31'],
  ['9月中旬前', '2025-09-20'],
  ['8月31日（周日）18时前', '2025-08-31'],
  ['9月10日（教师节）前', '2025-09-10'],
  ['2025年3月—2026年6月', '2026-06-30'],
  ['国庆节前', '2025-09-30'],
  ['不迟于2025年10月底', '2025-10-31'],
  ['每季度末', null],
  ['2026年6月起', null],
  ['2026年及以后', null],
];
const AROUND = ['力争Z，完善服务体系。', '加强队伍建设，Z，提升服务能力。', '健全工作机制，确保Z；加强宣传引导。'];
const AROUND_TIME = ['Z，建成县级应急指挥平台。', '各乡镇要Z完成隐患排查，建立整改台账。', '完善应急指挥平台，Z完成主体工程建设。'];

const read = (sentence: string) =>
  readPlan(`某市2025年重点工作实施方案\n一、主要任务\n${sentence}`).records.filter(r => r.kind !== 'heading');

/** One of `list`, always the same in the same run. */
let seed = 20260301;
function oneOf<T>(list: readonly T[]): T {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return list[(seed >> 8) % list.length]!;
}

const named = (who: string, x: string, y: string): string =>
  [...who]
    .map(c => (c === 'X' ? x : y))
    .sort()
    .join('|');
const joined = (names: string[]): string => [...new Set(names)].sort().join('|');

/** Whether who leads and who supports is read as written. */
function isRead([sentence, lead, support]: [string, string, string], x: string, y: string): boolean {
  const records = read(sentence.replace(/[XY]/g, c => (c === 'X' ? x : y)));
  const who = `${joined(records.flatMap(r => r.lead))}/${joined(records.flatMap(r => r.support))}`;
  return who === `${named(lead, x, y)}/${named(support, x, y)}`;
}

describe('swapped for others of their kind', () => {
  const all = Object.values(UNITS).flat();

  it.each<[string, number]>([
    ['authorities', 1],
    ['ministries', 1],
    ['generic', 0.99],
    ['offices', 1],
    ['below', 1],
    ['bodies', 0.99],
  ])('units of the form %s lead and support in at least %d of all wordings', (form, floor) => {
    const tried = DUTIES.flatMap(duty => Array.from({ length: 20 }, () => [duty, oneOf(UNITS[form]!), oneOf(all)] as const)).filter(
      ([, x, y]) => !x.includes(y) && !y.includes(x),
    );
    expect(tried.filter(([duty, x, y]) => isRead(duty, x, y)).length / tried.length).toBeGreaterThanOrEqual(floor);
  });

  it.each(FIGURES)('%s', (figure, said) => {
    const values = AROUND.map(around =>
      read(around.replace('Z', figure))
        .flatMap(r => r.indicators)
        .map(i => `${i.op} ${i.value2 === undefined ? i.value : `${i.value}-${i.value2}`} ${i.unit}`),
    );
    expect(values).toEqual(AROUND.map(() => [said]));
  });

  it.each(TIMES)('%s', (time, day) => {
    const days = AROUND_TIME.map(around => read(around.replace('Z', time)).map(r => r.deadline?.date ?? null));
    expect(days).toEqual(AROUND_TIME.map(() => [day]));
  });
});
