import { numeral } from '../words/numerals.js';
import { pattern } from '../words/pattern.js';
import { isDigit } from '../words/scan.js';
import { isShare, LABEL_NOUNS, LABEL_UNITS } from './units.js';

/** A number as it stands in the words: what it is made of and what surrounds it. */
export interface NumberToken {
  start: number;
  end: number;
  low: string;
  high: string | undefined;
  unit: string;
}

/** What a rule sees of it. */
export interface Place {
  token: NumberToken;
  /** up to 14 characters before, up to 30 behind */
  before: string;
  after: string;
  folded: string;
}

/** Verbs of making something that can be counted afterwards. */
export const MAKING = pattern(
  /(?:新建|改建|扩建|改扩建|建成|建设|改造|打造|创建|培育|完成|新增|设立|开工|引进|培养|选派|达到|不少于|不低于|至少|超过|建立|争创|评选|认定|实施)$/,
);
export const COMPARED = pattern(
  /(?:达到?|控制在|提高到|提升到|提升至|提高至|降至|降到|下降到|降低到|保持在|稳定在|延长到|延长至|为|不低于|不高于|不少于|不超过|至少|超过|突破|增加到?|提高|降低|下降|减少|连续|缩短到?|缩短至|压缩至|压缩到|共有?|覆盖|保存|保管|留存|[高低大小优]于)$/,
);
/** Courses and classes are counted: 举办培训班6期. */
const RUN = pattern(/(?:培训班?|班|举办|开办|开展|组织|讲座|活动|共)$/);
/** What may stand behind a figure that ends its part. */
export const CLOSED = pattern(/^(?:以上|以下|以内|左右|之内|内|[,。;、)]|$)/);
const FREQUENCY = pattern(
  /(?:每[一-龥]{1,3}|每月\d+日前|年|月|周|先后|至少|不少于|开展|组织|召开|搞|通报|报告|举办|进行|调度|研究|公布|公开|发布|更新|演练|检查|巡查|巡诊|轮训|体检|评估|监测|排查)[^,\d]{0,10}$/,
);

/** "新建山区急救站九个": something made and what it is. */
const MADE = pattern(
  /(?:新建|改建|扩建|建成|建设|建起|布设|配备|设立|设置|培养|选派|新增|培育|打造|创建|改造|招聘|招录|引进|组建|购置|增设)[^,、;。]{2,12}$/,
);
const COUNTED_LABELS = pattern(/(?:制度|措施|机制|原则|体系|方面|任务|行动|要求|规定|清单)$/);

/** "享受2年免息贷款", "连续3年的创业补贴": for how long something is granted. */
const GRANTED = pattern(/(?:给予|享受|免除|减免|免收|免缴|免交|免征|提供|发放|发给|补助|补贴|奖励|贴息)(?:[^,;。]{0,8}连续|[一-龥]{0,3})$/);
export const BENEFIT = pattern(/^(?:的|不展期|全额|免)?[^,;。、\d]{0,6}(?:补贴|补助|租金|贷款|贴息|免息|免费|奖励|资助|优惠|税|费)/);

const COURSES = pattern(/^[类期届班]$/);
/** "2026届": a year. */
const YEAR = pattern(/^\d{4}/);
const AT_LEAST = pattern(/(?:不少于|不低于|至少[一-龥]{0,4})$/);
const COURSE = pattern(/^[一-龥]{0,4}(?:班|讲座|培训|讲堂|沙龙|论坛)/);
/** Of many phases of one thing. */
const PHASED = pattern(/(?:第|项目|工程|医院|园区|基地|小区|[路区])$/);
const MACHINES = pattern(/^(?:电梯|扶梯|电话|手机|车)/);
const DAYS = pattern(/^[日周]$/);
const WITHIN = pattern(/^[之以]?内/);
export const TEN_THOUSANDS = pattern(/[万亿][余多]?$/);
const NEVER_ALONE = pattern(/^(?:级|型|层|点|线|圈|月|成)$/);
const NEVER_CLOSED = pattern(/^(?:年|日|周|度)$/);

/** 年, 日, 周…: figures only with words of comparison beside them (提高到11.7年, 连续15年). */
export function standsAlone({ token: { unit, low }, before, after }: Place): boolean {
  if (COURSES.test(unit))
    return (
      AT_LEAST.test(before) ||
      (unit === '类' && MANY.test(low)) ||
      (unit !== '类' && !YEAR.test(low) && (RUN.test(before) || COURSE.test(after))) ||
      (unit === '期' && CLOSED.test(after) && !PHASED.test(before))
    );
  if (unit === '年' && GRANTED.test(before) && BENEFIT.test(after)) return true;
  if (unit === '部' && MACHINES.test(after)) return true;
  if (DAYS.test(unit) && WITHIN.test(after)) return true;
  if (NEVER_ALONE.test(unit)) return false;
  if (TEN_THOUSANDS.test(low)) return true;
  return COMPARED.test(before) || MAKING.test(before) || (CLOSED.test(after) && !NEVER_CLOSED.test(unit));
}

