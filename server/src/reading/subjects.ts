import { letterAt, tableOf, unitsOf } from './letters.js';
import { ACTIONS, ADVERBS, LEVELS, NOUNISH, PREPOSITIONS } from './lexicon.js';
import { ENDINGS, isOrganisation } from './organisations.js';
import { pattern } from './pattern.js';
import { endsWith, lexicon, splitTop, wordAt, wordEnd } from './scan.js';
import { NONE } from './types.js';

/** What opens a part that has no organisation as its subject. */
const NO_SUBJECT = pattern(
  /^(?:详细|认真|仔细|实地|现场|深入)?(?:了解|询问|查看|察看|听取|慰问|看望|考察|走进|来到|前往)|^报[省市县区党请有相]|^是|^(?:每|凡|下设|内设|经(?!办|开|济|信|贸|发)|给|使|让|希望|欢迎|感谢|感恩|有(?!关)|无|等|其(?!他)|该|此|这|一批|各类人|全社会|党的|广大|能够?|可以?|是|达到|其他(?![^,的]{0,8}(?:单位|部门|机构|企业|学校|乡镇)(?:要|应|须|必须|务必|按|负责|积极|配合|根据))|本|以|对|省部)(?![镇乡县市区省校院委局])/,
);
/** Verbs that often open an organisation's name: 托育机构, 监管部门. */
const NAME_VERBS = lexicon(
  '托育 养护 教育 招商 安置 监管 监督 执法 救助 救援 防控 培训 服务 检测 托管 运输 接种 定点 协同 采购 储备 供水 供应 供电 建设 考核 审批 审计 统计 督查 宣传 组织 发展 规划 应急 管理 体检 康复 照护 测绘 诊疗 急救 改革 生产 加工 销售 配送 施工 设计 监理 运营 登记 试点 资助 结算 信访 帮扶 救治 宣教 招生 就业 保障 预警 指挥 调度 交易 维修 仲裁 评审 评估 认证 检验 承办 签约 巡查 研究 调解 派出 护林 开发 支援 帮扶 派驻 接收',
);
/** "市、县两级财政部门", "州、县、乡三级": one name for all of them. */
const LEVELS_TOGETHER = pattern(
  /^[省州市县区乡镇](?:、[州市县区乡镇村])+(?:[两三四]级)(?:[一-龥]{2,8}(?:部门|单位|机构|政府|党委|局|委))?$/,
);
/** Verbs inside a phrase: then it is no mere name. */
const INNER_VERBS = pattern(
  /指导(?!中心|组|委)|领导(?!小组|组|机构|办|班子)|指挥长|[市县区镇乡州省部局]长(?!办公|热线|信箱)|书记(?!处)|了解|询问|代表(?!大会|处|团)|设在|是|不得|不再|关于|避免|要与|要在|推动|鼓励|支持(?!中心)|引导(?!基金)|督促|提高|提升|完善|加强|推进|开展|实施|落实|强化|健全|构建|选派|[到把被让]|项目(?!部|办|公司|法人|单位|业主|主管)|每[年月周日天季]|覆盖|建成|接入|辐射|派驻|下沉|对接|纳入|力量|“(?!两委)|《/,
);
/** 各实施单位: whatever they do, they are named. */
const GENERIC = pattern(/^各[一-龥]{2,6}(?:单位|部门|机构)$/);
/** 全市所有…: not part of a name. */
const WHOLE = pattern(
  /^(?:请|希望?(?=各|有关)|现(?![场任代行有役])|近日,?|日前,?|近期|目前,?|当前,?|今后|下一步,?|下一?阶段,?|因此,?|为此,?|因而,?|比如|例如|其中,?|或者?|同时,?|此外,?|会后,?|随后,?|辖区内?(?=各|所有)|全[市县区省州](?:所有)?(?=[^,]{2})(?!.{0,6}系统)|[我本][市县区省](?=各)|所有|本地|当地|市域内|县域内)/,
);
const ET_CETERA = /^等(?:\d+个?|有关|相关|多个?)?(?:部门|单位|机构|地区?)?/;
/** The phrase goes on: another name, or the name is only part of a compound. */
const CONTINUES = pattern(
  /^(?:[、和的)域]|及(?!时|早)|在(?=的|地|单位)|改革(?:后|前|到位|过渡|期间)|组织(?=招募|积极|主动|要|应|须|发挥|深入|把)|监委|监察委|(?:宣传|组织|统战|社会工作)部(?![门分署队])|政法委|文明办|编办|网信办|政府(?!采)|公室|公厅|下设|主席|成员(?!单位(?:要|应|须))|研究[院所室]|牵头(?=单位|医院|部门|机构)|与(?![^,]{2,24}(?:签订|签署|签约(?!率)|共建|联合))|(?:医疗|内部|之间|医务|综合|重点|主任|[正副]?主席|常委(?!会)|[一二]级|分线领导|院长|书记|负责人|人员|质量|牵头的|内设|周边|项目|领导|负责同志|主要领导|分管领导|干部|职工|学生|患者|用户|能力|标准|工作人|联系人|名单|党[委组]书记|书记|有关(?:负责|人|领导|同志|科室)|分管|班子|党员|专家|医生|医师|护士|教师|同志|主要领导|法定代表人|相关人|专业技术|名誉|副?总?指挥长?(?!部|中心|组)|增加值|总产值|护林员|网格员|联络员|保洁员|副?局长|副?主任医师|副?镇长|副?县长|副?市长|村?医生|[一二三四五两\d]+(?:[名位个]|多名|余名)))/,
);
const MODALS = pattern(
  /^(?:都|均|也|还|则|尤其)?(?:要|随机(?=[抽检])|部署|(?:主办|承办|协办)(?!单位|的)|现阶段|(?:下|各|本)一?阶段|需(?!求|要|用|方)|主抓|总牵头|负主体|举一反三|立行立改|值班值守|分[\d一二三两四]+[批期组]|主要负责(?!人|同志|领导)|重点抓|重点做|作为(?:责任|牵头|实施)主体|用[\d一二三两]+[年个]|新聘|24小时|节[前后]|开学[前后]|学期[初末]|寒假|暑假|本着|务必|一般不|凡|若|如遇|平均每|为(?:牵头|责任|主责)单位|报[省市县区州党]|召集|提请|揭牌|先行|上门|逐[一个户项村级条校班件店]|全员|单独|当好|当天|扛[起牢]|履职|守土|担负|设[专岗]|[一二两]?[月周季日]一|是第一责任人|\d{1,3}(?:个?工作日|[天日]|个?小时|分钟|个月)[之以]?内|第一时间|每班|每[名位个]|轮流|现场|驻点|蹲点|参照|遵照|设有|拥有|召开|这(?:个|两|几|些)[^,]{1,8}(?:要|得|必须)|作为[^,要]{2,14}(?:要|应|须)|每?月[底末初]|下个?[月周]|周末|节假日|双休日|[一二两三四五十\d]+年(?:来|间|内)?(?=[一-龥]{2})(?!级|制|期|行动)|应当?|须|必须|负责|负有|会同|联合|牵头|分别[^为]|每(?:半|[一两二三四五六\d]+)?个?(?:[年月周日天旬]|季度?|学期|小时)|定期|至少|全部|普遍|(?:再(?!生|次|就)|也|只|就|正在?|已经?|能|即|别|不(?!断|同|足|良)|未(?!来|成)|没有?)(?=[一-龥])|计划(?!生育|单列)|打算|准备|正在|成功|牵头|带头|节日期间|[^,。]{0,6}期间|(?:五一|国庆|中秋|元旦|春节)(?:节)?[前后]|暑期|寒假|汛前|入[冬汛]前|春季|秋季|(?:今|明|当|本)[年月周]|上半年|下半年|[上中下]旬|第?[一二三四]季度|年[底末内中]|全年|自?即日起|[从自于到至](?:20\d\d年|\d{1,2}月|[今明本当]|每|现在|即日)|\d{1,2}月|20\d\d年(?![比较])|常年|长期|持续|继续|将|可(?=以|根据|按|结合|在|与|通过|采取|采用|申请|自行|适当)|不得|严禁|确保|力争|争取|进入|(?:建成|创成|达到)(?![\d一二两三四五六七八九十百])|率先|还将|将[于在]?(?=[一-龥]{2})|拟|尽快|随时|从明天|自20\d\d|研究(?!院|所|中心|会|生)|接到|收到|接报|承担|负总责|负主责|各负其责|各司其职|各展所长|各尽其责|密切配合|分工|是[^,。]{0,16}(?:责任主体|责任单位|牵头单位|实施主体)|具体|统一|协助|统筹[^城区]|自主|自行|全程|及时|主动|严格|认真|切实|积极|全面|共同|原则上|(?:20\d\d年)?\d{1,2}月(?:底|末|\d{1,2}日)?之?前|20\d\d年?年?底)/,
);
const RESULTS = pattern(
  /^(?:已经?|获|荣获|荣膺|入选|被|成功|成为|正式|顺利|首次|共|连续|累计|圆满|完成|通过|新增|先后|升级|晋升|跻身|位列|位居|实现|正在|现有|营业|近[一二三四五两\d]+年|今年|去年|前三季度|率先|[一-龥]{2,6}科(?:室)?获|《[^》]*》(?:获|入|被|荣)|[^,的]{0,10}(?:院区|综合楼|大楼|门诊楼|病房楼|教学楼|项目|工程|基地|校区)(?:正式|全面|顺利|如期)?(?:建成|投用|投入|启用|竣工|开工|通过|获|揭牌|完工|封顶))/,
);
/** Behind a name these open an adverbial, unless they build a noun. */
const ADVERBIAL = pattern(
  /^(?:按照?|根据|依法|依规|依照|依托|通过(?!率)|结合(?!部)|围绕|针对|聚焦|利用(?!率)|借助|运用|对(?![外口])|在(?![岗职编校册建园])|于|以|将|把|向|从(?![业事])|为(?!主|辅|龙头|牵头|核心|枢纽|网底|单位|重点|基础|平台|载体|例|准|契机|抓手))[^,]{2}/,
);
const COUNTED = pattern(/(?:^|[^第A-Za-z])(?:\d+|[两三四五六七八九十百]+)(?:余|多)?(?:个|家|所|名|支|座|处|[县市](?!人民政府|政府|党委))/);
/** "农业农村、工信、文旅等部门要…": short names that only 部门 makes organisations. */
const DEPARTMENTS = pattern(
  /^(?:[我全][市县区省州])?((?:[一-龥]{2,10}、)+[一-龥]{2,10})等(?:有关|相关|多个|\d+个)?(?:部门|单位|机构|企业)(?=[一-龥])(?!的|和|及|与|之间|得分|均为|协作|协同配合|联动|参加|参与|(?:相关|有关|主要|分管)?负责|领导|人员|同志|专家|代表|联络员|干部|联合(?:印|发|出|举|主|召))/,
);
/** "未达标的乡镇要…": those of a kind. */
const OF_KIND = pattern(
  /^((?![对把将由在向给为从以按使让])[^,、的或]{2,10}的(?:单位|部门|县区|县市区|市县|乡镇|街道|社区|园区|医院|医共体|医联体|机构|企业|学校|地区|科室)|设区的市)(?=[也都均]?(?:要|应当|须|必须|务必))/,
);
/** "发布预警的|地方人民政府应当…", "受灾地区的|县级防指按…", "要求|各村…": what is said of an organisation before its name. */
const RELATIVE_CLAUSE = pattern(
  /^(?:(?:发布|承担|负责|牵头|接到|收到|作出|实施|管理|主管|受)[^,、的]{2,20}|[^,、的对把将由在向给为从以按使让]{2,14}(?:地区|区域|辖区))的(?=[省市县区州乡镇地上下各国][一-龥]{1,12})|^要求(?=[一-龥]{2})|^[^,、的]{2,12}的(?=(?:主要|各)?(?:责任|牵头|配合)(?:单位|部门))/,
);
/** 牵头部门, 经办机构, 重点企业: their first word is an adverb or a preposition elsewhere. */
const BY_ROLE = pattern(
  /^(?:各|其他|主要|各主要|有关)?(?:牵头|配合|责任|成员|协办|经办|对口(?:支援|帮扶)|重点|定点|主办|承办|主管|派驻|在建)[一-龥]{0,4}?(?:单位|部门|机构|企业|医院|药店|学校|高校|项目部|中心)(?![一-龥]?[、和及的数名率])/,
);
/** "重点做好|学校食堂…": an adverb and what is done. */
const STRESSED = pattern(/^重点(?:做好|抓好|抓实|加强|推进|推动|实施|开展|支持|解决|围绕|建设好|完善|打造|提升|改善|整治|落实|关注)/);
/** Behind a verb these name whose task it is: 编制部门, 供水企业. */
const BY_TASK = pattern(/^(?:部门|单位|机构|中心|企业|公司|医院|科室|处室|组织(?=[要把须应]))/);
/** Verbs whose object an organisation is: 帮助机构…, 督促企业…. */
const OBJECTS = lexicon(
  '帮助 督促 指导 鼓励 支持 引导 推动 组织 协助 动员 协调 扶持 资助 带动 倒逼 激励 吸引 方便 确保 保障 监督 约谈 通报 表彰 奖励 补助 要求',
);
const OBJECT = pattern(/^(?:各|有关|相关)?(?:机构|企业|单位|医院|学校|乡镇|社区|县区)/);
/** "公安、消防、应急要…": departments by their short names. */
const SHORT_NAMES = lexicon(
  '组织 宣传 纪检 监察 法院 检察 公安 消防 应急 医保 医疗 医药 卫健 卫生健康 卫生 教育 教体 财政 发改 住建 城管 交通 民政 人社 水利 水务 农业农村 农业 市场监管 市监 生态环境 环保 网信 工信 文旅 编办 自然资源 司法 审计 税务 气象 电力 通信 商务 科技 统战 残联 妇联 团委 工会 疾控 药监 规划 公安交警 交警 海关 邮政 林业 体育 退役军人 信访 政法 大数据 乡村振兴 综合行政执法 综合执法 行政执法 城管执法 镇街 工商 文化 旅游',
);
/** "二级以上医院设置老年医学科的比例达到90%": the rate is the subject. */
const RATE = pattern(
  /^[^,要须]{4,40}的?(?:比例|占比|比重|率|满意度|水平)(?:均|都|分别|总体)?(?:达到?|为|不低于|不少于|不高于|不超过|控制在|保持|稳定|提高|提升|超过|高于|降)/,
);
/** "企业自我管理的意识明显增强": what grows is the subject. */
const BECOMES = pattern(
  /^(?!.*(?:要|应当|须|推动|促进|使|让|确保)).*(?:机制|制度|体系|意识|能力|水平|格局|环境|质量|效率|素质|氛围|布局|成果|趋势|局面|面貌)(?:更加|更为|进一步|明显|显著|全面|基本|不断|持续|逐步|有效|大幅|切实|得到|有所|日益|稳步|整体)[^,]{0,6}$/,
);
/** "汛期|各单位要…", "春耕物资|各村必须…": a time or an object before those who must. */
const FRONTED = pattern(
  /^(?![对向由把将给请为在按使让希各凡]|督促|要求|组织|指导|支持|鼓励|推动|协助)[一-龥]{2,10}?(?<![是属直管辖局委厅部院司])(?=各(?:村|单位|乡|镇|县|区|部门|地|学校|街道|医)[一-龥]{0,5}?(?:必须|要(?!求|素|点)|应当|须|务必))/,
);
/** "试点城市要…", "申报单位应在…": those of a kind, by what they are bound to, whatever word their name begins with. */
const OBLIGED = pattern(
  /^(?![对由将把向给为在按使让希各凡]|督促|要求|组织|指导|支持|鼓励|推动|协助|引导|帮助|确保|允许|监督|每)(?:指定的)?(?:(?![和及与或等的这])[一-龥]){1,10}?(?:地区|城市|[^全本各我该一]县|企业|单位|机构|组织|平台|园区|学校|医院)(?=[都均也]?(?:要(?![求素点件害地闻])|应当|应(?![急用对届付收])|必须|务必|须))/,
);
const REACH = 60;

