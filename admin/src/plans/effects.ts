import type { VersionDifference } from '../api/types.js';

const EFFECTS = {
  words: ({ words }) => words.some(({ side }) => side !== 'both'),
  deadline: both((old, fresh) => old.deadline !== fresh.deadline),
  units: both((old, fresh) => [old.lead, old.support].join(';') !== [fresh.lead, fresh.support].join(';')),
  moved: ({ moved }) => moved,
  new: ({ kind }) => kind === 'new',
  gone: ({ kind }) => kind === 'gone',
} satisfies Record<string, (difference: VersionDifference) => boolean>;

type Effect = keyof typeof EFFECTS | 'tasks';
type Side = NonNullable<VersionDifference['old']>;

function both(differ: (old: Side, fresh: Side) => boolean) {
  return ({ old, fresh }: VersionDifference) => old !== null && fresh !== null && differ(old, fresh);
}

/** What taking differences over changes, and how often: only what does change, the tasks that it touches last, each once. */
export function effectsOf(differences: readonly VersionDifference[]): { effect: Effect; count: number }[] {
  const names = Object.keys(EFFECTS) as (keyof typeof EFFECTS)[];
  const counts = names.map(effect => ({ effect: effect as Effect, count: differences.filter(EFFECTS[effect]).length }));
  const tasks = new Set(differences.flatMap(difference => difference.tasks.map(({ id }) => id))).size;
  return [...counts, { effect: 'tasks' as const, count: tasks }].filter(({ count }) => count > 0);
}
