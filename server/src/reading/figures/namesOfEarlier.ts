import { ACTIONS, NOUNISH, OF_SORT } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { wordAt } from '../words/scan.js';
import type { Around } from './around.js';
import { GROUP, LEVEL, wholeOf } from './namesInLists.js';
import { isNextTo, previousPhrase } from './neighbours.js';
import { isShare } from './units.js';

/** The names of figures that lean on what was named before them. */

/** "按可比价计算|增长6%" */
const PRICED = pattern(/^按?(?:可比|不变)(?:价格?|口径)(?:计算)?$/);

/** What is said of the name before: 高了, 高于全省平均, 同比下降. */
const SAID_OF_EARLIER = pattern(
  /^[高低多少增减]了$|^(?:高于|低于|高出|占)[^,]|^(?:为|超|超额|超过|低于|高于|占)(?:省定|市定|县定|年度|全年|年初|预期|既定|计划|下达|原定)*(?:目标|任务|计划)(?:任务|数)?$|^(?:每年|年均|同比|环比)*(?:下降|降低|减少|回落|收窄)了?$/,
);

/** "技能人才总量85万人,占从业人员的40%": the share is that of the thing. */
const TOTAL = pattern(/(?<=[一-龥]{2})总(?:量|数|人数)$/);

/** "新建幼儿园36所,其中城区规划建设|16所": where, of the same. */
const THERE = pattern(/^(?:其中)?[一-龥]{1,4}[区县市镇乡城村](?:规划|计划|新|改|扩)*(?:建设|建成|完成|新建|改造|实施|布局|设置)$/);

/** "新增示范社12家、总数达到|46家" */
const IN_ALL = pattern(/^总(?:数|量|数量|户数|人数)$/);

/** What became of some of those counted before: 问题28个,整改|20个. */
const SETTLED = pattern(
  /^(?:完成|实现)?(?:整改|整治|办结|结案|立案|移送|移交|化解|解决|处置|处理|销号|取缔|关停|关闭|淘汰|拆除|开工|竣工|完工|投产|投用|验收|通过|达标|兑现|答复|采纳)(?:完成|到位|完毕)?$/,
);

/** "收入实现3亿元,完成年度任务的|117%": of what. */
const PLANNED = pattern(/^(?:全年|年度|年初|预期|既定|省定|市定|下达)*(?:目标|任务|计划|预算)(?:任务|总额|数)?$/);

const PLAN = pattern(/目标|任务|计划|预算/);

/** "新开工住房3200套、基本建成|2800套" */
const BEGUN = pattern(/^新?开工(?=[一-龥]{2})/);

export function saidOfEarlier({ words, all, i, f, before, earlier }: Around): string | null {
  if (!before || !earlier) return null;
  if (SETTLED.test(before)) return before;
  if (IN_ALL.test(before) && all[i - 1]!.unit === f.unit && !earlier.endsWith(before)) return earlier + before;
  if (PRICED.test(before)) return earlier;
  if (isShare(f.unit) && PLANNED.test(before) && !PLAN.test(earlier)) return `${earlier}完成${before}`;
  const whole = wholeOf(earlier, before);
  if (whole && (all[i - 1]!.part === f.part || isNextTo(words, all[i - 1], f))) return whole + before;
  if (SAID_OF_EARLIER.test(before)) return (before.startsWith('占') ? TOTAL.replace(earlier, '') : earlier) + before.replace(/了$/, '');
  return all[i - 1]!.unit === f.unit && ((wordAt(before, 0, ACTIONS) === before && !OF_SORT.has(before)) || THERE.test(before))
    ? BEGUN.replace(earlier, '')
    : null;
}

const PER_ONE = pattern(/^每[个支名家所处座人次场期]$/);

export function perOne({ words, f, before, earlier }: Around): string | null {
  if (!before || !PER_ONE.test(before)) return null;
  return earlier ? before + earlier : (previousPhrase(words, f) ?? before);
}

/** What was said of its share: what grows is the thing itself. */
const SHARE = /(?<=^.{2,})占(?![^占]*(?:比重|比例|率)$)[^占]+$/;

export function wholeOfShare({ f, before, earlier }: Around): string | null {
  return !before && earlier && f.op.startsWith('+') && SHARE.test(earlier) ? earlier.replace(SHARE, '') : null;
}

const SIZE = pattern(/^(?:(?:总|完工|建筑|占地|加固|改造|受益)*(?:里程|长度|面积|库容|容积|户数)(?:合计|共)?|全长|总长)$/);

/** "…水库,库容|2亿立方米": of what. */
export function sized({ words, all, i, f, before, earlier }: Around): string | null {
  if (!SIZE.test(before!)) return null;
  const whole = (isNextTo(words, all[i - 1], f) ? earlier : previousPhrase(words, { ...f, from: f.part })) ?? earlier ?? '';
  return whole.endsWith(before!) ? whole : whole + before!;
}

/** "省级示范园5所、市级|8所": of the same kind. */
export function ofSameKind({ words, f, before, earlier }: Around): string | null {
  if (!earlier || LEVEL.exec(before!)?.[0] !== before) return null;
  return LEVEL.test(earlier) ? LEVEL.replace(earlier, before!) : words.folded.startsWith('其中', f.part) ? before + earlier : null;
}

const SHARE_NOUN = pattern(/率|比例|占比/);

export function ofSameGroup({ all, i, f, before, earlier }: Around): string | null {
  return earlier && GROUP.test(before!) && f.unit === all[i - 1]!.unit && SHARE_NOUN.test(earlier) ? ofGroup(earlier) : null;
}

/** A name without the group that its own figure was told of. */
function ofGroup(name: string): string {
  const own = name.slice(name.lastIndexOf('、') + 1);
  return /^.*?(?:率|比例|占比)(?=[一-龥]{2,8}$)/.exec(own)?.[0] ?? own;
}

/** A name that needs the one before it. */
const BARE = pattern(
  /^(?:覆盖|接种|治理|负荷|普及|核实|配备|设置|使用|建成|开通|完成|销号)率$|^(?:筛查|检查|接种|培训|签约|参加|救治|占比|在培)$/,
);

const WHOLE_NAME = pattern(/率|度$|比例?$|比重$|时间$/);

const TIME_UNIT = pattern(/时|天|日|月/);

/** A bare rate belongs to what was named before it: 医保参保, 参保率. */
export function completing({ all, i, before, earlier }: Around): string | null {
  const isOfEarlier =
    earlier && BARE.test(before!) && !opensWithDeed(earlier) && !WHOLE_NAME.test(earlier) && !TIME_UNIT.test(all[i - 1]!.unit);
  return isOfEarlier ? joinedRate(stem(earlier), before!) : null;
}

function opensWithDeed(name: string): boolean {
  const verb = wordAt(name, 0, ACTIONS);
  return verb.length > 1 && !NOUNISH.has(verb);
}

/** 医保参保 + 参保率 = 医保参保率. */
function joinedRate(whole: string, rate: string): string {
  const verb = rate.slice(0, -1);
  return whole.endsWith(verb) ? `${whole}率` : whole + rate;
}

function stem(name: string): string {
  return name.replace(/(?:任务数|总数|人数|数|量|完成率|覆盖率)$/, '');
}
