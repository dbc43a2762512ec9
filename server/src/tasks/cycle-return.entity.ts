import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Numbered } from '../platform/database/base.js';
import { Assignment } from './assignment.entity.js';

/** A report of progress (反馈): what a unit says it has done. Never overwritten; the next one follows it. */
@Entity()
@Index('cycle_return_task', ['taskId', 'id'])
@Index('cycle_return_assignment', ['assignmentId', 'id'])
export class CycleReturn extends Numbered {
  @Column('integer')
  taskId: number;

  @ManyToOne(() => Assignment, { nullable: false })
  assignment: Relation<Assignment>;
  @Column('integer')
  assignmentId: number;

  @Column('integer')
  percent: number;

  @Column('text')
  doneText: string;

  @Column('text', { nullable: true })
  problem: string | null;

  @Column('text', { nullable: true })
  nextStep: string | null;

  @ManyToOne(() => Account, { nullable: false })
  reporter: Relation<Account>;
  @Column('integer')
  reporterId: number;

  @Column('timestamptz')
  at: Date;
}
