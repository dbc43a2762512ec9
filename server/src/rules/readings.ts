import { chineseDate } from './lights.js';
import type { PhaseVerdict } from './task.words.js';

/** How the figures of several units become one. */
export const ROLL_UPS = { entered: '取最近一次填报', sum: '各单位合计', mean: '各单位加权平均' } as const;
export type RollUp = keyof typeof ROLL_UPS;

/** A figure as it is kept. */
export interface Reading {
  unitId: number;
  /** 'YYYY-MM-DD' */
  day: string;
  value: number;
  /** Weight of the unit's share; null counts as one. */
  weight: number | null;
}

/** What a typed figure is checked against. */
export interface ReadIndicator {
  id: number;
  name: string;
  unit: string;
  /** Figures that are known of it: baseline, targets, earlier readings. */
  known: number[];
}

/** Units under which only whole numbers are counted. */
const COUNTED = /^(个|家|所|人|名|位|张|项|件|次|例|台|套|户|支|间|辆|处|批|种)$/;
const RANKED = /^(名|位)$/;
/** Nothing of a whole is more than this many of its parts; a completion rate may well pass 100 %. */
const CEILING: Record<string, number> = { '%': 1000, '‰': 1000, '/万': 10_000, '/10万': 100_000 };
/** A figure so many times larger than anything known of the indicator is a slip of the keyboard. */
const FAR_OFF = 100;

/** The figure that somebody typed, or in words why it is none. Zero is a figure. */
export function readFigure(typed: string, indicator: ReadIndicator): { value: number } | { refusal: string } {
  const { name, unit } = indicator;
  const folded = typed.normalize('NFKC').replace(/[\s,]/g, '');
  const [, digits, behind] = /^([+-]?\d+(?:\.\d+)?)(.*)$/u.exec(folded) ?? [];
  const refuse = (why: string) => ({ refusal: `“${name}”${why}` });
  if (digits === undefined) return refuse(`应当填数字，不能填“${typed.trim()}”。`);
  if (behind && behind !== unit.normalize('NFKC')) return refuse(`的单位是“${unit || '（无）'}”，不能按“${behind}”填报，请换算后再填。`);
  const value = Number(digits);
  if (value < 0) return refuse('不能是负数。');
  if (COUNTED.test(unit) && !Number.isInteger(value)) return refuse(`按“${unit}”计数，应当是整数。`);
  if (RANKED.test(unit) && /排名|名次|位次/.test(name) && value < 1) return refuse('是名次，应当从 1 起。');
  const ceiling = CEILING[unit];
  if (ceiling !== undefined && value > ceiling) return refuse(`填的是 ${value}${unit}，超出可能的范围，请核对。`);
  const largest = Math.max(0, ...indicator.known);
  if (largest > 0 && value > largest * FAR_OFF)
    return refuse(`填的是 ${value}${unit}，是已知数据的 ${FAR_OFF} 倍以上，请核对单位和小数点。`);
  return { value };
}

/** The indicator's one figure on a day, from the last that each unit had entered by then; null: nothing yet. `day` is the latest that went in. */
export function rolledUp(rollUp: RollUp, readings: readonly Reading[], until: string | null): { value: number; day: string } | null {
  const inTime = readings.filter(({ day }) => until === null || day <= until).toSorted((a, b) => a.day.localeCompare(b.day));
  const latest = inTime.at(-1);
  if (!latest) return null;
  if (rollUp === 'entered') return { value: latest.value, day: latest.day };
  const ofUnits = [...new Map(inTime.map(reading => [reading.unitId, reading])).values()];
  const sum = ofUnits.reduce((total, { value }) => total + value, 0);
  if (rollUp === 'sum') return { value: rounded(sum), day: latest.day };
  const weights = ofUnits.reduce((total, { weight }) => total + (weight ?? 1), 0);
  const weighed = ofUnits.reduce((total, { value, weight }) => total + value * (weight ?? 1), 0);
  return { value: rounded(weights === 0 ? sum / ofUnits.length : weighed / weights), day: latest.day };
}

export type TargetOp = '>=' | '<=' | '=' | '>' | '<' | 'between' | '+>=' | '+=';

export interface TargetPoint {
  op: TargetOp;
  value: number | null;
  value2: number | null;
  /** The day it is to be reached by; null: the plan names none. */
  due: string | null;
}

export interface Judgement {
  verdict: PhaseVerdict;
  why: string;
  /** actual ÷ quota in percent, beyond 100 where more was done; null where the comparison is none of quantities. */
  rate: number | null;
}

const WORDS: Record<TargetOp, (value: string, value2: string) => string> = {
  '>=': value => `不低于 ${value}`,
  '>': value => `高于 ${value}`,
  '<=': value => `不高于 ${value}`,
  '<': value => `低于 ${value}`,
  '=': value => `达到 ${value}`,
  between: (value, value2) => `在 ${value} 和 ${value2} 之间`,
  '+>=': value => `比基数增加 ${value}以上`,
  '+=': value => `比基数增加 ${value}`,
};

const MET: Record<TargetOp, (actual: number, value: number, value2: number) => boolean> = {
  '>=': (actual, value) => actual >= value,
  '>': (actual, value) => actual > value,
  '<=': (actual, value) => actual <= value,
  '<': (actual, value) => actual < value,
  // A plan that says “达到 15 个” is not missed by reaching 16.
  '=': (actual, value) => actual >= value,
  between: (actual, value, value2) => actual >= value && actual <= value2,
  '+>=': (actual, value) => actual >= value,
  '+=': (actual, value) => actual >= value,
};

/**
 * Whether a level was reached by its day, in plain words. Where a figure is lost in the source, nothing is entered, or the day is still to come,
 * it cannot be told, and the words say why.
 * @param baseline what an increase (`+>=`, `+=`) is counted from
 */
export function judgeTarget(
  target: TargetPoint,
  unit: string,
  current: { value: number; day: string } | null,
  baseline: number | null,
  today: string,
): Judgement {
  const unknown = (why: string): Judgement => ({ verdict: 'unknown', why, rate: null });
  const { op, value, value2, due } = target;
  if (value === null || (op === 'between' && value2 === null)) return unknown('原文中的目标数不完整，无法判断。');
  if (current === null) return unknown('还没有填报数据。');
  const grows = op === '+>=' || op === '+=';
  if (grows && baseline === null) return unknown('没有基数，算不出增加多少。');
  const actual = grows ? rounded(current.value - (baseline as number)) : current.value;
  const wanted = WORDS[op](`${value}${unit}`, `${value2}${unit}`);
  const stands = `${chineseDate(current.day)}填报 ${current.value}${unit}${grows ? `（比基数增加 ${actual}${unit}）` : ''}`;
  const rate = (op === '>=' || op === '=' || grows) && value > 0 ? rounded((actual / value) * 100) : null;
  if (MET[op](actual, value, value2 ?? value)) return { verdict: 'reached', why: `${stands}，目标是${wanted}，已达到。`, rate };
  if (due === null || due >= today)
    return {
      verdict: 'unknown',
      why: `${stands}，目标是${wanted}，${due ? `${chineseDate(due)}才到期` : '没有写明到期日'}，还不能下结论。`,
      rate,
    };
  return { verdict: 'behind', why: `${stands}，目标是${wanted}，已于${chineseDate(due)}到期，未达到。`, rate };
}

const rounded = (value: number) => Math.round(value * 100) / 100;
