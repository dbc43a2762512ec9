import { NOBODY, type Responsibility } from './duties/responsibility.js';
import { dutyDone, type Facts, gather } from './facts.js';
import type { Evidence } from './kinds/evidence.js';
import { type Decision, decide, noTraits } from './kinds/kind.js';
import { cut } from './outline/cut.js';
import { isPlanTitle } from './outline/headings.js';
import { items } from './outline/items.js';
import { mergeAnnotations } from './outline/merge.js';
import { outline } from './outline/outline.js';
import type { Placed } from './outline/placed.js';
import { type FlatRow, FlatRows } from './tables/flatRows.js';
import { flatTables } from './tables/flatTables.js';
import { readGoals } from './tables/goals.js';
import { holdsTask, tellsTask } from './tables/rows.js';
import { type Times, times } from './times/dates.js';
import { planPhases } from './times/phases.js';
import { NONE, type Reading, type ReadingRecord, type Reason, type RowPlace, type Span } from './types.js';
import { forget } from './words/pattern.js';
import { CodePoints, fold, positionOf } from './words/text.js';

/**
 * Reads a plan's text into its records. Pure and deterministic; offsets count Unicode code points of `text` as given. Several texts in one are
 * read each by itself. `isExplained`: each record says why, which takes longer.
 */
export function readPlan(text: string, isExplained = false): Reading {
  const { placed, rows } = placedUnits(text);
  const points = new CodePoints(text);
  const documents = byDocument(placed);
  const records: ReadingRecord[] = [];
  const years = documents.map(d => readDocument(text, points, d, isExplained, records));
  const reading = {
    title: title(documents[0] ?? []),
    documentYear: years[0] ?? null,
    records,
    phases: planPhases(placed),
    rows: placesOf(rows, points),
  };
  forget();
  return reading;
}

/** The clauses of a text in their places, with what tables and annotations add to them, and the rows of its tables. */
function placedUnits(text: string): { placed: Placed[]; rows: FlatRow[] } {
  const { folded, rows: found } = flatTables(fold(text));
  const rows = new FlatRows(found);
  const placed = outline(text, folded, cut(folded, rows), rows);
  return { placed: readGoals(text, folded, mergeAnnotations(text, folded, placed, rows)), rows: found };
}

function placesOf(rows: FlatRow[], points: CodePoints): RowPlace[] {
  return rows.filter(holdsTask).map(row => {
    const place = { start: points.of(row.from), end: points.of(row.to) };
    const cells = row.isLine ? row.cells.filter(tellsTask) : [];
    return cells.length === 0 ? place : { ...place, task: { start: points.of(cells[0]!.from), end: points.of(cells.at(-1)!.to) } };
  });
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
    if (decision.kind !== null && !clauses[i]!.placed.isTitle)
      records.push(record(text, points, clauses[i]!, clauses[i + 1], decision, year));
  });
  return year;
}

/** What the kinds of a text's clauses are judged by, document by document, their traits listed: what the model is trained on. */
export function evidence(text: string): Evidence[][] {
  return byDocument(placedUnits(text).placed).map(d => gather(d, noTraits(true)).clauses);
}

function record(
  text: string,
  points: CodePoints,
  c: Facts,
  next: Facts | undefined,
  decision: Decision,
  year: number | null,
): ReadingRecord {
  const { placed: p } = c;
  const { start, end } = p.clause;
  const isHeading = decision.kind === 'heading';
  const isDone = decision.kind === 'achievement';
  const duty = isHeading ? NOBODY : isDone ? dutyDone(c) : c.duty;
  const when = isDone ? times(p.words.folded, p.phases[0] ?? p.year ?? year, true) : c.ahead;
  return {
    start: points.of(start),
    end: points.of(end),
    text: text.slice(start, end),
    kind: decision.kind!,
    section: p.section,
    lead: duty.lead,
    support: duty.support,
    deadline: when.deadline,
    phases: p.phases.length === 0 ? when.phases : [...new Set([...when.phases, ...p.phases])].sort((a, b) => a - b),
    indicators: c.figures,
    items:
      decision.kind === 'measure'
        ? items(p.words).map(i => ({ start: points.of(i.from), end: points.of(i.to), text: text.slice(i.from, i.to) }))
        : NONE,
    confidence: Math.max(0.05, Math.round(decision.weight * 100) / 100),
    defects: c.figures === NONE ? NONE : c.figures.filter(i => i.value === null).map(i => `${i.defect}:${i.raw}`),
    why: decision.why ? [decision.why, ...reasons(c, duty, when)] : NONE,
    ...(p.cells.length > 0 && withCells(text, points, p, next?.placed.clause.start ?? text.length)),
  };
}

/** A unit with the cells behind it, before the `next` unit, that are together no longer than it is. */
function withCells(text: string, points: CodePoints, { clause: { start, end }, cells }: Placed, next: number): { whole?: Span } {
  const most = Math.min(next, end + (end - start));
  const to = Math.max(...cells.map(c => positionOf(c.words, c.words.folded.length)).filter(at => at <= most), end);
  return to > end ? { whole: { start: points.of(start), end: points.of(to), text: text.slice(start, to) } } : {};
}

/** What the fields of a record rest on. */
function reasons({ placed, figures }: Facts, duty: Responsibility, when: Times): Reason[] {
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
