import type { Placed } from './outline.js';

/** Where a document says in which year it speaks, and how much each says. */
const SIGNS: readonly { weight: number; pattern: RegExp }[] = [
  {
    weight: 6,
    pattern:
      /(20\d\d)年(?:度)?(?:[^,。]{0,16})?(?:工作要点|重点工作|工作安排|工作计划|政府工作报告|工作任务|行动计划|实施方案|任务清单|民生实事)/,
  },
  { weight: 5, pattern: /^(20\d\d)年\d{1,2}月\d{1,2}日$/ },
  { weight: 4, pattern: /[发字函号]\[(20\d\d)\]\d+号$/ },
  { weight: 3, pattern: /(20\d\d)年[,]?(?:要|将|力争|计划|重点|着重|继续|拟)/ },
  { weight: 3, pattern: /确定(20\d\d)年为/ },
  { weight: 2, pattern: /(20\d\d)年(?:以来|上半年|第?[一二三四]季度|\d{1,2}月)/ },
  { weight: 2, pattern: /^(?:[^,。]{0,12})?(20\d\d)[-年/.]\d{1,2}[-月/.]\d{1,2}/ },
  { weight: 1, pattern: /^(20\d\d)年,/ },
];

/** Beyond this the text only repeats itself; a date line stands at the head or at the very end. */
const LOOKED_AT = 400;

/** The year in which a document speaks (its 今年), or null where nothing tells. Ties go to the later year. */
export function documentYear(placed: Placed[]): number | null {
  const votes = new Map<number, number>();
  const looked = placed.length > LOOKED_AT ? [...placed.slice(0, LOOKED_AT), ...placed.slice(-20)] : placed;
  for (const p of looked) {
    const text = p.words.folded.slice(0, 120);
    for (const { weight, pattern } of SIGNS) {
      const year = Number(pattern.exec(text)?.[1] ?? 0);
      if (year) votes.set(year, (votes.get(year) ?? 0) + weight);
    }
  }
  const ranked = [...votes].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return ranked[0]?.[0] ?? null;
}
