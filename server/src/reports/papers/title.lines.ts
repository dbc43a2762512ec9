const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** How many Chinese characters wide some words are. */
export const lettersOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter < '\x80' ? 0.5 : 1), 0);

interface Broken {
  lines: string[];
  /** How far from even, as the sum of squares. */
  cost: number;
}

/**
 * Breaks a title into lines of like length, at most so many letters each, and tears no word, year, number or bracket
 * (GB/T 9704-2012, 7.3.1: 回行时词意完整); what cannot be torn may be longer.
 */
export function titleLines(title: string, most: number): string[] {
  const pieces = piecesOf(title);
  const even = lettersOf(title) / Math.ceil(lettersOf(title) / most);
  // The best way to break the first so many pieces.
  const best: Broken[] = [{ lines: [], cost: 0 }];
  for (let end = 1; end <= pieces.length; end += 1) best.push(lastLine(pieces.slice(0, end), best, even, most));
  return best.at(-1)?.lines ?? [];
}

/** The best way to break some pieces, of which fewer are broken already: where the last line begins. */
function lastLine(pieces: string[], best: readonly Broken[], even: number, most: number): Broken {
  let found: Broken | null = null;
  for (let start = pieces.length - 1; start >= 0; start -= 1) {
    const line = pieces.slice(start).join('');
    const before = best[start];
    if (!before || (found && lettersOf(line) > most)) break;
    const cost = before.cost + (lettersOf(line) - even) ** 2;
    if (!found || cost < found.cost) found = { lines: [...before.lines, line], cost };
  }
  return found ?? { lines: [], cost: 0 };
}

/** What stays in one line. */
function piecesOf(title: string): string[] {
  const pieces: string[] = [];
  let last = '';
  for (const { segment } of words.segment(title)) {
    if (last && isOne(last, segment)) pieces.push(`${pieces.pop()}${segment}`);
    else pieces.push(segment);
    last = segment;
  }
  return pieces;
}

/** A character that the dictionary leaves alone is part of a word that it does not know, but for those that join words. */
function isOne(before: string, after: string): boolean {
  if (/^[》）”、，。：]/u.test(after) || /[《（“]$/u.test(before)) return true;
  if (/[\d—.%]$/u.test(before) && /^[\d—.%年月日]/u.test(after)) return true;
  if (/^第[\d一二三四五六七八九十]+$/u.test(before)) return true;
  if (/^[的等]$/u.test(after) || /^[和与及暨]$/u.test(before)) return true;
  return /^(?![的等》）”、，。：])[\p{Script=Han}]$/u.test(before) || /^(?![和与及暨])[\p{Script=Han}]$/u.test(after);
}
