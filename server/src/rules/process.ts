import type { Actor, ActorPost, Role } from './actor.js';

/** What an act must or may carry; the server's validation, the form on the screen and the OpenAPI schema all come from it. */
export interface Field {
  name: string;
  label: string;
  kind: 'text' | 'date' | 'percent' | 'choice' | 'account' | 'phase' | 'unit' | 'period' | 'readings';
  required: boolean;
  /** text: longest length; default 2000. */
  max?: number;
  choices?: Record<string, string>;
}

/** Who an act is open to: a role, in a relation to the record that the facts tell (`lead`: one of the actor's own units leads the task). */
export interface Who<Relation extends string> {
  role: Role | 'system';
  as: Relation;
}

export interface Act<State extends string, Relation extends string, Facts> {
  /** The official's verb on the button. */
  label: string;
  /** The noun under the record: `POST /api/<collection>/<id>/<noun>`. */
  noun: string;
  from: readonly State[];
  to: State | 'same';
  who: readonly Who<Relation>[];
  carries: readonly Field[];
  guards: readonly Guard<Facts>[];
  /** Names of what follows in the same transaction; the room that owns the record supplies each. */
  effects: readonly string[];
  /** The act of the same table by which whoever did this takes it back, as long as nobody has acted on it: offered right after it. */
  undoneBy?: string;
  /** How the button looks and where it stands: the act that the state waits for, an ordinary one, one to be careful with. */
  tone: 'primary' | 'plain' | 'danger';
}

/** A figure as a person typed it, with where it was taken from. */
export interface ReadingInput {
  indicatorId: number;
  /** '62.5', '62.5%', '1,234 张': the number, with or without the indicator's unit. */
  value: string;
  source: string | null;
}

/** The input of an act, checked against its fields. */
export type ActInput = Record<string, string | number | null | ReadingInput[]>;

/** Given the loaded facts, returns every reason why not, in words for the person who asks; none means yes. */
export type Guard<Facts> = (facts: Facts, context: GuardContext) => string[];

export interface GuardContext {
  actor: Actor;
  /** 'YYYY-MM-DD', Asia/Shanghai. */
  today: string;
  /** null while only asking which acts are open: guards on the input then stay silent. */
  input: ActInput | null;
}

export interface Process<State extends string, Relation extends string, Facts, Name extends string = string> {
  name: string;
  /** Where its records live in the API: `tasks` → `/api/tasks/12/…`. */
  collection: string;
  label: string;
  /** The word by which its records are counted: 这张督办单. */
  classifier: string;
  states: Record<State, { label: string; final?: true }>;
  initial: State;
  /** Effects that follow when a record comes about, as those of an act do. */
  begun?: readonly string[];
  relations: Record<Relation, { label: string; reach: Reach }>;
  acts: Record<Name, Act<State, Relation, Facts>>;
}

/** `own`: the post's unit itself must be named; `subtree`: a unit below the post's unit is enough. */
export type Reach = 'own' | 'subtree';

