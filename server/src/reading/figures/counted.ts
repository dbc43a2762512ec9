import { ACTIONS, ADVERBS, COMPOUNDS, NOUNISH } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { wordAt } from '../words/scan.js';
import { stripLead } from '../words/segments.js';
import type { Words } from '../words/text.js';
import type { Figure } from './figures.js';
import { edge, SEPARATORS, THRESHOLD, withoutTail } from './phrases.js';
import { isShare } from './units.js';

/** A figure that is a time within which something is owed. */
export const IS_LIMIT = pattern(/(?:分钟|小时|[天日周]|工作日|个月)[之以]?内$/);

/** Where the counted noun behind a figure ends and what it does begins. */
const DOING = pattern(
  /(?:改(?:造)?成|变成|纳入|并(?=[向将把对按报])|分管|担任|赴|(?<!达)到(?!位)|参加|进行|开展|用于|前往|下沉|派驻|免费|逐一|已(?=[完整办销建启开投])|提供|接受|给予|托管|帮扶(?!干部|队|责任|对象|单位|工作|项目|措施|人)|投入|作为|实施(?!工作|方案|情况|细则)|(?<=活动|义诊|讲座|培训|课堂|演出|宣讲|电影|服务)进(?=[校社乡村机企农军家课园景])|全部|一律|均|分别|常态化|于(?=\d)|“(?![^”]{1,12}”[一-龥]))/,
);

const ONE_PLACE = pattern(/^[村县镇乡区校市](?:$|[,、。全均])/);
/** "500亿元|大关", "1020个|以及…": what names nothing. */
const NO_NOUN = pattern(/^(?:大关|关口|门槛|新?台阶|一遇|以及|及其?(?!时)|并|深入(?!推)|奔赴|走进|前往|下沉到?|赴)/);
const OPENS_NOUN = pattern(/^(?:[一-龥“《A-Za-z]|\d+(?:[-—]+\d+)?周?岁)/);

/** 500万人|口, 20张床|位 */
const UNIT_GOES_ON = pattern(/^(?:人口|床位)$/);

/** The noun phrase behind the figure: 建设15家县域医疗服务次中心. `isShared`: also where no 的 says that a share is one of it. */
export function nounAfter(words: Words, all: Figure[], i: number, isShared = false): string | null {
  const f = all[i]!;
  const { folded } = words;
  const counted = f.to + (UNIT_GOES_ON.test(folded.slice(f.to - 1, f.to + 1)) ? 1 : 0);
  const from = folded[counted] === '的' ? counted + 1 : counted;
  if (!isShared && isShare(f.unit) && from === f.to) return null;
  if (f.unit === '倍' && !TIMES_OF.test(folded.slice(from, from + 2))) return null;
  if (NO_NOUN.test(folded.slice(from, from + 3))) return null;
  const next = all[i + 1];
  if (next && next.from === from) return nounAfter(words, all, i + 1);
  const end = nounEnd(folded, from, next?.from ?? folded.length);
  if (PAYING.test(folded.slice(from, from + 3))) return null;
  const paid = PAID.exec(folded.slice(from, end));
  if (paid) return paid[1] ?? paid[0].slice(-2);
  const head = folded.slice(f.part, f.from);
  const attributive = ATTRIBUTIVE.exec(folded.slice(from, end))?.[0].length ?? 0;
  const isLimit = IS_LIMIT.test(folded.slice(f.start, f.to));
  const isObject = !isShare(f.unit) && !isLimit && GOVERNED.test(head);
  const isSubject = !isShare(f.unit) && (stripLead(head) === '' || THE_REST.test(head)) && !isLimit;
  const acts = isObject || (isSubject && next?.from === end);
  const stop = acts && !NOMINAL_END.test(folded.slice(from, end)) ? deedIn(folded, from, end, next?.from === end) : end;
  const predicate = isSubject ? (PREDICATE.exec(folded.slice(from, end), 2)?.index ?? 1) - 2 : -1;
  const doing = isShare(f.unit) || stripLead(head) === '' || attributive ? -1 : (DOING.exec(folded.slice(from + 2, end))?.index ?? -1);
  const among = AMONG.exec(folded.slice(from, end))?.index ?? -1;
  const ends = [doing, predicate, among < 2 ? -1 : among - 2].filter(at => at >= 0).map(at => from + 2 + at);
  const to = next?.from === end ? from + withoutTail(folded.slice(from, end)).length : end;
  const noun = words.written.slice(from, edge(folded, Math.min(stop, to, ...ends)));
  const name = GIVING.replace(OF_STANDARD.replace(THRESHOLD.replace(noun, ''), ''), '');
  if (ONE_PLACE.test(folded.slice(from, from + 2))) return folded[from]!;
  return name.length >= 2 && OPENS_NOUN.test(name) ? (next?.from === end && f.unit !== '元' ? withoutDeed(name) : name) : null;
}

/** "30名骨干|组成6个小组": what those counted do with what is counted next. */
function withoutDeed(name: string): string {
  const verb = name.slice(-2);
  return name.length >= 4 && ACTIONS.has(verb) && !NOUNISH.has(verb) ? withoutDeed(name.slice(0, -2)) : name;
}

/** Whether a list of short words for one noun goes on behind the 、 at `at`: 1862名独居、空巢、留守老人. */
function goesOnBehind(folded: string, from: number, at: number): boolean {
  const next = /^[^、,;。]*/.exec(folded.slice(at + 1))![0];
  return at > from && at - from <= 10 && !/[\d两三四五六七八九十的]/.test(folded.slice(from, at).slice(-4) + next);
}

