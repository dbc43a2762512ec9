import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Unit } from '../people/unit.entity.js';
import { Versioned } from '../platform/database/base.js';
import type { AssignmentRole, AssignmentState } from '../rules/assignment.process.js';
import { Task } from './task.entity.js';

/** One unit's share of a task (承办分支), with its own sign-for and its own reports. */
@Entity()
@Index('assignment_once', ['taskId', 'unitId'], { unique: true })
@Index('assignment_unit', ['unitId', 'taskId', 'state'])
@Index('assignment_report_due', ['reportDue', 'taskId'])
export class Assignment extends Versioned {
  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;
  @Column('integer')
  taskId: number;

  @ManyToOne(() => Unit, { nullable: false })
  unit: Relation<Unit>;
  @Column('integer')
  unitId: number;

  @Column('text')
  role: AssignmentRole;

  @Column('text')
  state: AssignmentState;

  @ManyToOne(() => Account)
  handler: Relation<Account>;
  @Column('integer', { nullable: true })
  handlerId: number | null;

  /** First opened by somebody of the unit: not the same as signed for. */
  @Column('timestamptz', { nullable: true })
  firstReadAt: Date | null;

  @Column('timestamptz', { nullable: true })
  receivedAt: Date | null;

  @Column('integer', { nullable: true })
  receivedBy: number | null;

  /** This unit's own date, share of the whole (%) and part of the work, as the lead unit has arranged them. */
  @Column('date', { nullable: true })
  dueDate: string | null;

  @Column('integer', { nullable: true })
  weight: number | null;

  @Column('text', { nullable: true })
  note: string | null;

  /** The period that is waited for next (rules/periods.ts owedPeriod): from when, and until which day. Kept beside its sources, as the lights' days are. */
  @Column('date', { nullable: true })
  reportOpens: string | null;

  @Column('date', { nullable: true })
  reportDue: string | null;
}