/** [from, to) of each organisation that stands as the grammatical subject at the head of `core`; [] where none does. `isDone`: verbs of results count too; `isAgent`: behind 由, where any verb says what they do. */
export function subject(core: string, isDone: boolean, isAgent = false): [number, number][] {
  const isSaidOf = core.includes('的');
  const ofKind = isSaidOf && OF_KIND.exec(core);
  if (ofKind) return [[0, ofKind[1]!.length]];
  const departments = core.includes('等') ? DEPARTMENTS.exec(core) : null;
  const listed = departments && splitTop(departments[1]!, '、');
  if (listed?.every(([a, b]) => SHORT_NAMES.has(core.slice(a, b)))) return listed;
  const clause = isSaidOf || core.startsWith('要求') ? RELATIVE_CLAUSE.exec(core) : null;
  if (clause) {
    const from = clause[0].length;
    const found = subject(core.slice(from), isDone, isAgent);
    if (found.length > 0) return found.map(([a, b]) => [a + from, b + from]);
  }
  const fronted = core.includes('各') ? (FRONTED.exec(core)?.[0].length ?? 0) : 0;
  if (fronted > 0) return subject(core.slice(fronted), isDone, isAgent).map(([a, b]) => [a + fronted, b + fronted]);
  const obliged = OBLIGED.exec(core);
  if (obliged) return [[WHOLE.exec(core)?.[0].length ?? 0, obliged[0].length]];
  const first = wordAt(core, 0, ACTIONS);
  if (first && OBJECTS.has(first) && OBJECT.test(core.slice(first.length))) return NONE;
  const isRole = BY_ROLE.test(core) && !STRESSED.test(core);
  if (!isRole && first && !opensName(core, first)) return NONE;
  if (!isRole && !opensSubject(core)) return NONE;
  if (departments && !/[与及]|会同|协同/.test(departments[1]!)) return splitTop(departments[1]!, '、');
  if (!isAgent && !isDone && RATE.test(core)) return NONE;
  if (!isAgent && BECOMES.test(core)) return NONE;
  return shortNames(core) ?? names(core, 0, phraseEnd(core, isDone, isAgent));
}

