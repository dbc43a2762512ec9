import type { Indicator, Span } from '../reading/index.js';
import type { IntakeRecord } from './document.entity.js';
import { type RecordShape, rowOf } from './record.rows.js';
import { joinLines, type PointText } from './text.js';

/** So many parts a list may be taken apart into at once. */
export const MOST_ITEMS = 500;

/** What joins the words that open a list to its first item: 机构建设提档升级方面[,主要是]建强县级医院,… */
const JOINT = /[,，:：、;；\s]*(?:主要|重点|具体|即|就|分别)?(?:是|为|包括|要|有)?[,，:：\s]*$/;

/** What a piece of a sentence neither begins nor ends with: its end keeps a full stop. */
const EDGE_BEFORE = /^[\s,，;；、。]+/;
const EDGE_AFTER = /[\s,，;；、]+$/;

/** The words that open a list, without what joins them to its first item. */
export function openingOf(text: PointText, start: number, firstItem: number): string {
  return joinLines(text.slice(start, firstItem)).replace(JOINT, '');
}

/**
 * The measures that a unit in list form becomes, as rows: one per item with its own place in the text, under the words that open the list.
 * Units, deadline and phases are those of the whole; a figure goes to the item that speaks of it.
 */
export function partsOf(record: IntakeRecord, text: PointText): Record<string, unknown>[] {
  const opening = openingOf(text, record.startAt, record.items[0]?.start ?? record.endAt);
  const section = opening ? [...record.section, opening] : record.section;
  return record.items.map(item => {
    const words = joinLines(item.text);
    const why = [{ field: 'kind', rule: '列举拆分', words: opening || words }];
    const { lead, support, deadline, phases, confidence } = record;
    const part = { ...item, kind: 'measure' as const, section, lead, support, deadline, phases, confidence, defects: [], why };
    return rowOf(record.documentId, { ...part, indicators: spokenOfIn(words, record.indicators), items: [] }, record.seq, record.id);
  });
}

/**
 * The pieces of a record that is cut at places of the text: their spans without the marks between them.
 * @param at code points, in any order, where a piece begins; null: a place outside the record, or one that leaves a piece without words
 */
export function piecesOf({ startAt, endAt }: { startAt: number; endAt: number }, at: number[], text: PointText): Span[] | null {
  const cuts = [...new Set(at)].toSorted((a, b) => a - b);
  if (cuts.length === 0 || cuts.some(cut => cut <= startAt || cut >= endAt)) return null;
  const pieces = [startAt, ...cuts].map((start, index) => trimmed(text, start, cuts[index] ?? endAt));
  return pieces.every(({ start, end }) => start < end) ? pieces : null;
}

function trimmed(text: PointText, start: number, end: number): Span {
  const words = text.slice(start, end);
  const from = start + codePointsOf(EDGE_BEFORE, words);
  const to = Math.max(from, end - codePointsOf(EDGE_AFTER, words));
  return { start: from, end: to, text: text.slice(from, to) };
}

const codePointsOf = (edge: RegExp, words: string) => Array.from(edge.exec(words)?.[0] ?? '').length;

/** What a piece keeps of the whole: the figures and list items that it speaks of, all of the rest. */
export function shapeOfPiece(record: RecordShape, { start, end, text }: Span): RecordShape {
  const items = record.items.filter(item => item.start >= start && item.end <= end);
  const indicators = spokenOfIn(joinLines(text), record.indicators);
  const { kind, lead, support, deadline, phases, confidence, defects } = record;
  return {
    ...{ kind, lead, support, deadline, phases, confidence, indicators },
    defects: indicators.some(({ defect }) => defect) || record.indicators.every(({ defect }) => !defect) ? defects : [],
    ...{ startAt: start, endAt: end, title: null, items: items.length > 1 ? items : [] },
  };
}

/** A piece beside the first, as a row: a record of its own that waits for a decision. */
export function rowOfPiece({ documentId, seq, parentId, section, why }: IntakeRecord, shape: RecordShape): Record<string, unknown> {
  const { startAt, endAt, title, ...read } = shape;
  return rowOf(documentId, { ...read, start: startAt, end: endAt, text: '', section, why }, seq, parentId);
}

/** Several records that follow each other as one: from the first word to the last, everything that was said of any of them, the latest deadline. */
export function merged(records: RecordShape[]): RecordShape {
  const [first] = records as [RecordShape, ...RecordShape[]];
  const lead = distinct(records.flatMap(record => record.lead));
  const deadlines = records.flatMap(({ deadline }) => deadline ?? []).toSorted((a, b) => (a.date < b.date ? 1 : -1));
  return {
    kind: first.kind,
    startAt: Math.min(...records.map(({ startAt }) => startAt)),
    endAt: Math.max(...records.map(({ endAt }) => endAt)),
    title: records.find(({ title }) => title)?.title ?? null,
    lead,
    support: distinct(records.flatMap(record => record.support)).filter(name => !lead.includes(name)),
    deadline: deadlines[0] ?? null,
    phases: distinct(records.flatMap(({ phases }) => phases)).toSorted((a, b) => a - b),
    indicators: records.flatMap(({ indicators }) => indicators),
    items: records.flatMap(({ items }) => items),
    confidence: Math.min(...records.map(({ confidence }) => confidence)),
    defects: distinct(records.flatMap(({ defects }) => defects)),
  };
}

const distinct = <T>(values: T[]): T[] => [...new Set(values)];

/** The figures that some words hold. */
export function spokenOfIn(words: string, indicators: Indicator[]): Indicator[] {
  return indicators.filter(({ raw }) => words.includes(joinLines(raw)));
}
