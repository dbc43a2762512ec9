import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, scopeOf } from '../rules/actor.js';
import {
  type ActInput,
  type AnyProcess,
  faultsByField,
  faultsOf,
  type GuardContext,
  mayPerform,
  type OpenActs,
  openActs,
  type Placed,
  reasonsAgainst,
} from '../rules/process.js';
import { type AnyAct, bodySchema } from './act.body.js';
import { Clock } from './clock.js';
import { transaction } from './database/transaction.js';
import { check } from './dto.js';
import { History } from './history.js';
import { claimKey } from './idempotency.js';
import { conflict, denied, notFound, type Problem, refused } from './problems.js';
import type { AnyFacts, AnyRoom, Effect, Locked, ProcessRow } from './process.room.js';

/** Where an act has left its record. */
export interface Performed {
  id: number;
  /** Of a process that belongs to a task. */
  taskId: number;
  state: string;
  /** Which the next act names. */
  version: number;
  /** The request had been carried out before: nothing was done now. */
  repeated: boolean;
}

/** What somebody asks for of a record. */
interface Asked {
  actName: string;
  actor: Actor;
  /** The client's, unchecked. */
  body: unknown;
  /** What it bears in common with others of one request. */
  together?: string;
}

/**
 * The only way to change a process. In one transaction: the record through the actor's scope, table and guards, the update where state and version
 * are still the expected ones, history, audit, and the effects with their outbox rows.
 */
@Injectable()
export class Doorway implements OnApplicationBootstrap {
  private readonly rooms = new Map<string, AnyRoom>();
  // biome-ignore lint/suspicious/noExplicitAny: rooms of different rows side by side
  private readonly additions: { processName: string; name: string; effect: Effect<any> }[] = [];

  constructor(
    private readonly source: DataSource,
    private readonly history: History,
    private readonly clock: Clock,
  ) {}

  /** A room opens its process. A faulty table throws, so that the program does not start. */
  open(room: AnyRoom): void {
    const faults = faultsOf(room.process);
    if (faults.length > 0) throw new Error(`process table of ${room.process.name}:\n${faults.join('\n')}`);
    this.rooms.set(room.process.name, { ...room, effects: { ...room.effects } });
  }

  /** A room beside or above adds what follows there from an act (a message, a notice). Rooms may speak in any order. */
  // biome-ignore lint/suspicious/noExplicitAny: rooms of different rows side by side
  effect(processName: string, name: string, effect: Effect<any>): void {
    this.additions.push({ processName, name, effect });
  }

  /** Once every room has spoken: an effect that nobody supplies stops the start. */
  onApplicationBootstrap(): void {
    for (const { processName, name, effect } of this.additions.splice(0)) {
      const { effects, keeps } = this.room(processName);
      if (name in effects || name in (keeps ?? {})) throw new Error(`doorway: ${processName} has the effect ${name} already`);
      effects[name] = effect;
    }
    for (const { process, effects, keeps } of this.rooms.values()) {
      const named = Object.values<AnyAct>(process.acts).flatMap(act => act.effects);
      const known = { ...effects, ...keeps };
      for (const effect of [...(process.begun ?? []), ...named])
        if (!(effect in known)) throw new Error(`${process.name}: nobody supplies the effect ${effect}`);
    }
  }

  /**
   * Performs an act. `body` is the client's: `version` and the fields that the act carries.
   * Throws 404 outside the scope, 403 for the wrong role or relation, 400 for wrong fields, 409 when somebody was faster, 422 with every reason.
   */
  async perform(processName: string, actName: string, id: number, actor: Actor, body: unknown, key?: string): Promise<Performed> {
    const room = this.room(processName);
    return transaction(this.source, async manager => {
      // In one piece: whoever repeats a request waits for the first at the key, and finds its record as that has left it.
      const [{ repeated }, row] = await Promise.all([
        claimKey(manager, actor.accountId, key, [processName, actName, id, body]),
        room.load(manager, id, scopeOf(actor)),
      ]);
      if (!row) throw notFound(processName, counted(room));
      if (repeated) return { id, taskId: row.taskId, state: row.state, version: row.version, repeated };
      return this.carryOut(manager, room, row, { actName, actor, body });
    });
  }

  /**
   * The same inside a transaction that is already open: for acts that follow from another, and for one of many of a request (`together`).
   * The system names no version.
   */
  async performIn(
    manager: EntityManager,
    processName: string,
    actName: string,
    id: number,
    actor: Actor,
    body: unknown,
    together?: string,
  ): Promise<Performed> {
    const room = this.room(processName);
    const row = await room.load(manager, id, actor.accountId === null ? null : scopeOf(actor));
    if (!row) throw notFound(processName, counted(room));
    return this.carryOut(manager, room, row, { actName, actor, body, together });
  }

