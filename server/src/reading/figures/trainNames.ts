import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScoredRecord } from '../score.js';
import { commonStretch, key } from '../score.js';
import { goldTexts, type Labelled, labelledIn, passageTexts } from '../scoreCommand.js';
import { fold, type Words, words } from '../words/text.js';
import { figures } from './figures.js';
import { placeOf, type Span, spans, surest } from './nameModel.js';
import { type Group, LENGTHS, type Run, runsAround, TRAITS } from './nameSpans.js';
import { groupsOf, sharedOut } from './names.js';

/** Where the weights stand, and where what was learnt from more text than the repository holds. */
export const WEIGHTS = 'server/src/reading/figures/nameWeights.ts';
export const PRIOR = 'test/reading/training/names.json';

/** Single sentences with names of many shapes. */
const SENTENCES = 'test/reading/names.jsonl';

const FOLDS = 4;
/** The weights are the mean of those that the last half of the epochs end with, over so many descents, each in an order of its own. */
const LEARN = { runs: 4, epochs: 8, rate: 0.15, moved: 1e-2 };
const ADJUST = { runs: 1, epochs: 4, rate: 0.15, moved: 1 };
type Way = typeof LEARN;

/** A group of figures with its labelled names. */
interface Lesson {
  text: string;
  runs: Run<Int32Array>[];
  /** for each span that shares half with what is labelled how much it shares, else 0 */
  likeness: Float64Array;
  words: Words;
  group: Group;
  names: string[][];
}

/** Learns from the labelled names of the repository and from further files: the file of the prior that `train` goes on from, and how many names of each file are right where the file was not learnt. The same text gives the same bytes. */
export function learn(root: string, paths: string[]): { prior: string; figures: string } {
  const sets = [{ name: 'test/reading', texts: ownTexts(root) }, ...paths.map(name => ({ name, texts: labelledIn(name) }))];
  const lessons = sets.map(({ texts }) => texts.map(lessonsOf));
  const all = lessons.flat();
  const counts = sets.map(({ name }) => ({ name, right: 0, exact: 0, all: 0 }));
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = descended(all.filter((_, i) => i % FOLDS !== fold).flat(), new Float64Array(TRAITS), { ...LEARN, runs: 1 });
    let at = 0;
    lessons.forEach((texts, n) => {
      for (const own of texts) if (at++ % FOLDS === fold) for (const l of own) tally(counts[n]!, l, weights);
    });
  }
  const table = counts.map(
    c => `${c.name}: ${c.right} of ${c.all} (${(c.right / c.all).toFixed(3)}), to the letter ${(c.exact / c.all).toFixed(3)}`,
  );
  return {
    prior: `${JSON.stringify(rounded(descended(all.flat(), new Float64Array(TRAITS), LEARN)), null, 2)}\n`,
    figures: table.join('\n'),
  };
}

/** Brings the model of names in step with the labelled text of the repository, from the prior on: the file of its weights. The same text gives the same bytes. */
export function train(root: string): string {
  const prior = JSON.parse(readFileSync(join(root, PRIOR), 'utf8')) as Rounded;
  const { weights, scale } = rounded(descended(ownTexts(root).flatMap(lessonsOf), unrounded(prior), ADJUST));
  return [
    '// Made by `npm run -s read:train` from the labelled text in test/reading; not edited by hand.',
    `export const NAME_SCALE = ${scale};`,
    `/** One byte each, base64. */\nexport const NAME_WEIGHTS =\n${weights
      .match(/.{1,130}/g)!
      .map(l => `  '${l}'`)
      .join(' +\n')};`,
    '',
  ].join('\n');
}

function ownTexts(root: string): Labelled[] {
  return [...goldTexts(root), ...passageTexts(root), ...labelledIn(join(root, SENTENCES))];
}

interface Rounded {
  scale: number;
  weights: string;
}

/** One byte a weight. */
function rounded(weights: Float64Array): Rounded {
  const scale = Number((weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0) / 127).toPrecision(6));
  return { scale, weights: Buffer.from(Int8Array.from(weights, w => Math.round(w / scale))).toString('base64') };
}

function unrounded({ scale, weights }: Rounded): Float64Array {
  return Float64Array.from(new Int8Array(Buffer.from(weights, 'base64')), w => w * scale);
}

function lessonsOf({ text, gold }: Labelled): Lesson[] {
  const folded = fold(text);
  const points = [...text];
  const unitAt = (point: number): number => points.slice(0, point).join('').length;
  return gold.flatMap(record => {
    if (!record.indicators?.length) return [];
    const w = words(text, folded, unitAt(record.start), unitAt(record.end));
    const all = figures(w.folded);
    const labelled = labelledNames(all, record.indicators);
    return groupsOf(all).flatMap(group => lesson(w, group, labelled.slice(group.first, group.last + 1)));
  });
}

/** For each figure the names that it is labelled with. */
function labelledNames(all: Group['all'], indicators: NonNullable<ScoredRecord['indicators']>): string[][] {
  const names: string[][] = all.map(() => []);
  for (const i of indicators) {
    const same = all.flatMap((f, n) => (key(f) === key(i) ? [n] : []));
    const n = same.sort((a, b) => names[a]!.length - names[b]!.length || a - b)[0];
    if (n !== undefined && i.name) names[n]!.push(i.name);
  }
  return names;
}

