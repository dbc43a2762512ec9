import { Column, Entity, Index } from 'typeorm';
import { Numbered } from './database/base.js';

/** What the ledger tells of how a task ended: one row in thirty. */
export const ENDING_ACTS = `'complete', 'return', 'confirm_verified', 'refute', 'delist'`;

/** What happened to a record of a process, append-only: the timeline reads it, and a rejected submission stays visible in it (G5). */
@Entity('process_history')
@Index('process_history_task', ['taskId', 'id'])
@Index('process_history_record', ['process', 'recordId', 'id'])
@Index('process_history_end', ['taskId', 'id'], { where: `process = 'task' AND act IN (${ENDING_ACTS})` })
export class ProcessHistory extends Numbered {
  @Column('text')
  process: string;

  @Column('integer')
  recordId: number;

  @Column('integer', { nullable: true })
  taskId: number | null;

  @Column('text')
  act: string;

  @Column('text', { nullable: true })
  fromState: string | null;

  @Column('text')
  toState: string;

  @Column('integer', { nullable: true })
  accountId: number | null;

  /** Name, post and unit as they were on the day: a successor does not rewrite history. */
  @Column('text')
  actorName: string;

  @Column('text', { nullable: true })
  actorPost: string | null;

  @Column('text', { nullable: true })
  unitName: string | null;

  @Column('timestamptz')
  at: Date;

  @Column('jsonb', { default: {} })
  input: Record<string, unknown>;
}
