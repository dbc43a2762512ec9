import { type Group, LENGTHS, LONGEST, type Run, runsAround, TRAITS } from './nameSpans.js';
import { NAME_SCALE, NAME_WEIGHTS } from './nameWeights.js';

/** A stretch of the words that may be a name: from `begin` up to `end` of a run. */
export interface Span {
  run: number;
  begin: number;
  end: number;
  /** how likely, as a logarithm without a base line */
  score: number;
}

/** One byte each. */
const SHIPPED = new Int8Array(TRAITS);
SHIPPED.set(Buffer.from(NAME_WEIGHTS, 'base64'));

/** Where the words stand that name a group of figures best; null where there are none around it. */
export function nameSpan(text: string, group: Group): [from: number, to: number] | null {
  const runs = runsAround(text, group, weighed);
  const span = surest(spans(text, runs, NAME_SCALE));
  return span && placeOf(runs[span.run]!, span);
}

function weighed(numbers: Int32Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += SHIPPED[numbers[i]!]!;
  return sum;
}

export function placeOf({ from }: Run<unknown>, { begin, end }: Span): [from: number, to: number] {
  return [from + begin, from + end];
}

/** What can be a name of one character. */
const ALONE = '县村镇乡区校市人';
/** What no name begins with, and none ends with. */
const NO_BEGIN = '的、均已将把';
const NO_END = '的、均已将把和及与或在';
/** A span so far behind the best one has no say. */
const FAINT = 5;

/** The stretches of the runs that can be a name and are no more than `faint` behind the best one; `scale` is what one unit in the runs is worth. */
export function spans(text: string, runs: readonly Run<number>[], scale = 1, faint = FAINT): Span[] {
  let best = -Infinity;
  const found: Span[] = [];
  runs.forEach(({ from, to, begins, ends, insides, lengths, whole }, run) => {
    const length = to - from;
    for (let begin = 0; begin < length; begin++) {
      if (NO_BEGIN.includes(text[from + begin]!)) continue;
      let score = whole + begins[begin]!;
      let open = 0;
      for (let end = begin + 1; end <= Math.min(length, begin + LONGEST); end++) {
        open += opened(text.charCodeAt(from + end - 1));
        if (open < 0) break;
        score += insides[end - 1]!;
        const sum = scale * (score + ends[end - 1]! + lengths[LENGTHS[end - begin]!]!);
        if (open > 0 || sum < best - faint) continue;
        if (end === begin + 1 ? !ALONE.includes(text[from + begin]!) : NO_END.includes(text[from + end - 1]!)) continue;
        best = Math.max(best, sum);
        found.push({ run, begin, end, score: sum });
      }
    }
  });
  return found.filter(s => s.score >= best - faint);
}

/** What a character does to how many brackets stand open. */
function opened(code: number): number {
  if (code > 0x29 && (code < 0x201c || code > 0x300b)) return 0;
  const c = String.fromCharCode(code);
  return '(“《'.includes(c) ? 1 : ')”》'.includes(c) ? -1 : 0;
}

/** So many of the best have a say. */
const HEARD = 50;
/** What a span counts for being the very name, beside 1 for sharing half of it. */
const EXACT = 1;
/** A span is taken only where it is so likely beside the likeliest. */
const LIKELY = 0.4;

/** The span that most likely shares half with the name, and rather is the very name. */
export function surest(all: Span[]): Span | null {
  const heard = all.sort((a, b) => b.score - a.score).slice(0, HEARD);
  const chances = heard.map(s => Math.exp(s.score - heard[0]!.score));
  let best: Span | null = null;
  let most = -1;
  heard.forEach((a, i) => {
    if (chances[i]! < LIKELY) return;
    let sum = EXACT * chances[i]!;
    heard.forEach((b, j) => {
      if (isHalf(a, b)) sum += chances[j]!;
    });
    if (sum > most) [best, most] = [a, sum];
  });
  return best;
}

function isHalf(a: Span, b: Span): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.begin, b.begin);
  return a.run === b.run && shared * 2 >= Math.max(a.end - a.begin, b.end - b.begin);
}
