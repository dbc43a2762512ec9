import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Versioned } from '../platform/database/base.js';
import type { Role } from '../rules/actor.js';
import type { EscalationState } from '../rules/escalation.process.js';
import type { EscalationLevel } from '../rules/task.process.js';
import { Task } from '../tasks/task.entity.js';

/** A notice of the ladder (督办单): one task, one notice (一事一单), numbered by year. */
@Entity()
@Index('escalation_task', ['taskId'])
@Index('escalation_open', ['state', 'id'])
export class Escalation extends Versioned {
  @Column('text', { unique: true })
  noticeNo: string;

  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;
  @Column('integer')
  taskId: number;

  @Column('text')
  level: EscalationLevel;

  /** The round of the task's ladder in which it was issued. */
  @Column('integer', { default: 1 })
  round: number;

  /** Roles that get a copy of it and of what becomes of it. */
  @Column('jsonb', { default: [] })
  copyTo: Role[];

  @Column('text')
  state: EscalationState;

  @Column('text')
  reason: string;

  @Column('date')
  replyBy: string;

  @ManyToOne(() => Account, { nullable: false })
  issuer: Relation<Account>;
  @Column('integer')
  issuerId: number;

  @Column('timestamptz')
  issuedAt: Date;
}
