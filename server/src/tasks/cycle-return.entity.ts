import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Versioned } from '../platform/database/base.js';
import type { ReturnState, Risk } from '../rules/return.words.js';
import { Assignment } from './assignment.entity.js';

/** A report of progress (反馈): what a unit says it has done. Only its state moves; what it says is never overwritten, the next one follows it. */
@Entity()
@Index('cycle_return_period', ['assignmentId', 'period'], { unique: true, where: "state NOT IN ('returned', 'replaced', 'withdrawn')" })
@Index('cycle_return_open', ['state', 'taskId'], { where: "state IN ('submitted', 'unit_approved')" })
@Index('cycle_return_task', ['taskId', 'id'])
@Index('cycle_return_assignment', ['assignmentId', 'id'])
export class CycleReturn extends Versioned {
  @Column('integer')
  taskId: number;

  @ManyToOne(() => Assignment, { nullable: false })
  assignment: Relation<Assignment>;
  @Column('integer')
  assignmentId: number;

  @Column('text')
  state: ReturnState;

  /** The period that it answers (rules/periods.ts); null: reported in between. */
  @Column('text', { nullable: true })
  period: string | null;

  /** The period in words, as it was when the report was made. */
  @Column('text', { nullable: true })
  periodLabel: string | null;

  /** Carried in from the last approved one in one click (无变化). */
  @Column('boolean', { default: false })
  unchanged: boolean;

  @Column('integer')
  percent: number;

  @Column('text')
  doneText: string;

  @Column('text', { nullable: true })
  problem: string | null;

  @Column('text', { nullable: true })
  nextStep: string | null;

  /** What others must do so that it goes on. */
  @Column('text', { nullable: true })
  help: string | null;

  /** The unit's own word, kept apart from the light. */
  @Column('text', { nullable: true })
  risk: Risk | null;

  @ManyToOne(() => Account, { nullable: false })
  reporter: Relation<Account>;
  @Column('integer')
  reporterId: number;

  @Column('timestamptz')
  at: Date;
}
