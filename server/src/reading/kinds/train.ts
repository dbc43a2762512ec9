import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidence } from '../read.js';
import { calibration, type DocumentPair, pairUnits, type ScoredRecord, score, table } from '../score.js';
import { goldTexts, type Labelled, labelledIn, passageTexts, trainingTexts } from '../scoreCommand.js';
import { CodePoints } from '../words/text.js';
import { type Evidence, isBody, NAMED_ABOVE, surround } from './evidence.js';
import { type Chances, CLASSES, COMPANY, companyOf, firstLook, gain, type Model, secondLook } from './kind.js';
import { type ListedTraits, TRAITS } from './traits.js';

const FOLDS = 8;
/** The first look is the mean of so many descents, each through the examples in an order of its own. */
const RUNS = 8;
const FIRST = { epochs: 8, rate: 0.05, decay: 3e-4, seed: 42 };
const SECOND = { epochs: 20, rate: 0.05, decay: 1e-3, seed: 7 };
const SIZE = CLASSES.length;

/** What an example counts in the second look by its class: targets, and less so achievements, are so few that they would be told less often than they are there. */
const WORTH = [1, 2, 1.3, 1];

/** One body clause with its label. */
interface Example extends Lesson {
  /** the same as if there were no words above it: what a page gives that begins in the middle, or under headings of its own */
  unheaded: Lesson;
}

/** What a descent learns from. */
interface Lesson {
  numbers: number[];
  /** index in CLASSES */
  label: number;
  weight: number;
}

/** What an example counts without the words of its headings. */
const UNHEADED = 0.5;

/** What an example of the further files counts: there are many times more of them than of the repository's own, and each source has its ways. */
const FURTHER = 0.5;

/** One labelled document; `examples[i]` belongs to `clauses[i]`, null for headings. */
interface Document {
  source: Labelled;
  clauses: Evidence[];
  spans: ScoredRecord[];
  examples: (Example | null)[];
}

/** Where the weights stand, and where what was learnt from more text than the repository holds. */
export const WEIGHTS = 'server/src/reading/kinds/kindWeights.ts';
export const PRIOR = 'test/reading/training/prior.json';

/** Where a descent begins, and how much its weights count as moved already: the more, the shorter its steps. */
interface Start {
  weights: Float64Array;
  moved: number;
}

const NOTHING: Start = { weights: new Float64Array(TRAITS * SIZE), moved: 1e-2 };

/**
 * Learns from the labelled text of the repository and from further files, which need not stay (a document a line: name, text, records):
 * the file of the prior that `train` goes on from, and the cross-validated figures as tables. The same text gives the same bytes.
 */
export function learn(root: string, paths: string[]): { prior: string; figures: string } {
  const further = { name: '另外的文件', texts: paths.flatMap(labelledIn) };
  const groups = [...labelledGroups(root), further];
  const documents = groups.flatMap(group => group.texts.map(text => prepared(text, group === further ? FURTHER : 1)));
  const { chances, pairs } = crossValidated(documents);
  const { first, scale } = firstWeights(documents, NOTHING);
  const prior = { scale, first: base64(first), second: secondWeights(documents, chances) };
  const figures = groups.map(({ name, texts }) => {
    const own = pairs.filter(p => texts.includes(p.source));
    const kinds = table(score(own)).split('\n');
    return [name, ...kinds.filter(l => /F1|^(?:measure|target|achievement)/.test(l)), calibration(own)].join('\n');
  });
  return { prior: `${JSON.stringify(prior)}\n`, figures: figures.join('\n\n') };
}

/** Brings the model of kinds in step with the labelled text of the repository, from the prior on: the file of its weights. The same text gives the same bytes. */
export function train(root: string): string {
  const { scale, first, second } = JSON.parse(readFileSync(join(root, PRIOR), 'utf8')) as {
    scale: number;
    first: string;
    second: number[];
  };
  const weights = Float64Array.from(new Int8Array(Buffer.from(first, 'base64')), w => w * scale);
  const documents = labelledGroups(root).flatMap(({ texts }) => texts.map(text => prepared(text, 1)));
  return file(firstWeights(documents, { weights, moved: 1 }), second);
}

function labelledGroups(root: string): { name: string; texts: Labelled[] }[] {
  return [
    { name: '训练文件(test/reading/training)', texts: trainingTexts(root) },
    { name: '标注段落(test/reading/passages)', texts: passageTexts(root) },
    { name: '五份种子文件(test/reading/gold)', texts: goldTexts(root) },
  ];
}

/** @param worth what each of its examples counts */
function prepared(source: Labelled, worth: number): Document {
  const points = new CodePoints(source.text);
  const clauses = evidence(source.text).flat();
  const spans = clauses.map(c => ({
    start: points.of(c.placed.clause.start),
    end: points.of(c.placed.clause.end),
    kind: 'measure' as const,
  }));
  surround(clauses);
  const labels: number[] = spans.map(() => CLASSES.indexOf(null));
  const units = source.gold.filter(r => r.kind !== 'heading');
  for (const [i, j] of pairUnits(units, spans)) labels[j] = CLASSES.indexOf(units[i]!.kind);
  return {
    source,
    clauses,
    spans,
    examples: clauses.map((c, i) => (isBody(c) ? example(c.traits as ListedTraits, labels[i]!, worth) : null)),
  };
}

function example({ numbers, templates }: ListedTraits, label: number, weight: number): Example {
  const unheaded = numbers.filter((_, i) => !NAMED_ABOVE.includes(templates[i]!));
  return { numbers, label, weight, unheaded: { numbers: unheaded, label, weight: weight * UNHEADED } };
}

