import { ACTIONS } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { endsWith, Lexicon, lexicon, splitTop, wordAt } from '../words/scan.js';

/** How an organisation's name ends. */
export const ENDINGS = lexicon(
  '委员会 团中央 商会 促进会 贸促会 社科联 各地方 工行 农行 建行 高院 中院 少年宫 苏木 团场 总院 媒体 各地 各地区 各级 委 局 厅 办 部 处 科 室 院 校 社 署 台 队 中心 医院 学校 大学 学院 机构 单位 政府 公司 银行 分行 集团 协会 学会 联合会 残联 妇联 工会 工商联 共青团 团委 红十字会 县 区 市 镇 乡 村 街道 部门 企业 卫生院 卫生室 卫生所 站 所 幼儿园 中小学 指挥部 领导小组 专班 工作组 医共体 医联体 基地 管委会 村委会 居委会 党委 党组 支部 总支 党中央 一小 二小 三小 四小 五小 监狱 学生会 董事会 监事会 消协 机关 食堂 场所 行业 卫健系统 教育系统 卫生健康系统 卫生系统 公安系统 政法系统 民政系统 医保系统 政务系统 交通系统 环保系统 应急系统 工信系统 工业和信息化系统 文旅系统 税务系统 农业农村系统 水利系统 住建系统 检察系统 财政系统 人社系统 应急管理系统 两级 三级 图书馆 文化馆 博物馆 体育馆 科技馆 档案馆 县财政 市财政 区财政 省财政 州财政 镇财政 央财政 级财政 园区 联盟 主体 经营者 县) 区) 市) 州) 旗) 盟) 镇) 乡) 村) 级) 委会) 政府) 监会 运营商 街道) 街) 居) 小学 中学 一中 二中 三中 四中 五中 六中 支行 分院 分局 机场 商超 商场 超市 工地 委会 电视台 村民小组 居民小组 监察组 督查组 议事会 总会 救治组 专家组 调研组 暗访组 验收组 考核组 指导组 督导组 检查组 保障组 推进小组 攻坚小组 工作小组 专项小组 协调小组 领导班子 协调组 宣传组 处置组 调查组 综合组 项目组 治安组 救援组 防控组 监测组 医疗组 技术组 后勤组 安置组 信息组 评估组 督查组 行动组 管理组 服务组 巡察组 推进组 排查组 疏导组 物资组 甲方 乙方 居委会 )委会 股 团队 常委会 理事会 人大 政协 党工委 党(工)委 管委 供销社 联社 研究会 基金会 合作联社 编办 网信办 政务服务和数据局 股 股室 工作站 办公室 营业部 项目部 俱乐部 出版社 合作社 通讯社 电视台 广播台 气象台 养老院 检察院 法院 工会组织 群团组织 党组织 团组织 联组织 行业组织 接种门诊 研究院 党校 技校 镇街 村居 村社 乡镇场 爱卫会 安委会 编委会 消委会 村场 农场 林场 牧场 渔场 旗县 师市 市州 地市 盟市 兵团 党委政府 “两委” 工作队 护林队 协警队 科协 企协 企联 文联 侨联 作协 注协 律协 记协 消协 体协 联席会议 派出所 海关 农商行 人民银行 人行 公路段 道班 车站 火车站 高铁站 汽车站 港口 码头 景区 酒店 宾馆 书店 职业院校 校医室 指挥中心 牵头医院 药店 药房 诊所 殡仪馆 纪念馆 组织机构 社会组织 慈善组织 志愿组织 服务组织 合作组织 防指 森防指 加油站 农贸市场 批发市场 集贸市场 污水处理厂 自来水厂 水厂 电厂 焚烧厂 填埋场 屠宰场 养殖场 环卫处 执法处 家委会 年级组 教研组 学科组 体育组 各科室 各股室 各处室 督导组 少先队 哨点医院 监测哨点 实验室 项目法人 法人单位 央企 国企 民企 用人单位 接种点 服务点 采血点 家庭医生团队 项目业主',
);
/** Words that end like an organisation and are none. */
const NO_NAME = pattern(
  /(?:([县村乡镇])\1|^[一二两三四五六七八九十]+[所级户]|^[二两三四五六七八九十]+(?:基地|中心|园区)|^一[户家个]|^符合[^的]*|网站|(?<!大)数据中心|^[东西南北中]部|老区|专区|^分(?:行业|部门|单位|区域|片区)|行洪区|设在|地点|大局|布局|格局|有所|前所|带队|部署$|^走村|城乡|全市|全县|全区|全省|我市|我县|我区|我省|本市|本县|本区|(?<!试点)城市|乡村|农村|(?:^|[市县主老新心成])城区|(?<!各|试点|受灾|[相有]关|统筹)地区|(?<![各有、])市区|社区|小区|(?:^|[^一-龥]|[远困深高寒石老陵])山区|片区|院区|校区|辖区|库区|灌区|牧区|景区|示范区|建成区|保护区|核心区|新区|城镇|试点县|示范县|先进县|强县|大县|强市|全镇|全乡|全村|(?:驿|(?<!火)车|油|泵)站|(?:交易|服务|功能|居住|作业|集聚|聚集|管控|风险|缓冲|汇水|候诊|等候)区|工作|体系|服务|基层|干部|全部|内部|外部|局部|大部|支部书记|结合部|平台|舞台|后台|前台|公共场所|分区|(?<!市场|责任|经营|实施|治理|行业|用人|生产|投资|监管|办学|管理|运营|建设|经济|企业|防控|服务|各类|有关|相关|监督|落实|项目|主办|举办|整改)主体|^.?[队处科]|[排带组掉离入车梯球乐军部旗仪领]队|[查惩好用害益坏长短深高低远近暗明难痛实到何四各相独出入口汇角塔点段线桥之一两几每位门构人]处|(?:[学专本百工理文医电选数登]|(?<!安)全|(?<!学)前)科|[住出入转庭大小剧书在离返]院|室|校|经办|为单位|改组|重组|分组|小组|风景区|旅游景区|(?:技术|现金|原始|(?<!疾)控|[参持港入募配期新])股|市场主体责任|一体|整体|总体|群体|(?<!新闻|主流|各类|有关|融)媒体|身体|具体|全体|新开办|(?:[开举承主督经领代帮快交转兴]|(?<!督)查|(?<!双)创)办|(?<![综融])合办)$/,
);
/** Endings that do name one here: 教务室, 各校. */
const NAME_AFTER_ALL = pattern(
  /^(?!各|完整|智慧|和谐|老旧|城市|农村|城镇|辖区|所在|所辖|试点|示范|健康|生态|未来|居民|生活|部分|平安|文明|绿色|多个|走进|深入|安置)(?:[一-龥]{2,4}(?:[县市区镇乡]|街道)){0,3}[一-龥]{2,3}社区$|^国务院$|^[一-龥]{0,6}(?:高新|经开|经济(?:技术)?开发|保税)区$|^(?:雄安|浦东|滨海|两江|天府|西咸|贵安)新区$|校医室$|(?:总务|德育|教务|政教|教导|学工|学生|安保|科研|招生|招标|工程|生产|经营|技术|营销|财务|监察|督查|审计|政研|研究|督导|调研|执法|服务|应急|消防|卫生|教研|办公|手术|综合|法规|业务)室$|(?:星级|A级)?(?:景区|酒店)$|农贸市场$|批发市场$|集贸市场$|P[234]实验室$|(?:中心|医院|局|所|站|大学|学院|机构)实验室$|公路段$|[科处股]室$|(?:村民|居民|工作|领导|推进|攻坚|协调|调查|专项|专家|救治|应急)小组$|团队$|^(?:局|委|院)?(?:医务|护理|财务|人事|医政|基层|公卫|妇幼|法规|规划|宣传|院感|质控|药剂|总务|后勤|设备|保卫|审计|信息|药政|办公)[一-龥]{0,4}(?:室|部)$|[学院]校$|(?:各|中小|中心|高|职|党|技|本|我)校$|^[我本贵该][院校局委部厅办队]$|^[省市县区]?[一二三四五六七八九十]院$/,
);
/** A room or section of an authority: 区政府教育督导室, 县医院检验科. */
const OWN_OFFICE = pattern(/^(?:[省市区县州乡镇]|[一-龥]{2,4}[省市区县州]|国家)[一-龥]{2,14}室$/);

