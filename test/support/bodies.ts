import { TASK_PROCESSES } from '../../server/src/rules/index.js';
import type { Act, ActInput, AnyProcess, Field } from '../../server/src/rules/process.js';

/** What a field is filled with in a test: something that the table allows. */
const VALUES: Record<Field['kind'], (field: Field) => ActInput[string]> = {
  period: () => null,
  readings: () => [],
  text: field => `${field.label}：按要求办理`,
  date: () => '2026-11-30',
  percent: () => 100,
  choice: field => Object.keys(field.choices ?? {})[0] as string,
  account: () => 0,
  phase: () => 0,
  unit: () => 0,
};

/** A body that carries everything an act asks for, by its table; `given` are fields that only the record knows (who, which phase). */
export function bodyOf(process: AnyProcess, act: string, given: ActInput = {}): ActInput {
  const fields = actOf(process, act).carries;
  return Object.fromEntries(fields.map(field => [field.name, given[field.name] ?? VALUES[field.kind](field)]));
}

// biome-ignore lint/suspicious/noExplicitAny: an act of whatever process
type AnyAct = Act<any, any, any>;

/** An act of a table by its name. */
export function actOf(process: AnyProcess, name: string): AnyAct {
  const act = process.acts[name];
  if (!act) throw new Error(`${process.name} has no act ${name}`);
  return act;
}

export interface TableAct {
  process: AnyProcess;
  name: string;
  noun: string;
  from: readonly string[];
  to: string;
  who: readonly { role: string; as: string }[];
}

/** Every act of the processes of a task that a person can do. */
export const HUMAN_ACTS: TableAct[] = TASK_PROCESSES.flatMap(process =>
  Object.entries<Omit<TableAct, 'process' | 'name'>>(process.acts)
    .filter(([, act]) => act.who.some(({ role }) => role !== 'system'))
    .map(([name, act]) => ({ process, name, noun: act.noun, from: act.from, to: act.to, who: act.who })),
);
