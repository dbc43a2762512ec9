import { type Pattern, pattern } from '../words/pattern.js';
import { isDigit } from '../words/scan.js';
import {
  BENEFIT,
  CLOSED,
  COMPARED,
  isChineseLabel,
  isCountOfListed,
  isLabelNoun,
  isListed,
  MAKING,
  type NumberToken,
  outnumbersListed,
  type Place,
  ROUND,
  standsAlone,
  TEN_THOUSANDS,
} from './counters.js';
import { LABEL_UNITS } from './units.js';

/** A size that only says which are meant: 年产值超5亿元企业, 占地5000平方米以上的工地. */
const ATTRIBUTE = pattern(
  /(?:产值|营收|收入|税收|利润|销售额|营业额|总投资|投资额?|人口|规模|海拔|占地|面积|床位数?|金额|指数)(?:在|(?:首次|年度|累计)?(?:突破|跨过|超过?|达到?)|不足|不?低于|不?高于|不超过|不少于|降至|为)?$|满$/,
);
const SIZED = pattern(
  /^(?:以上|以下|以内)?的?(?:规上|山区)?(?:企业|项目|乡镇|中心|机构|单位|医院|卫生院|建筑|工地|小区|社区|园区|村|县|地区|区域|人群|对象|人|户|家庭|学校|班)/,
);
/** A condition: 资金执行率低于80%的县. */
const SHORTFALL = pattern(/(?<!不)(?:低于|不足|未达到|达不到|不到)$/);
/** "按时办结率低于80%的单位": whose rate it is. */
const RATE = pattern(/(?:率|占比|比例|比重)(?:达到?|超过?|为|完成|在|[高大]于)?$|(?<!不)(?:低于|高于|优于)[^,;\d]{2,10}$/);
/** "20户以上的|自然村", "300头、500头以上的|牧场": how large those are. */
const SIZE = pattern(/^(?:人|户|头|只|羽|亩|件|元|平方米|吨|千瓦|兆瓦|层|米|公里)$/);
const BEARER =
  '的[^,。;、\\d]{0,8}?(?:村|屯|场|站|县|区|镇|乡|校|园|企业|机构|单位|支部|中心|项目|工程|工地|水库|家庭|医院|班|产业链|集群|园区|景区|品牌|街区)(?!资金|经费|投资|人员)';
const SIZE_OF = pattern(new RegExp(`^(?:[、和及或至]\\d[\\d.,]*[万亿]?[一-龥]{1,3})*及?以[上下]${BEARER}`));
/** "超百亿元的|企业" */
const EXCESS = pattern(/(?<!不)(?:高于|超过?|突破|逾|(?<![超通跨])过)$/);
const EXCESS_OF = pattern(new RegExp(`^${BEARER}`));
/** "正常经营满6个月,可申领…", "接待量超过2000人次的,奖励…": what must be given first. */
const CONDITION = pattern(/满$/);
/** "日处理鲜奶|500吨生产线" */
const CAPACITY = pattern(/[年日](?:产|处理)[^,;\d]{0,6}$/);
/** Verbs before a figure that is owed even where a noun follows 以上. */
const OWED = pattern(
  new RegExp(
    `${MAKING.source}|${COMPARED.source}|(?:组织|派出|选拔|吸引|带动|服务|惠及|发放|争取|安排|投入|储备|招收|招聘|招录|应用|有|培训)$`,
  ),
);
const HOURS = pattern(/^小时$/);
/** What comes round again: 最近1次检查, 近3次考核, 下1期. */
const ROUNDS = pattern(/^(?:[次轮期届]|[批场]次?)$/);
/** "1人|1策", "1对|1": to each its own. */
const ONE_EACH = pattern(/^1(?![\d.,:%])/);
const DELIVERED = pattern(/(?:完成|办成|办好|办结|办理|兑现|落实|办|实施)了?$/);

const NO_NOUN = pattern(/^(?:[、和或及]?\d[\d.]*[万亿])*[级+A-Za-z\d/:-]/);

/** "2.4万困难职工", "总投资1500亿": counted without a word for it. */
function isScaled({ token: { low }, before, after }: Place): boolean {
  return TEN_THOUSANDS.test(low) && !before.endsWith('/') && !NO_NOUN.test(after);
}

