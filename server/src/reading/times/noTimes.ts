import { ACTIONS } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { endsWith, isDigit } from '../words/scan.js';

const IN_NUMBER = pattern(/[\d.]$/);
const ENUMERATED = pattern(/^\D?\d{1,3}[.、]$/);
/** Of so long ago persons are told who were born then, no tasks. */
const LONG_AGO = pattern(/^19[0-8]\d年/);
/** "去年|第四季度", "上年|年底": of a year that is over. */
const LAST_YEARS = pattern(/(?:[去昨]|(?:^|[^以当])[上前]一?)年(?:的|度)?$/);
const RECURS = pattern(/[每逐历近前隔][个一]?$|每年$|每$|确定$/);
const COMPARES = pattern(/(?:是|比|较|与|同|从|由|在|以)$/);
const COMPARED = pattern(/^(?:的?\d[\d.]*倍|的?(?:基础|基数|水平|同期)|相比|为?基期|[^,]{0,3}(?:相比|为基))/);
const STARTS_FROM = pattern(/(?:比|较|相较于|从|由)$/);
/** "从2026年到2028年", "从2026年6月起": a stretch of time, and not what it is compared with. */
const GOES_ON = pattern(/[-至到起后]|开始/);
const ATTRIBUTE = pattern(/^(?:建成|建设|形成|开工|竣工|投运|出生|登记|认定|安排|下达|印发|列入|筹集)[^,]{0,4}的/);
const YEARLY = pattern(/^(?:政府工作报告|工作(?:安排|计划|总结|任务|要点|情况)|任务|预算|数据|报表|考核(?:结果|指标))/);
const ENDS_PERIOD = pattern(/[前底末内]$/);
const YEAR_END = pattern(/[终当]年?$/);
const YEAR_END_REVIEW = pattern(/^(?:考|评|总结|绩效|奖|决算|述职|的)/);
/** "2023年产值超过5亿元的企业": which are meant, not when something is due. */
const WHICH = pattern(/^[^,。;]{2,24}(?:超过|低于|高于|不足|未达|之间)[^,。;]{0,10}的/);
const WHOLE_YEAR = pattern(/^全年$/);
const OF_WHOLE_YEAR = pattern(/^(?:各项|既定|预期|年度)*(?:目标|任务|工作|计划)/);
/** "对2026年…计划", "做好2026年工作": of the year, and not due in it. */
const ABOUT = pattern(/(?:^|[^面相针绝应核反派校成])对$/);
const WORK_OF_YEAR = pattern(/^(?:的?(?:各项|全年))?工作(?=[,。;]|$)/);
const IN_YEAR = pattern(/^(?:实施|开展|启动|执行)[^,的]{0,4}的/);
const TASK_OF_YEAR = pattern(/^(?:工作)?(?:任务目标|目标任务|任务)(?=力争|要|计划|确保|预计|是|为|:)/);
const OF_YEAR = pattern(/年度$/);
const NAMES_ON = pattern(/^(?!完成|实现|达到|新|计划|内|力争|确保|重点|再)[一-龥]{2}|^[“《]/);
const DEEDS_OF_YEAR = pattern(/^(?:全?[省市县区])?(?:[十\d]+[件项大])?(?:民生|为民|惠民)(?:办)?实事/);
/** "2026年|市《政府工作报告》", titles being blanked */
const TITLED = pattern(/^(?:[省市县区州]|人民|政府)* {2}/);
/** "编制2026-2030年|医疗设施专项规划": the years are the plan's. */
const SPAN = pattern(/^(?:19|20)\d\d年?(?:-+|至|到)/);
const WRITES = pattern(/(?:制定|编制|出台|印发|修订|起草|谋划)$/);
const PLAN_NAME = pattern(/^[^,。;]{0,14}(?:规划|计划|方案)(?!期|内|目标)/);
const EDITION = pattern(/^(?:版|修订|远景目标|的?基础上|同期|水平)/);
const AWARDED = pattern(/(?:获评|评为|获得|荣获|获|入选|列入|为|(?<!过去)的|承办|举办)[“《]?$/);
const DONE_BY = pattern(
  /^已(?!经?纳入|列入)|^尚?未(?:开工|完工|完成|竣工|办结|整改|脱贫|达标|销号|化解|兑付)[^,。]{0,6}(?:的|项目|工程|任务|问题|事项)/,
);

