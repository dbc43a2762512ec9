import { PROCESSES, ROLES } from '../api/rules.js';

/** What the parts of a log line's content are called, by their key; a part without a name is not shown. */
export type Names = Readonly<Record<string, string>>;

type Content = Readonly<Record<string, unknown>>;

/**
 * The content of a line of the audit log in words: a move of state, what a change altered, or its parts by name.
 * `names` are the names of parts and `words` those of values, both in the language of the screen.
 */
export function detailText(objectType: string, detail: Content, names: Names, words: Names): string {
  const word = wordsFor(objectType, words);
  if ('toState' in detail) return move(detail.fromState, detail.toState, word);
  const { before, after } = detail;
  if (isContent(before) && isContent(after)) return changes(before, after, names, word);
  return parts(detail, names, word).join('；');
}

type Word = (value: unknown) => string;

function move(from: unknown, to: unknown, word: Word): string {
  return from && from !== to ? `${word(from)} → ${word(to)}` : word(to);
}

function changes(before: Content, after: Content, names: Names, word: Word): string {
  return Object.keys(after)
    .filter(key => key in names && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map(key => `${names[key]}：${word(before[key])} → ${word(after[key])}`)
    .join('；');
}

function parts(detail: Content, names: Names, word: Word): string[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    if (isContent(value)) return parts(value, names, word);
    return key in names && value !== null && value !== '' ? [`${names[key]}：${word(value)}`] : [];
  });
}

/** States of every process: a line about one record may tell of another's. */
const STATES: Names = Object.assign({}, ...Object.values(PROCESSES).map(process => process.states));

/** Values by their Chinese names: states of the object's process, roles, and what else the screen has a word for. */
function wordsFor(objectType: string, words: Names): Word {
  const states: Names = PROCESSES[objectType as keyof typeof PROCESSES]?.states ?? {};
  const known: Names = { ...STATES, ...words, ...ROLES, ...states };
  const word: Word = value => {
    if (Array.isArray(value)) return value.map(word).join('、') || '—';
    if (value === null || value === undefined || value === '') return '—';
    return known[String(value)] ?? String(value);
  };
  return word;
}

const isContent = (value: unknown): value is Content => typeof value === 'object' && value !== null && !Array.isArray(value);
