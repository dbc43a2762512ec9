import { type Line, lineOf } from './lines.js';

/** Fewest lines that show that a part of a page is set in columns; deepest division. */
const COLUMN_LINES = 5;
const DEEPEST = 2;
/** Not every candidate for a gutter need be tried. */
const CANDIDATES = 8;

/** The blocks of a page in reading order: where successive lines break at the same place and both sides are filled, the left side comes before the right. */
export function columns(lines: Line[], depth = 0): Line[][] {
  const gutter = depth < DEEPEST ? findGutter(lines) : null;
  if (gutter === null) return [lines];
  const blocks: Line[][] = [];
  let across: Line[] = [];
  const flush = () => {
    if (across.length > 0) blocks.push(across);
    across = [];
  };
  for (const band of bands(lines, gutter)) {
    if (!isSetInColumns(band, gutter)) across.push(...band);
    else {
      flush();
      for (const half of halves(band, gutter)) if (half.length > 0) blocks.push(...columns(half, depth + 1));
    }
  }
  flush();
  return blocks;
}

/** The place where most lines of columns break, or null. */
function findGutter(lines: Line[]): number | null {
  const centres = lines.flatMap(l => l.gaps.map(([a, b]) => (a + b) / 2));
  const near = (c: number) => centres.filter(o => Math.abs(o - c) < 6).length;
  const ranked = centres
    .map(centre => ({ centre, near: near(centre) }))
    .filter(c => c.near >= COLUMN_LINES)
    .sort((a, b) => b.near - a.near);
  return ranked.slice(0, CANDIDATES).find(({ centre }) => bands(lines, centre).some(band => isSetInColumns(band, centre)))?.centre ?? null;
}

/** Successive lines that all leave the gutter free, and those between them. */
function bands(lines: Line[], gutter: number): Line[][] {
  const found: Line[][] = [];
  let wasFree: boolean | null = null;
  for (const line of lines) {
    const isFree = !crosses(line, gutter);
    if (isFree === wasFree) found.at(-1)!.push(line);
    else found.push([line]);
    wasFree = isFree;
  }
  return found;
}

/** Prose fills its column to the edge; the cells of a table do not. */
function isSetInColumns(band: Line[], gutter: number): boolean {
  const split = band.filter(l => l.gaps.some(([a, b]) => a <= gutter && gutter <= b));
  if (split.length < COLUMN_LINES || split.length * 2 < band.length) return false;
  const [left, right] = [Math.min(...split.map(l => l.x)), Math.max(...split.map(l => l.end))];
  const filled = split.filter(l => {
    const [from, to] = l.gaps.find(([a, b]) => a <= gutter && gutter <= b)!;
    return from - l.x > (gutter - left) * 0.7 && l.end - to > (right - gutter) * 0.7;
  });
  return filled.length * 2 >= split.length;
}

function crosses(line: Line, at: number): boolean {
  return line.x < at && line.end > at && !line.gaps.some(([a, b]) => a <= at && at <= b);
}

/** Lines cut in two at the gutter. */
function halves(lines: Line[], gutter: number): [Line[], Line[]] {
  const side = (isLeft: boolean) =>
    lines.flatMap(line => {
      const own = line.runs.filter(run => run.x < gutter === isLeft);
      return own.length > 0 ? [lineOf(own, line.page)] : [];
    });
  return [side(true), side(false)];
}
