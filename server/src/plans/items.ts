import type { Span } from '../reading/index.js';
import type { IntakeRecord } from './document.entity.js';
import { rowOf } from './record.rows.js';
import { joinLines, type PointText } from './text.js';

/** So many parts fit between two records as read. */
export const MOST_ITEMS = 500;

/** What joins the words that open a list to its first item: 机构建设提档升级方面[,主要是]建强县级医院,… */
const JOINT = /[,，:：、;；\s]*(?:主要|重点|具体|即|就|分别)?(?:是|为|包括|要|有)?[,，:：\s]*$/;

/**
 * The measures that a unit in list form becomes, as rows: one per item with its own place in the text, under the words that open the list.
 * Units, deadline and phases are those of the whole; a figure goes to the item that speaks of it.
 */
export function partsOf(record: IntakeRecord, text: PointText): Record<string, unknown>[] {
  const opening = joinLines(text.slice(record.startAt, record.items[0]?.start ?? record.endAt)).replace(JOINT, '');
  const section = opening ? [...record.section, opening] : record.section;
  return record.items.map((item, index) =>
    rowOf(record.documentId, partOf(record, item, section, opening), record.seq + 1 + index, record.id),
  );
}

function partOf(record: IntakeRecord, item: Span, section: string[], opening: string) {
  const { lead, support, deadline, phases, confidence } = record;
  const words = joinLines(item.text);
  return {
    ...item,
    kind: 'measure' as const,
    section,
    lead,
    support,
    deadline,
    phases,
    indicators: record.indicators.filter(({ raw }) => words.includes(joinLines(raw))),
    items: [],
    confidence,
    defects: [],
    why: [{ field: 'kind', rule: '列举拆分', words: opening || words }],
  };
}
