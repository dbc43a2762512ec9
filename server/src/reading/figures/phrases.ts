import { ACTIONS } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { splitTop, wordAt } from '../words/scan.js';

/** Words without a noun: 再建, 首批布局, 本年度完成, 原则上. */
const NO_NOUN = pattern(
  /^(?:20\d\d年|本(?:年度?|期)|其余|剩余|各(?!类|级|方|科|地)|首批|首次|首度|再次|一举|第[一二三]批|[一二三四五两\d]年内|每年|今年|明年|去年|汛前|其中|目前|包括|另有?|计划|拟|再|先|新|已|能够|预计|合计|总计|共计|累计|原则上|[上下]半年|全年|年内|同比|环比|分别|较?上年|则|可|将)+/,
);

/** Whether words name nothing, only what is done. */
export function isDeed(name: string): boolean {
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
