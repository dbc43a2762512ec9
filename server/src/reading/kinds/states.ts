import { sought } from '../words/pattern.js';
import type { Openings } from '../words/segments.js';
import type { Evidence } from './evidence.js';

/** What is told of a problem, not of a deed or a level: "…尚不健全", "…有待加强". */
const LACKING = sought(/尚|仍|缺乏|不足|薄弱|滞后|困难|欠缺|不健全|不够|亟待|有待|难以|较低|偏低|较弱/);
/** What has come about: "开展了…"; 了解 is no such word. */
const COME_ABOUT = sought(/了(?!解)/);

/**
 * What is so or not so of a clause, each asked once: few enough that the second look can weigh each by itself, which among the
 * hundreds of traits of the first look hardly counts.
 */
const STATES: readonly ((e: Evidence, folded: string, opens: Openings) => boolean)[] = [
  e => e.tense === 1,
  e => e.tense === 2,
  e => e.tense === 3,
  (_, __, { first }) => first === 'action',
  (_, __, { first }) => first === 'level',
  (_, __, { first }) => first === 'other',
  (_, __, { hasAction }) => hasAction,
  (_, __, { hasLevel }) => hasLevel,
  e => e.figures.length > 0,
  (e, _, { hasAction }) => e.figures.length > 0 && !hasAction,
  (e, _, { first }) => e.figures.length > 0 && first === 'action',
  (_, folded) => COME_ABOUT.test(folded),
  (_, folded) => LACKING.test(folded),
  e => e.hasActor,
  e => e.hasDuty,
  e => e.hasDeadline,
  e => e.placed.isPlanned,
  e => e.placed.role === 'goal',
  e => e.placed.role === 'review',
  e => e.placed.role === 'work',
  e => e.placed.role === 'problem',
  (e, _, { first }) => e.placed.role === 'work' && first === 'action',
  (e, _, { hasAction }) => e.placed.isPlanned && hasAction && e.tense !== 1,
  e => e.placed.section.length > 0,
  e => e.placed.first && e.placed.last,
  (_, folded) => folded.length < 20,
  (_, folded) => folded.length > 80,
];

/** How many they are. */
export const STATE_COUNT = STATES.length;

/** The states of a clause, a bit each. */
export function statesOf(e: Evidence, opens: Openings): number {
  const { folded } = e.placed.words;
  let states = 0;
  for (let i = 0; i < STATE_COUNT; i++) if (STATES[i]!(e, folded, opens)) states |= 1 << i;
  return states;
}
