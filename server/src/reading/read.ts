import { cut } from './cut.js';
import { type Times, times } from './dates.js';
import { documentPeriod, documentYear } from './documentYear.js';
import type { Evidence } from './evidence.js';
import { isPlanTitle } from './headings.js';
import { indicators } from './indicators.js';
import { items } from './items.js';
import { type Decision, decide, looksDone, type Marks, marksOf } from './kind.js';
import { mergeAnnotations, type Unit } from './merge.js';
import { outline, type Placed } from './outline.js';
import { forget } from './pattern.js';
import { planPhases } from './phases.js';
import { type Responsibility, responsibility } from './responsibility.js';
import { segments } from './segments.js';
import { markRows } from './tables.js';
import { CodePoints, fold } from './text.js';
import type { Reading, ReadingRecord, Reason } from './types.js';

/**
 * Reads a plan's text into its records. Pure and deterministic; offsets count Unicode code points of `text` as given. Several texts in one are
 * read each by itself. `isExplained`: each record says why, which takes longer.
 */
export function readPlan(text: string, isExplained = false): Reading {
  const folded = markRows(fold(text));
  const placed = mergeAnnotations(text, folded, outline(text, folded, cut(folded)));
  const points = new CodePoints(text);
  const documents = byDocument(placed);
  const reading = {
    title: title(documents[0] ?? []),
    documentYear: documentYear(documents[0] ?? []),
    records: documents.flatMap(d => readDocument(text, points, d, isExplained)),
    phases: planPhases(placed),
  };
  forget();
  return reading;
}

function byDocument(placed: Unit[]): Unit[][] {
  const found: Unit[][] = [];
  for (const p of placed) {
    const last = found.at(-1);
    if (last && last[0]!.document === p.document) last.push(p);
    else found.push([p]);
  }
  return found;
}

function readDocument(text: string, points: CodePoints, placed: Unit[], isExplained: boolean): ReadingRecord[] {
  const { clauses, year } = gather(placed);
  const records: ReadingRecord[] = [];
  for (const [i, decision] of decide(clauses, isExplained).entries())
    if (decision.kind !== null && !clauses[i]!.placed.isTitle) records.push(record(text, points, clauses[i]!, decision, year));
  return records;
}

/** What the kinds of a text's clauses are judged by, document by document: what the model is trained on. */
export function evidence(text: string): Evidence[][] {
  const folded = markRows(fold(text));
  const placed = mergeAnnotations(text, folded, outline(text, folded, cut(folded)));
  return byDocument(placed).map(d => gather(d).clauses);
}

function gather(placed: Unit[]): { clauses: Facts[]; year: number | null } {
  const year = documentYear(placed);
  return { clauses: allFacts(placed, year), year };
}

/** What the fields' readers found in one clause before its kind is known. */
interface Facts extends Evidence {
  duty: Responsibility;
  ahead: Times;
}

/** Clause by clause; what one measured, the next may leave out ("…达到50%;2026年达到60%"). */
function allFacts(placed: Unit[], year: number | null): Facts[] {
  let measured: string | null = null;
  const period = documentPeriod(placed);
  return placed.map(p => {
    const found = facts(p, year, period, measured);
    measured = found.figures.at(-1)?.name ?? null;
    return found;
  });
}

const NO_MARKS: Marks = { done: '', ahead: '' };

/** A heading groups what follows; it owes nothing itself. */
function headingFacts(placed: Unit): Facts {
  const duty = { lead: [], support: [], hasActor: false, found: [] };
  const ahead = { deadline: null, phases: [] };
  return { placed, parts: [], marks: NO_MARKS, figures: [], hasActor: false, hasDuty: false, hasDeadline: false, duty, ahead };
}

function facts(placed: Unit, documentYear: number | null, period: [number, number] | null, measured: string | null): Facts {
  if (placed.level !== null) return headingFacts(placed);
  const { words } = placed;
  const marks = marksOf(words.folded);
  const parts = segments(words.folded);
  const duty = responsibility(words, parts, looksDone(marks), placed.cells, placed.head);
  const told = placed.cells.length === 0 ? words.folded : [words, ...placed.cells].map(w => w.folded).join('\n');
  const ahead = times(told, placed.phases[0] ?? placed.year ?? documentYear, false, period);
  return {
    placed,
    parts,
    marks,
    figures: indicators(words, measured),
    hasActor: duty.hasActor,
    hasDuty: duty.lead.length > 0,
    hasDeadline: ahead.deadline !== null && Number(ahead.deadline.date.slice(0, 4)) >= (documentYear ?? 0),
    duty,
    ahead,
  };
}

function record(text: string, points: CodePoints, c: Facts, decision: Decision, year: number | null): ReadingRecord {
  const { placed: p } = c;
  const { start, end } = p.clause;
  const when = decision.kind === 'achievement' ? times(p.words.folded, p.phases[0] ?? p.year ?? year, true) : c.ahead;
  return {
    start: points.of(start),
    end: points.of(end),
    text: text.slice(start, end),
    kind: decision.kind!,
    section: p.section,
    ...(decision.kind === 'heading' ? { lead: [], support: [] } : { lead: c.duty.lead, support: c.duty.support }),
    deadline: when.deadline,
    phases: p.phases.length === 0 ? when.phases : [...new Set([...when.phases, ...p.phases])].sort((a, b) => a - b),
    indicators: c.figures,
    items:
      decision.kind === 'measure'
        ? items(p.words).map(i => ({ start: points.of(i.from), end: points.of(i.to), text: text.slice(i.from, i.to) }))
        : [],
    confidence: Math.max(0.05, Math.round(decision.weight * 100) / 100),
    defects: c.figures.filter(i => i.value === null).map(i => `${i.defect}:${i.raw}`),
    why: decision.why ? [decision.why, ...reasons(c, when)] : [],
  };
}

/** What the fields of a record rest on. */
function reasons({ placed, duty, figures }: Facts, when: Times): Reason[] {
  const heading = placed.section.at(-1);
  const known = figures.filter(i => i.value !== null);
  return [
    ...(heading === undefined ? [] : [{ field: 'section', rule: '所属标题', words: heading }]),
    ...(when.deadline ? [{ field: 'deadline', rule: `${when.deadline.date}止`, words: when.deadline.raw }] : []),
    ...duty.found.map(f => ({ field: 'lead', ...f })),
    ...known.map(i => ({ field: 'indicators', rule: `${i.name} ${i.op} ${i.value}${i.unit}`, words: i.raw })),
  ];
}

/** The first line that ends like a plan's title, else the first title line. */
function title(placed: Placed[]): string | null {
  const head = placed.slice(0, 30).filter(p => p.first && p.last && p.words.folded.length <= 80);
  const named = head.find(p => p.level === 0 && isPlanTitle(p.words.folded));
  return (named ?? placed.find(p => p.level === 0))?.words.written ?? null;
}
