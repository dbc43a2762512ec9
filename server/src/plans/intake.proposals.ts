import type { Reading } from '../reading/index.js';
import type { PhaseKind } from '../rules/cadences.js';
import type { PlanKind } from './plan.entity.js';

export interface ProposedPhase {
  year: number;
  kind: PhaseKind;
  name: string;
  /** 'YYYY-MM-DD' */
  dueDate: string;
}

export interface PlanProposal {
  title: string;
  docNumber: string | null;
  kind: PlanKind;
  startYear: number;
  endYear: number;
  phases: ProposedPhase[];
}

const KIND_SIGNS: readonly [RegExp, PlanKind][] = [
  [/五年|十[一二三四五六七八九]五|规划/, 'five_year'],
  [/三年|行动方案|行动计划|实施方案/, 'action_3y'],
  [/会议|讲话|部署/, 'meeting'],
  [/项目/, 'project'],
];

const PHASE_SIGNS: readonly [RegExp, PhaseKind][] = [
  [/攻坚|启动|突破/, 'assault'],
  [/收官|总结|验收|巩固/, 'finish'],
  [/建设|推进|提升|实施/, 'build'],
];

const LONGEST_YEARS = 15;

/** "关于印发《甲县行动方案》的通知", with brackets or without. */
const ISSUED =
  /(?:印发|下发|转发|发布)(?:[《〈](.+)[》〉]的?通知|(?![《〈])(.{4,}(?:规划|纲要|方案|计划|意见|要点|行动|办法|措施|清单|[）)]))的通知)$/;
/** What stands before must name a document; 甲市2026年基层卫生重点工作任务分解表 is entitled so. */
const BROKEN_DOWN =
  /^[《〈]?(.{4,}?(?:规划|纲要|方案|计划|意见|要点|报告|行动|办法|措施|决定|通知|[）)]))[》〉]?(?:重点)?(?:工作|目标)?任务(?:分解|分工)表$/;

/** The number of a document stands on a line of its own above the title or below it. */
const NUMBER_LINE = /^[ \t\u3000]*([\u4e00-\u9fa5]{1,12}[〔［[（(]\s*20\d\d\s*[〕］\])）]\s*\d{1,5}\s*号)[ \t\u3000]*$/m;
const HEAD = 1000;

/**
 * What is proposed as the plan behind a document, for a person to confirm: its title, its number, its kind, its years and its phases.
 * @param documentTitle the document's own; a notice that issues a plan is entitled after itself and names the plan, and so is its breakdown table
 * @param text the document's
 */
export function proposePlan(reading: Reading, documentTitle: string, text: string, today: string): PlanProposal {
  const [, bracketed, bare] = ISSUED.exec(documentTitle) ?? BROKEN_DOWN.exec(documentTitle) ?? [];
  const title = bracketed ?? bare ?? documentTitle;
  const phases = phasesByYear(reading.phases);
  const [startYear, endYear] = yearsOf(reading, title, today);
  return {
    title,
    docNumber: NUMBER_LINE.exec(text.slice(0, HEAD))?.[1]?.replace(/\s/g, '') ?? null,
    kind: signOf(KIND_SIGNS, title) ?? 'annual_points',
    startYear,
    endYear,
    phases,
  };
}

/** One phase a year: those that fall into the same one (1—3月动员部署，4月起全面实施) become one with the names of all. */
function phasesByYear(phases: Reading['phases']): ProposedPhase[] {
  const names = new Map<number, string[]>();
  for (const { year, name } of phases) names.set(year, [...(names.get(year) ?? []), name]);
  return [...names].map(([year, all]) => {
    const name = [...new Set(all)].join('、');
    return { year, kind: signOf(PHASE_SIGNS, name) ?? 'other', name, dueDate: `${year}-12-31` };
  });
}

function signOf<K>(signs: readonly [RegExp, K][], text: string): K | undefined {
  return signs.find(([sign]) => sign.test(text))?.[1];
}

/** The years that the phases name, else the title (2024—2026年, “十四五”), else from the document's own year to its last deadline. */
function yearsOf(reading: Reading, title: string, today: string): [number, number] {
  const phaseYears = reading.phases.map(phase => phase.year);
  if (phaseYears.length > 0) return [Math.min(...phaseYears), Math.max(...phaseYears)];
  const range = /(20\d\d)\s*年?\s*[—–―\-－至到~～]+\s*(20\d\d)/.exec(title);
  if (range) return [Number(range[1]), Math.max(Number(range[1]), Number(range[2]))];
  const fiveYears = '一二三四五六七八九'.indexOf(/十([一二三四五六七八九])五/.exec(title)?.[1] ?? '无');
  if (fiveYears >= 0) return [2006 + fiveYears * 5, 2010 + fiveYears * 5];
  const start = reading.documentYear ?? Number(/(20\d\d)年/.exec(title)?.[1] ?? today.slice(0, 4));
  return [start, lastDeadlineYear(reading, start)];
}

function lastDeadlineYear(reading: Reading, start: number): number {
  let last = start;
  for (const { deadline } of reading.records) {
    const year = Number(deadline?.date.slice(0, 4) ?? 0);
    if (year > last && year <= start + LONGEST_YEARS) last = year;
  }
  return last;
}