/** Where behind a counted noun begins what it does or what is done with it: 880家餐饮单位|安装监管终端. */
function deedIn(folded: string, from: number, end: number, isCounted: boolean): number {
  for (let i = from + 2; i < end - 2; i++) {
    const adverb = wordAt(folded, i, ADVERBS);
    if (adverb.length > 1 && !/^(?:能够|可以)/.test(adverb) && !NOUNISH.has(adverb) && wordAt(folded, i + adverb.length, ACTIONS)) return i;
    const verb = wordAt(folded, i, ACTIONS);
    if (verb.length < 2 || wordAt(folded, i, COMPOUNDS)) continue;
    const object = folded.slice(i + verb.length, end);
    if (
      !NOUNISH.has(verb) &&
      !/能够?$|可以?$/.test(folded.slice(from, i)) &&
      ((isCounted && object.length === 2) || !NOUN_BEHIND.test(object))
    )
      return i;
    i += verb.length - 1;
  }
  return end;
}

/** "35个在建项目|中…": of which something is told. */
const AMONG = pattern(/(?<=项目|企业|单位|学校|乡镇|事项|任务|指标|问题|村|县区)中(?![心医学小])/);

/** "其余|12个小区…": those counted do something themselves. */
const THE_REST = pattern(/^(?:(?:其余|剩余|另有|余下|还有)的?|[全我][市县区省州镇乡])$/);

/** What opens the predicate of a counted subject: 14家互联网医院|把…, 210条背街小巷|明年4月底前…. */
const PREDICATE = pattern(
  /[把将]|由(?=[一-龥]{2})|围绕|累计|(?:在[一-龥]{2,8})?(?:通|拥?有|用上|喝上|完成|实现|建立|开展|启动|获得|建成|取得|达到)了|(?:今|明|本|当)年|20\d\d年|\d{1,2}月|年[底末内]|[上下]半年|统统|全部|一律|基本(?=建[立成]|完成|实现|达)|可(?=进行|开展|申请|探索|探)|[均都](?=[已要])|已经?|正在|陆续|先后|顺利|成功|按期|如期|逐[步一]|率先|(?:计划|预计|力争|拟)(?=[于\d一-龥]{2})|(?<=项目|企业|单位|机构|学校|工程)(?:完成|实现|开工|竣工|投产|投用|启用|建成|签约|达产|通过|获)/,
);
/** "15家|达到…标准的机构": what is counted stands behind 的. */
const ATTRIBUTIVE = pattern(/^(?:达到|符合|具备|具有|纳入|承担|实行|通过|能够?)[^,]{2,20}的(?=[一-龥]{2})/);
/** "按800元|发放": what is done, no name. */
const PAYING = pattern(/^(?:发放|计发|给付|支付|执行|收取|计算|拨付|缴纳|结算|计收)(?:$|[,。;、)])/);
/** "处1倍罚款", "支付2倍工资": what else follows 翻一番 is no name of it. */
const TIMES_OF = pattern(/^(?:罚|赔|补|工资)/);
/** "每人200元|给予运营补助" */
const GIVING = pattern(/^(?:给予|予以|发放|拨付|支付)(?=[一-龥]{2})/);
const OF_STANDARD = pattern(/(?:[和及与的]|的(?:标准|比例|要求))$/);
/** What the whole phrase is a noun by: 36所学校新建改扩建任务. */
const NOMINAL_END = pattern(/(?:任务|工作|工程|项目)$/);
/** "按每人每月100元的标准发放养老服务补贴": what is paid. */
const PAID = pattern(
  /^标准(?!化)(?:给予|发放|支付|安排|拨付|落实|予以|配置|配备|建设)?(?:[一-龥]{0,3}发放|补助|补贴|奖补|奖励)?([一-龥]{2,10})?$/,
);
/** Words before a count that make what is counted their object: 为880家餐饮单位…, 组织12所高校…. */
const GOVERNED = pattern(
  /(?:为|对|给|将|把|在|从|向|使|让|组织|督促|指导|推动|支持|帮助|带动|引导|吸引|动员|责成|选派|派出|邀请)(?:全[市县区省州镇乡]|辖区)?(?:内|的)?$/,
);
/** Behind a verb inside a compound: 试点单位, 培养基地. */
const NOUN_BEHIND = pattern(
  /^(?:的|单位|项目|基地|中心|机构|平台|工程|任务|工作|站|点|区|率|量|人员|对象|企业|学校|医院|课程|活动|示范|试点|体系|制度|队|组|室|所|院|岗位|专业|病房|床位|改革|方案)|^.{0,2}$/,
);

function nounEnd(folded: string, from: number, limit: number): number {
  const label = LABEL.exec(folded.slice(from, limit));
  const end = Math.min(limit, from + (label?.index ?? 40));
  let depth = 0;
  let open = end;
  for (let i = from; i < end; i++) {
    const c = folded[i]!;
    if (c === '(' && depth++ === 0) open = i;
    else if (c === ')' && --depth < 0) return i;
    else if (depth === 0 && SEPARATORS.includes(c)) return i;
    else if (depth === 0 && c === '、' && !goesOnBehind(folded, from, i)) return i;
  }
  return depth > 0 && open > from + 1 ? open : end;
}

const LABEL = pattern(/(?:责任|牵头|配合|主办|协办|承办|实施|落实)(?:单位|部门|科室|处室)|完成时限|[ ]/);
