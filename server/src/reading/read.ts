import { isNever } from './context.js';
import { cut } from './cut.js';
import { NO_TIMES, type Times, times } from './dates.js';
import { documentPeriod, documentYear } from './documentYear.js';
import { describe, type Evidence, tenseOf } from './evidence.js';
import { readGoals } from './goals.js';
import { isPlanTitle } from './headings.js';
import { indicators } from './indicators.js';
import { items } from './items.js';
import { type Decision, decide, looksDone, type Marks, marksOf, noTraits } from './kind.js';
import { mergeAnnotations } from './merge.js';
import { outline, type Placed } from './outline.js';
import { forget } from './pattern.js';
import { planPhases } from './phases.js';
import { NOBODY, type Responsibility, responsibility, underName } from './responsibility.js';
import { type Segment, segments } from './segments.js';
import { markRows } from './tables.js';
import { CodePoints, fold } from './text.js';
import type { Traits } from './traits.js';
import { NONE, type Reading, type ReadingRecord, type Reason } from './types.js';

/**
 * Reads a plan's text into its records. Pure and deterministic; offsets count Unicode code points of `text` as given. Several texts in one are
 * read each by itself. `isExplained`: each record says why, which takes longer.
 */
export function readPlan(text: string, isExplained = false): Reading {
  const placed = placedUnits(text);
  const points = new CodePoints(text);
  const documents = byDocument(placed);
  const records: ReadingRecord[] = [];
  const years = documents.map(d => readDocument(text, points, d, isExplained, records));
  const reading = { title: title(documents[0] ?? []), documentYear: years[0] ?? null, records, phases: planPhases(placed) };
  forget();
  return reading;
}

/** The clauses of a text in their places, with what tables and annotations add to them. */
function placedUnits(text: string): Placed[] {
  const folded = markRows(fold(text));
  return readGoals(text, folded, mergeAnnotations(text, folded, outline(text, folded, cut(folded))));
}

function byDocument(placed: Placed[]): Placed[][] {
  const found: Placed[][] = [];
  for (const p of placed) {
    const last = found.at(-1);
    if (last && last[0]!.document === p.document) last.push(p);
    else found.push([p]);
  }
  return found;
}

/** Puts what it finds behind `records`. Gives the document's year. */
function readDocument(text: string, points: CodePoints, placed: Placed[], isExplained: boolean, records: ReadingRecord[]): number | null {
  const { clauses, year } = gather(placed, noTraits(isExplained));
  decide(clauses).forEach((decision, i) => {
    if (decision.kind !== null && !clauses[i]!.placed.isTitle) records.push(record(text, points, clauses[i]!, decision, year));
  });
  return year;
}

/** What the kinds of a text's clauses are judged by, document by document, their traits listed: what the model is trained on. */
export function evidence(text: string): Evidence[][] {
  return byDocument(placedUnits(text)).map(d => gather(d, noTraits(true)).clauses);
}

function gather(placed: Placed[], traits: Traits): { clauses: Facts[]; year: number | null } {
  const year = documentYear(placed);
  const period = documentPeriod(placed);
  const clauses: Facts[] = [];
  for (let from = 0; from < placed.length; from += WINDOW) readWindow(placed, from, year, period, traits, clauses);
  return { clauses, year };
}

/** So many clauses are read together. */
const WINDOW = 200;

/** What the fields' readers found in one clause before its kind is known. */
interface Facts extends Evidence {
  duty: Responsibility;
  ahead: Times;
}

const NO_MARKS: Marks = { done: '', ahead: '' };