/** What the engine must know of every record: for each relation, the units that stand in it. */
export interface Placed<Relation extends string> {
  places: Record<Relation, number[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: a process of whatever states, relations and facts
export type AnyProcess = Process<any, any, any>;

/** True when one of the actor's posts has a role that is listed for the act, in the relation that the act asks for. */
export function mayPerform<S extends string, R extends string, F extends Placed<R>>(
  process: Process<S, R, F>,
  act: Pick<Act<S, R, F>, 'who'>,
  facts: F,
  actor: Actor,
): boolean {
  return act.who.some(({ role, as }) => {
    if (role === 'system') return actor.accountId === null;
    return actor.posts.some(post => post.role === role && stands(post, facts.places[as], process.relations[as].reach));
  });
}

function stands(post: ActorPost, units: number[], reach: Reach): boolean {
  return reach === 'own' ? units.includes(post.unitId) : units.some(unit => post.subtree.includes(unit));
}

export interface OpenActs {
  permittedActs: string[];
  blockedActs: { act: string; reasons: string[] }[];
}

/** Splits the acts that state and role allow into those open now and those that a guard still refuses, with all reasons. */
export function openActs<S extends string, R extends string, F extends Placed<R>>(
  process: Process<S, R, F>,
  state: S,
  facts: F,
  actor: Actor,
  today: string,
): OpenActs {
  const open: OpenActs = { permittedActs: [], blockedActs: [] };
  for (const [name, act] of Object.entries<Act<S, R, F>>(process.acts)) {
    if (!act.from.includes(state) || !mayPerform(process, act, facts, actor)) continue;
    const reasons = reasonsAgainst(act, facts, { actor, today, input: null });
    if (reasons.length === 0) open.permittedActs.push(name);
    else open.blockedActs.push({ act: name, reasons });
  }
  return open;
}

/** It starts where the other led to, leads back to where that one started, and asks for nothing: one key press is enough. */
function takesBack(undo: AnyProcess['acts'][string] | undefined, { from, to }: AnyProcess['acts'][string]): boolean {
  if (!undo || undo.carries.length > 0) return false;
  if (to === 'same') return undo.to === 'same';
  return undo.from.includes(to) && from.includes(undo.to);
}

/** Every reason why the act is refused on these facts, all guards asked. */
export function reasonsAgainst<S extends string, R extends string, F>(act: Act<S, R, F>, facts: F, context: GuardContext): string[] {
  return act.guards.flatMap(guard => guard(facts, context));
}

/** Those reasons by the field that they are about: what nobody would object to any more if that field had been left empty. */
export function faultsByField<S extends string, R extends string, F>(
  act: Act<S, R, F>,
  facts: F,
  context: GuardContext,
): Record<string, string> {
  const { input } = context;
  const reasons = reasonsAgainst(act, facts, context);
  if (!input || reasons.length === 0) return {};
  const filled = act.carries.filter(({ name }) => input[name] !== null && input[name] !== undefined);
  return Object.fromEntries(
    filled.flatMap(({ name }) => {
      const others = reasonsAgainst(act, facts, { ...context, input: { ...input, [name]: null } });
      const own = reasons.filter(reason => !others.includes(reason));
      return own.length > 0 ? [[name, own.join('')]] : [];
    }),
  );
}

/**
 * Everything wrong with a table, so that a bad one never starts: unknown or unreachable states, dead ends, acts nobody may do,
 * two acts on one noun, labels left empty.
 */
export function faultsOf(process: AnyProcess): string[] {
  const faults: string[] = [];
  const states = Object.keys(process.states);
  const nouns = new Set<string>();
  const reached = new Set<string>([process.initial]);
  const acts = Object.entries(process.acts);
  if (!process.label || !process.classifier) faults.push(`${process.name}: no label or no classifier`);
  for (const [name, act] of acts) {
    const where = `${process.name}.${name}`;
    for (const state of act.from) if (!states.includes(state)) faults.push(`${where}: unknown state ${state}`);
    if (act.to !== 'same' && !states.includes(act.to)) faults.push(`${where}: unknown state ${act.to}`);
    for (const { as } of act.who) if (!(as in process.relations)) faults.push(`${where}: unknown relation ${as}`);
    if (act.who.length === 0) faults.push(`${where}: nobody may do it`);
    if (!act.label) faults.push(`${where}: no label`);
    if (nouns.has(act.noun)) faults.push(`${where}: the noun ${act.noun} is taken`);
    nouns.add(act.noun);
    if (act.undoneBy && !takesBack(process.acts[act.undoneBy], act)) faults.push(`${where}: ${act.undoneBy} does not take it back`);
    for (const field of act.carries) if (!field.label) faults.push(`${where}.${field.name}: no label`);
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const [, act] of acts)
      if (act.to !== 'same' && !reached.has(act.to) && act.from.some(state => reached.has(state))) {
        reached.add(act.to);
        grown = true;
      }
  }
  for (const state of states) {
    if (!reached.has(state)) faults.push(`${process.name}: ${state} cannot be reached`);
    const leaves = acts.some(([, act]) => act.from.includes(state) && act.to !== 'same' && act.to !== state);
    if (!leaves && !process.states[state]?.final) faults.push(`${process.name}: nothing leads out of ${state}`);
    if (leaves && process.states[state]?.final) faults.push(`${process.name}: ${state} is final and yet something leads out of it`);
    if (!process.states[state]?.label) faults.push(`${process.name}: ${state} has no label`);
  }
  return faults;
}
