import type { Decision, IntakeKind, IntakeRecord, Likeness } from '../api/types.js';

/** What of a document's records is shown; everything unset lets all through. */
export interface RecordFilter {
  q?: string;
  kind?: IntakeKind;
  decision?: Decision;
  confidence?: Confidence;
  /** A doubt in particular: damage in the source, a unit that nobody knows, a list, the like in another plan. */
  doubt?: keyof typeof DOUBTS;
}

/** What is known of the records beside themselves: which have their like in another plan. */
export interface Surroundings {
  alike: ReadonlyMap<number, readonly Likeness[]>;
}
const ALONE: Surroundings = { alike: new Map() };

/** Likenesses by the record that they are found for. */
export function byRecord(likenesses: readonly Likeness[]): Map<number, Likeness[]> {
  const found = new Map<number, Likeness[]>();
  for (const like of likenesses) found.set(like.recordId, [...(found.get(like.recordId) ?? []), like]);
  return found;
}

/** How sure the reading is of itself, from the surest down: at least so much. */
const LEVELS = { high: 0.9, middle: 0.8, low: 0 } as const;
export type Confidence = keyof typeof LEVELS;
export const CONFIDENCES = Object.keys(LEVELS) as Confidence[];
export const confidenceOf = (record: IntakeRecord): Confidence => CONFIDENCES.find(level => record.confidence >= LEVELS[level]) ?? 'low';

export const isOpen = ({ source }: { source: string }) => source === 'open';

/** The names in what is not discarded that lead to no unit, each once. */
export function openNames(records: readonly IntakeRecord[]): string[] {
  const live = records.filter(({ kind, decision }) => kind !== 'heading' && decision !== 'discarded');
  return [
    ...new Set(live.flatMap(({ leadUnits, supportUnits }) => [...leadUnits, ...supportUnits].filter(isOpen).map(({ name }) => name))),
  ];
}

export const DOUBTS = {
  defects: (record: IntakeRecord) => record.defects.length > 0,
  unmatched: (record: IntakeRecord) => [...record.leadUnits, ...record.supportUnits].some(isOpen),
  // A row of a table counts as one; a list inside a sentence may be several.
  lists: (record: IntakeRecord) => maySplit(record) && !record.isRow,
  alike: (record: IntakeRecord, { alike }: Surroundings) => alike.has(record.id),
  edited: (record: IntakeRecord) => record.edited,
} as const;

/** Nothing about a record asks for a closer look: it may be accepted with its section, once that has been read. */
export function isPlain(record: IntakeRecord, around: Surroundings = ALONE): boolean {
  const { defects, lists, alike } = DOUBTS;
  return !isDecided(record) && confidenceOf(record) === 'high' && ![defects, lists, alike].some(doubts => doubts(record, around));
}

/** A record that a glance at its first words and its marks is enough for: decided, or nothing about it is doubtful. */
export const needsNoLook = (record: IntakeRecord, around: Surroundings = ALONE) => isDecided(record) || isPlain(record, around);

/** The heading that a record stands under (a heading: itself); null before the first. */
export function headingOf(records: readonly IntakeRecord[], id: number | null): number | null {
  const at = records.findIndex(record => record.id === id);
  return records.slice(0, at + 1).findLast(({ kind }) => kind === 'heading')?.id ?? null;
}

/** The records from one heading to the next that hold a record (or stand under a heading). */
export function sectionOf(records: readonly IntakeRecord[], id: number | null): IntakeRecord[] {
  const at = records.findIndex(record => record.id === id);
  if (at < 0) return [];
  const isHeading = ({ kind }: IntakeRecord) => kind === 'heading';
  const first = isHeading(records[at]!) ? at : records.slice(0, at).findLastIndex(isHeading);
  const length = records.slice(first + 1).findIndex(isHeading);
  return records.slice(first + 1, length < 0 ? undefined : first + 1 + length);
}

/** The records from one to another in a list, both included, without headings: what Shift and a click mean. */
export function rangeOf(list: readonly IntakeRecord[], from: number | null, to: number): number[] {
  const [a, b] = [from, to].map(id => list.findIndex(record => record.id === id)) as [number, number];
  const range = a < 0 ? list.slice(b, b + 1) : list.slice(Math.min(a, b), Math.max(a, b) + 1);
  return range.filter(({ kind }) => kind !== 'heading').map(({ id }) => id);
}

/** What a merge takes: the chosen ones, or a record and the one that follows it; fewer than two are none. */
export function toMerge(records: readonly IntakeRecord[], selected: ReadonlySet<number>, active: number | null): number[] {
  if (selected.size > 1) return records.filter(({ id }) => selected.has(id)).map(({ id }) => id);
  const at = records.findIndex(({ id }) => id === active);
  const next = at < 0 ? undefined : records[at + 1];
  return next && next.kind !== 'heading' && records[at]!.kind !== 'heading' ? [active!, next.id] : [];
}

/** A unit in list form that can still become one measure per item. */
export function maySplit({ kind, items }: IntakeRecord): boolean {
  return kind !== 'heading' && items.length > 1;
}

export const isDecided = (record: IntakeRecord) => record.kind === 'heading' || record.decision !== 'pending';

/** The records that a filter lets through, under the headings that they stand under; headings alone are not shown unless asked for. */
export function shownRecords(records: readonly IntakeRecord[], filter: RecordFilter, around: Surroundings = ALONE): IntakeRecord[] {
  const wanted = records.filter(record => passes(record, filter, around));
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

function passes(record: IntakeRecord, { q, kind, decision, confidence, doubt }: RecordFilter, around: Surroundings): boolean {
  if (kind && record.kind !== kind) return false;
  if (decision && (record.kind === 'heading' || record.decision !== decision)) return false;
  if (confidence && confidenceOf(record) !== confidence) return false;
  if (doubt && !DOUBTS[doubt](record, around)) return false;
  return !q || [record.words, record.title ?? '', ...record.lead, ...record.support].some(words => words.includes(q));
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
    const node = { id: record.id, text: record.words, depth: open.length, total: 0, pending: 0, above, parent: false };
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

/** Where to stand when a filter hides the record at hand: on the first shown one behind it, or the last before it; itself where it is shown, or a heading. */
export function inShown(list: readonly IntakeRecord[], here: IntakeRecord): number {
  if (here.kind === 'heading' || list.some(({ id }) => id === here.id)) return here.id;
  const stops = list.filter(({ kind }) => kind !== 'heading');
  return (stops.find(({ start }) => start >= here.start) ?? stops.at(-1) ?? here).id;
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
  return quotes.flatMap(quote => records.find(record => record.kind !== 'heading' && record.words.startsWith(quote)) ?? []);
}