interface Crossed {
  /** for each document what a first look that has not seen it says of its clauses */
  chances: (Chances | null)[][];
  pairs: (DocumentPair & { source: Labelled })[];
}

/** Reads each document with a model trained on the others, an eighth of them at a time. */
function crossValidated(documents: Document[]): Crossed {
  const chances: (Chances | null)[][] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = firstWeights(
      documents.filter((_, i) => i % FOLDS !== fold),
      NOTHING,
    );
    documents.forEach((d, i) => {
      if (i % FOLDS === fold) chances[i] = d.examples.map(e => e && firstLook(e.numbers, model));
    });
  }
  const pairs: Crossed['pairs'] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = documents.map((_, i) => i % FOLDS !== fold);
    const second = secondWeights(
      documents.filter((_, i) => others[i]),
      chances.filter((_, i) => others[i]),
    );
    documents.forEach((d, i) => {
      if (!others[i]) pairs[i] = read(d, chances[i]!, second);
    });
  }
  return { chances, pairs };
}

function read(d: Document, first: (Chances | null)[], second: number[]): Crossed['pairs'][number] {
  const found = companyOf(d.clauses, first, company => secondLook(company, { second })).flatMap((chances, i): ScoredRecord[] => {
    if (!chances) return [];
    const best = chances.indexOf(Math.max(...chances));
    const kind = CLASSES[best]!;
    return kind === null ? [] : [{ ...d.spans[i]!, kind, confidence: chances[best]! }];
  });
  return { name: d.source.name, gold: d.source.gold, read: found, source: d.source };
}

/** Logistic regression over the traits, in steps that shrink as a weight has moved (AdaGrad), rounded to 8 bits. */
function firstWeights(documents: Document[], start: Start): Pick<Model, 'first' | 'scale'> {
  const lessons = documents.flatMap(d => d.examples.flatMap((e): Lesson[] => (e ? [e, e.unheaded] : [])));
  const weights = new Float64Array(TRAITS * SIZE);
  for (let run = 0; run < RUNS; run++) {
    for (const [i, w] of descended(lessons, start, FIRST.seed + run).entries()) weights[i]! += w / RUNS;
  }
  const scale = weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0) / 127;
  return { first: Int8Array.from(weights, w => Math.round(w / scale)), scale: Number(scale.toPrecision(6)) };
}

/** One descent; what has no reason to move is drawn back to where it began. */
function descended(lessons: Lesson[], start: Start, seed: number): Float64Array {
  const weights = start.weights.slice();
  const moved = new Float64Array(TRAITS * SIZE).fill(start.moved);
  for (const { numbers, label, weight } of shuffled(lessons, { ...FIRST, seed })) {
    const chances = firstLook(numbers, { first: weights, scale: 1 });
    const each = gain(numbers.length);
    for (let c = 0; c < SIZE; c++) {
      const error = weight * (chances[c]! - (label === c ? 1 : 0));
      if (Math.abs(error) < 1e-3) continue;
      for (const n of numbers) step(weights, start.weights, moved, n * SIZE + c, error * each, FIRST);
    }
  }
  return weights;
}

/** The same over what the first look found around each clause; it begins by believing the first look. */
function secondWeights(documents: Document[], chances: (Chances | null)[][]): number[] {
  const examples = documents.flatMap((d, i) =>
    companyOf(d.clauses, chances[i]!, company => company.slice()).flatMap((company, j) =>
      company && d.examples[j] ? [{ company, label: d.examples[j].label, weight: d.examples[j].weight }] : [],
    ),
  );
  const before = new Float64Array(COMPANY * SIZE);
  const weights = before.slice();
  for (let c = 0; c < SIZE; c++) weights[c * SIZE + c] = 1;
  const moved = new Float64Array(COMPANY * SIZE).fill(1e-2);
  for (const { company, label, weight } of shuffled(examples, SECOND)) {
    const found = secondLook(company, { second: weights });
    for (let c = 0; c < SIZE; c++) {
      const error = weight * WORTH[label]! * (found[c]! - (label === c ? 1 : 0));
      for (const [n, v] of company.entries()) step(weights, before, moved, n * SIZE + c, error * v, SECOND);
    }
  }
  return Array.from(weights, w => Math.round(w * 1000) / 1000);
}

function step(
  weights: Float64Array,
  before: Float64Array,
  moved: Float64Array,
  at: number,
  slope: number,
  { rate, decay }: { rate: number; decay: number },
): void {
  const gradient = slope + decay * (weights[at]! - before[at]!);
  moved[at]! += gradient * gradient;
  weights[at]! -= (rate * gradient) / Math.sqrt(moved[at]!);
}

/** All examples as often as there are epochs, each time in another order that is the same at every run. */
function* shuffled<T>(examples: T[], { epochs, seed }: { epochs: number; seed: number }): Generator<T> {
  const order = [...examples];
  let state = seed;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const j = Math.floor((state / 2 ** 32) * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    yield* order;
  }
}

function file({ first, scale }: Pick<Model, 'first' | 'scale'>, second: number[]): string {
  return [
    '// Made by `npm run -s read:train` from the labelled text in test/reading; not edited by hand.',
    `export const FIRST_SCALE = ${scale};`,
    `/** Thousandths. */\nexport const SECOND_WEIGHTS =\n${lines(second.map(w => Math.round(w * 1000)).join(' '))};`,
    `/** One byte each, base64. */\nexport const FIRST_WEIGHTS =\n${lines(base64(first))};`,
    '',
  ].join('\n');
}

function base64(first: Model['first']): string {
  return Buffer.from(Int8Array.from(first)).toString('base64');
}

function lines(text: string): string {
  return text
    .match(/.{1,130}/g)!
    .map(l => `  '${l}'`)
    .join(' +\n');
}
