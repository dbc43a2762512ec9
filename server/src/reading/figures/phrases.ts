import { subject } from '../duties/subjects.js';
import { Candidates } from '../words/candidates.js';
import { ACTIONS, ADVERBS, LEVELS, MOVING, NOUNISH, OF_SORT, UNDIVIDED } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { outOfWord, splitTop, wordAt } from '../words/scan.js';
import { leadingVerb, stripLead } from '../words/segments.js';
import type { Words } from '../words/text.js';

/** Times before what is named: 于12月5日前, 近三年, 用三年时间, 每季度. */
const TIMES_BEFORE = pattern(
  /^(?![于在至到从自](?![\d一二三四五六七八九十两年月每上下近过])|起[始点降诉草步征源]|内[部科设需销控地容涵河贸审镜]|前[期列沿台端瞻海往置]|底[数册图部座层线盘]|末[端位梢]|九年(?:义务|一贯))(?:(?:规划|建设|行动|任|试点)期(?:内|末)?|(?:寒|暑)假(?:期间|前)?|[春秋]季学期(?:开学)?前?|入[冬汛]前|汛期?前|[每本当次]?月(?:底|末|初)(?:之?前)?|\d{1,2}(?:月?[-至到]+)\d{1,2}月份?|(?:[每一两半]|[一两])个?(?:月|周|年|季度|星期)(?:要)?(?:下去|开展|组织|进行)?(?=[一-龥]{2})|(?:[于在至到从自]|近(?=[一二三四五两几\d])|过去|去年|用(?=[一二三四五两\d]))?(?:20\d\d年度?)?(?:[春秋]季学期(?:开学)?)?(?:\d{1,2}月份?)?(?:\d{1,2}日|[上中下]旬)?(?:[一二三四五六七八九十两\d]+年(?:来|间|时间)?|[上下]半年|年?[底末]|去年|每(?:季度|学期|半?年|月|周|天))?(?:之?前|以来|内|起)?)(?=[一-龥]{2}|\d+(?:[-至]\d+)?周?岁)/,
);
/** Words of comparison at the end of a name. */
const COMPARING = pattern(
  /(?:(?<=[一-龥]{2})(?:统一)?按照?|(?<=[一-龥]{2})(?:累计|共|已)(?:建成|完成|发放|组织|开展)|(?:力争|确保|基本|全面)?实现|(?:力争|确保|分别|各|均|都|已经?|全部|总体|基本|努力|稳步|逐步|持续|有效|精确|累计|平均|合计)?(?:将|(?:跃升|攀升|上涨|扩充|扩增|回升|回落|延伸|升级|冲)[到至为](?:了)?|[扩缩压降升提增减涨][到至为](?:了)?(?:历史(?:最低|最高|新低|新高)的?)?|达到|达|控制在|控制到|保持在|保持|稳定在|维持在|(?:提高|提升|增加|增长|扩大|拓展|扩展|压减|压降|压缩|精简|缩减|缩短|缩小|延长|收窄|调整|优化|发展|降低|下降|减少)[到至为]|(?:迈|跃|站)上|首次|首度|突破|不[到足及]|(?<=[一-龥]{2})[由从]|力争|累计|总体|整体|常年|预计|预期|(?<=[一-龥]{2})(?<![许认不均])可|不?超过|不?(?:[高低大小多少长短]于)(?:或?等于)?|等于|(?<![行作认因])为|是|有|至少|共有|共|(?<![签节公制履预])约|近|逾|超|(?<!得)到|至|分别|日均|各|均|都|要|(?<![响反相适供对效])应|必须|务必|须)|(?:增加|增长|提高|提升|上升|扩大|净增|增)了?)$/,
);
/** Against what a figure is measured. */
const BASE = pattern(
  /(?:比|较|与|在)(?:上年度?|去年|上一年度?|前年|上学期|上季度?|上月|上期|上半年|年初|基线|基期|改革前|实施前|整治前|(?:19|20)\d\d年|“?十[二三四五]五”?)(?:同期|末|底|初)?(?:水平)?(?:相比|的?基础上)?|同比|同(?:期|口径)(?=[增下减上提])|年均(?=[增递下提上减降](?!速))/g,
);
const TRAILING_TIME = pattern(
  /(?<=[一-龥]{2})(?:原则上)?(?:每半?年|[一每](?:个?月|季度?|周|天|学期))(?:召开|举行|举办|开展|组织|进行)?$|(?<=[一-龥]{2})原则上$|每(?:人|户|床|亩|生)?每[年月天]$|(?<=标准|金额|额度|补助|补贴|津贴)每[人户床亩生台家]$|(?:(?:19|20)\d\d年|[今明本]年|年底|年末|年内|\d{1,2}月)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?(?:之?前)?$/,
);
const STARTING_VALUE = pattern(
  /(?:^|(?<=[一-龥]{2}))[是为达](?:(?:19|20)\d\d年|上年|去年|“?十[二三四五]五”?(?:[初末]期?|时期|期末)?)的$|(?<=[一-龥]{2})[由从]每[一-龥]{1,4}$|(?:由|从)[^,;由从]{0,12}\d[^,;由从]{0,16}$|(?:达到|为)[^,;]{0,10}每[^,;]{1,4}$|[由从][^,;由从]{0,8}(?:前|初|时|过去)的?(?:不足|不到|仅有|近)?[一二三四五六七八九十百千万]+[个家所名户][^,;]{0,10}$|(?<=[一-龥]{2})(?:目前|现在|如今)的?$/,
);
const JOINERS = pattern(
  /^(?:共(?=[筛培检接建完开举排收受查整办清处组出投争安拨发征召研实推新改签落解登授选评救])|全[市县区省州](?:共有?|累计|现有|拥有)?(?:发生)?(?:各类)?|其中|截[至止]目前|同时|并且?|且|或|以及|及(?!时)|和(?![美谐平])|与|、|即(?![时办日将可])|妥善|有效|及时|成功|依法|扎实|正在|立案(?=[查处])|累计|先后|陆续|相继|还(?!款)|使(?!用)得?|让|在(?![校岗编职园建册线业用途家院籍]|[京津沪渝冀晋辽黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇陕甘](?![东西南北江林州安肃宁中港庆海徽]))|还?将(?=[为在对向给])|中(?![小医药西央心国华老青型级高考职专等学层期试])|的|约(?![束定谈请])|已经?|(?:目前|当前|现)(?:有(?![机效限害毒]))?|有(?![机效限害毒关色序线轨益力利望]|[^,]*的)|预计|计划(?=完成|新增|新建|改造|实施|建成|培育|引进)|[我本该][省市县区州镇](?=\d|计划|预计|累计|已|共计?)|全面|力争|确保|实现|争取|努力|基本(?=实现|完成|建[立成]|形成|消除|满足|达|覆盖|普及|解决|做到|保持)|逐步|稳步|持续|每年|全年|所有|各类(?!型))+(?=.{2})/,
);
/** Verbs of making inside a name: what is counted stands behind the last of them. */
const MAKING = pattern(
  /^.*(?:新增配置|新增|新建|补充|安排|配置|配备|招聘|招录|培训|培养|提供|发放|组建|拨付|发生|完成|改造|建成|创建|打造|选派|派出|派驻|聘请|聘任|招募|接种|设立|增设|布设|修建|腾空|购置|引进|储备|投入|开展|组织|推动|加强|进行)(?!率|数|量|任务|性|费|能力)(?=[^,]{2,}$)/,
);
/** "在楼道、车棚安装|烟感…": what is put behind where. */
const PUT = pattern(
  /^[^,]{2,40}?(?:新建|新增|安装|加装|设立|设置|布设|配备|配置|建成|建设|铺设|架设|投放|张贴|栽植|种植|增设|开设|改造)(?=[^,]{2,}$)/,
);
/** What ends like this is measured, not counted. */
export const MEASURE_NOUN = pattern(
  /(?:率|占比|比例|比重|浓度|人数|人次|数|数量|水平|规模|收入|支出|产值|总值|增加值|增速|强度|能耗|时间|时限|总量|面积|成本|指数|增幅|涨幅|降幅|额|量|满意度)$/,
);

