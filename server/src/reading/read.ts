import { cut } from './cut.js';
import { times } from './dates.js';
import { documentYear } from './documentYear.js';
import { indicators } from './indicators.js';
import { decide, looksDone } from './kind.js';
import { outline, type Placed } from './outline.js';
import { responsibility } from './responsibility.js';
import { CodePoints, fold } from './text.js';
import type { PlanPhase, Reading, ReadingRecord } from './types.js';

/** Reads a plan's text into its records. Pure and deterministic; offsets count Unicode code points of `text` as given. */
export function readPlan(text: string): Reading {
  const folded = fold(text);
  const placed = mergeAnnotations(text, folded, outline(text, folded, cut(folded)));
  const year = documentYear(placed);
  const reports = reportingArticles(placed);
  const opened = firstHeadings(placed);
  const points = new CodePoints(text);
  const records = placed
    .map((p, i) => record(text, p, { year, isReport: reports.has(p.article), isOpening: i < (opened.get(p.article) ?? 0), points }))
    .filter(r => r !== null);
  return { title: title(placed), documentYear: year, records, phases: planPhases(placed) };
}

interface Setting {
  year: number | null;
  isReport: boolean;
  isOpening: boolean;
  points: CodePoints;
}

function record(text: string, p: Placed, setting: Setting): ReadingRecord | null {
  const { start, end } = p.clause;
  const span = { start: setting.points.of(start), end: setting.points.of(end), text: text.slice(start, end) };
  const empty = { lead: [], support: [], deadline: null, phases: p.phases, indicators: [], items: [], defects: [] };
  if (p.level !== null) return { ...span, kind: 'heading', section: p.section, ...empty, confidence: 0.9, why: [] };
  const isDone = looksDone(p.words.folded);
  const figures = indicators(p.words);
  const duty = responsibility(p.words, isDone);
  const ahead = times(p.words.folded, setting.year, false);
  const decision = decide({
    folded: p.words.folded,
    role: p.role,
    isReport: setting.isReport,
    isOpening: setting.isOpening,
    hasFigure: figures.length > 0,
    hasLead: duty.lead.length > 0,
    hasDeadline: ahead.deadline !== null && ahead.deadline.date >= `${setting.year ?? 0}`,
  });
  if (decision.kind === null) return null;
  const when = decision.kind === 'achievement' ? times(p.words.folded, setting.year, true) : ahead;
  return {
    ...span,
    kind: decision.kind,
    section: p.section,
    lead: duty.lead,
    support: duty.support,
    deadline: when.deadline,
    phases: [...new Set([...when.phases, ...p.phases])].sort((a, b) => a - b),
    indicators: figures,
    items: [],
    confidence: decision.weight,
    defects: [],
    why: [decision.why],
  };
}

function mergeAnnotations(_text: string, _folded: string, placed: Placed[]): Placed[] {
  return placed;
}

function reportingArticles(placed: Placed[]): Set<number> {
  const counts = new Map<number, { all: number; done: number }>();
  for (const p of placed) {
    if (p.level !== null) continue;
    const c = counts.get(p.article) ?? { all: 0, done: 0 };
    c.all++;
    if (looksDone(p.words.folded)) c.done++;
    counts.set(p.article, c);
  }
  return new Set([...counts].filter(([, c]) => c.done >= 3 && c.done * 4 >= c.all).map(([article]) => article));
}

/** Per article the index of its first heading, when there is one after the title. */
function firstHeadings(placed: Placed[]): Map<number, number> {
  const found = new Map<number, number>();
  placed.forEach((p, i) => {
    if (p.level !== null && p.level > 0 && !found.has(p.article)) found.set(p.article, i);
  });
  return found;
}

function title(placed: Placed[]): string | null {
  return placed.find(p => p.level === 0)?.words.written ?? null;
}

function planPhases(_placed: Placed[]): PlanPhase[] {
  return [];
}
