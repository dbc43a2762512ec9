import type { Actor } from '../../server/src/rules/actor.js';
import { type ActInput, type AnyProcess, mayPerform, reasonsAgainst } from '../../server/src/rules/process.js';
import { actOf } from '../support/bodies.js';
import { expectProblem } from '../support/problem.js';
import { type Stage, TODAY } from '../support/stage.js';

/** A record that a walk moves, as its model knows it. */
export interface WalkedRecord {
  process: AnyProcess;
  id: number;
  state: string;
  version: number;
  /** What the guards of its process look at. */
  facts: object;
}

/** What must come of an attempt, and which line of the tables it exercises. */
export interface Verdict {
  status: number;
  line: string;
  reasons?: string[];
}

/** Who sends which request: `seen` says whether the record is in the person's scope, `seenVersion` and `sound` how the request was made. */
export interface Request {
  actor: Actor;
  seen: boolean;
  input: ActInput;
  seenVersion: number;
  sound: boolean;
}

export interface Person {
  login: string;
  actor: Actor;
}

export interface Attempt<Rec extends WalkedRecord = WalkedRecord> {
  person: Person;
  record: Rec;
  act: string;
  noun: string;
  input: ActInput;
  version: number;
  verdict: Verdict;
}

/** What the server has to answer to an act, by the tables alone. */
export function verdictOn(record: WalkedRecord, name: string, { actor, seen, input, seenVersion, sound }: Request): Verdict {
  const { process, state, facts } = record;
  const act = actOf(process, name);
  const line = (what: string) => `${process.name}.${name}: ${what}`;
  if (!seen) {
    const isAdministrator = actor.posts.every(post => post.role.endsWith('_admin'));
    return isAdministrator ? { status: 403, line: line('administrator') } : { status: 404, line: line('out of sight') };
  }
  if (!mayPerform(process, act, facts as never, actor)) return { status: 403, line: line('not listed') };
  if (!sound) return { status: 400, line: line('wrong fields') };
  if (seenVersion !== record.version) return { status: 409, line: line('seen too long ago') };
  if (!act.from.includes(state)) return { status: 422, line: line(`refused in ${state}`) };
  const context = { actor, today: TODAY, input };
  const reasons = reasonsAgainst(act, facts as never, context);
  if (reasons.length === 0) return { status: 200, line: line(`done from ${state}`) };
  const guard = act.guards.find(each => each(facts, context).length > 0);
  return { status: 422, line: line(`guard ${guard?.name}`), reasons };
}

/** The requests that a person can send for an act: sound ones with each input, one too late and one with a field too many. */
export function requestsFor<Rec extends WalkedRecord>(
  record: Rec,
  act: string,
  inputs: ActInput[],
  person: Person,
  seen: boolean,
): Attempt<Rec>[] {
  const { noun } = actOf(record.process, act);
  const attempt = (input: ActInput, version: number, sound: boolean): Attempt<Rec> => ({
    person,
    record,
    act,
    noun,
    input: sound ? input : { ...input, state: 'completed' },
    version,
    verdict: verdictOn(record, act, { actor: person.actor, seen, input, seenVersion: version, sound }),
  });
  const first = inputs[0] as ActInput;
  return [
    ...inputs.map(input => attempt(input, record.version, true)),
    attempt(first, record.version - 1, true),
    attempt(first, record.version, false),
  ];
}

/** The acts of a process that a person can do. */
export const humanActs = (process: AnyProcess): string[] =>
  Object.entries<{ who: readonly { role: string }[] }>(process.acts)
    .filter(([, { who }]) => who.some(({ role }) => role !== 'system'))
    .map(([name]) => name);

export const send = async (stage: Stage, { person, record, noun, input, version }: Attempt) =>
  (await stage.person(person.login)).post(`${record.process.collection}/${record.id}/${noun}`, { version, ...input });

/** Each is refused as its verdict says, and none of them leaves a trace. */
export async function areRefused(stage: Stage, attempts: Attempt[], visited: Set<string>): Promise<void> {
  if (attempts.length === 0) return;
  const before = await stage.fingerprint();
  for (const attempt of attempts) {
    const { verdict, person } = attempt;
    visited.add(verdict.line);
    const answer = await send(stage, attempt);
    if (answer.status !== verdict.status) throw new Error(`${verdict.line} by ${person.login}: ${answer.status}, not ${verdict.status}`);
    const body = expectProblem(answer, verdict.status);
    if (verdict.reasons) expect(body.reasons).toEqual(verdict.reasons);
  }
  expect(await stage.fingerprint()).toBe(before);
}

export const firstOfEachLine = <Rec extends WalkedRecord>(attempts: Attempt<Rec>[]) => [
  ...new Map(attempts.map(attempt => [attempt.verdict.line, attempt])).values(),
];

/** First the act, then who and how: an act that many may do in many ways is not tried more often than another. */
export function chosenFrom<Rec extends WalkedRecord>(pool: Attempt<Rec>[], choice: number): Attempt<Rec> {
  const acts = [...new Set(pool.map(({ act }) => act))];
  const ways = pool.filter(({ act }) => act === acts[choice % acts.length]);
  return ways[Math.floor(choice / acts.length) % ways.length] as Attempt<Rec>;
}

/** Each way in which an act of the tables can end: done from each of its states, refused in each other, by each guard, and for each of the general reasons. */
export function linesOf(processes: readonly AnyProcess[]): string[] {
  return processes.flatMap(process =>
    Object.entries<{ from: readonly string[]; guards: readonly { name: string }[]; who: readonly { role: string }[] }>(
      process.acts,
    ).flatMap(([name, { from, guards, who }]) => {
      const ends = [...from.map(state => `done from ${state}`), ...guards.map(guard => `guard ${guard.name}`)];
      const human = who.some(({ role }) => role !== 'system');
      const refusals = Object.keys(process.states)
        .filter(state => !from.includes(state))
        .map(state => `refused in ${state}`);
      const general = ['administrator', 'out of sight', 'not listed', 'wrong fields', 'seen too long ago'];
      return [...ends, ...(human ? [...refusals, ...general] : [])].map(end => `${process.name}.${name}: ${end}`);
    }),
  );
}
