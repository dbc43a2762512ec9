import type { EntityManager } from 'typeorm';
import type { Actor, Scope } from '../rules/actor.js';
import type { ActInput, AnyProcess, Placed } from '../rules/process.js';

/** What the doorway and history need to know of any record of a process. */
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
export type AnyFacts = any;

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
export type AnyRoom = ProcessRoom<any>;
