import type { DataSource } from 'typeorm';
import { notFound } from '../platform/problems.js';
import { LIGHTS, type Light } from '../rules/lights.js';
import { NAMED_LIGHTS, type NamedLight, type Scheme } from '../rules/schemes.js';
import type { SchemeTrial, TrySchemeChange } from './light-scheme.dto.js';

export type Judging = Pick<Scheme, 'rules' | 'words'>;
/** The scheme of a plan as it is, and as a change would have it. */
export interface Touched {
  now: Judging;
  then: Judging;
}

/** The plans whose scheme a change of one touches; throws 404. */
export async function touchedPlans(source: DataSource, id: number, change: TrySchemeChange): Promise<Map<number, Touched>> {
  const schemes: (Judging & { id: number; isDefault: boolean })[] = await source.query(
    'SELECT id, rules, words, is_default AS "isDefault" FROM light_scheme',
  );
  const tried = schemes.find(scheme => scheme.id === id);
  if (!tried) throw notFound('light_scheme', '套亮灯规则');
  const usual = schemes.find(scheme => scheme.isDefault) ?? tried;
  const standing = change.isDefault || usual.id === id ? change : usual;
  const plans: { id: number; chosen: number | null }[] = await source.query('SELECT id, light_scheme_id AS chosen FROM plan');
  const touched = new Map<number, Touched>();
  for (const plan of plans) {
    const now = schemes.find(scheme => scheme.id === plan.chosen) ?? usual;
    const kept = plan.chosen !== null && plan.chosen !== id ? now : standing;
    const then = change.planIds.includes(plan.id) ? change : kept;
    if (now.id === id || then === change) touched.set(plan.id, { now, then });
  }
  return touched;
}

const ORDER = Object.keys(LIGHTS) as Light[];
/** Changes that a trial lists. */
const LONGEST = 200;

export type Change = SchemeTrial['changes'][number];
export type Tally = Omit<SchemeTrial, 'seal'>;

export const emptyTally = (): Tally => ({ tasks: 0, before: none(), after: none(), changed: 0, changes: [] });
const none = () => Object.fromEntries(ORDER.map(light => [light, 0])) as Record<Light, number>;

/** Counts some tasks in; of those that change the gravest are kept. */
export function count(tally: Tally, found: Change[]): void {
  for (const { before, after } of found) {
    tally.tasks += 1;
    tally.before[before] += 1;
    tally.after[after] += 1;
  }
  const changes = found.filter(({ before, after }) => before !== after);
  tally.changed += changes.length;
  tally.changes = [...tally.changes, ...changes].sort(gravest).slice(0, LONGEST);
}

const gravest = (a: Change, b: Change) => ORDER.indexOf(a.after) - ORDER.indexOf(b.after) || a.taskId - b.taskId;

/** What a scheme calls a light. */
export function wordOf({ words }: Judging, light: Light) {
  const named = (NAMED_LIGHTS as readonly Light[]).includes(light);
  return named ? words[light as NamedLight] : { label: LIGHTS[light].label, colour: null };
}
