import type { Decision, IntakeKind, IntakeRecord } from '../api/types.js';
import { inOneLine } from './spans.js';

/** What of a document's records is shown; everything unset lets all through. */
export interface RecordFilter {
  q?: string;
  kind?: IntakeKind;
  decision?: Decision;
  /** A doubt in particular: damage in the source, low confidence, a unit that the register does not know. */
  doubt?: keyof typeof DOUBTS;
}

/** Below this the reading itself says that it may be wrong. */
const SURE = 0.8;

export const DOUBTS = {
  defects: (record: IntakeRecord) => record.defects.length > 0,
  unsure: (record: IntakeRecord) => record.confidence < SURE,
  unmatched: (record: IntakeRecord) => [...record.leadUnits, ...record.supportUnits].some(({ unitId }) => unitId === null),
  lists: (record: IntakeRecord) => maySplit(record),
} as const;

/** A unit in list form that can still become one measure per item. */
export function maySplit({ kind, items }: IntakeRecord): boolean {
  return kind !== 'heading' && items.length > 1;
}

export const isDecided = (record: IntakeRecord) => record.kind === 'heading' || record.decision !== 'pending';

/** The records that a filter lets through, under the headings that they stand under; headings alone are not shown unless asked for. */
export function shownRecords(records: readonly IntakeRecord[], filter: RecordFilter): IntakeRecord[] {
  const wanted = records.filter(record => passes(record, filter));
  if (filter.kind === 'heading') return wanted;
  const open: IntakeRecord[] = [];
  const kept = new Set(wanted.filter(record => record.kind !== 'heading'));
  for (const record of records) {
    if (record.kind === 'heading') {
      while (open.length > 0 && depthOf(open.at(-1)!) >= depthOf(record)) open.pop();
      open.push(record);
    } else if (kept.has(record)) for (const heading of open) kept.add(heading);
  }
  return records.filter(record => kept.has(record));
}

function passes(record: IntakeRecord, { q, kind, decision, doubt }: RecordFilter): boolean {
  if (kind && record.kind !== kind) return false;
  if (decision && (record.kind === 'heading' || record.decision !== decision)) return false;
  if (doubt && !DOUBTS[doubt](record)) return false;
  return !q || [inOneLine(record.text), record.title ?? '', ...record.lead, ...record.support].some(words => words.includes(q));
}

const depthOf = (record: IntakeRecord) => record.section.length;

export interface OutlineNode {
  id: number;
  text: string;
  depth: number;
  /** Records under it, at any depth, that are no headings. */
  total: number;
  pending: number;
  /** Headings that it stands under. */
  above: number[];
  /** It has headings of its own below it. */
  parent: boolean;
}

/** The headings in the order of the text, each with what stands under it. */
export function outlineOf(records: readonly IntakeRecord[]): OutlineNode[] {
  const nodes: OutlineNode[] = [];
  const open: { node: OutlineNode; depth: number }[] = [];
  for (const record of records) {
    if (record.kind !== 'heading') {
      for (const { node } of open) {
        node.total++;
        if (!isDecided(record)) node.pending++;
      }
      continue;
    }
    while (open.length > 0 && open.at(-1)!.depth >= depthOf(record)) open.pop();
    const above = open.map(({ node }) => node.id);
    const outer = open.at(-1);
    if (outer) outer.node.parent = true;
    const node = { id: record.id, text: inOneLine(record.text), depth: open.length, total: 0, pending: 0, above, parent: false };
    nodes.push(node);
    open.push({ node, depth: depthOf(record) });
  }
  return nodes;
}

/** The record before (-1) or after (1) another in a list, the nearest one at the ends; headings are passed over. */
export function neighbour(list: readonly IntakeRecord[], id: number | null, step: 1 | -1): number | null {
  const stops = list.filter(record => record.kind !== 'heading');
  if (stops.length === 0) return list[0]?.id ?? null;
  const at = stops.findIndex(record => record.id === id);
  if (at >= 0) return stops[Math.min(Math.max(at + step, 0), stops.length - 1)]!.id;
  const place = list.findIndex(record => record.id === id);
  const later = list.slice(Math.max(place, 0)).find(record => record.kind !== 'heading');
  return (later ?? stops.at(-1)!).id;
}

/** Where to go after a decision: the next record still to be decided, or the next one at all. */
export function afterDeciding(list: readonly IntakeRecord[], decided: readonly number[]): number | null {
  const last = list.findLastIndex(record => decided.includes(record.id));
  const rest = [...list.slice(last + 1), ...list.slice(0, last + 1)];
  const open = rest.find(record => !isDecided(record) && !decided.includes(record.id));
  return open?.id ?? neighbour(list, decided.at(-1) ?? null, 1);
}

/** Records that a refusal quotes (“…” holds their first words), so that the refusal can lead there. */
export function quotedIn(reason: string, records: readonly IntakeRecord[]): IntakeRecord[] {
  const quotes = [...reason.matchAll(/“(.+?)”(?=[、等。]|$)/g)].map(match => match[1]!);
  return quotes.flatMap(quote => records.find(record => record.kind !== 'heading' && inOneLine(record.text).startsWith(quote)) ?? []);
}