const PART = pattern(/(?:干部|内部|外部|(?<!安)全部|局部|大部)$/);

/** "符合条件的医疗机构": the only attribute that a name may have. */
const MEETS = pattern(/^[^的,]*?(?:符合|具备|具有|有|满足)[^的]{0,8}条件的[^的,]*$|^其?授权的[^的,]*$/);
/** A figure that is no telephone number: 120急救中心, 12345热线办. */
const HAS_NUMBER = pattern(/(?<!\d)(?!1\d\d(?:\d\d)?(?![\d.个家名所人余多万亿]))\d|每/);
const HAS_ATTRIBUTE = pattern(/(?<!设区)的|[,。;[\]]/);

/** "县政府(管委会)": what stands for it elsewhere. */
const ALIAS = pattern(/(?<=^.{2,})\((?:[^()]{2,12}|(?:以?下|简)[^()]{2,20})\)$/);
/** "各小学由中心小学统筹", "甲办负责组织企业": more than a name. */
const HAS_DEED = pattern(/[^自]由(?!贸)|负责(?!人)|设在/);

/** Whether a name is that of an organisation, by how it ends. */
export function isOrganisation(name: string): boolean {
  if (HAS_DEED.test(name)) return false;
  const bare = ALIAS.replace(name, '');
  if (bare.length < name.length && isOrganisation(bare)) return true;
  const isEnding = endsWith(name, name.length, ENDINGS) && (name.startsWith('各') ? !PART.test(name) : !NO_NAME.test(name));
  if (!isEnding && !NAME_AFTER_ALL.test(name) && !OWN_OFFICE.test(name)) return false;
  return name.length <= 30 && !HAS_NUMBER.test(name) && (!HAS_ATTRIBUTE.test(name) || MEETS.test(name));
}

