import { doer, NOBODY, type Responsibility, responsibility, underName } from './duties/responsibility.js';
import { indicators } from './figures/indicators.js';
import { due } from './formats/table.text.js';
import { isNever } from './kinds/context.js';
import { describe, type Evidence, tenseOf } from './kinds/evidence.js';
import { looksDone, type Marks, marksOf } from './kinds/marks.js';
import { statesOf } from './kinds/states.js';
import type { Traits } from './kinds/traits.js';
import type { Placed } from './outline/placed.js';
import { NO_TIMES, type Times, times } from './times/dates.js';
import { documentPeriod, documentYear } from './times/documentYear.js';
import { passOnYears } from './times/leadIns.js';
import { NONE } from './types.js';
import { ACTIONS } from './words/lexicon.js';
import { wordEnd } from './words/scan.js';
import { openingsOf, type Segment, segments } from './words/segments.js';

/** What the fields' readers found in one clause before its kind is known. */
export interface Facts extends Evidence {
  duty: Responsibility;
  ahead: Times;
}

/** When a document speaks, and the years that its title gives it. */
interface Spoken {
  year: number | null;
  period: [number, number] | null;
}

/** So many clauses are read together: what the readers make of them on the way is let go of before the next. */
const WINDOW = 200;

/** What the readers find in the clauses of one document, and the year in which it speaks. The traits of each clause are of the same kind as `traits`. */
export function gather(placed: Placed[], traits: Traits): { clauses: Facts[]; year: number | null } {
  const spoken = { year: documentYear(placed), period: documentPeriod(placed) };
  const clauses: Facts[] = [];
  passOnYears(placed, spoken.year);
  for (let from = 0; from < placed.length; from += WINDOW) readWindow(placed.slice(from, from + WINDOW), spoken, traits, clauses);
  return { clauses, year: spoken.year };
}

/** The tense of what has marks of done only. */
const DONE = tenseOf({ done: '已', ahead: '' });

const NO_MARKS: Marks = { done: '', ahead: '' };

/** Reader by reader, each over all clauses of a window: a reader's own code and tables are at hand then. Puts what they find behind `found`. */
function readWindow(window: Placed[], spoken: Spoken, traits: Traits, found: Facts[]): void {
  const before = found.at(-1)?.placed;
  const marks = ofBodies(window, NO_MARKS, p => marksOf(p.words.folded));
  const parts = ofBodies<Segment[]>(window, NONE, p => segments(p.words.folded));
  const duties = ofBodies(window, NOBODY, (p, i) => dutyOf(p, i > 0 ? window[i - 1] : before, parts[i]!, looksDone(marks[i]!)));
  const first = found.length;
  window.forEach((p, i) => {
    found.push(factsOf(p, marks[i]!, duties[i]!, spoken, found.at(-1), traits.fresh()));
  });
  window.forEach((p, i) => {
    if (p.level !== null) return;
    const each = found[first + i]!;
    const opens = openingsOf(parts[i]!);
    describe(each, marks[i]!, parts[i]!, opens);
    each.states = statesOf(each, opens);
  });
}

/** What `read` finds in each clause; `nothing` in a heading: it groups what follows and owes nothing itself. */
function ofBodies<T>(window: Placed[], nothing: T, read: (unit: Placed, i: number) => T): T[] {
  return window.map((p, i) => (p.level === null ? read(p, i) : nothing));
}

/** Whose it is by its own words, else by the name that stands as a heading right before it. */
function dutyOf(p: Placed, before: Placed | undefined, parts: Segment[], isDone: boolean): Responsibility {
  const duty = responsibility(p.words, p.goals ? NONE : parts, isDone, p.cells);
  const isUnder = duty.lead.length === 0 && before && before.level !== null && before.paragraph === p.paragraph;
  return (isUnder ? underName(before.words) : null) ?? duty;
}

/** Who did what turns out to be a result, though no word of it says so ("斩获金奖2枚"): of what is done more verbs tell who did it. */
export function dutyDone({ duty, tense, placed: { words, goals, cells } }: Facts): Responsibility {
  const isTold = duty.lead.length > 0 || cells.length > 0 || goals !== null;
  if (isTold || tense === DONE || wordEnd(words.folded, 0, ACTIONS) > 0) return duty;
  return doer(words, segments(words.folded), duty);
}

/** Neither is a figure where a time stands. What the clause before measured, this one may leave out ("…达到50%;2026年达到60%"). */
function factsOf(p: Placed, marks: Marks, duty: Responsibility, spoken: Spoken, before: Facts | undefined, traits: Traits): Facts {
  const isBody = p.level === null;
  const ahead = isBody ? times(told(p), p.phases[0] ?? p.year ?? spoken.year, false, spoken.period) : NO_TIMES;
  return {
    placed: p,
    tense: tenseOf(marks),
    figures: p.goals ?? (isBody ? indicators(p.words, before?.figures.at(-1)?.name ?? null) : NONE),
    hasActor: duty.hasActor,
    hasDuty: duty.lead.length > 0,
    hasDeadline: ahead.deadline !== null && Number(ahead.deadline.date.slice(0, 4)) >= (spoken.year ?? 0),
    isNever: isBody && isNever(p),
    traits,
    states: 0,
    duty,
    ahead,
  };
}

/** The words of a unit with those that tell by when it is due. */
function told({ words, cells }: Placed): string {
  if (cells.length === 0) return words.folded;
  const dues = cells.filter(c => c.share === 'due').map(c => `时限:${due(c.words.folded)}`);
  return dues.length === 0 ? words.folded : [words.folded, ...dues].join('\n');
}