  /** One act from its first question to its last effect, in the order in which each may be asked and refused. */
  private async carryOut(manager: EntityManager, room: AnyRoom, row: Locked<ProcessRow>, asked: Asked): Promise<Performed> {
    const { actName, actor, together } = asked;
    const act = actIn(room, actName);
    const facts = (act.guards.length === 0 && room.placed?.(row)) || (await room.facts(manager, row));
    if (!mayPerform(room.process, act, facts, actor)) throw denied(`您不能对这${counted(room)}办理“${act.label}”。`);

    const { version, ...input } = check(bodySchema(act, actor), asked.body) as { version?: number } & ActInput;
    if (version !== undefined && version !== row.version) throw await this.slower(manager, room, row);
    const today = this.clock.today();
    refuseUnlessOpen(room, act, row, facts, { actor, today, input });

    const context = { manager, row, actor, input, today, now: this.clock.now(), historyId: row.historyId, together };
    const state = act.to === 'same' ? row.state : act.to;
    const kept: Record<string, unknown> = Object.assign({}, ...act.effects.map(effect => room.keeps?.[effect]?.(context)));
    const happening = { kind: room.process.name, act: actName, row, fromState: row.state, toState: state, actor, input };
    await this.history.move(manager, room.table, happening, kept);

    for (const effect of act.effects) await room.effects[effect]?.(context);
    return { id: row.id, taskId: row.taskId as number, state, version: row.version + 1, repeated: false };
  }

  /** The first history row of a new record: how it came about, and what follows from that. Answers the history row's id. */
  async begin(
    manager: EntityManager,
    processName: string,
    row: ProcessRow,
    actName: string,
    actor: Actor,
    input: Record<string, unknown> = {},
  ): Promise<number> {
    const { process, effects } = this.room(processName);
    const historyId = await this.history.begin(manager, { kind: processName, act: actName, row, actor, input });
    const context = { manager, row, actor, input: input as ActInput, today: this.clock.today(), now: this.clock.now(), historyId };
    for (const effect of process.begun ?? []) await effects[effect]?.(context);
    return historyId;
  }

  /** The acts that are open to the actor on a record, and those that a guard still refuses, with reasons. */
  openActs(processName: string, state: string, facts: Placed<string>, actor: Actor): OpenActs {
    return openActs(this.room(processName).process, state, facts, actor, this.clock.today());
  }

  /** The act behind a noun of the path, `completion` → `complete`; throws 404 for an unknown one. */
  actOf(processName: string, noun: string): string {
    const acts = Object.entries<AnyAct>(this.room(processName).process.acts);
    const found = acts.find(([, act]) => act.noun === noun && act.who.some(who => who.role !== 'system'));
    if (!found) throw notFound('act', '项操作');
    return found[0];
  }

  private room(name: string): AnyRoom {
    const room = this.rooms.get(name);
    if (!room) throw new Error(`doorway: no process ${name}`);
    return room;
  }

  /** What somebody is told who acts on a record as it no longer is: who was faster, and where the record stands now. */
  private async slower(manager: EntityManager, room: AnyRoom, row: ProcessRow): Promise<Problem> {
    const { process } = room;
    const last = await this.history.last(manager, process.name, row.id);
    const state = last?.toState ?? row.state;
    const stateLabel = labelOf(process, state);
    const who = last ? `${last.actorName}刚刚先处理了这${counted(room)}` : `这${counted(room)}刚刚有了变化`;
    return conflict(`${who}，现在是“${stateLabel}”。请刷新后再看；您填写的内容还在。`, {
      state,
      stateLabel,
      version: row.version,
      actorName: last?.actorName ?? null,
      at: last?.at ?? null,
    });
  }
}

/** 张督办单: a record of the process, as a sentence counts it. */
const counted = ({ process: { classifier, label } }: AnyRoom): string => `${classifier}${label}`;

const labelOf = (process: AnyProcess, state: string): string => process.states[state]?.label ?? state;

function actIn({ process }: AnyRoom, name: string): AnyAct {
  const act = process.acts[name];
  if (!act) throw new Error(`doorway: ${process.name} has no act ${name}`);
  return act;
}

/** Throws 422 in a state that the act does not start from, and with every reason that its guards give. */
function refuseUnlessOpen(room: AnyRoom, act: AnyAct, row: ProcessRow, facts: AnyFacts, context: GuardContext): void {
  if (!act.from.includes(row.state))
    throw refused(act.label, [`这${counted(room)}现在是“${labelOf(room.process, row.state)}”，不能${act.label}。`]);
  const reasons = reasonsAgainst(act, facts, context);
  if (reasons.length > 0) throw refused(act.label, reasons, faultsByField(act, facts, context));
}
