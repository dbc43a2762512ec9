import { Column, Entity, Index } from 'typeorm';
import { Numbered } from './database/base.js';

/** What must happen after a change, written with it. The row is the truth; a queue may carry it. */
@Entity()
@Index('outbox_waiting', ['dead', 'priority', 'availableAt', 'id'], { where: 'done_at IS NULL' })
export class Outbox extends Numbered {
  /** A name of `rules/jobs.ts`. */
  @Column('text')
  topic: string;

  /** Ids, never addresses or texts: the handler looks at the state of its own moment. */
  @Column('jsonb')
  payload: Record<string, unknown>;

  /** 1 goes before 2. */
  @Column('smallint', { default: 1 })
  priority: number;

  @Column('timestamptz', { default: () => 'now()' })
  addedAt: Date;

  /** Not before this instant: later than `addedAt` after a failure, or by wish. */
  @Column('timestamptz')
  availableAt: Date;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('timestamptz', { nullable: true })
  doneAt: Date | null;

  @Column('text', { nullable: true })
  lastError: string | null;

  /** Given up after the last attempt; a person can set it going again. */
  @Column('boolean', { default: false })
  dead: boolean;
}
