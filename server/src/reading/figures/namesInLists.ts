import { isOrganisation } from '../duties/organisations.js';
import { pattern } from '../words/pattern.js';
import { segments, stripLead } from '../words/segments.js';
import { sub, type Words } from '../words/text.js';
import type { Figure } from './figures.js';
import { LESSENED, MEASURE_NOUN, phrase } from './phrases.js';

/** Those of whom the figure before told the same: "…配备率市直学校达到100%、县直学校达到85%". */
export const GROUP = pattern(
  /^县[(（]市[)）]$|^[一-龥]{0,6}(?:学校|医院|机构|地区|城区|农村|城市|城镇|乡镇|企业|县城|建制镇|中部|西部|东部|小学|初中|高中|男性|女性|[省市县区州]级?)$/,
);

/** "一、二、三产业增加值": the first may have been taken for the number of a list. */
const INDUSTRIES = pattern(/^(?:第?一[、和])?第?二[、和]第?三次?产业(.+)$/);

/** The `at`-th of `of` names in "甲、乙和丙…率". */
export function shareOut(listed: string, at: number, of: number): string {
  const industries = of === 3 ? INDUSTRIES.exec(listed)?.[1] : undefined;
  if (industries) return `第${'一二三'[at]}产业${industries}`;
  const names = listedNames(listed);
  return names.length === of ? names[at]! : listed;
}

/** What the last of several names writes out for all: 高血压、糖尿病|患者管理率, 火灾、信访|总量下降. */
const SHARED_TAIL = pattern(
  /(?:保险|水质|患者|病人|病例|人群|人员|案件|事故|产品|企业|学校|医院|机构|项目|儿童|妇女)?(?:中医药|基层)?(?:规范|标准化|规范化|信息化|数字化|一体化|健康|系统|综合|年均|平均|重点工程|基本)?(?:管理|排放|减排|削减|治疗|控制|服务|检查|筛查|接种|覆盖|报告|发病|死亡|检测|监测|就诊|住院|使用|利用|回收|处理|治理|建设|机械化|自动化|资源化|规模化|达标|优良|合格|参保|签约|建档|随访|知晓|救治|转诊|入学|巩固|配备|配置|设置|办结|回复|抽检){0,2}(?:人均可支配收入|可支配收入|总量|人数|数量|(?:总|单)?产量|产值|增加值|[储存销]量|(?:零售|销售|交易|成交|出口|进出口|投资)总?额|[率数量]|水平|占比|比例|比重|浓度|面积|收入|标准|满意度|时间|费用)(?:年均|同比)?(?:下降|降低|减少|压减|削减|提高|增长)?$|共享中心$/,
);

const QUANTITY = '能耗|水耗|物耗|煤耗|成交额|交易额|销售额|面积|总?产量|总?产值|单产|数量|总量|金额|长度|规模|增速|存栏|出栏';
/** "粮食|面积和产量", "案件|发案数、损失数": of what the bare measure is, the first tells. */
const BARE = pattern(new RegExp(`^(?:${QUANTITY}|[一-龥]{2}[率数])(?:下降|降低|减少|压减)?$`));
const OF_WHAT = pattern(
  new RegExp(`^.{2,}?(?=(?:(?:播种|种植|养殖)?(?:${QUANTITY})|(?:规范|系统|健康|综合|及时|按时)?[一-龥]{2}[率数])$)`),
);
const ONE_QUANTITY = pattern(new RegExp(`^(?:${QUANTITY})$`));

/** "生猪存栏26万头、|出栏42万头": of what the second is, the first tells; null where it does not. */
export function wholeOf(first: string, second: string): string | null {
  return ONE_QUANTITY.test(second) ? (OF_WHAT.exec(first)?.[0] ?? null) : null;
}

/** "主要农作物|绿色防控覆盖率和统防统治覆盖率": what both rates are of, written once. */
function sharedHead(first: string, last: string): string {
  const bare = BARE.test(last) ? OF_WHAT.exec(first)?.[0] : undefined;
  if (bare) return bare;
  let tail = 0;
  while (tail < last.length && first.at(-1 - tail) === last.at(-1 - tail)) tail++;
  const own = last.length - tail;
  return tail >= 3 && own >= 2 && own <= 4 && MEASURE_NOUN.test(last) && first.length - last.length >= 4
    ? first.slice(0, -last.length)
    : '';
}