/** "甲用水量、乙用水量|降低": what becomes of what is measured. */
export const LESSENED = pattern(/(?:下降|降低|减少|压减|削减|压缩|缩短)$/);

/** Cuts a stretch of words down to its noun phrase: no time, no acting organisation, no verb in front, no comparison behind. `isRate`: a rate is told of who does something as well. */
export function phrase(stretch: Words, isRate = false): string | null {
  let { folded, written } = stretch;
  for (const m of BASE.all(folded).toReversed()) {
    folded = folded.slice(0, m.index) + folded.slice(m.index + m[0].length);
    written = written.slice(0, m.index) + written.slice(m.index + m[0].length);
  }
  folded = withoutTail(folded);
  const start = edge(folded, nounStart(folded, isRate));
  const quote = written.lastIndexOf('“', start - 1);
  const from =
    quote >= 0 && start > 0 && CLOSES.test(written.slice(quote + 1)) && !written.slice(quote, start).includes('”') ? quote : start;
  let name = PROMISE.replace(written.slice(from, folded.length), '');
  name = OFTEN.replace(name, seldom => (isDeed(written.slice(from + seldom.length, folded.length)) ? seldom : ''));
  name = withoutSurplus(name);
  return name.length >= 2 ? name : null;
}

/** Where a name may begin or end that was to at `at`: not inside a word. */
export function edge(folded: string, at: number): number {
  const from = outOfWord(folded, at, UNDIVIDED);
  return WHOLE.has(folded[from - 1] ?? '') ? at : from;
}