/** "2026年", "明年": with no part of it. */
const BARE_YEAR = pattern(/^(?:(?:19|20)\d\d|二[〇零][一-龥]{2}|[明今本当])年度?$/);
/** What is reached in its year. */
const REACHES = pattern(/(?:完成|实现|达到|力争|确保|争取|新增|启动|开工|投入|推进|保障)$/);
const IS_BOUND = pattern(/^(?:要|将|计划|力争|拟|预计|继续|底|末)/);
const BY_WHAT = pattern(/(?:按照|根据|参照|对照|依据|采用|以|将|把|作为|是)$/);

/** "做好|2026年防汛工作", "参照|2026年标准": the year stands between a verb and its object. */
function isInObject(text: string, from: number, to: number): boolean {
  if (!BARE_YEAR.test(text.slice(from, to)) || IS_BOUND.test(text.slice(to, to + 2))) return false;
  const before = text.slice(Math.max(0, from - 4), from);
  return BY_WHAT.test(before) || (endsWith(text, from, ACTIONS) && !REACHES.test(before));
}

/** "2026年度|参保缴费系统": the year belongs to the name of something, which ties the unit to the year but to no day. */
export function isOfYear(text: string, from: number, to: number): boolean {
  const name = text.slice(to, to + 12);
  if (WORK_OF_YEAR.test(name) || IN_YEAR.test(name) || TASK_OF_YEAR.test(name) || ABOUT.test(text.slice(Math.max(0, from - 2), from)))
    return true;
  if (isInObject(text, from, to)) return true;
  if (TITLED.test(name) && !ENDS_PERIOD.test(text.slice(from, to))) return true;
  return OF_YEAR.test(text.slice(from, to)) ? NAMES_ON.test(name) : !ENDS_PERIOD.test(text.slice(from, to)) && DEEDS_OF_YEAR.test(name);
}

/** Whether the time at [from, to) is none that the unit is tied to: a recurrence, what is compared with, part of a name. `isDone`: in a report the year of an award is no time either. */
export function isNoTime(text: string, from: number, to: number, isDone: boolean): boolean {
  const before = text.slice(Math.max(0, from - 4), from);
  const after = text.slice(to, to + 6);
  if (isDigit(text.charCodeAt(from)) && IN_NUMBER.test(before) && !ENUMERATED.test(text.slice(0, from))) return true;
  if (RECURS.test(before) || LAST_YEARS.test(before) || (!isDone && LONG_AGO.test(text.slice(from, to)))) return true;
  if (COMPARES.test(before) && COMPARED.test(after)) return true;
  if (STARTS_FROM.test(before) && !GOES_ON.test(text.slice(from, to + 2))) return true;
  if (ATTRIBUTE.test(after)) return true;
  if (YEARLY.test(after) && !TASK_OF_YEAR.test(text.slice(to, to + 8)) && !ENDS_PERIOD.test(text.slice(from, to))) return true;
  if (YEAR_END.test(text.slice(from, to)) && YEAR_END_REVIEW.test(after)) return true;
  if (EDITION.test(after)) return true;
  if (SPAN.test(text.slice(from, to)) && WRITES.test(text.slice(Math.max(0, from - 2), from)) && PLAN_NAME.test(text.slice(to, to + 20)))
    return true;
  if (!ENDS_PERIOD.test(text.slice(from, to)) && WHICH.test(text.slice(to, to + 40))) return true;
  if (WHOLE_YEAR.test(text.slice(from, to)) && OF_WHOLE_YEAR.test(after)) return true;
  if (!isDone && DONE_BY.test(after)) return true;
  return isDone && AWARDED.test(before);
}
