/** What may be part of a task's number, 督办〔2026〕12号. */
const OF_A_NUMBER = /^[督办〔〕号\d\s]+$/;

/** The expression of the index task_title_spread. */
const SPREAD = `('x' || regexp_replace(lower(t.title), '(.)', '\\1x', 'g'))`;

const pattern = (text: string) => `%${text.replace(/[\\%_]/g, letter => `\\${letter}`)}%`;

/**
 * Tasks `t` whose title, or number, contains some text. Trigrams find nothing shorter than three characters: for those the title is indexed a second
 * time with its characters spread by an x (托x育x), where two characters make three.
 * @param place adds a parameter to the query and gives its placeholder
 */
export function containing(text: string, place: (value: unknown) => string): string {
  const letters = [...text.toLowerCase()];
  // Given both, the database would also go through all of the first index for the two characters that it cannot find there.
  const titled =
    letters.length < 3
      ? `${SPREAD} LIKE ${place(pattern(`x${letters.join('x')}x`))} AND strpos(lower(t.title), ${place(text.toLowerCase())}) > 0`
      : `t.title ILIKE ${place(pattern(text))}`;
  return OF_A_NUMBER.test(text) ? `(${titled} OR t.no ILIKE ${place(pattern(text))})` : `(${titled})`;
}