/** Whether a name can begin with this verb: 教育局, 供水企业; not "简化|企业开办手续". */
function opensName(core: string, verb: string): boolean {
  if (NAME_VERBS.has(verb)) return !GOVERNED.test(core);
  return core.startsWith('建筑') || (NOUNISH.has(verb) && BY_TASK.test(core.slice(verb.length)));
}

/** "组织各县区…", "保障某某学院招生": who is organised or provided for. */
const GOVERNED = pattern(
  /^(?:组织|保障|支援|帮扶|监督|考核|调度|救助|安置|宣传|接收)(?:各|全|有关|相关|所有|[省市县区乡镇][^,]|(?!工作|服务|管理|执法)[^、,和]{3,}?(?:学院|医院|学校|小学|中学|大学|公司|企业|主体))/,
);

const WHOLE_PLACE = pattern(/^全[市县区省州]/);

/** Whether nothing that opens another kind of part opens this one: a preposition, a promise, an adverb. */
function opensSubject(core: string): boolean {
  if (wordEnd(core, 0, PREPOSITIONS) > 0 || wordEnd(core, 0, LEVELS) > 0 || NO_SUBJECT.test(core)) return false;
  const adverb = core[0] === '全' && WHOLE_PLACE.test(core) ? '' : wordAt(core, 0, ADVERBS);
  return adverb === '' || adverb === '试点' || core.startsWith('应急');
}

