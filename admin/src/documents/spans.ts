import type { IntakeRecord } from '../api/types.js';

/** A stretch of a line that belongs to one record, or to none. */
export interface Segment {
  text: string;
  recordId: number | null;
  /** The record begins here. */
  first: boolean;
}

export type Line = Segment[];

type Place = Pick<IntakeRecord, 'id' | 'start' | 'end'>;

/**
 * Cuts a text into its lines, and each line where a record begins or ends; the joined segments of all lines are the text without its line breaks.
 * Where a record lies inside another (a list's part), the smaller one owns the words.
 * @param records their offsets count Unicode code points of the whole document
 * @param from the code point of the document at which `text` begins
 */
export function linesOf(text: string, records: readonly Place[], from = 0): Line[] {
  const points = Array.from(text);
  const owners = ownersOf(points.length, records, from);
  const starts = new Set(records.map(({ start }) => start - from));
  const lines: Line[] = [[]];
  let begin = 0;
  const close = (end: number) => {
    if (end > begin)
      lines.at(-1)!.push({ text: points.slice(begin, end).join(''), recordId: owners[begin] || null, first: starts.has(begin) });
    begin = end;
  };
  for (let at = 0; at < points.length; at++) {
    if (owners[at] !== owners[begin] || (at > begin && starts.has(at))) close(at);
    if (points[at] !== '\n') continue;
    close(at);
    begin = at + 1;
    lines.push([]);
  }
  close(points.length);
  return lines;
}

/** The record that owns each code point, 0 for none: long records are laid down first, shorter ones over them. */
function ownersOf(length: number, records: readonly Place[], from: number): Float64Array {
  const owners = new Float64Array(length);
  const longestFirst = records.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  for (const { id, start, end } of longestFirst) owners.fill(id, Math.max(0, start - from), Math.max(0, end - from));
  return owners;
}

/** The words of a record in one line, as they are read: line breaks of the print are no part of them. */
export function inOneLine(text: string): string {
  return text
    .replace(/([A-Za-z0-9,.;:])[^\S\n]*\n\s*(?=[A-Za-z])/g, '$1 ')
    .replace(/\s*\n\s*/g, '')
    .trim();
}