/** 全县|城乡居民: behind these a place ends, whatever word seems to go on. */
const WHOLE = new Set('全我本该');

/** The rest of a quoted name: 无废城市”建设. */
const CLOSES = pattern(/^[^“”]{1,12}”/);
const PROMISE = pattern(/^还?将(?![来军])(?=[一-龥]{3})/);

/** "建筑面积5000平方米以上的|工地", "500亩规模以上|基地": how large those are that are named. */
export const THRESHOLD = pattern(
  /^(?:(?:总?投资额?|总?建筑面积|年?产值|营业?收入|规模)[\d.]+[万亿]?[元㎡平方米亩吨]+及?以[上下]的?|[\d.]+[万亿]?[一-龥]规模以上)(?=[一-龥]{2})/,
);

/** What a name does without, taken off one by one. */
const SURPLUS = [
  pattern(
    /^(?:[该本我][院校局县市区省州](?=[一-龥\d])|[^,]{0,6}[要]把|(?:联合|会同)[^,]*?(?:部门|局|委|单位|医院|高校|企业)(?=[一-龥]{3}))(?=[一-龥]{2})/,
  ),
  pattern(/(?:^[对给为向])?每[个家人户床名张][一-龥]{0,4}?(?=补助|补贴|奖励)/),
  pattern(/[(（](?:不?含|包括|不包括|指|主要|扣除|剔除)[^()（）]{4,}[)）]/g),
  THRESHOLD,
  pattern(/(?<=[一-龥]{3})(?:连续)?(?:连?跨越?|[迈跃登][上入])[^,]*台阶$/),
  pattern(/^实现(?:新增)?(?=[一-龥]{2}(?!率))/),
  pattern(/^(?:[省市县区州]级)?(?:财政)?(?:分别)?给予(?=[一-龥]{2})/),
  pattern(
    /^(?:共|累计|已|完成)*(?:(?:新增|新建|改建|扩建|改造|修建|建设)[(（][一-龥、]{1,6}[)）]|[新改扩][(（][新改扩迁、]{1,4}[)）]建|[(（](?:扩建|改建|改扩建|优化|更新|改造|迁建|续建|提升)[)）])(?=[一-龥]{2})/,
  ),
  pattern(/^[^等]*[、》”"][^等]*等(?=[一-龥]{2})(?!.*分别)(?!.*(?:问题|行为|隐患|现象|资料|率|占比|比例|量|浓度|水平|人数|时间)$)/),
  pattern(/^可[^的,]{2,6}的(?=[一-龥]{2})/),
  pattern(/^(?:按照|按(?![摩键揭期时需规]|[^,]*[的计])|依照|了)(?=[一-龥]{2})/),
  pattern(
    /^(?:是(?=[一-龥]{4})|把(?![^,]*(?:延伸|纳入|扩展|扩大|建成|打造|列入|作为|推广|覆盖))|对于?(?![外口接标照比策])|为(?![民主]))(?:辖区内?|全[市县区省州镇乡])?(?=[\d一-龥][^,]{2})(?![^,]*的$)/,
  ),
  pattern(/(?:(?:力争|确保|务必)(?:每年)?|每年)(?=(?:下降|降低|减少)$)/),
  pattern(/^\d+[个件项家所](?=[一-龥]{2,}中$)/),
  pattern(/(?<=[一-龥]{2}(?:事|项|目|业|位))中$/),
  pattern(/^(?:到|赴|深入)[^,]{2,12}?(?=(?:调研|巡查|检查|坐诊|巡诊|督导|走访|宣讲|授课|义诊|值班|指导|督查|核查)$)/),
  pattern(/(?<=[一-龥]{2}[量值额数率入支费积])(?:继续|连续|累计|总体|首次)$/),
  pattern(/(?<=(?:收入|总值|增加值|投资|支出|销售额|零售额|产量|总额|总量))完成$/),
  pattern(/(?<=[一-龥]{2})(?:\d+[项类个件条]|[一二三四五六七八九十]+类)$/),
  pattern(/(?<=[一-龥]{3})(?:降低|下降|提高|提升|上调|下调|调整|控制)(?:至|到|为|在)[^,]{2,}的$/),
  pattern(/^设(?=[一-龥]{2})(?![备施置计立定法想点卡防区])/),
  pattern(/^[^,]{2,12}?(?:共|累计|先后|已)(?=[检接开完筛培建发组办处收受走])/),
  pattern(/^[^,]{2,10}?近[一二三四五两\d]+年(?:来|累计)?(?=[一-龥]{2})/),
  pattern(/^[^,]{2,14}(?:部门|机构)(?:联合)?(?=(?:检查|完成|开展|查处|排查|走访|筛查))/),
  pattern(/^(?:一线|基层|现场|实地)(?:开展|进行)(?=[一-龥]{2})/),
  pattern(/[由从](?:原先|原来|原有|过去|目前|去年|上年|年初|改造前|最初)的?$/),
  pattern(/^(?:及(?!时)|和(?![美谐平])|[、,与的)）])+|(?:[、,和与的由从在已均都了(（]|(?<![惠普波])及)+$/g),
];

/** They are tried in their order, as many together as one walk tells apart. */
const TOGETHER = [SURPLUS.slice(0, 16), SURPLUS.slice(16)].map(patterns => ({ patterns, candidates: new Candidates(patterns) }));

function withoutSurplus(name: string): string {
  let rest = name;
  for (const { patterns, candidates } of TOGETHER) {
    const seen = candidates.in(rest);
    for (let n = 0; n < patterns.length; n++) if (seen & (1 << n)) rest = patterns[n]!.replace(rest, '');
  }
  return rest;
}

/** Who does it how often stands before what is done: 各级河长累计|巡河. */
const OFTEN = pattern(
  /^(?![人户亩]均)[^,]{0,14}?(?:每(?:[一两二三四五六\d０-９]+)?(?:个?月|季度?|半?年|周|天|日|学期|小时)(?:开展|组织|举办|举行|召开|进行)?|(?:累计|共计)(?:(?:完成|实现|建成|发放|开展|办理)了)?)(?=[一-龥]{2})(?!新增|发生|下降|降低|减少|压减|提高|提升|增长|增加|递增|递减)/,
);

/** Without the words of comparison and time behind its noun phrase. */
export function withoutTail(folded: string): string {
  let rest = folded;
  for (let m = tail(rest); m; m = tail(rest)) rest = rest.slice(0, edge(rest, m.index));
  return rest;
}

/** Words behind the noun phrase: comparison, a time, the value that it starts from. */
function tail(folded: string): RegExpExecArray | null {
  return COMPARING.exec(folded) ?? TRAILING_TIME.exec(folded) ?? STARTING_VALUE.exec(folded);
}

/** Behind these nobody acts, something is made: 新建|社区卫生服务站. */
const MADE = pattern(
  /(?:[新改扩]建|建[成设]|改造|新增|配备|创建|打造|[设建]立|[开增]设|培育|购置|安装|布[局设]|创成|完成|办理|受理|查处|排查|检查|抽查|招聘|招录|引进|培训|走访|慰问|救助|淘汰|关停|清理|整治|治理|认定)$/,
);

function nounStart(folded: string, isRate: boolean): number {
  let at = skipTo(folded, 0);
  const placed = at > 0 && folded[at - 1] === '在' ? PUT.exec(folded.slice(at)) : null;
  if (placed) return at + placed[0].length;
  if (folded[at] === '由') at += agentEnd(folded.slice(at));
  const rest = folded.slice(at);
  const actor = MADE.test(folded.slice(0, at)) ? 0 : actorEnd(LESSENED.replace(rest, ''), isRate);
  if (actor > 0) at = skipTo(folded, at + actor);
  if (MEASURE_NOUN.test(folded) || !/^(?:面向|利用|通过|依托|围绕|聚焦|针对|[为在对向给于按从])/.test(folded.slice(at))) return at;
  const made = MAKING.exec(folded.slice(at));
  if (made) return at + made[0].length;
  for (let i = at + 3; i < folded.length - 3; i++) {
    const verb = wordAt(folded, i, ACTIONS);
    const rest = folded.slice(i + verb.length);
    if (verb.length > 1 && !OF_SORT.has(verb) && rest.length >= 2 && !NOUNISH.has(rest) && !/^[率数员者]/.test(rest))
      return i + verb.length;
  }
  return at;
}

/** Where an agent ends that 由 brings in: 由党办|每半月督办. */
function agentEnd(rest: string): number {
  const end = subject(rest.slice(1), true, true).at(-1)?.[1] ?? 0;
  return end > 0 && end < rest.length - 3 ? end + 1 : 0;
}

/** What is said of those counted (中小企业|入库) or belongs to their name (乡镇|以上区域). */
const NO_DEED = pattern(
  /^.[建造治改]$|^(?:[拥持享具]有[^,]*|[一-龥]{2})的|^[及和与、]|^.{1,3}[人者员]$|^(?:入库|入统|上市|上榜|获批|入选|落户|投产|达标|挂牌|上云)$|^以[上下]/,
);

/** Where the acting organisation that opens `rest` ends, 0 where none does or nothing is left to name behind it. */
function actorEnd(rest: string, isRate: boolean): number {
  const modal = subject(`${rest}要做好`, false).at(-1)?.[1] ?? rest.length;
  const deed = rest.slice(modal);
  if (OF_RATIO.test(rest) && !wordAt(deed, 0, MOVING)) return 0;
  if (deed !== '' && !NOUNISH.has(deed) && !NO_DEED.test(deed) && !isAttribute(deed)) return modal;
  const any = isRate || MEASURE_NOUN.test(rest) ? 0 : (subject(rest, true, true).at(-1)?.[1] ?? 0);
  return any < rest.length - 3 && !isAttribute(rest.slice(any)) ? any : 0;
}

/** "二级医院|设置老年医学科的比例": the share of those who do it. */
const OF_RATIO = pattern(/的(?:比例|比重|占比)$/);

/** "县级财政|配套资金比例": what follows the organisation is what is measured of it, not what it does. */
function isAttribute(rest: string): boolean {
  if (!MEASURE_NOUN.test(rest) || wordAt(rest, 0, LEVELS)) return false;
  return rest.length <= 6 || (rest.length <= 8 && !/[对为将把在的]/.test(rest) && !wordAt(rest, 0, ADVERBS));
}

/** What is done behind a verb that is as often a noun: 规划建设, 组织开展. */
const TWICE = pattern(
  /^(?:(?:[及和、]?(?:改扩建|改建|扩建|迁建|重建|维修改造|修缮))+|建设|建成|新建|改造|实施|开展|设置|配置|布局|整治|整改|治理)/,
);

const RENEWED = pattern(/^(?:开工|新建|改建|扩建|改扩建|新改扩建|更新|维修|修缮|提质)$/);

/** "调解|成功率": the verb says what the rate is of. */
const OWN_RATE = pattern(/^.{1,2}率$|^(?:标准|额度|比例|金额|总额|期限|进度)(?:每人)?$/);

/** Verbs that are nouns elsewhere, before what is counted. */
const TAKES_OBJECT = pattern(
  /^举办[^,]{3}|^(?:排查|检查|抽查|抽检|巡查|检测|走访)(?!结果|[^,]*(?:率|数|量|次|面|机制|制度|活动)$)[^,]{2}|^(?:改造|建设|采购|查扣|清理|处罚|诊疗|拆除)(?!工程|项目|任务|提升|完成|销号|资金|措施|情况|结果|方案|单位|标准|用地|规模|成本|管理|内容|[^,]*(?:率|数|量|次|面|机制|制度|活动|任务|工作|资金|投资|费用|成本|进度|面积|里程|长度)$)[^,]{2}/,
);

const JOINED = pattern(/^(?:及(?!时)|[、,]|和(?![美谐平]))+/);
const EACH = pattern(/^各(?=调剂|选派|安排|建设|建成|新建|配备|完成|开展|组织|举办|打造|培养|引进|招聘|新增|派出|抽调|提供|推荐)/);

/** Behind these a noun begins, also one that looks like a verb: 各类|生产经营单位. */
const ALL_KINDS = pattern(/(?:所有|各类)$/);

/** Past times, adverbs and an opening verb. */
function skipTo(folded: string, from: number): number {
  const rest = TIMES_BEFORE.replace(JOINED.replace(folded.slice(from), ''), '');
  const core = stripLead(EACH.replace(rest, ''));
  const verb = leadingVerb(core);
  const behind = verb.at + verb.verb.length;
  const isGoverned =
    verb.verb !== '' && core.startsWith(verb.verb, verb.at) && behind < core.length - 1 && governs(verb.verb, core, verb.at);
  let at = folded.length - core.length + (isGoverned ? behind : (HELD.exec(core)?.[0].length ?? 0));
  if (isGoverned && verb.level) return skipTo(folded, at);
  if (isGoverned && FOUND_OUT.endAt(folded, at) > 0) at++;
  const end = folded.length - core.length + verb.verb.length;
  const isTwice = verb.at === 0 && (NOUNISH.has(verb.verb) || RENEWED.test(verb.verb));
  const twice = isTwice ? (TWICE.exec(folded.slice(end))?.[0] ?? '') : '';
  if (twice && end + twice.length <= folded.length - 2) at = end + twice.length;
  const joined = JOINERS.exec(folded.slice(at))?.[0] ?? '';
  if (ALL_KINDS.test(joined)) return at + joined.length;
  return joined ? skipTo(folded, at + joined.length) : at;
}

/** "查找|出问题" */
const FOUND_OUT = pattern(/^出(?![口租生院版台行入勤警资让境库栏])/);

/** Who holds an exercise says nothing of it: 组织|防汛演练. */
const HELD = pattern(
  /^(?:认真|积极|扎实|大力|切实|稳步|着力|全力|努力|不断)(?=[一-龥]{2})|^(?:组织|开展|举行|举办|进行)(?=[一-龥]{2,}(?:演练|演习|培训|检查|巡查|排查|活动|讲座|竞赛|评选|考核|测评)$)/,
);

/** Whether the verb at `at` governs what follows; else it is part of a noun: 供水|管网, 调查|失业率. */
function governs(verb: string, core: string, at: number): boolean {
  const object = core.slice(at + verb.length);
  if (NOUNISH.has(verb) ? !TAKES_OBJECT.test(core.slice(at)) : OF_SORT.has(verb)) return false;
  if (TO_WHOM.test(object)) return false;
  return MOVING.has(verb) || (!OWN_RATE.test(object) && (object.length > LONGEST_MEASURE || !MEASURE_NOUN.test(object)));
}

/** "移送|司法机关12人" */
const TO_WHOM = pattern(/^[一-龥]{0,4}(?:机关|部门)$/);

/** As long is the rest of a measure's name behind a verb that opens it. */
const LONGEST_MEASURE = 8;

/** Words without a noun: 再建, 首批布局, 本年度完成, 原则上. */
const NO_NOUN = pattern(
  /^(?:20\d\d年|本(?:年度?|期)|其余|剩余|各(?!类|级|方|科|地)|首批|首次|首度|再次|一举|第[一二三]批|[一二三四五两\d]年内|每年|今年|明年|去年|汛前|其中|目前|截至目前|包括|另有?|计划|拟|再|先|新|已|能够|预计|合计|总计|共计|累计|原则上|[上下]半年|全年|年内|同比|环比|分别|较?上年|则|可|将|已经)+/,
);

/** Where or by whom, and nothing else. */
const EVERYWHERE = pattern(
  /^(?:[全我][市县区省州国镇乡]|辖区内?|各(?:地|(?:有关|相关|级|类)?(?:社区|乡镇|街道|学校|单位|部门|医院|机构|企业|县区|[县区村镇校])))$/,
);

/** Whether words name nothing, only what is done. */
export function isDeed(name: string): boolean {
  if (EVERYWHERE.test(name)) return true;
  const at = NO_NOUN.exec(name)?.[0].length ?? 0;
  if (at === name.length) return true;
  const verb = wordAt(name, at, ACTIONS) || (name[at] === '开' || name[at] === '拿' ? name.slice(at, at + 2) : '');
  const second = verb.length === 2 && at === 0 && wordAt(name, 2, ACTIONS).length === 2 && name.length === 4 ? name.slice(2) : verb;
  return (
    verb !== '' &&
    (at + verb.length === name.length || second !== verb || (at > 0 && isAction(name.slice(at + verb.length)))) &&
    (at > 0 ||
      /^(?:完成|完工|竣工|铺开|布局|拿出|安排|建成|新建|改建|达到|实现|覆盖|涉及|惠及|组织|开展|开通|开设|举办|进行|召开|推出|提供|发放|配备|配置|建设|改造|打造|选派|派出|落实|启用|投用|创建|新增)$/.test(
        second,
      ))
  );
}

function isAction(word: string): boolean {
  return word.length > 1 && wordAt(word, 0, ACTIONS) === word;
}

/** How far before its figure a name may begin. */
export const REACH = 200;
/** What divides the comma parts of a clause. */
export const SEPARATORS = ',;:。!?\t';

/** Where the comma part that ends at `at` begins; commas in brackets and quotes do not count. */
export function partStart(folded: string, at: number): number {
  const from = Math.max(0, at - REACH);
  const last = splitTop(folded.slice(from, at), SEPARATORS).at(-1);
  return last && from + last[1] === at ? from + last[0] : at;
}
