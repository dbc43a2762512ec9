import type { Placed } from '../outline/placed.js';
import { NONE } from '../types.js';
import { pattern } from '../words/pattern.js';

const LEAD_IN = pattern(
  /^(20\d\d)年,?(?:[^,。;]{0,14}(?:抓好|工作|任务|做好|推进)[^,。;]{0,8}:|[^。;《]{0,40}(?:抓好|做好|推进|落实)(?:以下|如下)[^,。;《]{0,24}[:。])$/,
);
/** "经研究,2026年全镇办好十件实事,安排如下。" */
const DONE_BELOW = pattern(
  /(?:^|,)(20\d\d)年[^,。;《》]{0,8}(?:实施|办好|办理|抓好|推进|完成|做好)[^,。;《》]{2,20}(?:,[^,。;]{0,8})?如下[。:]$/,
);
/** "2026年要做的几件事": a heading that says what is to be done in its year. */
const TO_DO = pattern(/(20\d\d)年要?(?:要|将)(?:着重|重点|着力|抓紧)?(?:做|抓|办|干|完成)[好实]?的/);

/** "发展目标(到2027年)", "动员部署阶段(2026年3月底前)。": a heading with its time, which all under it shares. */
const TIMED = pattern(/\((?:到|至)?(20\d\d)年(?![^()]*20\d\d)[^()]{0,16}\)[。:]?$/);

/** The year of the time that a heading carries in brackets at its end; null where it carries none. */
export function bracketedYear(heading: string): number | null {
  const found = heading.includes('(') ? TIMED.exec(heading) : null;
  return found ? Number(found[1]) : null;
}

/** The year that a lead-in gives to all that it opens up to the next heading of its rank, e.g. "2024年要着重抓好如下几项工作:"; null where a clause is none. `head`: its words up to the colon where more follows. */
export function leadInYear(head: string, isHeading: boolean): number | null {
  if (!head.includes('20')) return null;
  const found = LEAD_IN.exec(head) ?? DONE_BELOW.exec(head) ?? (isHeading ? TO_DO.exec(head) : null);
  return found ? Number(found[1]) : null;
}

const GOALS = pattern(
  /^(?:[^。;:《》\d]{0,20},)?(?:(20\d\d)年|[今本]年)[^,。;:《》]{0,20}(?:目标|预期指标)[^,。;:]{0,8}(?::|[是为](?=[^,。;:]))/,
);

/** "2026年主要预期目标是:甲增长6%;乙增长8%;…": the goals behind the first in its paragraph are of the same year. */
export function passOnYears(placed: Placed[], documentYear: number | null): void {
  let paragraph = -1;
  let years: number[] = NONE;
  for (const p of placed) {
    if (p.paragraph !== paragraph) {
      paragraph = p.paragraph;
      const goals = p.level === null ? GOALS.exec(p.words.folded) : null;
      const year = goals && (goals[1] ? Number(goals[1]) : (p.year ?? documentYear));
      years = year ? [year] : NONE;
    } else if (years.length > 0 && p.level === null && p.phases.length === 0) p.phases = years;
    if (years.length > 0 && p.words.folded.endsWith('。')) years = NONE;
  }
}
