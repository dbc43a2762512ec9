import { cut } from './cut.js';
import { type Times, times } from './dates.js';
import { documentYear } from './documentYear.js';
import { isPlanTitle } from './headings.js';
import { indicators } from './indicators.js';
import { items } from './items.js';
import { type Decision, decide, looksDone, type Marks, marksOf } from './kind.js';
import { mergeAnnotations, type Unit } from './merge.js';
import { outline, type Placed } from './outline.js';
import { planPhases } from './phases.js';
import { type Responsibility, responsibility } from './responsibility.js';
import { type Segment, segments } from './segments.js';
import { CodePoints, fold } from './text.js';
import type { Indicator, Kind, Reading, ReadingRecord } from './types.js';

/** Reads a plan's text into its records. Pure and deterministic; offsets count Unicode code points of `text` as given. Several texts in one are read each by itself. */
export function readPlan(text: string): Reading {
  const folded = fold(text);
  const placed = mergeAnnotations(text, folded, outline(text, folded, cut(folded)));
  const points = new CodePoints(text);
  const documents = byDocument(placed);
  return {
    title: title(documents[0] ?? []),
    documentYear: documentYear(documents[0] ?? []),
    records: documents.flatMap(d => readDocument(text, points, d)),
    phases: planPhases(placed),
  };
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

function readDocument(text: string, points: CodePoints, placed: Unit[]): ReadingRecord[] {
  const year = documentYear(placed);
  const clauses = allFacts(placed, year);
  const reports = reportingArticles(clauses);
  const openings = openingClauses(placed);
  const planYear = laterYear(placed);
  const records: ReadingRecord[] = [];
  let before: { paragraph: number; kind: Kind | null } = { paragraph: -1, kind: null };
  clauses.forEach((c, i) => {
    const followsResult = before.paragraph === c.placed.paragraph && before.kind === 'achievement';
    const decision = kindOf(c, { year, planYear, isReport: reports.has(c.placed.article), isOpening: openings.has(i), followsResult });
    before = { paragraph: c.placed.paragraph, kind: decision.kind };
    if (decision.kind !== null && !c.placed.isTitle) records.push(record(text, points, c, decision, year));
  });
  return records;
}

/** What the fields' readers found in one clause before its kind is known. */
interface Facts {
  placed: Unit;
  parts: Segment[];
  marks: Marks;
  figures: Indicator[];
  duty: Responsibility;
  ahead: Times;
}

/** Clause by clause; what one measured, the next may leave out ("…达到50%;2026年达到60%"). */
function allFacts(placed: Unit[], year: number | null): Facts[] {
  let measured: string | null = null;
  return placed.map(p => {
    const found = facts(p, year, measured);
    measured = found.figures.at(-1)?.name ?? null;
    return found;
  });
}

/** A heading groups what follows; it owes nothing itself. */
function headingFacts(placed: Unit): Facts {
  const duty = { lead: [], support: [], hasActor: false, found: [] };
  return { placed, parts: [], marks: { done: '', ahead: '' }, figures: [], duty, ahead: { deadline: null, phases: [] } };
}

function facts(placed: Unit, documentYear: number | null, measured: string | null): Facts {
  if (placed.level !== null) return headingFacts(placed);
  const { words } = placed;
  const year = placed.phases[0] ?? placed.year ?? documentYear;
  const marks = marksOf(words.folded);
  const parts = segments(words.folded);
  return {
    placed,
    parts,
    marks,
    figures: indicators(words, measured),
    duty: responsibility(words, parts, looksDone(marks), placed.cells),
    ahead: times(placed.cells.length === 0 ? words.folded : [words, ...placed.cells].map(w => w.folded).join('\n'), year, false),
  };
}

interface Around {
  year: number | null;
  planYear: number | undefined;
  isReport: boolean;
  isOpening: boolean;
  followsResult: boolean;
}

function kindOf(c: Facts, { year, planYear, isReport, isOpening, followsResult }: Around): Decision {
  const { placed: p, ahead } = c;
  if (p.level !== null) return { kind: 'heading', weight: 0.95, why: { field: 'kind', rule: '标题', words: p.words.written.slice(0, 20) } };
  return decide(
    {
      folded: p.words.folded,
      marks: c.marks,
      role: p.role,
      isPlanned: p.isPlanned,
      isReport: isReport && !p.isPlanned && p.role !== 'work' && p.year !== planYear,
      isOpening,
      hasFigure: c.figures.length > 0,
      hasActor: c.duty.hasActor,
      hasDuty: c.duty.lead.length > 0,
      followsResult,
      hasDueDate: !looksDone(c.marks) && ahead.deadline !== null && /[到至前底末内期]/.test(ahead.deadline.raw),
      hasDeadline: ahead.deadline !== null && Number(ahead.deadline.date.slice(0, 4)) >= (year ?? 0),
      isPast: year !== null && ahead.phases.length > 0 && ahead.phases.every(y => y < year) && !/到20\d\d年/.test(p.words.folded),
    },
    c.parts,
  );
}

function record(text: string, points: CodePoints, c: Facts, decision: Decision, year: number | null): ReadingRecord {
  const { placed: p } = c;
  const { start, end } = p.clause;
  const when = decision.kind === 'achievement' ? times(p.words.folded, p.phases[0] ?? p.year ?? year, true) : c.ahead;
  const known = c.figures.filter(i => i.value !== null);
  return {
    start: points.of(start),
    end: points.of(end),
    text: text.slice(start, end),
    kind: decision.kind!,
    section: p.section,
    ...(decision.kind === 'heading' ? { lead: [], support: [] } : { lead: c.duty.lead, support: c.duty.support }),
    deadline: when.deadline,
    phases: [...new Set([...when.phases, ...p.phases])].sort((a, b) => a - b),
    indicators: c.figures,
    items:
      decision.kind === 'measure'
        ? items(p.words).map(i => ({ start: points.of(i.from), end: points.of(i.to), text: text.slice(i.from, i.to) }))
        : [],
    confidence: Math.max(0.05, Math.round(decision.weight * 100) / 100),
    defects: c.figures.filter(i => i.value === null).map(i => `${i.defect}:${i.raw}`),
    why: [
      decision.why,
      ...c.duty.found.map(f => ({ field: 'lead', ...f })),
      ...known.map(i => ({ field: 'indicators', rule: `${i.name} ${i.op} ${i.value}${i.unit}`, words: i.raw })),
    ],
  };
}

interface Tally {
  all: number;
  done: number;
  told: number;
  ahead: number;
  /** signed as news: 记者, 通讯员, 报道 */
  isSigned: boolean;
  /** clauses that stand under a title or heading of plans */
  planned: number;
  /** titled as a report: 总结, 情况通报 */
  isTitled: boolean;
}

/** News says who wrote it, or who said what. */
const SIGNATURE = /^[□■]?\s*\(?(?:本报)?(?:记者|通讯员)|报道[)]?$|^本报讯|(?:说|表示|介绍|告诉记者)[。]$/;

/** Titles of texts that tell what was done. */
const REPORT_TITLE = /(?:工作总结|(?:情况|述职)(?:的)?(?:报告|通报|汇报|总结)|年度?总结|工作纪实|工作综述)(?:[(][^)]*[)])?$/;

