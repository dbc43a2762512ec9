import type { Run } from './table.js';

/** What a landscape sheet takes between its margins, in points. */
const ROOM = { A3: { width: 1104, height: 734 }, A4: { width: 755, height: 487 } } as const;
/** Spreadsheets measure letters each in their own way: a page is not planned to its last point. */
const SLACK = 0.95;

/** Points of a column that is this many letters wide. */
const pointsOf = (width: number) => (width * 7 + 5) * 0.75;

interface Print {
  paper: keyof typeof ROOM;
  /** Of columns, in letters. */
  widths: number[];
  /** Points of what stands on the first page only, and of what stands on each. */
  title: number;
  head: number;
}

/** The rows with which a printed page begins, by index, when the columns are fitted to the paper. */
export function pagesOf(heights: number[], { paper, widths, title, head }: Print): number[] {
  const { width, height } = ROOM[paper];
  const scale = Math.min(1, width / widths.reduce((sum, each) => sum + pointsOf(each), 0));
  const room = (height / scale) * SLACK - head;
  const begins = [0];
  let left = room - title;
  for (const [index, own] of heights.entries()) {
    if (own > left && index > (begins.at(-1) ?? 0)) {
      begins.push(index);
      left = room;
    }
    left -= own;
  }
  return begins;
}

/** Cells joined downwards within their page only, so that each page says again what they say. */
export function withinPages(runs: Run[], begins: number[]): Run[] {
  return runs.flatMap(({ column, from, to }) => {
    const starts = [from, ...begins.filter(begin => begin > from && begin <= to)];
    const parts = starts.map((start, index) => ({ column, from: start, to: (starts[index + 1] ?? to + 1) - 1 }));
    return parts.filter(part => part.to > part.from);
  });
}
