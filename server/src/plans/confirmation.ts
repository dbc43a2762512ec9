import { chineseDate } from '../rules/lights.js';
import type { ProposedPhase } from './intake.proposals.js';

export interface ConfirmationForm {
  startYear: number;
  endYear: number;
  phases: ProposedPhase[];
}

export interface IntakeFacts {
  acceptedMeasures: number;
  pendingMeasures: number;
  pendingTargets: number;
  /** The first few that still wait for a decision, in their own words. */
  pendingTexts: string[];
}

/** Every reason why a plan cannot be confirmed as it stands, in words for the planner; none means it can. */
export function reasonsAgainstConfirmation(form: ConfirmationForm, intake: IntakeFacts): string[] {
  return [...undecided(intake), ...wrongYears(form), ...wrongPhases(form)];
}

function undecided({ acceptedMeasures, pendingMeasures, pendingTargets, pendingTexts }: IntakeFacts): string[] {
  const reasons: string[] = [];
  const open = [pendingMeasures > 0 && `${pendingMeasures} 条措施`, pendingTargets > 0 && `${pendingTargets} 条目标`].filter(Boolean);
  const more = pendingMeasures + pendingTargets > pendingTexts.length ? '等' : '';
  if (open.length > 0) reasons.push(`还有 ${open.join('、')}没有采纳或舍弃：${pendingTexts.map(text => `“${text}”`).join('、')}${more}。`);
  if (acceptedMeasures === 0) reasons.push('还没有采纳任何措施，至少采纳一条才能确认。');
  return reasons;
}

function wrongYears({ startYear, endYear }: ConfirmationForm): string[] {
  return endYear < startYear ? [`结束年份 ${endYear} 早于开始年份 ${startYear}。`] : [];
}

function wrongPhases({ startYear, endYear, phases }: ConfirmationForm): string[] {
  const reasons: string[] = [];
  const years = `${startYear}—${endYear} 年`;
  const sorted = phases.toSorted((a, b) => a.year - b.year);
  for (const [index, { year, name, dueDate }] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before?.year === year) reasons.push(`${year} 年设了不止一个阶段（${before.name}、${name}），一年只能设一个。`);
    if (year < startYear || year > endYear) reasons.push(`阶段“${name}”的年份 ${year} 不在方案起止年份（${years}）之内。`);
    const dueYear = Number(dueDate.slice(0, 4));
    if (dueYear < startYear || dueYear > endYear)
      reasons.push(`阶段“${name}”的时限 ${chineseDate(dueDate)} 不在方案起止年份（${years}）之内。`);
    if (before && before.year < year && before.dueDate >= dueDate)
      reasons.push(`阶段“${name}”的时限不晚于前一个阶段“${before.name}”，先后颠倒。`);
  }
  return reasons;
}

interface Heading {
  no: string;
  used: number;
  below: Map<string, Heading>;
}

/**
 * Numbers measures by their outline, in the order given: headings that all of them share count for nothing; then the first heading is 1,
 * its measures 1.1, 1.2 … A heading among measures takes the next number like a measure.
 * @param sections the chain of headings above each measure, outermost first
 */
export function numberByOutline(sections: string[][]): string[] {
  const shared = sharedDepth(sections);
  const top: Heading = { no: '', used: 0, below: new Map() };
  return sections.map(section => {
    let heading = top;
    for (const words of section.slice(shared)) heading = under(heading, words);
    return nextNo(heading);
  });
}

function sharedDepth(sections: string[][]): number {
  const [first = []] = sections;
  const differs = first.findIndex((words, depth) => sections.some(section => section[depth] !== words));
  return differs === -1 ? first.length : differs;
}

function under(heading: Heading, words: string): Heading {
  const known = heading.below.get(words);
  if (known) return known;
  const made = { no: nextNo(heading), used: 0, below: new Map() };
  heading.below.set(words, made);
  return made;
}

function nextNo(heading: Heading): string {
  heading.used += 1;
  return heading.no ? `${heading.no}.${heading.used}` : `${heading.used}`;
}

/**
 * The number of a measure that joins later, and the position after which it stands: behind the last one under its heading, else behind all.
 * Nobody else's number changes.
 */
export function nextNumber(
  measures: { no: string; position: number; section: string[] }[],
  section: string[],
): { no: string; after: number } {
  const taken = new Set(measures.map(({ no }) => no));
  const heading = section.at(-1);
  const like = measures.filter(measure => measure.section.at(-1) === heading);
  const last = (like.length > 0 ? like : measures).at(-1);
  const parts = (last?.no ?? '0').split('.');
  const stem = like.length > 0 ? parts.slice(0, -1) : [];
  let next = Number(like.length > 0 ? parts.at(-1) : Math.max(0, ...measures.map(({ no }) => Number(no.split('.')[0])))) + 1;
  while (taken.has([...stem, next].join('.'))) next += 1;
  return { no: [...stem, next].join('.'), after: last?.position ?? 0 };
}
