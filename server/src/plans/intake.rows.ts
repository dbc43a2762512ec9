import type { ReadingRecord, RowPlace, Span } from '../reading/index.js';
import { merged } from './items.js';
import type { TakenRecord } from './record.rows.js';
import { joinLines, type PointText } from './text.js';

/**
 * What was read, with one record for each row of a breakdown table: offices count rows, and a row is what one unit is to do by one day. All that a row
 * bids or aims at is one measure; what it tells as done stays beside it. A task has one lead: sentences of a row that others lead are measures of their own.
 */
export function onePerRow(records: ReadingRecord[], rows: RowPlace[], text: PointText): TakenRecord[] {
  const taken: TakenRecord[] = [];
  const inside = new Set<string>();
  let next = 0;
  const before = (place: number) => {
    const from = next;
    while (next < records.length && (records[next] as ReadingRecord).start < place) next += 1;
    return records.slice(from, next);
  };
  for (const { start, end, task } of rows) {
    taken.push(...before(start));
    const row = before(end);
    const ahead = row.filter(({ kind }) => kind === 'measure' || kind === 'target');
    if (ahead.length === 0) taken.push(...row);
    else {
      for (const { kind, text: words } of row) if (kind === 'heading') inside.add(joinLines(words).replace(/。$/, ''));
      taken.push(...measuresOf(row, task ? ahead.map(within(task, text)) : ahead, text));
    }
  }
  taken.push(...records.slice(next));
  // A heading in a row heads what is in that row alone, which is one measure now.
  return inside.size === 0 ? taken : taken.map(one => ({ ...one, section: one.section.filter(words => !inside.has(words)) }));
}

/** A record whose line holds more cells, as far as it tells the task. */
const within =
  (task: NonNullable<RowPlace['task']>, text: PointText) =>
  (record: ReadingRecord): ReadingRecord => {
    const start = Math.max(record.start, task.start);
    const end = Math.min(record.end, task.end);
    return start < end ? { ...record, start, end, text: text.slice(start, end) } : record;
  };

/** What a person should know where rows were counted. */
export function rowsNote(records: TakenRecord[]): string[] {
  const rows = records.filter(({ isRow }) => isRow);
  const parts = rows.filter(({ items }) => items.length > 1).length;
  if (rows.length === 0) return [];
  const apart = parts > 0 ? `其中 ${parts} 项由几句组成，要分开督办的，核对时用“拆列举”（L）逐句拆开，或用“拆分”（S）选位置拆开。` : '';
  return [`表中一行算一项，共 ${rows.length} 项。${apart}`];
}

/** The measures of a row, in place of its headings and what it bids or aims at, among what it tells as done. */
function measuresOf(row: ReadingRecord[], ahead: ReadingRecord[], text: PointText): TakenRecord[] {
  const [first] = row as [ReadingRecord];
  const measures = byLead(ahead).map((own, index) => oneOf(own, index === 0 && first.kind === 'heading' ? first.start : null, text));
  const told = row.filter(({ kind }) => kind === 'achievement');
  return [...measures.map(measure => ({ ...measure, section: first.section })), ...told].toSorted((a, b) => a.start - b.start);
}

interface Led {
  sentences: ReadingRecord[];
  /** Who leads all of them that say who does. */
  lead: string[];
}

/** Sentences one after the other under a common lead; those that name nobody go with the ones before. */
function byLead(sentences: ReadingRecord[]): Led[] {
  const groups: Led[] = [];
  for (const sentence of sentences) {
    const last = groups.at(-1);
    const common = last?.lead.filter(name => sentence.lead.includes(name)) ?? [];
    if (!last || (last.lead.length > 0 && sentence.lead.length > 0 && common.length === 0))
      groups.push({ sentences: [sentence], lead: sentence.lead });
    else {
      last.sentences.push(sentence);
      if (sentence.lead.length > 0) last.lead = last.lead.length > 0 ? common : sentence.lead;
    }
  }
  return groups;
}

/** Sentences as one measure; each is an item of it, so that it can be taken apart again. */
function oneOf({ sentences, lead }: Led, from: number | null, text: PointText): TakenRecord {
  const shapes = sentences.map(({ start, end, ...read }) => ({ ...read, startAt: start, endAt: end, title: null }));
  const { startAt, endAt: end, title: _title, ...whole } = merged(shapes);
  const start = from ?? startAt;
  const support = [...new Set([...whole.lead, ...whole.support])].filter(name => !lead.includes(name));
  const items = sentences.length > 1 ? sentences.map(({ start, end, text }): Span => ({ start, end, text })) : whole.items;
  const why = [...new Map(sentences.flatMap(({ why }) => why).map(reason => [JSON.stringify(reason), reason])).values()];
  return { ...whole, lead, support, items, why, kind: 'measure', section: [], start, end, text: text.slice(start, end), isRow: true };
}