function lesson(w: Words, group: Group, names: string[][]): Lesson[] {
  const runs = runsAround(w.folded, group, (numbers, count) => numbers.slice(0, count));
  if (runs.length === 0 || names.every(n => n.length === 0)) return [];
  const none = summed(runs, new Float64Array(TRAITS));
  const found = { text: w.folded, runs, words: w, group, names };
  const likeness = Float64Array.from(spans(w.folded, none, 1, Infinity), s => like(found, s));
  return likeness.some(l => l > 0) ? [{ ...found, likeness }] : [];
}

function namesBy({ words: w, runs, group }: Pick<Lesson, 'words' | 'runs' | 'group'>, span: Span): string[][] {
  return sharedOut(w, group, placeOf(runs[span.run]!, span));
}

/** How much of the labelled names the names by a span share, 0 where it is less than half. */
function like(l: Omit<Lesson, 'likeness'>, span: Span): number {
  const read = namesBy(l, span);
  let sum = 0;
  let count = 0;
  l.names.forEach((labelled, i) => {
    for (const name of labelled) sum += Math.max(...read[i]!.map(r => overlap(r, name)));
    if (labelled.length > 0) count += Math.max(labelled.length, read[i]!.length);
  });
  return sum * 2 >= count ? sum / count : 0;
}

function overlap(a: string, b: string): number {
  return commonStretch([...a], [...b]) / Math.max(a.length, b.length);
}

function tally(count: { right: number; exact: number; all: number }, l: Lesson, weights: Float64Array): void {
  const read = namesBy(l, surest(spans(l.text, summed(l.runs, weights)))!);
  l.names.forEach((labelled, i) => {
    count.all += labelled.length;
    count.right += labelled.filter(name => read[i]!.some(r => overlap(r, name) >= 0.5)).length;
    count.exact += labelled.filter(name => read[i]!.includes(name)).length;
  });
}

function summed(runs: Run<Int32Array>[], weights: Float64Array): Run<number>[] {
  const sum = (numbers: Int32Array): number => numbers.reduce((all, n) => all + weights[n]!, 0);
  return runs.map(r => ({
    ...r,
    begins: r.begins.map(sum),
    ends: r.ends.map(sum),
    insides: r.insides.map(sum),
    lengths: r.lengths.map(sum),
    whole: sum(r.whole),
  }));
}

/** Logistic regression over all spans of each lesson, in steps that shrink as a weight has moved (AdaGrad). */
function descended(lessons: Lesson[], start: Float64Array, way: Way): Float64Array {
  const mean = new Float64Array(TRAITS);
  const counted = Math.ceil(way.epochs / 2);
  for (let run = 0; run < way.runs; run++) {
    const weights = start.slice();
    const moved = new Float64Array(TRAITS).fill(way.moved);
    const order = [...lessons];
    let seed = run + 1;
    for (let epoch = 0; epoch < way.epochs; epoch++) {
      seed = shuffle(order, seed);
      for (const l of order) descend(l, weights, moved, way.rate);
      if (epoch >= way.epochs - counted) for (const [i, w] of weights.entries()) mean[i]! += w / counted / way.runs;
    }
  }
  return mean;
}

function shuffle<T>(order: T[], seed: number): number {
  let state = seed;
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return state;
}

/** One step: towards the spans that share half with the labelled names, away from the others. */
function descend({ text, runs, likeness }: Lesson, weights: Float64Array, moved: Float64Array, rate: number): void {
  const all = spans(text, summed(runs, weights), 1, Infinity);
  const most = all.reduce((m, s) => Math.max(m, s.score), -Infinity);
  const chances = all.map(s => Math.exp(s.score - most));
  const whole = chances.reduce((sum, c) => sum + c, 0);
  const right = chances.reduce((sum, c, i) => sum + c * likeness[i]! ** 2, 0);
  const slopes = new Slopes(runs);
  all.forEach((s, i) => {
    const error = chances[i]! / whole - (chances[i]! * likeness[i]! ** 2) / right;
    if (Math.abs(error) > 1e-5) slopes.add(s, error);
  });
  for (const [n, slope] of slopes.byTrait()) {
    moved[n]! += slope * slope;
    weights[n]! -= (rate * slope) / Math.sqrt(moved[n]!);
  }
}

/** What each place of the runs, and by it each trait, has to give way. */
class Slopes {
  private readonly runs: Run<number>[];

  constructor(private readonly traits: Run<Int32Array>[]) {
    const none = (numbers: Int32Array[]): number[] => numbers.map(() => 0);
    this.runs = traits.map(r => ({
      ...r,
      begins: none(r.begins),
      ends: none(r.ends),
      insides: none(r.insides),
      lengths: none(r.lengths),
      whole: 0,
    }));
  }

  add({ run, begin, end }: Span, error: number): void {
    const r = this.runs[run]!;
    r.begins[begin]! += error;
    r.ends[end - 1]! += error;
    for (let i = begin; i < end; i++) r.insides[i]! += error;
    r.lengths[LENGTHS[end - begin]!]! += error;
    r.whole += error;
  }

  byTrait(): Map<number, number> {
    const found = new Map<number, number>();
    const add = (numbers: Int32Array, slope: number): void => {
      if (slope !== 0) for (const n of numbers) found.set(n, (found.get(n) ?? 0) + slope);
    };
    this.runs.forEach((r, i) => {
      const t = this.traits[i]!;
      for (const part of ['begins', 'ends', 'insides', 'lengths'] as const) {
        for (const [at, slope] of r[part].entries()) add(t[part][at]!, slope);
      }
      add(t.whole, r.whole);
    });
    return found;
  }
}
