/** A stretch of a sentence between two marks, where it may be cut. */
export interface Clause {
  /** Code points from the beginning of the sentence. */
  start: number;
  words: string;
}

const MARK = /[，,；;。！!？?：:、]/;

/** The stretches of a sentence, each with the mark that closes it; none is only marks and spaces. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  let words = '';
  for (const [index, character] of Array.from(text).entries()) {
    words += character;
    if (!MARK.test(character)) continue;
    if (/[^\s\p{P}]/u.test(words)) clauses.push({ start, words });
    else if (clauses.length > 0) clauses.at(-1)!.words += words;
    else continue;
    start = index + 1;
    words = '';
  }
  if (words.trim()) clauses.push({ start, words });
  return clauses;
}