const TIMES = pattern(/^(?:次|场|期|届|遍|轮)$/);
const SPANS = pattern(/^(?:个月|小时|[天日周])$/);
const WITHIN_SPAN = pattern(/^[之以]?内(?!部|容)/);
const COPIES = pattern(/^(?:[份篇节堂]|小时|课时)$/);
const EACH = pattern(/每[一-龥]{1,3}[^,\d]{0,8}$/);
const BUILT = pattern(/^[个家所座台支名]$/);
export const ROUND = pattern(/^(?:[二三四五六七八九]?[十百千万]|亿)/);
/** "近|百个", "上|千家" */
const ABOUT = pattern(/(?:近|超过?|逾|突破|(?<![以之])上)$/);
const ONE_BUILT = pattern(/^[个所家座]$/);

/** 两个, 三项, 一批: labels unless a verb of making or a frequency says otherwise. */
export function isChineseLabel(p: Place): boolean {
  const { unit, low } = p.token;
  if (isShare(unit) || unit === '倍' || unit === '/10万') return false;
  if (TIMES.test(unit) && FREQUENCY.test(p.before)) return false;
  if (SPANS.test(unit) && WITHIN_SPAN.test(p.after)) return false;
  if (COPIES.test(unit) && EACH.test(p.before)) return false;
  if (unit === '' || LABEL_UNITS.has(unit)) return true;
  if (AT_LEAST.test(p.before)) return isLabelNoun(p);
  if (low !== '一' && BUILT.test(unit) && CLOSED.test(p.after) && MADE.test(p.before) && !COUNTED_LABELS.test(p.before)) return false;
  if (ROUND.test(low) && (low.length > 1 || ABOUT.test(p.before))) return isLabelNoun(p) || isListed(p);
  if (low === '一') return !(MAKING.test(p.before) && ONE_BUILT.test(unit));
  return isLabelNoun(p) || isListed(p) || !MAKING.test(p.before);
}

const FINISHED = pattern(
  /(?:完成|新建|建成|新增|实施|反馈|移交的?|立项|申报|争取|解决|化解|破解|查出|发现|查改|整改|办结|答复|受理|征集|收集|收到|采纳|已有)(?:了|各类|实际)?$/,
);
const ALWAYS_LABEL = pattern(/^(?:专项|重大|重点)?(?:行动|工程|方面|原则|措施|制度)/);
/** "完善制度|12项", "出台|6个管理办法" */
const RULES_MADE = pattern(/(?:完善|建立|修订|制定)[^,。;、\d]{0,4}制度$|出台$/);
/** Hundreds of measures or problems are counted, not a heading's. */
const MANY = pattern(/^\d{3}/);
const LABELS_BEFORE = pattern(/(?:制度|措施|举措|原则|行动|要求|规定|任务|机制)$/);
const STOPS = pattern(/^[,、。;]/);

/** Whether what is counted is a label: 三个原则, 10个专项行动. */
export function isLabelNoun({ token: { low }, before, after }: Place): boolean {
  if (RULES_MADE.test(before) && isDigit(low.charCodeAt(0)) && !ALWAYS_LABEL.test(after)) return false;
  if (MANY.test(low) && !ALWAYS_LABEL.test(after)) return false;
  if (FINISHED.test(before) && !ALWAYS_LABEL.test(after)) return false;
  return LABEL_NOUNS.test(after) || (LABELS_BEFORE.test(before) && STOPS.test(after));
}

const LISTED = pattern(/[^\d个家所名人张项%]、[^、,。;]{1,12}$/);
const LISTED_UNITS = pattern(/^[个项家类种所座条处]$/);
const FEW = pattern(/^[两二三四五六七八九十2]$/);
const HAN_FIRST = pattern(/^[一-龥]/);

const MADE_LIST = pattern(/^[^、]*(?:培育|建设|新建|创建|打造|建成|新增)/);
const LIST_BEFORE = pattern(/(?:[一-龥]{2,8}、)+[一-龥]{2,8}$/);

/** "甲、乙、丙3个乡": as many as were just listed. */
export function isCountOfListed({ token: { unit, low, start }, folded, after }: Place): boolean {
  if (!LISTED_UNITS.test(unit) || low.length !== 1 || !HAN_FIRST.test(after)) return false;
  const listed = LIST_BEFORE.exec(folded.slice(Math.max(0, start - 60), start));
  return listed !== null && !MADE_LIST.test(listed[0]) && listed[0].split('、').length === Number(low);
}

/** "甲、乙两个项目": the number counts what was just listed. */
export function isListed({ token: { unit, low }, before, after }: Place): boolean {
  return LISTED_UNITS.test(unit) && FEW.test(low) && LISTED.test(before) && HAN_FIRST.test(after) && !MAKING.test(before);
}

const LIST_ENDS = ',;。:()';
const SOME_MORE = 4;

/** "东港、西港等20个港口": a few of many are named. */
export function outnumbersListed({ token: { low, start }, folded }: Place): boolean {
  const before = folded.slice(Math.max(0, start - 80), start);
  const list = before.slice(Math.max(...[...LIST_ENDS].map(c => before.lastIndexOf(c))) + 1);
  return isDigit(low.charCodeAt(0)) && numeral(low.replace(/[余多]/g, ''))! - list.split('、').length > SOME_MORE;
}
