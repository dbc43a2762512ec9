import { isShareOut, parties } from '../duties/duties.js';
import { WHEN_LABEL, WHO_LABEL } from '../duties/dutyLabels.js';
import { TIME } from '../tables/flatCells.js';
import type { FlatRows } from '../tables/flatRows.js';
import { rowUnits } from '../tables/rows.js';
import { pattern } from '../words/pattern.js';
import { words } from '../words/text.js';
import { bodyOf, type Placed } from './placed.js';

const BRACKETED = pattern(
  /^[([](?!(?:责任|任务|工作|措施|组织|要求|贯彻)落实)(?:[^()[\]]|\([^()]*\))*(?:牵头|负责|配合|协助|协同|参与|参加|落实)(?:落实)?[)\]][。;]?$/,
);
/** A unit with its annotation is no longer than this. */
const LONGEST_UNIT = 1500;
/** Puts annotations on a line of their own to the unit before them, and the cells of a table that came as text to the row's task. */
export function mergeAnnotations(text: string, folded: string, placed: Placed[], rows: FlatRows): Placed[] {
  const units: Placed[] = [];
  for (let i = 0; i < placed.length; i++) {
    const p = placed[i]!;
    const last = units.at(-1);
    const row = rows.at(p.clause.start);
    if (row) {
      const own = placed.slice(i, i + 1);
      while (i + 1 < placed.length && placed[i + 1]!.clause.start < row.to) own.push(placed[++i]!);
      units.push(...rowUnits(row, own, text, folded, last));
    } else if (last && last.level === null && isAnnotationLine(bodyOf(p)) && p.clause.end - last.clause.start <= LONGEST_UNIT)
      extend(text, folded, last, p);
    else if (last && last.level === null && isTimeLine(p)) last.cells.push({ words: p.words, share: 'due' });
    else units.push(p);
  }
  return units;
}

/** A label with a time, one that is numbered tells no more than that; or nothing but a time in brackets. */
const isTimeLine = (p: Placed): boolean =>
  (WHEN_LABEL.test(bodyOf(p)) && (p.mark === null || p.words.folded.length <= LONGEST_TIME)) ||
  TIME.test(UNTIL.exec(p.words.folded)?.[1] ?? '');
const LONGEST_TIME = 24;
/** A month or day alone is when a text was written. */
const UNTIL = pattern(/^[([]([^()[\]]*[前底末内成持进改])[)\]]$/);

const WHOLE_BRACKET = pattern(/^[([](.*)[)\]][。;]?$/);

/** A label with names, or nothing but names in brackets. */
export function isAnnotationLine(folded: string): boolean {
  if (WHO_LABEL.test(folded) || BRACKETED.test(folded) || isShareOut(folded)) return true;
  const bracketed = WHOLE_BRACKET.exec(folded);
  return bracketed !== null && parties(bracketed[1]!) !== null;
}

function extend(text: string, folded: string, unit: Placed, by: Placed): void {
  unit.clause = { start: unit.clause.start, end: by.clause.end };
  unit.words = words(text, folded, unit.clause.start, unit.clause.end);
}