/** What must hold for a rule: all that it names. */
interface Rule {
  name: string;
  unit?: Pattern;
  before?: Pattern;
  after?: Pattern;
  notBefore?: Pattern;
  notAfter?: Pattern;
  also?(p: Place): boolean;
}

/** Why a number is a label, an age, a name… and no indicator; the first rule that fits decides. */
const RULES: readonly Rule[] = [
  { name: '中文数字', also: p => !isDigit(p.token.low.charCodeAt(0)) && isChineseLabel(p) },
  { name: '月龄', unit: pattern(/^个月$/), after: pattern(/^(?:龄|以下)?(?:婴|幼|儿|宝|妇女|老)/) },
  { name: '序数', before: pattern(/第$/) },
  { name: '序数', before: pattern(/(?<!提)前$/), unit: pattern(/^(?:个月|[名位家个项]|天|日)$/) },
  { name: '哪一段时间', before: pattern(/最近$/), unit: pattern(/^(?:个月|[年天日周]|小时)$/) },
  { name: '哪一次', before: pattern(/(?:最近|(?<![\d线网课会周天日月])[上下])$/), unit: ROUNDS, also: p => !ROUND.test(p.token.low) },
  { name: '哪一次', before: pattern(/近$/), unit: ROUNDS, also: p => p.token.low.length === 1 },
  { name: '每若干', before: pattern(/每(?:新增|吸纳|招用|引进|培养|增加|带动)?$/), also: p => p.token.unit !== '' },
  { name: '名称的一部分', unit: pattern(/^[人年天]$/), after: pattern(/^制(?![作定造成约订])/) },
  { name: '名称的一部分', after: pattern(/^级(?!别)/), also: p => p.token.unit !== '个' },
  { name: '年龄', unit: pattern(/周岁$/) },
  {
    name: '年龄',
    unit: pattern(/岁$/),
    notBefore: pattern(/(?:达到?|提高到?|提升到|延长到|增加到|提高|超过|不低于)$/),
    notAfter: pattern(/^(?:左右|[,。;])/),
  },
  { name: '没有单位', also: p => p.token.unit === '' && !(COMPARED.test(p.before) && CLOSED.test(p.after)) && !isScaled(p) },
  { name: '构成名称的量词', also: p => LABEL_UNITS.has(p.token.unit) && !standsAlone(p) },
  {
    name: '生活圈',
    unit: pattern(/^(?:分钟|小时|公里|米)$/),
    after: pattern(/^(?:[^,。;、]{0,12}圈|可?(?:达|到达|直达|步行|通勤|车程|即达))/),
  },
  {
    name: '范围的门槛',
    after: pattern(/^(?:及?以上|以下|以内)[一-龥]/),
    notAfter: pattern(/^(?:及?以上|以下|以内)(?:的|罚|奖|补|资助)/),
    unit: pattern(
      /^(?:人|岁|周岁|张|张床|床|元|平方米|立方米|米|公里|亩|吨|蒸吨(?:\/小时)?|吨\/(?:小时|[日天])|小时|天|年|层|级|户|千瓦|兆瓦)$/,
    ),
    notBefore: OWED,
  },
  { name: '达到门槛的对象', after: pattern(/^及以[上下]/), notAfter: pattern(/^及以[上下](?:$|[,。;、)]|和\d)/) },
  {
    name: '达到门槛的对象',
    before: ATTRIBUTE,
    after: SIZED,
    also: p => !OWED.test(p.before.replace(/(?:突破|不?超过|不?[高低]于|不少于|达到?)$/, '')),
  },
  { name: '达到门槛的对象', before: SHORTFALL, after: pattern(/^的(?!,|标准|目标|[^,]{0,12}(?:达到|占))/) },
  { name: '达到门槛的对象', before: EXCESS, after: EXCESS_OF },
  {
    name: '达到门槛的对象',
    before: RATE,
    after: pattern(/^(?:及?以[上下])?的(?!目标|指标|要求|水平|任务|标准|速度|增速|基础|比例|份额|[^,]{0,12}(?:达到|占))[一-龥]/),
    unit: pattern(/^%$/),
  },
  { name: '达到门槛的对象', unit: SIZE, after: SIZE_OF },
  { name: '达到门槛的对象', after: pattern(/^及?以[上下]的?(?:部分|\d[\d.]*万?[个家户所]|[一二两三四五六七八九十]+[个家户所])/) },
  { name: '达到门槛的对象', after: pattern(/^以[上下][、或且和及][^,。;、]{0,16}以[上下]的[,可给]/) },
  { name: '达到门槛的对象', before: CONDITION, after: pattern(/^的?(?:,|可(?:以|按|向|申|享|领|获))/) },
  {
    name: '达到门槛的对象',
    after: pattern(/^(?:及?以[上下])?的(?:[,应须按]|要(?!求))|^以[上下]的(?:评|定|为|给予|予以|认定|不予|可|取消|责令|约谈|由)/),
  },
  { name: '达到门槛的对象', after: pattern(/^以[上下]的[^,。]{1,10}(?:比例|占比|率)/), also: p => p.token.unit === '' },
  { name: '期限内的比率', unit: pattern(/(?:个月|月|天|日|小时|周|年|秒|分钟)$/), after: pattern(/^(?:以?内)?[^,。;、\d]{0,8}率/) },
  { name: '期限内的比率', unit: pattern(/^[次种项件]$/), after: pattern(/^率/) },
  {
    name: '范围的大小',
    unit: pattern(/^(?:米|公里)$/),
    after: pattern(/^(?:供热|供暖|服务|辐射|防护|警戒|步行)?(?:半径|范围)/),
    notAfter: pattern(/^[^,。;、]*覆盖率/),
  },
  { name: '期限内的比率', unit: pattern(/^(?:米|公里)$/), after: pattern(/^(?:范围内?|半径)?[^,。;、]{0,6}覆盖率/) },
  {
    name: '昼夜',
    unit: HOURS,
    after: pattern(/^[一-龥]/),
    notAfter: pattern(/^(?:以?内|以上|之内)/),
    also: p => p.token.low === '24',
  },
  { name: '连续若干年', unit: pattern(/^年$/), before: pattern(/连续$/), after: pattern(/^[^,。;、]{0,14}的/), notAfter: BENEFIT },
  { name: '别处的标准', before: pattern(/(?:计划|目标|任务|预算)$/), after: pattern(/^的\d[\d.]*%/) },
  {
    name: '别处的标准',
    before: pattern(/(?:(?<!不)(?:低于|高于|优于|超过|好于)|完成|兑现|确定的?|下达的?|要求的?|作出的?|定下的?)[^,;。]{0,8}$|以上力争$/),
    after: pattern(
      /^(?:以上)?(?:力争\d+%)?的(?:年度|全年|既定|计划|预期|国家|全省|交办|工作|硬性|考核)*(?:目标|任务|指标|承诺|标准|要求|平均水平|平均值|红线|警戒线)/,
    ),
  },
  {
    name: '任务的件数',
    unit: pattern(/^[件项个]$/),
    after: pattern(/^(?:[重大主要]点?)?(?:民生)?(?:实事|大事|好事|小项)/),
    notBefore: DELIVERED,
  },
  { name: '一次性', unit: pattern(/^次$/), after: pattern(/^性/) },
  { name: '一一对应', after: ONE_EACH, also: p => p.token.low === '1' },
  { name: '多远', unit: pattern(/^(?:米|公里|里)$/), after: pattern(/^[以之]?外(?!环|墙|网|延|围)/) },
  { name: '活动的天数', unit: pattern(/^(?:天|个月|周|年)$/), after: pattern(/^半?的?时间[,里]/), notBefore: COMPARED },
  { name: '名称里的规模', unit: pattern(/^(?:千伏|版)$/), after: pattern(/^[一-龥]/) },
  { name: '版本', unit: pattern(/^版$/), also: p => p.token.low.includes('.') },
  { name: '又一次', unit: ROUNDS, before: pattern(/(?<![更刷])新$/) },
  { name: '启动的条件', before: pattern(/(?:当|若|如果?|一旦)[^,;。]*$/), after: pattern(/^(?:及?以[上下])?时(?:[,。;]|$)/) },
  { name: '活动的天数', unit: pattern(/^(?:天|日|个月|周|年)$/), before: pattern(/(?:为期|奋战|大干|鏖战|攻坚)$/) },
  {
    name: '比较的范围',
    unit: pattern(/^个$/),
    after: pattern(
      /^(?:县市区|县区|区县|市州|县|市|区|州|省份?|地级市|设区市|乡镇|街道|城市)(?:\([^()]{1,6}\))?(?:中|里)(?=[,。;继连]|排|位[居列]|名列|居|第)/,
    ),
  },
  {
    name: '列举之后的合计',
    before: pattern(/等$/),
    also: p => !SUMS.test(p.token.unit) && !outnumbersListed(p),
  },
  {
    name: '列举之前的合计',
    unit: pattern(/^[个家名项人所]$/),
    before: pattern(/[(]$/),
    after: pattern(/^[)]:?[^,。;、\d]{2,16}、[^,。;\d]*(?:$|[。;])/),
  },
  { name: '列举之后的合计', also: p => isListed(p) || isCountOfListed(p) },
  { name: '已有的个数', unit: pattern(/^[个条大]$/), before: pattern(/(?:结合|围绕|聚焦|瞄准)[^,。;\d]{0,12}$/) },
  { name: '包含在内', before: pattern(/以[上下][(]含$/) },
  { name: '得分', unit: pattern(/^分$/), before: pattern(/[(](?:满分)?$|[扣加计记]$|(?:^|[,)])得$/), notAfter: pattern(/^钟/) },
  { name: '得分', after: pattern(/^[^,。;]{0,12}的?(?<!增)[扣加]\d/), unit: pattern(/^[例起次项处件个]$/) },
  { name: '取消的数额', unit: pattern(/^元$/), before: pattern(/取消[^,。;]*$/) },
  {
    name: '分段的数额',
    unit: pattern(/^元$/),
    after: pattern(/^(?:的?部分|以?内)?[^,。;\d]{0,6}\d+(?:\.\d+)?%/),
    also: p => p.token.high !== undefined,
  },
  { name: '相乘的数', before: pattern(/\d[×xX*]$/) },
  { name: '比率之外的比', unit: pattern(/^:1$/), notBefore: pattern(/比[^,。;]*$|[小大高低升降]到$/) },
  {
    name: '名称里的规模',
    unit: pattern(/^(?:吨|件|千瓦|兆瓦|头|只|羽|台|套|辆)$/),
    after: pattern(/^[^,。;、]{2,14}(?:项目|生产线|技改|电站)/),
    notBefore: OWED,
    also: p => /[万亿]$/.test(p.token.low) || CAPACITY.test(p.before),
  },
  { name: '范围的门槛', after: pattern(/^口?规模以上/) },
  { name: '其中之一', unit: pattern(/^[项个件条大]$/), after: pattern(/^[^,。;、]{1,14}之一/) },
  { name: '标签性名词', unit: pattern(/^(?:个|项|条|大|种)$/), also: isLabelNoun },
  { name: '标签性名词', unit: pattern(/^个等级$/), notBefore: pattern(/(?:[提跃上]升|提高|下降|降低|高出?)了?$/) },
];

