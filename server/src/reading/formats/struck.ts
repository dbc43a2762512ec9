import type { Page, Run } from './lines.js';
import { NEAR, type Ruling } from './rulings.js';

/** What a person is told of words that were struck out and are left out. */
export const struckNote = (count: number): string[] => (count > 0 ? [`划线删去的文字 ${count} 处未计入。`] : []);

/** How wide characters are printed, in sizes of their font; absent: as wide as is usual. */
export type Widths = ReadonlyMap<string, number>;

/** The middle third of a line of words, in sizes above its baseline: a line that is drawn there strikes them out, one below underlines them. */
const MIDDLE = { from: 0.2, to: 0.56 };
/** How far, in sizes, a line may end from the words that it strikes out: bars and roots of formulas end further. */
const BEYOND = 0.4;
/** What takes the place of a character that is struck out: it has no width and is dropped with all that cannot be seen. */
const NOTHING = '\u2060';

/** A character of a run, by its number, and where it is printed. */
interface Glyph {
  run: Run;
  at: number;
  from: number;
  to: number;
}

/**
 * The page without the words through whose middle a line is drawn, without these lines, and how many they were. What frames a table runs into
 * other lines or further than the words, what stands under words strikes nothing.
 */
export function withoutStruck(page: Page, rulings: readonly Ruling[], widths: Widths = new Map()) {
  const uprights = rulings.filter(({ axis }) => axis === 'x');
  const struck = new Map<Run, Set<number>>();
  const strokes = rulings.filter(ruling => {
    const glyphs = glyphsUnder(ruling, page.runs, widths);
    if (!fits(ruling, glyphs) || uprights.some(upright => meets(ruling, upright))) return false;
    for (const { run, at } of glyphs) struck.set(run, (struck.get(run) ?? new Set()).add(at));
    return true;
  });
  if (strokes.length === 0) return { page, rulings, count: 0 };
  const runs = page.runs.map(run => ({ ...run, text: without(run.text, struck.get(run)) }));
  const count = runs.reduce((sum, { text }) => sum + (text.match(STRETCH)?.length ?? 0), 0);
  return { page: { ...page, runs }, rulings: rulings.filter(ruling => !strokes.includes(ruling)), count };
}

const STRETCH = new RegExp(`${NOTHING}+(?: ${NOTHING}+)*`, 'g');

const without = (text: string, struck: ReadonlySet<number> | undefined) =>
  struck ? Array.from(text, (c, at) => (struck.has(at) ? NOTHING : c)).join('') : text;

/** The characters through whose middle a line runs, from the left. */
function glyphsUnder({ axis, at, from, to }: Ruling, runs: readonly Run[], widths: Widths): Glyph[] {
  if (axis !== 'y') return [];
  return runs
    .filter(({ x, y, width, size }) => at >= y - size * MIDDLE.to && at <= y - size * MIDDLE.from && x < to && x + width > from)
    .flatMap(run => glyphsOf(run, widths))
    .filter(glyph => (glyph.from + glyph.to) / 2 > from && (glyph.from + glyph.to) / 2 < to)
    .sort((a, b) => a.from - b.from);
}

/** Where the characters of a run stand: what their widths leave of the run's own are the gaps that stand for blanks in it. */
function glyphsOf(run: Run, widths: Widths): Glyph[] {
  const wide = Array.from(run.text, c => (widths.get(c) ?? (c === ' ' ? 0 : c < '\u2e80' ? 0.5 : 1)) * run.size);
  const blanks = Array.from(run.text).filter(c => c === ' ').length;
  const sum = wide.reduce((a, b) => a + b, 0);
  const [gap, scale] = blanks > 0 && run.width >= sum ? [(run.width - sum) / blanks, 1] : [0, run.width / sum];
  let x = run.x;
  return Array.from(run.text, (c, at) => {
    const from = x;
    x += wide[at]! * scale + (c === ' ' ? gap : 0);
    return { run, at, from, to: x };
  }).filter(({ from, to }) => to > from);
}

/** A line is as long as the words that it strikes out, and there are words all along it. */
function fits({ from, to }: Ruling, glyphs: readonly Glyph[]): boolean {
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  if (!first || !last) return false;
  const isNear = (a: number, b: number) => Math.abs(a - b) <= first.run.size * BEYOND;
  return isNear(first.from, from) && isNear(last.to, to) && glyphs.every((glyph, n) => n === 0 || isNear(glyphs[n - 1]!.to, glyph.from));
}

const meets = (level: Ruling, upright: Ruling) =>
  level.at >= upright.from - NEAR &&
  level.at <= upright.to + NEAR &&
  (Math.abs(upright.at - level.from) <= NEAR || Math.abs(upright.at - level.to) <= NEAR);
