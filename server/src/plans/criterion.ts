import type { Indicator } from '../reading/index.js';
import { withoutDuties, withoutNumber } from './text.js';

/** A goal under its own name, as a column of a table gives it: 完成标准：…, 目标值：…. */
const NAMED = /(?<=^|[。；;）)\s])[\u4e00-\u9fff]{0,4}(?:目标|标准|成效|成果)[\u4e00-\u9fff]{0,2}[：:]([^。]+)/g;
const CLAUSE = /[，,；;。]/;
/** A state to be reached. What is only to be higher, better or stronger is none, nor that the plan be carried out: nobody could say when it is. */
const STATE = /^(?:力争|基本|全面|最终|切实|逐步|到20\d\d年底?)*(?:实现|确保|保证|做到|达到|形成)/;
const NO_STATE = /提[升高质]|增强|改善|优化|转[变向]|健康发展|显著|有效|落[地实]|到位|如期|各项|目标任务/;
/** A result that is there or not. */
const RESULT =
  /^(?:[^，]{0,14}(?:前|内|底|月|年))?(?:全部|全面|基本|如期)*(?:完成|建成|印发|出台)|(?:投入使用|投用)$|通过[^，]{1,12}(?:评审|验收|评估|认定)$/;

/**
 * When a measure is done, in its own words: goals under a name of their own, figures, states to be reached and results. Null where it says none: a
 * criterion is for people to set, not to be made up.
 */
export function criterionIn(text: string, indicators: Indicator[]): string | null {
  const words = withoutDuties(text);
  const named = [...words.matchAll(NAMED)].map(match => (match[1] as string).trim());
  const clauses = words
    .replace(NAMED, '')
    .split(CLAUSE)
    .map(clause => withoutNumber(clause).trim())
    .filter(clause => (STATE.test(clause) || RESULT.test(clause)) && !NO_STATE.test(clause));
  const said = (raw: string) => named.some(goal => goal.includes(raw));
  const figures = indicators.filter(({ raw }) => !said(raw));
  const states = clauses.filter(clause => indicators.every(({ raw }) => !clause.includes(raw)));
  return [...new Set([...named, ...figures.map(figureOf), ...states])].join('；') || null;
}

/** A figure says nothing without what it is of: “3个” becomes “县级临床重点专科3个”. */
const figureOf = ({ name, raw }: Indicator) => (!name || raw.includes(name) ? raw : `${name}${raw}`);
