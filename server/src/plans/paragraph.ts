import type { MeasureView } from './plan.dto.js';

/** Of a measure what tells whether brackets that close its paragraph name units. */
export type Sentence = Pick<MeasureView, 'id' | 'text' | 'leadNames' | 'supportNames' | 'documentId' | 'start' | 'end'>;

/** Brackets at the end: （甲局、各镇（街道）按职责分工负责）. */
const CLOSING = /[(（【[].*[)）】\]][。；;]?\s*$/s;

/**
 * Units in brackets that close a paragraph stand for all of it: sentences of theirs that name nobody are proposed to the same units. The reading gives
 * them to the last sentence alone, as it stands there.
 * @param measures in the order of the text
 */
export function withUnitsOfParagraph<T extends Sentence>(measures: T[]): T[] {
  const closings = closingsOf(measures);
  return measures.map((measure, index) => {
    const { leadNames, supportNames } = closings[index] ?? measure;
    return { ...measure, leadNames, supportNames };
  });
}

/** The measures that name nobody and for which the brackets of another answer, by the id of the one with the brackets. */
export function answeredByBrackets(measures: Sentence[]): Map<number, number[]> {
  const closings = closingsOf(measures);
  const answered = new Map<number, number[]>();
  for (const [index, { id }] of measures.entries()) {
    const closing = closings[index];
    if (closing) answered.set(closing.id, [...(answered.get(closing.id) ?? []), id]);
  }
  return answered;
}

/** For each measure the one whose closing brackets name its units; null where it names its own, or nobody does. */
function closingsOf<T extends Sentence>(measures: T[]): (T | null)[] {
  let closing: T | null = null;
  let begins = 0;
  const backwards = measures.toReversed().map(measure => {
    if (closesWithUnits(measure)) closing = measure;
    else if (closing?.documentId !== measure.documentId || measure.end !== begins) closing = null;
    begins = measure.start;
    return measure.leadNames.length + measure.supportNames.length > 0 ? null : closing;
  });
  return backwards.toReversed();
}

function closesWithUnits({ text, leadNames, supportNames }: Sentence): boolean {
  const words = CLOSING.exec(text)?.[0] ?? '';
  return [...leadNames, ...supportNames].some(name => words.includes(name));
}
