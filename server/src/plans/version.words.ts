/** A run of words: in both versions, only in the old, or only in the new. */
export interface WordRun {
  side: 'both' | 'old' | 'new';
  text: string;
}

/** So many words on either side are compared one by one; longer stretches are shown as replaced whole. */
const MOST_WORDS = 600;
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** What changed between two wordings, word by word. Joined, the runs of `both` and `old` are the old text; of `both` and `new` the new one. */
export function compareWords(old: string, fresh: string): WordRun[] {
  const [before, after] = [wordsOf(old), wordsOf(fresh)];
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const inner = runsBetween(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const same = (words: string[]): WordRun => ({ side: 'both', text: words.join('') });
  return merged([same(before.slice(0, start)), ...inner, same(end > 0 ? before.slice(-end) : [])]);
}

/** Numbers with their unit stay one word, so that 65% → 70% reads as one change. */
function wordsOf(text: string): string[] {
  return (text.match(/\d[\d.,]*[%％‰]?|[^\d]+/g) ?? []).flatMap(part =>
    /^\d/.test(part) ? [part] : [...WORDS.segment(part)].map(({ segment }) => segment),
  );
}

function runsBetween(before: string[], after: string[]): WordRun[] {
  if (before.length === 0 || after.length === 0 || Math.max(before.length, after.length) > MOST_WORDS)
    return [
      { side: 'old', text: before.join('') },
      { side: 'new', text: after.join('') },
    ];
  const width = after.length + 1;
  const common = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] as number;
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      common[row * width + column] =
        before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const runs: WordRun[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      runs.push({ side: 'both', text: before[row] as string });
      row += 1;
      column += 1;
    } else if (column >= after.length || (row < before.length && at(row + 1, column) >= at(row, column + 1))) {
      runs.push({ side: 'old', text: before[row] as string });
      row += 1;
    } else {
      runs.push({ side: 'new', text: after[column] as string });
      column += 1;
    }
  }
  return runs;
}

/** Neighbouring runs of one side become one. */
function merged(runs: WordRun[]): WordRun[] {
  const out: WordRun[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last?.side === run.side) last.text += run.text;
    else if (run.text) out.push({ ...run });
  }
  return out;
}