/** Reader by reader, each over a window of clauses. A heading groups what follows; it owes nothing itself. Puts what they find behind `facts`. */
function readWindow(
  all: Placed[],
  from: number,
  year: number | null,
  period: [number, number] | null,
  traits: Traits,
  facts: Facts[],
): void {
  const placed = all.slice(from, from + WINDOW);
  const each = <T>(nothing: T, read: (unit: Placed, i: number) => T): T[] =>
    placed.map((p, i) => (p.level === null ? read(p, i) : nothing));
  const marks = each(NO_MARKS, p => marksOf(p.words.folded));
  const parts = each<Segment[]>(NONE, p => segments(p.words.folded));
  const duties = each(NOBODY, (p, i) => responsibility(p.words, parts[i]!, looksDone(marks[i]!), p.cells, p.head));
  placed.forEach((p, i) => {
    const before = all[from + i - 1];
    if (p.level === null && duties[i]!.lead.length === 0 && before && before.level !== null && before.paragraph === p.paragraph)
      duties[i] = underName(before.words) ?? duties[i]!;
  });
  placed.forEach((p, i) => {
    const isBody = p.level === null;
    const measured = facts.at(-1)?.figures.at(-1)?.name ?? null;
    const ahead = isBody ? times(told(p), p.phases[0] ?? p.year ?? year, false, period) : NO_TIMES;
    facts.push({
      placed: p,
      tense: tenseOf(marks[i]!),
      figures: p.goals ?? (isBody ? indicators(p.words, measured) : NONE),
      hasActor: duties[i]!.hasActor,
      hasDuty: duties[i]!.lead.length > 0,
      hasDeadline: ahead.deadline !== null && Number(ahead.deadline.date.slice(0, 4)) >= (year ?? 0),
      isNever: isBody && isNever(p),
      traits: traits.fresh(),
      duty: duties[i]!,
      ahead,
    });
  });
  placed.forEach((p, i) => {
    if (p.level === null) describe(facts[from + i]!, marks[i]!, parts[i]!);
  });
}

/** The words of a unit with those of its cells. */
function told({ words, cells }: Placed): string {
  return cells.length === 0 ? words.folded : [words, ...cells].map(w => w.folded).join('\n');
}

function record(text: string, points: CodePoints, c: Facts, decision: Decision, year: number | null): ReadingRecord {
  const { placed: p } = c;
  const { start, end } = p.clause;
  const isHeading = decision.kind === 'heading';
  const when = decision.kind === 'achievement' ? times(p.words.folded, p.phases[0] ?? p.year ?? year, true) : c.ahead;
  return {
    start: points.of(start),
    end: points.of(end),
    text: text.slice(start, end),
    kind: decision.kind!,
    section: p.section,
    lead: isHeading ? NONE : c.duty.lead,
    support: isHeading ? NONE : c.duty.support,
    deadline: when.deadline,
    phases: p.phases.length === 0 ? when.phases : [...new Set([...when.phases, ...p.phases])].sort((a, b) => a - b),
    indicators: c.figures,
    items:
      decision.kind === 'measure'
        ? items(p.words).map(i => ({ start: points.of(i.from), end: points.of(i.to), text: text.slice(i.from, i.to) }))
        : NONE,
    confidence: Math.max(0.05, Math.round(decision.weight * 100) / 100),
    defects: c.figures === NONE ? NONE : c.figures.filter(i => i.value === null).map(i => `${i.defect}:${i.raw}`),
    why: decision.why ? [decision.why, ...reasons(c, when)] : NONE,
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

/** The first line that ends like a plan's title, with the lines before it that it was broken into; else the first title line. */
function title(placed: Placed[]): string | null {
  const isNamed = (p: Placed) => p.level === 0 && isPlanTitle(p.words.folded);
  const head = placed.slice(0, 30).filter(p => p.first && p.last && p.words.folded.length <= 80);
  const at = head.findIndex(isNamed);
  if (at < 0) return placed.find(p => p.level === 0)?.words.written ?? null;
  let from = at;
  while (from > 0 && head[from - 1]!.isTitle && !isNamed(head[from - 1]!) && head[from - 1]!.paragraph === head[from]!.paragraph - 1)
    from--;
  return head
    .slice(from, at + 1)
    .map(p => p.words.written)
    .join('');
}
