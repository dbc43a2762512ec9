/** A stretch of a sentence between two marks, where it may be cut. */
export interface Clause {
  /** Code points from the beginning of the sentence. */
  start: number;
  words: string;
}

const MARK = '[，,；;。！!？?：:、]';
const BRACKETS = '[（(](?:[^（()）]|[（(][^（()）]*[）)])*[）)]';
/** Up to a mark and with it; what stands in brackets holds together, and who owes a sentence stays behind it. */
const STRETCH = new RegExp(`(?:${BRACKETS}|(?!${MARK}).)*(?:${MARK}+\\s*(?:(?=[（(][^）)]*[：:])${BRACKETS}${MARK}*\\s*)*|$)`, 'gsu');

/** The stretches of a sentence, each with the mark that closes it; none is only marks and spaces. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  let words = '';
  for (const [stretch] of text.matchAll(STRETCH)) {
    words += stretch;
    if (/[^\s\p{P}]/u.test(words)) clauses.push({ start, words });
    else if (clauses.length > 0) clauses.at(-1)!.words += words;
    else continue;
    start += Array.from(words).length;
    words = '';
  }
  return clauses;
}