/** What is counted like this is no list of its kinds: 宣传村民、学生等|4500人次. */
const SUMS = pattern(/^(?:人次|场次|户次|份|元|吨|亩|平方米)$/);

/** The rules that can hold for a unit; units are few and come again. */
const rulesByUnit = new Map<string, readonly Rule[]>();

function rulesFor(unit: string): readonly Rule[] {
  let rules = rulesByUnit.get(unit);
  if (!rules) {
    rules = RULES.filter(r => r.unit === undefined || r.unit.test(unit)).map(ofOneShape);
    rulesByUnit.set(unit, rules);
  }
  return rules;
}

/** The same with every field, named or not: a field is found faster where all objects are built alike. */
function ofOneShape({ name, before, after, notBefore, notAfter, also }: Rule): Rule {
  return { name, before, after, notBefore, notAfter, also };
}

/** Whether all that a rule names holds, its unit apart. */
function holds({ before, after, notBefore, notAfter, also }: Rule, p: Place): boolean {
  if (after && !after.test(p.after)) return false;
  if (before && !before.test(p.before)) return false;
  if (notBefore?.test(p.before) || notAfter?.test(p.after)) return false;
  return also === undefined || also(p);
}

/** The name of the rule by which the number at `token` is no indicator, or null when it is one. */
export function labelled(folded: string, token: NumberToken): string | null {
  const place = {
    token,
    folded,
    before: folded.slice(Math.max(0, token.start - 14), token.start),
    after: folded.slice(token.end, token.end + 30),
  };
  return rulesFor(token.unit).find(r => holds(r, place))?.name ?? null;
}