/** Ends of names that elsewhere are places, circles or things, and bodies where they act. */
const ACTORS = lexicon(
  '省 自治区 社区 新区 军分区 校区 院区 口岸 组 班子 三方 主办方 属地 财政 采购人 代表团 系统 输出地 输入地 部里 省里 校企 高校 委',
);
/** How the name of one who acts can end. */
export const NAME_ENDS = new Lexicon([...ENDINGS, ...ACTORS]);
/** Wholes, and compounds whose last character is no body. */
const NEVER_ACTS = pattern(
  /[^各]社区$|(?:全|我|你|本|整|每|此|这|那|外|留|出|入|跨|多)省$|^(?!全[国省市县区州]|[省市县区].{0,4}系统).*系统$|(?:^|[改重分编入成词每各一两])组$|(?<!^(?:中央|地方|国家|同级|各级|本级|[省市县区]级|[省市县区]|中央和地方|[省市县、]+))财政$/,
);

/** Whether those who bear this name can act: an organisation, or what is one where a deed follows. */
export function canAct(name: string): boolean {
  if (isOrganisation(name)) return true;
  return (
    endsWith(name, name.length, ACTORS) &&
    name.length <= 24 &&
    !NEVER_ACTS.test(name) &&
    !HAS_DEED.test(name) &&
    !HAS_NUMBER.test(name) &&
    !HAS_ATTRIBUTE.test(name)
  );
}

const CLOSING = pattern(/[。;]$/);
const ET_CETERA_BEHIND = pattern(/等(?:相关|有关)?(?:部门|单位)?$/);

/** "市教育局、各县区人民政府": nothing but names of organisations. */
export function isNameList(folded: string): boolean {
  const names = splitTop(ET_CETERA_BEHIND.replace(CLOSING.replace(folded, ''), ''), '、,; /');
  return (
    names.length > 0 &&
    (folded.length > 2 || /^[各省市县区州盟旗镇乡团妇残]/.test(folded)) &&
    names.every(([a, b]) => isOrganisation(folded.slice(a, b)))
  );
}

/** The same in a cell of a table, where rooms and departments stand by their bare names: 总务科. */
export function isNameCell(folded: string): boolean {
  const names = splitTop(ET_CETERA_BEHIND.replace(CLOSING.replace(folded, ''), ''), '、,; /');
  return (
    names.length > 0 &&
    names.every(([a, b]) => {
      const name = folded.slice(a, b);
      return (
        isOrganisation(name) ||
        (name.length <= 8 && !HAS_ATTRIBUTE.test(name) && endsWith(name, name.length, ENDINGS) && !wordAt(name, 0, ACTIONS))
      );
    })
  );
}
