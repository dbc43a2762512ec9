import { pattern } from '../words/pattern.js';
import { lexicon } from '../words/scan.js';

/** Measure words and units of measure that may follow a figure, as they are written. */
const UNITS = lexicon(`
%  ‰
个百分点 个等级 个工作日 个基点 个月 平方公里 平方千米 平方米 立方米 公里 千米 公顷 公斤 千克 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦时 吉瓦 吨标准煤 克标准煤 标准煤 毫克 微克每立方米 毫克每立方米 微克 分贝 摄氏度 分钟 小时 周岁 学时 课时 学分 台次 台套 台班 人次 人天 人份 户次 家次 所次 村次 座次 笔 顶 餐 票 管次 吨公里 人公里 套(间) 标准箱 车次 架次 班次 件次 项次 批次 场次 例次 轮次 亩次 床位 张床 床 标箱
美元 欧元 元 角 亩 吨 斤 克 升 毫升 米 厘米 毫米 度 卡 个 家 所 名 人 位 员 户 张 支 项 场 种 份 件 例 套 台 辆 架 艘 列 座 处 条 门 册 篇 部 本 期 批 次 天 日 周 年 岁 间 栋 幢 只 头 羽 株 棵 口 眼 盏 块 片 道 段 节 层 级 类 款 宗 起 桩 幅 枚 颗 对 组 队 班 届 轮 遍 趟 倍 成 分 秒 盒 瓶 袋 包 箱 棚 池 孔 井 站 镇 村 乡 县 市 区 街 园 圈 镜 路 线 窝 尾 匹 樘 杆 根 门次 辆次 堂 把 站点 客次 标段 伏 赫 瓦 剂次 剂 蒸吨 千伏安 兆伏安 千伏 海里 亿斤 课次 车位 泊位 机位 床日 人日 桌 席 头次 封 篓 捆 贯 窗口 张次 章次 处次 校次 点位 个点 桶 梯次 平米 立方 毛 令 卷 版 集 首 曲 句 字 元次 ㎡ m² m³ m2 m3 km² km2 km kg kWh kW MW GW MWh GWh Mbps Gbps EFlops PFlops MB GB TB PB dB mg/L mg/m³ μg/m³ ug/m3 mg/m3 μg/L mg/kg cm mm ha DDDs DDD ml mL IU ℃
`);

/** Counters that are only figures where they stand alone: behind a number they mostly build names (三级, 15分钟圈, 2型, 一类). */
export const LABEL_UNITS = new Set([
  '级',
  '类',
  '型',
  '层',
  '级别',
  '点',
  '线',
  '届',
  '度',
  '日',
  '周',
  '年',
  '月',
  '分',
  '角',
  '秒',
  '期',
  '本',
  '圈',
  '组',
  '班',
  '队',
  '路',
  '街',
  '园',
  '市',
  '区',
  '县',
  '乡',
  '镇',
  '村',
  '站',
  '员',
  '口',
  '部',
  '段',
  '节',
  '道',
  '成',
]);

const PER = pattern(
  /^\/(?:10万|十万|每?百万人|万人|千人|[百千万]名(?:儿童|学生|职工|人口)?|万|千瓦时|千米|千克|千|百人|人|户|亩|公顷|平方公里|平方米|立方米|升|毫升|克|公斤|吨|天|日|年|月|周|小时|次|床|元)/,
);

/** Where the unit ends that stands at `at`, right behind a number: %, ‰, a counter, with or without what it is counted by (/10万); `at` where none does. */
export function unitEnd(folded: string, at: number): number {
  if (folded.startsWith('台阶', at)) return at;
  const end = UNITS.endAt(folded, at);
  if (end === at && folded[at] === ':') return Math.max(at, RATIO.endAt(folded, at));
  return end === at && folded[at] !== '/' ? at : Math.max(end, PER.endAt(folded, end));
}

/** "缩小到2.6:1": a ratio to one. */
const RATIO = pattern(/^:1(?![\d.:%])/);

/** What is counted by these nouns is a label (三个原则, 10个专项行动), not something that is owed. */
export const LABEL_NOUNS = pattern(
  /^(?![一-龥]{0,6}(?:村|县|乡镇?|社区|学校|企业|医院|单位|小区|街道|家庭|户|项目)的)(?![一-龥]{0,6}(?:建设|改造|修复|加固|扩建|供水|水利|道路|灌溉|排涝|安居|管网|绿化|治理|保护)工程)(?!.{2,}(?:通|达标|脱贫|出列|摘帽|覆盖)[^,、。;]{0,4}目标)(?:(?!已|完成|达到|实现|超额|提前|取得|按计划)[^,、。;]){0,10}?(?:措施|举措|制度|原则|方面|层面|领域|环节|专项行动|行动|方向|底线|维度|体系|机制|阶段|步骤|要求|保障|抓手|工程|重点任务|工作任务|主要任务|任务|目标|关键|板块|类别|主题|内容|清单|流程|红线|关口|重点|要点|难点|痛点|统一|到位|意识|自信|确立|维护|革命|精神|优势|结合|转变|关系|要素|指标|条件|标准|规范|问题|意见|办法|方案|文件|规定|细则|建议|思路|导向|定位|战略|战役|攻坚战|特色|特点|优先|相结合|一体|全员|不准|严禁|必须|防线)(?:[,、。;”))的等]|$|工作|落|得|有|全|见|取|进|推|要(?![件素点求闻])|建设|\d)/,
);

/** Whether a unit is that of a share: %, ‰, also of another rate (%/年). */
export function isShare(unit: string): boolean {
  return unit[0] === '%' || unit[0] === '‰';
}