const BY_SHORT_NAME = pattern(/^([一-龥]{2,6}?)(?:按|负责|牵头|全额|统一|给予|兜底|统筹)/);

/** "由|民政按标准救助": a department by its short name behind 由; [] where there is none. */
export function shortAgent(core: string): [number, number][] {
  const name = BY_SHORT_NAME.exec(core)?.[1];
  return name && SHORT_NAMES.has(name) ? [[0, name.length]] : NONE;
}

/** Whether these words can be who must do what a part behind their comma says. */
export function canBeBound(core: string): boolean {
  return core.length <= REACH && endsWith(core, core.length, ENDINGS);
}

/** "财政、卫健、市场监管等部门": nothing but departments by their short names. */
export function isShortList(folded: string): boolean {
  const listed = folded.replace(/等?(?:有关|相关)?(?:部门|单位)$/, '');
  return splitTop(listed, '、').every(([a, b]) => SHORT_NAMES.has(listed.slice(a, b)));
}

function shortNames(core: string): [number, number][] | null {
  const first = core.indexOf('、');
  if (first < 2 || first > 8) return null;
  const listed =
    /^((?:[一-龥]{2,8}、)+[一-龥]{2,8}?)(?:[两三四五](?:个|家)?(?:部门|单位)?)?(?:要|应当|须|必须|务必|共同|联合(?!会|社|体)|组建|联动|开展|齐抓)/.exec(
      core,
    );
  if (!listed) return null;
  const found = splitTop(listed[1]!, '、');
  return found.every(([a, b]) => SHORT_NAMES.has(core.slice(a, b))) ? found : null;
}