/** "城区、乡镇|污水处理率": the last of the groups ends where the first does. */
function behindGroup(first: string, last: string): string | undefined {
  if (LEVEL.exec(first)?.[0] === first && LEVEL.test(last)) return LEVEL.replace(last, '');
  const tail = last.slice(first.length);
  return first.length <= 4 && tail.length > 2 && GROUP.test(first) && GROUP.test(last.slice(0, first.length)) ? tail : undefined;
}

function longest(a: string | undefined, b: string | undefined): string | undefined {
  return (b?.length ?? 0) > (a?.length ?? 0) ? b : a;
}

/** "黄金、白银、镍|产量": the last is called by one character. */
const BEHIND_ONE = pattern(/(?<=^[一-龥])(?:总?产量|总?产值|(?:消费|使用|供应|发电)量|价格)$/);

/** 基本养老保险 + 保险参保人数 = 基本养老保险参保人数. */
function tailed(name: string, tail: string): string {
  return name + (name.endsWith(tail.slice(0, 2)) ? tail.slice(2) : tail);
}

/** "国家级、省级|示范社": whatever their level, they are of one kind. */
export const LEVEL = pattern(/^(?:世界|国家|部|省部|省|自治区|市|州|厅|县|区|乡镇?|镇|村|校|院)级(?:以上|及以上)?/);

/** "进口、出口|整体通关时间": where the last name begins as the first ends, the rest is the tail of all. */
function alikeTail(first: string, last: string): string | undefined {
  const at = last.slice(0, 4).indexOf(first.at(-1)!);
  const tail = last.slice(at + 1);
  return at > 0 && at < first.length && MEASURE_NOUN.test(LESSENED.replace(tail, '')) ? tail : undefined;
}

/** "流动人口、学生等|重点人群…": examples before what they belong to. */
const EXAMPLES = pattern(/^(?:[^、]{2,12}、)+[^、]{2,16}?等(?=[一-龥]{2,6}(?:以?及|和|、))/);
/** Where several rates are listed, 和 inside a name divides nothing: 感染者和病人管理率、…覆盖率. */
const RATE_INSIDE = /(?:率|比例|占比)[、和及与]/;
const BEHIND_RATES = /(?<=率|比例|占比)(?:[、和与]|以?及)/;

/** The names in a list; an ending that only the last one writes out belongs to all (高血压、糖尿病患者管理率). */
function listedNames(listed: string): string[] {
  const names = listed
    .replace(/(?:同比)?分别(?=(?:下降|降低|减少|压减|削减|压缩|缩短)?$)|(?:同比)?[均都](?=(?:下降|降低|减少|压减|削减|压缩|缩短)$)/, '')
    .split(RATE_INSIDE.test(listed) ? BEHIND_RATES : /[、和]|(?<![参给赋])与|以?(?<![惠涉普波])及(?!时|格)/)
    .filter(n => n.length >= 2);
  const last = names.at(-1) ?? listed;
  const tail =
    /的[^的]{1,8}$/.exec(last)?.[0] ??
    behindGroup(names[0]!, last) ??
    BEHIND_ONE.exec(last)?.[0] ??
    longest(SHARED_TAIL.exec(last.slice(2))?.[0], alikeTail(names[0]!, last));
  return names.map((n, i) => {
    if (i === names.length - 1 || (i > 0 && BARE.test(n))) return sharedHead(names[0]!, n) + n;
    if ((MEASURE_NOUN.test(n) && !n.endsWith('需氧量')) || /(?:能耗|强度)$/.test(n)) return n + (LESSENED.exec(last)?.[0] ?? '');
    return tail ? tailed(n, tail) : n;
  });
}

/** "甲、乙均达到90%", also "甲率,乙率均达…": each name gets the figure. */
export function sharedNames(words: Words, f: Figure, before: string): string[] {
  const eachOf = /^(?:[^,、]{2,16}、)+[^,、]{2,14}?各(?=[一-龥]{2})/.exec(before);
  if (eachOf && isOrganisation(before.slice(0, before.indexOf('、'))))
    return [phrase(sub(words, f.from - (before.length - eachOf[0].length), f.from)) ?? before];
  if (EXAMPLES.test(before)) return [EXAMPLES.replace(before, '')];
  const names = listedNames(before);
  const start = f.part;
  const previous = segments(words.folded.slice(Math.max(0, start - 60), start)).at(-1);
  return previous && MEASURE_NOUN.test(previous.text) && previous.kind === 'other' && !/\d/.test(previous.text)
    ? [stripLead(previous.text), ...names]
    : names;
}
