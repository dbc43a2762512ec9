import type { Placed } from '../outline/placed.js';
import type { PlanPhase } from '../types.js';
import { pattern } from '../words/pattern.js';
import { splitTop } from '../words/scan.js';

const STEP = pattern(/^(?:[^,]{0,10}?)(20\d\d)年(?:为)?“?([一-龥]{2,8})”?(?:年)?$/);
/** Times, and what a year is spoken of for: "总结2025年工作,部署2026年任务". */
const NO_STEP = pattern(
  /(?:底|末|以来|月|期间|以上|时)$|^(?:底|末|以来|全|我|上半|下半)|^[一-龥]{0,4}(?:工作|任务|目标|计划|情况|打算|要点|形势)$/,
);
const NUMBERED = pattern(/^[(]?[一二三四五六七八九十\d]+[)]?[、.]?/);
const STAGE = pattern(/^([一-龥]{2,10}阶段)\((20\d\d)年(?:[^)]*?(?:至|到|-)(20\d\d)年)?/);
/** A stage that lasts longer is misread. */
const LONGEST_STAGE = 10;

/** The plan's own steps: "2024年重点攻坚,2025年加快建设,2026年扫尾收官" in one unit, or headings "动员部署阶段(2024年1月—3月)", of which one that lasts over several years is a step of each; [] where it names none. */
export function planPhases(placed: Placed[]): PlanPhase[] {
  for (const p of placed) {
    const first = p.words.folded.indexOf('20');
    if (first < 0 || p.words.folded.indexOf('20', first + 4) < 0) continue;
    const found = splitTop(p.words.folded, ',;。:').flatMap(([a, b]) => step(p.words.folded.slice(a, b)));
    const distinct = new Set(found.map(f => f.year));
    if (found.length >= 2 && distinct.size === found.length && isAscending(found)) return found;
  }
  const headings = placed.filter(p => p.level !== null && p.words.folded.includes('阶段'));
  const stages = headings.flatMap(p => stage(NUMBERED.replace(p.words.folded, '')));
  return stages.length >= 2 ? stages : [];
}

function step(text: string): PlanPhase[] {
  const m = STEP.exec(text);
  return m && !NO_STEP.test(m[2]!) ? [{ year: Number(m[1]), name: m[2]! }] : [];
}

function stage(text: string): PlanPhase[] {
  const m = STAGE.exec(text);
  if (!m) return [];
  const first = Number(m[2]);
  const years = Number(m[3] ?? first) - first + 1;
  return years > 0 && years <= LONGEST_STAGE ? Array.from({ length: years }, (_, i) => ({ year: first + i, name: m[1]! })) : [];
}

function isAscending(steps: PlanPhase[]): boolean {
  return steps.every((s, i) => i === 0 || s.year > steps[i - 1]!.year);
}
