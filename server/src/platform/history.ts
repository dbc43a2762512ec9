import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../rules/actor.js';
import { Audit } from './audit.service.js';
import { Clock } from './clock.js';
import { prepared } from './database/prepared.js';
import { sendOff } from './database/transaction.js';
import type { Locked, ProcessRow } from './process.room.js';

/** What happened to a record, as the timeline and the audit log are told. */
export interface Happening<Row extends ProcessRow = ProcessRow> {
  /** The process, or what it is that is none: a piece of evidence, a comment. */
  kind: string;
  act: string;
  row: Row;
  fromState: string | null;
  toState: string;
  actor: Actor;
  input: Record<string, unknown>;
}

/** The same of a record whose state says by itself where it stands. */
type Told = Omit<Happening, 'fromState' | 'toState'>;

const DRAWN = "nextval('process_history_id_seq')::int";
/** Locks what `select` finds (`FOR UPDATE` at its end), and draws a `historyId` then. */
export const locking = (select: string) => `SELECT locked.*, ${DRAWN} AS "historyId" FROM (${select}) locked`;

const COLUMNS = [
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
const RECORD = COLUMNS.length;
const PLACES = COLUMNS.slice(0, -1)
  .map((_, index) => `$${index + 1}`)
  .join(', ');
/** `record`: where the record's id comes from. */
const telling = (record: string) =>
  `INSERT INTO process_history (${COLUMNS.join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${PLACES}, ${record})`;
const TELL = telling(`$${RECORD}`);

/**
 * Moves the record that is still where it was seen, and tells of it. History tells of no record that was not moved: the database refuses the row
 * without it, and with it the whole act.
 */
const moving = (table: string, kept: string[]) => {
  const set = ['state = $6', 'version = version + 1', ...kept.map((column, index) => `${column} = $${RECORD + 2 + index}`)];
  return `WITH moved AS (UPDATE ${table} SET ${set.join(', ')} WHERE id = $${RECORD} AND state = $5 AND version = $${RECORD + 1} RETURNING id)
    ${telling('(SELECT id FROM moved)')}`;
};

/** The story of every record, each row of it with its line of the audit log. Nothing is ever taken out of it. */
@Injectable()
export class History {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Tells how a new record came about. Answers the id of the history row. */
  begin(manager: EntityManager, told: Told): Promise<number> {
    return this.append(manager, { ...told, fromState: null, toState: told.row.state });
  }

  /**
   * Tells of something that changes no state: it is no process of its own but belongs to a task's story (a piece of evidence, a phase's result).
   * Answers the id of the history row.
   */
  tell(manager: EntityManager, told: Told): Promise<number> {
    return this.append(manager, { ...told, fromState: told.row.state, toState: told.row.state });
  }

  /** Moves a locked record and tells of it in one statement. `kept`: what is written into its columns besides, by column. */
  async move(
    manager: EntityManager,
    table: string,
    happening: Happening<Locked<ProcessRow>>,
    kept: Record<string, unknown>,
  ): Promise<void> {
    const { row } = happening;
    await this.write(manager, row.historyId, happening, moving(table, Object.keys(kept)), [row.version, ...Object.values(kept)]);
  }

  /** Who was the last to change a record, when, and what to; undefined where its story is empty. */
  async last(
    manager: EntityManager,
    kind: string,
    recordId: number,
  ): Promise<{ actorName: string; at: Date; toState: string } | undefined> {
    const [last] = await manager.query(
      `SELECT actor_name AS "actorName", at, to_state AS "toState" FROM process_history WHERE process = $1 AND record_id = $2
       ORDER BY id DESC LIMIT 1`,
      [kind, recordId],
    );
    return last;
  }

  private async append(manager: EntityManager, happening: Happening): Promise<number> {
    const [drawn] = await prepared<{ id: number }>(manager, `SELECT ${DRAWN} AS id`, []);
    const { id } = drawn as { id: number };
    await this.write(manager, id, happening, TELL);
    return id;
  }

  /** The history row, by the statement `text`, and the audit line. Nobody waits for the answers. */
  private async write(manager: EntityManager, id: number, happening: Happening, text: string, more: unknown[] = []): Promise<void> {
    const { kind, act, row, fromState, toState, actor, input } = happening;
    const post = actor.posts[0];
    const who = [actor.accountId, actor.name, post?.name ?? null, post?.unitName ?? null];
    const values = [id, kind, row.taskId, act, fromState, toState, ...who, this.clock.now(), JSON.stringify(input), row.id, ...more];
    const entry = { actor, act: `${kind}.${act}`, objectType: kind, objectId: row.id, detail: { fromState, toState } };
    await Promise.all([sendOff(manager, text, values), this.audit.write(manager, entry)]);
  }
}