/** Articles that look back more than ahead: figures there are results. */
function reportingArticles(all: Facts[]): Set<number> {
  const counts = new Map<number, Tally>();
  for (const c of all) {
    const n = counts.get(c.placed.article) ?? { all: 0, done: 0, told: 0, ahead: 0, isSigned: false, planned: 0, isTitled: false };
    counts.set(c.placed.article, n);
    if (c.placed.level !== null) {
      if (c.placed.isTitle && REPORT_TITLE.test(c.placed.words.folded)) n.isTitled = true;
      continue;
    }
    n.all++;
    if (c.placed.isPlanned) n.planned++;
    if (SIGNATURE.test(c.placed.words.folded)) n.isSigned = true;
    if (c.marks.ahead) n.ahead++;
    else if (c.marks.done) n.done++;
    else if (c.figures.length > 0 && !c.ahead.deadline) n.told++;
  }
  return new Set([...counts].filter(([, n]) => looksBack(n)).map(([article]) => article));
}

function looksBack(n: Tally): boolean {
  if (n.isTitled) return true;
  if (n.isSigned) return n.done + n.told >= Math.max(1, n.ahead);
  if (n.planned === 0 && n.done >= 2 && n.done + n.told > 2 * n.ahead) return true;
  return n.done >= 3 && n.done > n.ahead && (n.done + n.told) * 10 >= n.all * 3;
}

/** Where headings speak of several years (2024年工作回顾, 2025年总体要求), the last is the one that is planned. */
function laterYear(placed: Placed[]): number | undefined {
  const years = new Set(placed.flatMap(p => (p.year === null ? [] : [p.year])));
  return years.size < 2 ? undefined : Math.max(...years);
}

/** A news lead or preamble is no longer than this. */
const OPENING_CLAUSES = 4;

/** The first clauses of each text that has headings, up to its first heading. */
function openingClauses(placed: Placed[]): Set<number> {
  const open = new Map<number, number[]>();
  const closed = new Set<number>();
  const found = new Set<number>();
  placed.forEach((p, i) => {
    if (closed.has(p.article) || p.level === 0) return;
    const so = open.get(p.article) ?? [];
    open.set(p.article, so);
    if (p.level === null) so.push(i);
    else {
      closed.add(p.article);
      for (const j of so.slice(0, OPENING_CLAUSES)) found.add(j);
    }
  });
  return found;
}

/** The first line that ends like a plan's title, else the first title line. */
function title(placed: Placed[]): string | null {
  const head = placed.slice(0, 30).filter(p => p.first && p.last && p.words.folded.length <= 80);
  const named = head.find(p => p.level === 0 && isPlanTitle(p.words.folded));
  return (named ?? placed.find(p => p.level === 0))?.words.written ?? null;
}