/** The organisations named at the head of `text`, up to a verb or the end: what stands behind 会同 or 联合. */
export function companions(text: string): [number, number][] {
  const stop = /[,;。:()]/.exec(text)?.index ?? text.length;
  const head = text.slice(0, stop).replace(/等(?:\d+个?|有关|相关|多)*(?:部门|单位|机构)?$/, '');
  const whole = head.length <= 40 ? names(head, 0, head.length) : [];
  if (whole.length > 1) return whole;
  const end = phraseEnd(text, false, true) || firstNames(head) || (head.length <= 40 ? head.length : 0);
  return names(text.slice(0, end).replace(/等(?:\d+个?|有关|相关|多)*(?:部门|单位|机构)?$/, ''), 0, end);
}

/** Where the names at the head of `head` end, whatever verb follows; 0 where there are none. */
function firstNames(head: string): number {
  for (let i = 3; i <= head.length; i++) {
    const isWhole =
      !isPlaceOf(head, i) && endsWith(head, i, ENDINGS) && !'、和及与('.includes(head[i] ?? '') && !endsWith(head, i + 1, ENDINGS);
    if (isWhole && names(head, 0, i).length > 0) return i;
  }
  return 0;
}

/** What may join two names; or stand inside one. */
const JOINS = '和或及';

/** "甲局和乙局" are two, 自然资源和规划局 is one: a joining word divides only where both sides are organisations. */
function joined(text: string, from: number, to: number): [number, number][] {
  const name = text.slice(from, to);
  if (![...JOINS].some(mark => name.includes(mark))) return [[from, to]];
  const parts = splitTop(name, JOINS).map(([a, b]): [number, number] => [from + a, from + b]);
  return parts.every(([a, b]) => isOrganisation(text.slice(a, b))) ? parts : [[from, to]];
}

/** A hospital's own department stands for the hospital: 市中医医院骨伤科. */
const DEPARTMENT = pattern(
  /^([^、]{1,16}?(?:医院|保健院|卫生院))(?![^、]{0,6}[设建置办增])[一-龥]{1,8}(?:科|中心|室|病区|病房|门诊|诊室)$/,
);

