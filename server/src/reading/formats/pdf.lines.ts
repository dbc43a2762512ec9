import { type Point, type Ruling, rulingsOf } from './rulings.js';

type Matrix = number[];

/** What is needed of the library: the numbers of its operators, and how two matrices are multiplied. */
interface Library {
  OPS: Record<string, number>;
  Util: { transform(a: Matrix, b: Matrix): Matrix };
}

export interface Operators {
  fnArray: number[];
  argsArray: unknown[];
}

/** How wide each character is printed on the page, in sizes of its font. */
export function widthsShown({ fnArray, argsArray }: Operators, { OPS }: Library): Map<string, number> {
  const widths = new Map<string, number>();
  fnArray.forEach((operator, at) => {
    if (operator !== OPS.showText) return;
    const [glyphs] = argsArray[at] as [(number | { unicode: string; width: number })[]];
    for (const glyph of glyphs) if (typeof glyph === 'object' && glyph) widths.set(glyph.unicode, glyph.width / 1000);
  });
  return widths;
}

/** How many numbers follow each step of a path: to move, a straight line, two kinds of curves, the way back. */
const STEPS = [2, 2, 6, 4, 0];
const CLOSE = 4;

/** The straight lines along the axes that a page draws: strokes, the edges of stroked frames, and thin filled stretches; from the upper left corner. */
export function linesDrawn({ fnArray, argsArray }: Operators, { OPS, Util }: Library, view: Matrix): Ruling[] {
  const found: Ruling[] = [];
  const kept: Matrix[] = [];
  const strokes = new Set([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]);
  const fills = new Set([OPS.fill, OPS.eoFill]);
  let matrix = view;
  fnArray.forEach((operator, at) => {
    if (operator === OPS.save) kept.push(matrix);
    else if (operator === OPS.restore) matrix = kept.pop() ?? view;
    else if (operator === OPS.transform) matrix = Util.transform(matrix, argsArray[at] as Matrix);
    else if (operator === OPS.constructPath) {
      const [painted, [path]] = argsArray[at] as [number, [ArrayLike<number> | null]];
      if (!path || !(strokes.has(painted) || fills.has(painted))) return;
      for (const points of outlines(path, matrix)) found.push(...rulingsOf(points, strokes.has(painted)));
    }
  });
  return found;
}

/** The corners of each part of a path, on the page; a part with curves is none. */
function outlines(path: ArrayLike<number>, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix): Point[][] {
  const parts: Point[][] = [];
  let isCurved = false;
  for (let at = 0; at < path.length; ) {
    const step = path[at]!;
    const size = STEPS[step];
    if (size === undefined) break;
    if (step === 0) {
      if (isCurved) parts.pop();
      isCurved = false;
      parts.push([]);
    }
    if (step === 2 || step === 3) isCurved = true;
    const [x, y] = [path[at + 1]!, path[at + 2]!];
    if (step < 2) parts.at(-1)?.push([a * x + c * y + e, b * x + d * y + f]);
    else if (step === CLOSE && parts.at(-1)?.[0]) parts.at(-1)!.push(parts.at(-1)![0]!);
    at += 1 + size;
  }
  if (isCurved) parts.pop();
  return parts;
}
