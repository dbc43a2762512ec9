import { BULK_ACTS, BULK_MOST } from '../reports/bulk/bulk.acts.js';
import { ROLES } from '../rules/actor.js';
import { CADENCES, PHASE_KINDS } from '../rules/cadences.js';
import { PROCESSES } from '../rules/index.js';
import { SIGNERS } from '../rules/ladder.js';
import { LIGHTS } from '../rules/lights.js';
import { MESSAGE_KINDS } from '../rules/messages.js';
import { OBJECT_KINDS } from '../rules/object.words.js';
import { PAPER_KINDS } from '../rules/paper.words.js';
import type { Act } from '../rules/process.js';
import { PROGRESS_CLASSES } from '../rules/progress-class.js';
import { TAKEN_BACK_RETURNS, VOID_RETURNS } from '../rules/return.words.js';
import { ROBOT_KINDS } from '../rules/robots.js';
import { COLOURS, CURVES, NAMED_LIGHTS, SCHEME_KINDS, WEIGHTS } from '../rules/schemes.js';
import { WAITING_KINDS } from '../rules/waiting.words.js';

/** The tables as the screen needs them: what each act is called, looks like and asks for. No guard and no rule: the screen decides nothing. */
export function processesModule(): string {
  const processes = Object.fromEntries(
    PROCESSES.map(({ name, collection, label, states, acts }) => [
      name,
      {
        collection,
        label,
        states: Object.fromEntries(Object.entries<{ label: string }>(states).map(([state, { label: text }]) => [state, text])),
        acts: Object.fromEntries(Object.entries<Act<string, string, unknown>>(acts).map(([act, row]) => [act, actOf(row)])),
      },
    ]),
  );
  const tables = {
    PROCESSES: processes,
    BULK_ACTS,
    BULK_MOST,
    LIGHTS,
    ROLES,
    MESSAGE_KINDS,
    PAPER_KINDS,
    OBJECT_KINDS,
    PROGRESS_CLASSES,
    CADENCES,
    PHASE_KINDS,
    COLOURS,
    CURVES,
    NAMED_LIGHTS,
    SCHEME_KINDS,
    WEIGHTS,
    ROBOT_KINDS,
    SIGNERS,
    TAKEN_BACK_RETURNS,
    VOID_RETURNS,
    WAITING_KINDS,
  };
  return Object.entries(tables)
    .map(([name, table]) => `export const ${name} = ${JSON.stringify(table, null, 2)} as const;\n`)
    .join('\n');
}

function actOf({ label, noun, carries, tone, undoneBy }: Act<string, string, unknown>) {
  return { label, noun, tone, carries, ...(undoneBy && { undoneBy }) };
}