/** "县卫健局商县财政局": only the first is the subject. */
const COMPANION = pattern(
  /^([^、]{2,16}?[局委厅办部院会校心队司科处所站社股])(?:牵头)?(?:会同|携手|联合|商(?=[省市县区州])|与(?=[^、]{2,16}$))[^、]+$/,
);

/** "甲局、乙局|三部门": how many they are. */
const IN_ALL = pattern(/(?<=[局委办厅部院会])[两三四五六七八九十\d]+个?(?:部门|单位)$/);

/** Who acts, of what stands between two marks of a list. */
function bearer(name: string): string {
  const first = COMPANION.exec(name)?.[1] ?? IN_ALL.replace(name, '');
  return DEPARTMENT.exec(first)?.[1] ?? first;
}

const OF_THEM = pattern(/^其(?:有关|相关|所属|下属|各)/);

/** "县政府及|其有关部门": whose they are has been said. */
function owner(phrase: string, at: number): number {
  return OF_THEM.test(phrase.slice(at, at + 3)) ? 1 : 0;
}

/** "县巡查队、包保干部": persons beside an office. */
const PERSONS = pattern(/(?:干部|人员|同志|负责人|党员|队员|教师|医生|家长)$/);

const BESIDE = pattern(/(?<=[局委厅办部院会联校心队司科处所站社股区县市镇乡])(?:牵头)?(?:会同|携手|联合(?!会|体|社|国))/);
const OPENS_LEVELS = pattern(/^各?[省州市县区乡镇](?:\([省州市县区乡镇、]+\))?、(?!各|.[级直])/);

const LEVEL_ALONE = pattern(/^各?[省州市县区乡镇](?:\([^()]*\))?$/);

/** Where the first name of a list ends that begins with levels: 县、镇(街道)党委|、政府; 0 where it is none. */
function levelsEnd(phrase: string): number {
  const owner = splitTop(phrase, '、').find(([a, b]) => !LEVEL_ALONE.test(phrase.slice(a, b)));
  const [from, to] = owner ?? [phrase.lastIndexOf('、') + 1, phrase.length];
  return isOrganisation(phrase.slice(from, to)) ? to : 0;
}

function names(core: string, from: number, to: number): [number, number][] {
  const phrase = core.slice(from, to);
  const skip = WHOLE.exec(phrase)?.[0].length ?? 0;
  if (phrase.length < 2 || COUNTED.test(phrase) || (INNER_VERBS.test(phrase) && !GENERIC.test(phrase.slice(skip)))) return NONE;
  if (LEVELS_TOGETHER.test(phrase)) return [[from, to]];
  const beside = BESIDE.exec(phrase)?.index ?? 0;
  if (beside > 2) return names(core, from, from + beside);
  const levels = OPENS_LEVELS.test(phrase) ? levelsEnd(phrase) : 0;
  if (levels > 0) return [[from, from + levels], ...(levels < phrase.length ? names(core, from + levels + 1, to) : [])];
  const found: [number, number][] = [];
  for (const [a, b] of splitTop(phrase.slice(skip), '、')) {
    for (const [c, d] of joined(phrase, skip + a, skip + b))
      if (d - c >= 2) found.push([from + c + owner(phrase, c), from + c + bearer(phrase.slice(c, d)).length]);
  }
  const offices = found.length > 1 ? found.filter(([a, b]) => !PERSONS.test(core.slice(a, b))) : found;
  if (offices.length > 0 && offices.length < found.length) found.splice(0, found.length, ...offices);
  const isShort = found.length > 1 && /^(?!.*(?:等|重点))[一-龥]{2,6}(?:部门|公司|企业|单位)$/.test(core.slice(...found.at(-1)!));
  return found.every(([a, b]) => isOrganisation(core.slice(a, b)) || (isShort && /^[一-龥]{2,6}$/.test(core.slice(a, b)))) ? found : NONE;
}

