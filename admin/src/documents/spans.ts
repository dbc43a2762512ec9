import type { IntakeRecord } from '../api/types.js';

/** A stretch of a line that belongs to one record, or to none. */
export interface Segment {
  text: string;
  recordId: number | null;
  /** The record begins here. */
  first: boolean;
  /** The reading took these words: a figure, a day, a unit. */
  taken: boolean;
}

export type Line = Segment[];

type Place = Pick<IntakeRecord, 'id' | 'start' | 'end'> & { taken?: readonly string[] };

/** The words that the reading took out of a record: its figures, its day, the units. */
export function takenWords({ indicators, deadline, lead, support }: IntakeRecord): string[] {
  return [...new Set([...indicators.map(({ raw }) => raw), deadline?.raw ?? '', ...lead, ...support])].filter(Boolean);
}

/**
 * Cuts a text into its lines, and each line where a record begins or ends; the joined segments of all lines are the text without its line breaks.
 * Where a record lies inside another (a list's part), the smaller one owns the words.
 * @param records their offsets count Unicode code points of the whole document
 * @param from the code point of the document at which `text` begins
 */
export function linesOf(text: string, records: readonly Place[], from = 0): Line[] {
  const points = Array.from(text);
  const owners = ownersOf(points.length, records, from);
  const taken = takenPlaces(points, records, from);
  const starts = new Set(records.map(({ start }) => start - from));
  const lines: Line[] = [[]];
  let begin = 0;
  const close = (end: number) => {
    if (end > begin)
      lines.at(-1)!.push({
        text: points.slice(begin, end).join(''),
        recordId: owners[begin] || null,
        first: starts.has(begin),
        taken: taken[begin] === 1,
      });
    begin = end;
  };
  for (let at = 0; at < points.length; at++) {
    if (owners[at] !== owners[begin] || taken[at] !== taken[begin] || (at > begin && starts.has(at))) close(at);
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

/** Which code points are words that the reading took: wherever they stand in their record. */
function takenPlaces(points: readonly string[], records: readonly Place[], from: number): Uint8Array {
  const places = new Uint8Array(points.length);
  for (const { start, end, taken } of records) {
    if (!taken?.length || start < from) continue;
    const text = points.slice(start - from, end - from).join('');
    for (const words of taken) {
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
        const begin = start - from + Array.from(text.slice(0, at)).length;
        places.fill(1, begin, begin + Array.from(words).length);
      }
    }
  }
  return places;
}
