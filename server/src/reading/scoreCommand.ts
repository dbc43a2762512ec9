import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { jsonLines } from './print.js';
import { readPlan } from './read.js';
import { calibration, type DocumentPair, type Miss, type ScoredRecord, score, table } from './score.js';

const DOCUMENTS = 'seeds/documents';
const GOLD = 'test/reading/gold';
const PASSAGES = 'test/reading/passages';
const HELD_OUT = 'test/reading/held-out';
const FRESH = 'test/reading/fresh';
const PAGES = 'test/reading/pages';
const TRAINING = 'test/reading/training';

/** Reads a text and gives its records as the command prints them, so that what is scored is what users get. */
function read(text: string, name: string): ScoredRecord[] {
  return parse(jsonLines(readPlan(text), name, false));
}

/** A text with its hand-made records. */
export interface Labelled {
  name: string;
  text: string;
  gold: ScoredRecord[];
}

/** The five seed documents. */
export function goldTexts(root: string): Labelled[] {
  return files(join(root, GOLD)).map(path => {
    const name = basename(path, '.jsonl');
    return { name, text: readFileSync(join(root, DOCUMENTS, `${name}.txt`), 'utf8'), gold: parse(readFileSync(path, 'utf8')) };
  });
}

/** The labelled passages of many styles; each line of a file is one passage with its records. */
export function passageTexts(root: string): Labelled[] {
  return labelled(root, PASSAGES);
}

/** Documents that were labelled for training: kind, responsible units and deadline only. */
export function trainingTexts(root: string): Labelled[] {
  return labelled(root, TRAINING);
}

/** The hand-made readings of the five seed documents beside ours. */
export function goldPairs(root: string): DocumentPair[] {
  return goldTexts(root).map(pair);
}

/** The passages beside our reading of them. */
export function passagePairs(root: string): DocumentPair[] {
  return passageTexts(root).map(pair);
}

/** The labelled documents that nothing is trained or written on: what a new document can be expected to get. */
export function heldOutPairs(root: string): DocumentPair[] {
  return labelled(root, HELD_OUT).map(pair);
}

/** Texts labelled before the rules for units, deadlines and names were mended, and kept from them since. */
export function freshPairs(root: string): DocumentPair[] {
  return labelled(root, FRESH).map(pair);
}

/** Pages built like those that governments and papers publish, furniture and all; nothing is trained or written on them either. */
export function pagePairs(root: string): DocumentPair[] {
  return labelled(root, PAGES).map(pair);
}

function pair({ name, text, gold }: Labelled): DocumentPair {
  return { name, gold, read: read(text, name) };
}

function labelled(root: string, folder: string): Labelled[] {
  return files(join(root, folder)).flatMap(labelledIn);
}

/** The labelled texts of a file, one a line. */
export function labelledIn(path: string): Labelled[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => {
      const { name, text, records } = JSON.parse(line) as { name: string; text: string; records: ScoredRecord[] };
      return { name, text, gold: records };
    });
}

function files(folder: string): string[] {
  if (!existsSync(folder)) throw new Error(`找不到文件夹“${folder}”。请在项目根目录下运行 npm run -s read:score。`);
  return readdirSync(folder)
    .filter(f => f.endsWith('.jsonl'))
    .sort()
    .map(f => join(folder, f));
}

function parse(lines: string): ScoredRecord[] {
  return lines
    .split('\n')
    .filter(Boolean)
    .map(l => JSON.parse(l) as ScoredRecord);
}

/** Prints the scores of documents, passages and held-out documents; `misses` examples of each kind of difference, none of them from the held-out ones. */
export function report(root: string, misses: number): string {
  const parts = [
    { heading: '五份种子文件(test/reading/gold)', pairs: goldPairs(root), shown: misses },
    { heading: '各类文体的标注段落(test/reading/passages)', pairs: passagePairs(root), shown: misses },
    { heading: '留出不看的文件(test/reading/held-out)', pairs: heldOutPairs(root), shown: 0 },
    { heading: '后写的对照段落,只看数字(test/reading/fresh)', pairs: freshPairs(root), shown: 0 },
    { heading: '照公开网页的样子写的页面,只看数字(test/reading/pages)', pairs: pagePairs(root), shown: 0 },
  ];
  return parts
    .map(({ heading, pairs, shown }) => {
      const result = score(pairs);
      return [heading, table(result), calibration(pairs), ...(shown > 0 ? examples(result.misses, shown) : [])].join('\n');
    })
    .join('\n\n');
}

function examples(misses: Miss[], most: number): string[] {
  const kinds = [...new Set(misses.map(m => m.what))];
  return kinds.flatMap(what => {
    const all = misses.filter(m => m.what === what);
    return [`\n${what}: ${all.length}`, ...all.slice(0, most).map(m => `  ${m.document}: ${m.words.slice(0, 160)}`)];
  });
}