/** An authority, hospital or company by its full name: it stands as a subject even before a verb that no lexicon knows. */
const OFFICE = pattern(
  /^(?:各|[我本]|团|[一二三]级(?:及)?以上|属地|县级|市级|省级|[国省市县区州旗镇乡局院校厅委](?!长|内|外|级以上)|[一-龥]{2,4}[省市县区州镇乡](?=[一-龥]{2}))[一-龥]{0,14}(?:局|委|厅|办|法院|检察院|医院|保健院|卫生院|支队|大队|中队|公司|疾控中心|街道|政府|妇联|残联|总工会|团委|市委|[村镇乡]?[一-龥]{1,3}所|血站|急救中心|图书馆|文化馆|电视台|供销社|小学|中学|中心校|支行|[一二三四五六七八九十]院|指挥部|管委会|[专]班|银行|各?(?:单位|部门|学校|医院|乡镇|社区|机构|企业))$/,
);
/** What follows an office that is only part of a longer noun, or does nothing itself. */
const NO_DEED = pattern(
  /^(?:[的、和与及或等(“《]|(?!设|有|建|新|增|开|推|配)[一-龥]{0,3}(?:项目|资金|经费|预算|工程|工作|实事|大楼|院区|系统|平台|网站|账户|窗口|干部|医生|班子|专家|主任|局长|负责|主要|数据|文件|方案|预案|制度|机制|能力|水平|标准|服务|床位|科室|建设|改造|管理|就诊|门诊|诊疗|住院|新院|全体|代表|附属|分院|所属|下属|直属|[一二三四]级|长|里|[一二三四五六七八九十\d]+[楼号]|[^,]{1,8}(?:科长|处长|股长|主任|负责人|书记)|[^,的]{0,14}(?:不少于|不低于|不超过|不高于|控制在|保持在|达到|达\d|占)|[^,]{0,6}[率数量额占]|情况|数量|是(?:否|不是)|有[一-龥]{2,4}的))/,
);

/** "某镇|还通过…" */
const ALSO = pattern(/^(?:还|也|则|又|均|都)(?=通过|利用|依托|结合|对|在|为|将|把|向|按|以)/);

/** No name goes on behind these. */
const STOPS = tableOf(unitsOf(',;。:'));

const NUMBER_SOON = pattern(/^[一-龥]{1,4}\d/);
const ALL_OF_KIND = pattern(/^(?:辖区内?)?各/);

/** Where the subject ends: behind a name where a modal, adverb, verb or adverbial begins; a modal further on outweighs a verb that may belong to the name (督查室要). */
function phraseEnd(core: string, isDone: boolean, isAgent: boolean): number {
  let weak = 0;
  let office = 0;
  const opening = WHOLE.exec(core)?.[0].length ?? 0;
  for (let i = opening + 2; i < Math.min(core.length, REACH); i++) {
    if (weak && i > weak + 8) return weak;
    if (STOPS[letterAt(core, i - 1)] !== 0) break;
    if (!endsName(core, i) || isParticle(core, i)) continue;
    const rest = behindName(core.slice(i));
    if (AND_PERSONS.test(rest)) return i;
    if (
      isPlaceOf(core, i) ||
      CONTINUES.test(rest) ||
      (i < core.length && endsWith(core, i + 1, ENDINGS) && wordAt(rest, 0, ACTIONS).length < 2 && !NO_ENDING.test(core.slice(i, i + 3)))
    )
      continue;
    if (
      (isAgent && rest[0] === '“') ||
      isEach(rest) ||
      MODALS.test(rest) ||
      (isDone && RESULTS.test(rest)) ||
      ADVERBIAL.test(ALSO.replace(rest, ''))
    )
      return i;
    if (
      office === 0 &&
      (rest.length >= 4 || ACTIONS.has(rest)) &&
      OFFICE.test(core.slice(core.lastIndexOf('、', i - 1) + 1, i)) &&
      !NO_DEED.test(rest) &&
      !(NUMBER_SOON.test(rest) && !wordAt(rest, 0, ACTIONS))
    )
      office = i;
    if (weak === 0 && isPredicate(rest, isAgent || ALL_OF_KIND.test(core))) weak = i;
  }
  return weak || office;
}

const ALIAS_BEFORE = pattern(/(?<=[一-龥]{2})\((?!不?含|包括|除|见)[一-龥、]{2,12}\)$/);

/** Whether a name can end at `at`, with what stands for it in brackets or without. */
function endsName(core: string, at: number): boolean {
  if (endsWith(core, at, ENDINGS)) return true;
  const alias = core[at - 1] === ')' ? ALIAS_BEFORE.exec(core.slice(0, at)) : null;
  return alias !== null && endsWith(core, alias.index, ENDINGS);
}

const RELATIVE = pattern(/^[需在属有未谓述称示作做致列指涉]/);

/** "领导要站|在…", "村民活动阵地办|公设施": the last character of an ending opens a word of its own. */
const NO_ENDING = pattern(/^(?:部署|站[在稳位到]|办公(?!室|厅)|处[于在理])/);

/** "应急所|需物资", "有所改善", "管委|会签署": an ending that is none there. */
function isParticle(core: string, at: number): boolean {
  if (core[at - 1] === '所') return RELATIVE.test(core.slice(at)) || '有前'.includes(core[at - 2]!);
  if (NO_ENDING.test(core.slice(at - 1, at + 2))) return true;
  return core[at] === '员' || (core[at - 1] === '委' && core[at] === '会' && '管村居'.includes(core[at - 2]!));
}

/** "县医院、县中医院|各选派3名…" */
function isEach(rest: string): boolean {
  return rest[0] === '各' && (rest[1] === '自' || wordAt(rest, 1, ACTIONS).length > 1);
}

/** "各企业及个人应当…": persons beside an office. */
const AND_PERSONS = pattern(/^[和及与、](?:居民|个人|农户|村民|家庭|市民|业主|群众|职工)(?=要|应|须|必须|都)/);

/** What follows a name and the words that only close it: 等部门, 的同志们. */
function behindName(text: string): string {
  const rest = text.startsWith('等') ? text.replace(ET_CETERA, '') : text;
  return rest.startsWith('的') ? rest.replace(/^的(?:各位)?同志们?/, '') : rest;
}

const BRANCH = pattern(/^(?:(?:开发|高新|经开|工业|保税)区|[一-龥]{2,3}(?=分局|支行|分公司))?(?:分局|支队|大队|支行|分公司|分院)/);
const BELONGS = pattern(/^[一-龥]{0,14}?(?:医院|卫生院|保健院|局|厅|委员会|健康委|卫健委|人民政府|疾控中心|公司|学校|大学|小学|中学|支行)/);

/** Whether the place or authority that ends at `at` only opens the name of what lies in it or belongs to it: 临清市|人民医院, 市场监管局|开发区分局. */
function isPlaceOf(core: string, at: number): boolean {
  const rest = core.slice(at, at + 20);
  if ('局行司院'.includes(core[at - 1]!)) return BRANCH.test(rest);
  if (!'省市县区州旗镇乡'.includes(core[at - 1]!)) return false;
  const inner = BELONGS.exec(rest);
  return inner !== null && [ACTIONS, ADVERBS, PREPOSITIONS].every(words => wordEnd(rest, 0, words) === 0) && !MODALS.test(rest);
}

/** Behind a verb that is as often a noun these make a noun of it. */
const AS_NOUN = pattern(/^(?:[的率数性型]|能力|水平|项目|工程|工作(?!专班|组|机制|台账|方案|制度|会议|领导)|情况|质量|标准)/);
/** "监督|食堂": what is done to whom, and no more. */
const PLAIN_OBJECT = pattern(
  /^(?![室科处组局办员队站所院]|全|基本|持续|明显|显著|不断|有序|稳步|逐步|深入|扎实|完成|跟踪|已|更)(?!.*(?:能力|质量|水平|结果|体系|机制|制度|平台|系统|人员|队伍|设备|费用|标准|流程|环境|条件|资源|网络|模式|项目|工作|工程|情况|覆盖|力度|成效|成本|功能|中心|基地|单位|部门|机构|对象|任务|方案|计划|改革|服务|建设|[率数量点站员费额度性型]$))[一-龥]{2,5}$/,
);
const BUILDING = pattern(/^(?:改|扩|改扩|新改扩|新|迁|重|续|翻|复|代|援|共)建$/);
/** "检测|水样60份": what is done to how many. */
const COUNTED_OBJECT = pattern(/^(?!.{0,7}[不达至占超为到])[一-龥]{2,8}(?<![率数量额比重时人次])\d+(?!%|个百分点|\d|[年月日])/);

/** "定点药店|增加到28家": what becomes of how many there are. */
const CHANGES = pattern(
  /^(?:(?:增加|扩大|扩充|扩容|扩展|拓展|减少|发展|提高|提升|下降|降低|增长|上升|壮大|缩减|压减)(?:[了到至为达]|\d)|达到?|仅有)/,
);

const SIGNS_WITH = pattern(/^与[^,]{2,24}(?:签订|签署|签约(?!率)|共建|联合|合作)/);
const MAKES_NOUN = pattern(/^[的率数性型]/);

/** Whether words right behind a name say what its bearer does; behind a generic name (各社区) even verbs that are often nouns do. */
function isPredicate(rest: string, isGeneric: boolean): boolean {
  if (SIGNS_WITH.test(rest)) return true;
  if (CHANGES.test(rest)) return false;
  const adverb = wordAt(rest, 0, ADVERBS);
  if (adverb && (wordAt(rest, adverb.length, ACTIONS) || wordAt(rest, adverb.length, ADVERBS))) return true;
  const verb = wordAt(rest, 0, ACTIONS);
  return (
    verb !== '' &&
    (isGeneric || !NOUNISH.has(verb) || COUNTED_OBJECT.test(rest.slice(verb.length)) || PLAIN_OBJECT.test(rest.slice(verb.length))) &&
    (isGeneric || rest.length > verb.length + 1) &&
    !(NOUNISH.has(verb) || BUILDING.test(verb) ? AS_NOUN : MAKES_NOUN).test(rest.slice(verb.length))
  );
}
