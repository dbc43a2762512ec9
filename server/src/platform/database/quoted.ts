/** Words as a list for `IN (…)`. They come from the tables of the rules, never from a request. */
export const quoted = (words: readonly string[]) => words.map(word => `'${word}'`).join(', ');
