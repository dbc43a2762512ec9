import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, type Scope, scopeOf } from '../rules/actor.js';
import {
  type ActInput,
  type AnyProcess,
  faultsByField,
  faultsOf,
  mayPerform,
  type OpenActs,
  openActs,
  type Placed,
  reasonsAgainst,
} from '../rules/process.js';
import { type AnyAct, bodySchema } from './act.body.js';
import { Audit } from './audit.service.js';
import { Clock } from './clock.js';
import { prepared } from './database/prepared.js';
import { sendOff, transaction } from './database/transaction.js';
import { check } from './dto.js';
import { claimKey } from './idempotency.js';
import { conflict, denied, notFound, refused } from './problems.js';

/** What the doorway needs to know of any record of a process. */
export interface ProcessRow {
  id: number;
  state: string;
  version: number;
  /** The task whose timeline tells of it; null for what belongs to no task. */
  taskId: number | null;
}

/** A record that belongs to a task. */
export interface TaskBound extends ProcessRow {
  taskId: number;
}

/** A record as it is locked for an act: with the number that the history row of the act will bear, drawn under the lock, so that they follow each other. */
export type Locked<Row extends ProcessRow> = Row & { historyId: number };

const DRAWN = "nextval('process_history_id_seq')::int";
/** Locks what `select` finds (`FOR UPDATE` at its end), and draws a `historyId` then. */
export const locking = (select: string) => `SELECT locked.*, ${DRAWN} AS "historyId" FROM (${select}) locked`;

export interface EffectContext<Row extends ProcessRow = TaskBound> {
  manager: EntityManager;
  row: Row;
  actor: Actor;
  input: ActInput;
  today: string;
  now: Date;
  /** The history row that tells of this act: what follows refers to it by id. */
  historyId: number;
  /** What this act bears in common with others of one request (40 tasks handed out at once). */
  together?: string;
}

export type Effect<Row extends ProcessRow> = (context: EffectContext<Row>) => Promise<void>;

/** What an act writes into columns of its own record, by column. */
export type Keeping<Row extends ProcessRow> = (context: Omit<EffectContext<Row>, 'manager'>) => Record<string, unknown>;

// biome-ignore lint/suspicious/noExplicitAny: facts differ from process to process
type AnyFacts = any;

/** What a room brings so that its process can go through the doorway. */
export interface ProcessRoom<Row extends ProcessRow = TaskBound> {
  process: AnyProcess;
  table: string;
  /** Loads and locks one record inside the scope (null: the system, which works on ids it was given). Lock the task before anything that hangs on it. */
  load(manager: EntityManager, id: number, scope: Scope | null): Promise<Locked<Row> | null>;
  facts(manager: EntityManager, row: Row): Promise<AnyFacts>;
  /** The facts' places alone, where the locked record tells them by itself: an act without guards asks for no more. */
  placed?(row: Row): Placed<string>;
  /** Effects that only fill columns of the record itself: written in one statement with its state, before all others. */
  keeps?: Record<string, Keeping<Row>>;
  /** The other effects that the room itself knows; rooms beside and above it add theirs by `effect`. */
  effects: Record<string, Effect<Row>>;
}

// biome-ignore lint/suspicious/noExplicitAny: rooms of different rows side by side
type AnyRoom = ProcessRoom<any>;

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

/** What the timeline and the audit log are told. */
interface Told {
  kind: string;
  act: string;
  row: ProcessRow;
  fromState: string | null;
  toState: string;
  actor: Actor;
  input: Record<string, unknown>;
}

const HISTORY = [
  'id',
  'process',
  'task_id',
  'act',
  'from_state',
  'to_state',
  'account_id',
  'actor_name',
  'actor_post',
  'unit_name',
  'at',
  'input',
  'record_id',
];
const places = (from: number, many: number) => Array.from({ length: many }, (_, index) => `$${from + index}`);
/** `record`: where the record's id comes from. */
const telling = (record: string) =>
  `INSERT INTO process_history (${HISTORY.join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${places(1, HISTORY.length - 1).join(', ')}, ${record})`;
const AT = HISTORY.length;
const TELL = telling(`$${AT}`);

/**
 * Moves the record that is still where it was seen, and tells of it. History tells of no record that was not moved: the database refuses the row
 * without it, and with it the whole act.
 */
const moving = (table: string, kept: string[]) => {
  const set = ['state = $6', 'version = version + 1', ...kept.map((column, index) => `${column} = $${AT + 2 + index}`)];
  return `WITH moved AS (UPDATE ${table} SET ${set.join(', ')} WHERE id = $${AT} AND state = $5 AND version = $${AT + 1} RETURNING id)
    ${telling('(SELECT id FROM moved)')}`;
};

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
    private readonly audit: Audit,
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
    return transaction(this.source, async manager => {
      const room = this.room(processName);
      // In one piece: whoever repeats a request waits for the first at the key, and finds its record as that has left it.
      const [{ repeated }, row] = await Promise.all([
        claimKey(manager, actor.accountId, key, [processName, actName, id, body]),
        room.load(manager, id, scopeOf(actor)),
      ]);
      if (!row) throw notFound(processName, `项${room.process.label}`);
      if (repeated) return { id, taskId: row.taskId, state: row.state, version: row.version, repeated };
      return this.carryOut(manager, room, actName, row, actor, body);
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
    if (!row) throw notFound(processName, `项${room.process.label}`);
    return this.carryOut(manager, room, actName, row, actor, body, together);
  }

  private async carryOut(
    manager: EntityManager,
    room: AnyRoom,
    actName: string,
    row: Locked<ProcessRow>,
    actor: Actor,
    body: unknown,
    together?: string,
  ): Promise<Performed> {
    const act = this.act(room, actName);
    const facts = (act.guards.length === 0 && room.placed?.(row)) || (await room.facts(manager, row));
    if (!mayPerform(room.process, act, facts, actor)) throw denied(`您不能对这项${room.process.label}办理“${act.label}”。`);
    const { version, ...input } = check(bodySchema(act, actor), body) as { version?: number } & ActInput;
    if (version !== undefined && version !== row.version) throw await this.slower(manager, room, row);
    this.refuseUnlessOpen(room, act, row, facts, actor, input);
    const state = act.to === 'same' ? row.state : act.to;
    const context = { manager, row, actor, input, today: this.clock.today(), now: this.clock.now(), historyId: row.historyId, together };
    const kept: Record<string, unknown> = Object.assign({}, ...act.effects.map(effect => room.keeps?.[effect]?.(context)));
    await this.tellOf(
      manager,
      row.historyId,
      { kind: room.process.name, act: actName, row, fromState: row.state, toState: state, actor, input },
      { text: moving(room.table, Object.keys(kept)), values: [row.version, ...Object.values(kept)] },
    );
    for (const effect of act.effects) await room.effects[effect]?.(context);
    return { id: row.id, taskId: row.taskId as number, state, version: row.version + 1, repeated: false };
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

  /** The first history row of a new record: how it came about, and what follows from that. Answers the history row's id. */
  async begin(
    manager: EntityManager,
    processName: string,
    row: ProcessRow,
    actName: string,
    actor: Actor,
    input: Record<string, unknown> = {},
  ): Promise<number> {
    const historyId = await this.draw(manager);
    await this.tellOf(manager, historyId, { kind: processName, act: actName, row, fromState: null, toState: row.state, actor, input });
    const { process, effects } = this.room(processName);
    const context = { manager, row, actor, input: input as ActInput, today: this.clock.today(), now: this.clock.now(), historyId };
    for (const effect of process.begun ?? []) await effects[effect]?.(context);
    return historyId;
  }

  /** History and audit of something that is no process of its own but belongs to a task's story (a piece of evidence, a phase's result). Answers the history row's id. */
  async tell(
    manager: EntityManager,
    kind: string,
    row: ProcessRow,
    actName: string,
    actor: Actor,
    input: Record<string, unknown>,
  ): Promise<number> {
    const historyId = await this.draw(manager);
    await this.tellOf(manager, historyId, { kind, act: actName, row, fromState: row.state, toState: row.state, actor, input });
    return historyId;
  }

  private room(name: string): AnyRoom {
    const room = this.rooms.get(name);
    if (!room) throw new Error(`doorway: no process ${name}`);
    return room;
  }

  private act(room: AnyRoom, name: string): AnyAct {
    const act = room.process.acts[name];
    if (!act) throw new Error(`doorway: ${room.process.name} has no act ${name}`);
    return act;
  }

  private refuseUnlessOpen(room: AnyRoom, act: AnyAct, row: ProcessRow, facts: AnyFacts, actor: Actor, input: ActInput): void {
    if (!act.from.includes(row.state)) {
      const label = room.process.states[row.state]?.label ?? row.state;
      throw refused(act.label, [`这项${room.process.label}现在是“${label}”，不能${act.label}。`]);
    }
    const context = { actor, today: this.clock.today(), input };
    const reasons = reasonsAgainst(act, facts, context);
    if (reasons.length > 0) throw refused(act.label, reasons, faultsByField(act, facts, context));
  }

  private async draw(manager: EntityManager): Promise<number> {
    const [drawn] = await prepared<{ id: number }>(manager, `SELECT ${DRAWN} AS id`, []);
    return (drawn as { id: number }).id;
  }

  /** The history row and the audit line; with `moving`, the record is moved in the same statement. Nobody waits for the answers. */
  private async tellOf(manager: EntityManager, historyId: number, told: Told, moving = { text: TELL, values: [] as unknown[] }) {
    const { kind, act, row, fromState, toState, actor, input } = told;
    const post = actor.posts[0];
    const at = this.clock.now();
    const who = [actor.accountId, actor.name, post?.name ?? null, post?.unitName ?? null];
    const values = [historyId, kind, row.taskId, act, fromState, toState, ...who, at, JSON.stringify(input), row.id, ...moving.values];
    const entry = { actor, act: `${kind}.${act}`, objectType: kind, objectId: row.id, detail: { fromState, toState } };
    await Promise.all([sendOff(manager, moving.text, values), this.audit.write(manager, entry)]);
  }

  private async slower(manager: EntityManager, room: AnyRoom, row: ProcessRow) {
    const [last] = await manager.query(
      'SELECT actor_name, at, to_state FROM process_history WHERE process = $1 AND record_id = $2 ORDER BY id DESC LIMIT 1',
      [room.process.name, row.id],
    );
    const state = last?.to_state ?? row.state;
    const stateLabel = room.process.states[state]?.label ?? state;
    const who = last ? `${last.actor_name}刚刚先处理了这项${room.process.label}` : `这项${room.process.label}刚刚有了变化`;
    return conflict(`${who}，现在是“${stateLabel}”。请刷新后再看；您填写的内容还在。`, {
      state,
      stateLabel,
      version: row.version,
      actorName: last?.actor_name ?? null,
      at: last?.at ?? null,
    });
  }
}
